//! T007: a duration that no work can have.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::{Level, Subject};
use daybreak_model::diagnostic::Severity;
use daybreak_model::duration::Estimate;
use daybreak_model::edit::Edit;
use daybreak_model::settings::Settings;

pub const RULE: Rule = Rule {
    code: "T007",
    name: "impossible-duration",
    severity: Severity::Error,
    summary: "A stated duration cannot be: points out of order, no measurements, a spread that is no number.",
    page: "
Three points must come in the order low, mode, high. Measured durations must be at least one. The spread of a log-normal duration is a number from 0 to 5.

## Why it matters

No forecast can be made from it, or a wrong one.

## What to do

Correct the figures. The fix puts three points in order.",
    check,
};

/// A log-normal whose logarithm spreads wider than this takes from a second to a week; it is a slip of the pen.
const MAX_SIGMA: f64 = 5.0;

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (level, settings) in subject.stated() {
        if let Some((what, estimate)) = settings.duration.as_ref().and_then(|d| Some((problem(d)?, d))) {
            report.say(|| finding(subject, level, "/duration", &what, |s| s.duration = sorted(estimate)));
        }
        for (class, estimate) in &settings.duration_on {
            let Some(what) = problem(estimate) else { continue };
            report.say(|| {
                let put = |s: &mut Settings| {
                    s.duration_on.extend(sorted(estimate).map(|e| (*class, e)));
                };
                finding(subject, level, "/duration_on", &what, put)
            });
        }
    }
}

fn problem(estimate: &Estimate) -> Option<String> {
    match estimate {
        Estimate::Pert { low, mode, high } if !(low <= mode && mode <= high) => {
            Some(format!("its three points are {low}, {mode} and {high}, which is not low, mode, high"))
        }
        Estimate::LogNormal { sigma, .. } if !(0.0..=MAX_SIGMA).contains(sigma) => {
            Some(format!("its spread is {sigma}, which is not a number from 0 to {MAX_SIGMA}"))
        }
        Estimate::Empirical(spans) if spans.is_empty() => {
            Some("it is said to be measured, but no measurement is given".into())
        }
        _ => None,
    }
}

fn sorted(estimate: &Estimate) -> Option<Estimate> {
    let Estimate::Pert { low, mode, high } = estimate else { return None };
    let mut points = [*low, *mode, *high];
    points.sort_unstable();
    Some(Estimate::Pert { low: points[0], mode: points[1], high: points[2] })
}

fn finding(subject: &Subject<'_>, level: Level, field: &str, what: &str, put: impl Fn(&mut Settings)) -> Finding {
    let node = level.node();
    let name = node.map_or("the stated duration".into(), |n| format!("the duration of {}", subject.node(n).id));
    let message = format!("{name} cannot be: {what}, so no forecast can be made");
    let finding = Finding::of(format!("{}{field}", level.pointer()), message).on(node).help("correct the figures");
    let Some(node) = node.filter(|_| what.contains("three points")) else { return finding };
    let mut fixed = subject.node(node).clone();
    put(&mut fixed.settings);
    finding.confirm("Put the points in order", vec![Edit::SetNode(Box::new(fixed))])
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow, found};
    use daybreak_model::diagnostic::Diagnostic;
    use serde_json::{Value, json};

    fn with(duration: Value) -> Vec<Diagnostic> {
        let nodes = json!([{"id": "a", "kind": "job", "settings": {"duration": duration.clone(), "duration_on": {"month-end": duration}}}]);
        found(&RULE, flow(nodes, "begin>a a>end"))
    }

    #[test]
    fn figures_that_cannot_be_are_found() {
        assert_eq!(with(json!({"pert": {"low": "9m", "mode": "5m", "high": "7m"}})).len(), 2);
        assert_eq!(with(json!({"log_normal": {"median": "9m", "sigma": -0.5}})).len(), 2);
        assert_eq!(with(json!({"empirical": []})).len(), 2);
    }

    #[test]
    fn figures_in_order_are_fine() {
        assert!(with(json!({"pert": {"low": "5m", "mode": "5m", "high": "7m"}})).is_empty());
        assert!(with(json!({"log_normal": {"median": "9m", "sigma": 0.5}})).is_empty());
    }
}
