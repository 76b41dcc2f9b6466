//! The engine as others hold it.

use crate::error::EngineError;
use crate::logs::LogPart;
use crate::options::Options;
use crate::request::{Answer, Request};
use chrono::NaiveDate;
use daybreak_model::id::{NodeId, TriggerId, WorkflowId};
use daybreak_model::time::Timestamp;
use daybreak_run::{Operation, RunEvent, RunId, RunSummary, Snapshot};
use daybreak_store::{Access, AttemptRow, Reader, StoreError, Write};
use std::collections::BTreeMap;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex};
use tokio::sync::{broadcast, oneshot};

/// One engine; clones are the same one. It ends with [`Engine::stop`], or when the last clone is gone.
#[derive(Clone)]
pub struct Engine {
    pub(crate) shared: Arc<Shared>,
}

/// What every clone may look at without asking the loop.
pub(crate) struct Shared {
    pub options: Options,
    pub access: Access,
    pub reader: Reader,
    pub events: broadcast::Sender<Arc<RunEvent>>,
    /// Where requests go; the loop itself keeps another way in for its executors.
    pub requests: Mutex<Sender<Request>>,
}

impl Drop for Shared {
    fn drop(&mut self) {
        // The last handle is gone: nobody can ask for anything any more.
        if let Ok(requests) = self.requests.get_mut() {
            let _ = requests.send(Request::Stop(None));
        }
    }
}

/// A run to be started.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartRun {
    pub workflow: WorkflowId,
    /// The published revision that is meant, by its hash; the one that is published now when absent.
    pub revision: Option<String>,
    /// The business date of the workflow's zone and calendar that it is now, when absent.
    pub business_date: Option<NaiveDate>,
    /// In place of the workflow's own values.
    pub parameters: BTreeMap<String, String>,
    /// Who starts it: a person's name, or `trigger ID`.
    pub started_by: String,
    pub reason: String,
}

/// An operator's action on one run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operate {
    pub run: RunId,
    pub operation: Operation,
    pub person: String,
    pub reason: String,
}

/// A start that a trigger will make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    pub workflow: WorkflowId,
    pub trigger: TriggerId,
    pub at: Timestamp,
    pub business_date: NaiveDate,
}

impl StartRun {
    /// The published revision of `workflow`, for the business date that it is now.
    pub fn new(workflow: impl Into<WorkflowId>, started_by: impl Into<String>) -> StartRun {
        StartRun {
            workflow: workflow.into(),
            revision: None,
            business_date: None,
            parameters: BTreeMap::new(),
            started_by: started_by.into(),
            reason: String::new(),
        }
    }
}

impl Engine {
    /// Opens the data folder, takes up what was under way, and sets triggers going. When another process holds the
    /// store, the engine only reads; see [`Engine::access`].
    pub fn start(options: Options) -> Result<Engine, EngineError> {
        crate::start::start(options)
    }

    /// Whether this engine runs things or only reads, and who else does.
    pub fn access(&self) -> &Access {
        &self.shared.access
    }

    /// Starts a run of a published revision. The audit log says who and why.
    pub async fn start_run(&self, start: StartRun) -> Result<RunSummary, EngineError> {
        self.ask(|answer| Request::StartRun(Box::new(start), answer)).await
    }

    /// Carries out an operator's action and writes it to the audit log, or says why not.
    pub async fn act(&self, operate: Operate) -> Result<(), EngineError> {
        self.ask(|answer| Request::Operate(Box::new(operate), answer)).await
    }

    /// A run as it is now, with every activity.
    pub async fn snapshot(&self, run: &RunId) -> Result<Snapshot, EngineError> {
        if let Access::ReadOnly { .. } = self.shared.access {
            return self.snapshot_from_store(run).await;
        }
        match self.ask(|answer| Request::Snapshot(run.clone(), answer)).await {
            Err(EngineError::NoSuchRun(_)) => self.snapshot_from_store(run).await,
            answered => answered,
        }
    }

