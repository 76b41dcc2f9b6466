//! What screens and other programs see of a run.

use crate::event::AttemptEnd;
use crate::operation::Operation;
use crate::record::{NodeState, RunId, RunStatus, SkipReason};
use crate::state::RunState;
use chrono::NaiveDate;
use daybreak_model::id::{LockId, NodeId, PoolId, WorkflowId};
use daybreak_model::network::{Does, Index, Part};
use daybreak_model::time::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// One run among others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RunSummary {
    pub run: RunId,
    pub workflow: WorkflowId,
    /// The content hash of the revision that runs.
    pub revision: String,
    /// The number of the revision within its workflow.
    #[ts(type = "number")]
    pub number: u64,
    pub business_date: NaiveDate,
    /// Who or what started it: a person's name, or `trigger ID`.
    pub started_by: String,
    pub status: RunStatus,
    pub paused: bool,
    pub started_at: Timestamp,
    pub ended_at: Option<Timestamp>,
    pub parameters: BTreeMap<String, String>,
    pub counts: Counts,
}

/// How many activities stand where. Closing borders are not counted, so that a group counts once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Counts {
    pub total: u32,
    pub waiting: u32,
    pub held: u32,
    pub queued: u32,
    pub starting: u32,
    pub running: u32,
    pub succeeded: u32,
    pub failed: u32,
    pub skipped: u32,
    pub cancelled: u32,
    pub unknown: u32,
}

/// One activity of a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ActivityView {
    pub node: NodeId,
    /// Which border of a group or subflow; nothing for other nodes.
    pub border: Option<Border>,
    pub state: NodeState,
    pub skip: Option<SkipReason>,
    pub forced: bool,
    pub warning: bool,
    pub attempt: u32,
    pub ready_at: Option<Timestamp>,
    pub started_at: Option<Timestamp>,
    pub ended_at: Option<Timestamp>,
    pub end: Option<AttemptEnd>,
    pub outputs: BTreeMap<String, String>,
    /// The branch that a decision took, by its name.
    pub branch: Option<String>,
    /// The priority that an operator gave it.
    pub priority: Option<i32>,
    /// An operator wants it left out once it would start.
    pub skip_asked: bool,
    /// What it waits for; nothing when it waits for nothing.
    pub awaits: Option<Awaits>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Border {
    Open,
    Close,
}

/// What an activity waits for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Awaits {
    /// These nodes, at most the first twenty.
    Nodes(Vec<NodeId>),
    Clock(Timestamp),
    /// The next attempt.
    Retry(Timestamp),
    Pool(PoolId),
    Lock(LockId),
    /// The run is paused.
    Resume,
    /// It is held.
    Release,
    /// A confirm gate.
    Person,
    /// Someone to say how it ended.
    Verdict,
}

/// A run as it is at one moment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Snapshot {
    pub summary: RunSummary,
    /// The number of the last event that is in it; later ones follow from there.
    #[ts(type = "number")]
    pub event: u64,
    pub activities: Vec<ActivityView>,
    /// Capacities that an operator set.
    pub capacities: BTreeMap<PoolId, u32>,
}

/// One entry of the numbered stream.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RunEvent {
    /// Grows by one over all runs of the store.
    #[ts(type = "number")]
    pub number: u64,
    pub run: RunId,
    pub at: Timestamp,
    pub what: Happening,
}

/// What an event says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Happening {
    /// A run was started, is blocked, goes on, or is over.
    Run(RunSummary),
    /// An activity has changed; this is how it is now.
    Activity(ActivityView),
    /// A person acted.
    Operated { person: String, reason: String, operation: Operation },
}

impl RunState {
    /// How an activity looks now.
    pub fn view(&self, activity: Index) -> ActivityView {
        let (a, r) = (&self.network.activities[activity], &self.records[activity]);
        let branch = match &a.does {
            Does::Decide(branches) => r.branch.and_then(|b| branches.get(b)).map(|b| b.name.clone()),
            _ => None,
        };
        ActivityView {
            node: a.node.clone(),
            border: match a.part {
                Part::Whole => None,
                Part::Open => Some(Border::Open),
                Part::Close => Some(Border::Close),
            },
            state: r.state,
            skip: r.skip,
            forced: r.forced,
            warning: r.warning,
            attempt: r.attempt,
            ready_at: r.ready_at,
            started_at: r.started_at,
            ended_at: r.ended_at,
            end: r.end.clone(),
            outputs: r.outputs.clone(),
            branch,
            priority: r.priority,
            skip_asked: r.skip_asked,
            awaits: self.awaits(activity),
        }
    }

    /// How many activities stand where.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        for (a, r) in self.network.activities.iter().zip(&self.records) {
            if a.part != Part::Close {
                counts.total += 1;
                *counts.of(r.state) += 1;
            }
        }
        counts
    }
}

impl Counts {
    /// The count of one state.
    pub fn of(&mut self, state: NodeState) -> &mut u32 {
        match state {
            NodeState::Waiting => &mut self.waiting,
            NodeState::Held => &mut self.held,
            NodeState::Queued => &mut self.queued,
            NodeState::Starting => &mut self.starting,
            NodeState::Running => &mut self.running,
            NodeState::Succeeded => &mut self.succeeded,
            NodeState::Failed => &mut self.failed,
            NodeState::Skipped => &mut self.skipped,
            NodeState::Cancelled => &mut self.cancelled,
            NodeState::Unknown => &mut self.unknown,
        }
    }
}
