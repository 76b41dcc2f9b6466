//! The file format: reading with the exact place of every problem, canonical writing, migration of older versions.
//!
//! Codes: `F001` not JSON, `F002` unknown field, `F003` wrong, misspelt or missing value, `F004` limit exceeded,
//! `F005` format version missing or not known, `F006` a field given twice. Reading reports every bad node, edge,
//! system, pool, lock and trigger, not the first alone; a text that is no JSON has one problem, at the first bad character.
//!
//! **Canonical form.** Fields in the order in which the types declare them, two spaces of indent, an object or array on one
//! line when it fits within [`LINE`] columns (so that an edge is one line of a diff; the root and its lists of nodes, edges and
//! other parts are always spread), a line break at the end.

mod canonical;
mod decode;
mod migrate;
mod parse;
mod problem;
mod read;
mod tree;
mod write;

use crate::calendar::Calendar;
use crate::definition::Definition;
use crate::diagnostic::Diagnostic;
use serde::Serialize;
use serde::de::DeserializeOwned;

pub use canonical::canonical_json;
pub use problem::{DUPLICATE_FIELD, FORMAT_VERSION, LIMIT, MAX_PROBLEMS, NOT_JSON, UNKNOWN_FIELD, WRONG_VALUE};

/// The largest file that is read.
pub const MAX_BYTES: usize = 64 << 20;
/// The deepest nesting of objects and arrays.
pub const MAX_DEPTH: usize = 64;
/// The most values, counting every number, text, object and array.
pub const MAX_VALUES: usize = 8_000_000;
/// The longest text in a file.
pub const MAX_STRING_BYTES: usize = 1 << 20;
/// The most nodes of one definition.
pub const MAX_NODES: usize = crate::network::MAX_NODES;
/// The most edges of one definition.
pub const MAX_EDGES: usize = 1_000_000;
/// The most systems, pools, locks or triggers of one definition.
pub const MAX_PARTS: usize = 10_000;
/// The width within which an object or array is written on one line.
pub const LINE: usize = 110;

/// The definition that `text`, the content of `file_name`, states; or every problem that was found, in the order of the text.
pub fn read(file_name: &str, text: &str) -> Result<Definition, Vec<Diagnostic>> {
    read::definition(file_name, text)
}

/// [`read`] for bytes as they come from a disk or a network: what is no UTF-8 is reported with its place.
pub fn read_bytes(file_name: &str, bytes: &[u8]) -> Result<Definition, Vec<Diagnostic>> {
    read::definition(file_name, read::utf8(file_name, bytes)?)
}

/// The calendar that `text`, the content of `file_name`, states; or every problem that was found.
pub fn read_calendar(file_name: &str, text: &str) -> Result<Calendar, Vec<Diagnostic>> {
    read::calendar(file_name, text)
}

/// [`read_calendar`] for bytes.
pub fn read_calendar_bytes(file_name: &str, bytes: &[u8]) -> Result<Calendar, Vec<Diagnostic>> {
    read::calendar(file_name, read::utf8(file_name, bytes)?)
}

/// The value that `text`, the content of `file_name`, states, of a format that another crate owns and that is at its version 1.
///
/// # Errors
/// Every problem that was found, each with its place.
pub fn read_versioned<T: DeserializeOwned>(file_name: &str, text: &str) -> Result<T, Vec<Diagnostic>> {
    read::other(file_name, text, Some(&[]))
}

/// The same of a format that has no versions.
///
/// # Errors
/// As [`read_versioned`].
pub fn read_plain<T: DeserializeOwned>(file_name: &str, text: &str) -> Result<T, Vec<Diagnostic>> {
    read::other(file_name, text, None)
}

/// The canonical text of a value of such a format; its maps have only texts as keys.
pub fn write_plain(value: &impl Serialize) -> String {
    write::canonical(value)
}

/// The canonical text of a definition. What it says is read back equal.
pub fn write(definition: &Definition) -> String {
    write::canonical(definition)
}

/// The canonical text of a calendar.
pub fn write_calendar(calendar: &Calendar) -> String {
    write::canonical(calendar)
}
