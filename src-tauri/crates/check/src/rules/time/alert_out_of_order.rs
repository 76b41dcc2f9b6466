//! T011: alerts that always or never come.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use crate::subject::times::in_day;
use daybreak_model::diagnostic::Severity;
use daybreak_model::node::Kind;
use daybreak_model::settings::Threshold;

pub const RULE: Rule = Rule {
    code: "T011",
    name: "alert-out-of-order",
    severity: Severity::Warning,
    summary: "An alert comes every night, or too late to help.",
    page: "
An alert for a long attempt that is set below the usual duration comes every night, as does one for a short attempt set above it. An alert for a late
start after the node's own deadline comes when the promise is already broken.

## Why it matters

Operators learn to overlook alerts that always come.

## What to do

Set the threshold beyond what is usual, and the alert for a late start early enough to act.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for index in subject.of_kind(|k| matches!(k, Kind::Job(_))) {
        let Some((usual, _)) = subject.setting(index, |s| s.duration.as_ref()).filter(|(d, _)| d.planned().ms() > 0)
        else {
            continue;
        };
        let (usual, id) = (usual.planned(), &subject.node(index).id);
        let stated = |threshold: Threshold| match threshold {
            Threshold::Span(span) => span.seconds(),
            Threshold::Percent(percent) => usual.seconds() * percent / 100.0,
        };
        let longer = subject.setting(index, |s| s.longer_than).filter(|(t, _)| stated(*t) < usual.seconds());
        let shorter = subject.setting(index, |s| s.shorter_than).filter(|(t, _)| stated(*t) > usual.seconds());
        for (found, field, what) in [(longer, "longer_than", "too long"), (shorter, "shorter_than", "too short")] {
            let Some((_, level)) = found else { continue };
            report.say(|| {
                let message = format!("the alert that {id} takes {what} comes on a usual night, when it takes {usual}");
                Finding::at(index, "", message)
                    .pointing(format!("{}/{field}", level.pointer()))
                    .help("set the threshold beyond what is usual")
            });
        }
    }
    for (index, node) in subject.definition.nodes.iter().enumerate() {
        let Some((late, deadline)) = node.settings.late_after.zip(node.deadline) else { continue };
        if late.day.is_some() && deadline.day.is_some() && in_day(late) >= in_day(deadline) {
            report.say(|| {
                let message = format!(
                    "the alert that {} has not started comes at {late}, when it should have finished by {deadline}",
                    node.id
                );
                Finding::at(index, "/settings/late_after", message).help("set the alert early enough to act")
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow, found};
    use daybreak_model::diagnostic::Diagnostic;
    use serde_json::{Value, json};

    fn with(settings: Value) -> Vec<Diagnostic> {
        let mut node =
            json!({"id": "a", "kind": "job", "deadline": "02:00+1", "settings": {"duration": {"fixed": "10m"}}});
        for (field, value) in settings.as_object().expect("an object") {
            node["settings"][field] = value.clone();
        }
        found(&RULE, flow(json!([node]), "begin>a a>end"))
    }

    #[test]
    fn alerts_that_always_come_are_found() {
        assert_eq!(with(json!({"longer_than": {"percent": 80.0}})).len(), 1);
        assert_eq!(with(json!({"shorter_than": {"span": "15m"}})).len(), 1);
        assert_eq!(with(json!({"late_after": "03:00+1"})).len(), 1);
    }

    #[test]
    fn alerts_beyond_the_usual_are_fine() {
        assert!(
            with(json!({"longer_than": {"percent": 150.0}, "shorter_than": {"span": "5m"}, "late_after": "01:00+1"}))
                .is_empty()
        );
    }
}
