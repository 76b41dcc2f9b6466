//! `daybreak scenario apply`.

use super::super::out::{Out, files_of, folder, is_same_file};
use super::{base_of, doubts, scenario_of};
use crate::arguments::ApplyScenario;
use crate::failure::{Done, Outcome, disk};
use crate::output::Output;
use daybreak_model::bundle::Bundle;
use daybreak_model::file;
use daybreak_model::hash::ContentHash;
use daybreak_scenario::apply as put_on;
use daybreak_wire::{AskError, ErrorCode};
use daybreak_workbench::write_together;
use serde::Serialize;
use std::path::PathBuf;

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
    let mut read = files_of(&given.base, &base);
    read.push(given.scenario.clone());
    let out = Out { file: &given.out, read, overwrite: given.overwrite };
    for (path, text) in &files {
        out.may_be_written(path, text)?;
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

fn text_of(answer: &Answer) -> String {
    let mut text = format!("{}  {}\n", answer.file, answer.hash.short());
    for file in &answer.beside {
        text.push_str(&format!("{file}\n"));
    }
    text
}
