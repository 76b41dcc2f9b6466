//! What every request can reach.

use crate::failure::Failure;
use crate::roster::Roster;
use crate::views::facts::RunFacts;
use crate::views::runs::number;
use daybreak_engine::Engine;
use daybreak_run::RunId;
use daybreak_store::{Access, RunFilter};
use daybreak_wire::ErrorCode;
use daybreak_wire::event::RuntimeEvent;
use daybreak_wire::person::Mode;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::{broadcast, watch};

/// Shared by all requests; cheap to clone.
#[derive(Clone)]
pub struct App {
    pub engine: Engine,
    pub roster: Arc<Roster>,
    /// Where this runtime answers.
    pub address: Arc<str>,
    /// What is worked out once a run.
    pub facts: Arc<RwLock<RunFacts>>,
    /// Runs by their numbers, as far as they were asked for.
    pub runs: Arc<RwLock<HashMap<u64, RunId>>>,
    /// What happens to changes, for those who watch.
    pub notices: broadcast::Sender<RuntimeEvent>,
    /// Turns true when the process is about to stop, so that streams end.
    pub closing: watch::Receiver<bool>,
}

impl App {
    pub fn mode(&self) -> Mode {
        match self.engine.access() {
            Access::Writer { .. } => Mode::Owner,
            Access::ReadOnly { .. } => Mode::ReadOnly,
        }
    }
}

/// The run with this number.
pub async fn run_of(app: &App, wanted: u64) -> Result<RunId, Failure> {
    if let Some(known) = app.runs.read().unwrap_or_else(PoisonError::into_inner).get(&wanted) {
        return Ok(known.clone());
    }
    let all = app.engine.read(|reader| reader.runs(&RunFilter::default())).await?;
    let mut runs = app.runs.write().unwrap_or_else(PoisonError::into_inner);
    *runs = all.into_iter().filter_map(|run| Some((number(&run.run)?, run.run))).collect();
    runs.get(&wanted).cloned().ok_or_else(|| Failure::absent("run", wanted))
}

/// Runs work that takes long off the threads that wait for the network.
pub async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Failure> + Send + 'static,
) -> Result<T, Failure> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|failure| {
        Err(Failure::new(ErrorCode::Internal, format!("work stopped unexpectedly: {failure}"))
            .help("report this as a defect of Daybreak"))
    })
}
