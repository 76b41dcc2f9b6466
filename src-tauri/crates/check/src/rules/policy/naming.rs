//! P001: an identifier that does not follow the site's pattern.

use crate::policy::Named;
use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::diagnostic::Severity;
use daybreak_model::edit::Edit;
use daybreak_model::id::NodeId;
use daybreak_model::node::KindName;
use regex::{Regex, RegexBuilder};

pub const RULE: Rule = Rule {
    code: "P001",
    name: "naming",
    severity: Severity::Error,
    summary: "An identifier does not follow the site's naming pattern.",
    page: "
The policy gives a regular expression for each kind of identifier: `\"naming\": { \"job\": \"[a-z]+(-[a-z0-9]+)*\" }`. The whole identifier must match.

## Why it matters

Operators, reports and authorisations go by names. One that does not follow the pattern is found by none of them.

## What to do

Rename it, or have the rule waived for this node with a reason and an end.",
    check,
};

/// Patterns that need more memory than this, compiled, are refused.
const MAX_PATTERN_BYTES: usize = 1 << 20;

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let Some(policy) = &subject.context.policy else { return };
    for (named, text) in &policy.naming {
        match RegexBuilder::new(&format!("^(?:{text})$")).size_limit(MAX_PATTERN_BYTES).build() {
            Ok(pattern) => hold(subject, report, *named, text, &pattern),
            Err(_) if !subject.is_root() => {}
            Err(error) => {
                let reason = error.to_string().lines().last().unwrap_or_default().trim().to_owned();
                let message =
                    format!("the policy's pattern {text:?} for names cannot be read, so no name was judged: {reason}");
                report.say(|| Finding::of("", message).help("correct the policy file"));
            }
        }
    }
}

fn hold(subject: &Subject<'_>, report: &mut Report<'_>, named: Named, text: &str, pattern: &Regex) {
    let definition = subject.definition;
    let say = |report: &mut Report<'_>, pointer: String, node: Option<usize>, id: &str| {
        if pattern.is_match(id) {
            return;
        }
        report.say(|| {
            let finding =
                Finding::of(pointer, format!("{id} does not follow the site's pattern for names, {text}")).on(node);
            let finding = finding.help("rename it, or have the rule waived");
            let lower = id.to_lowercase().replace('_', "-");
            let renamed = NodeId::new(lower.as_str());
            if node.is_none() || !pattern.is_match(&lower) || subject.find(&renamed).is_some() {
                return finding;
            }
            finding
                .confirm(format!("Rename it to {lower}"), vec![Edit::RenameNode { from: NodeId::new(id), to: renamed }])
        });
    };
    match named {
        Named::Workflow => say(report, "/id".into(), None, definition.id.as_str()),
        Named::System => {
            list(definition.systems.iter().map(|s| s.id.as_str()), "systems", |p, id| say(report, p, None, id))
        }
        Named::Pool => list(definition.pools.iter().map(|s| s.id.as_str()), "pools", |p, id| say(report, p, None, id)),
        Named::Lock => list(definition.locks.iter().map(|s| s.id.as_str()), "locks", |p, id| say(report, p, None, id)),
        _ => {
            let nodes = definition.nodes.iter().enumerate().filter(|(_, n)| is_named(named, n.kind.name()));
            for (index, node) in nodes {
                say(report, format!("/nodes/{index}/id"), Some(index), node.id.as_str());
            }
        }
    }
}

fn list<'a>(ids: impl Iterator<Item = &'a str>, name: &str, mut say: impl FnMut(String, &str)) {
    for (index, id) in ids.enumerate() {
        say(format!("/{name}/{index}/id"), id);
    }
}

fn is_named(named: Named, kind: KindName) -> bool {
    matches!(
        (named, kind),
        (Named::Job, KindName::Job)
            | (Named::Group, KindName::Group)
            | (Named::Milestone, KindName::Milestone)
            | (Named::Decision, KindName::Decision)
            | (Named::Wait, KindName::Wait)
            | (Named::Confirm, KindName::Confirm)
            | (Named::Subflow, KindName::Subflow)
    )
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::Context;
    use crate::sample::{flow, found_in, jobs};
    use daybreak_model::bundle::Bundle;
    use daybreak_model::diagnostic::Diagnostic;
    use serde_json::json;

    fn with(pattern: &str) -> Vec<Diagnostic> {
        let policy = serde_json::from_value(json!({"naming": {"job": pattern}})).expect("a policy");
        let bundle =
            Bundle::single("f", flow(jobs("core-fees Core_Post"), "begin>core-fees core-fees>Core_Post Core_Post>end"));
        found_in(&RULE, &bundle, &Context { policy: Some(policy), ..Context::default() })
    }

    #[test]
    fn names_off_the_pattern_are_found() {
        let found = with("[a-z]+(-[a-z]+)*");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].fix.as_ref().map(|f| f.title.as_str()), Some("Rename it to core-post"));
        assert!(with(".*").is_empty());
    }

    #[test]
    fn a_pattern_that_cannot_be_read_is_said() {
        assert!(with("[a-z")[0].message.contains("cannot be read"));
        assert!(with("(((a{1000}){1000}){1000})")[0].message.contains("cannot be read"));
    }
}
