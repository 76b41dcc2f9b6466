//! A node as files have it, and back: one flat object whose `kind` says which of the other fields belong.

use super::{
    Arrival, Branch, Confirm, Cycle, Join, Kind, KindName, LockUse, Node, Order, PoolUse, Subflow, Wait, Work,
};
use crate::id::{NodeId, SystemId, id_problem};
use crate::settings::Settings;
use crate::time::DayTime;
use schemars::JsonSchema;
use serde::ser::SerializeStruct;
use serde::{Deserialize, Serialize, Serializer};
use ts_rs::TS;

/// A node as the file has it: one flat object whose `kind` says which of the other fields belong.
#[derive(Clone, Debug, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(rename = "Node", optional_fields)]
#[schemars(rename = "Node")]
pub struct NodeText {
    id: NodeId,
    kind: KindName,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    description: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    system: Option<SystemId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    parent: Option<NodeId>,
    /// Of a job; `noop` when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    work: Option<Work>,
    /// Of a group; `free` when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    order: Option<Order>,
    /// Of a milestone; `all` when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    join: Option<Join>,
    /// Of a decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    branches: Option<Vec<Branch>>,
    /// Of a wait.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<Wait>,
    /// Of a confirm gate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    confirm: Option<Confirm>,
    /// Of a subflow.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    subflow: Option<Subflow>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<PoolUse>>")]
    uses: Vec<PoolUse>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<LockUse>>")]
    locks: Vec<LockUse>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    not_before: Option<DayTime>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    deadline: Option<DayTime>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cycle: Option<Cycle>,
    /// Of a wait for a file, a node or an address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    arrives: Option<Arrival>,
    #[serde(default, skip_serializing_if = "is_default")]
    #[ts(optional, as = "Option<Settings>")]
    settings: Settings,
}

/// What is wrong with a node whose fields are each well formed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct NodeProblem {
    /// The field that should be mended; nothing when it is missing.
    pub field: Option<&'static str>,
    pub message: String,
}

impl TryFrom<NodeText> for Node {
    type Error = NodeProblem;

    fn try_from(text: NodeText) -> Result<Node, NodeProblem> {
        if let Some(message) = id_problem(text.id.as_str()) {
            return Err(NodeProblem { field: Some("id"), message });
        }
        let of_kind = [
            ("work", KindName::Job, text.work.is_some()),
            ("order", KindName::Group, text.order.is_some()),
            ("join", KindName::Milestone, text.join.is_some()),
            ("branches", KindName::Decision, text.branches.is_some()),
            ("until", KindName::Wait, text.until.is_some()),
            ("arrives", KindName::Wait, text.arrives.is_some()),
            ("confirm", KindName::Confirm, text.confirm.is_some()),
            ("subflow", KindName::Subflow, text.subflow.is_some()),
        ];
        if let Some((field, kind, _)) = of_kind.iter().find(|(_, kind, there)| *there && *kind != text.kind) {
            let (belongs, is) = (kind.as_str(), text.kind.as_str());
            let message = format!("node {}: the field {field:?} belongs to a {belongs}, but this is a {is}", text.id);
            return Err(NodeProblem { field: Some(field), message });
        }
        let missing = |field: &str| NodeProblem {
            field: None,
            message: format!("node {}: the field {field:?} is missing; a {} needs it", text.id, text.kind.as_str()),
        };
        let kind = match text.kind {
            KindName::Begin => Kind::Begin,
            KindName::End => Kind::End,
            KindName::Job => Kind::Job(text.work.unwrap_or(Work::Noop)),
            KindName::Group => Kind::Group(text.order.unwrap_or_default()),
            KindName::Milestone => Kind::Milestone(text.join.unwrap_or_default()),
            KindName::Decision => Kind::Decision(text.branches.ok_or_else(|| missing("branches"))?),
            KindName::Wait => Kind::Wait(text.until.ok_or_else(|| missing("until"))?),
            KindName::Confirm => Kind::Confirm(text.confirm.ok_or_else(|| missing("confirm"))?),
            KindName::Subflow => Kind::Subflow(text.subflow.ok_or_else(|| missing("subflow"))?),
        };
        Ok(Node {
            id: text.id,
            name: text.name,
            description: text.description,
            kind,
            system: text.system,
            parent: text.parent,
            uses: text.uses,
            locks: text.locks,
            not_before: text.not_before,
            deadline: text.deadline,
            cycle: text.cycle,
            arrives: text.arrives,
            settings: text.settings,
        })
    }
}

fn is_default(settings: &Settings) -> bool {
    *settings == Settings::default()
}

/// Writes what [`NodeText`] reads, in the order of its fields and without a copy of the node.
impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Node", FIELDS)?;
        out.serialize_field("id", &self.id)?;
        out.serialize_field("kind", &self.kind.name())?;
        some(&mut out, "name", &self.name)?;
        some(&mut out, "description", &self.description)?;
        some(&mut out, "system", &self.system)?;
        some(&mut out, "parent", &self.parent)?;
        match &self.kind {
            Kind::Begin | Kind::End => {}
            Kind::Job(work) => out.serialize_field("work", work)?,
            Kind::Group(order) => out.serialize_field("order", order)?,
            Kind::Milestone(join) => out.serialize_field("join", join)?,
            Kind::Decision(branches) => out.serialize_field("branches", branches)?,
            Kind::Wait(wait) => out.serialize_field("until", wait)?,
            Kind::Confirm(confirm) => out.serialize_field("confirm", confirm)?,
            Kind::Subflow(subflow) => out.serialize_field("subflow", subflow)?,
        }
        if !self.uses.is_empty() {
            out.serialize_field("uses", &self.uses)?;
        }
        if !self.locks.is_empty() {
            out.serialize_field("locks", &self.locks)?;
        }
        some(&mut out, "not_before", &self.not_before)?;
        some(&mut out, "deadline", &self.deadline)?;
        some(&mut out, "cycle", &self.cycle)?;
        some(&mut out, "arrives", &self.arrives)?;
        if !is_default(&self.settings) {
            out.serialize_field("settings", &self.settings)?;
        }
        out.end()
    }
}

/// How many fields a node has at the most.
const FIELDS: usize = 14;

fn some<T: Serialize, O: SerializeStruct>(out: &mut O, name: &'static str, value: &Option<T>) -> Result<(), O::Error> {
    value.as_ref().map_or(Ok(()), |value| out.serialize_field(name, value))
}
