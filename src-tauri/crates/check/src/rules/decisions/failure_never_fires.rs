//! D004: an edge on the failure of what cannot fail.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::definition::Outcome;
use daybreak_model::diagnostic::Severity;
use daybreak_model::edit::Edit;
use daybreak_model::node::{Kind, Work};

pub const RULE: Rule = Rule {
    code: "D004",
    name: "failure-never-fires",
    severity: Severity::Warning,
    summary: "An edge waits for the failure of a node that cannot fail.",
    page: "
Begin, milestones, decisions and jobs that do nothing cannot fail.

## Why it matters

What is behind the edge never runs. Most often the edge was meant for the job before.

## What to do

Draw the edge from the job whose failure is meant, or remove it.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (index, edge, from, _) in subject.edges().filter(|(_, edge, ..)| edge.on == Outcome::Failure) {
        let what = match subject.node(from).kind {
            Kind::Begin => "begin",
            Kind::Milestone(_) => "a milestone",
            Kind::Decision(_) => "a decision",
            Kind::Job(Work::Noop) => "a job that does nothing",
            _ => continue,
        };
        report.say(|| {
            let message = format!(
                "{} waits for the failure of {}, which is {what} and cannot fail: it is never reached this way",
                edge.to, edge.from
            );
            Finding::edge(index, Some(from), message)
                .help("draw the edge from the job whose failure is meant, or remove it")
                .confirm(format!("Remove the edge {} to {}", edge.from, edge.to), vec![Edit::RemoveEdge(edge.clone())])
                .related([edge.to.clone()])
        });
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow, found};
    use daybreak_model::definition::Outcome;
    use serde_json::json;

    #[test]
    fn only_what_can_fail_has_failure_edges() {
        let of = |node: serde_json::Value| {
            let mut definition = flow(json!([node, {"id": "b", "kind": "job"}]), "begin>a a>end a>b b>end");
            definition.edges[2].on = Outcome::Failure;
            found(&RULE, definition).len()
        };
        assert_eq!(of(json!({"id": "a", "kind": "milestone"})), 1);
        assert_eq!(of(json!({"id": "a", "kind": "job"})), 1);
        assert_eq!(of(json!({"id": "a", "kind": "job", "work": {"command": {"argv": ["x"]}}})), 0);
    }
}
