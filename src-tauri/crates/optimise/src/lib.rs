//! The window at its best: a lower bound that is proven, and priorities and edges that come near it.
//!
//! **Owns** the deterministic scheduling problem of a night, its lower bounds and proofs, and the search for better priorities and
//! sequencing edges under the dispatch rule.
//!
//! **Does not** simulate by rules of its own (what it offers is judged by the plan), touch a disk, or read a clock: how long it may
//! take is asked of the caller.
//!
//! **Invariants.** A bound is never above any window that the dispatch rule can give. What is offered gives, planned, exactly the
//! window that was said.

mod bound;
mod dice;
pub mod problem;
mod prove;
mod search;
pub mod tune;

pub use bound::{Bound, bound, searched_bound};
pub use prove::{Proof, prove};
