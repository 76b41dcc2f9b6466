//! One turn of the loop: what was asked for and has happened, and what is decided about it.

use super::{PATIENCE, Scheduler};
use crate::error::EngineError;
use crate::handle::{Operate, StartRun};
use crate::live::{Live, network_of};
use crate::options::Moment;
use crate::refusals::refusals;
use crate::request::{Answer, Request};
use daybreak_model::network::Index;
use daybreak_model::time::Timestamp;
use daybreak_run::{Action, Event, Head, RunId, RunState, RunSummary, Step};
use daybreak_store::{NewRun, Reader, StoreError};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::sync::Arc;

/// The setting that holds the number of the last run.
pub(super) const LAST_RUN: &str = "last_run";

/// What was asked for since the last turn, and what was decided.
#[derive(Default)]
pub(super) struct Turn {
    pub starts: Vec<(StartRun, Option<Answer<RunSummary>>)>,
    pub operations: Vec<(Operate, Answer<()>)>,
    /// To be answered when all else is done.
    pub questions: Vec<Request>,
    pub stopped: Option<Option<Answer<()>>>,
    pub decided: BTreeMap<RunId, Decided>,
    pub new_runs: Vec<(NewRun, StartRun)>,
    pub operated: Vec<Operate>,
    /// Sent when the turn is committed.
    pub accepted: Vec<Answer<()>>,
    pub started: Vec<(RunId, Answer<RunSummary>)>,
}

/// What the steps of one run came to.
#[derive(Default)]
pub(super) struct Decided {
    pub changed: BTreeSet<Index>,
    pub head_changed: bool,
    pub actions: Vec<Action>,
}

impl Decided {
    fn add(&mut self, step: Step) {
        self.changed.extend(step.changed);
        self.head_changed |= step.head_changed;
        self.actions.extend(step.actions);
    }
}

impl Turn {
    /// Says no to everything that would have to be written.
    pub fn refuse(&mut self, why: &str) {
        let no = || EngineError::NotCommitted(why.to_owned());
        self.starts.drain(..).filter_map(|(_, answer)| answer).for_each(|answer| drop(answer.send(Err(no()))));
        self.operations.drain(..).for_each(|(_, answer)| drop(answer.send(Err(no()))));
        self.accepted.drain(..).for_each(|answer| drop(answer.send(Err(no()))));
        self.started.drain(..).for_each(|(_, answer)| drop(answer.send(Err(no()))));
    }
}

impl Scheduler {
    /// Decides on everything, commits it, then acts.
    /// Breaks off when another process has taken the store over.
    pub(super) fn decide_and_act(&mut self, turn: &mut Turn, now: Timestamp) -> ControlFlow<()> {
        let happened = std::mem::take(&mut self.happened);
        self.fire_triggers(turn, now);
        self.start_runs(turn, now);
        self.take_events(turn, &happened, now);
        self.operate(turn, now);
        (self.options.moment)(Moment::Decided);
        match self.commit(turn, now) {
            Ok(()) => {
                (self.options.moment)(Moment::Committed);
                self.act(turn);
                (self.options.moment)(Moment::Acted);
            }
            Err(error) => {
                turn.refuse(&error.to_string());
                if matches!(error, StoreError::Fenced { .. }) {
                    return ControlFlow::Break(());
                }
                self.go_back(turn, happened, now);
            }
        }
        ControlFlow::Continue(())
    }

    fn take_events(&mut self, turn: &mut Turn, happened: &[(RunId, Event)], now: Timestamp) {
        let mut by_run: BTreeMap<&RunId, Vec<Event>> = BTreeMap::new();
        for (run, event) in happened {
            by_run.entry(run).or_default().push(event.clone());
        }
        for (run, live) in &mut self.runs {
            let events = by_run.remove(run).unwrap_or_default();
            let is_due = live.state.wake_at().is_some_and(|at| at <= now);
            if is_due || !events.is_empty() {
                turn.decided.entry(run.clone()).or_default().add(live.state.step(&events, now));
            }
        }
    }

    fn start_runs(&mut self, turn: &mut Turn, now: Timestamp) {
        for (start, answer) in std::mem::take(&mut turn.starts) {
            match self.new_run(&start, now) {
                Ok((new, live)) => {
                    let run = new.run.clone();
                    self.runs.insert(run.clone(), live);
                    if let Some(live) = self.runs.get_mut(&run) {
                        turn.decided.entry(run.clone()).or_default().add(live.state.step(&[Event::Tick], now));
                    }
                    turn.started.extend(answer.map(|answer| (run, answer)));
                    turn.new_runs.push((new, start));
                }
                Err(error) => {
                    if let Some(answer) = answer {
                        let _ = answer.send(Err(error));
                    }
                }
            }
        }
    }

