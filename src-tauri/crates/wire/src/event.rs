//! What has happened: events for watching, the audit log for proving.

use crate::run::RunView;
use daybreak_model::id::NodeId;
use daybreak_model::time::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Something that happened in the runtime, numbered without gaps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RuntimeEvent {
    pub seq: u64,
    pub at: Timestamp,
    pub run: Option<u64>,
    pub kind: EventKind,
    pub node: Option<NodeId>,
    /// The new state of the run, node or change.
    pub state: Option<String>,
    pub text: String,
    /// Who did it; null when the runtime did.
    pub person: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum EventKind {
    Run,
    Node,
    Action,
    Change,
    Alert,
}

/// What a stream of events begins with when it is not resumed: how things are, up to an event's number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct EventSnapshot {
    /// The last event that `runs` includes.
    pub last_event: u64,
    /// The runs that are not over.
    pub runs: Vec<RunView>,
}

/// `event.list`, and the query of `GET /v1/events/page`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
pub struct EventList {
    /// Only events with a greater number.
    pub after: u64,
    pub run: Option<u64>,
    /// At most so many, and never more than 10,000.
    pub limit: u32,
}

impl Default for EventList {
    fn default() -> EventList {
        EventList { after: 0, run: None, limit: 1000 }
    }
}

/// An entry of the audit log; `hash` chains it to the one before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct AuditEntry {
    pub seq: u64,
    pub at: Timestamp,
    pub person: String,
    pub action: String,
    pub subject: String,
    pub reason: String,
    pub detail: String,
    pub hash: String,
}

/// `audit.list`, and the query of `GET /v1/audit`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(default)]
pub struct AuditList {
    pub after: u64,
    /// At most so many, and never more than 10,000.
    pub limit: u32,
}

impl Default for AuditList {
    fn default() -> AuditList {
        AuditList { after: 0, limit: 1000 }
    }
}

/// Whether the audit log's chain holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct AuditProof {
    /// How many entries hold.
    pub entries: u64,
    pub intact: bool,
    /// The first broken entry and what is wrong with it.
    pub problem: Option<String>,
}
