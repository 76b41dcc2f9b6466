//! Reading what jobs have written.

use crate::attempts::folder_of;
use crate::error::EngineError;
use crate::handle::Shared;
use daybreak_model::id::NodeId;
use daybreak_run::RunId;
use serde::Serialize;
use std::fs::File;
use std::io::{ErrorKind, Read, Seek, SeekFrom};

/// No answer is longer, whatever was asked for.
const MOST_BYTES: u64 = 1 << 20;

/// A piece of a job's output.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LogPart {
    /// The attempt whose output it is.
    pub attempt: u32,
    /// Where in the file it begins, in bytes.
    pub from: u64,
    /// Where to read on.
    pub next: u64,
    /// Bytes that are no UTF-8 are replaced.
    pub text: String,
    /// Whether the attempt is over and this is all.
    pub complete: bool,
}

pub(crate) fn read(
    shared: &Shared,
    run: &RunId,
    node: &NodeId,
    attempt: Option<u32>,
    from: u64,
    bytes: u64,
) -> Result<LogPart, EngineError> {
    let attempts = shared.reader.attempts(run, node)?;
    let wanted = attempts.iter().rev().find(|a| attempt.is_none_or(|number| number == a.attempt));
    let Some(wanted) = wanted else {
        return Err(EngineError::NoLog(format!("{node} in run {run}")));
    };
    let over = wanted.ended_at.is_some();
    let path = folder_of(&shared.options.folder, run, node, wanted.attempt).log();
    let mut text = Vec::new();
    let mut length = 0;
    match File::open(path) {
        Ok(mut file) => {
            length = file.metadata()?.len();
            file.seek(SeekFrom::Start(from.min(length)))?;
            file.take(bytes.min(MOST_BYTES)).read_to_end(&mut text)?;
        }
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(error.into()),
    }
    let from = from.min(length);
    let keep = whole_characters(&text);
    // A character that is cut off at the end comes with the next piece, unless this is the end.
    let keep = if over && from + text.len() as u64 >= length { text.len() } else { keep };
    let next = from + keep as u64;
    Ok(LogPart {
        attempt: wanted.attempt,
        from,
        next,
        text: String::from_utf8_lossy(&text[..keep]).into_owned(),
        complete: over && next >= length,
    })
}

/// How many bytes there are without a character that is cut off at the end.
fn whole_characters(bytes: &[u8]) -> usize {
    match std::str::from_utf8(bytes) {
        Ok(_) => bytes.len(),
        Err(error) if error.error_len().is_none() => error.valid_up_to(),
        Err(_) => bytes.len(),
    }
}
