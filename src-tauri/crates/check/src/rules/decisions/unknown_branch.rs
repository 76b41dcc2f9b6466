//! D006: an edge that names a branch that is not there.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::definition::Edge;
use daybreak_model::diagnostic::Severity;
use daybreak_model::edit::Edit;
use daybreak_model::node::Kind;

pub const RULE: Rule = Rule {
    code: "D006",
    name: "unknown-branch",
    severity: Severity::Error,
    summary: "An edge names a branch that its node does not have.",
    page: "
An edge out of a decision may name one of its branches. Other nodes have no branches. Two branches of one decision have different names.

## Why it matters

Nobody can say when the edge is taken; the run cannot be laid out.

## What to do

Name one of the decision's branches, or none where the node is no decision.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (index, edge, from, _) in subject.edges() {
        let Some(name) = &edge.branch else { continue };
        let why = match &subject.node(from).kind {
            Kind::Decision(branches) if branches.iter().any(|b| b.name == *name) => continue,
            Kind::Decision(_) => "which has no such branch",
            _ => "which is no decision and has no branches",
        };
        report.say(|| {
            let plain = Edge { branch: None, ..edge.clone() };
            let message =
                format!("the edge {} to {} names the branch {name} of {}, {why}", edge.from, edge.to, edge.from);
            Finding::edge(index, Some(from), message)
                .help("name one of the decision's branches")
                .confirm("Name no branch", vec![Edit::RemoveEdge(edge.clone()), Edit::AddEdge(plain)])
        });
    }
    for (index, node) in subject.definition.nodes.iter().enumerate() {
        let Kind::Decision(branches) = &node.kind else { continue };
        for (position, branch) in branches.iter().enumerate() {
            if branches[..position].iter().any(|b| b.name == branch.name) {
                let message =
                    format!("{} has two branches called {}, so an edge could mean either", node.id, branch.name);
                let field = format!("/branches/{position}/name");
                report.say(|| Finding::at(index, &field, message).help("give each branch a name of its own"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow, found};
    use daybreak_model::diagnostic::Diagnostic;
    use serde_json::json;

    fn naming(edge: usize, branch: &str) -> Vec<Diagnostic> {
        let mut definition =
            flow(json!([{"id": "d", "kind": "decision", "branches": [{"name": "x"}]}]), "begin>d d>end");
        definition.edges[edge].branch = Some(branch.into());
        found(&RULE, definition)
    }

    #[test]
    fn names_of_no_branch_are_found() {
        assert_eq!(naming(1, "y").len(), 1);
        assert_eq!(naming(0, "x").len(), 1);
        assert!(naming(1, "x").is_empty());
    }

    #[test]
    fn two_branches_of_one_name_are_found() {
        let branches = json!([{"name": "x", "when": "true"}, {"name": "x"}]);
        assert_eq!(
            found(&RULE, flow(json!([{"id": "d", "kind": "decision", "branches": branches}]), "begin>d d>end")).len(),
            1
        );
    }
}
