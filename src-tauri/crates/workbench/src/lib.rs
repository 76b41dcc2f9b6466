//! Documents on disk and what can be asked of them: the ground on which the window and the command line stand.
//!
//! **Owns** reading and writing of definition files with all they refer to, the open documents of a window, the table of
//! what the window may [ask](asks), and the connection to a runtime.
//!
//! **Does not** decide anything about a workflow: checks, forecasts, differences and layouts are the core's, and what happens
//! to a run is the runtime's.
//!
//! **Invariants.** A file is replaced whole or not at all. A broken file is never written over unless a person replaced its text.
//! An answer carries the version of the document that it was worked out for.

pub mod files;
pub mod load;

pub use load::{LoadError, Loaded, load_bundle};
