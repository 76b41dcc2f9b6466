//! C001: a calendar whose facts run out.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::bundle::{Reference, references};
use daybreak_model::diagnostic::Severity;

pub const RULE: Rule = Rule {
    code: "C001",
    name: "calendar-ends-soon",
    severity: Severity::Warning,
    summary: "A calendar covers fewer than sixty days to come.",
    page: "
Holidays and make-up working days are published year by year. A calendar says up to which date it is complete; past that nothing is planned.

## Why it matters

On the day after, no run starts by itself and no date can be worked out.

## What to do

Extend the calendar's file with the days that have been published, and move the end of its coverage.",
    check,
};

const NOTICE_DAYS: i64 = 60;

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let Some(today) = subject.context.today else { return };
    let mut files: Vec<String> = references(subject.file, subject.definition)
        .into_iter()
        .filter_map(|r| if let Reference::Calendar(file) = r { Some(file) } else { None })
        .collect();
    files.sort_unstable();
    files.dedup();
    for file in files {
        let Some(calendar) = subject.bundle.calendars.get(&file) else { continue };
        let left = (calendar.covers.to - today).num_days();
        if left >= NOTICE_DAYS {
            continue;
        }
        let when = match left {
            ..0 => format!("ended {} days ago", -left),
            left => format!("ends in {left} days"),
        };
        report.say(|| {
            let message =
                format!("the calendar {file} {when}, on {}: past that day no run is planned", calendar.covers.to);
            Finding::of("/calendar", message).help("add the days that have been published and extend what it covers")
        });
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::Context;
    use crate::sample::{calendar, date, flow_with, found_in, jobs};
    use daybreak_model::bundle::Bundle;
    use serde_json::json;

    #[test]
    fn a_calendar_that_ends_soon_is_found() {
        let mut bundle = Bundle::single("f", flow_with(json!({"calendar": "c"}), jobs("a"), "begin>a a>end"));
        bundle.calendars.insert("c".into(), calendar("2026-01-01", "2026-12-31"));
        let on = |today: &str| found_in(&RULE, &bundle, &Context { today: date(today), ..Context::default() });
        assert!(on("2026-12-01")[0].message.contains("ends in 30 days"));
        assert!(on("2027-01-02")[0].message.contains("ended 2 days ago"));
        assert!(on("2026-06-01").is_empty());
    }
}
