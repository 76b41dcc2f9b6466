//! Links from the edges that are drawn, and from failures to their handlers.

use super::super::expand::{Placed, obstacle};
use super::super::{Does, Index, Link};
use super::Builder;
use crate::definition::{Edge, Outcome};
use crate::id::NodeId;
use crate::node::Kind;
use crate::settings::OnFailure;
use std::collections::HashSet;

type Drawn = HashSet<(Index, Index, Outcome, Option<usize>)>;

impl Builder<'_> {
    pub fn draw_edges(&mut self, places: &[Placed<'_>], scope: usize) {
        let place = &places[scope];
        let mut drawn: Drawn = HashSet::with_capacity(place.definition.edges.len());
        for edge in &place.definition.edges {
            self.draw(place, scope, edge, &mut drawn);
        }
        for node in &place.definition.nodes {
            let Some((first, _)) = self.borders[scope].get(&node.id) else {
                continue;
            };
            if let OnFailure::Handler(handler) = &self.activities[*first].on_failure
                && matches!(node.kind, Kind::Job(_) | Kind::Wait(_))
                && *handler != node.id
            {
                let edge = Edge { on: Outcome::Failure, ..Edge::new(node.id.clone(), handler.clone()) };
                self.draw(place, scope, &edge, &mut drawn);
            }
        }
    }

    /// Adds the link of an edge unless the same has been drawn.
    fn draw(&mut self, place: &Placed<'_>, scope: usize, edge: &Edge, drawn: &mut Drawn) {
        let ends = (self.border(scope, &edge.from), self.border(scope, &edge.to));
        let (Some((_, from)), Some((to, _))) = ends else {
            let id = if ends.0.is_none() { &edge.from } else { &edge.to };
            let message = format!("the edge {} to {} names {id}, which is not there", edge.from, edge.to);
            self.problems.push(obstacle(None, message));
            return;
        };
        let branch = match (&edge.branch, &self.activities[from].does) {
            (Some(name), Does::Decide(branches)) => {
                let Some(at) = branches.iter().position(|b| b.name == *name) else {
                    let (from, to) = (&edge.from, &edge.to);
                    let message = format!("the edge {from} to {to} names the branch {name:?}, which is not there");
                    self.problems.push(obstacle(Some(place.path(from)), message));
                    return;
                };
                Some(at)
            }
            _ => None,
        };
        if drawn.insert((from, to, edge.on, branch)) {
            self.links.push(Link { from, to, on: edge.on, lag: edge.lag, branch });
        }
    }

    /// The first and the last activity of a node.
    pub fn border(&self, scope: usize, node: &NodeId) -> Option<(Index, Index)> {
        self.borders[scope].get(node).copied()
    }
}
