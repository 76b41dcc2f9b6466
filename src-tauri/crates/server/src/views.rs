//! From what is kept to what crosses the wire.

pub mod changes;
pub mod events;
pub mod facts;
pub mod nodes;
pub mod runs;
