//! V011: names that people cannot tell apart.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::diagnostic::Severity;
use foldhash::{HashMap, HashMapExt};
use std::borrow::Cow;

pub const RULE: Rule = Rule {
    code: "V011",
    name: "name-clash",
    severity: Severity::Hint,
    summary: "Two nodes have names or identifiers that people cannot tell apart.",
    page: "
Compares the identifiers of nodes without regard to capitals, and the names of nodes of the same system and group.

## Why it matters

At three in the morning the operator reruns the wrong one. Some systems to which a workflow is handed over do not tell capitals apart.

## What to do

Give them names that differ in a word.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let nodes = &subject.definition.nodes;
    let mut ids: HashMap<Cow<'_, str>, usize> = HashMap::with_capacity(nodes.len());
    let mut names: HashMap<(&str, Option<usize>, Option<usize>), usize> = HashMap::new();
    for (index, node) in nodes.iter().enumerate().filter(|(i, _)| !subject.is_shadowed(*i)) {
        let first = *ids.entry(lower(node.id.as_str())).or_insert(index);
        if first != index {
            let other = &nodes[first].id;
            report.say(|| {
                Finding::at(
                    index,
                    "/id",
                    format!("{} and {other} differ only in capitals, so one is easily taken for the other", node.id),
                )
                .help("give one of them another identifier")
                .related([other.clone()])
            });
        }
        let Some(name) = &node.name else { continue };
        let first = *names.entry((name, subject.system[index], subject.parent[index])).or_insert(index);
        if first != index {
            let other = &nodes[first].id;
            report.say(|| {
                Finding::at(
                    index,
                    "/name",
                    format!("{} and {other} are both called {name:?}, so one is easily taken for the other", node.id),
                )
                .help("give one of them another name")
                .related([other.clone()])
            });
        }
    }
}

/// Most identifiers are in lower case as they are.
fn lower(id: &str) -> Cow<'_, str> {
    let is_lower = id.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase());
    if is_lower { id.into() } else { id.to_lowercase().into() }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow, found, jobs};
    use serde_json::json;

    #[test]
    fn names_that_cannot_be_told_apart_are_found() {
        assert_eq!(found(&RULE, flow(jobs("Fees fees"), "begin>Fees Fees>fees fees>end")).len(), 1);
        let named =
            |a: &str, b: &str| json!([{"id": "a", "kind": "job", "name": a}, {"id": "b", "kind": "job", "name": b}]);
        assert_eq!(found(&RULE, flow(named("Post", "Post"), "begin>a a>b b>end")).len(), 1);
        assert!(found(&RULE, flow(named("Post", "Prove"), "begin>a a>b b>end")).is_empty());
    }
}
