//! T001: a deadline that no night can meet.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use crate::subject::times::{ANY_TIME, clock, in_day};
use daybreak_model::diagnostic::Severity;
use daybreak_model::node::Kind;
use daybreak_model::time::{DayTime, Span};

pub const RULE: Rule = Rule {
    code: "T001",
    name: "deadline-too-early",
    severity: Severity::Error,
    summary: "A deadline lies before the earliest possible finish.",
    page: "
Adds up the shortest durations along the longest path from the earliest trigger, with lags and times of day that nodes wait for, and holds the result against
each deadline. Resources, failures and people are left out, so that the true finish is later still. Behind decisions the shorter way counts.

## Why it matters

The promise is broken every night, whatever the operators do.

## What to do

Move the deadline, start earlier, or shorten the path: the plan shows it.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let nodes = &subject.definition.nodes;
    if subject.definition.deadline.is_none() && nodes.iter().all(|n| n.deadline.is_none()) {
        return;
    }
    let finish = &subject.times().finish;
    for (index, node) in nodes.iter().enumerate() {
        let earliest = finish[subject.graph.close[index]];
        if let Some(deadline) = node.deadline.filter(|d| is_missed(*d, earliest)) {
            report.say(|| Finding::at(index, "/deadline", words(node.id.as_str(), deadline, earliest)).help(HELP));
        }
    }
    let end = subject.of_kind(|k| *k == Kind::End).next().map_or(ANY_TIME, |end| finish[end]);
    if let Some(deadline) = subject.definition.deadline.filter(|d| is_missed(*d, end)) {
        report.say(|| Finding::of("/deadline", words("the workflow", deadline, end)).help(HELP));
    }
}

const HELP: &str = "move the deadline, start earlier, or shorten the longest path to it";

/// A deadline that does not say its day is for another rule.
fn is_missed(deadline: DayTime, earliest: i64) -> bool {
    deadline.day.is_some() && earliest > in_day(deadline)
}

fn words(what: &str, deadline: DayTime, earliest: i64) -> String {
    let by = Span::from_ms(earliest - in_day(deadline));
    format!(
        "{what} is promised by {deadline} but cannot finish before {}, {by} later, even on the best night",
        clock(earliest)
    )
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::Context;
    use crate::sample::{flow_with, found, found_in};
    use daybreak_model::bundle::Bundle;
    use daybreak_model::definition::Definition;
    use serde_json::json;

    fn two_hours(deadline: &str) -> Definition {
        let header = json!({"triggers": [{"id": "t", "on": {"time": "22:00+0"}}], "deadline": deadline});
        let nodes = json!([
            {"id": "a", "kind": "job", "settings": {"duration": {"pert": {"low": "1h", "mode": "2h", "high": "3h"}}}},
            {"id": "b", "kind": "job", "settings": {"duration": {"fixed": "1h"}}},
        ]);
        flow_with(header, nodes, "begin>a a>b b>end")
    }

    #[test]
    fn a_deadline_before_the_best_night_is_found() {
        let found = found(&RULE, two_hours("23:59+0"));
        assert!(found[0].message.contains("cannot finish before 00:00+1, 1m later"), "{}", found[0].message);
    }

    #[test]
    fn a_deadline_that_the_best_night_meets_is_fine() {
        assert!(found(&RULE, two_hours("00:00+1")).is_empty());
    }

    #[test]
    fn the_shorter_way_behind_a_decision_counts() {
        let mut definition = two_hours("23:30+0");
        let decision =
            json!([{"id": "d", "kind": "decision", "branches": [{"name": "x", "when": "true"}, {"name": "y"}]}]);
        let other = flow_with(json!({}), decision, "begin>d d>a d>end");
        definition.nodes.extend(other.nodes.into_iter().skip(2));
        definition.edges.remove(0);
        definition.edges.extend(other.edges);
        definition.edges[3].branch = Some("x".into());
        definition.edges[4].branch = Some("y".into());
        assert!(found(&RULE, definition).is_empty());
    }

    #[test]
    fn a_subflow_counts_as_long_as_its_shortest_night() {
        let header = json!({"triggers": [{"id": "t", "on": {"time": "22:00+0"}}], "deadline": "23:30+0"});
        let nodes = json!([{"id": "s", "kind": "subflow", "subflow": {"file": "s"}}]);
        let mut bundle = Bundle::single("r", flow_with(header, nodes, "begin>s s>end"));
        let mut inner = two_hours("00:30+1");
        inner.triggers.clear();
        bundle.definitions.insert("s".into(), inner);
        assert_eq!(found_in(&RULE, &bundle, &Context::default()).len(), 1);
    }
}
