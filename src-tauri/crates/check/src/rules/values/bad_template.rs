//! V003: a text that cannot be filled in.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::diagnostic::Severity;

pub const RULE: Rule = Rule {
    code: "V003",
    name: "bad-template",
    severity: Severity::Error,
    summary: "A text with ${…} cannot be read.",
    page: "
Arguments, environment, directories, paths and addresses may hold `${NAME}`, `${business_date-1:%Y%m%d}`, `${run_id}` and `${secret:NAME}`.

## Why it matters

The job would fail as it starts, in the middle of the night.

## What to do

Correct the text; write `$${` where `${` itself is meant.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (text, read) in subject.texts.iter() {
        if let Err(error) = read {
            report.say(|| {
                let message = format!("{:?} cannot be filled in: {error}", shortened(text.text));
                Finding::of(text.pointer(), message)
                    .on(text.node())
                    .help("correct the text, or write $${ where ${ itself is meant")
            });
        }
    }
}

/// The beginning of a text that may be long.
pub fn shortened(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow, found};
    use serde_json::json;

    #[test]
    fn texts_that_cannot_be_filled_in_are_found() {
        let of = |text: &str| {
            found(
                &RULE,
                flow(json!([{"id": "a", "kind": "job", "work": {"command": {"argv": ["x", text]}}}]), "begin>a a>end"),
            )
        };
        assert_eq!(of("${business_date")[0].path, "/nodes/2/work/command/argv/1");
        assert_eq!(of("${business_date:%Q}").len(), 1);
        assert!(of("${business_date:%Y%m%d}").is_empty());
        assert!(of("$${x").is_empty());
    }
}
