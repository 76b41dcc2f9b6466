//! Changes: requests to publish a revision.

use crate::forecast::WindowForecast;
pub use daybreak_change::approval::{ChangeState, Verdict};
pub use daybreak_change::diff::{Alteration, DiffReport, EdgeDiff, FieldChange, NodeDiff};
pub use daybreak_change::risk::Risk;
use daybreak_model::bundle::Bundle;
use daybreak_model::diagnostic::Diagnostic;
use daybreak_model::id::WorkflowId;
use daybreak_model::time::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// A change as lists show it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ChangeView {
    pub id: u64,
    pub workflow: WorkflowId,
    pub workflow_name: String,
    pub title: String,
    pub why: String,
    pub author: String,
    pub state: ChangeState,
    /// The content hash of what is to be published.
    pub hash: String,
    /// What was published when it was submitted; null for a workflow's first.
    pub base_hash: Option<String>,
    pub base_version: Option<u32>,
    pub submitted_at: Timestamp,
    pub decisions: Vec<Decision>,
    pub published_version: Option<u32>,
    pub risk: Risk,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Decision {
    pub person: String,
    pub verdict: Verdict,
    pub comment: String,
    pub at: Timestamp,
}

/// Everything that somebody who decides looks at.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ChangeDetail {
    pub change: ChangeView,
    pub bundle: Bundle,
    pub base: Option<Bundle>,
    pub diagnostics: Vec<Diagnostic>,
    pub diff: DiffReport,
    /// Null when no forecast could be made.
    pub after: Option<WindowForecast>,
    pub before: Option<WindowForecast>,
    pub may: May,
}

/// What the person who asks may do: null when it is allowed, otherwise why not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct May {
    pub approve: Option<String>,
    pub reject: Option<String>,
    pub publish: Option<String>,
    pub withdraw: Option<String>,
}

/// A definition handed in: the body of `POST /v1/changes`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Submission {
    pub bundle: Bundle,
    /// Where the root definition lies on the runtime's machine, absolute: commands run relative to it.
    pub folder: String,
    pub layout: Option<LayoutFile>,
    pub title: String,
    pub why: String,
}

/// Where nodes stand on the canvas: `NAME.layout.json`. No part of the content hash.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct LayoutFile {
    pub positions: BTreeMap<String, Point>,
    pub collapsed: Vec<String>,
}

/// A place on the canvas, in its units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

/// `change.show` and `change.publish`: a change by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ChangeById {
    pub id: u64,
}

/// `change.decide`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ChangeDecide {
    pub id: u64,
    #[serde(flatten)]
    pub step: Step,
}

/// What is decided about a change: the body of `POST /v1/changes/{id}/decisions`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Step {
    pub verdict: StepVerdict,
    pub comment: String,
    /// The content hash that the person has before them.
    pub hash: String,
}

/// A verdict, or the author taking the change back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum StepVerdict {
    Approve,
    Reject,
    Return,
    Withdraw,
}
