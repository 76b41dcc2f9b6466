//! D001: a milestone that waits for more than can come.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use crate::subject::graph::{Graph, Link};
use daybreak_model::definition::Outcome;
use daybreak_model::diagnostic::Severity;
use daybreak_model::edit::Edit;
use daybreak_model::node::{Join, Kind};
use std::collections::HashMap;

pub const RULE: Rule = Rule {
    code: "D001",
    name: "join-never-met",
    severity: Severity::Error,
    summary: "A milestone waits for more paths than can ever be taken in one night.",
    page: "
A milestone that waits for k of n paths needs k of them to be taken. Of the branches of one decision only one is taken, and after a job either what waits for
its success or what waits for its failure. This rule counts how many of the paths can be taken together.

## Why it matters

The milestone is never reached, and the night stops there, or goes on without what it stands for.

## What to do

Lower the number, or let the milestone wait for all paths: it then waits only for those that may still be taken.",
    check,
};

/// What excludes what: two ways out of the same vertex.
type Guard = (usize, Way);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Way {
    Branch(usize),
    Failure,
}

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let graph = &subject.graph;
    let mut guards: Option<Vec<Option<Guard>>> = None;
    for index in subject.of_kind(|k| matches!(k, Kind::Milestone(Join::AtLeast(_)))) {
        let Kind::Milestone(Join::AtLeast(wanted)) = subject.node(index).kind else { continue };
        let guards = guards.get_or_insert_with(|| guard_all(graph));
        let ways = graph.incoming(index).count();
        let possible = together(graph, guards, index);
        if wanted as usize <= possible && wanted > 0 {
            continue;
        }
        report.say(|| {
            let node = subject.node(index);
            let why = match (wanted, ways > possible) {
                (0, _) => "so it waits for nothing".into(),
                (_, true) => format!("but of the {ways} that lead to it only {possible} can be taken in one night, so it is never reached"),
                (_, false) => format!("but only {ways} lead to it, so it is never reached"),
            };
            let mut fixed = node.clone();
            fixed.kind = Kind::Milestone(Join::All);
            Finding::at(index, "/join", format!("the milestone {} waits for {wanted} paths, {why}", node.id))
                .help("lower the number, or wait for all paths that may still be taken")
                .confirm("Wait for all that may be taken", vec![Edit::SetNode(Box::new(fixed))])
        });
    }
}

/// The most paths into a vertex that can be taken together.
fn together(graph: &Graph, guards: &[Option<Guard>], vertex: usize) -> usize {
    let mut free = 0;
    let mut by_vertex: HashMap<usize, HashMap<Way, usize>> = HashMap::new();
    for link in graph.incoming(vertex) {
        match guard_of(guards, link) {
            Some((at, way)) => *by_vertex.entry(at).or_default().entry(way).or_default() += 1,
            None => free += 1,
        }
    }
    free + by_vertex.values().map(|ways| ways.values().max().copied().unwrap_or(0)).sum::<usize>()
}

fn guard_of(guards: &[Option<Guard>], link: &Link) -> Option<Guard> {
    match (link.branch, link.on) {
        (Some(branch), _) => Some((link.from, Way::Branch(branch))),
        (None, Outcome::Failure) => Some((link.from, Way::Failure)),
        _ => guards[link.from],
    }
}

/// For each vertex the innermost way out on which it lies, when all paths to it are on the same.
fn guard_all(graph: &Graph) -> Vec<Option<Guard>> {
    let mut guards = vec![None; graph.vertices()];
    for &vertex in &graph.order {
        let mut all = graph.incoming(vertex).map(|l| guard_of(&guards, l));
        let first = all.next().flatten();
        guards[vertex] = first.filter(|first| all.all(|g| g == Some(*first)));
    }
    guards
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow, found, jobs};
    use daybreak_model::definition::Definition;
    use serde_json::json;

    fn waiting_for(count: u32, split: bool) -> Definition {
        let nodes = json!([
            {"id": "d", "kind": "decision", "branches": [{"name": "x", "when": "day_class == 'month-end'"}, {"name": "y"}]},
            {"id": "a", "kind": "job"},
            {"id": "b", "kind": "job"},
            {"id": "m", "kind": "milestone", "join": {"at_least": count}},
        ]);
        let mut definition = flow(nodes, "begin>d d>a d>b a>m b>m m>end");
        definition.edges[1].branch = Some("x".into());
        definition.edges[2].branch = Some(if split { "y" } else { "x" }.into());
        definition
    }

    #[test]
    fn branches_that_exclude_each_other_are_counted_once() {
        assert!(found(&RULE, waiting_for(2, true))[0].message.contains("only 1 can be taken"));
        assert_eq!(found(&RULE, waiting_for(3, false)).len(), 1);
    }

    #[test]
    fn paths_that_can_be_taken_together_are_fine() {
        assert!(found(&RULE, waiting_for(1, true)).is_empty());
        assert!(found(&RULE, waiting_for(2, false)).is_empty());
        assert!(found(&RULE, flow(jobs("a"), "begin>a a>end")).is_empty());
    }
}
