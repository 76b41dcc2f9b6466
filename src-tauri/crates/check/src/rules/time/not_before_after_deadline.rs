//! T002: a node that may not start until it should have finished.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use crate::subject::times::in_day;
use daybreak_model::diagnostic::Severity;
use daybreak_model::edit::Edit;
use daybreak_model::node::Kind;

pub const RULE: Rule = Rule {
    code: "T002",
    name: "not-before-after-deadline",
    severity: Severity::Error,
    summary: "A node may start only when its deadline has passed.",
    page: "
Compares `not_before` with the deadline of the node itself, and with that of the workflow when the node leads to end.

## Why it matters

The deadline is missed every night. Most often the day offset of one of the two is wrong.

## What to do

Correct the time or its day: `05:00+1` is five o'clock on the morning after the business date.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (index, node) in subject.definition.nodes.iter().enumerate() {
        let Some(not_before) = node.not_before.filter(|t| t.day.is_some()) else { continue };
        let leads_to_end = subject.graph.to_end[index] && !matches!(node.kind, Kind::End);
        let whole = subject.definition.deadline.filter(|_| leads_to_end).map(|d| (d, "the workflow"));
        let deadlines = node.deadline.map(|d| (d, node.id.as_str())).into_iter().chain(whole);
        let missed = deadlines.filter(|(d, _)| d.day.is_some()).find(|(d, _)| in_day(not_before) > in_day(*d));
        if let Some((deadline, what)) = missed {
            report.say(|| {
                let message =
                    format!("{} does not start before {not_before}, but {what} is promised by {deadline}: the promise cannot be kept", node.id);
                let mut fixed = node.clone();
                fixed.not_before = None;
                Finding::at(index, "/not_before", message)
                    .help("correct the time, or its day offset")
                    .confirm("Let it start as soon as it can", vec![Edit::SetNode(Box::new(fixed))])
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow_with, found};
    use serde_json::json;

    #[test]
    fn a_start_after_the_promise_is_found() {
        let node =
            |not_before: &str| json!([{"id": "a", "kind": "job", "not_before": not_before, "deadline": "04:00+1"}]);
        let of = |not_before: &str| {
            found(&RULE, flow_with(json!({"deadline": "05:00+1"}), node(not_before), "begin>a a>end"))
        };
        assert_eq!(of("04:30+1").len(), 1);
        assert_eq!(of("05:30+1").len(), 1);
        assert!(of("03:00+1").is_empty());
    }
}
