//! P004: a value that the site does not allow.

use crate::policy::Field;
use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::diagnostic::Severity;
use daybreak_model::node::{Command, Kind, Work};

pub const RULE: Rule = Rule {
    code: "P004",
    name: "not-allowed",
    severity: Severity::Error,
    summary: "A field has a value that the site does not allow.",
    page: "
The policy lists the values that a field may have: `\"allowed\": { \"work\": [\"command\", \"noop\"], \"program\": [\"sh\", \"python3\"] }`. Fields are `owner`, `system`, `host`, `work` and `program`.

## Why it matters

What is not on the list was not agreed: an owner that nobody is, a host outside the data centre, a program that was not reviewed.

## What to do

Use one of the values, have the list extended, or have the rule waived with a reason and an end.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let Some(policy) = subject.context.policy.as_ref().filter(|p| !p.allowed.is_empty()) else { return };
    let mut hold = |field: Field, value: &str, node: Option<usize>, pointer: &dyn Fn() -> String| {
        let Some(values) = policy.allowed.get(&field).filter(|values| !values.iter().any(|v| v == value)) else {
            return;
        };
        report.say(|| {
            let message =
                format!("{value:?} is not a {} that the site allows; it allows {}", name(field), values.join(", "));
            Finding::of(pointer(), message).on(node).help("use one of these, or have the rule waived")
        });
    };
    for (level, settings) in subject.stated() {
        if let Some(owner) = &settings.owner {
            hold(Field::Owner, owner, level.node(), &|| format!("{}/owner", level.pointer()));
        }
    }
    for (index, system) in subject.definition.systems.iter().enumerate() {
        hold(Field::System, system.id.as_str(), None, &|| format!("/systems/{index}/id"));
        if let Some(target) = &system.target {
            hold(Field::Host, target, None, &|| format!("/systems/{index}/target"));
        }
    }
    for (index, node) in subject.definition.nodes.iter().enumerate() {
        let Kind::Job(work) = &node.kind else { continue };
        let at = |field: &str| format!("/nodes/{index}/work{field}");
        let mut program = |command: &Command, field: &str| {
            if let Some(program) = command.argv.first() {
                hold(Field::Program, program, Some(index), &|| at(field));
            }
        };
        let kind = match work {
            Work::Noop => "noop",
            Work::Command(command) => {
                program(command, "/command/argv/0");
                "command"
            }
            Work::Ssh(ssh) => {
                program(&ssh.command, "/ssh/command/argv/0");
                hold(Field::Host, &ssh.host, Some(index), &|| at("/ssh/host"));
                "ssh"
            }
            Work::Http(_) => "http",
            Work::Airflow(_) => "airflow",
        };
        hold(Field::Work, kind, Some(index), &|| at(""));
    }
}

fn name(field: Field) -> &'static str {
    match field {
        Field::Owner => "owner",
        Field::System => "system",
        Field::Host => "host",
        Field::Work => "kind of work",
        Field::Program => "program",
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::Context;
    use crate::sample::{flow, found_in};
    use daybreak_model::bundle::Bundle;
    use serde_json::{Value, json};

    fn paths(allowed: Value) -> Vec<String> {
        let policy = serde_json::from_value(json!({"allowed": allowed})).expect("a policy");
        let work = json!({"ssh": {"host": "core-1", "command": {"argv": ["perl"]}}});
        let nodes = json!([{"id": "a", "kind": "job", "work": work, "settings": {"owner": "nobody"}}]);
        let bundle = Bundle::single("f", flow(nodes, "begin>a a>end"));
        found_in(&RULE, &bundle, &Context { policy: Some(policy), ..Context::default() })
            .into_iter()
            .map(|d| d.path)
            .collect()
    }

    #[test]
    fn values_off_the_list_are_found() {
        let none = json!({"owner": ["core"], "host": ["core-2"], "work": ["command"], "program": ["sh"]});
        let expected =
            ["/nodes/2/settings/owner", "/nodes/2/work/ssh/command/argv/0", "/nodes/2/work/ssh/host", "/nodes/2/work"];
        assert_eq!(paths(none), expected);
        assert!(
            paths(json!({"owner": ["nobody"], "host": ["core-1"], "work": ["ssh"], "program": ["perl"]})).is_empty()
        );
    }
}
