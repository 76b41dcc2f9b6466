//! Problems of a file's text and how they become diagnostics.

use super::tree::Tree;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::id::NodeId;

/// The text is not JSON.
pub const NOT_JSON: &str = "F001";
/// A field that the format does not have.
pub const UNKNOWN_FIELD: &str = "F002";
/// A value of the wrong type, out of range, misspelt or missing.
pub const WRONG_VALUE: &str = "F003";
/// The file is larger or deeper than is accepted.
pub const LIMIT: &str = "F004";
/// The version of the file format is missing or not known.
pub const FORMAT_VERSION: &str = "F005";
/// A field stands twice in one object.
pub const DUPLICATE_FIELD: &str = "F006";

/// More problems of one file are not listed; the first ones must be mended anyway.
pub const MAX_PROBLEMS: usize = 200;

/// One problem; the offset is known once the value that it is about has been left.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    pub at: Option<usize>,
    pub code: &'static str,
    pub message: String,
    pub help: Option<String>,
    /// The field that is not there, when that is the problem.
    pub missing: Option<&'static str>,
}

impl Fault {
    pub fn new(code: &'static str, message: impl Into<String>) -> Fault {
        Fault { at: None, code, message: message.into(), help: None, missing: None }
    }

    /// This fault with its place, unless a narrower one is known.
    pub fn within(mut self, at: usize) -> Fault {
        self.at.get_or_insert(at);
        self
    }

    pub fn help(mut self, help: impl Into<String>) -> Fault {
        self.help = Some(help.into());
        self
    }
}

/// A file's name and text, for turning offsets into lines.
pub struct Source<'a> {
    pub file: &'a str,
    pub text: &'a str,
}

impl Source<'_> {
    /// The diagnostic of `fault`; `tree` tells the JSON pointer and the node when the text could be parsed.
    pub fn diagnostic(&self, fault: Fault, tree: Option<&Tree<'_>>) -> Diagnostic {
        let offset = fault.at.unwrap_or(0);
        Diagnostic {
            code: fault.code.into(),
            severity: Severity::Error,
            node: tree.and_then(|t| node_at(t, offset)),
            path: tree.map(|t| t.pointer(offset)).unwrap_or_default(),
            message: fault.message,
            help: fault.help,
            fix: None,
            related: Vec::new(),
            place: Some(self.place(offset)),
        }
    }

    /// Line and column of a byte offset, from 1; columns count characters.
    fn place(&self, offset: usize) -> Place {
        let mut end = offset.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let before = &self.text[..end];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
        let column = before[line_start..].chars().count() + 1;
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Place { file: self.file.into(), line: narrow(line), column: narrow(column) }
    }
}

/// The identifier of the node whose text holds `offset`.
fn node_at(root: &Tree<'_>, offset: usize) -> Option<NodeId> {
    let pointer = root.pointer(offset);
    let index: usize = pointer.strip_prefix("/nodes/")?.split('/').next()?.parse().ok()?;
    match &root.get("nodes")?.value {
        super::tree::Value::Array(nodes) => nodes.get(index)?.get("id")?.as_text().map(NodeId::from),
        _ => None,
    }
}
