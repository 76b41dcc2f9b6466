//! Everything that can be read.

mod changes;
mod revisions;
mod runs;

use crate::error::StoreError;
use crate::rows::{AttemptRow, ChangeRow, DurationRow, Publication, Revision, RunRow};
use crate::store::{FILE, connect_for_reading};
use daybreak_change::approval::ChangeState;
use daybreak_change::audit::Chained;
use daybreak_model::id::{NodeId, TriggerId, WorkflowId};
use daybreak_model::network::Part;
use daybreak_model::time::Timestamp;
use daybreak_run::{ActivityRecord, RunEvent, RunId, RunSummary};
use rusqlite::Connection;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

pub(crate) use changes::{change, setting};
pub(crate) use revisions::{published, revision};
pub(crate) use runs::attempts;

/// No list is longer, whatever was asked for.
pub(crate) const MOST_ROWS: u32 = 10_000;

/// Two hundred nights of five thousand jobs: with fewer, a large night would be learned from a few runs alone.
pub(crate) const MOST_DURATIONS: u32 = 1_000_000;

/// A way in for reading only. Each call sees all that was committed before it.
pub struct Reader {
    connection: Mutex<Connection>,
}

/// Which runs; everything by default, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunFilter {
    pub workflow: Option<WorkflowId>,
    pub business_date: Option<chrono::NaiveDate>,
    /// Only those that are not over.
    pub open: bool,
    pub limit: Option<u32>,
}

/// Which audit entries; the oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AuditFilter {
    /// Entries with a greater number.
    pub after: u64,
    pub person: Option<String>,
    /// Entries whose subject begins with this.
    pub subject: Option<String>,
    pub limit: Option<u32>,
}

impl Reader {
    /// A way into the store of `folder` beside whatever process holds it, or none; nothing when there is no store.
    pub fn beside(folder: &Path) -> Result<Option<Reader>, StoreError> {
        let file = folder.join(FILE);
        if file.exists() { Reader::open(&file).map(Some) } else { Ok(None) }
    }

    pub(crate) fn open(file: &Path) -> Result<Reader, StoreError> {
        Ok(Reader { connection: Mutex::new(connect_for_reading(file)?) })
    }

    pub fn revision(&self, hash: &str) -> Result<Option<Revision>, StoreError> {
        revisions::revision(&self.lock(), hash)
    }

    /// The revisions of a workflow, the newest first.
    pub fn revisions(&self, workflow: &WorkflowId) -> Result<Vec<Revision>, StoreError> {
        revisions::revisions(&self.lock(), workflow)
    }

    /// The revision of `workflow` that runs.
    pub fn published(&self, workflow: &WorkflowId) -> Result<Option<Publication>, StoreError> {
        revisions::published(&self.lock(), workflow)
    }

    /// The revision that runs, of every workflow that has one.
    pub fn all_published(&self) -> Result<Vec<Publication>, StoreError> {
        revisions::all_published(&self.lock())
    }

    /// Everything that was ever published of a workflow, the newest first.
    pub fn publications(&self, workflow: &WorkflowId) -> Result<Vec<Publication>, StoreError> {
        revisions::publications(&self.lock(), workflow)
    }

    pub fn change(&self, id: u64) -> Result<Option<ChangeRow>, StoreError> {
        changes::change(&self.lock(), id)
    }

    /// The changes, the newest first.
    pub fn changes(
        &self,
        workflow: Option<&WorkflowId>,
        state: Option<ChangeState>,
    ) -> Result<Vec<ChangeRow>, StoreError> {
        changes::changes(&self.lock(), workflow, state)
    }

    pub fn audit(&self, filter: &AuditFilter) -> Result<Vec<Chained>, StoreError> {
        changes::audit(&self.lock(), filter)
    }

    pub fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        changes::setting(&self.lock(), name)
    }

    pub fn run(&self, run: &RunId) -> Result<Option<RunRow>, StoreError> {
        runs::run(&self.lock(), run)
    }

    pub fn runs(&self, filter: &RunFilter) -> Result<Vec<RunSummary>, StoreError> {
        runs::runs(&self.lock(), filter)
    }

    /// The runs that are not over, the oldest first.
    pub fn open_runs(&self) -> Result<Vec<RunRow>, StoreError> {
        runs::open_runs(&self.lock())
    }

    pub fn activities(&self, run: &RunId) -> Result<Vec<(NodeId, Part, ActivityRecord)>, StoreError> {
        runs::activities(&self.lock(), run)
    }

    pub fn attempts(&self, run: &RunId, node: &NodeId) -> Result<Vec<AttemptRow>, StoreError> {
        runs::attempts(&self.lock(), run, node)
    }

    /// Events with a greater number than `after`, in order, at most `limit`; of one run or of all.
    pub fn events_after(&self, after: u64, run: Option<&RunId>, limit: u32) -> Result<Vec<RunEvent>, StoreError> {
        runs::events_after(&self.lock(), after, run, limit)
    }

    /// The number of the last event; 0 before the first.
    pub fn last_event(&self) -> Result<u64, StoreError> {
        runs::last_event(&self.lock())
    }

    /// The measured durations of a workflow's jobs, or of one of them, the newest first.
    pub fn durations(&self, workflow: &WorkflowId, node: Option<&NodeId>) -> Result<Vec<DurationRow>, StoreError> {
        runs::durations(&self.lock(), workflow, node)
    }

    /// Up to when a trigger's starts have been made or let go.
    pub fn trigger_mark(&self, workflow: &WorkflowId, id: &TriggerId) -> Result<Option<Timestamp>, StoreError> {
        runs::trigger_mark(&self.lock(), workflow, id)
    }

    /// A reader that panicked has changed nothing, so what it had is as good as before.
    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
