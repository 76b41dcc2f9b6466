//! T010: counts and factors that cannot be.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::diagnostic::Severity;
use daybreak_model::settings::{Settings, Threshold};

pub const RULE: Rule = Rule {
    code: "T010",
    name: "impossible-figure",
    severity: Severity::Error,
    summary: "A count of attempts or times is zero, or a factor or percentage is no positive number.",
    page: "
Attempts count the first one, so that there is at least one. A cyclic job runs at least once. Back-off is a factor of at least 1, alert percentages are above 0.

## Why it matters

A job with no attempt never runs; a back-off below 1 hammers a system that is already in trouble.

## What to do

Correct the figure.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (level, settings) in subject.stated() {
        if let Some((field, message)) = problem(settings) {
            report.say(|| {
                Finding::of(format!("{}{field}", level.pointer()), message).on(level.node()).help("correct the figure")
            });
        }
    }
    for (index, node) in subject.definition.nodes.iter().enumerate() {
        if node.cycle.as_ref().is_some_and(|c| c.times == 0) {
            let message = format!("{} repeats 0 times, so it never runs", node.id);
            report.say(|| Finding::at(index, "/cycle/times", message).help("state how often it runs, at least once"));
        }
    }
}

fn problem(settings: &Settings) -> Option<(&'static str, String)> {
    if let Some(retry) = &settings.retry {
        if retry.attempts == 0 {
            return Some((
                "/retry/attempts",
                "0 attempts are allowed, so the job never runs; the first one counts".into(),
            ));
        }
        if let Some(factor) = retry.back_off.filter(|f| !(1.0..=1000.0).contains(f)) {
            return Some((
                "/retry/back_off",
                format!("a back-off of {factor} is not a factor from 1 to 1000: waits would shrink or never end"),
            ));
        }
    }
    let percent = |t: Option<Threshold>| match t {
        Some(Threshold::Percent(p)) if !(p > 0.0 && p.is_finite()) => Some(p),
        _ => None,
    };
    let alerts = [("/longer_than", settings.longer_than), ("/shorter_than", settings.shorter_than)];
    alerts.into_iter().find_map(|(field, t)| {
        Some((field, format!("{} % of the usual duration is no threshold for an alert", percent(t)?)))
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow, found};
    use daybreak_model::diagnostic::Diagnostic;
    use serde_json::{Value, json};

    fn with(settings: Value) -> Vec<Diagnostic> {
        found(&RULE, flow(json!([{"id": "a", "kind": "job", "settings": settings}]), "begin>a a>end"))
    }

    #[test]
    fn figures_that_cannot_be_are_found() {
        assert_eq!(with(json!({"retry": {"attempts": 0}})).len(), 1);
        assert_eq!(with(json!({"retry": {"attempts": 2, "back_off": -1.0}})).len(), 1);
        assert_eq!(with(json!({"longer_than": {"percent": 0.0}})).len(), 1);
    }

    #[test]
    fn usual_figures_are_fine() {
        assert!(with(json!({"retry": {"attempts": 3, "back_off": 2.0}, "longer_than": {"percent": 150.0}})).is_empty());
    }
}
