//! T007: a duration that no work can have.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::times::in_day;
use crate::subject::{Level, Subject};
use daybreak_model::diagnostic::Severity;
use daybreak_model::duration::Estimate;
use daybreak_model::edit::Edit;
use daybreak_model::node::Arrival;
use daybreak_model::settings::Settings;

pub const RULE: Rule = Rule {
    code: "T007",
    name: "impossible-duration",
    severity: Severity::Error,
    summary: "A stated duration, overhead or arrival cannot be: points out of order, no measurements, a spread that is no number.",
    page: "
Three points must come in the order low, mode, high, those of an arrival in the order earliest, usual, latest. Measured durations must be at least one. The spread
of a log-normal duration is a number from 0 to 5, that of slow nights one from 0 to 2. Looks at durations, overheads, arrivals of waits and slow nights.

## Why it matters

No forecast can be made from it, or a wrong one.

## What to do

Correct the figures. The fix puts three points in order.",
    check,
};

/// A log-normal whose logarithm spreads wider than this takes from a second to a week; it is a slip of the pen.
const MAX_SIGMA: f64 = 5.0;

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    slow_nights(subject, report);
    arrivals(subject, report);
    for (level, settings) in subject.stated() {
        if let Some((what, estimate)) = settings.duration.as_ref().and_then(|d| Some((problem(d)?, d))) {
            report.say(|| finding(subject, level, "/duration", &what, |s| s.duration = sorted(estimate)));
        }
        if let Some((what, estimate)) = settings.overhead.as_ref().and_then(|d| Some((problem(d)?, d))) {
            report.say(|| finding(subject, level, "/overhead", &what, |s| s.overhead = sorted(estimate)));
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

/// Slow nights of which some take a hundred times the usual are a slip of the pen.
const MAX_SLOW_SIGMA: f64 = 2.0;

fn slow_nights(subject: &Subject<'_>, report: &mut Report<'_>) {
    let definition = subject.definition;
    let systems = definition.systems.iter().enumerate();
    let of_systems = systems.map(|(at, s)| (format!("/systems/{at}/slow_night/sigma"), s.name.as_str(), s.slow_night));
    let of_all = ("/slow_night/sigma".to_owned(), "the workflow", definition.slow_night);
    for (pointer, name, slow) in std::iter::once(of_all).chain(of_systems) {
        let Some(sigma) = slow.map(|s| s.sigma).filter(|s| !(0.0..=MAX_SLOW_SIGMA).contains(s)) else { continue };
        report.say(|| {
            let message = format!(
                "the slow nights of {name} have the spread {sigma}, which is not a number from 0 to {MAX_SLOW_SIGMA}"
            );
            Finding::of(pointer, message).help("write 0.1 where two nights of three are within 10 % of the usual")
        });
    }
}

fn arrivals(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (index, node) in subject.definition.nodes.iter().enumerate() {
        let Some(arrives) = node.arrives else { continue };
        let mut points = [arrives.earliest, arrives.usual, arrives.latest];
        if points.is_sorted_by_key(|time| in_day(*time)) {
            continue;
        }
        report.say(|| {
            let (early, usual, late) = (arrives.earliest, arrives.usual, arrives.latest);
            let message = format!(
                "what {} waits for cannot come as is said: {early}, {usual}, {late} is not earliest, usual, latest",
                node.id
            );
            points.sort_by_key(|time| in_day(*time));
            let mut fixed = node.clone();
            fixed.arrives = Some(Arrival { earliest: points[0], usual: points[1], latest: points[2] });
            Finding::at(index, "/arrives", message)
                .help("correct the times; each says its day")
                .confirm("Put the times in order", vec![Edit::SetNode(Box::new(fixed))])
        });
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
    use crate::sample::{flow, flow_with, found};
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
    fn overheads_that_cannot_be_are_found() {
        let with = |overhead: Value| flow_with(json!({"defaults": {"overhead": overhead}}), json!([]), "begin>end");
        assert_eq!(found(&RULE, with(json!({"empirical": []})))[0].path, "/defaults/overhead");
        assert!(found(&RULE, with(json!({"fixed": "3s"}))).is_empty());
    }

    #[test]
    fn slow_nights_of_no_spread_are_found() {
        let with = |all: f64, one: f64| {
            let system = json!({"id": "s", "name": "S", "colour": 1, "slow_night": {"sigma": one}});
            flow_with(json!({"slow_night": {"sigma": all}, "systems": [system]}), json!([]), "begin>end")
        };
        let paths: Vec<String> = found(&RULE, with(-0.1, 10.0)).into_iter().map(|d| d.path).collect();
        assert_eq!(paths, ["/slow_night/sigma", "/systems/0/slow_night/sigma"]);
        assert!(found(&RULE, with(0.1, 0.3)).is_empty());
    }

    #[test]
    fn arrivals_out_of_order_are_found_and_put_in_order() {
        let with = |earliest: &str, latest: &str| {
            let arrives = json!({"earliest": earliest, "usual": "23:00+0", "latest": latest});
            let wait = json!({"id": "w", "kind": "wait", "until": {"file": {"path": "/in"}}, "arrives": arrives});
            found(&RULE, flow(json!([wait]), "begin>w w>end"))
        };
        let wrong = with("22:00+0", "01:00+0");
        assert_eq!((wrong.len(), wrong[0].fix.is_some()), (1, true));
        assert!(with("22:00+0", "01:00+1").is_empty());
    }

    #[test]
    fn figures_in_order_are_fine() {
        assert!(with(json!({"pert": {"low": "5m", "mode": "5m", "high": "7m"}})).is_empty());
        assert!(with(json!({"log_normal": {"median": "9m", "sigma": 0.5}})).is_empty());
    }
}
