//! Family G: the graph has a begin and an end, no ring, and every node on a way between them.

pub mod cycle;
pub mod dangling_reference;
pub mod duplicate_edge;
pub mod duplicate_id;
pub mod edge_at_border;
pub mod empty_group;
pub mod group_nesting;
pub mod missing_begin;
pub mod missing_end;
pub mod never_ends;
pub mod redundant_edge;
pub mod subflow_recursion;
pub mod unreachable;
