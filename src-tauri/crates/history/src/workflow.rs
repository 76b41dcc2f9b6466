//! A definition made of a history, for those who have nothing else.

use crate::record::History;
use crate::robust;
use daybreak_model::definition::{Definition, Edge, Pool};
use daybreak_model::duration::Estimate;
use daybreak_model::id::{NodeId, PoolId, id_problem};
use daybreak_model::node::{Kind, Node, PoolUse, Work};
use daybreak_model::time::Span;
use std::collections::{BTreeMap, BTreeSet};

/// The pool that stands for the resources that a history names.
const POOL: &str = "workers";

/// Why a file has no edges.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct EdgesProblem {
    pub line: u64,
    pub what: String,
}

/// Edges from CSV with the columns `from` and `to`.
///
/// # Errors
/// The first row that cannot be read, by its line.
pub fn read_edges(bytes: &[u8]) -> Result<Vec<(NodeId, NodeId)>, EdgesProblem> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(bytes);
    let broken = |error: &csv::Error| EdgesProblem {
        line: error.position().map_or(1, csv::Position::line),
        what: format!("it cannot be read as CSV: {error}"),
    };
    let header = reader.headers().map_err(|error| broken(&error))?.clone();
    let column = |name: &str| header.iter().position(|column| column.eq_ignore_ascii_case(name));
    let (Some(from), Some(to)) = (column("from"), column("to")) else {
        return Err(EdgesProblem { line: 1, what: "the first line must name the columns from and to".into() });
    };
    let mut edges = Vec::new();
    for row in reader.records() {
        let row = row.map_err(|error| broken(&error))?;
        let line = row.position().map_or(0, csv::Position::line);
        let node = |at: usize| {
            let text = row.get(at).unwrap_or_default();
            match id_problem(text) {
                None => Ok(NodeId::new(text)),
                Some(problem) => Err(EdgesProblem { line, what: format!("{text:?} is no node: {problem}") }),
            }
        };
        edges.push((node(from)?, node(to)?));
    }
    Ok(edges)
}

/// A workflow of the nodes that `history` names, with `edges` between them, each node with its median duration. Where the history names
/// resources, every node takes one unit of a pool as large as the most that worked at once. Edges of nodes that never ran are left out.
pub fn workflow(id: &str, history: &History, edges: &[(NodeId, NodeId)]) -> Definition {
    let mut definition = Definition::empty(id, id, "UTC");
    definition.edges.clear();
    let workers = most_at_once(history);
    if workers > 0 {
        definition.pools.push(Pool {
            id: PoolId::new(POOL),
            name: "Workers".into(),
            capacity: workers,
            hours: Vec::new(),
        });
    }
    let nodes: BTreeSet<&NodeId> = history.nodes();
    for (id, usual) in usual(history) {
        let mut node = Node::new(id.clone(), Kind::Job(Work::Noop));
        node.settings.duration = Some(Estimate::Fixed(Span::from_ms(usual)));
        if workers > 0 {
            node.uses.push(PoolUse { pool: PoolId::new(POOL), units: 1 });
        }
        definition.nodes.insert(definition.nodes.len() - 1, node);
    }
    let known: BTreeSet<(&NodeId, &NodeId)> =
        edges.iter().filter(|(from, to)| nodes.contains(from) && nodes.contains(to)).map(|(a, b)| (a, b)).collect();
    let (sources, sinks): (BTreeSet<&NodeId>, BTreeSet<&NodeId>) =
        (known.iter().map(|(from, _)| *from).collect(), known.iter().map(|(_, to)| *to).collect());
    definition.edges.extend(nodes.iter().filter(|n| !sinks.contains(**n)).map(|n| Edge::new("begin", (*n).clone())));
    definition.edges.extend(known.iter().map(|(from, to)| Edge::new((*from).clone(), (*to).clone())));
    definition.edges.extend(nodes.iter().filter(|n| !sources.contains(**n)).map(|n| Edge::new((*n).clone(), "end")));
    definition
}

/// The median duration of each node, in milliseconds.
fn usual(history: &History) -> BTreeMap<&NodeId, i64> {
    let mut seen: BTreeMap<&NodeId, Vec<f64>> = history.nodes().into_iter().map(|node| (node, Vec::new())).collect();
    for attempt in history.nights.iter().flat_map(|night| &night.attempts) {
        if let Some(ms) = attempt.duration() {
            seen.entry(&attempt.node).or_default().push(ms as f64);
        }
    }
    seen.into_iter().map(|(node, seen)| (node, robust::median(&seen).unwrap_or_default() as i64)).collect()
}

/// The most different resources that worked in one night; none when none is named.
fn most_at_once(history: &History) -> u32 {
    let of_night = |night: &crate::record::Night| {
        night.worked().filter_map(|attempt| attempt.resource.as_deref()).collect::<BTreeSet<_>>().len()
    };
    history.nights.iter().map(of_night).max().unwrap_or_default() as u32
}
