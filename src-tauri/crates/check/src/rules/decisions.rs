//! Family D: the ways out of decisions and failures, and where they meet again.

pub mod branch_gap;
pub mod branch_never_taken;
pub mod branch_without_edge;
pub mod edge_without_branch;
pub mod failure_never_fires;
pub mod join_never_met;
pub mod unknown_branch;
