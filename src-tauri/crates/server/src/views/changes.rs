//! Changes as they are kept and as they are shown.

use crate::failure::Failure;
use daybreak_change::approval::{ChangeFacts, ChangeState};
use daybreak_model::diagnostic::Diagnostic;
use daybreak_store::ChangeRow;
use daybreak_wire::ErrorCode;
use daybreak_wire::change::{ChangeView, Decision, DiffReport, LayoutFile, Risk};
use daybreak_wire::forecast::WindowForecast;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// How many persons must approve a change.
pub const APPROVALS_NEEDED: usize = 1;

/// What is kept with a change: all that was worked out when it was submitted.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Kept {
    pub head: Head,
    pub diagnostics: Vec<Diagnostic>,
    pub diff: DiffReport,
    pub after: Option<WindowForecast>,
    pub before: Option<WindowForecast>,
    pub layout: Option<LayoutFile>,
}

/// The part that lists show.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Head {
    pub workflow_name: String,
    pub why: String,
    pub base_hash: Option<String>,
    pub base_version: Option<u32>,
    pub risk: Risk,
}

/// All of what is kept.
pub fn kept(row: &ChangeRow) -> Result<Kept, Failure> {
    parsed(row)
}

/// What lists show of it; the rest, which may be long, is passed over.
pub fn head(row: &ChangeRow) -> Result<Head, Failure> {
    #[derive(Deserialize)]
    struct Only {
        head: Head,
    }
    parsed::<Only>(row).map(|only| only.head)
}

/// The layout that was handed in with it, if any.
pub fn layout(row: &ChangeRow) -> Option<LayoutFile> {
    #[derive(Deserialize)]
    struct Only {
        layout: Option<LayoutFile>,
    }
    parsed::<Only>(row).ok()?.layout
}

fn parsed<T: DeserializeOwned>(row: &ChangeRow) -> Result<T, Failure> {
    serde_json::from_str(&row.detail).map_err(|error| {
        Failure::new(ErrorCode::Internal, format!("what is kept of change {} cannot be read: {error}", row.id))
    })
}

pub fn view(row: &ChangeRow, head: &Head) -> ChangeView {
    let decision = |d: &daybreak_change::approval::Decided| Decision {
        person: d.person.clone(),
        verdict: d.verdict,
        comment: d.comment.clone(),
        at: d.at,
    };
    ChangeView {
        id: row.id,
        workflow: row.workflow.clone(),
        workflow_name: head.workflow_name.clone(),
        title: row.title.clone(),
        why: head.why.clone(),
        author: row.author.clone(),
        state: row.state,
        hash: row.revision.clone(),
        base_hash: head.base_hash.clone(),
        base_version: head.base_version,
        submitted_at: row.created_at,
        decisions: row.decisions.iter().map(decision).collect(),
        published_version: row.number.filter(|_| row.state == ChangeState::Published).map(version),
        risk: head.risk,
    }
}

/// What the rule of approval looks at; `content_hash` is computed afresh from what is stored.
pub fn facts(row: &ChangeRow, content_hash: &str) -> ChangeFacts {
    ChangeFacts {
        author: row.author.clone(),
        state: row.state,
        content_hash: content_hash.to_owned(),
        decisions: row.decisions.clone(),
        approvals_needed: APPROVALS_NEEDED,
    }
}

/// A revision's number as it is shown; there are never so many that it would not fit.
pub fn version(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
