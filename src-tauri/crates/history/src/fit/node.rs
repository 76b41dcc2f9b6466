//! The durations of one node.

use super::slowness::{Slowness, logarithm};
use crate::case::Case;
use crate::record::Status;
use crate::robust;
use daybreak_model::calendar::DayClass;
use daybreak_model::duration::Estimate;
use daybreak_model::id::NodeId;
use daybreak_model::time::Span;
use std::collections::BTreeMap;

/// What is known of a node.
#[derive(Clone, Debug, PartialEq)]
pub struct FittedNode {
    /// Observations behind `estimate`.
    pub n: u32,
    pub estimate: Estimate,
    /// Day classes that differ, with the observations behind each.
    pub on: BTreeMap<DayClass, (Estimate, u32)>,
    /// Observations that were left out as outliers.
    pub outliers: u32,
    /// Percent per 30 nights, when there is a trend.
    pub trend: Option<f64>,
    /// The share of attempts that failed, when any did.
    pub failure_probability: Option<f64>,
}

/// From so many observations on, they stand as they are; and no more than so many of them.
const ENOUGH: usize = 20;
const MOST: usize = 200;
/// A trend is that of so many of the latest observations.
const RECENT: usize = 60;
/// From so many on, they have a spread of their own.
const SOME: usize = 5;
/// From so many on, one can be an outlier.
const JUDGED: usize = 8;
/// Trends and day classes must be this unlikely to have come by chance.
const SIGNIFICANCE: f64 = 0.01;
/// The spread of the logarithm where nothing is known of it.
const USUAL_SPREAD: f64 = 0.25;

impl FittedNode {
    /// The durations on a day of `class`.
    pub fn on(&self, class: DayClass) -> &Estimate {
        self.on.get(&class).map_or(&self.estimate, |(estimate, _)| estimate)
    }
}

/// One observation: which night, its day class, and the logarithm of the duration at the present level.
#[derive(Clone, Copy)]
struct Seen {
    night: usize,
    class: DayClass,
    log: f64,
}

pub fn nodes(cases: &[&Case], slowness: &Slowness) -> BTreeMap<NodeId, FittedNode> {
    let mut seen: BTreeMap<&NodeId, Vec<Seen>> = BTreeMap::new();
    for (night, case) in cases.iter().enumerate() {
        let level = slowness.next - slowness.nights[night];
        for (node, ms) in &case.durations {
            let log = logarithm(*ms) + level;
            seen.entry(node).or_default().push(Seen { night, class: case.class, log });
        }
    }
    let failed = failures(cases);
    let spread = usual_spread(&seen);
    let of_one = |(node, seen): (&NodeId, Vec<Seen>)| {
        let mut fitted = of_node(seen, cases.len(), spread);
        fitted.failure_probability = failed.get(node).copied();
        (node.clone(), fitted)
    };
    seen.into_iter().map(of_one).collect()
}

fn of_node(mut seen: Vec<Seen>, nights: usize, spread: f64) -> FittedNode {
    let slope = take_trend_out(&mut seen, nights);
    let classes = classes(&seen);
    let mut on = BTreeMap::new();
    for class in classes {
        let logs: Vec<f64> = seen.iter().filter(|s| s.class == class).map(|s| s.log).collect();
        let (kept, _) = without_outliers(logs);
        on.insert(class, (estimate(&kept, spread), kept.len() as u32));
        seen.retain(|s| s.class != class);
    }
    let (kept, outliers) = without_outliers(seen.iter().map(|s| s.log).collect());
    FittedNode {
        n: kept.len() as u32,
        estimate: estimate(&kept, spread),
        on,
        outliers,
        trend: slope.map(|slope| ((libm::exp(30.0 * slope) - 1.0) * 1e4).round() / 100.0),
        failure_probability: None,
    }
}

/// Brings every observation to the level of the last night, when there is a trend, and gives its slope.
fn take_trend_out(seen: &mut [Seen], nights: usize) -> Option<f64> {
    let latest = &seen[seen.len().saturating_sub(RECENT)..];
    let points: Vec<(f64, f64)> = latest.iter().map(|s| (s.night as f64, s.log)).collect();
    let slope = robust::trend(&points, SIGNIFICANCE)?;
    let last = nights.saturating_sub(1) as f64;
    for s in seen {
        s.log += slope * (last - s.night as f64);
    }
    Some(slope)
}

/// Day classes other than normal whose durations differ from those of all other days.
fn classes(seen: &[Seen]) -> Vec<DayClass> {
    let mut classes: Vec<DayClass> = seen.iter().map(|s| s.class).filter(|class| *class != DayClass::Normal).collect();
    classes.sort_unstable();
    classes.dedup();
    let (of, not_of) = (|class: DayClass| logs(seen, |c| c == class), |class: DayClass| logs(seen, |c| c != class));
    classes.into_iter().filter(|class| robust::differ(&of(*class), &not_of(*class), SIGNIFICANCE)).collect()
}

fn logs(seen: &[Seen], is_wanted: impl Fn(DayClass) -> bool) -> Vec<f64> {
    seen.iter().filter(|s| is_wanted(s.class)).map(|s| s.log).collect()
}

fn without_outliers(logs: Vec<f64>) -> (Vec<f64>, u32) {
    if logs.len() < JUDGED {
        return (logs, 0);
    }
    let kept = robust::without_outliers(&logs);
    let count = (logs.len() - kept.len()) as u32;
    (kept, count)
}

fn estimate(logs: &[f64], spread: f64) -> Estimate {
    let span = |log: f64| Span::from_ms(libm::exp(log).round() as i64);
    let middle = robust::median(logs).unwrap_or_default();
    let own = robust::deviation(logs);
    if logs.len() >= SOME && own < 1e-9 {
        return Estimate::Fixed(span(middle));
    }
    if logs.len() >= ENOUGH {
        return Estimate::Empirical(logs[logs.len().saturating_sub(MOST)..].iter().map(|log| span(*log)).collect());
    }
    let sigma = if logs.len() >= SOME { own } else { spread };
    Estimate::LogNormal { median: span(middle), sigma: (sigma * 1e4).round() / 1e4 }
}

/// The typical spread of nodes that were seen often enough to have one.
fn usual_spread(seen: &BTreeMap<&NodeId, Vec<Seen>>) -> f64 {
    let of_one = |seen: &Vec<Seen>| robust::deviation(&seen.iter().map(|s| s.log).collect::<Vec<_>>());
    let own: Vec<f64> = seen.values().filter(|seen| seen.len() >= SOME).map(of_one).collect();
    robust::median(&own).unwrap_or(USUAL_SPREAD).max(0.01)
}

/// The share of attempts that failed of each node that ever failed.
fn failures(cases: &[&Case]) -> BTreeMap<NodeId, f64> {
    let mut counts: BTreeMap<&NodeId, (u32, u32)> = BTreeMap::new();
    for attempt in cases.iter().flat_map(|case| case.night.worked()) {
        let (failed, all) = counts.entry(&attempt.node).or_default();
        *failed += u32::from(attempt.status == Status::Failed);
        *all += 1;
    }
    let failed = counts.into_iter().filter(|(_, (failed, _))| *failed > 0);
    let share = |failed: u32, all: u32| (f64::from(failed) / f64::from(all) * 1e4).round() / 1e4;
    failed.map(|(node, (failed, all))| (node.clone(), share(failed, all))).collect()
}
