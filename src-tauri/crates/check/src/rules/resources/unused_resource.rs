//! R006: a pool or lock that nothing takes.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::diagnostic::Severity;
use daybreak_model::edit::Edit;

pub const RULE: Rule = Rule {
    code: "R006",
    name: "unused-resource",
    severity: Severity::Hint,
    summary: "A pool or lock is defined that no node takes.",
    page: "
Looks for a use of each pool and lock in all definitions of the workflow.

## Why it matters

It limits nothing. Who reads its capacity believes that something is kept apart which is not.

## What to do

Let the nodes that it is meant for take it, or remove it.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let resources = &subject.resources;
    let is_used = |index: Option<usize>| index.is_some_and(|i| resources.used[i]);
    for (index, pool) in subject.definition.pools.iter().enumerate() {
        if !is_used(resources.pool(pool.id.as_str())) {
            report.say(|| {
                let message =
                    format!("no node takes the pool {}, so its capacity of {} limits nothing", pool.id, pool.capacity);
                Finding::of(format!("/pools/{index}"), message)
                    .help("let nodes take it, or remove it")
                    .safe(format!("Remove the pool {}", pool.id), vec![Edit::RemovePool(pool.id.clone())])
            });
        }
    }
    for (index, lock) in subject.definition.locks.iter().enumerate() {
        if !is_used(resources.lock(lock.id.as_str())) {
            report.say(|| {
                Finding::of(
                    format!("/locks/{index}"),
                    format!("no node takes the lock {}, so it keeps nothing apart", lock.id),
                )
                .help("let nodes take it, or remove it")
                .safe(format!("Remove the lock {}", lock.id), vec![Edit::RemoveLock(lock.id.clone())])
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow_with, found, jobs};
    use serde_json::json;

    #[test]
    fn what_nothing_takes_is_found_and_removed() {
        let header =
            json!({"pools": [{"id": "db", "name": "DB", "capacity": 1}], "locks": [{"id": "gl", "name": "Ledger"}]});
        assert_eq!(found(&RULE, flow_with(header.clone(), jobs("a"), "begin>a a>end")).len(), 2);
        let nodes =
            json!([{"id": "a", "kind": "job", "uses": [{"pool": "db", "units": 1}], "locks": [{"lock": "gl"}]}]);
        assert!(found(&RULE, flow_with(header, nodes, "begin>a a>end")).is_empty());
    }
}
