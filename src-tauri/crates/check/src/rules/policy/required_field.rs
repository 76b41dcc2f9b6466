//! P002: a field that the site requires.

use crate::policy::Required;
use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::diagnostic::Severity;
use daybreak_model::node::{Kind, Work};

pub const RULE: Rule = Rule {
    code: "P002",
    name: "required-field",
    severity: Severity::Error,
    summary: "A job lacks a field that the site requires.",
    page: "
The policy lists what every job that does something must have, its own or inherited: `\"required\": [\"owner\", \"runbook\"]`.

## Why it matters

When the job fails at night, somebody must answer for it, and the operator must find what to do.

## What to do

State the field on the job, its group, its system or the workflow.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let Some(policy) = &subject.context.policy else { return };
    if policy.required.is_empty() {
        return;
    }
    for index in subject.of_kind(|k| matches!(k, Kind::Job(work) if *work != Work::Noop)) {
        let missing: Vec<&str> =
            policy.required.iter().filter(|r| !has(subject, index, **r)).map(|r| name(*r)).collect();
        if !missing.is_empty() {
            report.say(|| {
                let message = format!(
                    "{} has no {}, which the site requires of every job",
                    subject.node(index).id,
                    missing.join(", no ")
                );
                Finding::at(index, "", message).help("state it on the job, its group, its system or the workflow")
            });
        }
    }
}

fn has(subject: &Subject<'_>, index: usize, required: Required) -> bool {
    let said = |text: &str| !text.trim().is_empty();
    match required {
        Required::Owner => subject.setting(index, |s| s.owner.as_deref()).is_some_and(|(o, _)| said(o)),
        Required::Runbook => subject.setting(index, |s| s.runbook.as_deref()).is_some_and(|(r, _)| said(r)),
        Required::Description => subject.node(index).description.as_deref().is_some_and(said),
        Required::Duration => subject.setting(index, |s| s.duration.as_ref()).is_some(),
        Required::Timeout => subject.setting(index, |s| s.timeout).is_some(),
        Required::System => subject.system[index].is_some(),
    }
}

fn name(required: Required) -> &'static str {
    match required {
        Required::Owner => "owner",
        Required::Runbook => "runbook",
        Required::Description => "description",
        Required::Duration => "stated duration",
        Required::Timeout => "timeout",
        Required::System => "system",
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::Context;
    use crate::sample::{flow_with, found_in};
    use daybreak_model::bundle::Bundle;
    use serde_json::json;

    #[test]
    fn a_job_without_what_is_required_is_found() {
        let policy = serde_json::from_value(json!({"required": ["owner", "runbook"]})).expect("a policy");
        let context = Context { policy: Some(policy), ..Context::default() };
        let of = |defaults: serde_json::Value| {
            let nodes = json!([{"id": "a", "kind": "job", "work": {"command": {"argv": ["x"]}}, "settings": {"owner": "core"}}]);
            found_in(
                &RULE,
                &Bundle::single("f", flow_with(json!({"defaults": defaults}), nodes, "begin>a a>end")),
                &context,
            )
        };
        assert!(of(json!({}))[0].message.contains("no runbook"));
        assert!(of(json!({"runbook": "https://runbooks/a"})).is_empty());
    }
}
