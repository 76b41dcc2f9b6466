//! Scenarios side by side, over the same random numbers.

use crate::anomaly;
use crate::night::{Night, Refused, Wrong};
use chrono::NaiveDate;
use daybreak_model::bundle::Bundle;
use daybreak_model::id::NodeId;
use daybreak_model::network::{Index, Part};
use daybreak_scenario::{Scenario, Verb};
use daybreak_simulation::{Cancelled, Difference, Forecast, Options, Plan, Taken, difference};
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// No more moved nodes are told.
const MOST_MOVED: usize = 200;

/// One of the nights that are compared.
#[derive(Clone, Debug)]
pub struct Side {
    pub night: Night,
    pub plan: Plan,
    pub forecast: Forecast,
}

/// A scenario with its night, and what is different from the base; or why there is none.
#[derive(Clone, Debug)]
pub struct Compared {
    pub name: String,
    pub outcome: Result<(Side, Against), Refused>,
}

/// What a scenario changes. Times are milliseconds, scenario less base: less is better.
#[derive(Clone, Debug, PartialEq)]
pub struct Against {
    /// Of the planned windows, when both reach End.
    pub plan_window: Option<i64>,
    /// Of the windows night by night.
    pub difference: Difference,
    /// By how much each of the scenario's deadlines is likelier to be held; nothing for one that the base has not.
    pub deadlines: Vec<Option<f64>>,
    /// The largest moves first.
    pub moved: Vec<Moved>,
    pub joined_critical_path: Vec<NodeId>,
    pub left_critical_path: Vec<NodeId>,
    /// What should help and does not, in a sentence.
    pub anomaly: Option<String>,
}

/// A node that starts or finishes at another time of the clock, as planned.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    pub node: NodeId,
    /// Nothing when one of the two nights does not take it.
    pub start: Option<i64>,
    pub finish: Option<i64>,
}

/// Compares scenarios over `base` for `date`, each simulated with the same `options`.
///
/// `progress` hears how many nights of all sides together are done.
///
/// # Errors
/// When the base itself has no night, or the work was stopped. A scenario that has none is told among the others.
pub fn compare(
    base: &Bundle,
    scenarios: &[Scenario],
    date: NaiveDate,
    options: Options,
    progress: &(dyn Fn(u64) -> bool + Sync),
) -> Result<(Side, Vec<Compared>), Wrong> {
    compare_with(base, base, scenarios, date, options, progress)
}

/// The same, with the scenarios put on `changed`, another state of the workflow than the base they are held against.
///
/// # Errors
/// As [`compare`].
pub fn compare_with(
    base: &Bundle,
    changed: &Bundle,
    scenarios: &[Scenario],
    date: NaiveDate,
    options: Options,
    progress: &(dyn Fn(u64) -> bool + Sync),
) -> Result<(Side, Vec<Compared>), Wrong> {
    let mut done = 0;
    let mut side = |bundle: &Bundle, verbs: &[Verb]| -> Result<Result<Side, Refused>, Cancelled> {
        let night = match Night::of(bundle, verbs, date) {
            Ok(night) => night,
            Err(refused) => return Ok(Err(refused)),
        };
        let forecast = night.forecast(options, &|nights| progress(done + u64::from(nights)))?;
        done += u64::from(options.samples);
        Ok(Ok(Side { plan: night.plan(), forecast, night }))
    };
    let before = side(base, &[])??;
    let mut compared = Vec::with_capacity(scenarios.len());
    for scenario in scenarios {
        let outcome = side(changed, &scenario.edits)?;
        let against = |after: Side| {
            let against = Against::of(&scenario.name, &before, &after);
            (after, against)
        };
        compared.push(Compared { name: scenario.name.clone(), outcome: outcome.map(against) });
    }
    Ok((before, compared))
}

impl Against {
    fn of(name: &str, before: &Side, after: &Side) -> Against {
        let path = |side: &Side| -> Vec<NodeId> {
            let mut seen = HashSet::new();
            let nodes = side.plan.critical_path.iter().map(|at| side.night.network.activities[*at].node.clone());
            nodes.filter(|node| seen.insert(node.clone())).collect()
        };
        let (old, new) = (path(before), path(after));
        let is_relaxed = || anomaly::is_relaxed(&before.night.network, &after.night.network);
        let plans = (before.plan.window, after.plan.window);
        let p95 = (before.forecast.window.p95, after.forecast.window.p95);
        // A start at another time of the clock meets other hours; that is no anomaly.
        let sentence =
            anomaly::sentence(name, plans, p95).filter(|_| before.plan.start == after.plan.start && is_relaxed());
        Against {
            plan_window: plans.0.zip(plans.1).map(|(before, after)| after - before),
            difference: difference(&before.forecast, &after.forecast),
            deadlines: deadlines(before, after),
            moved: moved(before, after),
            joined_critical_path: new.iter().filter(|node| !old.contains(node)).cloned().collect(),
            left_critical_path: old.iter().filter(|node| !new.contains(node)).cloned().collect(),
            anomaly: sentence,
        }
    }
}

/// Deadlines are the same when they are of the same node and the same one of several of it.
fn deadlines(before: &Side, after: &Side) -> Vec<Option<f64>> {
    let mut seen: BTreeMap<&NodeId, usize> = BTreeMap::new();
    let told = after.forecast.deadlines.iter().map(|deadline| {
        let number = seen.entry(&deadline.node).or_default();
        let mut same = before.forecast.deadlines.iter().filter(|there| there.node == deadline.node);
        let found = same.nth(*number);
        *number += 1;
        found.map(|there| deadline.probability - there.probability)
    });
    told.collect()
}

/// Start and finish of every node by the clock; nothing for one that is not taken.
fn times(side: &Side) -> BTreeMap<&NodeId, Option<(i64, i64)>> {
    let activities = side.night.network.activities.iter().enumerate();
    let whole = activities.filter(|(_, activity)| activity.part != Part::Close);
    let planned = |at: Index| &side.plan.activities[at];
    let at_clock = |ms: i64| side.plan.start.ms().saturating_add(ms);
    let told = whole.map(|(at, activity)| {
        let (open, close) = (planned(at), planned(activity.partner.unwrap_or(at)));
        let is_taken = open.taken == Taken::Yes && close.taken == Taken::Yes;
        (&activity.node, is_taken.then(|| (at_clock(open.start), at_clock(close.finish))))
    });
    told.collect()
}

fn moved(before: &Side, after: &Side) -> Vec<Moved> {
    let (old, new) = (times(before), times(after));
    let nodes: BTreeSet<&NodeId> = old.keys().chain(new.keys()).copied().collect();
    let mut moved: Vec<Moved> = Vec::new();
    for node in nodes {
        let was = old.get(node).copied().flatten();
        let is = new.get(node).copied().flatten();
        match (was, is) {
            (None, None) => {}
            (Some(was), Some(is)) if was == is => {}
            (Some(was), Some(is)) => {
                moved.push(Moved { node: node.clone(), start: Some(is.0 - was.0), finish: Some(is.1 - was.1) });
            }
            _ => moved.push(Moved { node: node.clone(), start: None, finish: None }),
        }
    }
    // What is new or gone comes first: nothing moves further.
    let size = |moved: &Moved| moved.finish.map_or(i64::MAX, |ms| ms.abs().max(moved.start.unwrap_or(0).abs()));
    moved.sort_by(|a, b| size(b).cmp(&size(a)).then_with(|| a.node.cmp(&b.node)));
    moved.truncate(MOST_MOVED);
    moved
}
