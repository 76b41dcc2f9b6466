//! G009: a subflow that contains itself.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use crate::whole::MAX_SUBFLOW_DEPTH;
use daybreak_model::bundle::{Bundle, Reference, references};
use daybreak_model::diagnostic::Severity;
use std::collections::{HashMap, HashSet};

pub const RULE: Rule = Rule {
    code: "G009",
    name: "subflow-recursion",
    severity: Severity::Error,
    summary: "A subflow contains itself, or subflows lie too deep.",
    page: "
Follows subflow nodes from file to file.

## Why it matters

A definition that contains itself has no end: it cannot be laid out, and its night would be infinitely long.

## What to do

Name another file, or take the subflow out. To repeat work within a night, use a cyclic job.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let mut known: HashMap<String, Option<String>> = HashMap::new();
    for (index, file) in subject.subflows() {
        let wrong = known.entry(file).or_insert_with_key(|file| wrong(subject.bundle, subject.file, file));
        if let Some(wrong) = wrong {
            let message = format!("the subflow {} {wrong}", subject.node(index).id);
            report
                .say(|| Finding::at(index, "/subflow/file", message).help("name another file, or remove the subflow"));
        }
    }
}

/// What is wrong with `target` as a subflow of `file`, in words.
fn wrong(bundle: &Bundle, file: &str, target: &str) -> Option<String> {
    let mut seen = HashSet::from([target.to_owned()]);
    let mut level = vec![target.to_owned()];
    for _ in 0..=MAX_SUBFLOW_DEPTH {
        if level.iter().any(|f| f == file) {
            return Some(format!("leads by way of {target} back to {file}, which would contain itself"));
        }
        let mut next = Vec::new();
        for (name, definition) in level.iter().filter_map(|f| bundle.definitions.get_key_value(f)) {
            for reference in references(name, definition) {
                if let Reference::Definition(inner) = reference
                    && (inner == file || seen.insert(inner.clone()))
                {
                    next.push(inner);
                }
            }
        }
        if next.is_empty() {
            return None;
        }
        level = next;
    }
    Some(format!("lies more than {MAX_SUBFLOW_DEPTH} subflows deep"))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::Context;
    use crate::sample::{flow, found_in, jobs};
    use daybreak_model::bundle::Bundle;
    use serde_json::json;

    fn outer(inner: &str) -> Bundle {
        let node = |file: &str| json!([{"id": "s", "kind": "subflow", "subflow": {"file": file}}]);
        let mut bundle = Bundle::single("a", flow(node("b"), "begin>s s>end"));
        let b = if inner.is_empty() { flow(jobs("x"), "begin>x x>end") } else { flow(node(inner), "begin>s s>end") };
        bundle.definitions.insert("b".into(), b);
        bundle
    }

    #[test]
    fn a_ring_of_files_is_found() {
        let found = found_in(&RULE, &outer("a"), &Context::default());
        assert_eq!(found.len(), 2);
        assert_eq!(found[1].node.as_ref().map(|n| n.as_str()), Some("s/s"));
        assert_eq!(found[1].path, "b#/nodes/2/subflow/file");
        assert_eq!(found_in(&RULE, &outer("b"), &Context::default()).len(), 1);
    }

    #[test]
    fn a_subflow_of_another_file_is_fine() {
        assert!(found_in(&RULE, &outer(""), &Context::default()).is_empty());
    }
}
