//! Recorded nights, and what they teach.
//!
//! **Owns** the form of a [history](History) and its CSV, the [fitting](fit) of durations, overhead and slow nights to it, and the
//! comparison of forecasts with the nights that came ([`backtest`]).
//!
//! **Does not** store anything, touch a disk, or read a clock.
//!
//! **Invariants.** Forced, skipped and failed attempts never count as durations. A past night is predicted from earlier nights alone.
//! The same history gives the same figures. `SPEC.md` numbers the promises.

mod accuracy;
mod backtest;
mod case;
mod draft;
mod fit;
mod read;
mod record;
mod robust;
mod workflow;

pub use accuracy::Accuracy;
pub use backtest::{Backtest, Cancelled, Options, Predicted, Quantiles, backtest};
pub use draft::{edits, stated};
pub use fit::{Fit, FittedNode, fit};
pub use read::{CsvProblem, MAX_ROWS, read_csv};
pub use record::{Attempt, History, Night, Status};
pub use workflow::{EdgesProblem, read_edges, workflow};
