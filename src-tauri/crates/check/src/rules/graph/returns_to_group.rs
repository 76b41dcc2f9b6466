//! G013: a path that leaves a group and comes back into it.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use crate::subject::graph::{Link, Why};
use daybreak_model::diagnostic::Severity;
use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};
use std::collections::{HashMap, VecDeque};

pub const RULE: Rule = Rule {
    code: "G013",
    name: "returns-to-group",
    severity: Severity::Error,
    summary: "A path leaves a group without an edge of its own and comes back into it.",
    page: "
A group to which no edge is drawn opens with the first edge from outside to one of its members. This rule finds paths that leave such a
group and enter it again.

## Why it matters

The edge that comes back would open the group from which it comes: there is no order in which to run that.

## What to do

Draw an edge to the group itself, so that it is plain when it opens; or move the nodes on the way into the group.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    if subject.graph.is_acyclic() {
        return;
    }
    let plain: Vec<Vec<Link>> = rings(subject, |link| link.why != Why::Entry);
    if !plain.is_empty() {
        return;
    }
    for ring in rings(subject, |_| true) {
        let Some(entry) = ring.iter().find(|l| l.why == Why::Entry) else { continue };
        let (group, from) = (subject.graph.owner[entry.to], subject.graph.owner[entry.from]);
        let ids = (&subject.node(group).id, &subject.node(from).id);
        report.say(|| {
            let message = format!(
                "a path leaves the group {} and comes back through {}, but no edge leads to the group itself, so it is not defined when it opens",
                ids.0, ids.1
            );
            Finding::at(group, "", message)
                .help(format!("connect the group {} to what it waits for, or move {} into it", ids.0, ids.1))
                .related([ids.1.clone()])
        });
    }
}

/// One shortest ring, as its links, for every set of vertices that reach one another by the links that `counts` lets through.
pub fn rings(subject: &Subject<'_>, counts: impl Fn(&Link) -> bool) -> Vec<Vec<Link>> {
    let graph = &subject.graph;
    let mut sorted = vec![false; graph.vertices()];
    graph.order.iter().for_each(|v| sorted[*v] = true);
    let mut cyclic: DiGraph<usize, usize> = DiGraph::new();
    let mut at: HashMap<usize, NodeIndex> = HashMap::new();
    for vertex in (0..graph.vertices()).filter(|v| !sorted[*v]) {
        at.insert(vertex, cyclic.add_node(vertex));
    }
    for (index, link) in graph.links.iter().enumerate().filter(|(_, l)| counts(l)) {
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

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow, found};
    use daybreak_model::bundle::Bundle;
    use serde_json::{Value, json};

    fn nodes() -> Value {
        json!([
            {"id": "g", "kind": "group"},
            {"id": "a", "kind": "job", "parent": "g"},
            {"id": "b", "kind": "job", "parent": "g"},
            {"id": "x", "kind": "job"},
        ])
    }

    #[test]
    fn a_path_out_and_in_is_found() {
        let definition = flow(nodes(), "begin>a a>x x>b b>end");
        let built = daybreak_model::network::build(
            &Bundle::single("f", definition.clone()),
            chrono::NaiveDate::from_ymd_opt(2026, 3, 2).expect("a date"),
        );
        let found = found(&RULE, definition);
        assert_eq!(found.len(), usize::from(built.is_err()));
        assert!(found[0].message.contains("comes back through x"), "{}", found[0].message);
    }

    #[test]
    fn with_an_edge_of_its_own_the_group_is_fine() {
        assert!(found(&RULE, flow(nodes(), "begin>g a>x x>b g>end")).is_empty());
    }
}
