//! R008: a use of nothing.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::diagnostic::Severity;
use daybreak_model::edit::Edit;

pub const RULE: Rule = Rule {
    code: "R008",
    name: "zero-units",
    severity: Severity::Hint,
    summary: "A node takes zero units of a pool.",
    page: "
A use of zero units waits for nothing and takes nothing.

## Why it matters

It looks as if the node were limited by the pool. It is not.

## What to do

State how many units it takes, or remove the use.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (index, node) in subject.definition.nodes.iter().enumerate() {
        for (position, pool_use) in node.uses.iter().enumerate().filter(|(_, u)| u.units == 0) {
            report.say(|| {
                let mut fixed = node.clone();
                fixed.uses.retain(|u| u.units > 0 || u.pool != pool_use.pool);
                let message = format!("{} takes 0 of pool {}, which limits nothing", node.id, pool_use.pool);
                Finding::at(index, &format!("/uses/{position}/units"), message)
                    .help("state how many units it takes, or remove the use")
                    .safe("Remove the use", vec![Edit::SetNode(Box::new(fixed))])
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow_with, found};
    use serde_json::json;

    #[test]
    fn zero_units_are_found_and_removed() {
        let taking = |units: u32| {
            let nodes = json!([{"id": "a", "kind": "job", "uses": [{"pool": "db", "units": units}]}]);
            flow_with(json!({"pools": [{"id": "db", "name": "DB", "capacity": 1}]}), nodes, "begin>a a>end")
        };
        assert_eq!(found(&RULE, taking(0)).len(), 1);
        assert!(found(&RULE, taking(1)).is_empty());
    }
}
