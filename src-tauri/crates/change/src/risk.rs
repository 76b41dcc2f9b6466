//! How risky a change is, from what it changes and what the checks say.

use crate::diff::{Alteration, DiffReport};
use daybreak_model::diagnostic::{Diagnostic, Severity};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The class of a change; a policy may ask for more approvals of a higher one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Risk {
    Low,
    Medium,
    High,
}

/// A change of more nodes than this is hard to review: high.
pub const MANY_NODES: usize = 20;

/// Fields of a node that say only what people read.
const WORDS: [&str; 4] = ["name", "description", "settings.owner", "settings.runbook"];

/// The class of a change.
///
/// High: the first revision of a workflow, errors in the checks, a node removed, more than [`MANY_NODES`] nodes touched, or
/// triggers or calendars changed (they decide whether the night runs at all). Low: only words for people changed. Medium: the rest.
pub fn risk(diff: &DiffReport, diagnostics: &[Diagnostic], is_first: bool) -> Risk {
    let errors = diagnostics.iter().any(|d| d.severity == Severity::Error);
    let removed = diff.nodes.iter().any(|node| node.change == Alteration::Removed);
    let starts = diff.other.iter().any(|field| {
        let last = field.path.rsplit('/').next().unwrap_or(&field.path);
        last.starts_with("triggers") || field.path.starts_with("calendar") || last.starts_with("calendar")
    });
    if is_first || errors || removed || diff.nodes.len() > MANY_NODES || starts {
        return Risk::High;
    }
    let words_only = diff.edges.is_empty()
        && diff.other.iter().all(|field| is_words(field.path.rsplit('/').next().unwrap_or(&field.path)))
        && diff.nodes.iter().all(|n| n.change == Alteration::Changed && n.fields.iter().all(|f| is_words(&f.path)));
    if words_only { Risk::Low } else { Risk::Medium }
}

fn is_words(path: &str) -> bool {
    WORDS.contains(&path)
}
