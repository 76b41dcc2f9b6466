//! What is kept, as the rest of the program sees it.

use chrono::NaiveDate;
use daybreak_change::approval::{ChangeState, Decided};
use daybreak_model::bundle::Bundle;
use daybreak_model::calendar::DayClass;
use daybreak_model::id::{NodeId, WorkflowId};
use daybreak_model::time::{Span, Timestamp};
use daybreak_run::{AttemptEnd, Head, RunId, RunSummary};
use std::collections::BTreeMap;

/// An immutable version of a definition.
#[derive(Clone, Debug, PartialEq)]
pub struct Revision {
    /// The content hash, 64 hex digits.
    pub hash: String,
    pub workflow: WorkflowId,
    /// Counted from 1 within the workflow, in the order of first publications; nothing before it was published.
    pub number: Option<u64>,
    pub author: String,
    pub at: Timestamp,
    /// The absolute folder that relative directories and programs of its jobs are found in.
    pub folder: String,
    pub bundle: Bundle,
}

/// A revision that was made the one that runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    pub workflow: WorkflowId,
    pub hash: String,
    pub number: u64,
    pub person: String,
    pub at: Timestamp,
}

/// A request to publish a revision, as it is handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewChange {
    pub workflow: WorkflowId,
    /// The revision's content hash.
    pub revision: String,
    pub state: ChangeState,
    pub author: String,
    pub title: String,
    pub at: Timestamp,
    /// JSON that only its writer looks into: check result, forecast, roll-back revision.
    pub detail: String,
}

/// A request to publish a revision, with what was decided about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeRow {
    pub id: u64,
    pub workflow: WorkflowId,
    pub revision: String,
    /// The number of the revision within its workflow, if it was ever published.
    pub number: Option<u64>,
    pub state: ChangeState,
    pub author: String,
    pub title: String,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    pub detail: String,
    /// In the order in which they were taken.
    pub decisions: Vec<Decided>,
}

/// A run that is about to begin.
#[derive(Clone, Debug, PartialEq)]
pub struct NewRun {
    pub run: RunId,
    pub workflow: WorkflowId,
    pub revision: String,
    pub number: u64,
    pub business_date: NaiveDate,
    pub started_by: String,
    pub parameters: BTreeMap<String, String>,
    pub head: Head,
}

/// A run as it is kept, without its activities.
#[derive(Clone, Debug, PartialEq)]
pub struct RunRow {
    pub summary: RunSummary,
    pub head: Head,
}

/// One try of one job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttemptRow {
    pub node: NodeId,
    pub attempt: u32,
    /// The lease under which it was started.
    pub token: u64,
    pub intended_at: Timestamp,
    pub ended_at: Option<Timestamp>,
    pub end: Option<AttemptEnd>,
}

/// How long a job really took. Forced, skipped and failed ones are never among these.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DurationRow {
    pub workflow: WorkflowId,
    pub node: NodeId,
    pub business_date: NaiveDate,
    pub day_class: DayClass,
    pub run: RunId,
    pub attempt: u32,
    pub started_at: Timestamp,
    pub took: Span,
}
