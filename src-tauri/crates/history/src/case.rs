//! Recorded nights beside the network that the definition has for them.

use crate::record::{History, Night};
use daybreak_model::bundle::Bundle;
use daybreak_model::calendar::DayClass;
use daybreak_model::duration::Estimate;
use daybreak_model::id::NodeId;
use daybreak_model::network::{Conditions, Does, Network, Part, build_under};
use daybreak_model::night;
use daybreak_model::node::{Kind, Work};
use daybreak_model::time::{Span, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

/// One recorded night that the definition can be laid out for.
pub struct Case {
    pub night: Night,
    pub network: Network,
    pub start: Timestamp,
    pub class: DayClass,
    /// How long the night was, in milliseconds.
    pub window: i64,
    /// The work of nodes of the definition, in milliseconds; the last attempt of each that says how long it takes.
    pub durations: BTreeMap<NodeId, i64>,
}

/// The nights of which anything is known that the definition has. Nodes that did not run that night are skipped in its network.
pub fn cases(bundle: &Bundle, history: &History) -> Vec<Case> {
    let jobs = jobs(bundle);
    history.nights.iter().filter_map(|night| case(bundle, &jobs, night)).collect()
}

/// What works in the definition, by its path through subflows; outside subflows alone when no network can be made.
fn jobs(bundle: &Bundle) -> BTreeSet<NodeId> {
    let is_job = |does: &Does| matches!(does, Does::Work(_) | Does::Wait(_) | Does::Confirm(_));
    let dates = bundle.calendars.values().map(|calendar| calendar.covers.from).chain([day_zero()]);
    let network = dates.into_iter().find_map(|date| build_under(bundle, date, &Conditions::default()).ok());
    match network {
        Some(network) => {
            let whole = network.activities.iter().filter(|a| a.part == Part::Whole);
            whole.filter(|a| is_job(&a.does) || is_noop(bundle, &a.node)).map(|a| a.node.clone()).collect()
        }
        None => BTreeSet::new(),
    }
}

/// A `noop` that states no duration passes, and yet may have taken time in the past.
fn is_noop(bundle: &Bundle, node: &NodeId) -> bool {
    bundle.root().and_then(|root| root.node(node)).is_some_and(|node| node.kind == Kind::Job(Work::Noop))
}

fn case(bundle: &Bundle, jobs: &BTreeSet<NodeId>, night: &Night) -> Option<Case> {
    let durations: BTreeMap<NodeId, i64> = night
        .attempts
        .iter()
        .filter(|attempt| jobs.contains(&attempt.node))
        .filter_map(|attempt| Some((attempt.node.clone(), attempt.duration()?)))
        .collect();
    // Clocks tell no less than a millisecond, which the shortest night takes.
    let window = night.window().filter(|_| !durations.is_empty())?.max(1);
    let ran: BTreeSet<&NodeId> = night.worked().map(|attempt| &attempt.node).collect();
    let skip = jobs.iter().filter(|job| !ran.contains(job)).cloned().collect();
    let conditions = Conditions { skip, ..Conditions::default() };
    // A night before the calendar's coverage is still a night: it is taken for a date that the calendar knows.
    let dates = night.date.into_iter().chain(bundle.calendars.values().map(|c| c.covers.from)).chain([day_zero()]);
    let network = dates.into_iter().find_map(|date| build_under(bundle, date, &conditions).ok())?;
    let start = night::start(bundle, network.business_date, None);
    Some(Case { night: night.clone(), start, class: network.day_class, window, durations, network })
}

fn day_zero() -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(2026, 1, 5).unwrap_or_default()
}

/// A night played again with its measured durations, under the dispatch rule.
pub struct Replay {
    network: Network,
    start: Timestamp,
    /// What works, by its place in the network, and how long it took.
    measured: Vec<(usize, i64)>,
}

impl Replay {
    pub fn of(case: &Case) -> Replay {
        let mut network = case.network.clone();
        let mut measured = Vec::new();
        for (at, activity) in network.activities.iter_mut().enumerate() {
            if let Some(ms) = case.durations.get(&activity.node).filter(|_| works(activity)) {
                (activity.overhead, activity.arrival) = (None, None);
                measured.push((at, *ms));
            }
        }
        Replay { network, start: case.start, measured }
    }

    /// The window when every piece of work begins so many milliseconds after it was started.
    pub fn window(&mut self, overhead_ms: i64) -> Option<i64> {
        for (at, ms) in &self.measured {
            self.network.activities[*at].estimate = Estimate::Fixed(Span::from_ms(ms + overhead_ms));
        }
        planned(&self.network, self.start)
    }
}

/// Whether an activity is one whose time can be measured as work.
pub fn works(activity: &daybreak_model::network::Activity) -> bool {
    activity.part == Part::Whole && activity.included && matches!(activity.does, Does::Work(_) | Does::Confirm(_))
}

/// The planned window, in milliseconds.
pub fn planned(network: &Network, start: Timestamp) -> Option<i64> {
    daybreak_simulation::plan(network, start).window.filter(|window| *window > 0)
}
