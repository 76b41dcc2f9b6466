//! R002: a node that needs what the group around it holds.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::{Demand, Subject};
use daybreak_model::diagnostic::Severity;
use daybreak_model::id::NodeId;
use std::collections::HashMap;

pub const RULE: Rule = Rule {
    code: "R002",
    name: "deadlock-in-group",
    severity: Severity::Error,
    summary: "A node needs what the group around it holds, so that both wait for ever.",
    page: "
A group holds its pools and locks from its first start to its last finish. What nodes inside it take comes on top: a lock that the group holds
cannot be taken inside, unless both share it; of a pool only what all the groups around leave over can. Subflows inside a group are looked into.

## Why it matters

The node waits for the group to give back, and the group for the node to finish. Neither ever happens.

## What to do

Let either the group or the nodes inside it take the resource, not both; or make the lock shared, or the pool larger.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for index in 0..subject.definition.nodes.len() {
        if subject.demand(index).is_empty() && !subject.inner.contains_key(&index) {
            continue;
        }
        let held = held(subject, index);
        for demand in subject.demand(index) {
            judge(subject, report, index, (*demand, &subject.node(index).id), &held);
        }
        let Some(inner) = subject.inner.get(&index).filter(|i| !i.needs.is_empty()) else { continue };
        let mut held = held;
        add(&mut held, subject.demand(index), index);
        for (demand, id) in &inner.needs {
            judge(subject, report, index, (*demand, &subject.node(index).id.child(id)), &held);
        }
    }
}

/// What the groups around a node hold: by resource the sum, and the group that holds the most of it.
fn held(subject: &Subject<'_>, index: usize) -> HashMap<usize, (u64, usize)> {
    let mut held = HashMap::new();
    for group in subject.groups(index) {
        add(&mut held, subject.demand(group), group);
    }
    held
}

fn add(held: &mut HashMap<usize, (u64, usize)>, demands: &[Demand], holder: usize) {
    for demand in demands {
        let sum = held.entry(demand.resource).or_insert((0, holder));
        sum.0 = sum.0.saturating_add(demand.amount);
    }
}

fn judge(
    subject: &Subject<'_>,
    report: &mut Report<'_>,
    index: usize,
    (demand, id): (Demand, &NodeId),
    held: &HashMap<usize, (u64, usize)>,
) {
    let resource = subject.resources.all[demand.resource];
    let Some((sum, holder)) = held.get(&demand.resource) else { return };
    if demand.amount > resource.capacity || demand.amount.saturating_add(*sum) <= resource.capacity {
        return;
    }
    report.say(|| {
        let group = &subject.node(*holder).id;
        let (need, hold) = (resource.words(demand.amount), resource.words((*sum).min(resource.capacity)));
        let message =
            format!("{id} needs {need} while {group} around it holds {hold}: each waits for the other for ever");
        let field = if resource.is_lock { "/locks" } else { "/uses" };
        Finding::at(index, field, message)
            .help(format!("let either {group} or the nodes inside it take {}, not both", resource.name))
            .related([group.clone()])
    });
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::Context;
    use crate::sample::{flow, flow_with, found, found_in};
    use daybreak_model::bundle::Bundle;
    use daybreak_model::definition::Definition;
    use serde_json::{Value, json};

    fn inside(group: Value, job: Value) -> Definition {
        let mut nodes = json!([{"id": "g", "kind": "group"}, {"id": "a", "kind": "job", "parent": "g"}]);
        for (at, extra) in [(0, group), (1, job)] {
            for (field, value) in extra.as_object().expect("an object") {
                nodes[at][field] = value.clone();
            }
        }
        let header =
            json!({"locks": [{"id": "gl", "name": "Ledger"}], "pools": [{"id": "db", "name": "DB", "capacity": 3}]});
        flow_with(header, nodes, "begin>g g>end")
    }

    #[test]
    fn a_lock_held_around_is_found_unless_shared() {
        let lock = |mode: &str| json!({"locks": [{"lock": "gl", "mode": mode}]});
        for (outer, inner, count) in [
            ("exclusive", "exclusive", 1),
            ("shared", "exclusive", 1),
            ("exclusive", "shared", 1),
            ("shared", "shared", 0),
        ] {
            assert_eq!(found(&RULE, inside(lock(outer), lock(inner))).len(), count, "{outer} {inner}");
        }
    }

    #[test]
    fn pool_units_add_up() {
        let units = |n: u32| json!({"uses": [{"pool": "db", "units": n}]});
        assert_eq!(found(&RULE, inside(units(2), units(2))).len(), 1);
        assert!(found(&RULE, inside(units(2), units(1))).is_empty());
    }

    #[test]
    fn subflows_are_looked_into() {
        let mut definition =
            inside(json!({"locks": [{"lock": "gl"}]}), json!({"kind": "subflow", "subflow": {"file": "s"}}));
        definition.locks.clear();
        let inner = flow_with(
            json!({"locks": [{"id": "gl", "name": "Ledger"}]}),
            json!([{"id": "post", "kind": "job", "locks": [{"lock": "gl"}]}]),
            "begin>post post>end",
        );
        let mut bundle = Bundle::single("r", definition);
        bundle.definitions.insert("s".into(), inner);
        let found = found_in(&RULE, &bundle, &Context::default());
        assert!(found[0].message.starts_with("a/post needs lock gl"), "{}", found[0].message);
        bundle.definitions.insert("s".into(), flow(json!([]), "begin>end"));
        assert!(found_in(&RULE, &bundle, &Context::default()).is_empty());
    }
}
