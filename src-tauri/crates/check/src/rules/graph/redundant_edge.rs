//! G007: an edge that says what a longer path says already.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use crate::subject::graph::{Graph, Link, Why};
use daybreak_model::definition::Outcome;
use daybreak_model::diagnostic::Severity;
use daybreak_model::edit::Edit;
use daybreak_model::node::{Join, Kind};
use daybreak_model::time::Span;
use std::collections::HashMap;

pub const RULE: Rule = Rule {
    code: "G007",
    name: "redundant-edge",
    severity: Severity::Hint,
    summary: "A longer path already says what this edge says.",
    page: "
The edge a to c is redundant when a leads to b and b to c: c waits for b, and b for a. Only plain edges count, on success, without a branch; not
where a node on the way may pass without the one before it (milestones that wait for any or for some, failure handlers). An edge with a
lag is never redundant.

## Why it matters

Edges without meaning hide those that matter: at some thousand jobs the picture becomes a web. Removing it changes no start time.

## What to do

Remove the edge. Keep it when it documents a dependency that must survive a later change of the longer path.",
    check,
};

/// Sources whose reach is swept at once: the bits of eight words.
const COLUMNS: usize = 512;
const WORDS: usize = COLUMNS / 64;

/// Word operations before the rule gives up on a hostile graph: half a second.
const MAX_STEPS: usize = 400_000_000;

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    if !subject.graph.is_acyclic() {
        return;
    }
    let mut redundant = redundant(subject);
    redundant.sort_unstable();
    redundant.dedup();
    for index in redundant {
        let edge = &subject.definition.edges[index];
        report.say(|| {
            let message =
                format!("{} waits for {} by a longer path already: the edge changes no start time", edge.to, edge.from);
            Finding::edge(index, subject.find(&edge.from), message)
                .help("remove the edge, unless it is there to outlive the longer path")
                .safe(format!("Remove the edge {} to {}", edge.from, edge.to), vec![Edit::RemoveEdge(edge.clone())])
                .related([edge.to.clone()])
        });
    }
}

/// Positions of redundant edges, some of them more than once.
fn redundant(subject: &Subject<'_>) -> Vec<usize> {
    let graph = &subject.graph;
    let mut rank = vec![0usize; graph.vertices()];
    graph.order.iter().enumerate().for_each(|(position, vertex)| rank[*vertex] = position);
    let sweep = Sweep { graph, rank: &rank, passes: &passes(subject), waits: &waits_for_all(subject) };
    let mut candidates: Vec<&Link> = graph.links.iter().filter(|l| sweep.is_candidate(subject, l)).collect();
    candidates.sort_unstable_by_key(|l| (rank[l.from], rank[l.to]));
    let mut found = Vec::new();
    let (mut left, mut steps) = (candidates.as_slice(), 0);
    while !left.is_empty() && steps < MAX_STEPS {
        let mut columns: HashMap<usize, usize> = HashMap::with_capacity(COLUMNS);
        let mut taken = 0;
        for link in left {
            let next = columns.len();
            if next == COLUMNS && !columns.contains_key(&link.from) {
                break;
            }
            columns.entry(link.from).or_insert(next);
            taken += 1;
        }
        steps += sweep.run(&left[..taken], &columns, &mut found);
        left = &left[taken..];
    }
    found
}

struct Sweep<'s> {
    graph: &'s Graph,
    rank: &'s [usize],
    /// Vertices through which a path may lead.
    passes: &'s [bool],
    /// Vertices that wait for all their ways in.
    waits: &'s [bool],
}

