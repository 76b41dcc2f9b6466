//! What is done for each route.

pub mod audit;
pub mod changes;
pub mod description;
pub mod events;
pub mod revisions;
pub mod runs;
pub mod status;
