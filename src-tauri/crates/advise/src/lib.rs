//! What must change for the night to end in time.
//!
//! **Owns** the comparison of scenarios with one another, and the search for the cheapest allowed changes that reach a target.
//!
//! **Does not** change a definition: an answer is a list of a scenario's verbs. It touches no disk and reads no clock.
//!
//! **Invariants.** Every answer was simulated whole, with the same random numbers as what it is held against. More capacity or a shorter
//! job is never assumed to help. `SPEC.md` numbers the promises.

mod advice;
mod anomaly;
mod candidates;
mod comparison;
mod conclusion;
mod night;
mod search;
mod trial;
mod unreachable;

pub use advice::{Advice, Asked, Step, advise};
pub use candidates::candidates;
pub use comparison::{Against, Compared, Moved, Side, compare, compare_with};
pub use conclusion::percent;
pub use night::{Night, Refused, Wrong};
pub use trial::{Change, Tested};
