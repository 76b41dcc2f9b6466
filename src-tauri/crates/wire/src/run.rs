//! Runs: what happens in a night, and what an operator does about it.

use crate::change::LayoutFile;
use chrono::NaiveDate;
use daybreak_model::bundle::Bundle;
use daybreak_model::id::{NodeId, PoolId, WorkflowId};
use daybreak_model::time::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum RunState {
    Running,
    /// Nothing runs and nothing can start.
    Blocked,
    Succeeded,
    Failed,
    Cancelled,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    Waiting,
    Held,
    /// Ready, lacking a resource.
    Queued,
    Starting,
    Running,
    Succeeded,
    Failed,
    Skipped,
    Cancelled,
    Unknown,
}

/// A run as lists show it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RunView {
    pub run: u64,
    pub workflow: WorkflowId,
    pub workflow_name: String,
    pub version: u32,
    pub hash: String,
    pub business_date: NaiveDate,
    pub state: RunState,
    pub paused: bool,
    pub started_at: Timestamp,
    pub finished_at: Option<Timestamp>,
    pub started_by: String,
    pub counts: Counts,
    /// The nodes that keep a blocked run from going on.
    pub blocked_by: Vec<NodeId>,
    pub planned_finish: Option<Timestamp>,
}

/// How many nodes are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Counts {
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

/// One node of a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RunNode {
    pub node: NodeId,
    pub state: JobState,
    /// The result was forced by a person.
    pub forced: bool,
    /// Why it is in its state, when there is more to say.
    pub reason: Option<String>,
    /// Counted from 1; 0 before the first.
    pub attempt: u32,
    pub ready_at: Option<Timestamp>,
    pub started_at: Option<Timestamp>,
    pub finished_at: Option<Timestamp>,
    pub exit_code: Option<i32>,
    pub message: Option<String>,
    /// Nodes, pools and locks.
    pub waiting_for: Vec<String>,
    pub planned_start: Option<Timestamp>,
    pub planned_finish: Option<Timestamp>,
    pub priority: i32,
    pub held: bool,
}

/// A run with all its nodes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RunDetail {
    pub run: RunView,
    pub nodes: Vec<RunNode>,
    pub bundle: Bundle,
    pub layout: Option<LayoutFile>,
    /// The last event that this view includes: go on with events after it.
    pub last_event: u64,
    pub parameters: BTreeMap<String, String>,
}

/// What an operator does to a run or to nodes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum RunAction {
    Hold,
    Release,
    Skip,
    ForceSuccess,
    ForceFailure,
    Rerun,
    RerunFrom,
    RunNow,
    Kill,
    Confirm,
    SetPriority,
    SetCapacity,
    Pause,
    Resume,
    Stop,
}

/// `run.start`, and the body of `POST /v1/runs`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct RunStart {
    pub workflow: WorkflowId,
    pub business_date: NaiveDate,
    #[serde(default)]
    pub parameters: BTreeMap<String, String>,
    pub reason: String,
}

/// `run.list`, and the query of `GET /v1/runs`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RunList {
    pub business_date: Option<NaiveDate>,
}

/// `run.show` and `run.plan`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RunById {
    pub run: u64,
}

/// `run.act`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RunAct {
    pub run: u64,
    #[serde(flatten)]
    pub act: Act,
}

/// The body of `POST /v1/runs/{run}/actions`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Act {
    pub action: RunAction,
    /// The nodes concerned; empty for an action on the whole run.
    #[serde(default)]
    pub nodes: Vec<NodeId>,
    pub reason: String,
    /// The new priority or capacity.
    #[serde(default)]
    pub value: Option<i32>,
    /// Whose capacity.
    #[serde(default)]
    pub pool: Option<PoolId>,
}

/// `run.log`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RunLog {
    pub run: u64,
    #[serde(flatten)]
    pub part: LogPart,
}

/// Which part of which log: the query of `GET /v1/runs/{run}/log`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct LogPart {
    pub node: NodeId,
    /// The last one when null.
    #[serde(default)]
    pub attempt: Option<u32>,
    /// In bytes.
    #[serde(default)]
    pub offset: u64,
}

/// A piece of a log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct LogText {
    pub text: String,
    /// Where to go on reading.
    pub next_offset: u64,
    /// Nothing more will come.
    pub complete: bool,
    pub attempt: u32,
    pub attempts: u32,
}
