//! The vertices of a workflow.

use crate::id::{LockId, NodeId, PoolId, SystemId, WorkflowId};
use crate::settings::Settings;
use crate::time::{DayTime, Span};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

mod text;
pub use text::{NodeProblem, NodeText};

/// A vertex: what it is ([`Kind`]), where it belongs, what it takes, and its own settings.
#[derive(Clone, Debug, PartialEq, Deserialize, JsonSchema, TS)]
#[serde(try_from = "NodeText")]
#[schemars(with = "NodeText")]
#[ts(as = "NodeText")]
pub struct Node {
    pub id: NodeId,
    /// What people read; the identifier when absent.
    pub name: Option<String>,
    pub description: Option<String>,
    pub kind: Kind,
    pub system: Option<SystemId>,
    /// The group that holds this node.
    pub parent: Option<NodeId>,
    /// Pool units taken from start to end; for a group from its first start to its last finish.
    pub uses: Vec<PoolUse>,
    /// Locks taken from start to end; for a group from its first start to its last finish.
    pub locks: Vec<LockUse>,
    /// Does not start before.
    pub not_before: Option<DayTime>,
    /// Promised to have finished by.
    pub deadline: Option<DayTime>,
    pub cycle: Option<Cycle>,
    /// When what a wait waits for usually comes.
    pub arrives: Option<Arrival>,
    pub settings: Settings,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    Begin,
    End,
    Job(Work),
    Group(Order),
    Milestone(Join),
    Decision(Vec<Branch>),
    Wait(Wait),
    Confirm(Confirm),
    Subflow(Subflow),
}

/// The names of the kinds, for outlines, palettes and messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum KindName {
    Begin,
    End,
    Job,
    Group,
    Milestone,
    Decision,
    Wait,
    Confirm,
    Subflow,
}

/// What a job does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Work {
    /// Nothing; passes at once in a run. In a forecast it takes its stated duration, if it states one.
    Noop,
    Command(Command),
    Ssh(Ssh),
    Http(Http),
    Airflow(AirflowRun),
}

/// A program with its arguments, started without a shell.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Command {
    /// The program and its arguments; `${…}` is filled in at start time.
    pub argv: Vec<String>,
    /// Hand `argv` joined by spaces to `/bin/sh -c`.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub shell: bool,
    /// Exit codes that mean success; 0 when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<i32>>")]
    pub success: Vec<i32>,
    /// Exit codes that mean success with a warning.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<i32>>")]
    pub warning: Vec<i32>,
    /// SHA-256 of the program (its first file argument when the program is an interpreter), checked before the start; 64 hex digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
}

/// A command on another host, over the OpenSSH client and its configuration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Ssh {
    pub host: String,
    pub command: Command,
}

/// A call that starts work elsewhere, and how its end is seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Http {
    pub method: String,
    pub url: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[ts(optional, as = "Option<BTreeMap<String, String>>")]
    pub headers: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub poll: Option<HttpPoll>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct HttpPoll {
    pub url: String,
    pub every: Span,
    /// A JSON path and the values there that mean success and failure.
    pub path: String,
    pub success: Vec<String>,
    pub failure: Vec<String>,
}

/// A DAG run on an Airflow connection.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct AirflowRun {
    pub connection: String,
    pub dag: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[ts(optional, as = "Option<BTreeMap<String, String>>")]
    pub conf: BTreeMap<String, String>,
}

/// How a group orders its members.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Order {
    /// By the edges drawn between them.
    #[default]
    Free,
    /// One after another, in the order of the file.
    Serial,
    /// All at once.
    Parallel,
}

/// How many incoming edges a milestone waits for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Join {
    /// All that may still be taken.
    #[default]
    All,
    Any,
    AtLeast(u32),
}

/// One way out of a decision. The first branch whose condition holds is taken.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Branch {
    pub name: String,
    /// An expression over parameters, the day, and exit codes and outputs of earlier jobs; absent means otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// How often it is taken, from 0 to 1, for forecasts that cannot decide the condition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub probability: Option<f64>,
}

/// What a wait waits for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Wait {
    /// A file that is there and whose size has not changed for `stable`.
    File {
        path: String,
        #[serde(default)]
        #[ts(optional, as = "Option<Span>")]
        stable: Span,
    },
    Time(DayTime),
    /// A node of another workflow, for the same business date or one `day_offset` business days away.
    Node {
        workflow: WorkflowId,
        node: NodeId,
        #[serde(default)]
        #[ts(optional, as = "Option<i16>")]
        day_offset: i16,
    },
    /// An address that answers with this status.
    Http {
        url: String,
        status: u16,
        every: Span,
    },
}

/// A gate that a person opens. Its `duration` setting is the typical delay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Confirm {
    /// What the person is asked.
    pub prompt: String,
    /// Who may confirm: a role's name; any operator when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
}

/// Another definition in this place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Subflow {
    /// The file, relative to this definition.
    pub file: String,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[ts(optional, as = "Option<BTreeMap<String, String>>")]
    pub parameters: BTreeMap<String, String>,
}

/// Units of a pool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct PoolUse {
    pub pool: PoolId,
    pub units: u32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct LockUse {
    pub lock: LockId,
    #[serde(default)]
    #[ts(optional, as = "Option<LockMode>")]
    pub mode: LockMode,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum LockMode {
    #[default]
    Exclusive,
    Shared,
}

/// When what a wait waits for comes, by the clock: three points, sampled from the PERT distribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Arrival {
    pub earliest: DayTime,
    pub usual: DayTime,
    pub latest: DayTime,
}

/// A job that repeats within one run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Cycle {
    /// How often at the most.
    pub times: u32,
    pub every: Span,
    /// Whether `every` counts from the start or the end of the time before.
    pub from: CycleFrom,
    /// Stops early when this expression holds after a time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// How likely `until` holds after a time, from 0 to 1, for forecasts; without it they repeat as often as may be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stops: Option<f64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum CycleFrom {
    Start,
    End,
}

impl KindName {
    /// The name as files have it.
    pub fn as_str(self) -> &'static str {
        match self {
            KindName::Begin => "begin",
            KindName::End => "end",
            KindName::Job => "job",
            KindName::Group => "group",
            KindName::Milestone => "milestone",
            KindName::Decision => "decision",
            KindName::Wait => "wait",
            KindName::Confirm => "confirm",
            KindName::Subflow => "subflow",
        }
    }
}

impl Node {
    /// A node with nothing but its identity and kind.
    pub fn new(id: impl Into<NodeId>, kind: Kind) -> Node {
        Node {
            id: id.into(),
            name: None,
            description: None,
            kind,
            system: None,
            parent: None,
            uses: Vec::new(),
            locks: Vec::new(),
            not_before: None,
            deadline: None,
            cycle: None,
            arrives: None,
            settings: Settings::default(),
        }
    }

    /// The name that people read.
    pub fn label(&self) -> &str {
        self.name.as_deref().unwrap_or(self.id.as_str())
    }
}

impl Kind {
    pub fn name(&self) -> KindName {
        match self {
            Kind::Begin => KindName::Begin,
            Kind::End => KindName::End,
            Kind::Job(_) => KindName::Job,
            Kind::Group(_) => KindName::Group,
            Kind::Milestone(_) => KindName::Milestone,
            Kind::Decision(_) => KindName::Decision,
            Kind::Wait(_) => KindName::Wait,
            Kind::Confirm(_) => KindName::Confirm,
            Kind::Subflow(_) => KindName::Subflow,
        }
    }
}
