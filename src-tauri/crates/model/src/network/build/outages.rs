//! Systems and hosts that are down for a while: pools that have nothing meanwhile.

use super::super::conditions::SystemOrHost;
use super::super::expand::{Placed, obstacle};
use super::super::{Does, Index, PoolCapacity};
use super::Builder;
use crate::definition::System;
use crate::id::{PoolId, SystemId};
use crate::node::Work;
use crate::time::Timestamp;
use std::collections::{BTreeMap, BTreeSet, HashMap};

impl Builder<'_> {
    /// Takes the outages into the pools, and lets what they concern take a unit of them.
    pub fn add_outages(&mut self, places: &[Placed<'_>]) {
        let stated = self.conditions.stated;
        if stated.down.is_empty() {
            return;
        }
        let systems = systems(places);
        let mut down: BTreeMap<&SystemOrHost, Vec<(Timestamp, Timestamp)>> = BTreeMap::new();
        for outage in &stated.down {
            let (from, to) = (outage.from.at(self.date, self.zone), outage.to.at(self.date, self.zone));
            if from >= to {
                let (from, to, what) = (outage.from, outage.to, named(&outage.of));
                self.problems.push(obstacle(
                    None,
                    format!("{what} is down from {from} to {to}, which is not later; say which day"),
                ));
            }
            down.entry(&outage.of).or_default().push((from, to));
        }
        for (of, times) in down {
            let jobs: Vec<Index> = (0..self.activities.len()).filter(|at| self.concerns(of, *at, &systems)).collect();
            let is_known = match of {
                SystemOrHost::System(system) => systems.contains_key(system),
                SystemOrHost::Host(host) => {
                    !jobs.is_empty() || systems.values().any(|s| s.target.as_ref() == Some(host))
                }
            };
            if !is_known {
                let what = named(of);
                self.problems.push(obstacle(None, format!("{what} is said to be down, but no job runs there")));
            }
            self.close(of, times, &jobs);
        }
    }

    /// Whether an activity starts something on `of`.
    fn concerns(&self, of: &SystemOrHost, at: Index, systems: &HashMap<&SystemId, &System>) -> bool {
        let activity = &self.activities[at];
        let Does::Work(work) = &activity.does else { return false };
        match of {
            SystemOrHost::System(system) => activity.system.as_ref() == Some(system),
            SystemOrHost::Host(host) => {
                let target = activity.system.as_ref().and_then(|id| systems.get(id)?.target.as_ref());
                target == Some(host) || matches!(work, Work::Ssh(ssh) if ssh.host == *host)
            }
        }
    }

    /// The pool of `of` has no capacity at `times`.
    fn close(&mut self, of: &SystemOrHost, times: Vec<(Timestamp, Timestamp)>, jobs: &[Index]) {
        let id = PoolId::new(match of {
            SystemOrHost::System(system) => format!("system:{system}"),
            SystemOrHost::Host(host) => format!("host:{host}"),
        });
        let pools = &mut self.resources.pools;
        let found = pools.iter().position(|pool| pool.id == id);
        let at = found.unwrap_or_else(|| {
            // As many units as there are jobs limit nothing.
            let base = jobs.len().max(1) as u32;
            pools.push(PoolCapacity { id, base, steps: Vec::new(), down: Vec::new() });
            pools.len() - 1
        });
        let pool = &mut self.resources.pools[at];
        pool.steps = steps(pool, &times);
        pool.down = times;
        for job in jobs {
            let demand = &mut self.activities[*job].demand;
            if demand.pools.iter().all(|(pool, _)| *pool != at) {
                demand.pools.push((at, 1));
                demand.pools.sort_unstable();
            }
        }
    }
}

/// The systems of all definitions; one of the same name in a subflow is that of the outermost definition.
fn systems<'a>(places: &[Placed<'a>]) -> HashMap<&'a SystemId, &'a System> {
    let mut systems = HashMap::new();
    for system in places.iter().flat_map(|place| &place.definition.systems) {
        systems.entry(&system.id).or_insert(system);
    }
    systems
}

fn named(of: &SystemOrHost) -> String {
    match of {
        SystemOrHost::System(system) => format!("the system {system}"),
        SystemOrHost::Host(host) => format!("the host {host:?}"),
    }
}

/// The steps of `pool` with nothing at `times`.
fn steps(pool: &PoolCapacity, times: &[(Timestamp, Timestamp)]) -> Vec<(Timestamp, u32)> {
    let ends = times.iter().flat_map(|(from, to)| [*from, *to]);
    let moments: BTreeSet<Timestamp> = pool.steps.iter().map(|(at, _)| *at).chain(ends).collect();
    let is_down = |at: Timestamp| times.iter().any(|(from, to)| *from <= at && at < *to);
    let mut steps: Vec<(Timestamp, u32)> = Vec::with_capacity(moments.len());
    for at in moments {
        let capacity = if is_down(at) { 0 } else { pool.at(at) };
        if steps.last().map_or(pool.base, |(_, last)| *last) != capacity {
            steps.push((at, capacity));
        }
    }
    steps
}
