//! The time before work that nothing explains.

use super::slowness::logarithm;
use crate::case::{Case, Replay};
use crate::robust;
use daybreak_model::duration::Estimate;
use daybreak_model::id::NodeId;
use daybreak_model::time::Span;
use std::collections::{BTreeMap, HashMap};

/// Overhead below this many milliseconds is none.
const LEAST: f64 = 1.0;
/// Halvings of the range in which the overhead is looked for.
const STEPS: u32 = 9;
/// The largest spread of the logarithm of overhead that is believed.
const MOST_SPREAD: f64 = 1.0;
/// The range of the search, in median gaps.
const RANGE: f64 = 8.0;

/// What each attempt takes before its work, by the gaps of these nights and their windows.
pub fn overhead(cases: &[&Case]) -> Option<Estimate> {
    let mut gaps: Vec<f64> = cases.iter().flat_map(|case| gaps(case)).map(|ms| ms as f64).collect();
    if gaps.len() < 5 {
        return None;
    }
    let middle = robust::quantile_of(&mut gaps, 0.5).filter(|gap| *gap >= LEAST)?;
    // A gap can have had a cause that nobody recorded; a window cannot be longer than what it was made of.
    let (mut low, mut high) = (0.0, RANGE * middle);
    let replay = |case: &&Case| (case.night.ran.is_some(), logarithm(case.window), Replay::of(case));
    let mut replays: Vec<(bool, f64, Replay)> = cases.iter().map(replay).collect();
    for _ in 0..STEPS {
        let half = 0.5 * (low + high);
        if longer_than_replayed(&mut replays, half)? > 0.0 { low = half } else { high = half }
    }
    let mean = 0.5 * (low + high);
    if mean < LEAST {
        return None;
    }
    let logs: Vec<f64> = gaps.iter().filter(|gap| **gap >= LEAST).map(|gap| logarithm(*gap as i64)).collect();
    let sigma = (robust::spread(&logs).min(MOST_SPREAD) * 1e3).round() / 1e3;
    // Along a chain overheads add up, so it is their mean that the windows show.
    let median = Span::from_ms((mean * libm::exp(-0.5 * sigma * sigma)).round().max(1.0) as i64);
    Some(if sigma > 0.0 { Estimate::LogNormal { median, sigma } } else { Estimate::Fixed(median) })
}

/// The median over the nights of the logarithm of the real window against the replayed one; above zero when the real one is longer.
fn longer_than_replayed(replays: &mut [(bool, f64, Replay)], overhead_ms: f64) -> Option<f64> {
    let off = replays.iter_mut().filter_map(|(is_run, real, replay)| {
        let overhead = overhead_ms.round() as i64;
        // A window that is told by attempts begins with the work of the first, after its overhead.
        let replayed = replay.window(overhead)? - if *is_run { 0 } else { overhead };
        Some(*real - logarithm(replayed))
    });
    robust::median(&off.collect::<Vec<_>>())
}

/// How long each attempt began after it could have: after its last predecessor, and, where resources were recorded, after what
/// was before it on its resource. Without recorded resources only work that takes no pool and no lock is looked at.
fn gaps(case: &Case) -> Vec<i64> {
    let ends: HashMap<&NodeId, i64> = case.night.worked().map(|attempt| (&attempt.node, attempt.end)).collect();
    let network = &case.network;
    let mut ready: BTreeMap<&NodeId, Option<i64>> = BTreeMap::new();
    let mut is_free: BTreeMap<&NodeId, bool> = BTreeMap::new();
    for (at, activity) in network.activities.iter().enumerate() {
        let before = network.incoming(at).iter().map(|link| &network.activities[network.links[*link].from].node);
        ready.insert(&activity.node, before.filter_map(|node| ends.get(node).copied()).max());
        is_free.insert(&activity.node, activity.demand.is_empty() && activity.not_before.is_none());
    }
    let mut attempts: Vec<_> = case.night.worked().collect();
    attempts.sort_by_key(|attempt| attempt.start);
    let mut last_on: HashMap<&str, i64> = HashMap::new();
    let mut gaps = Vec::new();
    for attempt in attempts {
        let linked = ready.get(&attempt.node).copied().flatten();
        let since = match &attempt.resource {
            Some(resource) => {
                let before = last_on.insert(resource, attempt.end);
                before.map(|before| linked.map_or(before, |linked| linked.max(before)))
            }
            None => linked.filter(|_| is_free.get(&attempt.node).copied().unwrap_or(false)),
        };
        gaps.extend(since.map(|since| attempt.start - since).filter(|gap| *gap >= 0));
    }
    gaps
}
