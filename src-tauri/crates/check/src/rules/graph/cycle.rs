//! G003: nodes that wait for one another.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use crate::subject::graph::{Link, Why};
use crate::subject::rings::rings;
use daybreak_model::diagnostic::Severity;
use daybreak_model::edit::Edit;
use daybreak_model::id::NodeId;

pub const RULE: Rule = Rule {
    code: "G003",
    name: "cycle",
    severity: Severity::Error,
    summary: "Nodes wait for one another in a ring.",
    page: "
Follows every dependency: drawn edges, the order of serial groups, group borders (a node inside a group waits for the group to
open, and the group closes only after it) and failure handlers. For each set of nodes that wait for one another the shortest
ring is shown, node by node.

## Why it matters

None of the nodes in a ring can ever start, nor can anything behind them. The run would wait for ever.

## What to do

Remove the edge that turns back. The fix offers the edge of the ring that was drawn last.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    if subject.graph.is_acyclic() {
        return;
    }
    for ring in rings(subject) {
        report.say(|| finding(subject, &ring));
    }
}

fn finding(subject: &Subject<'_>, ring: &[Link]) -> Finding {
    let graph = &subject.graph;
    let mut names: Vec<&NodeId> = ring.iter().map(|l| &subject.node(graph.owner[l.from]).id).collect();
    names.dedup();
    if names.len() > 1 && names.first() == names.last() {
        names.pop();
    }
    let shown = names.iter().take(12).map(|n| n.as_str()).collect::<Vec<_>>().join(" > ");
    let shown = if names.len() > 12 { format!("{shown} > … ({} nodes)", names.len()) } else { shown };
    let message =
        format!("{shown} > {} is a ring: each of them waits for the one before, so none ever starts", names[0]);
    let drawn = ring.iter().filter_map(|l| if let Why::Drawn(edge) = l.why { Some(edge) } else { None }).max();
    let first = subject.find(names[0]);
    let related = names.iter().map(|n| (*n).clone());
    match drawn {
        Some(index) => {
            let edge = &subject.definition.edges[index];
            Finding::edge(index, first, message)
                .help(format!("remove the edge that turns back, for instance {} to {}", edge.from, edge.to))
                .confirm(format!("Remove the edge {} to {}", edge.from, edge.to), vec![Edit::RemoveEdge(edge.clone())])
        }
        None => {
            Finding::at(first.unwrap_or_default(), "", message).help("change the order of the group or the handler")
        }
    }
    .related(related)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow, found, jobs};
    use serde_json::json;

    #[test]
    fn the_ring_is_shown_and_its_last_edge_offered() {
        let found = found(&RULE, flow(jobs("a b c"), "begin>a a>b b>c c>a c>end"));
        assert_eq!(found.len(), 1);
        assert!(found[0].message.starts_with("a > b > c > a is a ring"), "{}", found[0].message);
        assert_eq!(found[0].related.len(), 3);
        assert_eq!(found[0].path, "/edges/3");
    }

    #[test]
    fn a_node_that_waits_for_itself_is_a_ring() {
        let found = found(&RULE, flow(jobs("a"), "begin>a a>a a>end"));
        assert!(found[0].message.starts_with("a > a is a ring"), "{}", found[0].message);
    }

    #[test]
    fn serial_order_and_group_borders_count() {
        let nodes = json!([
            {"id": "g", "kind": "group", "order": "serial"},
            {"id": "a", "kind": "job", "parent": "g"},
            {"id": "b", "kind": "job", "parent": "g"},
        ]);
        assert_eq!(found(&RULE, flow(nodes.clone(), "begin>g g>end b>a")).len(), 1);
        assert_eq!(found(&RULE, flow(nodes.clone(), "begin>g g>end a>g")).len(), 1);
        assert!(found(&RULE, flow(nodes, "begin>g g>end a>b")).is_empty());
    }

    #[test]
    fn a_path_that_leaves_a_group_and_comes_back_is_no_ring() {
        let nodes = json!([
            {"id": "g", "kind": "group"},
            {"id": "a", "kind": "job", "parent": "g"},
            {"id": "b", "kind": "job", "parent": "g"},
            {"id": "x", "kind": "job"},
        ]);
        assert!(found(&RULE, flow(nodes, "begin>a a>x x>b b>end")).is_empty());
    }

    #[test]
    fn two_rings_are_two_problems() {
        assert_eq!(found(&RULE, flow(jobs("a b c d"), "begin>a a>b b>a b>c c>d d>c d>end")).len(), 2);
    }

    #[test]
    fn a_ring_of_many_nodes_is_found_without_recursion() {
        let mut definition = flow(json!([]), "begin>n0 n49999>n0 n49999>end");
        let job = |i: usize| serde_json::from_value(json!({"id": format!("n{i}"), "kind": "job"})).expect("a job");
        definition.nodes.extend((0..50_000).map(job));
        let edge = |i: usize| daybreak_model::definition::Edge::new(&*format!("n{i}"), &*format!("n{}", i + 1));
        definition.edges.extend((0..49_999).map(edge));
        let found = crate::check(&daybreak_model::bundle::Bundle::single("x", definition), &crate::Context::default());
        assert!(found.iter().any(|d| d.code == "G003" && d.message.contains("(50000 nodes)")));
    }
}
