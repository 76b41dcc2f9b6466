//! A run under a manual clock: what starts when, if every duration is given. For tests that hold the simulator and this
//! state machine to the same start times.

use crate::event::{Action, AttemptEnd, Event};
use crate::operation::Operation;
use crate::record::NodeState;
use crate::state::RunState;
use daybreak_model::network::{Does, Index, Network};
use daybreak_model::time::{Span, Timestamp};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// When an activity started and ended; skipped ones start when they are skipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lived {
    pub start: Timestamp,
    pub finish: Timestamp,
}

/// Runs `network` from `start` until nothing more happens by itself. Every attempt of an activity takes
/// `duration(activity)` and succeeds; a wait for a time takes the time it takes. Returns the final state; see [`lived`].
pub fn drive(network: Arc<Network>, start: Timestamp, duration: impl Fn(Index) -> Span) -> RunState {
    let mut state = RunState::new(network, start);
    let mut due: BTreeSet<(Timestamp, Index, u32)> = BTreeSet::new();
    let mut events = vec![Event::Tick];
    let mut now = start;
    loop {
        let step = state.step(&events, now);
        for action in &step.actions {
            if let Action::Start { activity, attempt } | Action::Watch { activity, attempt } = action {
                due.insert((now.after(duration(*activity)), *activity, *attempt));
            }
        }
        for activity in step.changed {
            let record = state.record(activity);
            let gate = matches!(state.network().activities[activity].does, Does::Confirm(_));
            if gate && record.state == NodeState::Running {
                due.insert((now.after(duration(activity)), activity, record.attempt));
            }
        }
        let next = due.first().map(|(at, _, _)| *at).into_iter().chain(state.wake_at()).min();
        match next {
            Some(at) if !state.head().status.is_terminal() => now = now.max(at),
            _ => return state,
        }
        let later = due.split_off(&(Timestamp(now.ms() + 1), 0, 0));
        events = std::mem::replace(&mut due, later).into_iter().map(|(_, a, n)| over(&state, a, n)).collect();
    }
}

/// When each activity of a run that is over started and ended; nothing for those that never did.
pub fn lived(state: &RunState) -> Vec<Option<Lived>> {
    let one = |r: &crate::record::ActivityRecord| {
        let finish = r.ended_at?;
        Some(Lived { start: r.started_at.unwrap_or(finish), finish })
    };
    state.records().iter().map(one).collect()
}

fn over(state: &RunState, activity: Index, attempt: u32) -> Event {
    let planned = &state.network().activities[activity];
    match &planned.does {
        Does::Wait(_) => Event::FileSeen { activity, attempt },
        Does::Confirm(_) => Event::Operator(Operation::Confirm { nodes: vec![planned.node.clone()] }),
        _ => {
            Event::Ended { activity, attempt, end: AttemptEnd::Exited { code: 0 }, outputs: BTreeMap::new(), at: None }
        }
    }
}
