//! T005: a trigger that fires when the deadline has passed.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use crate::subject::times::in_day;
use daybreak_model::diagnostic::Severity;
use daybreak_model::trigger::TriggerKind;

pub const RULE: Rule = Rule {
    code: "T005",
    name: "trigger-after-deadline",
    severity: Severity::Error,
    summary: "A trigger starts the run after the workflow's deadline.",
    page: "
Compares each trigger at a time of day with the workflow's deadline, both counted from the business date.

## Why it matters

The run starts too late every night. Most often the day offset of one of the two is wrong.

## What to do

Correct the time of the trigger or the deadline, or the day offset of either.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let Some(deadline) = subject.definition.deadline.filter(|d| d.day.is_some()) else {
        return;
    };
    for (index, trigger) in subject.definition.triggers.iter().enumerate() {
        let TriggerKind::Time(time) = trigger.on else { continue };
        let same_date = trigger.business_day_offset.unwrap_or(0) == 0 && time.day.is_some();
        if same_date && in_day(time) >= in_day(deadline) {
            report.say(|| {
                let message = format!(
                    "the trigger {} starts the run at {time}, when it is promised to be over by {deadline}",
                    trigger.id
                );
                Finding::of(format!("/triggers/{index}/on/time"), message)
                    .help("correct one of the times, or its day offset")
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow_with, found, jobs};
    use serde_json::json;

    #[test]
    fn a_start_after_the_promise_is_found() {
        let of = |time: &str| {
            let header = json!({"triggers": [{"id": "t", "on": {"time": time}}], "deadline": "05:00+1"});
            found(&RULE, flow_with(header, jobs("a"), "begin>a a>end"))
        };
        assert_eq!(of("05:30+1").len(), 1);
        assert!(of("21:00+0").is_empty());
    }
}
