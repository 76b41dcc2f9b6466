//! What crosses a process boundary.
//!
//! **Owns** the shapes of the runtime's HTTP bodies and of the runtime half of what the window may ask: people, changes, revisions,
//! runs, events, audit; the reports of forecasts; and the one form in which anything fails ([`error::AskError`]).
//!
//! **Does not** compute, decide or store: other crates convert from and to these types at their boundary.
//!
//! **Invariants.** Every type serialises to exactly the shape that TypeScript sees; an absent value is `null`, never left out. Times are
//! milliseconds since the epoch; durations are seconds, and their names end in `_s`.

pub mod advice;
mod bound;
pub mod change;
pub mod error;
pub mod event;
pub mod forecast;
pub mod history;
pub mod optimise;
pub mod person;
pub mod revision;
pub mod run;
pub mod scenario;

pub use error::{AskError, ErrorCode};
