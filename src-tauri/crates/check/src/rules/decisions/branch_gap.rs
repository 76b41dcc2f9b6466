//! D003: cases that no branch takes.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::diagnostic::Severity;
use daybreak_model::expression::{Expression, are_exhaustive, constraint, parse};
use daybreak_model::node::{Branch, Kind};

pub const RULE: Rule = Rule {
    code: "D003",
    name: "branch-gap",
    severity: Severity::Warning,
    summary: "There are cases in which no branch of the decision is taken.",
    page: "
A decision covers every case when one of its branches has no condition, or when its conditions on one fact leave none out.

## Why it matters

On a day that nobody thought of, no branch is taken, and nothing behind the decision runs.

## What to do

Add a branch without a condition as the last one, even if it leads straight on.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (index, node) in subject.definition.nodes.iter().enumerate() {
        let Kind::Decision(branches) = &node.kind else { continue };
        if branches.is_empty() {
            let message = format!("the decision {} has no branches, so nothing behind it runs", node.id);
            report.say(|| Finding::at(index, "/branches", message).help("add a branch for each case"));
        } else if !covers_every_case(branches) {
            report.say(|| {
                let message =
                    format!("when no condition of {} holds, no branch is taken and nothing behind it runs", node.id);
                Finding::at(index, "/branches", message).help("add a branch without a condition as the last one")
            });
        }
    }
}

/// True, too, where a condition cannot be read: that is for another rule.
fn covers_every_case(branches: &[Branch]) -> bool {
    let mut constraints = Vec::new();
    for branch in branches {
        match branch.when.as_deref().map(parse) {
            None | Some(Err(_) | Ok(Expression::Bool(true))) => return true,
            Some(Ok(condition)) => constraints.extend(constraint(&condition)),
        }
    }
    constraints.iter().any(|c| {
        let on_same: Vec<_> = constraints.iter().filter(|o| o.fact == c.fact).cloned().collect();
        are_exhaustive(&on_same)
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow, found};
    use serde_json::{Value, json};

    fn count(branches: Value) -> usize {
        found(&RULE, flow(json!([{"id": "d", "kind": "decision", "branches": branches}]), "begin>d d>end")).len()
    }

    #[test]
    fn a_case_that_no_branch_takes_is_found() {
        assert_eq!(count(json!([{"name": "x", "when": "day_class == 'month-end'"}])), 1);
        assert_eq!(count(json!([])), 1);
    }

    #[test]
    fn branches_that_cover_every_case_are_fine() {
        assert_eq!(count(json!([{"name": "x", "when": "day_class == 'month-end'"}, {"name": "y"}])), 0);
        let both = json!([{"name": "x", "when": "day_class == 'month-end'"}, {"name": "y", "when": "day_class != 'month-end'"}]);
        assert_eq!(count(both), 0);
    }
}
