//! The one dispatch rule, for the simulator and for the durable engine alike.
//!
//! Ready activities are looked at in the order of [`Rank`]: critical first, then higher priority, then earlier ready time,
//! then node id. Each that fits all its pools and locks starts; one that does not fit does not block those behind it.
//!
//! A caller numbers its activities by [`Order`], sorts their demands into [`Classes`], and keeps [`Resources`] and a
//! [`ReadyQueue`]. At one instant it releases what every finish frees, lets pass what does no work, pushes what has become
//! ready, and only then calls [`ReadyQueue::dispatch`], once.

mod classes;
mod queue;
mod rank;
mod resources;

pub use classes::{Class, Classes, Need};
pub use queue::{ReadyQueue, Start};
pub use rank::{Key, Order, Rank, Urgency};
pub use resources::{LockState, Resource, Resources};

#[cfg(test)]
mod tests;
