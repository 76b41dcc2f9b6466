//! What an operator may do to a run, and why it may be refused.

use crate::record::{NodeState, RunStatus};
use daybreak_model::id::{NodeId, PoolId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// An operator's action. Nodes are named by their path; a group or subflow means both of its borders, and for skip, rerun
/// and kill what lies between them too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Operation {
    /// Keep back what has not started.
    Hold {
        nodes: Vec<NodeId>,
    },
    /// Let go what is held.
    Release {
        nodes: Vec<NodeId>,
    },
    /// Leave out. Predecessors still count: it is skipped when it would start.
    Skip {
        nodes: Vec<NodeId>,
    },
    /// State the result of what is not under way.
    ForceSuccess {
        nodes: Vec<NodeId>,
    },
    ForceFailure {
        nodes: Vec<NodeId>,
    },
    /// Run again what has ended or is unknown, and only that.
    Rerun {
        nodes: Vec<NodeId>,
    },
    /// Run again with everything that depends on it.
    RerunFrom {
        nodes: Vec<NodeId>,
    },
    /// Start without waiting for what is named.
    RunNow {
        nodes: Vec<NodeId>,
        bypass: Bypass,
    },
    /// End what is under way.
    Kill {
        nodes: Vec<NodeId>,
    },
    /// Open confirm gates.
    Confirm {
        nodes: Vec<NodeId>,
    },
    SetPriority {
        nodes: Vec<NodeId>,
        priority: i32,
    },
    /// Give a pool another capacity for this run; nothing returns to the hours of the definition.
    SetCapacity {
        pool: PoolId,
        capacity: Option<u32>,
    },
    /// Start nothing new.
    Pause,
    Resume,
    /// End the run: kill what is under way, cancel what has not started.
    Stop,
}

/// What a start need not wait for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
pub struct Bypass {
    /// Predecessors and lags.
    pub dependencies: bool,
    /// `not_before` and the delay of a retry.
    pub time: bool,
    /// Pools and locks. It then takes none.
    pub resources: bool,
}

impl Bypass {
    pub fn is_empty(&self) -> bool {
        *self == Bypass::default()
    }
}

/// Why an operation is not done. Nothing of it is.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    #[error("the run has no node {0}")]
    NoSuchNode(NodeId),
    #[error("the run has no pool {0}")]
    NoSuchPool(PoolId),
    #[error("no node was named; name at least one")]
    NoNodes,
    #[error("{node} is {state:?}; only a node that is {needed} can be {done}")]
    State { node: NodeId, state: NodeState, needed: &'static str, done: &'static str },
    #[error("{0} is not a confirm gate that waits for a person")]
    NotAGate(NodeId),
    #[error("the run is {status:?}; {why}")]
    Run { status: RunStatus, why: &'static str },
}

impl Operation {
    /// The verb, for the audit log: `run.` and this.
    pub fn verb(&self) -> &'static str {
        match self {
            Operation::Hold { .. } => "hold",
            Operation::Release { .. } => "release",
            Operation::Skip { .. } => "skip",
            Operation::ForceSuccess { .. } => "force_success",
            Operation::ForceFailure { .. } => "force_failure",
            Operation::Rerun { .. } => "rerun",
            Operation::RerunFrom { .. } => "rerun_from",
            Operation::RunNow { .. } => "run_now",
            Operation::Kill { .. } => "kill",
            Operation::Confirm { .. } => "confirm",
            Operation::SetPriority { .. } => "set_priority",
            Operation::SetCapacity { .. } => "set_capacity",
            Operation::Pause => "pause",
            Operation::Resume => "resume",
            Operation::Stop => "stop",
        }
    }

    /// The nodes that are named.
    pub fn nodes(&self) -> &[NodeId] {
        match self {
            Operation::Hold { nodes }
            | Operation::Release { nodes }
            | Operation::Skip { nodes }
            | Operation::ForceSuccess { nodes }
            | Operation::ForceFailure { nodes }
            | Operation::Rerun { nodes }
            | Operation::RerunFrom { nodes }
            | Operation::RunNow { nodes, .. }
            | Operation::Kill { nodes }
            | Operation::Confirm { nodes }
            | Operation::SetPriority { nodes, .. } => nodes,
            Operation::SetCapacity { .. } | Operation::Pause | Operation::Resume | Operation::Stop => &[],
        }
    }
}
