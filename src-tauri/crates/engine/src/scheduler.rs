//! The loop: gather what has happened, decide, commit, act.

mod commit;
mod decide;
mod recover;
mod trigger;

use crate::error::EngineError;
use crate::executors::Executors;
use crate::live::Live;
use crate::options::Options;
use crate::request::Request;
use daybreak_model::time::{Span, Timestamp};
use daybreak_run::{Event, RunEvent, RunId};
use daybreak_store::{Reader, Store};
use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Duration;
use tokio::sync::broadcast;

use decide::Turn;
use trigger::Triggers;

/// So many requests are decided and committed together at most.
const MOST_AT_ONCE: usize = 512;

/// How long to wait before what could not be written is written again.
const PATIENCE: Span = Span::from_whole_ms(500);

/// Timers are looked at this often at the least, for clocks that are set while we wait.
const LONGEST_NAP: Duration = Duration::from_secs(30);

pub(crate) struct Scheduler {
    store: Store,
    reader: Reader,
    options: Options,
    token: u64,
    events: broadcast::Sender<Arc<RunEvent>>,
    inbox: Receiver<Request>,
    runs: BTreeMap<RunId, Live>,
    executors: Executors,
    triggers: Triggers,
    /// What has happened and is not committed yet.
    happened: Vec<(RunId, Event)>,
    /// After a commit has failed nothing is tried before this moment.
    patience: Option<Timestamp>,
    /// The number of the last event that is committed.
    last_event: u64,
    /// The number of the last run.
    last_run: u64,
}

impl Scheduler {
    pub fn new(
        store: Store,
        options: Options,
        events: broadcast::Sender<Arc<RunEvent>>,
        inbox: Receiver<Request>,
        requests: Sender<Request>,
    ) -> Result<Scheduler, EngineError> {
        let reader = store.reader()?;
        Ok(Scheduler {
            token: store.token().unwrap_or_default(),
            executors: Executors::new(options.clone(), requests),
            triggers: Triggers::default(),
            last_event: reader.last_event()?,
            last_run: decide::last_run(&reader)?,
            store,
            reader,
            options,
            events,
            inbox,
            runs: BTreeMap::new(),
            happened: Vec::new(),
            patience: None,
        })
    }

    /// Turns until it is told to stop, or the store is taken over by another.
    pub fn run(mut self) {
        loop {
            let mut turn = Turn::default();
            if self.gather(&mut turn).is_break() {
                return self.end(turn);
            }
            let now = self.now();
            if self.patience.is_none_or(|until| until <= now) {
                self.patience = None;
                if self.decide_and_act(&mut turn, now).is_break() {
                    return self.end(turn);
                }
            } else {
                turn.refuse("the store could not be written a moment ago; it is being tried again");
            }
            self.answer(turn);
        }
    }

    /// Waits for the next thing to do and takes in everything that is there.
    fn gather(&mut self, turn: &mut Turn) -> ControlFlow<()> {
        match self.inbox.recv_timeout(self.nap()) {
            Ok(request) => self.take(request, turn)?,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return ControlFlow::Break(()),
        }
        for _ in 1..MOST_AT_ONCE {
            match self.inbox.try_recv() {
                Ok(request) => self.take(request, turn)?,
                Err(_) => break,
            }
        }
        ControlFlow::Continue(())
    }

    fn take(&mut self, request: Request, turn: &mut Turn) -> ControlFlow<()> {
        match request {
            Request::Happened(run, event) => self.happened.push((run, event)),
            Request::StartRun(start, answer) => turn.starts.push((*start, Some(answer))),
            Request::Operate(operate, answer) => turn.operations.push((*operate, answer)),
            Request::Write(write) => write(&mut self.store),
            Request::Stop(answer) => {
                turn.stopped = Some(answer);
                return ControlFlow::Break(());
            }
            later => turn.questions.push(later),
        }
        ControlFlow::Continue(())
    }

    /// Lets the store go before saying so, so that another engine may open it at once.
    fn end(self, turn: Turn) {
        drop(self);
        if let Some(answer) = turn.stopped.flatten() {
            let _ = answer.send(Ok(()));
        }
    }

    /// How long nothing needs to be done unless something happens.
    fn nap(&self) -> Duration {
        let timers = self.runs.values().filter_map(|live| live.state.wake_at());
        let next = match self.patience {
            Some(until) => Some(until),
            None if !self.happened.is_empty() => return Duration::ZERO,
            None => timers.chain(self.triggers.next()).min(),
        };
        let until = next.map(|at| Duration::from_millis(at.since(self.now()).ms().unsigned_abs()));
        until.unwrap_or(LONGEST_NAP).min(LONGEST_NAP)
    }

    fn answer(&mut self, turn: Turn) {
        for question in turn.questions {
            match question {
                Request::Snapshot(run, answer) => {
                    let live = self.runs.get(&run).map(|live| live.snapshot(self.last_event));
                    let _ = answer.send(live.ok_or(EngineError::NoSuchRun(run)));
                }
                Request::Reload(answer) => {
                    let _ = answer.send(self.reload());
                }
                Request::Planned(until, answer) => {
                    let _ = answer.send(Ok(self.triggers.planned(self.now(), until)));
                }
                _ => {}
            }
        }
    }

    fn now(&self) -> Timestamp {
        (self.options.clock)()
    }
}
