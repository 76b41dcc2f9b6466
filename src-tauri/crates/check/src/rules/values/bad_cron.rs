//! V006: a cron text that cannot be read.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::diagnostic::Severity;
use daybreak_model::trigger::{TriggerKind, cron_problem};

pub const RULE: Rule = Rule {
    code: "V006",
    name: "bad-cron",
    severity: Severity::Error,
    summary: "A cron text cannot be read.",
    page: "
A cron trigger has five fields: minute, hour, day of the month, month, day of the week.

## Why it matters

The run would never start by itself.

## What to do

Correct the text: `30 9 * * 1-5` is half past nine from Monday to Friday. To follow a business calendar use a time trigger with days.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (index, trigger) in subject.definition.triggers.iter().enumerate() {
        let TriggerKind::Cron(text) = &trigger.on else { continue };
        if let Some(problem) = cron_problem(text) {
            report.say(|| {
                let message = format!("the trigger {} never fires: {problem}", trigger.id);
                Finding::of(format!("/triggers/{index}/on/cron"), message).help("write five fields, like 30 9 * * 1-5")
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
    fn a_cron_text_that_cannot_be_read_is_found() {
        let of = |cron: &str| {
            found(
                &RULE,
                flow_with(json!({"triggers": [{"id": "t", "on": {"cron": cron}}]}), jobs("a"), "begin>a a>end"),
            )
        };
        assert_eq!(of("30 25 * * *").len(), 1);
        assert_eq!(of("@daily").len(), 1);
        assert!(of("30 9 * * 1-5").is_empty());
    }
}
