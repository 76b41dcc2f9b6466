//! What an engine is started with.

use daybreak_model::time::{Span, Timestamp};
use daybreak_store::Limits;
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// What an engine is started with.
#[derive(Clone)]
pub struct Options {
    /// The data folder: the store, a folder per attempt, secrets.
    pub folder: PathBuf,
    /// How a supervisor is started; the attempt's folder follows as the last argument.
    pub supervisor: SupervisorProgram,
    /// How much of a job's output is kept, in bytes.
    pub log_bytes: u64,
    /// How long runs that are over are kept; for ever when absent.
    pub keep: Option<Span>,
    pub limits: Limits,
    /// Told where the loop is; for tests that break it there.
    pub moment: Arc<dyn Fn(Moment) + Send + Sync>,
    /// What time it is.
    pub clock: Arc<dyn Fn() -> Timestamp + Send + Sync>,
}

/// The boundaries of a turn of the loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    Decided,
    Committed,
    Acted,
}

/// A program with its first arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupervisorProgram {
    pub program: PathBuf,
    pub arguments: Vec<OsString>,
}

impl Options {
    /// The usual ones: this very program as the supervisor, the machine's clock, 16 MiB of each job's output.
    pub fn new(folder: impl Into<PathBuf>) -> Options {
        Options {
            folder: folder.into(),
            supervisor: SupervisorProgram::this_program(),
            log_bytes: 16 << 20,
            keep: None,
            limits: Limits::default(),
            moment: Arc::new(|_| {}),
            clock: Arc::new(machine_clock),
        }
    }
}

impl SupervisorProgram {
    /// `THIS-PROGRAM supervise`.
    pub fn this_program() -> SupervisorProgram {
        let program = std::env::current_exe().unwrap_or_else(|_| PathBuf::from("daybreak"));
        SupervisorProgram { program, arguments: vec!["supervise".into()] }
    }
}

fn machine_clock() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
