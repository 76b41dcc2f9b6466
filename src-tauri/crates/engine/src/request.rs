//! What the loop is asked for.

use crate::error::EngineError;
use crate::handle::{Operate, Planned, StartRun};
use daybreak_model::time::Timestamp;
use daybreak_run::{Event, RunId, RunSummary, Snapshot};
use daybreak_store::Store;
use tokio::sync::oneshot;

/// Where an answer goes. Whoever asked may have gone away; that changes nothing.
pub(crate) type Answer<T> = oneshot::Sender<Result<T, EngineError>>;

pub(crate) enum Request {
    StartRun(Box<StartRun>, Answer<RunSummary>),
    Operate(Box<Operate>, Answer<()>),
    Snapshot(RunId, Answer<Snapshot>),
    Write(Box<dyn FnOnce(&mut Store) + Send>),
    Reload(Answer<()>),
    Planned(Timestamp, Answer<Vec<Planned>>),
    /// An executor reports.
    Happened(RunId, Event),
    Stop(Option<Answer<()>>),
}
