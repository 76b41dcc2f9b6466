//! `daybreak scenario apply`.

use super::{base_of, doubts, scenario_of};
use crate::arguments::ApplyScenario;
use crate::failure::{Done, Outcome, disk};
use crate::output::Output;
use daybreak_model::bundle::Bundle;
use daybreak_model::file;
use daybreak_model::hash::ContentHash;
use daybreak_scenario::apply as put_on;
use daybreak_wire::{AskError, ErrorCode};
use daybreak_workbench::{read_limited, write_together};
use serde::Serialize;
use std::path::{Path, PathBuf};

#[derive(Serialize)]
struct Answer {
    /// The definition that was written.
    file: String,
    /// Its content with all it refers to.
    hash: ContentHash,
    /// The other files that were written beside it.
    beside: Vec<String>,
    /// What holds for one night only and so is in no definition.
    left_out: Vec<String>,
    /// What somebody should know.
    notes: Vec<String>,
}

pub fn apply(given: &ApplyScenario, output: &mut Output) -> Done {
    let base = base_of(&given.base)?;
    let scenario = scenario_of(&given.scenario)?;
    let applied = put_on(&base, &scenario.edits).map_err(|problems| {
        let first = problems.first().map_or_else(String::new, |problem| problem.message.clone());
        AskError::new(ErrorCode::Invalid, first)
            .at(given.scenario.display().to_string())
            .help("correct the scenario, or choose the base that it was made for")
            .because(problems)
    })?;
    let mut notes = doubts(&scenario, &given.scenario, &given.base, &base);
    notes.extend(applied.notes.iter().cloned());
    let mut files = files(given, &base, &applied.bundle)?;
    let read = read_files(given, &base);
    for (path, text) in &files {
        may_be_written(given, &read, path, text)?;
    }
    // The definition itself is the last to be replaced.
    files.reverse();
    write_together(&files).map_err(|error| disk(&error))?;
    for sentence in &notes {
        output.remark(sentence);
    }
    for sentence in &applied.for_one_night {
        output.remark(&format!("left out, for it holds for one night only: {sentence}"));
    }
    let answer = Answer {
        file: given.out.display().to_string(),
        hash: ContentHash::of(&applied.bundle),
        beside: files.iter().rev().skip(1).map(|(path, _)| path.display().to_string()).collect(),
        left_out: applied.for_one_night,
        notes,
    };
    output.answer(&answer, text_of)?;
    Ok(Outcome::Fine)
}

/// The files to write, the definition first: in the base's folder what has changed, in another one everything it refers to.
fn files(given: &ApplyScenario, base: &Bundle, changed: &Bundle) -> Result<Vec<(PathBuf, String)>, AskError> {
    let (from, to) = (folder(&given.base), folder(&given.out));
    let is_same = is_same_file(from, to);
    let root = changed.definitions.get(&changed.root).map(file::write).unwrap_or_default();
    let mut files = vec![(given.out.clone(), root)];
    let definitions = changed.definitions.iter().filter(|(name, _)| **name != changed.root);
    let needed = definitions.filter(|(name, definition)| !is_same || base.definitions.get(*name) != Some(definition));
    let mut rest: Vec<(&String, String)> = needed.map(|(name, definition)| (name, file::write(definition))).collect();
    if !is_same {
        rest.extend(changed.calendars.iter().map(|(name, calendar)| (name, file::write_calendar(calendar))));
    }
    for (name, text) in rest {
        if name.starts_with("../") || name.starts_with('/') {
            let message = format!(
                "{name} lies outside the definition's folder, so it is not written beside {}",
                given.out.display()
            );
            return Err(AskError::new(ErrorCode::Invalid, message)
                .help("copy it there by hand, or leave it out of the scenario"));
        }
        files.push((to.join(name), text));
    }
    Ok(files)
}

/// What `--out` names is replaced, as by every command that writes; what was read, and what nobody named, keeps its content unless
/// somebody asks for it to be written over.
fn may_be_written(given: &ApplyScenario, read: &[PathBuf], path: &Path, text: &str) -> Result<(), AskError> {
    let Ok(there) = std::fs::metadata(path) else { return Ok(()) };
    // Of a file that is as long as the new one nothing more is read than that.
    let is_same = || read_limited(path, text.len()).is_ok_and(|there| there == text.as_bytes());
    let is_named = *path == given.out && !read.iter().any(|read| is_same_file(read, path));
    if given.overwrite || is_named || there.len() == 0 || (there.len() == text.len() as u64 && is_same()) {
        return Ok(());
    }
    Err(AskError::new(ErrorCode::Conflict, "the file is there already, with another content")
        .at(path.display().to_string())
        .help("choose --out in another folder, or give --overwrite"))
}

/// The scenario, the base and all that it refers to.
fn read_files(given: &ApplyScenario, base: &Bundle) -> Vec<PathBuf> {
    let folder = folder(&given.base);
    let referred = base.definitions.keys().chain(base.calendars.keys()).map(|name| folder.join(name));
    referred.chain([given.base.clone(), given.scenario.clone()]).collect()
}

fn is_same_file(one: &Path, other: &Path) -> bool {
    one.canonicalize().ok().is_some_and(|one| other.canonicalize().ok() == Some(one))
}

fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

fn text_of(answer: &Answer) -> String {
    let mut text = format!("{}  {}\n", answer.file, answer.hash.short());
    for file in &answer.beside {
        text.push_str(&format!("{file}\n"));
    }
    text
}
