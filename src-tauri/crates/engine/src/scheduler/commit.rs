//! Writing a turn's decisions, all or none.

use super::Scheduler;
use super::decide::{Decided, LAST_RUN, Turn};
use crate::handle::Operate;
use crate::live::Live;
use daybreak_model::network::{Does, Index};
use daybreak_model::time::Timestamp;
use daybreak_run::{Action, Happening, NodeState, RunEvent};
use daybreak_store::{DurationRow, StoreError, Write};
use std::sync::Arc;

impl Scheduler {
    /// Writes everything that was decided in one transaction, then tells those who listen.
    pub(super) fn commit(&mut self, turn: &Turn, now: Timestamp) -> Result<(), StoreError> {
        if turn.decided.is_empty() && !self.triggers.have_moved() {
            return Ok(());
        }
        let (runs, triggers, token, last_run) = (&self.runs, &self.triggers, self.token, self.last_run);
        let mut events: Vec<RunEvent> = Vec::new();
        self.store.write(|w| {
            for (new, start) in &turn.new_runs {
                w.add_run(new)?;
                let detail = serde_json::json!({ "revision": new.revision, "parameters": new.parameters });
                let subject = format!("run {}", new.run);
                w.audit(&new.started_by, "run.start", &subject, &start.reason, &detail.to_string(), now)?;
            }
            if !turn.new_runs.is_empty() {
                w.put_setting(LAST_RUN, &last_run.to_string())?;
            }
            for operate in &turn.operated {
                events.push(write_operation(w, operate, now)?);
            }
            for (run, decided) in &turn.decided {
                if let Some(live) = runs.get(run) {
                    let is_new = turn.new_runs.iter().any(|(new, _)| new.run == *run);
                    write_decided(w, live, decided, is_new, token, now, &mut events)?;
                }
            }
            triggers.write(w)
        })?;
        self.triggers.settled();
        self.last_event = events.last().map_or(self.last_event, |event| event.number);
        for event in events {
            // Nobody has to listen.
            let _ = self.events.send(Arc::new(event));
        }
        Ok(())
    }
}

fn write_operation(w: &Write<'_>, operate: &Operate, now: Timestamp) -> Result<RunEvent, StoreError> {
    let Operate { run, operation, person, reason } = operate;
    let nodes: Vec<&str> = operation.nodes().iter().map(|node| node.as_str()).collect();
    let subject = match nodes.as_slice() {
        [] => format!("run {run}"),
        nodes => format!("run {run} node {}", nodes.join(", ")),
    };
    let detail = serde_json::to_string(operation).unwrap_or_default();
    w.audit(person, &format!("run.{}", operation.verb()), &subject, reason, &detail, now)?;
    let what = Happening::Operated { person: person.clone(), reason: reason.clone(), operation: operation.clone() };
    w.add_event(run, now, what)
}

fn write_decided(
    w: &Write<'_>,
    live: &Live,
    decided: &Decided,
    is_new: bool,
    token: u64,
    now: Timestamp,
    events: &mut Vec<RunEvent>,
) -> Result<(), StoreError> {
    let (run, state) = (live.run(), &live.state);
    if decided.changed.is_empty() && !decided.head_changed && !is_new {
        return Ok(());
    }
    if is_new {
        events.push(w.add_event(run, now, Happening::Run(live.summary()))?);
    }
    for action in &decided.actions {
        if let Action::Start { activity, attempt } | Action::Watch { activity, attempt } = action {
            w.intend(run, state.key(*activity).0, *attempt, token, now)?;
        }
    }
    for activity in &decided.changed {
        let (node, part) = state.key(*activity);
        let record = state.record(*activity);
        w.put_activity(run, node, part, record)?;
        if let Some(end) = record.end.as_ref().filter(|_| record.attempt > 0 && !record.state.is_active()) {
            w.end_attempt(run, node, record.attempt, end, record.ended_at.unwrap_or(now))?;
        }
        if let Some(duration) = duration(live, *activity) {
            w.add_duration(&duration)?;
        }
        events.push(w.add_event(run, now, Happening::Activity(state.view(*activity)))?);
    }
    w.put_head(run, state.head(), &state.counts())?;
    if decided.head_changed && !is_new {
        events.push(w.add_event(run, now, Happening::Run(live.summary()))?);
    }
    Ok(())
}

/// How long a job took, if that says something about the job: it ended well and by itself.
fn duration(live: &Live, activity: Index) -> Option<DurationRow> {
    let (network, record) = (live.state.network(), live.state.record(activity));
    let planned = &network.activities[activity];
    let counts = matches!(planned.does, Does::Work(_)) && record.state == NodeState::Succeeded && !record.forced;
    let (started_at, ended_at) = (record.started_at?, record.ended_at?);
    record.end.as_ref().filter(|_| counts)?;
    let summary = live.summary();
    Some(DurationRow {
        workflow: summary.workflow,
        node: planned.node.clone(),
        business_date: network.business_date,
        day_class: network.day_class,
        run: summary.run,
        attempt: record.attempt,
        started_at,
        took: ended_at.since(started_at),
    })
}
