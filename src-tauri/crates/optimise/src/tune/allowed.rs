//! Between which activities an edge may be drawn that only puts them in order.
//!
//! Such an edge is drawn in the root definition, between jobs, waits and confirm gates that take part in the same nights: were one of
//! them left out by a decision and the other not, the edge could bring it back. It leads into a group only when that changes neither when
//! the group opens nor what it holds.

use super::taken::{Case, cases};
use daybreak_model::bundle::Bundle;
use daybreak_model::definition::Definition;
use daybreak_model::id::NodeId;
use daybreak_model::network::{Does, Index, Network, Part};
use daybreak_model::node::{Join, Kind, Node, Order};
use std::collections::{HashMap, HashSet};

pub struct Allowed {
    /// By activity, the groups around it, the innermost first; nothing for what no edge may be drawn to or from.
    groups: Vec<Option<Vec<usize>>>,
    /// By activity, in which nights it takes part.
    cases: Vec<Option<Case>>,
    is_serial: Vec<bool>,
    /// Whether an edge from outside to a member leaves the group as it is.
    is_open: Vec<bool>,
    drawn: HashSet<(Index, Index)>,
}

impl Allowed {
    pub fn of(bundle: &Bundle, network: &Network) -> Allowed {
        let mut allowed = Allowed {
            groups: vec![None; network.activities.len()],
            cases: cases(network),
            is_serial: Vec::new(),
            is_open: Vec::new(),
            drawn: network.links.iter().map(|l| (l.from, l.to)).collect(),
        };
        let Some(root) = bundle.root() else { return allowed };
        let nodes: HashMap<&NodeId, &Node> = root.nodes.iter().map(|node| (&node.id, node)).collect();
        let number = allowed.number_groups(root);
        for (at, activity) in network.activities.iter().enumerate() {
            let works = matches!(activity.does, Does::Work(_) | Does::Wait(_) | Does::Confirm(_));
            let is_end = activity.part == Part::Whole && activity.scope == 0 && activity.included && works;
            if is_end && allowed.cases[at].is_some() && activity.join == Join::All {
                allowed.groups[at] = nodes.get(&activity.node).map(|node| around(node, &nodes, &number));
            }
        }
        allowed
    }

    fn number_groups<'a>(&mut self, root: &'a Definition) -> HashMap<&'a NodeId, usize> {
        let entered: HashSet<&NodeId> = root.edges.iter().map(|edge| &edge.to).collect();
        let mut number = HashMap::new();
        for node in &root.nodes {
            if let Kind::Group(order) = node.kind {
                number.insert(&node.id, self.is_serial.len());
                self.is_serial.push(order == Order::Serial);
                self.is_open.push(entered.contains(&node.id) && node.uses.is_empty() && node.locks.is_empty());
            }
        }
        number
    }

    /// Whether anything may be put after `from`, or before it.
    pub fn is_end(&self, activity: Index) -> bool {
        self.groups[activity].is_some()
    }

    /// Whether an edge may be drawn from `from` to `to`.
    pub fn may(&self, from: Index, to: Index) -> bool {
        let (Some(left), Some(entered)) = (&self.groups[from], &self.groups[to]) else { return false };
        let is_implied = left.first() == entered.first() && left.first().is_some_and(|group| self.is_serial[*group]);
        let is_fine = |group: &usize| left.contains(group) || self.is_open[*group];
        let is_fit = from != to && self.cases[from] == self.cases[to];
        is_fit && !is_implied && entered.iter().all(is_fine) && !self.drawn.contains(&(from, to))
    }
}

fn around(node: &Node, nodes: &HashMap<&NodeId, &Node>, number: &HashMap<&NodeId, usize>) -> Vec<usize> {
    let mut groups = Vec::new();
    let mut parent = node.parent.as_ref();
    while let Some(group) = parent.and_then(|id| number.get(id)).filter(|group| !groups.contains(*group)) {
        groups.push(*group);
        parent = parent.and_then(|id| nodes.get(id)).and_then(|group| group.parent.as_ref());
    }
    groups
}
