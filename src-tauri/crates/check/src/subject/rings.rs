//! Rings: vertices that reach one another.

use super::Subject;
use super::graph::Link;
use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use std::collections::{HashMap, VecDeque};

/// One shortest ring, as its links, for every set of vertices that reach one another by the links that `counts` lets through.
pub fn rings(subject: &Subject<'_>) -> Vec<Vec<Link>> {
    let graph = &subject.graph;
    let mut sorted = vec![false; graph.vertices()];
    graph.order.iter().for_each(|v| sorted[*v] = true);
    let mut cyclic: DiGraph<usize, usize> = DiGraph::new();
    let mut at: HashMap<usize, NodeIndex> = HashMap::new();
    for vertex in (0..graph.vertices()).filter(|v| !sorted[*v]) {
        at.insert(vertex, cyclic.add_node(vertex));
    }
    for (index, link) in graph.links.iter().enumerate() {
        if let (Some(from), Some(to)) = (at.get(&link.from), at.get(&link.to)) {
            cyclic.add_edge(*from, *to, index);
        }
    }
    let mut rings: Vec<Vec<usize>> = kosaraju_scc(&cyclic)
        .into_iter()
        .filter(|set| set.len() > 1 || cyclic.contains_edge(set[0], set[0]))
        .filter_map(|set| shortest_ring(&cyclic, &set))
        .collect();
    rings.sort_by_key(|ring| graph.links[ring[0]].from);
    rings.into_iter().map(|ring| ring.into_iter().map(|l| graph.links[l]).collect()).collect()
}

/// A shortest ring through the vertex of the set that comes first in the file, as positions of links.
fn shortest_ring(cyclic: &DiGraph<usize, usize>, set: &[NodeIndex]) -> Option<Vec<usize>> {
    use petgraph::visit::EdgeRef;
    let inside: std::collections::HashSet<NodeIndex> = set.iter().copied().collect();
    let start = set.iter().copied().min_by_key(|v| cyclic[*v])?;
    let mut came: HashMap<NodeIndex, (NodeIndex, usize)> = HashMap::new();
    let mut open = VecDeque::from([start]);
    while let Some(at) = open.pop_front() {
        for edge in cyclic.edges(at).filter(|e| inside.contains(&e.target())) {
            let new = !came.contains_key(&edge.target());
            if new {
                came.insert(edge.target(), (at, *edge.weight()));
                open.push_back(edge.target());
            }
            if edge.target() == start {
                open.clear();
                break;
            }
        }
    }
    let mut ring = Vec::new();
    let mut at = start;
    loop {
        let (from, link) = came.get(&at)?;
        ring.push(*link);
        at = *from;
        if at == start {
            ring.reverse();
            return Some(ring);
        }
    }
}
