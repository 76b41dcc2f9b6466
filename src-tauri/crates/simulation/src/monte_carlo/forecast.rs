//! What the nights add up to.

use super::chosen::rank;
use super::findings::{ResourceForecast, SplitForecast, Tornado, drawn_factors, effect, resources, split};
use super::slow::Factors;
use super::tally::{Histogram, Tally};
use super::threads::Threads;
use super::{Setting, tells};
use crate::compact::NONE;
use daybreak_model::duration::Estimate;
use daybreak_model::id::NodeId;
use daybreak_model::network::{Activity, Index};
use daybreak_model::time::Timestamp;

/// The result of [`monte_carlo`](super::monte_carlo). Times are milliseconds from the start of Begin.
#[derive(Clone, Debug, PartialEq)]
pub struct Forecast {
    pub samples: u32,
    pub seed: u64,
    /// The moment at which Begin starts.
    pub start: Timestamp,
    /// The window of every night, in the order of the nights; nothing when End was not reached.
    pub windows: Vec<Option<i64>>,
    /// Over all nights; a percentile that lies among nights without an end is nothing.
    pub window: Statistics,
    /// Nights in which End was not reached, because a job failed for good or was stuck.
    pub unfinished: u32,
    /// In the order of the network's deadlines.
    pub deadlines: Vec<DeadlineForecast>,
    /// By position in the network.
    pub activities: Vec<NodeForecast>,
    /// Nights that reached End of the first ones that were looked at more closely: two million nights times activities, at least
    /// a thousand nights and at the most 16,384. `split`, `resources`, cruciality and tornado are of these.
    pub studied: u32,
    pub split: SplitForecast,
    /// Every pool and lock that something takes.
    pub resources: Vec<ResourceForecast>,
    /// The fewest recorded nights behind the duration of anything that was ever on the chain of drivers; nothing when none of them
    /// comes from history.
    pub weakest_history: Option<u32>,
}

