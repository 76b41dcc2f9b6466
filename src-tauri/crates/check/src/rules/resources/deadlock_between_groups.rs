//! R004: groups that hold what another needs inside.

use crate::reach::Reach;
use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::inner::needs;
use crate::subject::{Demand, Subject};
use daybreak_model::diagnostic::Severity;
use daybreak_model::id::NodeId;
use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

pub const RULE: Rule = Rule {
    code: "R004",
    name: "deadlock-between-groups",
    severity: Severity::Warning,
    summary: "Groups that may run at once each hold what the other needs inside.",
    page: "
One group holds a resource while a node inside it needs a second; another group holds the second while a node inside it needs the first. When no
edge sets an order between the two groups, both may be open at once.

## Why it matters

On most nights one of them comes first and all is well. On the night when both open together neither can go on. This is the deadlock that no test finds.

## What to do

Set an order between the groups with an edge; let both take all that they need when they open; or let the nodes inside take it and the groups hold nothing.",
    check,
};

/// Pairs of groups that are looked at before the rule gives up on a hostile definition.
const MAX_PAIRS: usize = 250_000;

/// A group that holds something while a node inside it needs something.
struct Hungry {
    group: usize,
    needs: Vec<(Demand, NodeId)>,
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    if !subject.graph.is_acyclic() {
        return;
    }
    let hungry = hungry(subject);
    let closes: Vec<usize> = hungry.iter().map(|h| subject.graph.close[h.group]).collect();
    if hungry.len() < 2 || hungry.len() * hungry.len() > MAX_PAIRS {
        return;
    }
    let Some(reach) = Reach::from(&subject.graph, &closes) else { return };
    let mut waits: DiGraph<usize, ()> = DiGraph::new();
    let vertices: Vec<NodeIndex> = (0..hungry.len()).map(|h| waits.add_node(h)).collect();
    for (a, one) in hungry.iter().enumerate() {
        for (b, other) in hungry.iter().enumerate() {
            if a != b && may_overlap(subject, &reach, one.group, other.group) && obstacle(subject, one, other).is_some()
            {
                waits.add_edge(vertices[a], vertices[b], ());
            }
        }
    }
    let mut rings: Vec<Vec<usize>> = kosaraju_scc(&waits)
        .into_iter()
        .filter(|s| s.len() > 1)
        .map(|s| s.into_iter().map(|v| waits[v]).collect())
        .collect();
    rings.iter_mut().for_each(|ring| ring.sort_unstable());
    rings.sort();
    for ring in rings {
        report.say(|| finding(subject, &hungry, &ring));
    }
}

fn hungry(subject: &Subject<'_>) -> Vec<Hungry> {
    let holders = (0..subject.definition.nodes.len()).filter(|n| {
        !subject.demand(*n).is_empty() && (!subject.members[*n].is_empty() || subject.inner.contains_key(n))
    });
    let hungry = holders.map(|group| {
        let mut needs = needs(subject, within(subject, group));
        needs.extend(subject.inner.get(&group).map_or(&[][..], |i| &i.needs).iter().cloned());
        Hungry { group, needs }
    });
    hungry.filter(|h| !h.needs.is_empty()).collect()
}

/// The nodes in a group, at any depth.
fn within<'s>(subject: &'s Subject<'_>, group: usize) -> impl Iterator<Item = usize> + 's {
    let mut open: Vec<usize> = subject.members[group].clone();
    std::iter::from_fn(move || {
        let next = open.pop()?;
        open.extend(&subject.members[next]);
        Some(next)
    })
}

fn may_overlap(subject: &Subject<'_>, reach: &Reach, a: usize, b: usize) -> bool {
    let close = &subject.graph.close;
    let nested = subject.groups(a).any(|g| g == b) || subject.groups(b).any(|g| g == a);
    !nested && !reach.leads(close[a], b) && !reach.leads(close[b], a)
}

