//! G010: an identifier given twice.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::diagnostic::Severity;
use daybreak_model::edit::Edit;
use std::collections::HashSet;

pub const RULE: Rule = Rule {
    code: "G010",
    name: "duplicate-id",
    severity: Severity::Error,
    summary: "Two nodes, pools, locks, systems or triggers have the same identifier.",
    page: "
Identifiers are unique among the nodes of a definition, and among its pools, locks, systems and triggers.

## Why it matters

An edge to the identifier could mean either. History, approvals and the actions of operators are kept by identifier.

## What to do

Give one of them another identifier. The fix renames the second; edges stay with the first.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for index in (0..subject.definition.nodes.len()).filter(|n| subject.is_shadowed(*n)) {
        report.say(|| {
            let id = &subject.node(index).id;
            let message = format!("a second node has the identifier {id}, so edges to {id} could mean either");
            let finding = Finding::at(index, "/id", message).help("give it an identifier of its own");
            let twice = subject.definition.nodes.iter().filter(|n| n.id == *id).count();
            if twice == 2 { finding.confirm("Rename the second", rename(subject, index)) } else { finding }
        });
    }
    let definition = subject.definition;
    others(report, "pools", "pool", definition.pools.iter().map(|p| p.id.as_str()));
    others(report, "locks", "lock", definition.locks.iter().map(|l| l.id.as_str()));
    others(report, "systems", "system", definition.systems.iter().map(|s| s.id.as_str()));
    others(report, "triggers", "trigger", definition.triggers.iter().map(|t| t.id.as_str()));
}

/// Edits speak of nodes by identifier: both are taken out, and put back where the first stood and at the end.
fn rename(subject: &Subject<'_>, second: usize) -> Vec<Edit> {
    let id = &subject.node(second).id;
    let first = subject.find(id).unwrap_or(second);
    let mut renamed = subject.node(second).clone();
    renamed.id = subject.free_id(id.as_str());
    let next = subject.definition.nodes[first + 1..].iter().find(|n| n.id != *id);
    let first = Box::new(subject.node(first).clone());
    let back = match next {
        Some(next) => Edit::InsertNode { node: first, before: next.id.clone() },
        None => Edit::SetNode(first),
    };
    vec![Edit::RemoveNode(id.clone()), back, Edit::SetNode(Box::new(renamed))]
}

fn others<'a>(report: &mut Report<'_>, list: &str, what: &str, ids: impl Iterator<Item = &'a str>) {
    let mut met = HashSet::new();
    for (index, id) in ids.enumerate() {
        if !met.insert(id) {
            report.say(|| {
                let message = format!("a second {what} has the identifier {id}, and only the first counts");
                Finding::of(format!("/{list}/{index}/id"), message).help("rename or remove it")
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow, flow_with, found, jobs};
    use serde_json::json;

    #[test]
    fn a_second_node_can_be_renamed() {
        let found = found(&RULE, flow(jobs("a a"), "begin>a a>end"));
        assert_eq!((found.len(), found[0].path.as_str()), (1, "/nodes/3/id"));
    }

    #[test]
    fn a_second_pool_is_found() {
        let pools =
            json!({"pools": [{"id": "db", "name": "DB", "capacity": 1}, {"id": "db", "name": "DB", "capacity": 2}]});
        assert_eq!(found(&RULE, flow_with(pools, jobs("a"), "begin>a a>end"))[0].path, "/pools/1/id");
    }

    #[test]
    fn different_identifiers_are_fine() {
        assert!(found(&RULE, flow(jobs("a b"), "begin>a a>b b>end")).is_empty());
    }
}
