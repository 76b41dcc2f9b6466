//! The content hash: what it depends on and what it does not.

mod arbitrary;

use daybreak_model::bundle::Bundle;
use daybreak_model::calendar::Calendar;
use daybreak_model::definition::Definition;
use daybreak_model::file::{read, read_calendar, write};
use daybreak_model::hash::ContentHash;
use daybreak_model::node::{Kind, Node, Subflow};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn calendar() -> Calendar {
    let text = r#"{"format":1,"id":"cn","name":"China","covers":{"from":"2026-01-01","to":"2026-12-31"},
        "weekend":["sat","sun"],"holidays":{"2026-01-01":"元旦"}}"#;
    read_calendar("cn.calendar.json", text).expect("the calendar is good")
}

fn bundle() -> Bundle {
    let mut root = Definition::empty("bank", "Bank", "Asia/Shanghai");
    root.calendar = Some("cn.calendar.json".into());
    let subflow = Subflow { file: "core.workflow.json".into(), parameters: BTreeMap::new() };
    root.nodes.push(Node::new("core", Kind::Subflow(subflow)));
    let mut bundle = Bundle::single("bank.workflow.json", root);
    bundle.definitions.insert("core.workflow.json".into(), Definition::empty("core", "Core", "Asia/Shanghai"));
    bundle.calendars.insert("cn.calendar.json".into(), calendar());
    bundle
}

/// The vector was made with Python 3: `hashlib.sha256` over `json.dumps` with sorted keys and no spaces.
#[test]
fn a_known_bundle_has_a_known_hash() {
    let hash = ContentHash::of(&Bundle::single("night.workflow.json", Definition::empty("night", "日终", "UTC")));
    assert_eq!(hash.as_str(), VECTOR);
    assert_eq!(hash.short(), &VECTOR[..12]);
    assert_eq!(hash.to_string().parse::<ContentHash>(), Ok(hash));
}

const VECTOR: &str = "f4bb7daa5005d7617d73b3d118cb7243a5d7f87317ad3c3e5fbb27712e6ae204";

#[test]
fn every_file_that_is_referred_to_counts() {
    let whole = ContentHash::of(&bundle());
    let mut changed = bundle();
    changed.calendars.values_mut().for_each(|c| c.name.push('!'));
    assert_ne!(ContentHash::of(&changed), whole);
    let mut changed = bundle();
    changed.definitions.get_mut("core.workflow.json").expect("it is there").name.push('!');
    assert_ne!(ContentHash::of(&changed), whole);
    let mut missing = bundle();
    missing.definitions.remove("core.workflow.json");
    assert_ne!(ContentHash::of(&missing), whole);
}

#[test]
fn what_nobody_refers_to_does_not_count() {
    let mut more = bundle();
    more.definitions.insert("other.workflow.json".into(), Definition::empty("other", "Other", "UTC"));
    assert_eq!(ContentHash::of(&more), ContentHash::of(&bundle()));
}

#[test]
fn neither_the_schema_nor_the_name_of_the_root_file_counts() {
    let mut other = bundle();
    let mut root = other.definitions.remove("bank.workflow.json").expect("it is there");
    root.schema = Some("../schema/workflow.schema.json".into());
    other.root = "copy.workflow.json".into();
    other.definitions.insert("copy.workflow.json".into(), root);
    assert_eq!(ContentHash::of(&other), ContentHash::of(&bundle()));
}

#[test]
fn a_subflow_that_contains_itself_still_has_a_hash() {
    let mut ring = bundle();
    let subflow = Subflow { file: "bank.workflow.json".into(), parameters: BTreeMap::new() };
    let core = ring.definitions.get_mut("core.workflow.json").expect("it is there");
    core.nodes.push(Node::new("ring", Kind::Subflow(subflow)));
    assert_ne!(ContentHash::of(&ring), ContentHash::of(&bundle()));
}

#[test]
fn only_64_lower_case_hex_digits_are_a_hash() {
    let long_enough = "é".repeat(32);
    for text in ["", "abc", &VECTOR.to_uppercase(), &VECTOR[1..], long_enough.as_str()] {
        assert!(text.parse::<ContentHash>().is_err(), "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn formatting_and_field_order_do_not_count(definition in arbitrary::definition()) {
        let value: serde_json::Value = serde_json::from_str(&write(&definition)).expect("what is written is JSON");
        let shuffled = serde_json::to_string_pretty(&reversed(value)).expect("a value has a text");
        let again = read("x", &shuffled).expect("the order of fields is free");
        let hash = |d: Definition| ContentHash::of(&Bundle::single("x", d));
        prop_assert_eq!(hash(again), hash(definition));
    }

    #[test]
    fn it_is_the_hash_of_the_canonical_form(definition in arbitrary::definition()) {
        let mut bundle = Bundle::single("x", definition);
        bundle.definitions.values_mut().for_each(|d| {
            d.schema = None;
            // Nothing else is referred to, so that the whole content is the root.
            d.calendar = None;
            d.defaults.days = None;
            d.systems.clear();
            d.triggers.clear();
            d.nodes.truncate(2);
        });
        let content = serde_json::json!({ "definition": bundle.root(), "files": {} });
        let canonical = serde_json_canonicalizer::to_vec(&content).expect("a value has a canonical form");
        prop_assert_eq!(ContentHash::of(&bundle), ContentHash::of_bytes(&canonical));
    }
}

/// The same value with the fields of every object in the opposite order.
fn reversed(value: serde_json::Value) -> serde_json::Value {
    match value {
        serde_json::Value::Object(map) => map.into_iter().rev().map(|(name, value)| (name, reversed(value))).collect(),
        serde_json::Value::Array(items) => items.into_iter().map(reversed).collect(),
        other => other,
    }
}
