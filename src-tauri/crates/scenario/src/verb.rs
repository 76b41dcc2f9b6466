//! The verbs: what a scenario may change.

use daybreak_model::calendar::DayClass;
use daybreak_model::definition::{Edge, PoolHours};
use daybreak_model::duration::Estimate;
use daybreak_model::id::{NodeId, PoolId, SystemId};
use daybreak_model::node::Node;
use daybreak_model::time::DayTime;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One what-if edit. A node in a subflow is named by its path (`core/posting`).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
#[ts(optional_fields)]
pub enum Verb {
    /// Another length of a node's work, or what a part of its present one.
    Duration {
        node: NodeId,
        to: Length,
    },
    /// Another capacity of a pool, and other hours of it when they are given.
    Capacity {
        pool: PoolId,
        capacity: u32,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        hours: Option<Vec<PoolHours>>,
    },
    /// How many jobs of a system may run at once; no limit when null.
    Concurrency {
        system: SystemId,
        limit: Option<u32>,
    },
    Priority {
        node: NodeId,
        priority: i32,
    },
    Critical {
        node: NodeId,
        critical: bool,
    },
    /// When Begin starts.
    Start(DayTime),
    /// A node does not start before; no such time when null.
    NotBefore {
        node: NodeId,
        at: Option<DayTime>,
    },
    /// The promise of a node, or of the workflow when no node is named; none when `at` is null.
    Deadline {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        node: Option<NodeId>,
        at: Option<DayTime>,
    },
    /// The night is of another day class than its date.
    DayClass(DayClass),
    AddEdge(Edge),
    RemoveEdge(Edge),
    AddNode(Box<Node>),
    /// Removes a node; what came before it then comes before what came after it.
    RemoveNode(NodeId),
    /// Another definition of the node of the same identifier.
    ReplaceNode(Box<Node>),
    /// The node does no work; it still waits for what is before it.
    Skip(NodeId),
    /// The node counts as succeeded from the start of the night: it does no work and waits for nothing.
    Force(NodeId),
    /// A gate is confirmed at this time.
    Confirm {
        node: NodeId,
        at: DayTime,
    },
    /// A system or a host is down: nothing of it starts meanwhile; what runs goes on.
    Down(Down),
    /// Cuts a job into pieces that may run side by side, with a join behind them.
    Split {
        node: NodeId,
        pieces: u32,
    },
    /// Makes one job of jobs that follow one another; it has the first one's identifier.
    Merge {
        nodes: Vec<NodeId>,
    },
}

/// The length of a node's work.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Length {
    Estimate(Estimate),
    /// Percent of what it is: 80 is a fifth shorter, on days of every class.
    Percent(f64),
}

/// A time out of a system, or of every system whose target is the host.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Down {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system: Option<SystemId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
    pub from: DayTime,
    pub to: DayTime,
}