impl Sweep<'_> {
    /// A plain edge between two vertices that have other ways out and in.
    fn is_candidate(&self, subject: &Subject<'_>, link: &Link) -> bool {
        let Why::Drawn(_) = link.why else { return false };
        is_plain(link)
            && link.lag == Span::ZERO
            && self.waits[link.to]
            && self.graph.outgoing(link.from).nth(1).is_some()
            && self.graph.incoming(link.to).nth(1).is_some()
            && !opens_a_group(subject, link)
    }

    /// Sweeps the stretch of the order that the candidates span. Returns the work done, in words.
    fn run(&self, candidates: &[&Link], columns: &HashMap<usize, usize>, found: &mut Vec<usize>) -> usize {
        let first = candidates.iter().map(|l| self.rank[l.from]).min().unwrap_or(0);
        let last = candidates.iter().map(|l| self.rank[l.to]).max().unwrap_or(0);
        let stretch = &self.graph.order[first..=last];
        // By rank from the first: the chosen sources from which a path leads here, at least one node between or none.
        let mut beyond = vec![[0u64; WORDS]; stretch.len()];
        let mut here = vec![[0u64; WORDS]; stretch.len()];
        let mut steps = 0;
        for (position, &vertex) in stretch.iter().enumerate() {
            for link in self.graph.incoming(vertex).filter(|l| is_plain(l)) {
                let Some(from) = self.rank[link.from].checked_sub(first) else { continue };
                steps += WORDS;
                if self.passes[link.from] {
                    let (before, after) = here.split_at_mut(position);
                    or(&mut after[0], &before[from]);
                    or(&mut beyond[position], &before[from]);
                }
                if let Some(column) = columns.get(&link.from) {
                    here[position][column / 64] |= 1 << (column % 64);
                    if link.why == Why::Group {
                        beyond[position][column / 64] |= 1 << (column % 64);
                    }
                }
            }
        }
        for link in candidates {
            let (column, to) = (columns[&link.from], self.rank[link.to] - first);
            if let (Why::Drawn(edge), 1) = (link.why, beyond[to][column / 64] >> (column % 64) & 1) {
                found.push(edge);
            }
        }
        steps
    }
}

fn or(into: &mut [u64; WORDS], from: &[u64; WORDS]) {
    into.iter_mut().zip(from).for_each(|(a, b)| *a |= b);
}

fn is_plain(link: &Link) -> bool {
    link.on == Outcome::Success && link.branch.is_none() && !matches!(link.why, Why::Entry | Why::Handler)
}

fn waits_for_all(subject: &Subject<'_>) -> Vec<bool> {
    let graph = &subject.graph;
    let waits = |vertex: usize| {
        let any = matches!(subject.node(graph.owner[vertex]).kind, Kind::Milestone(Join::Any | Join::AtLeast(_)));
        !any && graph.opens_with_first.get(vertex) != Some(&true)
    };
    (0..graph.vertices()).map(waits).collect()
}

/// Vertices that finish well only after what is before them has, and on whose failure nothing goes another way.
fn passes(subject: &Subject<'_>) -> Vec<bool> {
    let graph = &subject.graph;
    let mut passes = waits_for_all(subject);
    for link in graph.links.iter().filter(|l| l.why == Why::Handler) {
        passes[link.from] = false;
    }
    passes
}

/// Whether the edge also opens a group that it enters, so that without it the group might open later.
fn opens_a_group(subject: &Subject<'_>, link: &Link) -> bool {
    link.to < subject.definition.nodes.len()
        && subject.groups(link.to).any(|group| subject.graph.opens_with_first[group])
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow, found, jobs};
    use daybreak_model::definition::Outcome;
    use serde_json::json;

    #[test]
    fn an_edge_over_a_longer_path_is_found_and_removed() {
        let found = found(&RULE, flow(jobs("a b c"), "begin>a a>b b>c a>c c>end begin>c"));
        assert_eq!(found.iter().map(|d| d.path.as_str()).collect::<Vec<_>>(), ["/edges/3", "/edges/5"]);
    }

    #[test]
    fn the_order_of_a_serial_group_counts() {
        let nodes = json!([
            {"id": "g", "kind": "group", "order": "serial"},
            {"id": "a", "kind": "job", "parent": "g"},
            {"id": "b", "kind": "job", "parent": "g"},
        ]);
        assert_eq!(found(&RULE, flow(nodes, "begin>g a>b g>end"))[0].path, "/edges/1");
    }

    #[test]
    fn other_outcomes_lags_and_loose_joins_are_no_longer_paths() {
        assert!(found(&RULE, flow(jobs("a b c"), "begin>a a>b a>c b>end c>end")).is_empty());
        let mut on_completion = flow(jobs("a b c"), "begin>a a>b b>c a>c c>end");
        on_completion.edges[1].on = Outcome::Completion;
        assert!(found(&RULE, on_completion).is_empty());
        let mut any = flow(json!([{"id": "m", "kind": "milestone", "join": "any"}]), "begin>m m>end begin>end");
        any.nodes.extend(flow(jobs("a"), "").nodes.pop());
        any.edges.extend(flow(json!([]), "begin>a a>m").edges);
        assert!(found(&RULE, any).is_empty());
    }
}
