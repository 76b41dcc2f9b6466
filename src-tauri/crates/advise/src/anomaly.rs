//! Changes that can only help a single job and all the same make the night longer (Graham 1969).

use daybreak_model::definition::Outcome;
use daybreak_model::duration::Estimate;
use daybreak_model::id::NodeId;
use daybreak_model::network::{Activity, Demand, Does, Network, Part};
use daybreak_model::node::{Join, LockMode};
use daybreak_model::time::Timestamp;
use std::collections::HashMap;

/// Whether `after` is `before` with nothing made harder: no job longer, likelier to fail or released later, no dependency more, no
/// capacity less, and the same order among those that compete. Scheduled at its best it could not take longer.
pub fn is_relaxed(before: &Network, after: &Network) -> bool {
    let order = |network: &Network| -> HashMap<NodeId, (bool, i32)> {
        network.activities.iter().map(|a| (a.node.clone(), (a.critical, a.priority))).collect()
    };
    is_eased(before, after) && order(before) == order(after)
}

/// The same, whatever the order among those that compete.
pub fn is_eased(before: &Network, after: &Network) -> bool {
    let names = |network: &Network| -> HashMap<(NodeId, Part), usize> {
        network.activities.iter().enumerate().map(|(at, a)| ((a.node.clone(), a.part), at)).collect()
    };
    let (old, new) = (names(before), names(after));
    if old.len() != new.len() || before.links.len() < after.links.len() {
        return false;
    }
    let eased = new.iter().all(|(name, at)| {
        old.get(name).is_some_and(|was| is_easier(before, &before.activities[*was], after, &after.activities[*at]))
    });
    eased && same_day(before, after) && links_eased(before, after) && pools_eased(before, after)
}

/// Whether what the day decides, and what slows a whole night, is the same.
fn same_day(before: &Network, after: &Network) -> bool {
    let slow = |network: &Network| network.scopes.iter().map(|scope| scope.slow_night).collect::<Vec<_>>();
    (before.business_date, before.day_class) == (after.business_date, after.day_class)
        && before.slow_systems == after.slow_systems
        && slow(before) == slow(after)
}

/// No link is new or has a longer lag. One may be gone that is on success alone and whose target waits for all: one link less into what
/// waits for some of them would make it wait for another.
fn links_eased(before: &Network, after: &Network) -> bool {
    let (old, new) = (links_of(before), links_of(after));
    let may_go = |link: &Named| {
        let target = before.activities.iter().find(|a| a.node == link.2 && a.part == link.3);
        link.4 == Outcome::Success && link.5.is_none() && target.is_some_and(|a| a.join == Join::All)
    };
    new.iter().all(|(link, lag)| old.get(link).is_some_and(|was| was >= lag))
        && old.keys().filter(|link| !new.contains_key(*link)).all(may_go)
}

/// A link by what it joins.
type Named = (NodeId, Part, NodeId, Part, Outcome, Option<usize>);

/// Every link and the longest of its lags, in milliseconds.
fn links_of(network: &Network) -> HashMap<Named, i64> {
    let mut links = HashMap::with_capacity(network.links.len());
    for link in &network.links {
        let (from, to) = (&network.activities[link.from], &network.activities[link.to]);
        let name = (from.node.clone(), from.part, to.node.clone(), to.part, link.on, link.branch);
        let longest = links.entry(name).or_insert(0);
        *longest = link.lag.ms().max(*longest);
    }
    links
}

fn is_easier(before: &Network, was: &Activity, after: &Network, is: &Activity) -> bool {
    let same_fate = (was.failure_probability, was.timeout, &was.retry, &was.on_failure)
        == (is.failure_probability, is.timeout, &is.retry, &is.on_failure);
    let same_kind = match (&was.does, &is.does) {
        (Does::Work(_), Does::Work(_)) => true,
        (was, is) => was == is,
    };
    same_fate
        && same_kind
        && was.join == is.join
        && (&was.overhead, &was.arrival) == (&is.overhead, &is.arrival)
        && was.until.unwrap_or(Timestamp(i64::MIN)) >= is.until.unwrap_or(Timestamp(i64::MIN))
        && was.included >= is.included
        && was.not_before.unwrap_or(Timestamp(i64::MIN)) >= is.not_before.unwrap_or(Timestamp(i64::MIN))
        && is_shorter(&was.estimate, &is.estimate)
        && was.cycle == is.cycle
        && takes_no_more(before, &was.demand, after, &is.demand)
}

