//! G013: a group with nothing in it.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::diagnostic::Severity;
use daybreak_model::node::Kind;

pub const RULE: Rule = Rule {
    code: "G013",
    name: "empty-group",
    severity: Severity::Warning,
    summary: "A group has no members.",
    page:
        "
A group in which no node stands passes at once, like a milestone.

## Why it matters

The picture shows a step of the night that does nothing. Often its members were moved out and the group was forgotten.

## What to do

Put nodes into it, or remove it and connect its neighbours. Where only the meeting of edges is wanted, use a milestone.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for group in subject.of_kind(|k| matches!(k, Kind::Group(_))).filter(|g| subject.members[*g].is_empty()) {
        report.say(|| {
            let message =
                format!("the group {} has no members: it does nothing and passes at once", subject.node(group).id);
            Finding::at(group, "", message).help("put nodes into it, remove it, or make it a milestone")
        });
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow, found};
    use serde_json::json;

    #[test]
    fn an_empty_group_is_found() {
        assert_eq!(found(&RULE, flow(json!([{"id": "g", "kind": "group"}]), "begin>g g>end")).len(), 1);
    }

    #[test]
    fn a_group_with_a_member_is_fine() {
        let nodes = json!([{"id": "g", "kind": "group"}, {"id": "a", "kind": "job", "parent": "g"}]);
        assert!(found(&RULE, flow(nodes, "begin>g g>end")).is_empty());
    }
}
