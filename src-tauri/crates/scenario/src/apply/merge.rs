//! Making one job of jobs that follow one another.

use super::durations::{Durations, durations, state, sum};
use super::nodes::handed_over;
use super::place::resolved;
use super::{Draft, Refusal, refuse};
use daybreak_model::definition::{Definition, Edge, Outcome};
use daybreak_model::edit::Edit;
use daybreak_model::id::NodeId;
use daybreak_model::inherit::Resolved;
use daybreak_model::node::{Kind, LockMode, Node, Order};
use daybreak_model::time::Span;
use std::collections::{BTreeMap, BTreeSet};

/// One of the jobs that are merged.
struct Part {
    node: Node,
    resolved: Resolved,
}

impl Draft {
    /// The one job has the first one's identifier and work, the sum of all durations, of every pool the most units that one of them
    /// takes, every lock, and the earliest deadline. It fails when one of them would. Edges in are the first one's, edges out the last one's.
    pub(super) fn merge(&mut self, paths: &[NodeId]) -> Result<(), Refusal> {
        let [first, rest @ ..] = paths else { return Err(refuse(None, "no job is named")) };
        if rest.is_empty() {
            return Err(
                refuse(Some(first), "one job alone cannot be merged").help("name two or more that follow one another")
            );
        }
        let file = self.locate(first)?.file;
        let mut parts: Vec<Part> = Vec::new();
        for path in paths {
            parts.push(self.part(path, &file, parts.first())?);
        }
        let definition = &self.bundle().definitions[&file];
        for (pair, paths) in parts.windows(2).zip(paths.windows(2)) {
            if !follows(definition, &pair[0].node, &pair[1].node) {
                let message = format!("{} does not follow {} directly", paths[1], paths[0]);
                return Err(refuse(Some(&paths[1]), message)
                    .help("only an edge on success without a lag may lead out of the one, and it must be the only one into the other"));
            }
        }
        let gone: BTreeSet<NodeId> = parts[1..].iter().map(|part| part.node.id.clone()).collect();
        if let Some(other) = handed_over(definition, &gone) {
            return Err(refuse(Some(&other.id), format!("{} hands its failures to one of them", other.id)));
        }
        let one = &parts[0].node.id;
        let last = &parts[parts.len() - 1].node.id;
        let inside = |id: &NodeId| *id == *one || gone.contains(id);
        let between: Vec<Edge> =
            definition.edges.iter().filter(|e| inside(&e.from) && inside(&e.to)).cloned().collect();
        let out: Vec<Edge> = definition.edges.iter().filter(|e| e.from == *last && !inside(&e.to)).cloned().collect();
        let merged = merged(&parts);
        self.note_shared(&file);
        for edge in between {
            self.edit(&file, Edit::RemoveEdge(edge));
        }
        for edge in out {
            let moved = Edge { from: one.clone(), ..edge.clone() };
            self.edit(&file, Edit::RemoveEdge(edge));
            self.edit(&file, Edit::AddEdge(moved));
        }
        self.edit(&file, Edit::SetNode(Box::new(merged)));
        for id in gone {
            self.edit(&file, Edit::RemoveNode(id));
        }
        Ok(())
    }

    /// A job that can be part of one with the first.
    fn part(&self, path: &NodeId, file: &str, first: Option<&Part>) -> Result<Part, Refusal> {
        let (place, node) = self.node(path)?;
        let wrong = |message: String| Err(refuse(Some(path), message));
        if !matches!(node.kind, Kind::Job(_)) {
            return wrong(format!("{path} is a {}; only jobs are merged", node.kind.name().as_str()));
        }
        if place.file != file {
            return wrong(format!("{path} stands in another definition"));
        }
        if node.cycle.is_some() {
            return wrong(format!("{path} repeats within the night; only jobs that run once are merged"));
        }
        let Some(resolved) = resolved(self.bundle(), path) else { return wrong(format!("there is no node {path}")) };
        let Some(first) = first else { return Ok(Part { node: node.clone(), resolved }) };
        if node.not_before.is_some() {
            return wrong(format!("{path} waits for a time of day, which a part of a job cannot"));
        }
        let value = |resolved: &Resolved| resolved.system.as_ref().map(|system| system.value.clone());
        if node.parent != first.node.parent || value(&resolved) != value(&first.resolved) {
            return wrong(format!("{path} stands in another group or system than {}", first.node.id));
        }
        let days = |resolved: &Resolved| resolved.days.as_ref().map(|days| days.value.clone());
        if days(&resolved) != days(&first.resolved) {
            return wrong(format!("{path} takes part on other days than {}", first.node.id));
        }
        Ok(Part { node: node.clone(), resolved })
    }
}

