//! Verbs about whole nodes: add, remove, replace.

use super::bridge::{Bridge, bridge};
use super::place::{Place, files_in_order, members};
use super::{Draft, Refusal, refuse};
use daybreak_model::bundle::beside;
use daybreak_model::definition::Definition;
use daybreak_model::edit::Edit;
use daybreak_model::id::NodeId;
use daybreak_model::node::{Kind, Node};
use daybreak_model::settings::OnFailure;
use std::collections::BTreeSet;

impl Draft {
    /// A node without an edge is not reached from Begin; verbs that add edges join it.
    pub(super) fn add_node(&mut self, node: &Node) -> Result<(), Refusal> {
        let file = self.bundle().root.clone();
        if self.bundle().root().is_some_and(|root| root.node(&node.id).is_some()) {
            return Err(refuse(Some(&node.id), format!("there is a node {} already", node.id)));
        }
        if matches!(node.kind, Kind::Begin | Kind::End) {
            return Err(refuse(Some(&node.id), "a workflow has exactly one begin and one end"));
        }
        self.holds_together(&file, node)?;
        self.edit(&file, Edit::SetNode(Box::new(node.clone())));
        Ok(())
    }

    pub(super) fn replace_node(&mut self, node: &Node) -> Result<(), Refusal> {
        let (place, old) = self.node(&node.id)?;
        let turns = |kind: &Kind| (old.kind == *kind) != (node.kind == *kind);
        if turns(&Kind::Begin) || turns(&Kind::End) {
            return Err(refuse(Some(&node.id), "a workflow has exactly one begin and one end"));
        }
        let definition = &self.bundle().definitions[&place.file];
        if !matches!(node.kind, Kind::Group(_)) && !members(definition, &node.id).is_empty() {
            return Err(refuse(Some(&node.id), format!("{} holds other nodes, so it stays a group", node.id)));
        }
        if let Some(edge) =
            definition.edges.iter().find(|edge| edge.from == node.id && !has_branch(node, edge.branch.as_deref()))
        {
            let branch = edge.branch.as_deref().unwrap_or_default();
            return Err(refuse(Some(&node.id), format!("the edge to {} needs the branch {branch:?}", edge.to))
                .help("remove the edge first"));
        }
        self.holds_together(&place.file, node)?;
        self.set(&place, node.clone());
        Ok(())
    }

    /// What came before the node then comes before what came after it; a group goes with all that is in it.
    pub(super) fn remove_node(&mut self, path: &NodeId) -> Result<(), Refusal> {
        let (Place { file, node: id }, node) = self.node(path)?;
        let definition = &self.bundle().definitions[&file];
        let mut gone: BTreeSet<NodeId> = members(definition, &id).into_iter().map(|node| node.id.clone()).collect();
        gone.insert(node.id.clone());
        for node in definition.nodes.iter().filter(|node| gone.contains(&node.id)) {
            if matches!(node.kind, Kind::Begin | Kind::End) {
                return Err(refuse(Some(path), "a workflow has exactly one begin and one end"));
            }
            if matches!(node.kind, Kind::Decision(_)) && definition.edges.iter().any(|edge| edge.from == node.id) {
                return Err(refuse(
                    Some(path),
                    format!("{} is a decision; which of its branches should be taken?", node.id),
                )
                .help("remove the edges of the branches that are not meant, then replace it by a milestone"));
            }
        }
        if let Some(other) = handed_over(definition, &gone) {
            return Err(refuse(Some(path), format!("{} hands its failures to it", other.id)));
        }
        let Bridge { edges, outdone, dropped } = bridge(definition, &gone);
        let old: Vec<_> =
            definition.edges.iter().filter(|e| gone.contains(&e.from) || gone.contains(&e.to)).cloned().collect();
        self.note_shared(&file);
        for edge in old.into_iter().chain(outdone) {
            self.edit(&file, Edit::RemoveEdge(edge));
        }
        for edge in edges {
            self.edit(&file, Edit::AddEdge(edge));
        }
        for node in gone {
            self.edit(&file, Edit::RemoveNode(node));
        }
        for to in dropped {
            self.applied.notes.push(format!("{to} waited for a failure of {path}, which cannot fail any more."));
        }
        Ok(())
    }

    /// Whether everything that the node refers to is there.
    fn holds_together(&self, file: &str, node: &Node) -> Result<(), Refusal> {
        let wrong = |message: String| Err(refuse(Some(&node.id), message));
        let definition = &self.bundle().definitions[file];
        if let Some(parent) = &node.parent {
            let is_group = definition.node(parent).is_some_and(|there| matches!(there.kind, Kind::Group(_)));
            let is_inside = members(definition, &node.id).iter().any(|member| member.id == *parent);
            if !is_group || is_inside || *parent == node.id {
                return wrong(format!("there is no group {parent} for it to be in"));
            }
        }
        if let Kind::Subflow(subflow) = &node.kind
            && !self.bundle().definitions.contains_key(&beside(file, &subflow.file))
        {
            return wrong(format!("the subflow's file {:?} is not part of the base", subflow.file));
        }
        let all = files_in_order(self.bundle());
        let definitions = || all.iter().filter_map(|file| self.bundle().definitions.get(*file));
        if let Some(pool_use) =
            node.uses.iter().find(|u| !definitions().any(|d| d.pools.iter().any(|p| p.id == u.pool)))
        {
            return wrong(format!("there is no pool {} for it to use", pool_use.pool));
        }
        if let Some(lock) = node.locks.iter().find(|l| !definitions().any(|d| d.locks.iter().any(|o| o.id == l.lock))) {
            return wrong(format!("there is no lock {} for it to take", lock.lock));
        }
        if let Some(system) =
            node.system.as_ref().filter(|id| !definitions().any(|d| d.systems.iter().any(|s| s.id == **id)))
        {
            return wrong(format!("there is no system {system} for it to belong to"));
        }
        Ok(())
    }
}

fn has_branch(node: &Node, branch: Option<&str>) -> bool {
    match (&node.kind, branch) {
        (_, None) => true,
        (Kind::Decision(branches), Some(name)) => branches.iter().any(|branch| branch.name == name),
        (_, Some(_)) => false,
    }
}

/// Another node whose failures are handled by one of these.
pub(super) fn handed_over<'a>(definition: &'a Definition, gone: &BTreeSet<NodeId>) -> Option<&'a Node> {
    let handler = |node: &Node| matches!(&node.settings.on_failure, Some(OnFailure::Handler(by)) if gone.contains(by));
    definition.nodes.iter().find(|node| !gone.contains(&node.id) && handler(node))
}
