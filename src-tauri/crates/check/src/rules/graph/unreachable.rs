//! G004: a node that begin does not reach.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::definition::Edge;
use daybreak_model::diagnostic::Severity;
use daybreak_model::edit::Edit;
use daybreak_model::node::Kind;

pub const RULE: Rule = Rule {
    code: "G004",
    name: "unreachable",
    severity: Severity::Error,
    summary: "No path leads from begin to this node.",
    page: "
Follows all dependencies from begin, whatever the outcome they wait for. What is not met on the way is reported; of a group that is not
reached only the group.

## Why it matters

The node takes no part in any run: its work would silently not be done.

## What to do

Connect it to what it waits for. The fix connects the first node of an unreached part to begin.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let graph = &subject.graph;
    let Some(begin) = subject.of_kind(|k| *k == Kind::Begin).next() else {
        return;
    };
    for index in (0..subject.definition.nodes.len()).filter(|n| !graph.from_begin[*n]) {
        let in_unreached_group = subject.parent[index].is_some_and(|g| !graph.from_begin[g]);
        if in_unreached_group || subject.is_shadowed(index) {
            continue;
        }
        let (id, begin) = (&subject.node(index).id, &subject.node(begin).id);
        let before = graph.incoming(index).map(|l| graph.owner[l.from]).find(|n| *n != index);
        report.say(|| match before {
            Some(before) => {
                let before = &subject.node(before).id;
                let message =
                    format!("{id} is never reached from begin, because {before} before it is not: it never runs");
                Finding::at(index, "", message).help(format!("connect {before}, or what is before it, to {begin}"))
            }
            None => {
                let edge = Edge::new(begin.clone(), id.clone());
                Finding::at(index, "", format!("{id} waits for nothing and is not connected to begin: it never runs"))
                    .help("draw an edge to it from what it waits for, or from begin")
                    .confirm(format!("Connect {begin} to {id}"), vec![Edit::AddEdge(edge)])
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow, found, jobs};
    use serde_json::json;

    #[test]
    fn the_first_of_the_unreached_part_has_the_fix() {
        let found = found(&RULE, flow(jobs("a b c"), "begin>a a>end b>c c>end"));
        let fixes: Vec<bool> = found.iter().map(|d| d.fix.is_some()).collect();
        assert_eq!(fixes, [true, false]);
        assert!(found[1].message.contains("because b"), "{}", found[1].message);
    }

    #[test]
    fn members_of_a_reached_group_are_reached() {
        let nodes = json!([{"id": "g", "kind": "group"}, {"id": "a", "kind": "job", "parent": "g"}]);
        assert!(found(&RULE, flow(nodes.clone(), "begin>g g>end")).is_empty());
        assert_eq!(found(&RULE, flow(nodes, "begin>end g>end")).len(), 1);
    }
}
