//! What a change is put on, and what it makes of the planned night.

use super::allowed::Allowed;
use super::genes::Genes;
use crate::problem::Problem;
use daybreak_model::bundle::Bundle;
use daybreak_model::definition::{Edge, Outcome};
use daybreak_model::edit::Edit;
use daybreak_model::id::NodeId;
use daybreak_model::network::{Index, Link, Network, Unbuildable};
use daybreak_model::time::{Span, Timestamp};
use daybreak_simulation::Rehearsal;
use std::collections::BTreeMap;

/// The night as it is, with what may be changed of it.
pub struct Ground<'a> {
    pub bundle: &'a Bundle,
    pub network: Network,
    /// When the run is started.
    pub start: Timestamp,
    pub problem: Problem,
    pub genes: Genes,
    pub allowed: Allowed,
}

/// A change of the root definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Of every gene.
    pub priorities: Vec<i32>,
    /// Edges that put one activity after another.
    pub edges: Vec<(Index, Index)>,
}

impl<'a> Ground<'a> {
    pub fn of(bundle: &'a Bundle, network: Network, start: Timestamp) -> Result<Ground<'a>, Unbuildable> {
        let problem = Problem::of(&network, start);
        let genes = Genes::of(bundle, &network)?;
        let allowed = Allowed::of(bundle, &network);
        Ok(Ground { bundle, network, start, problem, genes, allowed })
    }

    /// The change that changes nothing.
    pub fn unchanged(&self) -> Change {
        Change { priorities: self.genes.nodes.iter().map(|gene| gene.now).collect(), edges: Vec::new() }
    }

    /// The network with a change in it; nothing when its edges close a ring.
    pub fn changed(&self, change: &Change) -> Option<Network> {
        let link = |(from, to): &(Index, Index)| Link {
            from: *from,
            to: *to,
            on: Outcome::Completion,
            lag: Span::ZERO,
            branch: None,
        };
        let mut network = self.network.with_links(&change.edges.iter().map(link).collect::<Vec<_>>())?;
        for (gene, priority) in self.genes.nodes.iter().zip(&change.priorities) {
            gene.activities.iter().for_each(|at| network.activities[*at].priority = *priority);
        }
        Some(network)
    }

    /// The night with a change in it, ready to be planned.
    pub fn rehearsal(&self, change: &Change) -> Option<Rehearsal> {
        self.changed(change).map(|network| Rehearsal::new(&network, self.start))
    }

    /// The window with a change in it, in milliseconds.
    pub fn window(&self, change: &Change) -> Option<i64> {
        self.rehearsal(change)?.window()
    }

    /// Whether two activities take something of the same pool or lock.
    pub fn share(&self, one: Index, other: Index) -> bool {
        let [one, other] = [one, other].map(|at| &self.network.activities[at].demand);
        one.pools.iter().any(|(pool, _)| other.pools.iter().any(|(own, _)| own == pool))
            || one.locks.iter().any(|(lock, _)| other.locks.iter().any(|(own, _)| own == lock))
    }

    /// The new priorities of a change, only those that differ.
    pub fn priorities(&self, change: &Change) -> BTreeMap<NodeId, i32> {
        let genes = self.genes.nodes.iter().zip(&change.priorities).filter(|(gene, priority)| gene.now != **priority);
        genes.map(|(gene, priority)| (gene.node.clone(), *priority)).collect()
    }

    /// The edges of a change by the nodes that they join, in order.
    pub fn edges(&self, change: &Change) -> Vec<(NodeId, NodeId)> {
        let node = |at: Index| self.network.activities[at].node.clone();
        let mut edges: Vec<_> = change.edges.iter().map(|(from, to)| (node(*from), node(*to))).collect();
        edges.sort_unstable();
        edges
    }

    /// A change as edits of the root definition. Edges hold whatever becomes of the job that they lead from: they put in order, and one
    /// job's failure is no reason not to run another that does not need it.
    pub fn edits(&self, change: &Change) -> Vec<Edit> {
        let Some(root) = self.bundle.root() else { return Vec::new() };
        let mut priorities = self.priorities(change);
        let mut edits = Vec::new();
        for node in &root.nodes {
            if let Some(priority) = priorities.remove(&node.id) {
                let mut node = node.clone();
                node.settings.priority = Some(priority);
                edits.push(Edit::SetNode(Box::new(node)));
            }
        }
        let edge = |(from, to)| Edit::AddEdge(Edge { on: Outcome::Completion, ..Edge::new(from, to) });
        edits.extend(self.edges(change).into_iter().map(edge));
        edits
    }
}
