//! Links that groups and subflows imply.

use super::super::expand::Placed;
use super::super::{Deadline, Index, Link};
use super::Builder;
use crate::bundle::beside;
use crate::id::NodeId;
use crate::node::{Join, Kind, Node, Order};
use std::collections::{HashMap, HashSet};

impl Builder<'_> {
    pub fn draw_implied(&mut self, places: &[Placed<'_>], scope: usize) {
        let place = &places[scope];
        let nodes = &place.definition.nodes;
        let mut members: HashMap<&NodeId, Vec<(Index, Index)>> = HashMap::new();
        for node in nodes {
            if let (Some(parent), Some(border)) = (&node.parent, self.border(scope, &node.id)) {
                members.entry(parent).or_default().push(border);
            }
        }
        for node in nodes.iter().filter(|n| matches!(n.kind, Kind::Subflow(_))) {
            self.draw_subflow(places, scope, node);
        }
        // Inner groups first: what an outer group adds depends on whether an inner one already has a way in.
        let groups = nodes.iter().filter_map(|node| match node.kind {
            Kind::Group(order) => Some((place.inheritance.groups(node).len(), node, order)),
            _ => None,
        });
        let mut groups: Vec<(usize, &Node, Order)> = groups.collect();
        groups.sort_by_key(|(depth, _, _)| std::cmp::Reverse(*depth));
        for (_, node, order) in groups {
            let inside = members.remove(&node.id).unwrap_or_default();
            self.draw_group(scope, node, order, &inside);
        }
    }

    /// From a group's opening border to its members, in order when serial, to its closing border.
    fn draw_group(&mut self, scope: usize, group: &Node, order: Order, inside: &[(Index, Index)]) {
        let Some((open, close)) = self.border(scope, &group.id) else {
            return;
        };
        if inside.is_empty() {
            self.links.push_plain(open, close);
            return;
        }
        if order == Order::Serial {
            inside.windows(2).for_each(|pair| self.links.push_plain(pair[0].1, pair[1].0));
        }
        let firsts: HashSet<Index> = inside.iter().map(|(first, _)| *first).collect();
        let lasts: HashSet<Index> = inside.iter().map(|(_, last)| *last).collect();
        // A group with no edge of its own opens when the first edge from outside to one of its members is satisfied.
        if self.links.links_into(open).next().is_none() {
            let into_members = inside.iter().flat_map(|(first, _)| self.links.links_into(*first));
            let outside: Vec<Link> = into_members.filter(|link| !lasts.contains(&link.from)).collect();
            if !outside.is_empty() {
                self.activities[open].join = Join::Any;
            }
            outside.into_iter().for_each(|link| self.links.push_borrowed(Link { to: open, ..link }));
        }
        let enters = |(first, _): &&(Index, Index)| !self.links.links_into(*first).any(|l| lasts.contains(&l.from));
        let leaves = |(_, last): &&(Index, Index)| !self.links.links_out_of(*last).any(|l| firsts.contains(&l.to));
        let entered: Vec<Index> = inside.iter().filter(enters).map(|(first, _)| *first).collect();
        let left: Vec<Index> = inside.iter().filter(leaves).map(|(_, last)| *last).collect();
        entered.into_iter().for_each(|first| self.links.push_plain(open, first));
        left.into_iter().for_each(|last| self.links.push_plain(last, close));
    }

    /// From a subflow's opening border to its begin, and from its end to its closing border.
    fn draw_subflow(&mut self, places: &[Placed<'_>], scope: usize, node: &Node) {
        let place = &places[scope];
        let path = place.path(&node.id);
        let (Some((open, close)), Kind::Subflow(subflow)) = (self.border(scope, &node.id), &node.kind) else {
            return;
        };
        let Some(inner) = places.iter().position(|p| p.prefix.as_ref() == Some(&path)) else {
            return;
        };
        debug_assert_eq!(places[inner].file, beside(place.file, &subflow.file));
        let definition = places[inner].definition;
        for node in &definition.nodes {
            let Some((first, last)) = self.border(inner, &node.id) else {
                continue;
            };
            match node.kind {
                Kind::Begin => self.links.push_plain(open, first),
                Kind::End => self.links.push_plain(last, close),
                _ => {}
            }
        }
        if let Some(deadline) = definition.deadline.filter(|_| node.deadline.is_none()) {
            self.deadlines.push(Deadline { activity: close, node: path, at: deadline.at(self.date, self.zone) });
        }
    }
}
