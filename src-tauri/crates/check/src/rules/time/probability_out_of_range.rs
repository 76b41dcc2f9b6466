//! T009: a probability that is none.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::diagnostic::Severity;
use daybreak_model::edit::Edit;
use daybreak_model::node::Kind;

pub const RULE: Rule = Rule {
    code: "T009",
    name: "probability-out-of-range",
    severity: Severity::Error,
    summary: "A probability is not between 0 and 1, or those of a decision's branches add up to more.",
    page: "
Looks at failure probabilities, at how often the branches of decisions are taken and at how often cyclic jobs stop.

## Why it matters

The forecast would be wrong without saying so. Most often a percentage was written: 5 in place of 0.05.

## What to do

Write a number from 0 to 1; the branches of one decision add up to 1 at the most.",
    check,
};

/// Sums of stated shares are rounded; this much more than 1 is let pass.
const SLACK: f64 = 1e-6;

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (level, settings) in subject.stated() {
        let Some(probability) = settings.failure_probability.filter(|p| !is_probability(*p)) else { continue };
        report.say(|| {
            let message = format!("a failure probability of {probability} is not between 0 and 1");
            let finding = Finding::of(format!("{}/failure_probability", level.pointer()), message).on(level.node());
            let finding = finding.help("write 0.05 for five in a hundred");
            let percent = probability / 100.0;
            match level.node().filter(|_| is_probability(percent)) {
                Some(node) => {
                    let mut fixed = subject.node(node).clone();
                    fixed.settings.failure_probability = Some(percent);
                    finding
                        .confirm(format!("Take it for a percentage: {percent}"), vec![Edit::SetNode(Box::new(fixed))])
                }
                None => finding,
            }
        });
    }
    for (index, node) in subject.definition.nodes.iter().enumerate() {
        if let Some(stops) = node.cycle.as_ref().and_then(|c| c.stops).filter(|p| !is_probability(*p)) {
            let message = format!("{} stops with a probability of {stops}, which is not between 0 and 1", node.id);
            report.say(|| Finding::at(index, "/cycle/stops", message).help("write 0.05 for five in a hundred"));
        }
        let Kind::Decision(branches) = &node.kind else { continue };
        let stated = || branches.iter().filter_map(|b| b.probability);
        let wrong = stated()
            .find(|p| !is_probability(*p))
            .map(|p| format!("a branch of {} has the probability {p}, which is not between 0 and 1", node.id));
        let sum: f64 = stated().sum();
        let wrong = wrong.or_else(|| {
            (sum > 1.0 + SLACK).then(|| format!("the branches of {} are taken {sum} times of one", node.id))
        });
        if let Some(message) = wrong {
            report.say(|| Finding::at(index, "/branches", message).help("give the branches shares that add up to 1"));
        }
    }
}

fn is_probability(value: f64) -> bool {
    (0.0..=1.0).contains(&value)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow, found};
    use serde_json::json;

    #[test]
    fn percentages_are_found() {
        let failing =
            |p: f64| flow(json!([{"id": "a", "kind": "job", "settings": {"failure_probability": p}}]), "begin>a a>end");
        assert!(found(&RULE, failing(5.0))[0].fix.is_some());
        assert_eq!(found(&RULE, failing(-0.1)).len(), 1);
        assert!(found(&RULE, failing(0.05)).is_empty());
    }

    #[test]
    fn cyclic_jobs_that_stop_too_often_are_found() {
        let stops = |p: f64| {
            let cycle = json!({"times": 9, "every": "1m", "from": "end", "stops": p});
            found(&RULE, flow(json!([{"id": "a", "kind": "job", "cycle": cycle}]), "begin>a a>end"))
        };
        assert_eq!(stops(20.0)[0].path, "/nodes/2/cycle/stops");
        assert!(stops(0.2).is_empty());
    }

    #[test]
    fn shares_of_more_than_all_are_found() {
        let shares = |p: f64| {
            let branches = json!([{"name": "x", "when": "true", "probability": p}, {"name": "y", "probability": 0.5}]);
            flow(json!([{"id": "d", "kind": "decision", "branches": branches}]), "begin>d d>end")
        };
        assert_eq!(found(&RULE, shares(0.6)).len(), 1);
        assert!(found(&RULE, shares(0.5)).is_empty());
    }
}