fn is_shorter(was: &Estimate, is: &Estimate) -> bool {
    match (was, is) {
        (Estimate::Pert { low, mode, high }, Estimate::Pert { low: l, mode: m, high: h }) => {
            low >= l && mode >= m && high >= h
        }
        (Estimate::LogNormal { median, sigma }, Estimate::LogNormal { median: m, sigma: s }) => {
            median >= m && (sigma - s).abs() < 1e-12
        }
        (Estimate::Empirical(was), Estimate::Empirical(is)) if was.len() == is.len() => {
            was.iter().zip(is).all(|(was, is)| was >= is)
        }
        _ => was.shortest() >= is.longest() || (was == is),
    }
}

fn takes_no_more(before: &Network, was: &Demand, after: &Network, is: &Demand) -> bool {
    let pools = is.pools.iter().all(|(pool, units)| {
        let id = &after.pools[*pool].id;
        was.pools.iter().any(|(there, most)| before.pools[*there].id == *id && most >= units)
    });
    let locks = is.locks.iter().all(|(lock, mode)| {
        let id = &after.locks[*lock];
        let same = |(there, held): &&(usize, LockMode)| {
            before.locks[*there] == *id && (held == mode || *held == LockMode::Exclusive)
        };
        was.locks.iter().any(|held| same(&held))
    });
    pools && locks
}

/// Every pool of `after` has at all times at least what it had.
fn pools_eased(before: &Network, after: &Network) -> bool {
    after.pools.iter().all(|pool| {
        let Some(was) = before.pools.iter().find(|there| there.id == pool.id) else { return true };
        let moments = was.steps.iter().chain(&pool.steps).map(|(at, _)| *at);
        let at_least = |at: Timestamp| pool.at(at) >= was.at(at);
        pool.base >= was.base && (pool.down.is_empty() || pool.down == was.down) && moments.into_iter().all(at_least)
    })
}

/// By how much the plan and the 95th percentile are longer, told in a sentence; nothing when neither is.
///
/// `before` and `after` are planned windows and 95th percentiles in milliseconds. Differences below a second are not worth a sentence.
pub fn sentence(name: &str, plan: (Option<i64>, Option<i64>), p95: (Option<f64>, Option<f64>)) -> Option<String> {
    const NOTABLE_MS: f64 = 1000.0;
    let name = name.trim_end_matches('.');
    let longer = |before: f64, after: f64| Some(after - before).filter(|by| *by >= NOTABLE_MS);
    let by_plan = plan.0.zip(plan.1).and_then(|(before, after)| longer(before as f64, after as f64));
    let by_p95 = p95.0.zip(p95.1).and_then(|(before, after)| longer(before, after));
    let what = match (by_plan, by_p95) {
        (Some(plan), Some(p95)) => {
            format!("the planned night is {} longer and the 95th percentile {}", span(plan), span(p95))
        }
        (Some(plan), None) => format!("the planned night is {} longer", span(plan)),
        (None, Some(p95)) => format!("the 95th percentile is {} longer", span(p95)),
        (None, None) => return None,
    };
    Some(format!("{name}: this should help, and yet {what}, because other jobs then start in another order."))
}

/// Milliseconds as people read them.
pub fn span(ms: f64) -> String {
    let seconds = (ms.abs() / 1000.0).round() as u64;
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match (hours, minutes) {
        (0, 0) => format!("{rest} s"),
        (0, _) if rest == 0 || minutes >= 10 => format!("{minutes} min"),
        (0, _) => format!("{minutes} min {rest} s"),
        (_, 0) => format!("{hours} h"),
        _ => format!("{hours} h {minutes} min"),
    }
}
