//! `daybreak import`.

use crate::arguments::{Import, ImportFormat, PriorityRule};
use crate::failure::{Done, Outcome, disk};
use crate::output::Output;
use daybreak_exchange::{Format, Options, import as convert};
use daybreak_model::file;
use daybreak_wire::{AskError, ErrorCode};
use daybreak_workbench::{read_limited, write_whole};
use serde::Serialize;

#[derive(Serialize)]
struct Answer {
    /// The definition that was written.
    file: String,
    nodes: usize,
    /// What was left out or assumed.
    notes: Vec<String>,
}

pub fn import(given: &Import, output: &mut Output) -> Done {
    let place = given.file.display().to_string();
    let broken = |message: String| AskError::new(ErrorCode::BrokenFile, message).at(place.clone());
    let bytes = read_limited(&given.file, file::MAX_BYTES).map_err(|error| disk(&error))?;
    let text = String::from_utf8(bytes).map_err(|_| broken("the file is no text in UTF-8".into()))?;
    let name = given.file.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let format = match given.from {
        ImportFormat::Psplib => Format::Psplib,
        ImportFormat::Wfcommons => Format::Wfcommons,
        ImportFormat::Stg => Format::Stg,
    };
    let options = Options { capacity: given.capacity, priority_lft: given.priority == Some(PriorityRule::Lft) };
    let imported = convert(format, &name, &text, &options).map_err(|error| {
        broken(error.message.clone())
            .at(format!("{place}:{}", error.line))
            .help("see that --from names the file's format")
    })?;
    let target = given.out.join(format!("{}.workflow.json", imported.definition.id));
    std::fs::create_dir_all(&given.out).map_err(|error| {
        AskError::new(ErrorCode::Io, format!("the folder cannot be made: {error}")).at(given.out.display().to_string())
    })?;
    write_whole(&target, file::write(&imported.definition).as_bytes()).map_err(|error| disk(&error))?;
    let answer =
        Answer { file: target.display().to_string(), nodes: imported.definition.nodes.len(), notes: imported.notes };
    output.answer(&answer, text_of)?;
    Ok(Outcome::Fine)
}

fn text_of(answer: &Answer) -> String {
    let notes: String = answer.notes.iter().map(|note| format!("  note: {note}\n")).collect();
    format!("{}  {} nodes\n{notes}", answer.file, answer.nodes)
}
