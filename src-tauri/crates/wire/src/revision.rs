//! Revisions: what was published.

use chrono::NaiveDate;
use daybreak_model::bundle::Bundle;
use daybreak_model::id::{TriggerId, WorkflowId};
use daybreak_model::time::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A workflow by its latest revision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PublishedWorkflow {
    pub workflow: WorkflowId,
    pub name: String,
    /// The time zone of the workflow, by its IANA name.
    pub zone: String,
    pub version: u32,
    pub hash: String,
    pub published_at: Timestamp,
    pub published_by: String,
    pub next_starts: Vec<NextStart>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct NextStart {
    pub trigger: TriggerId,
    pub at: Timestamp,
    pub business_date: NaiveDate,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RevisionView {
    pub workflow: WorkflowId,
    pub version: u32,
    pub hash: String,
    /// The change that published it.
    pub change: u64,
    pub author: String,
    pub approved_by: Vec<String>,
    pub published_at: Timestamp,
    pub title: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RevisionBundle {
    pub bundle: Bundle,
}

/// `revision.list`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RevisionList {
    pub workflow: WorkflowId,
}

/// `revision.show`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RevisionByHash {
    pub hash: String,
}

/// `revision.diff`: two content hashes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RevisionDiff {
    pub from: String,
    pub to: String,
}
