//! How much of every pool and lock is in use, and wanted, over the planned night.

use super::course::{Course, Taken};
use crate::compact::since;
use crate::night::NEVER;
use daybreak_model::network::{Index, Network};
use daybreak_model::node::LockMode;
use daybreak_model::time::Timestamp;
use daybreak_run::dispatch::Resource;
use std::collections::BTreeMap;

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
    /// Units that activities stand ready for and that are not free; of a lock the number of activities. Who stands ready for something else
    /// that it needs as well, while there is enough of this, wants nothing of it.
    pub wanted: i64,
    /// The capacity; of a lock 1.
    pub capacity: i64,
}

/// What changes at a moment.
#[derive(Clone, Copy, Debug, Default)]
struct Change {
    at: i64,
    in_use: i64,
    /// Of a lock, holders that share it with nobody.
    exclusive: i64,
    capacity: i64,
    /// Who comes to wait, or waits no longer: how much has to be free for it, and what it then wants, less than nothing as it leaves.
    waiter: (i64, i64),
}

/// What has to be free of a lock: more to have it alone than to share it.
const ALONE: i64 = 2;
const SHARED: i64 = 1;

/// The use of every pool and lock that some activity takes.
pub fn usage(network: &Network, course: &Course, start: Timestamp) -> Vec<Usage> {
    let pools = network.pools.len();
    let mut changes: Vec<Vec<Change>> = vec![Vec::new(); pools + network.locks.len()];
    let night = course.finish.iter().copied().filter(|t| *t != NEVER).max().unwrap_or(0);
    for (at, activity) in network.activities.iter().enumerate() {
        if !activity.included || course.taken[at] == Taken::No || course.linked[at] == NEVER {
            continue;
        }
        let waits = (course.ready[at].min(night), course.start[at].min(night));
        let whole = [(waits.1, held_until(network, course, at).min(night))];
        let held: &[(i64, i64)] = match course.holds.get(&at) {
            Some(attempts) => attempts,
            None if course.start[at] != NEVER => &whole,
            None => &[],
        };
        for (pool, units) in &activity.demand.pools {
            let units = i64::from(*units);
            let takes = Change { in_use: units, waiter: (units, units), ..Change::default() };
            changes_of(&mut changes[*pool], takes, waits, held);
        }
        for (lock, mode) in &activity.demand.locks {
            let is_alone = *mode == LockMode::Exclusive;
            let waiter = (if is_alone { ALONE } else { SHARED }, 1);
            let takes = Change { in_use: 1, exclusive: i64::from(is_alone), waiter, ..Change::default() };
            changes_of(&mut changes[pools + *lock], takes, waits, held);
        }
    }
    let used = changes.into_iter().enumerate().filter(|(_, changes)| !changes.is_empty());
    used.map(|(slot, changes)| {
        let resource = if slot < pools { Resource::Pool(slot) } else { Resource::Lock(slot - pools) };
        Usage { resource, steps: add_up(resource, with_capacity(network, resource, changes, start, night)) }
    })
    .collect()
}

/// What an activity changes that stands ready over `waits` and then holds what it `takes`.
fn changes_of(changes: &mut Vec<Change>, takes: Change, waits: (i64, i64), held: &[(i64, i64)]) {
    let Change { in_use, exclusive, waiter: (needs, wants), .. } = takes;
    if waits.0 < waits.1 || held.is_empty() {
        changes.push(Change { at: waits.0, waiter: (needs, wants), ..Change::default() });
        if !held.is_empty() {
            changes.push(Change { at: waits.1, waiter: (needs, -wants), ..Change::default() });
        }
    }
    for (from, to) in held {
        changes.push(Change { at: *from, in_use, exclusive, ..Change::default() });
        changes.push(Change { at: *to, in_use: -in_use, exclusive: -exclusive, ..Change::default() });
    }
}

/// A group holds until its closing border has passed.
fn held_until(network: &Network, course: &Course, at: Index) -> i64 {
    let close = network.activities[at].partner.unwrap_or(at);
    course.finish[close].max(course.start[at])
}

fn with_capacity(
    network: &Network,
    resource: Resource,
    mut changes: Vec<Change>,
    start: Timestamp,
    night: i64,
) -> Vec<Change> {
    let capacity = |at, capacity| Change { at, capacity, ..Change::default() };
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
fn add_up(resource: Resource, mut changes: Vec<Change>) -> Vec<UseFrom> {
    changes.sort_unstable_by_key(|c| c.at);
    let mut steps: Vec<UseFrom> = Vec::new();
    let mut now = Change::default();
    // What is wanted, by how much of it has to be free.
    let mut waiters: BTreeMap<i64, i64> = BTreeMap::new();
    for moment in changes.chunk_by(|a, b| a.at == b.at) {
        for change in moment {
            now.in_use += change.in_use;
            now.exclusive += change.exclusive;
            now.capacity += change.capacity;
            if change.waiter.1 != 0 {
                *waiters.entry(change.waiter.0).or_default() += change.waiter.1;
            }
        }
        let free = match resource {
            Resource::Pool(_) => now.capacity - now.in_use,
            Resource::Lock(_) if now.exclusive > 0 => 0,
            Resource::Lock(_) if now.in_use > 0 => SHARED,
            Resource::Lock(_) => ALONE,
        };
        let wanted = waiters.iter().rev().take_while(|(needs, _)| **needs > free).map(|(_, wants)| wants).sum();
        steps.push(UseFrom { at: moment[0].at, in_use: now.in_use, wanted, capacity: now.capacity });
    }
    steps.dedup_by(|later, earlier| UseFrom { at: earlier.at, ..*later } == *earlier);
    steps
}
