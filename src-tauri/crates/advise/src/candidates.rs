//! What is worth allowing when nobody says: changes that aim at what drives this night, with costs that compare.
//!
//! Costs are points of effort, about an hour of somebody's day each: an order of starts is cheap, a unit of capacity is bought, a
//! job is made faster by people who write programs.

use crate::night::{Night, Wrong};
use crate::trial::Change;
use chrono::{NaiveDate, NaiveTime, Timelike};
use daybreak_model::bundle::Bundle;
use daybreak_model::definition::{Pool, PoolHours};
use daybreak_model::id::{NodeId, PoolId, SystemId};
use daybreak_model::network::{Does, Index, Network, Part};
use daybreak_model::time::{DayTime, Timestamp};
use daybreak_run::dispatch::Resource;
use daybreak_scenario::{Length, Verb};
use daybreak_simulation::{Driver, Forecast, Options, Plan, Progress};
use std::collections::BTreeMap;

/// No more changes are proposed.
const MOST: usize = 12;
/// Nights from which criticality is read.
const NIGHTS: u32 = 512;
/// Jobs on the critical path at least this often are worth a change.
const OFTEN: f64 = 0.3;
/// A job shorter than this is not worth cutting, in milliseconds.
const WORTH_CUTTING: i64 = 10 * 60_000;

/// The night as it is.
struct Seen<'a> {
    bundle: &'a Bundle,
    network: &'a Network,
    plan: &'a Plan,
    forecast: &'a Forecast,
}

/// Changes to choose from, cheapest first, at most twelve. All of them can be made.
///
/// # Errors
/// When the definition has no night, or the work was stopped.
pub fn candidates(bundle: &Bundle, date: NaiveDate, seed: u64, progress: &Progress<'_>) -> Result<Vec<Change>, Wrong> {
    let night = Night::unnamed(bundle, &[], date)?;
    let forecast = night.forecast(Options { samples: NIGHTS, seed, threads: 1 }, progress)?;
    let seen = Seen { bundle, network: &night.network, plan: &night.plan(), forecast: &forecast };
    let mut all = Vec::new();
    all.extend(flagged(&seen));
    all.extend(clocks(&seen));
    all.extend(earlier(&seen, night.start));
    all.extend(capacities(&seen));
    all.extend(pieces(&seen));
    all.extend(shorter(&seen));
    all.retain(|change| Night::unnamed(bundle, &change.verbs, date).is_ok());
    all.truncate(MOST);
    all.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    Ok(all)
}

/// Jobs that are often critical and compete for something go before all others.
fn flagged(seen: &Seen<'_>) -> Option<Change> {
    let competes = |at: &Index| {
        let activity = &seen.network.activities[*at];
        !activity.critical && !activity.demand.is_empty() && matches!(activity.does, Does::Work(_))
    };
    let mut nodes: Vec<&NodeId> =
        critical_jobs(seen, OFTEN).into_iter().filter(competes).map(|at| &seen.network.activities[at].node).collect();
    nodes.sort();
    let verbs = nodes.iter().map(|node| Verb::Critical { node: (*node).clone(), critical: true });
    let name = match nodes.as_slice() {
        [] => return None,
        [one] => format!("{one} goes before all that is not critical."),
        [one, rest @ ..] => format!("{one} and {} more jobs that are often critical go before all others.", rest.len()),
    };
    Some(Change { name, cost: 1.0, verbs: verbs.collect() })
}

/// Times of day that hold up the critical path.
fn clocks(seen: &Seen<'_>) -> Vec<Change> {
    let held = seen.plan.critical_path.iter().filter(|at| seen.plan.activities[**at].driver == Driver::Clock(None));
    let held = held.map(|at| &seen.network.activities[*at]).filter(|activity| activity.not_before.is_some());
    let change = |activity: &daybreak_model::network::Activity| Change {
        name: format!("{} does not wait for its time of day.", activity.node),
        cost: 3.0,
        verbs: vec![Verb::NotBefore { node: activity.node.clone(), at: None }],
    };
    held.take(2).map(change).collect()
}

/// An earlier start of the whole night.
fn earlier(seen: &Seen<'_>, start: Timestamp) -> Vec<Change> {
    let sooner = |minutes: i64, cost: f64| {
        let at = Timestamp(start.ms() - minutes * 60_000).utc().with_timezone(&seen.network.zone).naive_local();
        let day = i16::try_from((at.date() - seen.network.business_date).num_days()).ok()?;
        let time = NaiveTime::from_hms_opt(at.hour(), at.minute(), 0)?;
        let at = DayTime { day: Some(day), time };
        let name = format!("Begin starts {minutes} minutes earlier, at {at}.");
        Some(Change { name, cost, verbs: vec![Verb::Start(at)] })
    };
    [sooner(30, 4.0), sooner(60, 7.0)].into_iter().flatten().collect()
}

