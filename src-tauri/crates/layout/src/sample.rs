//! Small definitions for the tests, and what every layout is held to.

use crate::types::{GroupBox, Layout, NodeBox};
use daybreak_model::definition::Definition;
use daybreak_model::id::NodeId;
use serde_json::{Value, json};
use std::collections::HashMap;

/// A definition from nodes, `name` or `name@system` or `name/group`, and edges `a>b`. Names that begin with `g` are groups.
pub fn flow(nodes: &str, edges: &str) -> Definition {
    let mut all = vec![json!({"id": "begin", "kind": "begin"}), json!({"id": "end", "kind": "end"})];
    for node in nodes.split_whitespace() {
        let (node, system) = node.split_once('@').map_or((node, None), |(n, s)| (n, Some(s)));
        let (id, parent) = node.split_once('/').map_or((node, None), |(n, p)| (n, Some(p)));
        let kind = if id.starts_with('g') { "group" } else { "job" };
        let mut node = json!({"id": id, "kind": kind});
        if let Some(system) = system {
            node["system"] = json!(system);
        }
        if let Some(parent) = parent {
            node["parent"] = json!(parent);
        }
        all.push(node);
    }
    let edges: Vec<Value> = edges
        .split_whitespace()
        .filter_map(|edge| edge.split_once('>'))
        .map(|(from, to)| json!({"from": from, "to": to}))
        .collect();
    let systems = ["s1", "s2", "s3"].map(|id| json!({"id": id, "name": id, "colour": 1}));
    let text =
        json!({"format": 1, "id": "f", "name": "F", "zone": "UTC", "systems": systems, "nodes": all, "edges": edges});
    serde_json::from_value(text).expect("the sample is a definition")
}

pub fn at<'l>(layout: &'l Layout, id: &str) -> &'l NodeBox {
    layout.nodes.iter().find(|n| n.id.as_str() == id).expect("the node is in the layout")
}

/// Nothing overlaps, groups hold their members and nothing else, lanes hold their nodes and do not touch, everything is on the grid.
pub fn hold(definition: &Definition, layout: &Layout) {
    let parent: HashMap<&NodeId, &NodeId> =
        definition.nodes.iter().filter_map(|n| Some((&n.id, n.parent.as_ref()?))).collect();
    let is_in = |id: &NodeId, group: &NodeId| {
        std::iter::successors(Some(id), |at| parent.get(at).copied()).skip(1).any(|at| at == group)
    };
    let area = |b: &GroupBox| (b.x, b.y, b.x + b.w, b.y + b.h);
    let of = |n: &NodeBox| (n.x, n.y, n.x + n.w, n.y + n.h);
    let meet = |a: (i32, i32, i32, i32), b: (i32, i32, i32, i32)| a.0 < b.2 && b.0 < a.2 && a.1 < b.3 && b.1 < a.3;
    let holds = |a: (i32, i32, i32, i32), b: (i32, i32, i32, i32)| a.0 <= b.0 && a.1 <= b.1 && b.2 <= a.2 && b.3 <= a.3;
    for (index, node) in layout.nodes.iter().enumerate() {
        assert_eq!((node.x % 4, node.y % 4), (0, 0), "{} is on the grid", node.id);
        for other in &layout.nodes[..index] {
            assert!(!meet(of(node), of(other)), "{} over {}", node.id, other.id);
        }
    }
    for (index, group) in layout.groups.iter().enumerate() {
        for node in &layout.nodes {
            if is_in(&node.id, &group.id) {
                assert!(holds(area(group), of(node)), "{} sticks out of {}", node.id, group.id);
                assert!(node.y >= group.y + group.header, "{} over the header of {}", node.id, group.id);
            } else {
                assert!(!meet(area(group), of(node)), "{} in {}", node.id, group.id);
            }
        }
        for other in &layout.groups[..index] {
            if is_in(&group.id, &other.id) {
                assert!(holds(area(other), area(group)), "{} sticks out of {}", group.id, other.id);
            } else {
                assert!(!meet(area(group), area(other)), "{} over {}", group.id, other.id);
            }
        }
    }
    assert!(
        layout.lanes.windows(2).all(|pair| pair[0].y + pair[0].height <= pair[1].y),
        "lanes touch: {:?}",
        layout.lanes
    );
    for node in layout.nodes.iter().filter(|n| !parent.contains_key(&n.id)) {
        let system = definition.node(&node.id).and_then(|n| n.system.clone());
        if definition.node(&node.id).is_some_and(|n| matches!(n.kind, daybreak_model::node::Kind::Group(_))) {
            continue;
        }
        let lane = layout.lanes.iter().find(|l| l.system == system).expect("the lane is shown");
        assert!(lane.y <= node.y && node.y + node.h <= lane.y + lane.height, "{} out of its lane", node.id);
    }
}
