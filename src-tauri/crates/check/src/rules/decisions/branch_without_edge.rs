//! D005: a branch that leads nowhere.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::diagnostic::Severity;
use daybreak_model::node::Kind;
use std::collections::HashSet;

pub const RULE: Rule = Rule {
    code: "D005",
    name: "branch-without-edge",
    severity: Severity::Warning,
    summary: "A branch of a decision has no edge.",
    page: "
Every branch of a decision should lead somewhere: an edge out of the decision names its branch.

## Why it matters

When the branch is taken nothing follows, and what waits for the other branches alone, end included, is not taken either.

## What to do

Draw an edge for the branch. A branch that has nothing to do leads to where the branches meet.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let edges = &subject.definition.edges;
    let drawn: HashSet<(&str, &str)> =
        edges.iter().filter_map(|e| Some((e.from.as_str(), e.branch.as_deref()?))).collect();
    for (index, node) in subject.definition.nodes.iter().enumerate() {
        let Kind::Decision(branches) = &node.kind else { continue };
        for (position, branch) in branches.iter().enumerate() {
            if !drawn.contains(&(node.id.as_str(), branch.name.as_str())) {
                report.say(|| {
                    let message = format!(
                        "the branch {} of {} has no edge: when it is taken, nothing follows",
                        branch.name, node.id
                    );
                    Finding::at(index, &format!("/branches/{position}"), message)
                        .help("draw an edge for the branch, if only to where the branches meet")
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow, found};
    use serde_json::json;

    #[test]
    fn every_branch_has_an_edge() {
        let mut definition =
            flow(json!([{"id": "d", "kind": "decision", "branches": [{"name": "x"}]}]), "begin>d d>end");
        assert_eq!(found(&RULE, definition.clone()).len(), 1);
        definition.edges[1].branch = Some("x".into());
        assert!(found(&RULE, definition).is_empty());
    }
}