    /// Reads from the store, off the async threads: `engine.read(|r| r.runs(&filter)).await`.
    pub async fn read<T: Send + 'static>(
        &self,
        what: impl FnOnce(&Reader) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, EngineError> {
        let shared = self.shared.clone();
        let reading = tokio::task::spawn_blocking(move || what(&shared.reader));
        Ok(reading.await.map_err(|_| EngineError::Stopped)??)
    }

    /// Writes to the store in one transaction, in order with everything else that is written: for change control, audit
    /// and settings. Runs are the engine's own.
    pub async fn write<T, E>(&self, what: impl FnOnce(&Write<'_>) -> Result<T, E> + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<EngineError> + From<StoreError> + Send + 'static,
    {
        let (sender, receiver) = oneshot::channel();
        let write = Request::Write(Box::new(move |store| {
            // Whoever asked may have gone away; what was written stays written.
            let _ = sender.send(store.write(what));
        }));
        self.send(write)?;
        receiver.await.map_err(|_| E::from(EngineError::Stopped))?
    }

    /// Takes up what was published, so that its triggers count. To be called after a publication.
    pub async fn reload(&self) -> Result<(), EngineError> {
        self.ask(Request::Reload).await
    }

    /// The starts that triggers will make before `until`, the soonest first.
    pub async fn planned(&self, until: Timestamp) -> Result<Vec<Planned>, EngineError> {
        self.ask(|answer| Request::Planned(until, answer)).await
    }

    /// Every event from now on. Slow readers lose some and are told; [`Reader::events_after`] has them.
    pub fn subscribe(&self) -> broadcast::Receiver<Arc<RunEvent>> {
        self.shared.events.subscribe()
    }

    /// A piece of a node's output: from byte `from` on, at most `bytes` (held to 1 MiB); of the last attempt when none is named.
    pub async fn log(
        &self,
        run: &RunId,
        node: &NodeId,
        attempt: Option<u32>,
        from: u64,
        bytes: u64,
    ) -> Result<LogPart, EngineError> {
        let (shared, run, node) = (self.shared.clone(), run.clone(), node.clone());
        let reading =
            tokio::task::spawn_blocking(move || crate::logs::read(&shared, &run, &node, attempt, from, bytes));
        reading.await.map_err(|_| EngineError::Stopped)?
    }

    /// The attempts of a node.
    pub async fn attempts(&self, run: &RunId, node: &NodeId) -> Result<Vec<AttemptRow>, EngineError> {
        let (run, node) = (run.clone(), node.clone());
        self.read(move |reader| reader.attempts(&run, &node)).await
    }

    /// What time the engine thinks it is.
    pub fn now(&self) -> Timestamp {
        (self.shared.options.clock)()
    }

    /// Ends the loop after what is in it has been committed. Jobs go on under their supervisors.
    pub async fn stop(&self) {
        let stopped: Result<(), EngineError> = self.ask(|answer| Request::Stop(Some(answer))).await;
        // When it has stopped already there is nothing to wait for.
        drop(stopped);
    }

    async fn snapshot_from_store(&self, run: &RunId) -> Result<Snapshot, EngineError> {
        let (shared, run, now) = (self.shared.clone(), run.clone(), self.now());
        let reading = tokio::task::spawn_blocking(move || crate::live::snapshot_from_store(&shared.reader, &run, now));
        reading.await.map_err(|_| EngineError::Stopped)?
    }

    async fn ask<T>(&self, request: impl FnOnce(Answer<T>) -> Request) -> Result<T, EngineError> {
        let (sender, receiver) = oneshot::channel();
        self.send(request(sender))?;
        receiver.await.map_err(|_| EngineError::Stopped)?
    }

    fn send(&self, request: Request) -> Result<(), EngineError> {
        if let Access::ReadOnly { holder } = &self.shared.access {
            return Err(EngineError::ReadOnly(holder.clone()));
        }
        let requests = self.shared.requests.lock().map_err(|_| EngineError::Stopped)?;
        requests.send(request).map_err(|_| EngineError::Stopped)
    }
}
