//! Reads other schedulers' and benchmark formats into definitions.
//!
//! **Owns** the parsers of PSPLIB single-mode projects (`.sm`), WfCommons workflow instances (WfFormat 1.5) and Standard Task
//! Graphs (`.stg`), and the rule by which each becomes nodes, edges and pools.
//!
//! **Does not** write files, forecast, or judge what it has read: a cycle in a source stays a cycle for the checks to show.
//!
//! **Invariants.** No text makes it panic; what is too large is refused with its line. The definition is one that `model` writes
//! and reads back equal. Makespans are those of the source: a source or sink that is no work becomes begin or end.
//! Identifiers are zero-padded where jobs are numbered, so that the order of identifiers is the order of numbers.

mod lines;
mod priority;
mod project;
mod psplib;
mod stg;
mod wfcommons;

use daybreak_model::definition::Definition;
use daybreak_model::file;

/// A format that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Psplib,
    Wfcommons,
    Stg,
}

/// What the source does not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The capacity of the pool `cpu` of a Standard Task Graph, which names none; 1 when absent.
    pub capacity: Option<u32>,
    /// Give each job a priority: the earlier it must finish for the critical path to hold, the higher.
    pub priority_lft: bool,
}

/// What was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Import {
    pub definition: Definition,
    /// What a reader should know: what was left out or assumed, one sentence each.
    pub notes: Vec<String>,
}

/// Why a source cannot be read; the line counts from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct ImportError {
    pub line: usize,
    pub message: String,
}

/// The definition that `text`, a source called `name` (its file's name without the ending), describes.
pub fn import(format: Format, name: &str, text: &str, options: &Options) -> Result<Import, ImportError> {
    if text.len() > file::MAX_BYTES {
        let message = format!("the file has {} bytes; at most {} are read", text.len(), file::MAX_BYTES);
        return Err(ImportError { line: 1, message });
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut project = match format {
        Format::Psplib => psplib::read(text)?,
        Format::Wfcommons => wfcommons::read(text)?,
        Format::Stg => stg::read(text, options.capacity.unwrap_or(1))?,
    };
    if options.capacity.is_some() && format != Format::Stg {
        project.notes.push("the capacity that was given is not used: the file states its own".into());
    }
    if options.priority_lft {
        priority::by_latest_finish(&mut project);
    }
    Ok(project.into_import(name))
}
