//! G006: the same edge twice.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::definition::Edge;
use daybreak_model::diagnostic::Severity;
use daybreak_model::edit::Edit;
use foldhash::{HashMap, HashMapExt};

pub const RULE: Rule = Rule {
    code: "G006",
    name: "duplicate-edge",
    severity: Severity::Warning,
    summary: "An edge is drawn twice.",
    page: "
Two edges with the same nodes, the same outcome and the same branch.

## Why it matters

The second says nothing new. When the two differ in their lag only the first counts, and the reader of the picture cannot know that.

## What to do

Remove one. The fix keeps the one that counts.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let edges = &subject.definition.edges;
    let mut first: HashMap<(usize, usize, _, Option<&str>), usize> = HashMap::with_capacity(edges.len());
    for (index, edge, from, to) in subject.edges() {
        let key = (from, to, edge.on, edge.branch.as_deref());
        let kept = *first.entry(key).or_insert(index);
        if kept != index {
            report.say(|| finding(index, from, &edges[kept], edge));
        }
    }
}

fn finding(index: usize, from: usize, kept: &Edge, edge: &Edge) -> Finding {
    let (a, b) = (&edge.from, &edge.to);
    let remove = Edit::RemoveEdge(edge.clone());
    if kept.lag == edge.lag {
        return Finding::edge(
            index,
            Some(from),
            format!("the edge {a} to {b} is drawn twice, and the second says nothing new"),
        )
        .help("remove one of them")
        .safe("Keep one edge", vec![remove, Edit::AddEdge(kept.clone())])
        .related([b.clone()]);
    }
    let message = format!(
        "the edge {a} to {b} is drawn with a lag of {} and again with {}: only the first counts",
        kept.lag, edge.lag
    );
    Finding::edge(index, Some(from), message)
        .help("keep the lag that is meant")
        .confirm(format!("Keep the lag of {}", kept.lag), vec![remove])
        .related([b.clone()])
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow, found, jobs};
    use daybreak_model::definition::Outcome;
    use daybreak_model::diagnostic::Safety;
    use daybreak_model::time::Span;

    #[test]
    fn the_same_edge_twice_is_found() {
        let found = found(&RULE, flow(jobs("a"), "begin>a a>end begin>a"));
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].fix.as_ref().map(|f| f.safety), Some(Safety::Safe));
    }

    #[test]
    fn another_lag_is_for_a_person_to_judge() {
        let mut definition = flow(jobs("a"), "begin>a a>end begin>a");
        definition.edges[2].lag = Span::from_seconds(60.0);
        let found = found(&RULE, definition);
        assert!(found[0].message.contains("lag of 0s and again with 1m"), "{}", found[0].message);
    }

    #[test]
    fn another_outcome_is_another_edge() {
        let mut definition = flow(jobs("a b"), "begin>a a>end a>b a>b b>end");
        definition.edges[3].on = Outcome::Failure;
        assert!(found(&RULE, definition).is_empty());
    }
}
