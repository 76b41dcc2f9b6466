//! Which activity's resources each start took over, so that the plan's order of resources can be kept.
//!
//! Free units lie in line, the longest free in front, each with who gave it back. A start takes from the front, which
//! leaves every holder before it the most room (a resource flow, Artigues and Roubellat 2000). A lock is a pool of
//! which an exclusive use takes all units and a shared use one.

use crate::compact::Compact;
use crate::night::{Lacked, NEVER, Watcher};
use daybreak_run::dispatch::{Need, Resource};
use std::collections::VecDeque;

/// By place in the order of the dispatch rule.
pub struct Handovers {
    pub sequence: Vec<u32>,
    /// From who gave units back to who took them.
    pub arcs: Vec<(u32, u32)>,
    pub waited: Vec<Option<Lacked>>,
    /// Who held something, from when and until when, in order of the ends.
    pub held: Vec<(u32, i64, i64)>,
    /// When each last took something.
    took: Vec<i64>,
    slots: Vec<Slot>,
    pools: usize,
}

#[derive(Default)]
struct Slot {
    free: VecDeque<Free>,
    capacity: u64,
    /// Units in use beyond a capacity that has been lowered.
    owed: u64,
}

struct Free {
    units: u64,
    by: Option<u32>,
    since: i64,
}

impl Handovers {
    pub fn new(compact: &Compact) -> Handovers {
        let pools = compact.capacities.iter().copied();
        let slots = pools.chain(std::iter::repeat_n(u32::MAX, compact.locks)).map(|capacity| {
            let mut slot = Slot::default();
            slot.set(capacity.into(), i64::MIN);
            slot
        });
        Handovers {
            sequence: Vec::with_capacity(compact.count()),
            arcs: Vec::new(),
            waited: vec![None; compact.count()],
            held: Vec::new(),
            took: vec![NEVER; compact.count()],
            slots: slots.collect(),
            pools: compact.capacities.len(),
        }
    }
}

impl Watcher for Handovers {
    fn begun(&mut self, at: u32) {
        self.sequence.push(at);
    }

    fn took(&mut self, at: u32, needs: &[Need], lacked: Option<Lacked>, now: i64) {
        self.took[at as usize] = now;
        let lacked_slot = lacked.map(|l| match l.resource {
            Resource::Pool(pool) => pool,
            Resource::Lock(lock) => self.pools + lock,
        });
        for need in needs {
            let last = self.slots[need.slot()].take(need.units().into(), |from| self.arcs.push((from, at)));
            if Some(need.slot()) == lacked_slot {
                // Of all who gave it back, the last one that this start really took over from.
                self.waited[at as usize] = lacked.map(|l| Lacked { freed_by: last, ..l });
            }
        }
    }

    fn gave_back(&mut self, by: u32, needs: &[Need], now: i64) {
        self.held.push((by, self.took[by as usize], now));
        for need in needs {
            self.slots[need.slot()].give(need.units().into(), Some(by), now);
        }
    }

    fn capacity(&mut self, pool: u32, units: u32, now: i64) {
        self.slots[pool as usize].set(units.into(), now);
    }
}

impl Slot {
    /// Takes units from the front; who gave back the ones that had been free for the shortest time.
    fn take(&mut self, units: u64, mut from: impl FnMut(u32)) -> Option<u32> {
        let mut left = units;
        let mut last: Option<(i64, Option<u32>)> = None;
        while left > 0 {
            let Some(front) = self.free.front_mut() else { break };
            let part = front.units.min(left);
            left -= part;
            front.units -= part;
            front.by.into_iter().for_each(&mut from);
            if last.is_none_or(|(since, _)| front.since >= since) {
                last = Some((front.since, front.by));
            }
            if front.units == 0 {
                self.free.pop_front();
            }
        }
        last.and_then(|(_, by)| by)
    }

    fn give(&mut self, units: u64, by: Option<u32>, since: i64) {
        let repaid = units.min(self.owed);
        self.owed -= repaid;
        if units > repaid {
            self.free.push_back(Free { units: units - repaid, by, since });
        }
    }

    fn set(&mut self, capacity: u64, now: i64) {
        let before = std::mem::replace(&mut self.capacity, capacity);
        if capacity >= before {
            self.give(capacity - before, None, now);
            return;
        }
        let mut less = before - capacity;
        while less > 0 {
            let Some(front) = self.free.front_mut() else { break };
            let part = front.units.min(less);
            front.units -= part;
            less -= part;
            if front.units == 0 {
                self.free.pop_front();
            }
        }
        self.owed += less;
    }
}
