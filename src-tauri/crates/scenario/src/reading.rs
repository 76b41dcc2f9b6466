//! Scenario files as text: read with the place of every problem, written in the canonical form.

use crate::file::Scenario;
use crate::verb::Verb;
use daybreak_model::diagnostic::{Diagnostic, Severity};
use daybreak_model::file;
use schemars::{Schema, schema_for};

/// The ending of a scenario file's name.
pub const ENDING: &str = ".scenario.json";
/// The largest scenario file that is read.
pub const MAX_BYTES: usize = 4 << 20;
/// The most verbs of one scenario.
pub const MAX_EDITS: usize = 10_000;

/// The scenario that `text`, the content of `file_name`, states.
///
/// # Errors
/// Every problem that was found, with its line: what is no JSON, what is not known here, what has the wrong form.
pub fn read(file_name: &str, text: &str) -> Result<Scenario, Vec<Diagnostic>> {
    if text.len() > MAX_BYTES {
        let message = format!("the file has {} bytes; of a scenario at most {MAX_BYTES} are read", text.len());
        return Err(vec![too_large(message)]);
    }
    let scenario: Scenario = file::read_versioned(file_name, text)?;
    if scenario.edits.len() > MAX_EDITS {
        let message = format!("{} edits are too many; at most {MAX_EDITS} are read", scenario.edits.len());
        return Err(vec![too_large(message)]);
    }
    Ok(scenario)
}

/// The canonical text of a scenario. What it says is read back equal.
pub fn write(scenario: &Scenario) -> String {
    file::write_plain(scenario)
}

/// The JSON Schema of a scenario file.
pub fn schema() -> Schema {
    schema_for!(Scenario)
}

/// A list of verbs as a program hands it over, with the limit of a file.
///
/// # Errors
/// When there are more than [`MAX_EDITS`].
pub fn limited(edits: &[Verb]) -> Result<(), Vec<Diagnostic>> {
    if edits.len() > MAX_EDITS {
        return Err(vec![too_large(format!("{} edits are too many; at most {MAX_EDITS} are taken", edits.len()))]);
    }
    Ok(())
}

fn too_large(message: String) -> Diagnostic {
    Diagnostic {
        code: file::LIMIT.into(),
        severity: Severity::Error,
        node: None,
        path: String::new(),
        message,
        help: None,
        fix: None,
        related: Vec::new(),
        place: None,
    }
}
