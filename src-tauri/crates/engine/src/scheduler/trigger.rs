//! Starting runs by themselves: by the clock, when a file comes, when another run has succeeded.

use super::Scheduler;
use super::decide::Turn;
use crate::error::EngineError;
use crate::handle::{Planned, StartRun};
use daybreak_model::bundle::Bundle;
use daybreak_model::id::WorkflowId;
use daybreak_model::time::{Span, Timestamp};
use daybreak_model::trigger::{Firing, Missed, Trigger, TriggerKind};
use daybreak_store::{StoreError, Write};
use std::sync::Arc;

/// A start that comes no later than this is not a missed one.
const PUNCTUAL: Span = Span::from_whole_ms(60_000);

/// So many missed starts are made up for at most.
const MOST_MISSED: usize = 100;

/// So many starts are told ahead at most.
const MOST_PLANNED: usize = 1000;

/// The triggers of everything that is published.
#[derive(Default)]
pub(super) struct Triggers {
    armed: Vec<Armed>,
}

struct Armed {
    workflow: WorkflowId,
    bundle: Arc<Bundle>,
    trigger: Trigger,
    /// Up to here its starts have been made or let go: as committed, and as decided in this turn.
    considered: Timestamp,
    committed: Timestamp,
    /// The next start after `considered`.
    next: Option<Firing>,
}

impl Armed {
    fn consider(&mut self, upto: Timestamp) {
        self.considered = upto;
        // What cannot be planned, because the calendar ends, is a check's to report; it starts nothing.
        self.next = self.trigger.next_after(&self.bundle, upto).unwrap_or(None);
    }

    /// The starts that are due, the oldest first; the trigger goes on from `now`.
    fn due(&mut self, now: Timestamp) -> Vec<Firing> {
        let mut due: Vec<Firing> = Vec::new();
        while let Some(firing) = self.next.filter(|firing| firing.at <= now) {
            self.consider(firing.at);
            due.push(firing);
            if due.len() > MOST_MISSED {
                due.remove(0);
            }
        }
        let missed = |firing: &Firing| now.since(firing.at) > PUNCTUAL;
        match self.trigger.missed.unwrap_or_default() {
            Missed::RunAll => {}
            Missed::RunOnce => drop(due.drain(..due.len().saturating_sub(1))),
            Missed::Skip => due.retain(|firing| !missed(firing)),
        }
        due
    }
}

impl Triggers {
    /// When the next start is due.
    pub fn next(&self) -> Option<Timestamp> {
        self.armed.iter().filter_map(|armed| armed.next.as_ref()).map(|firing| firing.at).min()
    }

    pub fn planned(&self, now: Timestamp, until: Timestamp) -> Vec<Planned> {
        let mut all = Vec::new();
        for armed in &self.armed {
            let mut after = now;
            while let Ok(Some(firing)) = armed.trigger.next_after(&armed.bundle, after)
                && firing.at <= until
                && all.len() < MOST_PLANNED
            {
                after = firing.at;
                all.push(Planned {
                    workflow: armed.workflow.clone(),
                    trigger: armed.trigger.id.clone(),
                    at: firing.at,
                    business_date: firing.business_date,
                });
            }
        }
        all.sort_by(|a, b| (a.at, &a.workflow, &a.trigger).cmp(&(b.at, &b.workflow, &b.trigger)));
        all
    }

    pub fn have_moved(&self) -> bool {
        self.armed.iter().any(|armed| armed.considered != armed.committed)
    }

    pub fn write(&self, w: &Write<'_>) -> Result<(), StoreError> {
        for armed in self.armed.iter().filter(|armed| armed.considered != armed.committed) {
            w.mark_trigger(&armed.workflow, &armed.trigger.id, armed.considered)?;
        }
        Ok(())
    }

    /// What was decided is committed.
    pub fn settled(&mut self) {
        self.armed.iter_mut().for_each(|armed| armed.committed = armed.considered);
    }

    /// What was decided is void.
    pub fn go_back(&mut self) {
        for armed in self.armed.iter_mut().filter(|armed| armed.considered != armed.committed) {
            armed.consider(armed.committed);
        }
    }
}

impl Scheduler {
    /// Arms the triggers of what is published now. One that is new counts from now on.
    pub(super) fn reload(&mut self) -> Result<(), EngineError> {
        let now = self.now();
        let mut armed = Vec::new();
        for publication in self.reader.all_published()? {
            let Some(revision) = self.reader.revision(&publication.hash)? else {
                continue;
            };
            let bundle = Arc::new(revision.bundle);
            for trigger in bundle.root().map(|root| root.triggers.clone()).unwrap_or_default() {
                if matches!(trigger.on, TriggerKind::File(_) | TriggerKind::Run(_)) {
                    continue;
                }
                let mark = self.reader.trigger_mark(&publication.workflow, &trigger.id)?;
                let mut one = Armed {
                    workflow: publication.workflow.clone(),
                    bundle: bundle.clone(),
                    trigger,
                    considered: now,
                    committed: mark.unwrap_or(Timestamp(0)),
                    next: None,
                };
                one.consider(mark.unwrap_or(now));
                armed.push(one);
            }
        }
        self.triggers = Triggers { armed };
        Ok(())
    }

    /// Adds the starts that are due to the turn.
    pub(super) fn fire_triggers(&mut self, turn: &mut Turn, now: Timestamp) {
        for armed in &mut self.triggers.armed {
            for firing in armed.due(now) {
                let start = StartRun {
                    business_date: Some(firing.business_date),
                    ..StartRun::new(armed.workflow.as_str(), format!("trigger {}", armed.trigger.id))
                };
                turn.starts.push((start, None));
            }
        }
    }
}
