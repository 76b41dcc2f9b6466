//! Family R: what nodes take is there, and no two of them wait for each other.

pub mod capacity_exceeded;
pub mod deadlock_beside_group;
pub mod deadlock_between_groups;
pub mod deadlock_in_group;
pub mod repeated_use;
pub mod undefined_resource;
pub mod unused_resource;
pub mod zero_capacity;
pub mod zero_units;
