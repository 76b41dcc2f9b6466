//! G001: a workflow has exactly one begin.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::definition::Edge;
use daybreak_model::diagnostic::Severity;
use daybreak_model::edit::Edit;
use daybreak_model::node::{Kind, Node};

pub const RULE: Rule = Rule {
    code: "G001",
    name: "missing-begin",
    severity: Severity::Error,
    summary: "The workflow has no begin, or more than one.",
    page: "
The batch window runs from the start of Begin to the finish of End. There is exactly one of each.

## Why it matters

Without a begin nothing starts; with two nobody can say when the night began.

## What to do

Add a begin and connect it to the nodes that start the night. Of several, keep one and connect the others' successors to it.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let begins: Vec<usize> = subject.of_kind(|k| *k == Kind::Begin).collect();
    match begins.as_slice() {
        [_] => {}
        [] => report.say(|| {
            Finding::of("/nodes", "the workflow has no begin, so no run of it can start")
                .help("add a begin node and connect it to what runs first")
                .confirm("Add a begin", edits(subject))
        }),
        [first, others @ ..] => {
            for other in others {
                let (first, id) = (&subject.node(*first).id, &subject.node(*other).id);
                report.say(|| {
                    let message =
                        format!("{id} is a second begin beside {first}, so the start of the window is not defined");
                    Finding::at(*other, "/kind", message)
                        .help(format!("connect what follows {id} to {first} and remove {id}"))
                        .related([first.clone()])
                });
            }
        }
    }
}

fn edits(subject: &Subject<'_>) -> Vec<Edit> {
    let id = subject.free_id("begin");
    let firsts = (0..subject.definition.nodes.len())
        .filter(|n| subject.parent[*n].is_none() && subject.graph.incoming(*n).next().is_none())
        .map(|n| Edit::AddEdge(Edge::new(id.clone(), subject.node(n).id.clone())));
    std::iter::once(Edit::SetNode(Box::new(Node::new(id.clone(), Kind::Begin)))).chain(firsts).collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow, found, jobs};
    use serde_json::json;

    #[test]
    fn no_begin_is_found_and_fixed() {
        let mut definition = flow(jobs("a b"), "a>b b>end");
        definition.nodes.remove(0);
        let found = found(&RULE, definition);
        assert_eq!(found.len(), 1);
        assert!(found[0].fix.is_some());
    }

    #[test]
    fn a_second_begin_is_named() {
        let definition = flow(json!([{"id": "start", "kind": "begin"}]), "begin>end start>end");
        let found = found(&RULE, definition);
        assert_eq!(found[0].node.as_ref().map(|n| n.as_str()), Some("start"));
    }

    #[test]
    fn one_begin_is_fine() {
        assert!(found(&RULE, flow(jobs("a"), "begin>a a>end")).is_empty());
    }
}
