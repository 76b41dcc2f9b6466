//! V014: a digest that is none.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::diagnostic::Severity;
use daybreak_model::edit::Edit;
use daybreak_model::node::{Command, Kind, Work};

pub const RULE: Rule = Rule {
    code: "V014",
    name: "bad-digest",
    severity: Severity::Error,
    summary: "The digest that pins a program is not a SHA-256 in lower-case hexadecimal digits.",
    page: "
A job may pin its program by SHA-256, so that what was approved is what runs. The digest has 64 hexadecimal digits in lower case, as `sha256sum` prints it.

## Why it matters

No program matches it: the job would be refused every night.

## What to do

Copy the digest again from `sha256sum PROGRAM`.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (index, node) in subject.definition.nodes.iter().enumerate() {
        let (command, field) = match &node.kind {
            Kind::Job(Work::Command(command)) => (command, "/work/command/sha256"),
            Kind::Job(Work::Ssh(ssh)) => (&ssh.command, "/work/ssh/command/sha256"),
            _ => continue,
        };
        let Some(digest) = command.sha256.as_deref().filter(|d| !is_digest(d)) else { continue };
        report.say(|| {
            let message = format!(
                "the digest that pins the program of {} is no SHA-256, so the job would be refused every night",
                node.id
            );
            let finding = Finding::at(index, field, message).help("copy the digest again from sha256sum");
            let lower = digest.trim().to_ascii_lowercase();
            if !is_digest(&lower) {
                return finding;
            }
            let mut fixed = node.clone();
            if let Some(command) = command_of(&mut fixed.kind) {
                command.sha256 = Some(lower);
            }
            finding.confirm("Write it in lower case", vec![Edit::SetNode(Box::new(fixed))])
        });
    }
}

fn command_of(kind: &mut Kind) -> Option<&mut Command> {
    match kind {
        Kind::Job(Work::Command(command)) => Some(command),
        Kind::Job(Work::Ssh(ssh)) => Some(&mut ssh.command),
        _ => None,
    }
}

fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow, found};
    use serde_json::json;

    #[test]
    fn a_digest_that_is_none_is_found() {
        let of = |digest: &str| {
            let work = json!({"command": {"argv": ["x"], "sha256": digest}});
            found(&RULE, flow(json!([{"id": "a", "kind": "job", "work": work}]), "begin>a a>end"))
        };
        assert_eq!(of("abc").len(), 1);
        assert!(of(&"AB".repeat(32))[0].fix.is_some());
        assert!(of(&"ab".repeat(32)).is_empty());
    }
}
