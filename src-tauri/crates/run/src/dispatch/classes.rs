//! Demands that are the same, told once.

use super::resources::{LOCK_WHOLE, Resource};
use daybreak_model::network::{Demand, Network};
use daybreak_model::node::LockMode;
use std::collections::HashMap;

/// The number of a demand in [`Classes`]. Activities of one class fit or do not fit together.
pub type Class = u32;

/// Units of one resource that are taken from start to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Need {
    /// A position in the resources: pools first, then locks.
    pub(super) slot: u32,
    /// A lock is a pool of [`LOCK_WHOLE`] units: shared use takes one of them, exclusive use all.
    pub(super) units: u32,
}

/// Every different demand once.
#[derive(Clone, Debug)]
pub struct Classes {
    pools: u32,
    needs: Vec<Need>,
    /// Where the needs of each class lie.
    spans: Vec<(u32, u32)>,
    known: HashMap<Demand, Class>,
}

impl Classes {
    /// No classes yet, over `pools` pools and any number of locks.
    pub fn new(pools: usize) -> Classes {
        Classes { pools: pools as u32, needs: Vec::new(), spans: Vec::new(), known: HashMap::new() }
    }

    /// The classes of a network, and the class of each of its activities by its position in the network.
    pub fn of(network: &Network) -> (Classes, Vec<Class>) {
        let mut classes = Classes::new(network.pools.len());
        let of_each = network.activities.iter().map(|a| classes.class(&a.demand)).collect();
        (classes, of_each)
    }

    /// The class of `demand`, made when it is new.
    pub fn class(&mut self, demand: &Demand) -> Class {
        if let Some(class) = self.known.get(demand) {
            return *class;
        }
        let class = self.known.len() as Class;
        self.known.insert(demand.clone(), class);
        let first = self.needs.len() as u32;
        let pools = demand.pools.iter().filter(|(_, units)| *units > 0);
        self.needs.extend(pools.map(|(pool, units)| Need { slot: *pool as u32, units: *units }));
        self.needs.extend(demand.locks.iter().map(|(lock, mode)| Need {
            slot: self.pools + *lock as u32,
            units: if *mode == LockMode::Exclusive { LOCK_WHOLE } else { 1 },
        }));
        self.spans.push((first, self.needs.len() as u32));
        class
    }

    /// What an activity of `class` takes.
    #[inline]
    pub fn needs(&self, class: Class) -> &[Need] {
        let (first, last) = self.spans[class as usize];
        &self.needs[first as usize..last as usize]
    }

    /// How many classes there are.
    pub fn count(&self) -> usize {
        self.known.len()
    }

    /// The pool or lock, and the units of the pool; of a lock 1 when shared.
    pub fn resource(&self, need: Need) -> (Resource, u32) {
        (Resource::at(need.slot, self.pools), need.units)
    }
}

impl Need {
    /// The position of the resource, pools first, then locks.
    pub fn slot(self) -> usize {
        self.slot as usize
    }

    /// Units of a pool; of a lock 1 when shared and `u32::MAX` when exclusive.
    pub fn units(self) -> u32 {
        self.units
    }
}
