//! What needs no runtime.

mod advise;
mod bound;
mod check;
mod diff;
mod hash;
mod history;
mod import;
mod night;
mod out;
mod plan;
mod scenario;
mod simulate;
mod tune;

pub use advise::advise;
pub use bound::bound;
pub use check::{check, place_of};
pub use diff::{diff, text as diff_text};
pub use hash::hash;
pub use history::{backtest, fit, history};
pub use import::import;
pub use plan::{list, plan};
pub use scenario::scenario;
pub use simulate::simulate;
pub use tune::tune;

use crate::failure::not_loaded;
use daybreak_model::bundle::{Bundle, Reference};
use daybreak_wire::{AskError, ErrorCode};
use daybreak_workbench::load_bundle;
use std::path::Path;

/// The definition at `path` with everything that it refers to; one broken or missing file, and there is no answer.
pub fn complete_bundle(path: &Path) -> Result<Bundle, AskError> {
    let loaded = load_bundle(path).map_err(|error| not_loaded(path, error))?;
    if let Some(problem) = loaded.diagnostics.first() {
        let place = problem.place.as_ref().map_or_else(String::new, |p| format!("{}:{}:{}", p.file, p.line, p.column));
        return Err(AskError::new(ErrorCode::BrokenFile, problem.message.clone())
            .at(place)
            .help(format!("run daybreak check {} for every problem", path.display()))
            .because(loaded.diagnostics));
    }
    if let Some(Reference::Definition(file) | Reference::Calendar(file)) = loaded.bundle.missing().first() {
        return Err(AskError::new(ErrorCode::NotFound, format!("it refers to {file}, which is not there"))
            .at(path.display().to_string())
            .help("put the file beside it, or correct the reference"));
    }
    Ok(loaded.bundle)
}
