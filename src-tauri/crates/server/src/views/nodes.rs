//! Nodes of a run as they are shown: the two borders of a group or subflow are one node.

use super::facts::Planned;
use daybreak_model::id::NodeId;
use daybreak_run::{ActivityView, AttemptEnd, Awaits, NodeState, SkipReason, Snapshot};
use daybreak_wire::run::{JobState, RunNode};
use std::collections::BTreeMap;

/// The nodes of a run, in the order of the definition.
pub fn nodes(snapshot: &Snapshot, planned: &Planned) -> Vec<RunNode> {
    let mut places: BTreeMap<&NodeId, usize> = BTreeMap::new();
    let mut nodes: Vec<RunNode> = Vec::new();
    for activity in &snapshot.activities {
        match places.get(&activity.node) {
            None => {
                places.insert(&activity.node, nodes.len());
                nodes.push(node(activity, planned));
            }
            Some(place) => close(&mut nodes[*place], activity),
        }
    }
    nodes
}

pub fn state_of(state: NodeState) -> JobState {
    match state {
        NodeState::Waiting => JobState::Waiting,
        NodeState::Held => JobState::Held,
        NodeState::Queued => JobState::Queued,
        NodeState::Starting => JobState::Starting,
        NodeState::Running => JobState::Running,
        NodeState::Succeeded => JobState::Succeeded,
        NodeState::Failed => JobState::Failed,
        NodeState::Skipped => JobState::Skipped,
        NodeState::Cancelled => JobState::Cancelled,
        NodeState::Unknown => JobState::Unknown,
    }
}

fn node(activity: &ActivityView, planned: &Planned) -> RunNode {
    let times = planned.nodes.get(&activity.node);
    RunNode {
        node: activity.node.clone(),
        state: state_of(activity.state),
        forced: activity.forced,
        reason: reason(activity),
        attempt: activity.attempt,
        ready_at: activity.ready_at,
        started_at: activity.started_at,
        finished_at: activity.ended_at,
        exit_code: exit_code(activity.end.as_ref()),
        message: activity.end.as_ref().and_then(message),
        waiting_for: activity.awaits.as_ref().map(waiting_for).unwrap_or_default(),
        planned_start: times.map(|t| t.start),
        planned_finish: times.map(|t| t.finish),
        priority: activity.priority.or_else(|| times.map(|t| t.priority)).unwrap_or_default(),
        held: activity.state == NodeState::Held,
    }
}

/// A group that has been entered runs until its closing border has been passed.
fn close(node: &mut RunNode, border: &ActivityView) {
    let state = state_of(border.state);
    node.state = match (node.state, state) {
        (JobState::Succeeded, JobState::Waiting | JobState::Queued | JobState::Starting) => JobState::Running,
        (JobState::Succeeded, closed) => closed,
        (open, _) => open,
    };
    node.forced |= border.forced;
    node.finished_at = border.ended_at;
    if node.state == JobState::Running {
        node.waiting_for = border.awaits.as_ref().map(waiting_for).unwrap_or_default();
    }
}

fn exit_code(end: Option<&AttemptEnd>) -> Option<i32> {
    match end {
        Some(AttemptEnd::Exited { code }) => Some(*code),
        _ => None,
    }
}

fn message(end: &AttemptEnd) -> Option<String> {
    match end {
        AttemptEnd::Exited { code: 0 } => None,
        AttemptEnd::Exited { code } => Some(format!("it ended with exit code {code}")),
        AttemptEnd::Signalled { signal } => Some(format!("signal {signal} ended it")),
        AttemptEnd::TimedOut => Some("it ran longer than its timeout and was ended".into()),
        AttemptEnd::Killed => Some("it was killed".into()),
        AttemptEnd::Refused { why } => Some(format!("it could not be started: {why}")),
        AttemptEnd::NotStarted => Some("it was never started".into()),
        AttemptEnd::Lost { why } => Some(format!("nobody saw how it ended: {why}")),
    }
}

fn reason(activity: &ActivityView) -> Option<String> {
    let said = match (activity.skip, activity.state) {
        (Some(SkipReason::NotTaken), _) => "no path to it was taken",
        (Some(SkipReason::NotToday), _) => "its days leave this business date out",
        (Some(SkipReason::Operator), _) => "an operator left it out",
        (None, NodeState::Unknown) => "nobody can say how it ended; look, then force its result or rerun it",
        (None, _) if activity.skip_asked => "an operator wants it left out",
        (None, _) if activity.warning => "it succeeded with a warning",
        (None, _) => return activity.branch.as_ref().map(|branch| format!("took the branch {branch}")),
    };
    Some(said.into())
}

fn waiting_for(awaits: &Awaits) -> Vec<String> {
    match awaits {
        Awaits::Nodes(nodes) => nodes.iter().map(NodeId::to_string).collect(),
        Awaits::Clock(_) => vec!["the clock".into()],
        Awaits::Retry(_) => vec!["the next attempt".into()],
        Awaits::Pool(pool) => vec![format!("pool {pool}")],
        Awaits::Lock(lock) => vec![format!("lock {lock}")],
        Awaits::Resume => vec!["the run to be resumed".into()],
        Awaits::Release => vec!["its release".into()],
        Awaits::Person => vec!["a person".into()],
        Awaits::Verdict => vec!["a person's verdict".into()],
    }
}
