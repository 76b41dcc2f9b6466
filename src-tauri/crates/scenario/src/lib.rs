//! Scenarios: named, saved lists of what-if edits over a definition.
//!
//! **Owns** the scenario file (`NAME.scenario.json`), the [verbs](Verb), and how they are put on a definition and taken off again.
//!
//! **Does not** simulate, compare or advise, and touches no disk: what a scenario does to a night is worked out by others
//! from the definition and the conditions that it gives.
//!
//! **Invariants.** Applying and taking back are exact inverses. A verb that names nothing there is a problem with its place, never a
//! silent nothing. `SPEC.md` numbers the promises.

mod apply;
mod file;
mod reading;
mod verb;
mod words;

pub use apply::{Applied, FileEdit, NOT_APPLICABLE, apply, apply_edits};
pub use file::{Base, FORMAT, Scenario};
pub use reading::{ENDING, MAX_BYTES, MAX_EDITS, read, schema, write};
pub use verb::{Down, Length, Verb};