/// Whether nothing but `before` leads to `node`, and nothing but `node` comes after `before`.
fn follows(definition: &Definition, before: &Node, node: &Node) -> bool {
    let out: Vec<&Edge> = definition.edges.iter().filter(|edge| edge.from == before.id).collect();
    let into: Vec<&Edge> = definition.edges.iter().filter(|edge| edge.to == node.id).collect();
    match (out.as_slice(), into.as_slice()) {
        ([edge], [same]) if edge == same => edge.on == Outcome::Success && edge.lag == Span::ZERO,
        ([], []) => are_neighbours(definition, before, node),
        _ => false,
    }
}

/// Whether both are members of a serial group, one behind the other.
fn are_neighbours(definition: &Definition, before: &Node, node: &Node) -> bool {
    let Some(group) = before.parent.as_ref().filter(|parent| node.parent.as_ref() == Some(parent)) else {
        return false;
    };
    let is_serial = definition.node(group).is_some_and(|group| matches!(group.kind, Kind::Group(Order::Serial)));
    let inside: Vec<&NodeId> =
        definition.nodes.iter().filter(|node| node.parent.as_ref() == Some(group)).map(|node| &node.id).collect();
    is_serial && inside.windows(2).any(|pair| *pair[0] == before.id && *pair[1] == node.id)
}

fn merged(parts: &[Part]) -> Node {
    let mut one = parts[0].node.clone();
    let mut uses: BTreeMap<_, u32> = BTreeMap::new();
    let mut locks: BTreeMap<_, LockMode> = BTreeMap::new();
    for part in parts {
        for of_pool in &part.node.uses {
            let most = uses.entry(of_pool.pool.clone()).or_default();
            *most = of_pool.units.max(*most);
        }
        for of_lock in &part.node.locks {
            let mode = locks.entry(of_lock.lock.clone()).or_insert(of_lock.mode);
            if of_lock.mode == LockMode::Exclusive {
                *mode = LockMode::Exclusive;
            }
        }
    }
    one.uses = uses.into_iter().map(|(pool, units)| daybreak_model::node::PoolUse { pool, units }).collect();
    one.locks = locks.into_iter().map(|(lock, mode)| daybreak_model::node::LockUse { lock, mode }).collect();
    let deadlines = parts.iter().filter_map(|part| part.node.deadline);
    one.deadline = deadlines.min_by_key(|at| (at.day, at.time));
    state(&mut one.settings, &total(parts), Clone::clone);
    let survives: f64 =
        parts.iter().map(|part| 1.0 - part.resolved.failure_probability.value.clamp(0.0, 1.0)).product();
    if survives < 1.0 {
        one.settings.failure_probability = Some(((1.0 - survives) * 1e9).round() / 1e9);
    }
    if parts.iter().any(|part| part.resolved.critical.value) {
        one.settings.critical = Some(true);
    }
    // A time-out of one of them would end the others, too, unless each has its own.
    let timeouts: Option<Vec<i64>> =
        parts.iter().map(|part| part.resolved.timeout.as_ref().map(|timeout| timeout.value.ms())).collect();
    if let Some(timeouts) = timeouts {
        one.settings.timeout = Some(Span::from_ms(timeouts.iter().sum()));
    }
    one
}

/// The usual durations summed, and those on days of a class on which any of them takes another time.
fn total(parts: &[Part]) -> Durations {
    let all: Vec<Durations> = parts.iter().map(|part| durations(&part.resolved)).collect();
    let classes: BTreeSet<_> = all.iter().flat_map(|durations| durations.on.keys().copied()).collect();
    let on_class = |class| {
        let each = all.iter().map(|durations| durations.on.get(&class).unwrap_or(&durations.usual).clone());
        each.reduce(|a, b| sum(&a, &b)).map(|total| (class, total))
    };
    let usual = all.iter().map(|durations| durations.usual.clone()).reduce(|a, b| sum(&a, &b));
    Durations {
        usual: usual.unwrap_or_else(|| parts[0].resolved.duration.value.clone()),
        on: classes.into_iter().filter_map(on_class).collect(),
    }
}
