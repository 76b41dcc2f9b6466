//! V004: a condition that cannot be read.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::rules::values::bad_template::shortened;
use crate::subject::Subject;
use crate::subject::texts::expressions;
use daybreak_model::diagnostic::Severity;
use daybreak_model::expression::parse;

pub const RULE: Rule = Rule {
    code: "V004",
    name: "bad-expression",
    severity: Severity::Error,
    summary: "A condition cannot be read.",
    page: "
Conditions of branches and of cyclic jobs compare `day_class`, `business_date`, `param(\"NAME\")`, `exit(\"JOB\")` and `output(\"JOB\", \"NAME\")` with values, joined by `&&`, `||`
and `!`.

## Why it matters

The decision could not be made, and the night would stop in front of it.

## What to do

Correct the condition at the character that is named.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    expressions(subject, |node, text, pointer| {
        if let Err(error) = parse(text) {
            report.say(|| {
                let message =
                    format!("the condition {:?} of {} cannot be read: {error}", shortened(text), subject.node(node).id);
                Finding::of(pointer(), message).on(Some(node)).help("correct the condition")
            });
        }
    });
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow, found};
    use serde_json::json;

    #[test]
    fn conditions_that_cannot_be_read_are_found() {
        let of = |when: &str| {
            let nodes =
                json!([{"id": "d", "kind": "decision", "branches": [{"name": "x", "when": when}, {"name": "y"}]}]);
            found(&RULE, flow(nodes, "begin>d d>end"))
        };
        assert_eq!(of("day_class = 'month-end'")[0].path, "/nodes/2/branches/0/when");
        assert_eq!(of("").len(), 1);
        assert!(of("day_class == 'month-end'").is_empty());
    }
}
