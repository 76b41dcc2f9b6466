//! Small definitions for the tests of rules, and what every test of a rule holds its findings to.

use crate::rules::Rule;
use crate::{Context, check};
use daybreak_model::bundle::Bundle;
use daybreak_model::definition::Definition;
use daybreak_model::diagnostic::{Diagnostic, Safety, Severity};
use serde_json::{Value, json};

/// A definition from its nodes and edges: `flow(json!([{"id": "a", "kind": "job"}]), "begin>a a>end")`. Begin and end are
/// there unless `nodes` has them.
pub fn flow(nodes: Value, edges: &str) -> Definition {
    flow_with(json!({}), nodes, edges)
}

/// The same with further fields of the definition.
pub fn flow_with(header: Value, nodes: Value, edges: &str) -> Definition {
    let mut all = vec![json!({"id": "begin", "kind": "begin"}), json!({"id": "end", "kind": "end"})];
    all.extend(nodes.as_array().expect("nodes are a list").iter().cloned());
    let edges: Vec<Value> = edges
        .split_whitespace()
        .map(|edge| edge.split_once('>').expect("an edge is written from>to"))
        .map(|(from, to)| json!({"from": from, "to": to}))
        .collect();
    let mut text =
        json!({"format": 1, "id": "sample", "name": "Sample", "zone": "Asia/Shanghai", "nodes": all, "edges": edges});
    for (field, value) in header.as_object().expect("a header is an object") {
        text[field] = value.clone();
    }
    read(text)
}

/// A definition from its JSON.
pub fn read(text: Value) -> Definition {
    serde_json::from_value(text).expect("the sample is a definition")
}

/// Jobs without anything but their names.
pub fn jobs(names: &str) -> Value {
    names.split_whitespace().map(|id| json!({"id": id, "kind": "job"})).collect()
}

/// What `rule` finds in one definition; see [`found_in`].
pub fn found(rule: &Rule, definition: Definition) -> Vec<Diagnostic> {
    found_in(rule, &Bundle::single("sample.workflow.json", definition), &Context::default())
}

/// What `rule` finds in a bundle. Every safe fix is tried: it must remove its problem and bring no new error. A fix to be
/// confirmed must remove its problem.
pub fn found_in(rule: &Rule, bundle: &Bundle, context: &Context) -> Vec<Diagnostic> {
    let all = check(bundle, context);
    let found: Vec<Diagnostic> = all.iter().filter(|d| d.code == rule.code).cloned().collect();
    for diagnostic in &found {
        assert_eq!(diagnostic.severity, rule.severity);
        let Some(fix) = &diagnostic.fix else { continue };
        let mut fixed = bundle.clone();
        let file = crate::place(&diagnostic.path).0.unwrap_or(&bundle.root).to_owned();
        let definition = fixed.definitions.get_mut(&file).expect("the diagnostic names a file of the bundle");
        fix.edits.iter().for_each(|edit| edit.apply(definition));
        let after = check(&fixed, context);
        let same = |d: &&Diagnostic| d.code == diagnostic.code && d.message == diagnostic.message;
        assert!(after.iter().filter(same).count() < all.iter().filter(same).count(), "not fixed: {diagnostic:?}");
        let new = after.iter().find(|d| d.severity == Severity::Error && !all.iter().any(|o| o.code == d.code));
        assert!(fix.safety == Safety::Confirm || new.is_none(), "{} brings {new:?}", fix.title);
    }
    found
}

/// A calendar with weekends and no holidays.
pub fn calendar(from: &str, to: &str) -> daybreak_model::calendar::Calendar {
    let text = json!({
        "format": 1, "id": "c", "name": "C", "covers": {"from": from, "to": to}, "weekend": ["sat", "sun"], "holidays": {},
    });
    serde_json::from_value(text).expect("the sample is a calendar")
}

pub fn date(text: &str) -> Option<chrono::NaiveDate> {
    text.parse().ok()
}