/// One and two units more of what is waited for longest along the critical path, then anywhere.
fn capacities(seen: &Seen<'_>) -> Vec<Change> {
    let mut waited: BTreeMap<usize, (i64, i64)> = BTreeMap::new();
    for (at, planned) in seen.plan.activities.iter().enumerate() {
        if let Driver::Resource(Resource::Pool(pool), _) = planned.driver {
            let wait = planned.start - planned.ready;
            let (critical, all) = waited.entry(pool).or_default();
            *all += wait;
            if seen.plan.critical_path.contains(&at) {
                *critical += wait;
            }
        }
    }
    let mut pools: Vec<(usize, (i64, i64))> = waited.into_iter().collect();
    pools.sort_by_key(|(pool, (critical, all))| (std::cmp::Reverse((*critical, *all)), *pool));
    let more = |(pool, _): &(usize, (i64, i64))| {
        let id = seen.network.pools[*pool].id.clone();
        [more_units(seen, &id, 1, 8.0), more_units(seen, &id, 2, 14.0)]
    };
    pools.iter().take(2).flat_map(more).flatten().collect()
}

fn more_units(seen: &Seen<'_>, id: &PoolId, more: u32, cost: f64) -> Option<Change> {
    let units = if more == 1 { "One more unit".to_owned() } else { format!("{more} more units") };
    if let Some(system) = id.as_str().strip_prefix("system:") {
        let pool = seen.network.pools.iter().find(|pool| pool.id == *id)?;
        let limit = pool.base.saturating_add(more);
        let jobs = if more == 1 { "One more job".to_owned() } else { format!("{more} more jobs") };
        let name = format!("{jobs} of the system {system} may run at once ({limit} in place of {}).", pool.base);
        let verbs = vec![Verb::Concurrency { system: SystemId::new(system), limit: Some(limit) }];
        return Some(Change { name, cost, verbs });
    }
    let pools = seen.bundle.root().into_iter().chain(seen.bundle.definitions.values()).flat_map(|d| &d.pools);
    let pool: &Pool = pools.into_iter().find(|pool| pool.id == *id)?;
    let raised = |hours: &PoolHours| PoolHours { capacity: hours.capacity.saturating_add(more), ..hours.clone() };
    let capacity = pool.capacity.saturating_add(more);
    let hours = (!pool.hours.is_empty()).then(|| pool.hours.iter().map(raised).collect());
    let name = format!("{units} of the pool {id} at all hours ({capacity} in place of {}).", pool.capacity);
    Some(Change { name, cost, verbs: vec![Verb::Capacity { pool: id.clone(), capacity, hours }] })
}

/// The longest critical job in two pieces, and in four.
fn pieces(seen: &Seen<'_>) -> Vec<Change> {
    let is_worth = |at: &Index| {
        let activity = &seen.network.activities[*at];
        // An exclusive lock would make the pieces run one after another.
        activity.demand.locks.is_empty() && activity.cycle.is_none() && length(seen, *at) >= WORTH_CUTTING
    };
    let jobs = critical_jobs(seen, OFTEN).into_iter().filter(is_worth);
    let Some(longest) = jobs.max_by_key(|at| (length(seen, *at), std::cmp::Reverse(*at))) else { return Vec::new() };
    let node = &seen.network.activities[longest].node;
    let cut = |pieces: u32, cost: f64| Change {
        name: format!("{node} is cut into {pieces} pieces that may run side by side."),
        cost,
        verbs: vec![Verb::Split { node: node.clone(), pieces }],
    };
    vec![cut(2, 10.0), cut(4, 16.0)]
}

/// The jobs in which most of the critical time goes, each a fifth shorter.
fn shorter(seen: &Seen<'_>) -> Vec<Change> {
    let mut jobs = critical_jobs(seen, OFTEN / 3.0);
    let weight = |at: &Index| seen.forecast.activities[*at].criticality * length(seen, *at) as f64;
    jobs.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then_with(|| a.cmp(b)));
    let change = |at: Index| {
        let node = seen.network.activities[at].node.clone();
        Change {
            name: format!("{node} is made a fifth shorter."),
            cost: 12.0,
            verbs: vec![Verb::Duration { node, to: Length::Percent(80.0) }],
        }
    };
    jobs.into_iter().take(3).map(change).collect()
}

/// Jobs with work that are critical in at least that share of the nights.
fn critical_jobs(seen: &Seen<'_>, share: f64) -> Vec<Index> {
    let is_job = |at: &Index| {
        let activity = &seen.network.activities[*at];
        activity.part == Part::Whole && matches!(activity.does, Does::Work(_)) && length(seen, *at) > 0
    };
    let often = |at: &Index| seen.forecast.activities[*at].criticality >= share;
    (0..seen.network.activities.len()).filter(is_job).filter(often).collect()
}

fn length(seen: &Seen<'_>, at: Index) -> i64 {
    seen.network.activities[at].estimate.planned().ms()
}
