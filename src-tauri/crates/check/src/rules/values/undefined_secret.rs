//! V002: a secret that is not declared.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::diagnostic::Severity;
use daybreak_model::edit::{Edit, Header};

pub const RULE: Rule = Rule {
    code: "V002",
    name: "undefined-secret",
    severity: Severity::Error,
    summary: "A text asks for a secret that the workflow does not declare.",
    page: "
A workflow names the secrets that its jobs need, so that who approves it sees them. Values are never in a file. A subflow may use those of the outermost workflow.

## Why it matters

A secret that is not declared was not approved, and may not be there when the job starts.

## What to do

Correct the name, or declare the secret. The fix declares it.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let outer = subject.bundle.root().map_or(&[][..], |root| &root.secrets);
    let is_known = |name: &str| subject.definition.secrets.iter().chain(outer).any(|s| s == name);
    for (text, read) in subject.texts.iter() {
        let Ok(template) = read else { continue };
        for name in template.secrets().filter(|name| !is_known(name)) {
            report.say(|| {
                let mut header = Header::of(subject.definition);
                header.secrets.push(name.into());
                Finding::of(text.pointer(), format!("the secret {name} is not declared, so nobody approved its use"))
                    .on(text.node())
                    .help("correct the name, or declare the secret")
                    .confirm(format!("Declare {name}"), vec![Edit::SetHeader(Box::new(header))])
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow_with, found};
    use serde_json::{Value, json};

    #[test]
    fn a_secret_that_is_not_declared_is_found() {
        let asking = |header: Value| {
            let nodes = json!([{"id": "a", "kind": "job", "settings": {"environment": {"PASSWORD": "${secret:db}"}}}]);
            found(&RULE, flow_with(header, nodes, "begin>a a>end"))
        };
        assert_eq!(asking(json!({}))[0].path, "/nodes/2/settings/environment/PASSWORD");
        assert!(asking(json!({"secrets": ["db"]})).is_empty());
    }
}
