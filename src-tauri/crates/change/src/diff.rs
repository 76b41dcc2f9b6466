//! What differs between two definitions, down to the fields.

mod fields;
mod walk;

use daybreak_model::bundle::Bundle;
use daybreak_model::definition::Outcome;
use daybreak_model::id::NodeId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// All differences. Empty when both mean the same: where files lie and in which order nodes are drawn in a free group is no difference.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct DiffReport {
    /// Nodes by their path through the subflows; in the order of the newer definition, removed ones last.
    pub nodes: Vec<NodeDiff>,
    pub edges: Vec<EdgeDiff>,
    /// Header, systems, pools, locks, triggers and calendars; the path says which.
    pub other: Vec<FieldChange>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct NodeDiff {
    pub node: NodeId,
    pub change: Alteration,
    /// Of a changed node only.
    pub fields: Vec<FieldChange>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct EdgeDiff {
    pub from: NodeId,
    pub to: NodeId,
    pub on: Outcome,
    pub branch: Option<String>,
    pub change: Alteration,
    /// Of a changed edge only.
    pub fields: Vec<FieldChange>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Alteration {
    Added,
    Removed,
    Changed,
}

/// One field. Text is as it is, everything else is compact JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct FieldChange {
    /// `settings.retry.attempts`, `pools[db].capacity`, `calendars[cn.calendar.json].covers.to`.
    pub path: String,
    /// Null when the field is new.
    pub before: Option<String>,
    /// Null when the field is gone.
    pub after: Option<String>,
}

/// What changed from `before` to `after`, subflows included.
///
/// Nodes are matched by identifier: a renamed node is one removed and one added. Past [`walk::MAX_NODES`] nodes the rest
/// is not compared, and `other` says so.
pub fn diff(before: &Bundle, after: &Bundle) -> DiffReport {
    walk::walk(before, after)
}

impl DiffReport {
    pub fn is_empty(&self) -> bool {
        self.nodes.is_empty() && self.edges.is_empty() && self.other.is_empty()
    }
}
