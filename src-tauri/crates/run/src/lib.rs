//! The pure state machine of a run, and the dispatch rule.

pub mod dispatch;
