//! T008: a job whose duration nobody states.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::diagnostic::Severity;
use daybreak_model::duration::Estimate;
use daybreak_model::edit::Edit;
use daybreak_model::inherit::ASSUMED_DURATION;
use daybreak_model::node::{Kind, Work};

pub const RULE: Rule = Rule {
    code: "T008",
    name: "assumed-duration",
    severity: Severity::Hint,
    summary: "Nothing states how long the job takes.",
    page: "
Neither the job nor its group, system or workflow states a duration, so that five minutes are assumed.

## Why it matters

Every forecast that the job is part of rests on a guess.

## What to do

State a duration: three points are best. The fix writes the assumed five minutes down, for a start.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for index in subject.of_kind(|k| matches!(k, Kind::Job(work) if *work != Work::Noop)) {
        if subject.setting(index, |s| s.duration.as_ref()).is_some() {
            continue;
        }
        report.say(|| {
            let node = subject.node(index);
            let mut fixed = node.clone();
            fixed.settings.duration = Some(Estimate::Fixed(ASSUMED_DURATION));
            let message = format!("nothing states how long {} takes: forecasts assume {ASSUMED_DURATION}", node.id);
            Finding::at(index, "/settings", message)
                .help("state its duration, or that of its group, system or workflow")
                .safe(format!("State {ASSUMED_DURATION}"), vec![Edit::SetNode(Box::new(fixed))])
        });
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow_with, found};
    use serde_json::json;

    #[test]
    fn a_job_without_a_duration_is_found() {
        let nodes =
            json!([{"id": "a", "kind": "job", "work": {"command": {"argv": ["x"]}}}, {"id": "b", "kind": "job"}]);
        assert_eq!(found(&RULE, flow_with(json!({}), nodes.clone(), "begin>a a>b b>end")).len(), 1);
        let header = json!({"defaults": {"duration": {"fixed": "1m"}}});
        assert!(found(&RULE, flow_with(header, nodes, "begin>a a>b b>end")).is_empty());
    }
}
