//! Problems in a user's workflow: data, never a failure of the program.

use crate::id::NodeId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One problem, its place, and what can be done.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[ts(optional_fields)]
pub struct Diagnostic {
    /// The rule's code: `G003`. Problems of the file itself are `F001` and so on.
    pub code: String,
    pub severity: Severity,
    /// The node it is about, if it is about one.
    pub node: Option<NodeId>,
    /// The place in the definition as a JSON pointer (RFC 6901): `/nodes/3/settings/timeout`.
    pub path: String,
    /// One sentence that says what is wrong and why it matters.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
    pub fix: Option<Fix>,
    /// Other nodes concerned, in order: the nodes of a cycle.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<NodeId>,
    /// The place in the text, when the text itself is broken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Place>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    Error,
    Warning,
    Hint,
}

/// A place in a file; line and column count from 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Place {
    pub file: String,
    pub line: u32,
    pub column: u32,
}

/// A change that removes the problem.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Fix {
    /// The words on the button.
    pub title: String,
    pub safety: Safety,
    pub edits: Vec<crate::edit::Edit>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Safety {
    /// Means the same night; may be applied at once.
    Safe,
    /// Changes what the night does; the person looks first.
    Confirm,
}
