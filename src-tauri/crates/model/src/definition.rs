//! A workflow as its file states it.

use crate::duration::SlowNight;
use crate::id::{LockId, NodeId, PoolId, SystemId, WorkflowId};
use crate::node::{Kind, Node};
use crate::settings::Settings;
use crate::time::{ClockTime, DayTime, Span};
use crate::trigger::Trigger;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// The version of the file format that is written.
pub const FORMAT: u32 = 1;

/// One definition, `NAME.workflow.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Definition {
    /// Where editors find the schema; no part of the content hash.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// The version of the file format; 1.
    pub format: u32,
    pub id: WorkflowId,
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The time zone of every time in the file, by its IANA name.
    pub zone: String,
    /// The business calendar's file, relative to this one; without it every day is a business day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<String>,
    /// Parameters and their defaults; a run may set others.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[ts(optional, as = "Option<BTreeMap<String, String>>")]
    pub parameters: BTreeMap<String, String>,
    /// Names of secrets that jobs refer to; their values are never in a file.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<String>>")]
    pub secrets: Vec<String>,
    /// When End is promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<DayTime>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Trigger>>")]
    pub triggers: Vec<Trigger>,
    /// How much whole nights differ: a factor shared by all work, that of subflows included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slow_night: Option<SlowNight>,
    /// What every node inherits.
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<Settings>")]
    pub defaults: Settings,
    /// The systems, in the order of their lanes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<System>>")]
    pub systems: Vec<System>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Pool>>")]
    pub pools: Vec<Pool>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Lock>>")]
    pub locks: Vec<Lock>,
    pub nodes: Vec<Node>,
    #[serde(default)]
    pub edges: Vec<Edge>,
}

/// A business system that owns jobs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct System {
    pub id: SystemId,
    pub name: String,
    /// One of the eight hues, 1 to 8.
    pub colour: u8,
    /// How many of its jobs may run at once; no limit when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub concurrency: Option<u32>,
    /// The host that its commands run on; this machine when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// How much the system's nights differ: a factor shared by all its work, on top of the workflow's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slow_night: Option<SlowNight>,
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<Settings>")]
    pub defaults: Settings,
}

/// A counted resource.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Pool {
    pub id: PoolId,
    pub name: String,
    pub capacity: u32,
    /// Other capacities at hours that recur every day; the first that fits holds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<PoolHours>>")]
    pub hours: Vec<PoolHours>,
}

/// A capacity from one time of day to another, over midnight when `to` is not later than `from`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PoolHours {
    pub from: ClockTime,
    pub to: ClockTime,
    pub capacity: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Lock {
    pub id: LockId,
    pub name: String,
}

/// A dependency.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Edge {
    pub from: NodeId,
    pub to: NodeId,
    #[serde(default, skip_serializing_if = "is_success")]
    #[ts(optional, as = "Option<Outcome>")]
    pub on: Outcome,
    /// The branch of a decision that this edge belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branch: Option<String>,
    /// How long after the outcome the edge is satisfied.
    #[serde(default, skip_serializing_if = "is_zero")]
    #[ts(optional, as = "Option<Span>")]
    pub lag: Span,
}

/// The outcome of a node that satisfies an edge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    #[default]
    Success,
    Failure,
    /// Either.
    Completion,
}

impl Definition {
    /// A definition with a begin and an end, joined, and nothing between them.
    pub fn empty(id: impl Into<WorkflowId>, name: impl Into<String>, zone: impl Into<String>) -> Definition {
        Definition {
            schema: None,
            format: FORMAT,
            id: id.into(),
            name: name.into(),
            description: None,
            zone: zone.into(),
            calendar: None,
            parameters: BTreeMap::new(),
            secrets: Vec::new(),
            deadline: None,
            triggers: Vec::new(),
            slow_night: None,
            defaults: Settings::default(),
            systems: Vec::new(),
            pools: Vec::new(),
            locks: Vec::new(),
            nodes: vec![Node::new("begin", Kind::Begin), Node::new("end", Kind::End)],
            edges: vec![Edge::new("begin", "end")],
        }
    }

    pub fn node(&self, id: &NodeId) -> Option<&Node> {
        self.nodes.iter().find(|node| node.id == *id)
    }
}

impl Edge {
    /// An edge on success with no lag.
    pub fn new(from: impl Into<NodeId>, to: impl Into<NodeId>) -> Edge {
        Edge { from: from.into(), to: to.into(), on: Outcome::Success, branch: None, lag: Span::ZERO }
    }

    /// Whether the other is between the same nodes, on the same outcome and branch, whatever their lags: of two such the first in the file
    /// counts.
    pub fn says_the_same(&self, other: &Edge) -> bool {
        (&self.from, &self.to, self.on, &self.branch) == (&other.from, &other.to, other.on, &other.branch)
    }
}

fn is_default(settings: &Settings) -> bool {
    *settings == Settings::default()
}

fn is_success(on: &Outcome) -> bool {
    *on == Outcome::Success
}

fn is_zero(span: &Span) -> bool {
    *span == Span::ZERO
}
