//! G011: groups that contain themselves, lie too deep, or are no groups.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::diagnostic::Severity;
use daybreak_model::edit::Edit;
use daybreak_model::inherit::MAX_NESTING;
use daybreak_model::node::Kind;

pub const RULE: Rule = Rule {
    code: "G011",
    name: "group-nesting",
    severity: Severity::Error,
    summary: "A group contains itself, lies too deep, or the parent is no group.",
    page: "
The parent of a node is a group. Groups nest, but not in a ring, and no deeper than 64.

## Why it matters

A group that contains itself has no first and no last member: it neither opens nor closes. A parent that is no group gives its members no order.

## What to do

Take one of the nodes out of its group.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let nodes = &subject.definition.nodes;
    let parent = |n: usize| nodes[n].parent.as_ref().and_then(|p| subject.find(p));
    let (depth, in_ring) = depths(nodes.len(), parent);
    for index in 0..nodes.len() {
        let Some(above) = parent(index) else { continue };
        let (id, group) = (&nodes[index].id, &nodes[above].id);
        let message = if in_ring[index] {
            format!("the group {group} contains {id}, which contains {group}: neither can open")
        } else if !matches!(nodes[above].kind, Kind::Group(_)) {
            format!("{id} is said to be in {group}, which is no group and has no members")
        } else if depth[index] > MAX_NESTING && depth[above] == MAX_NESTING {
            format!("{id} lies in {} groups, one in another; more than {MAX_NESTING} are not followed", depth[index])
        } else {
            continue;
        };
        report.say(|| {
            let mut out = nodes[index].clone();
            out.parent = None;
            Finding::at(index, "/parent", message)
                .help(format!("take {id} out of {group}"))
                .confirm(format!("Take {id} out of {group}"), vec![Edit::SetNode(Box::new(out))])
                .related([group.clone()])
        });
    }
}

/// How many parents are above each node, and whether it is its own.
fn depths(count: usize, parent: impl Fn(usize) -> Option<usize>) -> (Vec<usize>, Vec<bool>) {
    let (mut depth, mut in_ring) = (vec![0usize; count], vec![false; count]);
    let mut walk = vec![usize::MAX; count];
    for start in 0..count {
        let mut chain = Vec::new();
        let mut at = Some(start);
        while let Some(node) = at.filter(|n| walk[*n] == usize::MAX) {
            walk[node] = start;
            chain.push(node);
            at = parent(node);
        }
        // What was met in this very walk closes a ring.
        if let Some(first) = at.and_then(|met| chain.iter().position(|n| *n == met)) {
            chain[first..].iter().for_each(|n| in_ring[*n] = true);
            chain.truncate(first);
        }
        for node in chain.into_iter().rev() {
            depth[node] = parent(node).map_or(0, |p| depth[p] + 1);
        }
    }
    (depth, in_ring)
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow, found};
    use serde_json::{Value, json};

    #[test]
    fn rings_and_false_parents_are_found() {
        let nodes = json!([
            {"id": "g", "kind": "group", "parent": "h"},
            {"id": "h", "kind": "group", "parent": "g"},
            {"id": "a", "kind": "job"},
            {"id": "b", "kind": "job", "parent": "a"},
        ]);
        let found = found(&RULE, flow(nodes, "begin>g g>a a>b b>end"));
        let paths: Vec<&str> = found.iter().map(|d| d.path.as_str()).collect();
        assert_eq!(paths, ["/nodes/2/parent", "/nodes/3/parent", "/nodes/5/parent"]);
    }

    fn nested(depth: usize) -> Value {
        let group = |i: usize| json!({"id": format!("g{i}"), "kind": "group", "parent": format!("g{}", i + 1)});
        let mut nodes: Vec<Value> = (0..depth).map(group).collect();
        nodes.push(json!({"id": format!("g{depth}"), "kind": "group"}));
        nodes.into()
    }

    #[test]
    fn too_deep_is_said_once() {
        assert_eq!(found(&RULE, flow(nested(80), "begin>g80 g80>end")).len(), 1);
        assert!(found(&RULE, flow(nested(60), "begin>g60 g60>end")).is_empty());
    }
}
