//! How a command ends.

use daybreak_wire::{AskError, ErrorCode};
use daybreak_workbench::{DiskError, LoadError};
use std::path::Path;

/// What was found when a command could be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Exit code 0.
    Fine,
    /// Exit code 1.
    Problems,
}

/// A command could not be done: exit code 2. The box keeps results small.
pub type Done = Result<Outcome, AskError>;

/// Why `path` cannot be loaded as a definition.
pub fn not_loaded(path: &Path, error: LoadError) -> AskError {
    match error {
        LoadError::Disk(error) => disk(&error),
        LoadError::Broken(diagnostics) => broken(path, diagnostics),
    }
}

/// A failure of the disk.
pub fn disk(error: &DiskError) -> AskError {
    let code = match error.source.kind() {
        std::io::ErrorKind::NotFound => ErrorCode::NotFound,
        _ => ErrorCode::Io,
    };
    AskError::new(code, format!("{} it: {}", error.what, error.source))
        .at(error.path.display().to_string())
        .help(error.help)
}

/// A definition that cannot be read as one.
pub fn broken(path: &Path, diagnostics: Vec<daybreak_model::diagnostic::Diagnostic>) -> AskError {
    let first = diagnostics.first();
    let place = match first.and_then(|d| d.place.as_ref()) {
        Some(place) => format!("{}:{}:{}", path.display(), place.line, place.column),
        None => path.display().to_string(),
    };
    let message = first.map_or_else(|| "it is no definition".into(), |d| d.message.clone());
    let help =
        first.and_then(|d| d.help.clone()).unwrap_or_else(|| "run daybreak check on it for every problem".into());
    AskError::new(ErrorCode::BrokenFile, message).at(place).help(help).because(diagnostics)
}
