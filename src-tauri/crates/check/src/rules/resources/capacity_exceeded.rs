//! R001: a node that needs more than there ever is.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::diagnostic::Severity;
use daybreak_model::edit::Edit;
use daybreak_model::node::Kind;

pub const RULE: Rule = Rule {
    code: "R001",
    name: "capacity-exceeded",
    severity: Severity::Error,
    summary: "A node takes more of a pool than the pool ever has.",
    page: "
Compares what a node takes of each pool, all its uses added up, with the largest capacity that the pool has at any hour; and finds jobs of a
system that may run none at once.

## Why it matters

The node can never start: the run would be blocked for good.

## What to do

Take fewer units or raise the capacity. The fix lowers the use to what the pool has.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for index in 0..subject.definition.nodes.len() {
        for demand in subject.demand(index) {
            let resource = subject.resources.all[demand.resource];
            if demand.amount > resource.capacity {
                report.say(|| finding(subject, index, resource.name, demand.amount, resource.capacity));
            }
        }
        let system = subject.system[index].filter(|_| matches!(subject.node(index).kind, Kind::Job(_)));
        if let Some(system) = system.filter(|s| subject.definition.systems[*s].concurrency == Some(0)) {
            report.say(|| {
                let (id, system_id) = (&subject.node(index).id, &subject.definition.systems[system].id);
                let message = format!("{id} can never start: its system {system_id} lets no job run at once");
                Finding::at(index, "/system", message)
                    .help(format!("give {system_id} a concurrency of at least 1, or none"))
            });
        }
    }
}

fn finding(subject: &Subject<'_>, index: usize, pool: &str, wanted: u64, capacity: u64) -> Finding {
    let node = subject.node(index);
    let message =
        format!("{} takes {wanted} of pool {pool}, which never has more than {capacity}: it can never start", node.id);
    let finding =
        Finding::at(index, "/uses", message).help(format!("take at most {capacity}, or raise the capacity of {pool}"));
    if capacity == 0 {
        return finding;
    }
    let mut fixed = node.clone();
    fixed.uses.retain(|u| u.pool.as_str() != pool);
    fixed
        .uses
        .push(daybreak_model::node::PoolUse { pool: pool.into(), units: u32::try_from(capacity).unwrap_or(u32::MAX) });
    finding.confirm(format!("Take {capacity}"), vec![Edit::SetNode(Box::new(fixed))])
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow_with, found};
    use daybreak_model::definition::Definition;
    use serde_json::{Value, json};

    fn taking(units: u32, pool: Value) -> Definition {
        let nodes = json!([{"id": "a", "kind": "job", "uses": [{"pool": "db", "units": units}]}]);
        flow_with(json!({"pools": [pool]}), nodes, "begin>a a>end")
    }

    #[test]
    fn more_than_there_is_at_any_hour_is_found() {
        let pool = json!({"id": "db", "name": "DB", "capacity": 2, "hours": [{"from": "22:00", "to": "04:00", "capacity": 4}]});
        assert_eq!(found(&RULE, taking(5, pool.clone())).len(), 1);
        assert!(found(&RULE, taking(4, pool)).is_empty());
    }

    #[test]
    fn a_system_that_runs_nothing_is_found() {
        let systems = json!({"systems": [{"id": "core", "name": "Core", "colour": 1, "concurrency": 0}]});
        let nodes = json!([{"id": "a", "kind": "job", "system": "core"}]);
        assert_eq!(found(&RULE, flow_with(systems, nodes, "begin>a a>end")).len(), 1);
    }
}
