//! D007: an edge out of a decision that belongs to no branch.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::diagnostic::Severity;
use daybreak_model::node::Kind;

pub const RULE: Rule = Rule {
    code: "D007",
    name: "edge-without-branch",
    severity: Severity::Warning,
    summary: "An edge out of a decision names no branch, so it is always taken.",
    page: "
An edge out of a decision without a branch is taken whatever is decided.

## Why it matters

In the picture it looks like one of the cases. What is behind it runs every night.

## What to do

Name the branch. Where it is meant to be taken always, draw it from the node before the decision.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (index, edge, from, _) in subject.edges().filter(|(_, edge, ..)| edge.branch.is_none()) {
        if matches!(&subject.node(from).kind, Kind::Decision(branches) if !branches.is_empty()) {
            report.say(|| {
                let message = format!(
                    "the edge {} to {} names no branch, so {} runs whatever is decided",
                    edge.from, edge.to, edge.to
                );
                Finding::edge(index, Some(from), message)
                    .help("name the branch, or draw the edge from the node before the decision")
                    .related([edge.to.clone()])
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow, found};
    use serde_json::json;

    #[test]
    fn an_edge_without_a_branch_is_found() {
        let mut definition =
            flow(json!([{"id": "d", "kind": "decision", "branches": [{"name": "x"}]}]), "begin>d d>end");
        assert_eq!(found(&RULE, definition.clone()).len(), 1);
        definition.edges[1].branch = Some("x".into());
        assert!(found(&RULE, definition).is_empty());
    }
}
