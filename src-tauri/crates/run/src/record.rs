//! What is remembered of a run: its head, and a record per activity. Everything else is worked out from these.

use crate::event::AttemptEnd;
use crate::operation::Bypass;
use daybreak_model::id::PoolId;
use daybreak_model::time::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use ts_rs::TS;

/// A run, for ever.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(transparent)]
pub struct RunId(String);

impl RunId {
    pub fn new(text: impl Into<String>) -> RunId {
        RunId(text.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RunId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for RunId {
    fn from(text: &str) -> RunId {
        RunId::new(text)
    }
}

/// Where an activity stands in its run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum NodeState {
    /// For its predecessors, for the clock, or for the next attempt.
    #[default]
    Waiting,
    /// An operator keeps it back.
    Held,
    /// Ready, lacking a resource (or its run is paused).
    Queued,
    /// The intent to start is on record.
    Starting,
    /// Under way. A confirm gate runs while it waits for its person.
    Running,
    Succeeded,
    Failed,
    Skipped,
    /// Ended by a person: killed, or its run was stopped.
    Cancelled,
    /// It was started, and nobody can say how it ended.
    Unknown,
}

/// Why an activity was skipped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// None of the paths to it was taken.
    NotTaken,
    /// Its days leave out this business date.
    NotToday,
    /// An operator said so.
    Operator,
}

/// Where a run stands, computed from all of its activities.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum RunStatus {
    #[default]
    Running,
    /// Nothing runs and nothing can start until a person deals with something.
    Blocked,
    Succeeded,
    Failed,
    Cancelled,
}

impl NodeState {
    /// All of them, in the order in which screens list them.
    pub const ALL: [NodeState; 10] = [
        NodeState::Waiting,
        NodeState::Held,
        NodeState::Queued,
        NodeState::Starting,
        NodeState::Running,
        NodeState::Succeeded,
        NodeState::Failed,
        NodeState::Skipped,
        NodeState::Cancelled,
        NodeState::Unknown,
    ];

    /// Not started yet.
    pub fn is_before_start(self) -> bool {
        matches!(self, NodeState::Waiting | NodeState::Held | NodeState::Queued)
    }

    /// An attempt is under way.
    pub fn is_active(self) -> bool {
        matches!(self, NodeState::Starting | NodeState::Running)
    }

    /// Over, unless it is rerun.
    pub fn is_terminal(self) -> bool {
        matches!(self, NodeState::Succeeded | NodeState::Failed | NodeState::Skipped | NodeState::Cancelled)
    }
}

impl RunStatus {
    /// Over, unless something in it is rerun.
    pub fn is_terminal(self) -> bool {
        matches!(self, RunStatus::Succeeded | RunStatus::Failed | RunStatus::Cancelled)
    }
}

/// What is remembered of one activity.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ActivityRecord {
    pub state: NodeState,
    /// Why it was skipped.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skip: Option<SkipReason>,
    /// Its result was once stated by a person. Stays for ever, and keeps it out of statistics.
    #[serde(skip_serializing_if = "is_false")]
    pub forced: bool,
    /// It succeeded with an exit code that means a warning.
    #[serde(skip_serializing_if = "is_false")]
    pub warning: bool,
    /// The number of the last attempt; 0 before the first.
    #[serde(skip_serializing_if = "is_zero")]
    pub attempt: u32,
    /// Attempts since the node was last started afresh; retries count from there.
    #[serde(skip_serializing_if = "is_zero")]
    pub tries: u32,
    /// When it was ready to start: predecessors done, clock reached.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ready_at: Option<Timestamp>,
    /// When the last attempt was started.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub started_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Timestamp>,
    /// The next attempt does not start before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry_at: Option<Timestamp>,
    /// How the last attempt ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<AttemptEnd>,
    /// What the last attempt gave out, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub outputs: BTreeMap<String, String>,
    /// The branch that a decision took, by its position.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub branch: Option<usize>,
    #[serde(skip_serializing_if = "is_false")]
    pub hold: bool,
    /// An operator wants it skipped as soon as its predecessors are done.
    #[serde(skip_serializing_if = "is_false")]
    pub skip_asked: bool,
    /// An operator wants its attempt ended.
    #[serde(skip_serializing_if = "is_false")]
    pub kill_asked: bool,
    /// It was started afresh by a person, after it had ended.
    #[serde(skip_serializing_if = "is_false")]
    pub rerun: bool,
    /// What an operator said it need not wait for.
    #[serde(skip_serializing_if = "Bypass::is_empty")]
    pub bypass: Bypass,
    /// The priority that an operator gave it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<i32>,
    /// It has its pools and locks.
    #[serde(skip_serializing_if = "is_false")]
    pub holding: bool,
}

/// What is remembered of the run as a whole.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Head {
    pub status: RunStatus,
    pub paused: bool,
    /// A person has ended it; what still runs is being killed.
    pub stopping: bool,
    pub started_at: Timestamp,
    #[serde(default)]
    pub ended_at: Option<Timestamp>,
    /// Capacities that an operator set, in place of those by time of day.
    #[serde(default)]
    pub capacities: BTreeMap<PoolId, u32>,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}