/// Mean and standard deviation are over what happened; the others also count what did not.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Statistics {
    pub mean: Option<f64>,
    pub sd: Option<f64>,
    pub min: Option<f64>,
    pub p50: Option<f64>,
    pub p80: Option<f64>,
    pub p90: Option<f64>,
    pub p95: Option<f64>,
    pub p99: Option<f64>,
    pub max: Option<f64>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct DeadlineForecast {
    pub node: NodeId,
    pub activity: Index,
    pub at: Timestamp,
    /// The share of nights in which it is met; a node that is not taken harms none.
    pub probability: f64,
    /// The standard error of that share.
    pub error: f64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct NodeForecast {
    /// The share of nights in which it is on the chain of drivers back from End.
    pub criticality: f64,
    /// The correlation of its own duration (all attempts and the waits between them, nothing in a night in which it is not taken) with
    /// the window, over the studied nights (the cruciality of Williams 1992); 0 when one of the two never changes.
    pub cruciality: f64,
    /// Nothing for what was never on the chain of drivers or whose duration never changes.
    pub tornado: Option<Tornado>,
    /// The share of the nights that are told of in which it came to its end.
    pub taken: f64,
    /// Over the nights in which it was taken, of the first 2.5 million nights times activities (at least a thousand nights; of
    /// milestones and what has a deadline all nights), and read from histograms: to a part of a bin, of which there are 64 for ten thousand
    /// nodes and 4,096 for fifty. Nothing for a border that its node is not told by.
    pub start: Option<Statistics>,
    pub finish: Option<Statistics>,
}

/// What all threads have counted together.
pub struct Counted {
    pub tally: Tally,
    pub windows: Vec<Option<i64>>,
}

pub fn forecast(setting: &Setting<'_>, seed: u64, counted: Counted, threads: &Threads) -> Forecast {
    let Setting { network, compact, .. } = *setting;
    let samples = counted.windows.len() as f64;
    let window = of_windows(&counted.windows);
    let deadlines = network.deadlines.iter().zip(&counted.tally.met).map(|(deadline, met)| {
        let probability = *met as f64 / samples;
        DeadlineForecast {
            node: deadline.node.clone(),
            activity: deadline.activity,
            at: deadline.at,
            probability,
            error: (probability * (1.0 - probability) / samples).sqrt(),
        }
    });
    let factors = drawn_factors(setting.sampler);
    let of = |index| of_one(setting, &counted, &factors, index, window);
    let study = counted.tally.study.as_ref();
    let (activities, split) = threads.both(
        || threads.map(network.activities.len(), of),
        || study.map(|s| split(setting, s, &counted.windows)).unwrap_or_default(),
    );
    let weakest = network.activities.iter().zip(&activities).filter(|(_, of_one)| of_one.criticality > 0.0);
    Forecast {
        samples: counted.windows.len() as u32,
        seed,
        start: compact.start,
        unfinished: counted.windows.iter().filter(|w| w.is_none()).count() as u32,
        window,
        deadlines: deadlines.collect(),
        weakest_history: weakest.filter_map(|(activity, _)| observed(activity)).min(),
        activities,
        studied: study.map_or(0, |study| study.windows.nights as u32),
        split,
        resources: study.map(|study| resources(setting, study)).unwrap_or_default(),
        windows: counted.windows,
    }
}

fn of_one(
    setting: &Setting<'_>,
    counted: &Counted,
    factors: &[Factors],
    index: Index,
    window: Statistics,
) -> NodeForecast {
    let Setting { network, compact, sampler } = *setting;
    let at = compact.order.place(index);
    let critical = counted.tally.critical[at as usize];
    let mut of_one =
        NodeForecast { criticality: critical as f64 / counted.windows.len() as f64, ..NodeForecast::default() };
    if let Some(study) = &counted.tally.study {
        (of_one.cruciality, of_one.tornado) = effect(setting, study, factors, at, critical == 0);
    }
    let columns = counted.tally.columns[at as usize];
    let (tells_start, tells_finish) = tells(network.activities[index].part);
    let histogram = |column: u32| (column != NONE).then(|| counted.tally.histogram(column));
    let (starts, finishes) = (histogram(columns.start), histogram(columns.finish));
    let told = counted.tally.nights_told(at, counted.windows.len() as u32);
    let taken = finishes.as_ref().or(starts.as_ref()).map_or(0, Histogram::total);
    of_one.taken = taken as f64 / told;
    let statistics = |histogram: &Histogram, earlier| of_histogram(histogram, sampler.tick_ms, earlier);
    if taken > 0 && tells_start {
        // A start whose span never changes is its finish, that much earlier.
        let span = i64::from(sampler.fixed(at).unwrap_or(0)) * sampler.tick_ms;
        let follows = || finishes.as_ref().map(|finishes| statistics(finishes, span));
        of_one.start = starts.as_ref().map(|starts| statistics(starts, 0)).or_else(follows);
    }
    if taken > 0 && tells_finish {
        of_one.finish = finishes.as_ref().map(|finishes| statistics(finishes, 0));
    }
    if index == network.end {
        of_one.finish = Some(window);
    }
    of_one
}

/// Recorded nights behind an activity's duration; nothing when it does not come from history.
pub fn observed(activity: &Activity) -> Option<u32> {
    let measured = match &activity.estimate {
        Estimate::Empirical(spans) if !activity.does.is_instant() => Some(spans.len() as u32),
        _ => None,
    };
    activity.observed.or(measured)
}

/// Exact statistics: a percentile is the smallest window that at least that share of the nights keep (nearest rank).
fn of_windows(windows: &[Option<i64>]) -> Statistics {
    let mut sorted: Vec<i64> = windows.iter().flatten().copied().collect();
    sorted.sort_unstable();
    if sorted.is_empty() {
        return Statistics::default();
    }
    let count = sorted.len() as f64;
    // Sums over sorted integers: the same whatever the threads did.
    let mean = sorted.iter().map(|w| i128::from(*w)).sum::<i128>() as f64 / count;
    let square = sorted.iter().map(|w| (*w as f64 - mean).powi(2)).sum::<f64>() / (count - 1.0).max(1.0);
    let quantile = |p: f64| sorted.get(rank(p, windows.len()) - 1).map(|w| *w as f64);
    statistics(Some(mean), square.sqrt(), quantile)
}

fn of_histogram(histogram: &Histogram, tick_ms: i64, earlier: i64) -> Statistics {
    // A start worked out from the middle of a bin is not told as before Begin.
    let ms = |ticks: f64| Some((ticks * tick_ms as f64 - earlier as f64).max(0.0));
    let (mean, sd) = histogram.moments();
    let quantile = |p: f64| ms(histogram.quantile(p));
    statistics(ms(mean), sd * tick_ms as f64, quantile)
}

fn statistics(mean: Option<f64>, sd: f64, quantile: impl Fn(f64) -> Option<f64>) -> Statistics {
    Statistics {
        mean,
        sd: Some(sd),
        min: quantile(0.0),
        p50: quantile(0.5),
        p80: quantile(0.8),
        p90: quantile(0.9),
        p95: quantile(0.95),
        p99: quantile(0.99),
        max: quantile(1.0),
    }
}
