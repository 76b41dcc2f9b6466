//! V010: a secret that others can read.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::diagnostic::Severity;

pub const RULE: Rule = Rule {
    code: "V010",
    name: "secret-in-arguments",
    severity: Severity::Warning,
    summary: "A secret is handed over as an argument of a command.",
    page: "
The arguments of a running program can be read by everybody on its machine (`ps`), and end up in logs. The environment cannot.

## Why it matters

The secret is no longer one while the job runs.

## What to do

Hand it over in the environment: `\"environment\": { \"DB_PASSWORD\": \"${secret:db}\" }`, and let the program read it there.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (text, read) in subject.texts.iter().filter(|(text, _)| text.is_argument()) {
        let Some(name) = read.as_ref().ok().and_then(|template| template.secrets().next()) else { continue };
        report.say(|| {
            let message =
                format!("the secret {name} is an argument, which everybody on the machine can read while the job runs");
            Finding::of(text.pointer(), message).on(text.node()).help("hand it over in the environment")
        });
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow, found};
    use serde_json::json;

    #[test]
    fn a_secret_among_the_arguments_is_found() {
        let of = |argument: &str| {
            let work = json!({"command": {"argv": ["x", argument]}});
            let nodes =
                json!([{"id": "a", "kind": "job", "work": work, "settings": {"environment": {"P": "${secret:db}"}}}]);
            found(&RULE, flow(nodes, "begin>a a>end")).len()
        };
        assert_eq!(of("--password=${secret:db}"), 1);
        assert_eq!(of("--date=${business_date}"), 0);
    }
}
