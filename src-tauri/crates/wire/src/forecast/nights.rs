//! Many simulated nights as they are told.

use super::origin::{origin, uncertain};
use super::{
    DeadlineForecast, FEW, ForecastReport, Histogram, NodeForecast, Percentiles, ResourceForecast, ResourceKind, Split,
    SplitForecast, Tornado, WindowForecast,
};
use daybreak_model::id::NodeId;
use daybreak_model::network::{Network, Part};
use daybreak_model::time::{DayTime, Timestamp};
use daybreak_run::dispatch::Resource;
use daybreak_simulation as simulation;
use simulation::{Forecast, Plan, Statistics};
use std::collections::{BTreeMap, HashSet};

/// How many bars a histogram has.
const BARS: usize = 40;

impl ForecastReport {
    /// What `forecast`, made of `network`, says.
    pub fn of(network: &Network, forecast: &Forecast) -> ForecastReport {
        ForecastReport { nodes: nodes(network, forecast), ..ForecastReport::brief(network, forecast) }
    }

    /// The same without the nodes.
    pub fn brief(network: &Network, forecast: &Forecast) -> ForecastReport {
        ForecastReport {
            samples: forecast.samples,
            seed: forecast.seed,
            unfinished: forecast.unfinished,
            window_s: percentiles(&forecast.window),
            deadlines: deadlines(network, forecast),
            nodes: BTreeMap::new(),
            histogram: histogram(&forecast.windows),
            uncertain: forecast.samples < FEW || forecast.weakest_history.is_some_and(|n| n < FEW),
            weakest_history: forecast.weakest_history,
            split: split(&forecast.split),
            resources: resources(network, forecast),
            studied: forecast.studied,
        }
    }
}

impl WindowForecast {
    /// What somebody who decides on a change needs of both forecasts.
    pub fn of(network: &Network, plan: &Plan, forecast: &Forecast) -> WindowForecast {
        let mut seen = HashSet::new();
        let path = plan.critical_path.iter().map(|at| network.activities[*at].node.clone());
        WindowForecast {
            plan_window_s: plan.window.map(|ms| seconds(ms as f64)),
            critical_path: path.filter(|node| seen.insert(node.clone())).collect(),
            window_s: percentiles(&forecast.window),
            deadlines: deadlines(network, forecast),
        }
    }
}

pub(crate) fn percentiles(statistics: &Statistics) -> Percentiles {
    let told = |ms: Option<f64>| ms.map(seconds);
    Percentiles {
        mean: told(statistics.mean),
        sd: told(statistics.sd),
        min: told(statistics.min),
        p50: told(statistics.p50),
        p80: told(statistics.p80),
        p90: told(statistics.p90),
        p95: told(statistics.p95),
        p99: told(statistics.p99),
        max: told(statistics.max),
    }
}

fn deadlines(network: &Network, forecast: &Forecast) -> Vec<DeadlineForecast> {
    let told = |deadline: &daybreak_simulation::DeadlineForecast| DeadlineForecast {
        node: deadline.node.clone(),
        at: promised(network, deadline.at),
        probability: deadline.probability,
        error: Some(deadline.error),
        interval: Some(wilson(deadline.probability, forecast.samples)),
    };
    forecast.deadlines.iter().map(told).collect()
}

/// The 95 % interval of a share of `samples` (Wilson 1927): unlike the standard error it says something at 0 and 1 as well.
fn wilson(share: f64, samples: u32) -> (f64, f64) {
    const Z: f64 = 1.959_963_984_540_054;
    let n = f64::from(samples.max(1));
    let middle = (share + Z * Z / (2.0 * n)) / (1.0 + Z * Z / n);
    let half = Z / (1.0 + Z * Z / n) * (share * (1.0 - share) / n + Z * Z / (4.0 * n * n)).sqrt();
    // Rounding must not leave the share itself outside.
    ((middle - half).max(0.0).min(share), (middle + half).min(1.0).max(share))
}

fn split(split: &simulation::SplitForecast) -> SplitForecast {
    let mean = &split.mean;
    SplitForecast {
        mean: Split {
            work_s: seconds(mean.work),
            lag_s: seconds(mean.lag),
            resource_s: seconds(mean.resource),
            clock_s: seconds(mean.clock),
            human_s: seconds(mean.human),
        },
        p50: split.p50.as_ref().map(Split::of),
        p95: split.p95.as_ref().map(Split::of),
    }
}

