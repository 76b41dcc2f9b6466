//! Everything that a runtime can be asked. Errors are what the runtime says, or `runtime_away`.

use crate::{Client, EventStream};
use daybreak_wire::AskError;
use daybreak_wire::change::{ChangeDetail, ChangeView, DiffReport, Step, Submission};
use daybreak_wire::event::{AuditEntry, AuditList, AuditProof, EventList, RuntimeEvent};
use daybreak_wire::forecast::PlanReport;
use daybreak_wire::person::{Person, RuntimeStatus};
use daybreak_wire::revision::{PublishedWorkflow, RevisionBundle, RevisionView};
use daybreak_wire::run::{Act, LogPart, LogText, RunDetail, RunList, RunStart, RunView};
use serde::Serialize;

/// Nothing, as the body of a request.
#[derive(Serialize)]
struct Empty {}

impl Client {
    /// Whether it is there, and as whom it is asked.
    pub async fn status(&self) -> Result<RuntimeStatus, AskError> {
        self.get(&["status"], &[]).await
    }

    pub async fn people(&self) -> Result<Vec<Person>, AskError> {
        self.get(&["people"], &[]).await
    }

    /// The newest first.
    pub async fn changes(&self) -> Result<Vec<ChangeView>, AskError> {
        self.get(&["changes"], &[]).await
    }

    pub async fn change(&self, id: u64) -> Result<ChangeDetail, AskError> {
        self.get(&["changes", &id.to_string()], &[]).await
    }

    pub async fn submit(&self, submission: &Submission) -> Result<ChangeView, AskError> {
        self.post(&["changes"], submission).await
    }

    pub async fn decide(&self, id: u64, step: &Step) -> Result<ChangeView, AskError> {
        self.post(&["changes", &id.to_string(), "decisions"], step).await
    }

    pub async fn publish(&self, id: u64) -> Result<ChangeView, AskError> {
        self.post(&["changes", &id.to_string(), "publication"], &Empty {}).await
    }

    /// What is published, by workflow.
    pub async fn published(&self) -> Result<Vec<PublishedWorkflow>, AskError> {
        self.get(&["workflows"], &[]).await
    }

    /// The newest first.
    pub async fn revisions(&self, workflow: &str) -> Result<Vec<RevisionView>, AskError> {
        self.get(&["workflows", workflow, "revisions"], &[]).await
    }

    pub async fn revision(&self, hash: &str) -> Result<RevisionBundle, AskError> {
        self.get(&["revisions", hash], &[]).await
    }

    pub async fn revision_diff(&self, from: &str, to: &str) -> Result<DiffReport, AskError> {
        self.get(&["revisions", from, "diff", to], &[]).await
    }

    pub async fn start_run(&self, start: &RunStart) -> Result<RunView, AskError> {
        self.post(&["runs"], start).await
    }

    /// The newest first.
    pub async fn runs(&self, which: RunList) -> Result<Vec<RunView>, AskError> {
        let date = which.business_date.map(|date| ("business_date", date.to_string()));
        self.get(&["runs"], &Vec::from_iter(date)).await
    }

    pub async fn run(&self, run: u64) -> Result<RunDetail, AskError> {
        self.get(&["runs", &run.to_string()], &[]).await
    }

    pub async fn run_plan(&self, run: u64) -> Result<PlanReport, AskError> {
        self.get(&["runs", &run.to_string(), "plan"], &[]).await
    }

    pub async fn act(&self, run: u64, act: &Act) -> Result<RunView, AskError> {
        self.post(&["runs", &run.to_string(), "actions"], act).await
    }

    pub async fn log(&self, run: u64, part: &LogPart) -> Result<LogText, AskError> {
        let mut query = vec![("node", part.node.to_string()), ("offset", part.offset.to_string())];
        query.extend(part.attempt.map(|attempt| ("attempt", attempt.to_string())));
        self.get(&["runs", &run.to_string(), "log"], &query).await
    }

    /// Events that have happened, in order.
    pub async fn events(&self, which: EventList) -> Result<Vec<RuntimeEvent>, AskError> {
        let mut query = vec![("after", which.after.to_string()), ("limit", which.limit.to_string())];
        query.extend(which.run.map(|run| ("run", run.to_string())));
        self.get(&["events", "page"], &query).await
    }

    /// Events as they happen: after the event `after`, or a snapshot and what comes from now on; of one run or of all.
    pub fn follow(&self, after: Option<u64>, run: Option<u64>) -> EventStream {
        EventStream::new(self.clone(), after, run)
    }

    /// The oldest first.
    pub async fn audit(&self, which: AuditList) -> Result<Vec<AuditEntry>, AskError> {
        self.get(&["audit"], &[("after", which.after.to_string()), ("limit", which.limit.to_string())]).await
    }

    pub async fn audit_proof(&self) -> Result<AuditProof, AskError> {
        self.get(&["audit", "proof"], &[]).await
    }

    /// The description of the HTTP API.
    pub async fn openapi(&self) -> Result<serde_json::Value, AskError> {
        self.get(&["openapi.json"], &[]).await
    }
}
