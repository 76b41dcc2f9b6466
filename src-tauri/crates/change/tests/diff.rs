//! Differences and risk. Numbers are those of `SPEC.md`.

use daybreak_change::diff::{Alteration, DiffReport, FieldChange, diff};
use daybreak_change::risk::{Risk, risk};
use daybreak_model::bundle::Bundle;
use daybreak_model::definition::{Definition, Edge, Pool};
use daybreak_model::node::{Kind, Node, Order, Subflow, Work};
use daybreak_model::time::Span;
use proptest::prelude::*;

fn job(id: &str) -> Node {
    Node::new(id, Kind::Job(Work::Noop))
}

fn bank(nodes: &[&str]) -> Definition {
    let mut definition = Definition::empty("bank", "Bank", "UTC");
    for id in nodes {
        definition.nodes.push(job(id));
        definition.edges.push(Edge::new("begin", *id));
    }
    definition
}

fn single(definition: Definition) -> Bundle {
    Bundle::single("bank.workflow.json", definition)
}

fn between(before: Definition, after: Definition) -> DiffReport {
    diff(&single(before), &single(after))
}

fn field(path: &str, before: Option<&str>, after: Option<&str>) -> FieldChange {
    FieldChange { path: path.into(), before: before.map(Into::into), after: after.map(Into::into) }
}

fn subflow(id: &str, file: &str) -> Node {
    Node::new(id, Kind::Subflow(Subflow { file: file.into(), parameters: Default::default() }))
}

#[test]
fn d1_a_bundle_does_not_differ_from_itself() {
    assert!(between(bank(&["a", "b"]), bank(&["a", "b"])).is_empty());
    let mut with_schema = bank(&["a"]);
    with_schema.schema = Some("workflow.schema.json".into());
    assert!(between(bank(&["a"]), with_schema).is_empty(), "the schema's place is no part of the content");
}

#[test]
fn d2_a_change_in_a_subflow_is_found_wherever_it_is_used() {
    let with_core = |core: Definition| {
        let mut root = bank(&[]);
        root.nodes.extend([subflow("day", "core.workflow.json"), subflow("night", "core.workflow.json")]);
        let mut bundle = single(root);
        bundle.definitions.insert("core.workflow.json".into(), core);
        bundle
    };
    let mut changed = bank(&["fees", "interest"]);
    changed.pools.push(Pool { id: "db".into(), name: "Sessions".into(), capacity: 4, hours: vec![] });
    let report = diff(&with_core(bank(&["fees"])), &with_core(changed));
    let nodes: Vec<_> = report.nodes.iter().map(|n| (n.node.as_str(), n.change)).collect();
    assert_eq!(nodes, [("day/interest", Alteration::Added), ("night/interest", Alteration::Added)]);
    assert_eq!(report.edges[0].to.as_str(), "day/interest");
    assert_eq!(report.other[0].path, "day/pools");
}

#[test]
fn d3_the_innermost_field_is_named_with_both_values() {
    let (mut before, mut after) = (bank(&["a"]), bank(&["a"]));
    before.nodes[2].settings.priority = Some(1);
    after.nodes[2].settings.priority = Some(5);
    after.edges[1].lag = Span::from_ms(60_000);
    after.name = "The bank".into();
    let report = between(before, after);
    assert_eq!(report.nodes[0].fields, [field("settings.priority", Some("1"), Some("5"))]);
    assert_eq!(report.edges[0].fields, [field("lag", Some("0s"), Some("1m"))]);
    assert_eq!(report.other, [field("name", Some("Bank"), Some("The bank"))]);
}

#[test]
fn d3_added_and_removed_edges_and_nodes_are_told_apart() {
    let report = between(bank(&["a"]), bank(&["b"]));
    let nodes: Vec<_> = report.nodes.iter().map(|n| (n.node.as_str(), n.change)).collect();
    assert_eq!(nodes, [("b", Alteration::Added), ("a", Alteration::Removed)]);
    let edges: Vec<_> = report.edges.iter().map(|e| (e.to.as_str(), e.change)).collect();
    assert_eq!(edges, [("b", Alteration::Added), ("a", Alteration::Removed)]);
}

