//! R009: the same resource named twice on one node.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::diagnostic::Severity;
use daybreak_model::edit::Edit;
use daybreak_model::node::{LockMode, Node};

pub const RULE: Rule = Rule {
    code: "R009",
    name: "repeated-use",
    severity: Severity::Warning,
    summary: "A node names the same pool or lock twice.",
    page: "
Units of a pool that is named twice add up; of a lock the exclusive use counts.

## Why it matters

The figure that is read is not the figure that is taken.

## What to do

Name it once. The fix writes what counts today.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (index, node) in subject.definition.nodes.iter().enumerate() {
        if node.uses.len() + node.locks.len() < 2 {
            continue;
        }
        let pool = node.uses.iter().enumerate().find(|(at, u)| node.uses[..*at].iter().any(|b| b.pool == u.pool));
        let lock = node.locks.iter().enumerate().find(|(at, l)| node.locks[..*at].iter().any(|b| b.lock == l.lock));
        let repeated = pool
            .map(|(at, u)| (format!("/uses/{at}"), format!("pool {}", u.pool), "the units add up"))
            .or(lock.map(|(at, l)| (format!("/locks/{at}"), format!("lock {}", l.lock), "the exclusive use counts")));
        if let Some((field, what, effect)) = repeated {
            report.say(|| {
                Finding::at(
                    index,
                    &field,
                    format!("{} names the {what} twice: {effect}, which is easily overlooked", node.id),
                )
                .help("name it once")
                .safe("Name each once", vec![Edit::SetNode(Box::new(merged(node)))])
            });
        }
    }
}

fn merged(node: &Node) -> Node {
    let mut merged = Node { uses: Vec::new(), locks: Vec::new(), ..node.clone() };
    for pool_use in &node.uses {
        match merged.uses.iter_mut().find(|u| u.pool == pool_use.pool) {
            Some(there) => there.units = there.units.saturating_add(pool_use.units),
            None => merged.uses.push(pool_use.clone()),
        }
    }
    for lock_use in &node.locks {
        match merged.locks.iter_mut().find(|l| l.lock == lock_use.lock) {
            Some(there) if lock_use.mode == LockMode::Exclusive => there.mode = LockMode::Exclusive,
            Some(_) => {}
            None => merged.locks.push(lock_use.clone()),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow_with, found};
    use serde_json::json;

    #[test]
    fn a_pool_named_twice_is_found_and_merged() {
        let taking = |uses: serde_json::Value| {
            let pools = json!([{"id": "db", "name": "DB", "capacity": 5}, {"id": "io", "name": "IO", "capacity": 5}]);
            flow_with(json!({"pools": pools}), json!([{"id": "a", "kind": "job", "uses": uses}]), "begin>a a>end")
        };
        let units = |pool: &str| json!({"pool": pool, "units": 2});
        assert_eq!(found(&RULE, taking(json!([units("db"), units("db")]))).len(), 1);
        assert!(found(&RULE, taking(json!([units("db"), units("io")]))).is_empty());
    }
}