/// What `one` needs inside and cannot have while `other` is open, though it could have it otherwise.
fn obstacle(subject: &Subject<'_>, one: &Hungry, other: &Hungry) -> Option<Demand> {
    let amount = |node: usize, resource: usize| {
        subject.demand(node).iter().find(|d| d.resource == resource).map_or(0, |d| d.amount)
    };
    one.needs.iter().map(|(need, _)| *need).find(|need| {
        let capacity = subject.resources.all[need.resource].capacity;
        let (own, others) = (amount(one.group, need.resource), amount(other.group, need.resource));
        let both_open = own.saturating_add(others) <= capacity;
        let alone = own.saturating_add(need.amount) <= capacity;
        others > 0 && both_open && alone && own + others + need.amount > capacity
    })
}

fn finding(subject: &Subject<'_>, hungry: &[Hungry], ring: &[usize]) -> Finding {
    let ids: Vec<&NodeId> = ring.iter().map(|h| &subject.node(hungry[*h].group).id).collect();
    let names = ids.iter().take(6).map(|id| id.as_str()).collect::<Vec<_>>().join(", ");
    let wanted = ring.iter().flat_map(|a| ring.iter().map(move |b| (a, b))).filter(|(a, b)| a != b);
    let wanted = wanted.filter_map(|(a, b)| {
        let demand = obstacle(subject, &hungry[*a], &hungry[*b])?;
        let (one, other) = (&subject.node(hungry[*a].group).id, &subject.node(hungry[*b].group).id);
        Some(format!("{one} needs {} that {other} holds", subject.resources.all[demand.resource].words(demand.amount)))
    });
    let wanted = wanted.take(2).collect::<Vec<_>>().join(", and ");
    let message = format!("{names} may be open at once and then wait for each other for ever: {wanted}");
    Finding::at(hungry[ring[0]].group, "", message)
        .help("set an order between the groups with an edge, or let each take all that it needs when it opens")
        .related(ids.into_iter().cloned())
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow_with, found};
    use daybreak_model::definition::Definition;
    use serde_json::json;

    fn two(edges: &str, second_needs: &str) -> Definition {
        let nodes = json!([
            {"id": "g", "kind": "group", "locks": [{"lock": "one"}]},
            {"id": "a", "kind": "job", "parent": "g", "locks": [{"lock": "two"}]},
            {"id": "h", "kind": "group", "locks": [{"lock": "two"}]},
            {"id": "b", "kind": "job", "parent": "h", "locks": [{"lock": second_needs}]},
        ]);
        let locks = json!([{"id": "one", "name": "1"}, {"id": "two", "name": "2"}, {"id": "three", "name": "3"}]);
        flow_with(json!({"locks": locks}), nodes, edges)
    }

    #[test]
    fn crossed_needs_at_once_are_found() {
        let found = found(&RULE, two("begin>g begin>h g>end h>end", "one"));
        assert_eq!(found.len(), 1);
        assert!(found[0].message.contains("g needs lock two that h holds"), "{}", found[0].message);
    }

    #[test]
    fn an_order_or_another_lock_is_fine() {
        assert!(found(&RULE, two("begin>g g>h h>end", "one")).is_empty());
        assert!(found(&RULE, two("begin>g begin>h g>end h>end", "three")).is_empty());
    }

    #[test]
    fn two_groups_that_leave_too_little_of_a_pool_are_found() {
        let pooled = |capacity: u32| {
            let units = |n: u32| json!([{"pool": "db", "units": n}]);
            let nodes = json!([
                {"id": "g", "kind": "group", "uses": units(2)},
                {"id": "a", "kind": "job", "parent": "g", "uses": units(1)},
                {"id": "h", "kind": "group", "uses": units(2)},
                {"id": "b", "kind": "job", "parent": "h", "uses": units(1)},
            ]);
            let pools = json!({"pools": [{"id": "db", "name": "DB", "capacity": capacity}]});
            flow_with(pools, nodes, "begin>g begin>h g>end h>end")
        };
        assert_eq!(found(&RULE, pooled(4)).len(), 1);
        assert!(found(&RULE, pooled(5)).is_empty());
    }
}
