//! Pools and locks of the whole bundle, in one measure.

use super::Subject;
use daybreak_model::definition::Pool;
use daybreak_model::node::{LockMode, Node};
use foldhash::HashMap;

/// The capacity of a lock: an exclusive use takes all of it, a shared one a single unit.
const LOCK: u64 = 1 << 32;

/// One pool or lock. A name that several definitions give is that of the outermost.
#[derive(Clone, Copy, Debug)]
pub struct Resource<'a> {
    pub name: &'a str,
    pub is_lock: bool,
    /// The most it ever has.
    pub capacity: u64,
}

/// What a node takes of one resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Demand {
    /// A position in [`Resources::all`].
    pub resource: usize,
    pub amount: u64,
}

#[derive(Default)]
pub struct Resources<'a> {
    pub all: Vec<Resource<'a>>,
    /// Whether some node of the bundle names it.
    pub used: Vec<bool>,
    pools: HashMap<&'a str, usize>,
    locks: HashMap<&'a str, usize>,
}

impl<'a> Resources<'a> {
    /// The resources of all definitions, given with the outermost first.
    pub fn of(subjects: &[Subject<'a>]) -> Resources<'a> {
        let mut resources = Resources::default();
        for definition in subjects.iter().map(|s| s.definition) {
            for pool in &definition.pools {
                resources.pools.entry(pool.id.as_str()).or_insert_with(|| {
                    let capacity = u64::from(peak(pool));
                    resources.all.push(Resource { name: pool.id.as_str(), is_lock: false, capacity });
                    resources.all.len() - 1
                });
            }
            for lock in &definition.locks {
                resources.locks.entry(lock.id.as_str()).or_insert_with(|| {
                    resources.all.push(Resource { name: lock.id.as_str(), is_lock: true, capacity: LOCK });
                    resources.all.len() - 1
                });
            }
        }
        resources.used = vec![false; resources.all.len()];
        for node in subjects.iter().flat_map(|s| &s.definition.nodes) {
            let named = node.uses.iter().filter_map(|u| resources.pools.get(u.pool.as_str()));
            let named = named.chain(node.locks.iter().filter_map(|l| resources.locks.get(l.lock.as_str())));
            for index in named.copied().collect::<Vec<_>>() {
                resources.used[index] = true;
            }
        }
        resources
    }

    pub fn pool(&self, id: &str) -> Option<usize> {
        self.pools.get(id).copied()
    }

    pub fn lock(&self, id: &str) -> Option<usize> {
        self.locks.get(id).copied()
    }

    /// Adds what `node` takes. Units of a pool named twice add up; an exclusive use of a lock outweighs a shared one.
    pub fn add_demand(&self, node: &Node, all: &mut Vec<Demand>) {
        let first = all.len();
        for pool_use in node.uses.iter().filter(|u| u.units > 0) {
            let Some(resource) = self.pool(pool_use.pool.as_str()) else { continue };
            let amount = u64::from(pool_use.units);
            match all[first..].iter_mut().find(|d| d.resource == resource) {
                Some(demand) => demand.amount += amount,
                None => all.push(Demand { resource, amount }),
            }
        }
        for lock_use in &node.locks {
            let Some(resource) = self.lock(lock_use.lock.as_str()) else { continue };
            let amount = if lock_use.mode == LockMode::Exclusive { LOCK } else { 1 };
            match all[first..].iter_mut().find(|d| d.resource == resource) {
                Some(demand) => demand.amount = demand.amount.max(amount),
                None => all.push(Demand { resource, amount }),
            }
        }
    }
}

impl Resource<'_> {
    /// What a demand is in words: `2 of pool db`, `lock ledger`, `lock ledger (shared)`.
    pub fn words(&self, amount: u64) -> String {
        match (self.is_lock, amount) {
            (false, amount) => format!("{amount} of pool {}", self.name),
            (true, LOCK) => format!("lock {}", self.name),
            (true, _) => format!("lock {} (shared)", self.name),
        }
    }
}

/// The most that a pool ever has.
pub fn peak(pool: &Pool) -> u32 {
    pool.hours.iter().map(|h| h.capacity).chain([pool.capacity]).max().unwrap_or(pool.capacity)
}
