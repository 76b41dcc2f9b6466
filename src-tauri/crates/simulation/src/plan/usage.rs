//! How much of every pool and lock is in use, and wanted, over the planned night.

use super::course::{Course, Taken};
use crate::compact::since;
use crate::night::NEVER;
use daybreak_model::network::{Index, Network};
use daybreak_model::node::LockMode;
use daybreak_model::time::Timestamp;
use daybreak_run::dispatch::Resource;

/// One pool or lock over the night.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Usage {
    pub resource: Resource,
    /// In order of time, the first at the start of Begin.
    pub steps: Vec<UseFrom>,
}

/// What holds from a moment on, until the next step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UseFrom {
    /// Milliseconds from the start of Begin.
    pub at: i64,
    /// Units in use; of a lock the number of holders.
    pub in_use: i64,
    /// Units that activities stand ready for.
    pub wanted: i64,
    /// The capacity; of a lock 1.
    pub capacity: i64,
}

/// The use of every pool and lock that some activity takes.
pub fn usage(network: &Network, course: &Course, start: Timestamp) -> Vec<Usage> {
    let pools = network.pools.len();
    let mut changes: Vec<Vec<UseFrom>> = vec![Vec::new(); pools + network.locks.len()];
    let night = course.finish.iter().copied().filter(|t| *t != NEVER).max().unwrap_or(0);
    for (at, activity) in network.activities.iter().enumerate() {
        if !activity.included || course.taken[at] == Taken::No || course.linked[at] == NEVER {
            continue;
        }
        let (ready, start) = (course.ready[at].min(night), course.start[at].min(night));
        let whole = [(start, held_until(network, course, at).min(night))];
        let held: &[(i64, i64)] = match course.holds.get(&at) {
            Some(attempts) => attempts,
            None if course.start[at] != NEVER => &whole,
            None => &[],
        };
        let pool_units = activity.demand.pools.iter().map(|(pool, units)| (*pool, i64::from(*units)));
        let lock_units = activity.demand.locks.iter().map(|(lock, _): &(usize, LockMode)| (pools + *lock, 1));
        for (slot, units) in pool_units.chain(lock_units) {
            let change = |at, in_use, wanted| UseFrom { at, in_use, wanted, capacity: 0 };
            changes[slot].push(change(ready, 0, units));
            if !held.is_empty() {
                changes[slot].push(change(start, 0, -units));
            }
            for (from, to) in held {
                changes[slot].extend([change(*from, units, 0), change(*to, -units, 0)]);
            }
        }
    }
    let used = changes.into_iter().enumerate().filter(|(_, changes)| !changes.is_empty());
    used.map(|(slot, changes)| {
        let resource = if slot < pools { Resource::Pool(slot) } else { Resource::Lock(slot - pools) };
        Usage { resource, steps: add_up(with_capacity(network, resource, changes, start, night)) }
    })
    .collect()
}

/// A group holds until its closing border has passed.
fn held_until(network: &Network, course: &Course, at: Index) -> i64 {
    let close = network.activities[at].partner.unwrap_or(at);
    course.finish[close].max(course.start[at])
}

fn with_capacity(
    network: &Network,
    resource: Resource,
    mut changes: Vec<UseFrom>,
    start: Timestamp,
    night: i64,
) -> Vec<UseFrom> {
    let capacity = |at, capacity| UseFrom { at, in_use: 0, wanted: 0, capacity };
    let Resource::Pool(pool) = resource else {
        changes.push(capacity(0, 1));
        return changes;
    };
    let pool = &network.pools[pool];
    let mut last = i64::from(pool.at(start));
    changes.push(capacity(0, last));
    for (at, units) in pool.steps.iter().filter(|(at, _)| *at > start) {
        let at = since(start, *at);
        if at <= night {
            changes.push(capacity(at, i64::from(*units) - last));
            last = i64::from(*units);
        }
    }
    changes
}

/// Changes as levels, one for each moment at which something changes.
fn add_up(mut changes: Vec<UseFrom>) -> Vec<UseFrom> {
    changes.sort_unstable_by_key(|c| c.at);
    let mut steps: Vec<UseFrom> = Vec::new();
    for change in changes {
        let last = steps.last().copied().unwrap_or_default();
        let level = UseFrom {
            at: change.at,
            in_use: last.in_use + change.in_use,
            wanted: last.wanted + change.wanted,
            capacity: last.capacity + change.capacity,
        };
        match steps.last_mut() {
            Some(step) if step.at == change.at => *step = level,
            _ => steps.push(level),
        }
    }
    steps.dedup_by(|later, earlier| UseFrom { at: earlier.at, ..*later } == *earlier);
    steps
}
