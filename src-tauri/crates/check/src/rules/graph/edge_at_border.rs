//! G012: an edge into begin or out of end, and a begin or end inside a group.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::diagnostic::Severity;
use daybreak_model::edit::Edit;
use daybreak_model::node::Kind;

pub const RULE: Rule = Rule {
    code: "G012",
    name: "edge-at-border",
    severity: Severity::Error,
    summary: "An edge leads into begin or out of end, or one of them stands in a group.",
    page: "
Begin waits for nothing but its trigger; nothing follows end. Neither belongs to a group.

## Why it matters

The batch window is measured from the start of Begin to the finish of End. What runs before or after them is in no window and under no deadline.

## What to do

Remove the edge, or turn it round.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (index, edge, from, to) in subject.edges() {
        let message = match (&subject.node(from).kind, &subject.node(to).kind) {
            (_, Kind::Begin) => {
                format!("an edge leads from {} into {}, which waits for nothing but its trigger", edge.from, edge.to)
            }
            (Kind::End, _) => format!(
                "an edge leads out of {} to {}, which would run after the window has closed",
                edge.from, edge.to
            ),
            _ => continue,
        };
        report.say(|| {
            Finding::edge(index, Some(from), message)
                .help("remove the edge or turn it round")
                .confirm(format!("Remove the edge {} to {}", edge.from, edge.to), vec![Edit::RemoveEdge(edge.clone())])
        });
    }
    for index in subject.of_kind(|k| matches!(k, Kind::Begin | Kind::End)) {
        let node = subject.node(index);
        let Some(parent) = &node.parent else { continue };
        report.say(|| {
            let mut out = node.clone();
            out.parent = None;
            Finding::at(
                index,
                "/parent",
                format!("{} stands in the group {parent}, but it bounds the whole workflow", node.id),
            )
            .help("take it out of the group")
            .confirm("Take it out of the group", vec![Edit::SetNode(Box::new(out))])
        });
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow, found, jobs};

    #[test]
    fn edges_that_cross_the_window_are_found() {
        let found = found(&RULE, flow(jobs("a b"), "begin>a a>end a>begin end>b"));
        assert_eq!(found.iter().map(|d| d.path.as_str()).collect::<Vec<_>>(), ["/edges/2", "/edges/3"]);
    }

    #[test]
    fn edges_within_the_window_are_fine() {
        assert!(found(&RULE, flow(jobs("a"), "begin>a a>end begin>end")).is_empty());
    }
}
