//! Definitions that mean harm are checked like any other: in a moment, and without a panic.

use crate::{Context, check};
use daybreak_model::bundle::Bundle;
use daybreak_model::definition::{Definition, Edge};
use daybreak_model::node::{Kind, Node, Order, Work};

const MANY: usize = 20_000;

fn with(nodes: impl Iterator<Item = Node>, edges: impl Iterator<Item = (String, String)>) -> Vec<String> {
    let mut definition = Definition::empty("f", "F", "Asia/Shanghai");
    definition.nodes.extend(nodes);
    definition.edges.extend(edges.map(|(from, to)| Edge::new(from.as_str(), to.as_str())));
    let found = check(&Bundle::single("f", definition), &Context::default());
    found.into_iter().map(|d| d.code).collect()
}

fn job(index: usize) -> Node {
    Node::new(format!("n{index}").as_str(), Kind::Job(Work::Noop))
}

fn name(index: usize) -> String {
    format!("n{index}")
}

#[test]
fn all_edges_into_one_node() {
    let edges = (1..MANY).flat_map(|n| [("begin".into(), name(n)), (name(n), name(0))]);
    let codes = with((0..MANY).map(job), edges.chain([(name(0), "end".into())]));
    assert_eq!(codes.iter().filter(|c| *c != "G007").count(), 0, "{:?}", &codes[..codes.len().min(9)]);
}

#[test]
fn a_chain_with_an_edge_from_begin_to_each() {
    let edges = (1..MANY).flat_map(|n| [(name(n - 1), name(n)), ("begin".into(), name(n))]);
    let codes = with((0..MANY).map(job), edges.chain([("begin".into(), name(0)), (name(MANY - 1), "end".into())]));
    assert_eq!(codes.len(), 1001, "a thousand redundant edges, and how many more there are");
}

#[test]
fn groups_in_a_ring_and_groups_without_end() {
    let group = |index: usize, parent: usize| {
        let mut node = Node::new(name(index).as_str(), Kind::Group(Order::Serial));
        node.parent = Some(name(parent).as_str().into());
        node
    };
    let ring = with((0..MANY).map(|n| group(n, (n + 1) % MANY)), std::iter::empty());
    assert!(ring.contains(&"G011".to_owned()));
    let deep = with((0..MANY).map(|n| group(n, n + 1)).chain([job(MANY)]), std::iter::empty());
    assert!(deep.contains(&"G011".to_owned()));
}

#[test]
fn no_nodes_and_a_root_that_is_not_there() {
    let mut bundle = Bundle::single("f", Definition::empty("f", "F", "Asia/Shanghai"));
    bundle.definitions.values_mut().for_each(|d| d.nodes.clear());
    assert!(check(&bundle, &Context::default()).iter().any(|d| d.code == "G001"));
    bundle.definitions.clear();
    assert!(check(&bundle, &Context::default()).is_empty());
}