fn resources(network: &Network, forecast: &Forecast) -> Vec<ResourceForecast> {
    let told = |of_one: &simulation::ResourceForecast| {
        let (kind, id) = match of_one.resource {
            Resource::Pool(pool) => (ResourceKind::Pool, network.pools[pool].id.to_string()),
            Resource::Lock(lock) => (ResourceKind::Lock, network.locks[lock].to_string()),
        };
        let (mean_wait_s, p95_wait_s) = (seconds(of_one.mean_wait), seconds(of_one.p95_wait));
        ResourceForecast { kind, id, drove: of_one.drove, mean_wait_s, p95_wait_s }
    };
    let mut resources: Vec<ResourceForecast> = forecast.resources.iter().map(told).collect();
    resources.sort_by(|a, b| {
        b.mean_wait_s.total_cmp(&a.mean_wait_s).then(b.drove.total_cmp(&a.drove)).then_with(|| a.id.cmp(&b.id))
    });
    resources
}

fn tornado(tornado: &simulation::Tornado) -> Tornado {
    Tornado {
        duration_p10_s: seconds(tornado.p10),
        duration_p90_s: seconds(tornado.p90),
        window_at_p10_s: seconds(tornado.window_at_p10),
        window_at_p90_s: seconds(tornado.window_at_p90),
    }
}

/// A moment as a definition states it: the day from the business date, and the time of day.
fn promised(network: &Network, at: Timestamp) -> DayTime {
    let local = at.utc().with_timezone(&network.zone).naive_local();
    let days = (local.date() - network.business_date).num_days();
    DayTime { day: i16::try_from(days).ok(), time: local.time() }
}

/// A group or subflow is told once: it starts with its opening and ends with its closing border.
fn nodes(network: &Network, forecast: &Forecast) -> BTreeMap<NodeId, NodeForecast> {
    let mut nodes = BTreeMap::new();
    let uncertain = uncertain(network);
    for (at, activity) in network.activities.iter().enumerate() {
        let last = activity.partner.unwrap_or(at);
        let (open, close) = (&forecast.activities[at], &forecast.activities[last]);
        let (Some(start), Some(finish)) = (&open.start, &close.finish) else { continue };
        if activity.part != Part::Close {
            let told = NodeForecast {
                criticality: open.criticality.max(close.criticality),
                start_s: percentiles(start),
                finish_s: percentiles(finish),
                cruciality: open.cruciality,
                tornado: open.tornado.as_ref().map(tornado),
                origin: origin(activity),
                uncertain: forecast.samples < FEW || uncertain[last],
            };
            nodes.insert(activity.node.clone(), told);
        }
    }
    nodes
}

/// Bars of equal width from the shortest to the longest window.
fn histogram(windows: &[Option<i64>]) -> Histogram {
    let ended: Vec<i64> = windows.iter().flatten().copied().collect();
    let (Some(from), Some(to)) = (ended.iter().min().copied(), ended.iter().max().copied()) else {
        return Histogram::default();
    };
    let width = (to - from) / BARS as i64 + 1;
    let mut counts = vec![0; ((to - from) / width) as usize + 1];
    for window in ended {
        counts[((window - from) / width) as usize] += 1;
    }
    Histogram { from_s: seconds(from as f64), width_s: seconds(width as f64), counts }
}

