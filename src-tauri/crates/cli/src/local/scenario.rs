//! `daybreak scenario`.

mod apply;
mod compare;

use super::complete_bundle;
use crate::arguments::{ScenarioTask, Scenarios};
use crate::failure::{Done, broken, disk};
use crate::output::Output;
use daybreak_model::bundle::{Bundle, beside};
use daybreak_model::hash::ContentHash;
use daybreak_scenario::{MAX_BYTES, Scenario, read};
use daybreak_wire::AskError;
use daybreak_workbench::read_limited;
use std::path::Path;

pub fn scenario(given: &Scenarios, output: &mut Output) -> Done {
    match &given.task {
        ScenarioTask::Apply(given) => apply::apply(given, output),
        ScenarioTask::Compare(given) => compare::compare(given, output),
    }
}

/// The definition that scenarios are over.
fn base_of(path: &Path) -> Result<Bundle, AskError> {
    complete_bundle(path)
}

/// The scenario at `path`.
fn scenario_of(path: &Path) -> Result<Scenario, AskError> {
    let text = text_of(path, MAX_BYTES)?;
    read(&path.display().to_string(), &text).map_err(|problems| broken(path, problems))
}

/// The text of a small file.
pub fn text_of(path: &Path, limit: usize) -> Result<String, AskError> {
    let bytes = read_limited(path, limit).map_err(|error| disk(&error))?;
    String::from_utf8(bytes).map_err(|_| {
        AskError::new(daybreak_wire::ErrorCode::BrokenFile, "the file is no text in UTF-8")
            .at(path.display().to_string())
    })
}

/// What is different about the base from the one that the scenario was made on.
fn doubts(scenario: &Scenario, scenario_path: &Path, base: &Path, bundle: &Bundle) -> Vec<String> {
    let name = |path: &Path| path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let mut doubts = Vec::new();
    let meant = beside(&name(scenario_path), &scenario.base.path);
    if meant.rsplit('/').next() != Some(name(base).as_str()) {
        doubts.push(format!(
            "{} was made over {}, not over {}",
            scenario_path.display(),
            scenario.base.path,
            base.display()
        ));
    }
    if scenario.base.hash.as_ref().is_some_and(|hash| *hash != ContentHash::of(bundle)) {
        doubts.push(format!("{} has changed since {} was made", base.display(), scenario_path.display()));
    }
    doubts
}
