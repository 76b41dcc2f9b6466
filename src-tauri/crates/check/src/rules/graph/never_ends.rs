//! G005: a node from which no path leads to end.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use crate::subject::graph::{Graph, Why};
use daybreak_model::definition::{Edge, Outcome};
use daybreak_model::diagnostic::Severity;
use daybreak_model::edit::Edit;
use daybreak_model::node::Kind;

pub const RULE: Rule = Rule {
    code: "G005",
    name: "never-ends",
    severity: Severity::Warning,
    summary: "No path leads from this node to end.",
    page: "
Follows all dependencies back from end. What is not met on the way is reported, save what only runs after a failure.

## Why it matters

End does not wait for the node: the window is reported as closed while it may still run, and it is on no critical path.

## What to do

Connect it to what needs it, or to end.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let graph = &subject.graph;
    let Some(end) = subject.of_kind(|k| *k == Kind::End).next() else {
        return;
    };
    let after_failure = after_failure(graph);
    for (index, after_failure) in after_failure.into_iter().enumerate().take(subject.definition.nodes.len()) {
        let leaves = graph.close[index];
        let judged = graph.from_begin[index] && !graph.to_end[leaves] && !after_failure;
        if !judged || subject.parent[index].is_some_and(|g| !graph.to_end[graph.close[g]]) {
            continue;
        }
        let (id, end) = (&subject.node(index).id, &subject.node(end).id);
        let after = graph.outgoing(leaves).map(|l| graph.owner[l.to]).find(|n| *n != index);
        report.say(|| match after {
            Some(after) => {
                let after = &subject.node(after).id;
                let message = format!(
                    "{id} leads only to {after}, which does not lead to end: the window closes without waiting for it"
                );
                Finding::at(index, "", message).help(format!("connect {after}, or what is behind it, to {end}"))
            }
            None => {
                let edge = Edge::new(id.clone(), end.clone());
                Finding::at(index, "", format!("nothing follows {id}: the window closes without waiting for it"))
                    .help("draw an edge from it to what needs it, or to end")
                    .confirm(format!("Connect {id} to {end}"), vec![Edit::AddEdge(edge)])
            }
        });
    }
}

/// Vertices that run only after a failure.
fn after_failure(graph: &Graph) -> Vec<bool> {
    let mut after = vec![false; graph.vertices()];
    for &vertex in &graph.order {
        let mut ways = graph.incoming(vertex).peekable();
        after[vertex] =
            ways.peek().is_some() && ways.all(|l| l.on == Outcome::Failure || l.why == Why::Handler || after[l.from]);
    }
    after
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow, found, jobs};
    use serde_json::json;

    #[test]
    fn a_tail_is_found_and_can_be_connected() {
        let found = found(&RULE, flow(jobs("a b c"), "begin>a a>end a>b b>c"));
        let fixes: Vec<bool> = found.iter().map(|d| d.fix.is_some()).collect();
        assert_eq!(fixes, [false, true]);
    }

    #[test]
    fn what_runs_after_a_failure_may_be_the_last() {
        let nodes = json!([
            {"id": "a", "kind": "job", "settings": {"on_failure": {"handler": "tell"}}},
            {"id": "tell", "kind": "job"},
        ]);
        assert!(found(&RULE, flow(nodes, "begin>a a>end")).is_empty());
    }
}
