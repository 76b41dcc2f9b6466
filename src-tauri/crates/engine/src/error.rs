//! Why the engine does not do what it was asked for.

use daybreak_model::network::Unbuildable;
use daybreak_run::{Refusal, RunId};
use daybreak_store::{Holder, StoreError};
use std::io;

#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The operation does not fit the run as it is.
    #[error("refused: {0}")]
    Refused(#[from] Refusal),
    #[error("there is no run {0}")]
    NoSuchRun(RunId),
    #[error("the workflow {0} has no published revision; publish one first")]
    NotPublished(String),
    #[error("the run cannot start: {0}")]
    Unbuildable(#[from] Unbuildable),
    #[error("the parameter {0:?} is not one of the workflow's; leave it out or define it there")]
    UnknownParameter(String),
    /// The kinds of work that this runtime does not do, by node.
    #[error("this runtime cannot run it: {}", .0.iter().map(|(node, why)| format!("{node}: {why}")).collect::<Vec<_>>().join("; "))]
    Unsupported(Vec<(daybreak_model::id::NodeId, String)>),
    #[error("this runtime only reads: the store is held by {0}")]
    ReadOnly(Holder),
    #[error("there is no log of {0}; it has not been started")]
    NoLog(String),
    #[error("{0}")]
    Io(#[from] io::Error),
    /// Nothing of what was asked for is done.
    #[error("what was asked for could not be written: {0}")]
    NotCommitted(String),
    #[error("the engine has stopped")]
    Stopped,
}
