//! R003: a node outside a group that a member waits for, and that needs what the group holds.

use crate::reach::Reach;
use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::{Demand, Subject};
use daybreak_model::diagnostic::Severity;
use std::collections::HashMap;

pub const RULE: Rule = Rule {
    code: "R003",
    name: "deadlock-beside-group",
    severity: Severity::Error,
    summary: "A member of a group waits for a node outside that needs what the group holds.",
    page: "
A group holds its pools and locks until its last member has finished. When a member waits for a node outside the group, and that node needs
what the group holds, both may wait for ever. Nodes that have certainly finished before the group opens do no harm.

## Why it matters

Once the group has opened the node outside cannot start, so the member cannot, so the group never closes.

## What to do

Let the node outside finish before the group opens, with an edge to the group itself; or take it into the group; or let the group hold less.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let graph = &subject.graph;
    if !graph.is_acyclic() {
        return;
    }
    let holders: Vec<usize> = (0..subject.definition.nodes.len())
        .filter(|n| !subject.members[*n].is_empty() && !subject.demand(*n).is_empty())
        .collect();
    let mut takers: HashMap<usize, Vec<(usize, Demand)>> = HashMap::new();
    for holder in &holders {
        for demand in subject.demand(*holder) {
            takers.entry(demand.resource).or_default();
        }
    }
    let mut from: Vec<usize> = Vec::new();
    for node in 0..subject.definition.nodes.len() {
        let inside = subject.inner.get(&node).map_or(&[][..], |i| &i.needs);
        for demand in subject.demand(node).iter().chain(inside.iter().map(|(demand, _)| demand)) {
            if let Some(takers) = takers.get_mut(&demand.resource) {
                takers.push((node, *demand));
                from.push(graph.close[node]);
            }
        }
    }
    from.sort_unstable();
    from.dedup();
    let Some(reach) = Reach::from(graph, &from).filter(|_| !holders.is_empty()) else {
        return;
    };
    for group in holders {
        for held in subject.demand(group) {
            for (node, demand) in &takers[&held.resource] {
                if waits(subject, &reach, group, *node) && clash(subject, *held, *demand) {
                    report.say(|| finding(subject, group, *node, *held, *demand));
                }
            }
        }
    }
}

/// Whether the group may be open, and not able to close, before the node outside it has finished.
fn waits(subject: &Subject<'_>, reach: &Reach, group: usize, node: usize) -> bool {
    let graph = &subject.graph;
    let is_inside = node == group || subject.groups(node).any(|g| g == group);
    let is_around = subject.groups(group).any(|g| g == node);
    if is_inside || is_around || !reach.leads(graph.close[node], graph.close[group]) {
        return false;
    }
    let before = |vertex: usize| reach.leads(graph.close[node], vertex);
    if graph.opens_with_first[group] {
        return !graph.incoming(group).all(|l| before(l.from));
    }
    !before(group)
}

fn clash(subject: &Subject<'_>, held: Demand, wanted: Demand) -> bool {
    let capacity = subject.resources.all[held.resource].capacity;
    wanted.amount <= capacity && held.amount <= capacity && held.amount.saturating_add(wanted.amount) > capacity
}

fn finding(subject: &Subject<'_>, group: usize, node: usize, held: Demand, wanted: Demand) -> Finding {
    let resource = subject.resources.all[held.resource];
    let (group_id, id) = (&subject.node(group).id, &subject.node(node).id);
    let message = format!(
        "{group_id} holds {} until its last member has finished, but one of them waits for {id} outside, which needs {}: both may wait for ever",
        resource.words(held.amount),
        resource.words(wanted.amount)
    );
    Finding::at(group, if resource.is_lock { "/locks" } else { "/uses" }, message)
        .help(format!("draw an edge from {id} to {group_id} itself, or take {id} into it"))
        .related([id.clone()])
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow_with, found};
    use daybreak_model::definition::Definition;
    use serde_json::json;

    /// A group that holds a lock, with members a and b, and a job x beside it that needs the lock.
    fn beside(edges: &str) -> Definition {
        let nodes = json!([
            {"id": "g", "kind": "group", "locks": [{"lock": "gl"}]},
            {"id": "a", "kind": "job", "parent": "g"},
            {"id": "b", "kind": "job", "parent": "g"},
            {"id": "x", "kind": "job", "locks": [{"lock": "gl"}]},
        ]);
        flow_with(json!({"locks": [{"id": "gl", "name": "Ledger"}]}), nodes, edges)
    }

    #[test]
    fn a_node_beside_that_a_member_waits_for_is_found() {
        assert_eq!(found(&RULE, beside("begin>g begin>x x>b g>end")).len(), 1);
        assert_eq!(found(&RULE, beside("begin>g a>x x>b g>end")).len(), 1);
        assert_eq!(found(&RULE, beside("begin>a begin>x x>b g>end")).len(), 1, "the group opens with a");
    }

    #[test]
    fn a_node_that_is_done_before_the_group_opens_is_fine() {
        assert!(found(&RULE, beside("begin>x x>g g>end")).is_empty());
        assert!(found(&RULE, beside("begin>x x>a x>b g>end")).is_empty());
        assert!(found(&RULE, beside("begin>g g>x x>end")).is_empty());
    }
}
