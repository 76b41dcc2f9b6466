//! The analyst's tools, asked of an open document.

pub mod advising;
mod bound;
pub mod history;
pub mod night;
pub mod scenarios;
mod tune;

pub use bound::bound;
pub use tune::tune;
