//! Runs as they are shown.

use super::changes::version;
use super::facts::Planned;
use daybreak_model::id::NodeId;
use daybreak_run::{Awaits, NodeState, RunId, RunStatus, RunSummary, Snapshot};
use daybreak_wire::run::{Counts, RunState, RunView};
use std::collections::BTreeSet;

/// Not more nodes are named as what blocks a run.
const MOST_NAMED: usize = 50;

/// The number by which a run is asked for: the last part of its identifier, which no two runs share.
pub fn number(run: &RunId) -> Option<u64> {
    run.as_str().rsplit('.').next()?.parse().ok()
}

pub fn view(summary: &RunSummary, planned: &Planned, blocked_by: Vec<NodeId>) -> RunView {
    RunView {
        run: number(&summary.run).unwrap_or_default(),
        workflow: summary.workflow.clone(),
        workflow_name: planned.workflow_name.clone(),
        version: version(summary.number),
        hash: summary.revision.clone(),
        business_date: summary.business_date,
        state: state_of(summary.status),
        paused: summary.paused,
        started_at: summary.started_at,
        finished_at: summary.ended_at,
        started_by: summary.started_by.clone(),
        counts: counts(&summary.counts),
        blocked_by,
        planned_finish: planned.finish,
    }
}

/// What a person must deal with before the run goes on.
pub fn blocked_by(snapshot: &Snapshot) -> Vec<NodeId> {
    if snapshot.summary.status != RunStatus::Blocked {
        return Vec::new();
    }
    let blocks = |activity: &&daybreak_run::ActivityView| {
        matches!(activity.state, NodeState::Failed | NodeState::Held | NodeState::Unknown)
            || matches!(activity.awaits, Some(Awaits::Person | Awaits::Pool(_) | Awaits::Lock(_)))
    };
    let nodes: BTreeSet<NodeId> = snapshot.activities.iter().filter(blocks).map(|a| a.node.clone()).collect();
    nodes.into_iter().take(MOST_NAMED).collect()
}

pub fn state_of(status: RunStatus) -> RunState {
    match status {
        RunStatus::Running => RunState::Running,
        RunStatus::Blocked => RunState::Blocked,
        RunStatus::Succeeded => RunState::Succeeded,
        RunStatus::Failed => RunState::Failed,
        RunStatus::Cancelled => RunState::Cancelled,
    }
}

pub fn status_word(status: RunStatus) -> &'static str {
    match status {
        RunStatus::Running => "running",
        RunStatus::Blocked => "blocked",
        RunStatus::Succeeded => "succeeded",
        RunStatus::Failed => "failed",
        RunStatus::Cancelled => "cancelled",
    }
}

fn counts(counts: &daybreak_run::Counts) -> Counts {
    Counts {
        waiting: counts.waiting,
        held: counts.held,
        queued: counts.queued,
        starting: counts.starting,
        running: counts.running,
        succeeded: counts.succeeded,
        failed: counts.failed,
        skipped: counts.skipped,
        cancelled: counts.cancelled,
        unknown: counts.unknown,
    }
}