#[test]
fn d4_the_order_of_a_serial_group_is_part_of_what_it_means() {
    let with_order = |order: Order, members: [&str; 2]| {
        let mut definition = bank(&[]);
        definition.nodes.push(Node::new("steps", Kind::Group(order)));
        for id in members {
            let mut node = job(id);
            node.parent = Some("steps".into());
            definition.nodes.push(node);
        }
        definition
    };
    let report = between(with_order(Order::Serial, ["x", "y"]), with_order(Order::Serial, ["y", "x"]));
    assert_eq!(report.nodes[0].fields, [field("members.order", Some("x, y"), Some("y, x"))]);
    assert!(between(with_order(Order::Parallel, ["x", "y"]), with_order(Order::Parallel, ["y", "x"])).is_empty());
}

#[test]
fn d5_bundles_without_end_are_cut_off() {
    let mut itself = bank(&["a"]);
    itself.nodes.push(subflow("again", "bank.workflow.json"));
    let mut other = itself.clone();
    other.nodes.push(job("b"));
    let report = diff(&single(itself), &single(other));
    assert!(report.other.iter().any(|field| field.path == "limit"));

    let mut bundle = single(bank(&[]));
    for level in 0..16 {
        let mut definition = bank(&["a"]);
        for place in 0..10 {
            definition.nodes.push(subflow(&format!("s{place}"), &format!("level{}.json", level + 1)));
        }
        let file = if level == 0 { "bank.workflow.json".into() } else { format!("level{level}.json") };
        bundle.definitions.insert(file, definition);
    }
    assert!(diff(&bundle, &bundle).other.iter().any(|field| field.path == "limit"));
    assert!(diff(&Bundle { root: "gone".into(), ..bundle.clone() }, &bundle).nodes.len() > 10);
}

#[test]
fn k1_what_may_stop_the_night_is_high() {
    let changed = between(bank(&["a"]), bank(&["a", "b"]));
    assert_eq!(risk(&changed, &[], true), Risk::High);
    assert_eq!(risk(&between(bank(&["a"]), bank(&[])), &[], false), Risk::High);
    let many: Vec<String> = (0..21).map(|n| format!("n{n}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    assert_eq!(risk(&between(bank(&[]), bank(&many)), &[], false), Risk::High);
    let mut other_days = bank(&["a"]);
    other_days.calendar = Some("cn.calendar.json".into());
    assert_eq!(risk(&between(bank(&["a"]), other_days), &[], false), Risk::High);
}

#[test]
fn k2_words_are_low_and_the_rest_is_medium() {
    let mut words = bank(&["a"]);
    words.nodes[2].description = Some("Posts the fees".into());
    words.description = Some("The whole night".into());
    assert_eq!(risk(&between(bank(&["a"]), words), &[], false), Risk::Low);
    assert_eq!(risk(&between(bank(&["a"]), bank(&["a", "b"])), &[], false), Risk::Medium);
}

/// One of a few ways to alter a definition of five jobs; each changes what it means.
fn alter(definition: &mut Definition, way: u8, at: usize) {
    let node = 2 + at % 5;
    match way % 8 {
        0 => definition.nodes[node].settings.priority = Some(7),
        1 => drop(definition.nodes.remove(node)),
        2 => definition.nodes.push(job("new")),
        3 => drop(definition.edges.remove(at % definition.edges.len())),
        4 => definition.edges.push(Edge::new("a", "e")),
        5 => definition.zone = "Asia/Shanghai".into(),
        6 => definition.secrets.push("PASSWORD".into()),
        _ => definition.nodes[node].name = Some("Another name".into()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn d1_a_difference_is_empty_only_when_both_are_the_same(way in 0_u8..8, at in 0_usize..50) {
        let before = bank(&["a", "b", "c", "d", "e"]);
        let mut after = before.clone();
        alter(&mut after, way, at);
        prop_assert!(!between(before.clone(), after.clone()).is_empty());
        prop_assert!(!between(after.clone(), before).is_empty());
        prop_assert!(between(after.clone(), after).is_empty());
    }
}