fn seconds(ms: f64) -> f64 {
    ms / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forecast::sample;
    use daybreak_simulation::{Options, monte_carlo};
    use serde_json::{json, to_value};

    #[test]
    fn p8_the_json_of_many_nights_has_the_agreed_shape() {
        let network = sample::network();
        let options = Options { samples: 100, seed: 42, threads: 1 };
        let nights = monte_carlo(&network, sample::START, options, &|_| true).unwrap();
        let told = to_value(ForecastReport::of(&network, &nights)).unwrap();
        assert_eq!((&told["samples"], &told["seed"], &told["unfinished"]), (&json!(100), &json!(42), &json!(0)));
        for field in ["mean", "min", "p50", "p80", "p90", "p95", "p99", "max"] {
            assert_eq!(told["window_s"][field], json!(1.5), "{field}");
            assert_eq!(told["nodes"]["a"]["finish_s"][field], json!(1.5), "{field}");
            assert_eq!(told["nodes"]["a"]["start_s"][field], json!(0), "{field}");
        }
        assert_eq!((&told["window_s"]["sd"], &told["nodes"]["a"]["criticality"]), (&json!(0), &json!(1.0)));
        assert_eq!(
            told["deadlines"],
            json!([{
                "node": "end", "at": "22:00+0", "probability": 1.0, "error": 0.0, "interval": [0.9630065017930143, 1.0],
            }])
        );
        let all_work = json!({ "work_s": 1.5, "lag_s": 0, "resource_s": 0, "clock_s": 0, "human_s": 0 });
        assert_eq!(told["split"], json!({ "mean": all_work, "p50": all_work, "p95": all_work }));
        assert_eq!((&told["resources"], &told["studied"]), (&json!([]), &json!(100)));
        assert_eq!((&told["uncertain"], &told["weakest_history"]), (&json!(false), &json!(null)));
        let a = &told["nodes"]["a"];
        assert_eq!(a["origin"], json!({ "kind": "stated", "from": null, "n": null }));
        assert_eq!((&a["cruciality"], &a["tornado"]), (&json!(0.0), &json!(null)), "it always takes the same");
        assert_eq!(told["nodes"]["end"]["origin"], json!(null));
    }

    #[test]
    fn a_wilson_interval_holds_its_share_and_says_something_at_both_ends() {
        let (low, high) = wilson(0.5, 100);
        assert!((low - 0.403_83).abs() < 1e-4 && (high - 0.596_17).abs() < 1e-4, "{low} to {high}");
        assert_eq!(wilson(1.0, 10).1, 1.0);
        assert!((wilson(1.0, 10).0 - 0.7225).abs() < 1e-4);
        assert_eq!(wilson(0.0, 10).0, 0.0);
        for share in [0.0, 0.25, 0.99, 1.0] {
            let (low, high) = wilson(share, 7);
            assert!((0.0..=share).contains(&low) && (share..=1.0).contains(&high));
        }
    }

    #[test]
    fn p27_few_recorded_nights_make_far_percentiles_of_all_that_follows_uncertain() {
        let mut network = sample::network();
        let of = |node: &str| network.activities.iter().position(|a| a.node.as_str() == node).unwrap();
        let (a, options) = (of("a"), Options { samples: 100, seed: 42, threads: 1 });
        let second = daybreak_model::time::Span::from_ms(1000);
        network.activities[a].estimate = daybreak_model::duration::Estimate::Empirical(vec![second; 19]);
        let forecast = |network: &Network| {
            ForecastReport::of(network, &monte_carlo(network, sample::START, options, &|_| true).unwrap())
        };
        let few = forecast(&network);
        assert!(few.uncertain && few.nodes["a"].uncertain && few.nodes["end"].uncertain);
        assert!(!few.nodes["begin"].uncertain);
        assert_eq!(few.weakest_history, Some(19));
        assert_eq!(few.nodes["a"].origin.as_ref().unwrap().n, Some(19));
        network.activities[a].estimate = daybreak_model::duration::Estimate::Empirical(vec![second; 20]);
        assert!(!forecast(&network).uncertain);
    }

    #[test]
    fn a_percentile_among_nights_that_never_end_is_null() {
        let mut network = sample::network();
        let b = network.activities.iter().position(|a| a.node.as_str() == "b").unwrap();
        let a = network.activities.iter().position(|a| a.node.as_str() == "a").unwrap();
        let options = Options { samples: 1000, seed: 42, threads: 1 };
        let mut told = |failing: [f64; 2]| {
            (network.activities[a].failure_probability, network.activities[b].failure_probability) =
                (failing[0], failing[1]);
            let nights = monte_carlo(&network, sample::START, options, &|_| true).unwrap();
            to_value(ForecastReport::of(&network, &nights)).unwrap()
        };
        // In one night of ten both fail, and nothing is left that leads to End.
        let some = told([0.1, 1.0]);
        let unfinished = some["unfinished"].as_u64().unwrap();
        assert!((80..=120).contains(&unfinished), "{unfinished}");
        let figures = |told: &serde_json::Value, of: &[&str]| of.iter().map(|f| told[*f].clone()).collect::<Vec<_>>();
        for spread in [&some["window_s"], &some["nodes"]["end"]["finish_s"]] {
            assert_eq!(figures(spread, &["mean", "p50", "p80"]), vec![json!(1.5); 3]);
            assert_eq!(figures(spread, &["p95", "p99", "max"]), vec![json!(null); 3]);
        }
        let none = told([1.0, 1.0]);
        assert_eq!(figures(&none["window_s"], &["mean", "sd", "min", "p50", "max"]), vec![json!(null); 5]);
        let back: ForecastReport = serde_json::from_value(none).unwrap();
        assert_eq!(back.window_s, Percentiles::default());
    }

    #[test]
    fn every_window_stands_in_one_bar() {
        let windows: Vec<Option<i64>> = (0..1000).map(|n| (n % 7 != 0).then_some(3_600_000 + n * n * 17)).collect();
        let told = histogram(&windows);
        assert_eq!(told.counts.iter().sum::<u32>() as usize, windows.iter().flatten().count());
        assert!(told.counts.len() <= BARS + 1 && told.counts.last().is_some_and(|last| *last > 0));
        assert_eq!(histogram(&[None]), Histogram::default());
        assert_eq!(histogram(&[Some(5000), Some(5000)]).counts, [2]);
        let of_seconds = histogram(&(0..400).map(|n| Some(5000 + n)).collect::<Vec<_>>());
        assert_eq!(of_seconds.counts, [10; BARS]);
    }
}
