//! T003: a timeout that ends the usual attempt.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::diagnostic::Severity;
use daybreak_model::edit::Edit;
use daybreak_model::node::Kind;
use daybreak_model::time::Span;

pub const RULE: Rule = Rule {
    code: "T003",
    name: "timeout-below-usual",
    severity: Severity::Warning,
    summary: "The timeout is shorter than the job usually takes.",
    page: "
Compares the timeout of a job, its own or inherited, with its planned duration and with those stated for classes of days.

## Why it matters

Most attempts would be ended before they are done, and count as failed.

## What to do

Raise the timeout above the longest that is still normal. The fix takes twice the usual duration.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for index in subject.of_kind(|k| matches!(k, Kind::Job(_))) {
        let Some((timeout, level)) = subject.setting(index, |s| s.timeout) else { continue };
        let usual = subject.setting(index, |s| s.duration.as_ref()).map(|(d, _)| (d.planned(), String::new()));
        let on_class = subject.node(index).settings.duration_on.iter();
        let on_class = on_class.map(|(class, d)| (d.planned(), format!(" on {} days", class_name(*class))));
        let Some((usual, when)) = on_class.chain(usual).filter(|(d, _)| *d > timeout).max_by_key(|(d, _)| *d) else {
            continue;
        };
        report.say(|| {
            let node = subject.node(index);
            let message = format!(
                "{} is ended after {timeout} but usually takes {usual}{when}: most attempts would count as failed",
                node.id
            );
            let twice = Span::from_ms(usual.ms().saturating_mul(2));
            let mut fixed = node.clone();
            fixed.settings.timeout = Some(twice);
            Finding::at(index, "", message)
                .pointing(format!("{}/timeout", level.pointer()))
                .help(format!("raise the timeout above {usual}"))
                .confirm(format!("Set the timeout to {twice}"), vec![Edit::SetNode(Box::new(fixed))])
        });
    }
}

fn class_name(class: daybreak_model::calendar::DayClass) -> &'static str {
    use daybreak_model::calendar::DayClass;
    match class {
        DayClass::Normal => "normal",
        DayClass::AfterHoliday => "after-holiday",
        DayClass::MonthEnd => "month-end",
        DayClass::QuarterEnd => "quarter-end",
        DayClass::YearEnd => "year-end",
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow_with, found};
    use daybreak_model::diagnostic::Diagnostic;
    use serde_json::{Value, json};

    fn with(settings: Value) -> Vec<Diagnostic> {
        let nodes = json!([{"id": "a", "kind": "job", "work": {"command": {"argv": ["x"]}}, "settings": settings}]);
        found(&RULE, flow_with(json!({"defaults": {"timeout": "30m"}}), nodes, "begin>a a>end"))
    }

    #[test]
    fn an_inherited_timeout_below_the_usual_is_found_where_it_is_stated() {
        let found = with(json!({"duration": {"fixed": "40m"}}));
        assert_eq!(found[0].path, "/defaults/timeout");
        assert!(with(json!({"duration": {"fixed": "20m"}})).is_empty());
        assert!(with(json!({"duration": {"fixed": "40m"}, "timeout": "1h"})).is_empty());
    }

    #[test]
    fn work_that_only_stands_for_time_is_ended_as_well() {
        let nodes = json!([{"id": "a", "kind": "job", "work": "noop", "settings": {"duration": {"fixed": "4h"}, "timeout": "3h"}}]);
        assert_eq!(found(&RULE, flow_with(json!({}), nodes, "begin>a a>end")).len(), 1);
    }

    #[test]
    fn days_of_a_class_count() {
        let found = with(json!({"duration": {"fixed": "20m"}, "duration_on": {"month-end": {"fixed": "50m"}}}));
        assert!(found[0].message.contains("50m on month-end days"), "{}", found[0].message);
    }
}