    fn new_run(&mut self, start: &StartRun, now: Timestamp) -> Result<(NewRun, Live), EngineError> {
        let published = self.reader.published(&start.workflow)?;
        let hash = match (&start.revision, published) {
            (None, Some(published)) => published.hash,
            (Some(wanted), Some(_)) if self.was_published(start, wanted)? => wanted.clone(),
            _ => return Err(EngineError::NotPublished(start.workflow.to_string())),
        };
        let revision = self.reader.revision(&hash)?.ok_or(StoreError::Absent { what: "revision", name: hash })?;
        let root = revision.bundle.root().ok_or_else(|| EngineError::NotPublished(start.workflow.to_string()))?;
        if let Some(unknown) = start.parameters.keys().find(|name| !root.parameters.contains_key(*name)) {
            return Err(EngineError::UnknownParameter(unknown.clone()));
        }
        let zone: chrono_tz::Tz = root.zone.parse().unwrap_or(chrono_tz::UTC);
        let business_date = start.business_date.unwrap_or_else(|| now.utc().with_timezone(&zone).date_naive());
        let network = network_of(&revision, &business_date, &start.parameters)?;
        let refused = refusals(&network);
        if !refused.is_empty() {
            return Err(EngineError::Unsupported(refused));
        }
        let number = revision.number.ok_or_else(|| EngineError::NotPublished(start.workflow.to_string()))?;
        self.last_run += 1;
        let run = RunId::new(format!("{}.{}.{}", start.workflow, business_date.format("%Y%m%d"), self.last_run));
        let head = Head { started_at: now, ..Head::default() };
        let new = NewRun {
            run: run.clone(),
            workflow: start.workflow.clone(),
            revision: revision.hash.clone(),
            number,
            business_date,
            started_by: start.started_by.clone(),
            parameters: start.parameters.clone(),
            head,
        };
        let summary = summary_of(&new);
        let live = Live::new(summary, Arc::new(revision), RunState::new(Arc::new(network), now));
        Ok((new, live))
    }

    fn was_published(&self, start: &StartRun, hash: &str) -> Result<bool, EngineError> {
        Ok(self.reader.publications(&start.workflow)?.iter().any(|publication| publication.hash == hash))
    }

    fn operate(&mut self, turn: &mut Turn, now: Timestamp) {
        for (operate, answer) in std::mem::take(&mut turn.operations) {
            match self.operate_one(turn, &operate, now) {
                Ok(()) => {
                    turn.operated.push(operate);
                    turn.accepted.push(answer);
                }
                Err(error) => drop(answer.send(Err(error))),
            }
        }
    }

    fn operate_one(&mut self, turn: &mut Turn, operate: &Operate, now: Timestamp) -> Result<(), EngineError> {
        if !self.runs.contains_key(&operate.run) {
            let no_such = || EngineError::NoSuchRun(operate.run.clone());
            let row = self.reader.run(&operate.run)?.ok_or_else(no_such)?;
            self.runs.insert(operate.run.clone(), Live::load(&self.reader, row, now)?);
        }
        let live = self.runs.get_mut(&operate.run).ok_or_else(|| EngineError::NoSuchRun(operate.run.clone()))?;
        if let Some(refusal) = live.state.refusal(&operate.operation) {
            return Err(refusal.into());
        }
        let step = live.state.step(&[Event::Operator(operate.operation.clone())], now);
        turn.decided.entry(operate.run.clone()).or_default().add(step);
        Ok(())
    }

    fn act(&mut self, turn: &mut Turn) {
        for (run, decided) in &turn.decided {
            let Some(live) = self.runs.get(run) else {
                continue;
            };
            for action in &decided.actions {
                let events = self.executors.act(live, action);
                self.happened.extend(events.into_iter().map(|event| (run.clone(), event)));
            }
        }
        for answer in turn.accepted.drain(..) {
            let _ = answer.send(Ok(()));
        }
        for (run, answer) in turn.started.drain(..) {
            let summary = self.runs.get(&run).map(Live::summary);
            let _ = answer.send(summary.ok_or(EngineError::NoSuchRun(run)));
        }
        let over: Vec<RunId> = turn.decided.keys().filter(|run| self.is_over(run)).cloned().collect();
        for run in over {
            self.runs.remove(&run);
            self.executors.let_go(&run);
        }
    }

    fn is_over(&self, run: &RunId) -> bool {
        self.runs.get(run).is_some_and(|live| live.state.head().status.is_terminal())
    }

    /// Nothing was written: the runs are again as the store has them, and what has happened is kept for the next time.
    fn go_back(&mut self, turn: &Turn, happened: Vec<(RunId, Event)>, now: Timestamp) {
        self.patience = Some(now.after(PATIENCE));
        self.happened = happened;
        self.triggers.go_back();
        for run in turn.decided.keys() {
            self.runs.remove(run);
            // What cannot be read now is taken up when the runtime starts again.
            if let Ok(Some(row)) = self.reader.run(run)
                && let Ok(live) = Live::load(&self.reader, row, now)
            {
                // The commit may have reached the disk although it was reported to have failed.
                self.take_up_attempts(&live);
                self.runs.insert(run.clone(), live);
            }
        }
    }
}

/// The number of the last run that was ever started.
pub(super) fn last_run(reader: &Reader) -> Result<u64, StoreError> {
    Ok(reader.setting(LAST_RUN)?.and_then(|text| text.parse().ok()).unwrap_or(0))
}

fn summary_of(new: &NewRun) -> RunSummary {
    RunSummary {
        run: new.run.clone(),
        workflow: new.workflow.clone(),
        revision: new.revision.clone(),
        number: new.number,
        business_date: new.business_date,
        started_by: new.started_by.clone(),
        status: new.head.status,
        paused: false,
        started_at: new.head.started_at,
        ended_at: None,
        parameters: new.parameters.clone(),
        counts: Default::default(),
    }
}
