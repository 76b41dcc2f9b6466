//! V012: a host that the site does not have.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::diagnostic::Severity;
use daybreak_model::node::{Kind, Work};

pub const RULE: Rule = Rule {
    code: "V012",
    name: "unknown-host",
    severity: Severity::Warning,
    summary: "A job or a system is to run on a host that is not known.",
    page: "
Needs to be told of the site's hosts. Looks at SSH jobs and at the targets of systems. Hosts with a parameter in their name are not looked at.

## Why it matters

The connection fails when the job starts.

## What to do

Correct the name, or add the host to those of the site.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let Some(hosts) = &subject.context.hosts else { return };
    let is_unknown = |host: &str| !host.contains("${") && !hosts.contains(host);
    for (index, node) in subject.definition.nodes.iter().enumerate() {
        if let Kind::Job(Work::Ssh(ssh)) = &node.kind
            && is_unknown(&ssh.host)
        {
            let message = format!("{} is to run on {}, which is not a host of this site", node.id, ssh.host);
            report.say(|| Finding::at(index, "/work/ssh/host", message).help("correct the name, or add the host"));
        }
    }
    for (index, system) in subject.definition.systems.iter().enumerate() {
        if let Some(target) = system.target.as_ref().filter(|t| is_unknown(t)) {
            let message = format!("the system {} is to run on {target}, which is not a host of this site", system.id);
            report.say(|| {
                Finding::of(format!("/systems/{index}/target"), message).help("correct the name, or add the host")
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::Context;
    use crate::sample::{flow, found_in};
    use daybreak_model::bundle::Bundle;
    use serde_json::json;

    #[test]
    fn a_host_that_is_not_known_is_found() {
        let of = |host: &str| {
            let work = json!({"ssh": {"host": host, "command": {"argv": ["x"]}}});
            let bundle = Bundle::single("f", flow(json!([{"id": "a", "kind": "job", "work": work}]), "begin>a a>end"));
            let context = Context { hosts: Some(["core-1".to_owned()].into()), ..Context::default() };
            found_in(&RULE, &bundle, &context).len()
        };
        assert_eq!(of("core-2"), 1);
        assert_eq!(of("core-1"), 0);
        assert_eq!(of("${host}"), 0);
    }
}
