//! R007: a pool or lock that nobody defines.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::definition::{Lock, Pool};
use daybreak_model::diagnostic::Severity;
use daybreak_model::edit::Edit;

pub const RULE: Rule = Rule {
    code: "R007",
    name: "undefined-resource",
    severity: Severity::Error,
    summary: "A node takes a pool or lock that is not defined.",
    page: "
Looks for each pool and lock that nodes take, in this definition and in all that belong to the same workflow.

## Why it matters

Nobody could say how much there is, so nothing would be kept apart. The run cannot be laid out.

## What to do

Correct the name or define it. The fix defines it, a pool just large enough for this node.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (index, node) in subject.definition.nodes.iter().enumerate() {
        for (position, pool_use) in node.uses.iter().enumerate() {
            let id = &pool_use.pool;
            if subject.resources.pool(id.as_str()).is_none() {
                let capacity = pool_use.units.max(1);
                let pool = Pool { id: id.clone(), name: id.as_str().into(), capacity, hours: Vec::new() };
                report.say(|| {
                    let message = format!("{} takes {} of pool {id}, which is not defined", node.id, pool_use.units);
                    Finding::at(index, &format!("/uses/{position}/pool"), message)
                        .help("correct the name, or define the pool with its capacity")
                        .confirm(format!("Define {id} with a capacity of {capacity}"), vec![Edit::SetPool(pool)])
                });
            }
        }
        for (position, lock_use) in node.locks.iter().enumerate() {
            let id = &lock_use.lock;
            if subject.resources.lock(id.as_str()).is_none() {
                report.say(|| {
                    let lock = Lock { id: id.clone(), name: id.as_str().into() };
                    Finding::at(
                        index,
                        &format!("/locks/{position}/lock"),
                        format!("{} takes lock {id}, which is not defined", node.id),
                    )
                    .help("correct the name, or define the lock")
                    .confirm(format!("Define {id}"), vec![Edit::SetLock(lock)])
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow_with, found};
    use serde_json::json;

    #[test]
    fn undefined_pools_and_locks_are_found() {
        let nodes =
            json!([{"id": "a", "kind": "job", "uses": [{"pool": "db", "units": 1}], "locks": [{"lock": "gl"}]}]);
        assert_eq!(found(&RULE, flow_with(json!({}), nodes.clone(), "begin>a a>end")).len(), 2);
        let header =
            json!({"pools": [{"id": "db", "name": "DB", "capacity": 1}], "locks": [{"id": "gl", "name": "Ledger"}]});
        assert!(found(&RULE, flow_with(header, nodes, "begin>a a>end")).is_empty());
    }
}
