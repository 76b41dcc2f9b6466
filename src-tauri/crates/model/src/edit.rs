//! Edits of a definition as values: what the canvas, a fix and a scenario do to it.

use crate::definition::{Definition, Edge, Lock, Pool, System};
use crate::duration::SlowNight;
use crate::id::{LockId, NodeId, PoolId, SystemId, WorkflowId};
use crate::node::Node;
use crate::settings::Settings;
use crate::time::DayTime;
use crate::trigger::Trigger;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

mod inverse;

/// One change. Applied in order; each is total: an edit that finds nothing to change changes nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Edit {
    /// Replaces the node of the same identifier, or adds it at the end.
    SetNode(Box<Node>),
    /// Adds a node before another in the file's order (the order of serial groups).
    InsertNode {
        node: Box<Node>,
        before: NodeId,
    },
    /// Removes the node alone; its edges stay (and dangle) unless they are removed, too.
    RemoveNode(NodeId),
    /// Renames the node and every edge, parent and handler that names it.
    RenameNode {
        from: NodeId,
        to: NodeId,
    },
    /// Adds the edge unless the very same is there.
    AddEdge(Edge),
    /// Adds the edge at a position in the file's order, at the end when there are fewer; what an undone removal needs.
    InsertEdge {
        edge: Edge,
        at: u32,
    },
    /// Removes every edge equal to this one.
    RemoveEdge(Edge),
    /// Replaces or adds.
    SetSystem(Box<System>),
    RemoveSystem(SystemId),
    SetPool(Pool),
    RemovePool(PoolId),
    SetLock(Lock),
    RemoveLock(LockId),
    SetTriggers(Vec<Trigger>),
    SetHeader(Box<Header>),
    /// Replaces everything.
    SetDefinition(Box<Definition>),
}

/// Everything of a definition that is neither node, edge, system, pool, lock nor trigger.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Header {
    pub id: WorkflowId,
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    pub zone: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<String>,
    #[serde(default)]
    pub parameters: BTreeMap<String, String>,
    #[serde(default)]
    pub secrets: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<DayTime>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slow_night: Option<SlowNight>,
    #[serde(default)]
    #[ts(as = "Option<Settings>", optional)]
    pub defaults: Settings,
}

impl Edit {
    /// Applies `edits` one after another.
    pub fn apply_all(edits: &[Edit], definition: &mut Definition) {
        edits.iter().for_each(|edit| edit.apply(definition));
    }

    /// Applies the edit in place.
    pub fn apply(&self, definition: &mut Definition) {
        match self {
            Edit::SetNode(node) => put(&mut definition.nodes, (**node).clone(), |n| n.id == node.id),
            Edit::InsertNode { node, before } => {
                definition.nodes.retain(|n| n.id != node.id);
                let at = definition.nodes.iter().position(|n| n.id == *before).unwrap_or(definition.nodes.len());
                definition.nodes.insert(at, (**node).clone());
            }
            Edit::RemoveNode(id) => definition.nodes.retain(|n| n.id != *id),
            Edit::RenameNode { from, to } => rename(definition, from, to),
            Edit::AddEdge(edge) => {
                if !definition.edges.contains(edge) {
                    definition.edges.push(edge.clone());
                }
            }
            Edit::InsertEdge { edge, at } => {
                let at = (*at as usize).min(definition.edges.len());
                definition.edges.insert(at, edge.clone());
            }
            Edit::RemoveEdge(edge) => definition.edges.retain(|e| e != edge),
            Edit::SetSystem(system) => put(&mut definition.systems, (**system).clone(), |s| s.id == system.id),
            Edit::RemoveSystem(id) => definition.systems.retain(|s| s.id != *id),
            Edit::SetPool(pool) => put(&mut definition.pools, pool.clone(), |p| p.id == pool.id),
            Edit::RemovePool(id) => definition.pools.retain(|p| p.id != *id),
            Edit::SetLock(lock) => put(&mut definition.locks, lock.clone(), |l| l.id == lock.id),
            Edit::RemoveLock(id) => definition.locks.retain(|l| l.id != *id),
            Edit::SetTriggers(triggers) => definition.triggers.clone_from(triggers),
            Edit::SetHeader(header) => header.apply(definition),
            Edit::SetDefinition(whole) => definition.clone_from(whole),
        }
    }
}

impl Header {
    pub fn of(definition: &Definition) -> Header {
        Header {
            id: definition.id.clone(),
            name: definition.name.clone(),
            description: definition.description.clone(),
            zone: definition.zone.clone(),
            calendar: definition.calendar.clone(),
            parameters: definition.parameters.clone(),
            secrets: definition.secrets.clone(),
            deadline: definition.deadline,
            slow_night: definition.slow_night,
            defaults: definition.defaults.clone(),
        }
    }

    fn apply(&self, definition: &mut Definition) {
        let header = self.clone();
        definition.id = header.id;
        definition.name = header.name;
        definition.description = header.description;
        definition.zone = header.zone;
        definition.calendar = header.calendar;
        definition.parameters = header.parameters;
        definition.secrets = header.secrets;
        definition.deadline = header.deadline;
        definition.slow_night = header.slow_night;
        definition.defaults = header.defaults;
    }
}

fn put<T>(list: &mut Vec<T>, value: T, same: impl Fn(&T) -> bool) {
    match list.iter_mut().find(|t| same(t)) {
        Some(there) => *there = value,
        None => list.push(value),
    }
}

fn rename(definition: &mut Definition, from: &NodeId, to: &NodeId) {
    use crate::settings::OnFailure;
    let swap = |id: &mut NodeId| {
        if id == from {
            *id = to.clone();
        }
    };
    for node in &mut definition.nodes {
        swap(&mut node.id);
        if let Some(parent) = &mut node.parent {
            swap(parent);
        }
        if let Some(OnFailure::Handler(handler)) = &mut node.settings.on_failure {
            swap(handler);
        }
    }
    for edge in &mut definition.edges {
        swap(&mut edge.from);
        swap(&mut edge.to);
    }
}
