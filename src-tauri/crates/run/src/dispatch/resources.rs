//! Pools and locks, and what is in use of them.

use super::classes::Need;

/// All groups of classes: nobody sleeps by resources that are new.
const EVERYBODY: u64 = u64::MAX;

/// All units of a lock.
pub(super) const LOCK_WHOLE: u32 = u32::MAX;

/// A pool or a lock, by its position in the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Resource {
    Pool(usize),
    Lock(usize),
}

/// How a lock is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockState {
    Free,
    Exclusive,
    /// Held by this many at once.
    Shared(u64),
}

/// What there is of every pool and lock, what is in use, and who freed some of it last.
///
/// More may be in use than there is: a capacity can be lowered under running jobs, and an operator may force a start.
/// Nothing fits then until enough has been released.
#[derive(Clone, Debug)]
pub struct Resources {
    slots: Vec<Slot>,
    pools: u32,
    /// The groups of classes that slept until something was given back that has been; see [`Resources::sleep`].
    woken: u64,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    capacity: i64,
    /// Less than nothing when more is in use than there is.
    free: i64,
    freed_by: Option<u32>,
    /// Groups of classes that sleep until some of it is given back.
    asleep: u64,
}

impl Resources {
    /// Pools of these capacities and this many locks, nothing in use.
    pub fn new(capacities: impl IntoIterator<Item = u32>, locks: usize) -> Resources {
        let slot = |capacity: u32| Slot { capacity: capacity.into(), free: capacity.into(), freed_by: None, asleep: 0 };
        let mut slots: Vec<Slot> = capacities.into_iter().map(slot).collect();
        let pools = slots.len() as u32;
        slots.extend(std::iter::repeat_n(slot(LOCK_WHOLE), locks));
        Resources { slots, pools, woken: EVERYBODY }
    }

    /// Whether all of `needs` are free.
    #[inline]
    pub fn fits(&self, needs: &[Need]) -> bool {
        needs.iter().all(|n| self.slots[n.slot as usize].has(n.units))
    }

    /// The first of `needs` that is not free.
    #[inline]
    pub fn lacking(&self, needs: &[Need]) -> Option<Resource> {
        self.lacking_slot(needs).map(|slot| self.resource(slot))
    }

    /// The position of the first of `needs` that is not free.
    #[inline]
    pub(super) fn lacking_slot(&self, needs: &[Need]) -> Option<u32> {
        needs.iter().find(|n| !self.slots[n.slot as usize].has(n.units)).map(|need| need.slot)
    }

    #[inline]
    pub(super) fn resource(&self, slot: u32) -> Resource {
        Resource::at(slot, self.pools)
    }

    /// Remembers that a group of classes, one bit, sleeps until some of `slot` is given back or its capacity changes.
    #[inline]
    pub(super) fn sleep(&mut self, slot: u32, group: u64) {
        self.slots[slot as usize].asleep |= group;
    }

    /// The groups to wake since this was last asked.
    #[inline]
    pub(super) fn woken(&mut self) -> u64 {
        std::mem::take(&mut self.woken)
    }

    /// Takes `needs`, whether or not they are free.
    #[inline]
    pub fn take(&mut self, needs: &[Need]) {
        for need in needs {
            self.slots[need.slot as usize].free -= i64::from(need.units);
        }
    }

    /// Gives `needs` back; `by` is the activity that held them. What was never taken does not make the use negative.
    #[inline]
    pub fn release(&mut self, needs: &[Need], by: u32) {
        for need in needs {
            let slot = &mut self.slots[need.slot as usize];
            slot.free = slot.capacity.min(slot.free + i64::from(need.units));
            slot.freed_by = Some(by);
            self.woken |= std::mem::take(&mut slot.asleep);
        }
    }

    /// From now on a pool has this capacity; nobody is named as having freed it.
    pub fn set_capacity(&mut self, pool: usize, capacity: u32) {
        let slot = &mut self.slots[pool];
        slot.free += i64::from(capacity) - slot.capacity;
        slot.capacity = capacity.into();
        slot.freed_by = None;
        self.woken |= std::mem::take(&mut slot.asleep);
    }

    pub fn capacity(&self, pool: usize) -> u32 {
        self.slots[pool].capacity as u32
    }

    /// Units of a pool that are in use.
    pub fn in_use(&self, pool: usize) -> u64 {
        self.slots[pool].in_use()
    }

    pub fn lock(&self, lock: usize) -> LockState {
        match self.slots[self.pools as usize + lock].in_use() {
            0 => LockState::Free,
            held if held >= LOCK_WHOLE.into() => LockState::Exclusive,
            shared => LockState::Shared(shared),
        }
    }

    /// The activity that gave back some of `resource` last; nothing when a change of capacity came after it.
    pub fn freed_by(&self, resource: Resource) -> Option<u32> {
        let slot = match resource {
            Resource::Pool(pool) => pool,
            Resource::Lock(lock) => self.pools as usize + lock,
        };
        self.slots[slot].freed_by
    }

    /// Nothing in use, and these capacities; for the next simulated night.
    pub fn reset(&mut self, capacities: impl IntoIterator<Item = u32>) {
        for (slot, capacity) in self.slots.iter_mut().take(self.pools as usize).zip(capacities) {
            slot.capacity = capacity.into();
        }
        for slot in &mut self.slots {
            slot.free = slot.capacity;
            slot.freed_by = None;
            slot.asleep = 0;
        }
        self.woken = EVERYBODY;
    }
}

impl Resource {
    pub(super) fn at(slot: u32, pools: u32) -> Resource {
        match slot.checked_sub(pools) {
            None => Resource::Pool(slot as usize),
            Some(lock) => Resource::Lock(lock as usize),
        }
    }
}

impl Slot {
    fn in_use(&self) -> u64 {
        (self.capacity - self.free) as u64
    }

    #[inline]
    fn has(&self, units: u32) -> bool {
        i64::from(units) <= self.free
    }
}
