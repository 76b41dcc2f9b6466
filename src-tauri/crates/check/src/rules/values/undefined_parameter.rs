//! V001: a parameter that nobody defines.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use crate::subject::texts::expressions;
use daybreak_model::bundle::beside;
use daybreak_model::diagnostic::Severity;
use daybreak_model::edit::{Edit, Header};
use daybreak_model::expression::{Fact, parse};
use daybreak_model::node::Kind;
use std::collections::HashSet;

pub const RULE: Rule = Rule {
    code: "V001",
    name: "undefined-parameter",
    severity: Severity::Error,
    summary: "A text or an expression asks for a parameter that is not defined.",
    page: "
Looks for every parameter that texts and expressions ask for among those of the definition, and among those that subflow nodes give to it.

## Why it matters

The text cannot be filled in: the job would fail as it starts. A decision on it could not be made.

## What to do

Correct the name, or define the parameter with its default. The fix defines it, empty.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let given = given(subject);
    let is_known = |name: &str| subject.definition.parameters.contains_key(name) || given.contains(name);
    for (text, read) in subject.texts.iter() {
        let Ok(template) = read else { continue };
        for name in template.parameters().filter(|name| !is_known(name)) {
            report.say(|| finding(subject, name).on(text.node()).pointing(text.pointer()));
        }
    }
    expressions(subject, |node, text, pointer| {
        let Ok(expression) = parse(text) else { return };
        for fact in expression.facts() {
            if let Fact::Parameter(name) = fact
                && !is_known(name)
            {
                report.say(|| finding(subject, name).on(Some(node)).pointing(pointer()));
            }
        }
    });
}

/// What the subflow nodes that name this file give to it.
fn given<'a>(subject: &Subject<'a>) -> HashSet<&'a str> {
    let mut given = HashSet::new();
    for (file, definition) in subject.bundle.definitions.iter().filter(|_| !subject.is_root()) {
        for node in &definition.nodes {
            if let Kind::Subflow(subflow) = &node.kind
                && !subflow.parameters.is_empty()
                && beside(file, &subflow.file) == subject.file
            {
                given.extend(subflow.parameters.keys().map(String::as_str));
            }
        }
    }
    given
}

fn finding(subject: &Subject<'_>, name: &str) -> Finding {
    let mut header = Header::of(subject.definition);
    header.parameters.insert(name.into(), String::new());
    Finding::of("", format!("the parameter {name} is not defined, so what asks for it cannot be filled in"))
        .help("correct the name, or define the parameter with its default")
        .confirm(format!("Define {name}, empty"), vec![Edit::SetHeader(Box::new(header))])
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::Context;
    use crate::sample::{flow, flow_with, found, found_in};
    use daybreak_model::bundle::Bundle;
    use daybreak_model::definition::Definition;
    use serde_json::{Value, json};

    fn asking(header: Value) -> Definition {
        let nodes = json!([
            {"id": "a", "kind": "job", "work": {"command": {"argv": ["x", "${branch}"]}}},
            {"id": "d", "kind": "decision", "branches": [{"name": "x", "when": "param('mode') == 'full'"}]},
        ]);
        flow_with(header, nodes, "begin>a a>d d>end")
    }

    #[test]
    fn what_nobody_defines_is_found() {
        assert_eq!(found(&RULE, asking(json!({}))).len(), 2);
        assert!(found(&RULE, asking(json!({"parameters": {"branch": "1", "mode": "full"}}))).is_empty());
    }

    #[test]
    fn what_the_outer_workflow_gives_is_known() {
        let outer = json!([{"id": "s", "kind": "subflow", "subflow": {"file": "s", "parameters": {"branch": "1", "mode": "x"}}}]);
        let mut bundle = Bundle::single("r", flow(outer, "begin>s s>end"));
        bundle.definitions.insert("s".into(), asking(json!({})));
        assert!(found_in(&RULE, &bundle, &Context::default()).is_empty());
    }
}
