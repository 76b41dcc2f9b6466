//! The house's own checks and generators.
//!
//! It owns the rules that no compiler holds: which crate may know which, what the core may not touch,
//! how long a file may grow, what is derived and must be fresh. It deliberately does not know what the
//! crates do: it reads their sources as text and syntax, and calls their types only to generate from
//! them. Invariants: a check writes nothing; a rule's finding names the file, the line and what to do;
//! `cargo test` runs every rule over the whole tree.

pub mod generate;
pub mod layers;
pub mod tidy;

mod finding;
mod sources;
mod syntax;

pub use finding::Finding;
pub use sources::{Source, Sources};

use std::path::PathBuf;

/// The root of the workspace.
#[must_use]
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .map(PathBuf::from)
        .expect("xtask lies two folders below the workspace's root")
}
