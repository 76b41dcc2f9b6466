//! C004: a calendar that contradicts itself.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::calendar::{Calendar, Weekday};
use daybreak_model::diagnostic::Severity;

pub const RULE: Rule = Rule {
    code: "C004",
    name: "calendar-contradiction",
    severity: Severity::Warning,
    summary: "A calendar says two things of one day, or speaks of days that it does not cover.",
    page: "
Looks at the workflow's calendar for days that are both a holiday and a make-up working day, for days outside what it covers, and for coverage that ends before it begins.

## Why it matters

A day counts as worked as soon as it is listed as a make-up day. A date typed in the wrong year is a holiday that is forgotten.

## What to do

Correct the calendar's file.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let Some(calendar) = subject.bundle.calendar_of(subject.file, subject.definition) else {
        return;
    };
    for message in contradictions(calendar) {
        report.say(|| {
            Finding::of("/calendar", format!("the calendar {} {message}", calendar.id))
                .help("correct the calendar's file")
        });
    }
}

fn contradictions(calendar: &Calendar) -> Vec<String> {
    let covers = calendar.covers;
    if covers.from > covers.to {
        return vec![format!("covers {} to {}, which is no day at all", covers.from, covers.to)];
    }
    let twice = calendar.holidays.keys().filter(|d| calendar.working_days.contains_key(d));
    let twice = twice.map(|d| format!("has {d} both as a holiday and as a working day, and takes it for worked"));
    let dates = calendar.holidays.keys().chain(calendar.working_days.keys());
    let outside = dates.filter(|d| **d < covers.from || **d > covers.to);
    let outside =
        outside.map(|d| format!("speaks of {d}, which is outside {} to {} that it covers", covers.from, covers.to));
    let plain = calendar.working_days.keys().filter(|d| !calendar.weekend.contains(&Weekday::of(**d)));
    let plain = plain.filter(|d| !calendar.holidays.contains_key(d));
    let plain = plain.map(|d| format!("has {d} as a make-up day, which is worked anyway"));
    twice.chain(outside).chain(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::Context;
    use crate::sample::{calendar, date, flow_with, found_in, jobs};
    use daybreak_model::bundle::Bundle;
    use serde_json::json;

    #[test]
    fn contradictions_are_found() {
        let mut bundle = Bundle::single("f", flow_with(json!({"calendar": "c"}), jobs("a"), "begin>a a>end"));
        let mut c = calendar("2026-01-01", "2026-12-31");
        bundle.calendars.insert("c".into(), c.clone());
        assert!(found_in(&RULE, &bundle, &Context::default()).is_empty());
        let day = |text: &str| date(text).expect("a date");
        c.holidays.extend([(day("2026-02-14"), "both".into()), (day("2062-02-14"), "slip".into())]);
        c.working_days.extend([(day("2026-02-14"), "both".into()), (day("2026-02-16"), "a Monday".into())]);
        bundle.calendars.insert("c".into(), c);
        assert_eq!(found_in(&RULE, &bundle, &Context::default()).len(), 3);
    }
}
