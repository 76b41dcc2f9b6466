//! Pools and locks of all definitions in one list each, and what each node takes of them.

use super::expand::{Placed, obstacle};
use super::{Demand, HOURS_HORIZON_DAYS, PoolCapacity};
use crate::definition::{Pool, PoolHours};
use crate::diagnostic::Diagnostic;
use crate::id::{LockId, NodeId, PoolId, SystemId};
use crate::node::{LockMode, Node};
use crate::time::{Timestamp, local};
use chrono::{Days, NaiveDate, NaiveTime};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The resources of a bundle. A pool, lock or system of the same name in a subflow is that of the outermost definition.
pub struct Resources {
    pub pools: Vec<PoolCapacity>,
    pub locks: Vec<LockId>,
    pool_at: HashMap<PoolId, usize>,
    lock_at: HashMap<LockId, usize>,
    system_pool: HashMap<SystemId, usize>,
}

impl Resources {
    pub fn of(placed: &[Placed<'_>], date: NaiveDate, zone: chrono_tz::Tz) -> Resources {
        let mut all = Resources {
            pools: Vec::new(),
            locks: Vec::new(),
            pool_at: HashMap::new(),
            lock_at: HashMap::new(),
            system_pool: HashMap::new(),
        };
        for definition in placed.iter().map(|p| p.definition) {
            for pool in &definition.pools {
                if !all.pool_at.contains_key(&pool.id) {
                    all.pool_at.insert(pool.id.clone(), all.pools.len());
                    all.pools.push(PoolCapacity {
                        id: pool.id.clone(),
                        base: pool.capacity,
                        steps: steps(pool, date, zone),
                        down: Vec::new(),
                    });
                }
            }
            for lock in &definition.locks {
                if !all.lock_at.contains_key(&lock.id) {
                    all.lock_at.insert(lock.id.clone(), all.locks.len());
                    all.locks.push(lock.id.clone());
                }
            }
            for system in &definition.systems {
                if let Some(limit) = system.concurrency.filter(|_| !all.system_pool.contains_key(&system.id)) {
                    all.system_pool.insert(system.id.clone(), all.pools.len());
                    all.pools.push(PoolCapacity {
                        id: PoolId::new(format!("system:{}", system.id)),
                        base: limit,
                        steps: Vec::new(),
                        down: Vec::new(),
                    });
                }
            }
        }
        all
    }

    /// What `node` takes. Units of a pool named twice add up; an exclusive use of a lock outweighs a shared one.
    pub fn demand(&self, path: &NodeId, node: &Node, works_in: Option<&SystemId>) -> Result<Demand, Box<Diagnostic>> {
        let mut pools: BTreeMap<usize, u32> = BTreeMap::new();
        for pool_use in &node.uses {
            let at = self.pool_at.get(&pool_use.pool).ok_or_else(|| unknown(path, "pool", pool_use.pool.as_str()))?;
            let units = pools.entry(*at).or_default();
            *units = units.saturating_add(pool_use.units);
        }
        if let Some(at) = works_in.and_then(|system| self.system_pool.get(system)) {
            pools.insert(*at, 1);
        }
        let mut locks: BTreeMap<usize, LockMode> = BTreeMap::new();
        for lock_use in &node.locks {
            let at = self.lock_at.get(&lock_use.lock).ok_or_else(|| unknown(path, "lock", lock_use.lock.as_str()))?;
            let mode = locks.entry(*at).or_insert(lock_use.mode);
            if lock_use.mode == LockMode::Exclusive {
                *mode = LockMode::Exclusive;
            }
        }
        pools.retain(|_, units| *units > 0);
        Ok(Demand { pools: pools.into_iter().collect(), locks: locks.into_iter().collect() })
    }
}

fn unknown(node: &NodeId, what: &str, name: &str) -> Box<Diagnostic> {
    Box::new(obstacle(Some(node.clone()), format!("node {node} uses the {what} {name:?}, which is not defined")))
}

/// The moments at which a pool's capacity changes, from the day before the business date.
fn steps(pool: &Pool, date: NaiveDate, zone: chrono_tz::Tz) -> Vec<(Timestamp, u32)> {
    if pool.hours.is_empty() {
        return Vec::new();
    }
    let clocks: BTreeSet<NaiveTime> =
        pool.hours.iter().flat_map(|h| [h.from.0, h.to.0]).chain([NaiveTime::MIN]).collect();
    let first = date.checked_sub_days(Days::new(1)).unwrap_or(date);
    let mut steps: Vec<(Timestamp, u32)> = Vec::new();
    for day in first.iter_days().take(HOURS_HORIZON_DAYS as usize + 2) {
        for clock in &clocks {
            let capacity = pool.hours.iter().find(|h| covers(h, *clock)).map_or(pool.capacity, |h| h.capacity);
            let at = local(day.and_time(*clock), zone);
            // Two clock times that a clock change leaves out are one moment; the later one holds from there.
            steps.pop_if(|(last, _)| *last == at);
            if steps.last().is_none_or(|(_, last)| *last != capacity) {
                steps.push((at, capacity));
            }
        }
    }
    steps
}

fn covers(hours: &PoolHours, clock: NaiveTime) -> bool {
    let (from, to) = (hours.from.0, hours.to.0);
    if from < to { from <= clock && clock < to } else { clock >= from || clock < to }
}
