//! Joining what came before removed nodes with what came after them.

use super::place::members;
use daybreak_model::definition::{Definition, Edge, Outcome};
use daybreak_model::id::NodeId;
use daybreak_model::node::{Kind, Order};
use daybreak_model::time::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Ways through removed nodes are followed for this many steps; a cycle, which no night can have, would be followed for ever.
const MOST_STEPS: usize = 100_000;

/// What takes the place of removed nodes.
pub struct Bridge {
    pub edges: Vec<Edge>,
    /// Edges that are there already, with a shorter lag than what takes their place: of two that say the same only the first counts.
    pub outdone: Vec<Edge>,
    /// What waited for a failure of a removed node.
    pub dropped: Vec<NodeId>,
}

/// The edges that keep the order of what is around `gone` as it was.
///
/// A removed node counts as one that succeeds as soon as it may: an edge over it has the outcome and branch of the edge into it, and
/// both lags (the longest of all ways through). Edges on its failure go, for it cannot fail. What a serial group implies counts as
/// an edge; a node that is entered through its group alone comes after what the group comes after.
pub fn bridge(definition: &Definition, gone: &BTreeSet<NodeId>) -> Bridge {
    let mut bridge = Bridge { edges: Vec::new(), outdone: Vec::new(), dropped: Vec::new() };
    let edges = with_implied(definition, gone);
    for (into, first) in entering(definition, &edges, gone) {
        let mut after: BTreeMap<&NodeId, Span> = BTreeMap::new();
        for (node, lag) in ways(definition, &edges, gone, first) {
            for out in edges.iter().filter(|e| e.from == node && !gone.contains(&e.to) && e.on != Outcome::Failure) {
                let longest = after.entry(&out.to).or_default();
                *longest = plus(plus(into.lag, lag), out.lag).max(*longest);
            }
        }
        for (to, lag) in after {
            let edge = Edge { to: to.clone(), lag, ..into.clone() };
            let is_implied = lag == Span::ZERO && edge.on == Outcome::Success && are_in_series(definition, &edge);
            if !is_implied && edge.from != edge.to {
                bridge.add(definition, edge);
            }
        }
    }
    let failing = definition.edges.iter().filter(|e| gone.contains(&e.from) && !gone.contains(&e.to));
    bridge.dropped = failing.filter(|e| e.on == Outcome::Failure).map(|e| e.to.clone()).collect();
    bridge
}

impl Bridge {
    /// Adds an edge unless one that says the same has as long a lag.
    fn add(&mut self, definition: &Definition, edge: Edge) {
        if let Some(there) = self.edges.iter_mut().find(|there| there.says_the_same(&edge)) {
            there.lag = there.lag.max(edge.lag);
            return;
        }
        match definition.edges.iter().find(|there| there.says_the_same(&edge)) {
            Some(there) if there.lag >= edge.lag => {}
            there => {
                self.outdone.extend(there.cloned());
                self.edges.push(edge);
            }
        }
    }
}

/// The edges, and those that serial groups imply around the removed nodes.
fn with_implied(definition: &Definition, gone: &BTreeSet<NodeId>) -> Vec<Edge> {
    let mut edges = definition.edges.clone();
    let around: BTreeSet<&NodeId> = gone
        .iter()
        .filter_map(|id| definition.node(id)?.parent.as_ref())
        .filter(|id| is_serial(definition, id))
        .collect();
    for group in around {
        let inside: Vec<&NodeId> =
            definition.nodes.iter().filter(|node| node.parent.as_ref() == Some(group)).map(|node| &node.id).collect();
        edges.extend(inside.windows(2).map(|pair| Edge::new(pair[0].as_str(), pair[1].as_str())));
    }
    edges
}

/// Each edge into a removed node from one that stays, and the removed node.
fn entering<'a>(
    definition: &'a Definition,
    edges: &'a [Edge],
    gone: &'a BTreeSet<NodeId>,
) -> Vec<(&'a Edge, &'a NodeId)> {
    let stays = |edge: &&Edge| !gone.contains(&edge.from);
    let mut found = Vec::new();
    for node in gone {
        let mut entered = Some(node);
        let mut depth = 0;
        while let Some(id) = entered.filter(|_| depth < daybreak_model::inherit::MAX_NESTING) {
            found.extend(edges.iter().filter(stays).filter(|edge| edge.to == *id).map(|edge| (edge, node)));
            let has_own = edges.iter().any(|edge| edge.to == *id);
            entered = definition.node(id).and_then(|node| node.parent.as_ref()).filter(|_| !has_own);
            depth += 1;
        }
    }
    found
}

/// The removed nodes that come at or after `first`, each with the longest lag on the way to it.
///
/// Entering a group enters all its members; leaving a member leaves the removed groups around it, too.
fn ways(definition: &Definition, edges: &[Edge], gone: &BTreeSet<NodeId>, first: &NodeId) -> BTreeMap<NodeId, Span> {
    let mut entered: BTreeMap<NodeId, Span> = BTreeMap::new();
    let mut left: BTreeMap<NodeId, Span> = BTreeMap::new();
    let mut open = vec![(first.clone(), Span::ZERO)];
    let mut steps = 0;
    while let Some((node, lag)) = open.pop().filter(|_| steps < MOST_STEPS) {
        steps += 1;
        if entered.get(&node).is_some_and(|there| *there >= lag) {
            continue;
        }
        entered.insert(node.clone(), lag);
        open.extend(members(definition, &node).into_iter().map(|member| (member.id.clone(), lag)));
        let mut leaving = Some(node);
        while let Some(id) = leaving.filter(|id| left.get(id).is_none_or(|there| *there < lag)) {
            left.insert(id.clone(), lag);
            let inside = edges.iter().filter(|e| e.from == id && gone.contains(&e.to) && e.on != Outcome::Failure);
            open.extend(inside.map(|e| (e.to.clone(), plus(lag, e.lag))));
            leaving = definition.node(&id).and_then(|n| n.parent.clone()).filter(|parent| gone.contains(parent));
        }
    }
    left
}

fn is_serial(definition: &Definition, group: &NodeId) -> bool {
    definition.node(group).is_some_and(|node| matches!(node.kind, Kind::Group(Order::Serial)))
}

fn are_in_series(definition: &Definition, edge: &Edge) -> bool {
    let parent = |id: &NodeId| definition.node(id).and_then(|node| node.parent.clone());
    let group = parent(&edge.from);
    group.as_ref().is_some_and(|group| is_serial(definition, group)) && group == parent(&edge.to)
}

fn plus(a: Span, b: Span) -> Span {
    Span::from_ms(a.ms().saturating_add(b.ms()))
}
