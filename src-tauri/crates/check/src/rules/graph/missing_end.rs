//! G002: a workflow has exactly one end.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::definition::Edge;
use daybreak_model::diagnostic::Severity;
use daybreak_model::edit::Edit;
use daybreak_model::node::{Kind, Node};

pub const RULE: Rule = Rule {
    code: "G002",
    name: "missing-end",
    severity: Severity::Error,
    summary: "The workflow has no end, or more than one.",
    page: "
The batch window runs from the start of Begin to the finish of End. There is exactly one of each.

## Why it matters

Without an end nobody can say when the night is over, and no deadline of the whole can be judged.

## What to do

Add an end and connect to it the nodes that nothing follows. Of several, keep one.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let ends: Vec<usize> = subject.of_kind(|k| *k == Kind::End).collect();
    match ends.as_slice() {
        [_] => {}
        [] => report.say(|| {
            Finding::of("/nodes", "the workflow has no end, so its window never closes")
                .help("add an end node and connect to it what runs last")
                .confirm("Add an end", edits(subject))
        }),
        [first, others @ ..] => {
            for other in others {
                let (first, id) = (&subject.node(*first).id, &subject.node(*other).id);
                report.say(|| {
                    let message =
                        format!("{id} is a second end beside {first}, so the finish of the window is not defined");
                    Finding::at(*other, "/kind", message)
                        .help(format!("connect what leads to {id} to {first} and remove {id}"))
                        .related([first.clone()])
                });
            }
        }
    }
}

fn edits(subject: &Subject<'_>) -> Vec<Edit> {
    let id = subject.free_id("end");
    let lasts = (0..subject.definition.nodes.len())
        .filter(|n| subject.parent[*n].is_none() && subject.graph.outgoing(subject.graph.close[*n]).next().is_none())
        .map(|n| Edit::AddEdge(Edge::new(subject.node(n).id.clone(), id.clone())));
    std::iter::once(Edit::SetNode(Box::new(Node::new(id.clone(), Kind::End)))).chain(lasts).collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow, found, jobs};
    use serde_json::json;

    #[test]
    fn no_end_is_found_and_fixed() {
        let mut definition = flow(jobs("a b"), "begin>a a>b");
        definition.nodes.remove(1);
        let found = found(&RULE, definition);
        assert_eq!(found.len(), 1);
        assert!(found[0].fix.is_some());
    }

    #[test]
    fn a_second_end_is_named() {
        let definition = flow(json!([{"id": "stop", "kind": "end"}]), "begin>end begin>stop");
        let found = found(&RULE, definition);
        assert_eq!(found[0].node.as_ref().map(|n| n.as_str()), Some("stop"));
    }

    #[test]
    fn one_end_is_fine() {
        assert!(found(&RULE, flow(jobs("a"), "begin>a a>end")).is_empty());
    }
}
