//! What every source comes to: tasks with durations, who follows whom, and pools.

use crate::Import;
use daybreak_model::definition::{Definition, Edge, Pool};
use daybreak_model::duration::Estimate;
use daybreak_model::id::{MAX_ID_CHARS, NodeId, id_problem};
use daybreak_model::node::{Kind, Node, PoolUse, Work};
use daybreak_model::time::Span;
use std::collections::HashSet;

/// Tasks are spoken of by their position.
#[derive(Debug, Default)]
pub struct Project {
    pub description: String,
    pub tasks: Vec<Task>,
    pub pools: Vec<(String, u32)>,
    pub notes: Vec<String>,
}

#[derive(Debug, Default)]
pub struct Task {
    /// What the source calls it.
    pub name: String,
    pub duration: Span,
    /// Positions of pools, and units.
    pub uses: Vec<(usize, u32)>,
    /// Positions of tasks, without repeats.
    pub successors: Vec<usize>,
    pub priority: Option<i32>,
}

impl Task {
    fn is_no_work(&self) -> bool {
        self.duration == Span::ZERO && self.uses.is_empty()
    }
}

impl Project {
    /// How many tasks come directly before each.
    pub fn predecessor_counts(&self) -> Vec<usize> {
        let mut counts = vec![0; self.tasks.len()];
        for successor in self.tasks.iter().flat_map(|task| &task.successors) {
            counts[*successor] += 1;
        }
        counts
    }

    pub fn into_import(self, name: &str) -> Import {
        let mut definition = Definition::empty(identifier(name, "imported").as_str(), name, "UTC");
        definition.description = Some(self.description.clone());
        definition.pools = self.definition_pools();
        let ids = self.ids();
        let jobs = self.tasks.iter().zip(&ids).filter(|(_, id)| !is_border(id));
        let jobs: Vec<Node> = jobs.map(|(task, id)| self.node(task, id.clone(), &definition.pools)).collect();
        definition.nodes.splice(1..1, jobs);
        definition.edges = self.edges(&ids);
        Import { definition, notes: self.notes }
    }

    fn definition_pools(&self) -> Vec<Pool> {
        let mut taken = HashSet::new();
        let pool = |(index, (name, capacity)): (usize, &(String, u32))| Pool {
            id: unique(identifier(name, "pool"), index, &mut taken).as_str().into(),
            name: name.clone(),
            capacity: *capacity,
            hours: Vec::new(),
        };
        self.pools.iter().enumerate().map(pool).collect()
    }

    /// The identifier of each task. An only source and an only sink that are no work are begin and end themselves.
    fn ids(&self) -> Vec<NodeId> {
        let predecessors = self.predecessor_counts();
        let sources: Vec<usize> = (0..self.tasks.len()).filter(|i| predecessors[*i] == 0).collect();
        let sinks: Vec<usize> = (0..self.tasks.len()).filter(|i| self.tasks[*i].successors.is_empty()).collect();
        let begin = only(&sources).filter(|i| self.tasks[*i].is_no_work());
        let end = only(&sinks).filter(|i| self.tasks[*i].is_no_work() && begin != Some(*i));
        let mut taken = HashSet::from([BEGIN.to_string(), END.to_string()]);
        let mut ids = Vec::with_capacity(self.tasks.len());
        for (index, task) in self.tasks.iter().enumerate() {
            ids.push(if begin == Some(index) {
                BEGIN.into()
            } else if end == Some(index) {
                END.into()
            } else {
                NodeId::new(unique(identifier(&task.name, "task"), index, &mut taken))
            });
        }
        ids
    }

    fn node(&self, task: &Task, id: NodeId, pools: &[Pool]) -> Node {
        let mut node = Node::new(id, Kind::Job(Work::Noop));
        node.name = (task.name != node.id.as_str()).then(|| task.name.clone());
        let uses = task.uses.iter().map(|(pool, units)| PoolUse { pool: pools[*pool].id.clone(), units: *units });
        node.uses = uses.collect();
        node.settings.duration = Some(Estimate::Fixed(task.duration));
        node.settings.priority = task.priority;
        node
    }

    fn edges(&self, ids: &[NodeId]) -> Vec<Edge> {
        let predecessors = self.predecessor_counts();
        let mut edges = Vec::new();
        for (index, id) in ids.iter().enumerate() {
            if predecessors[index] == 0 && id.as_str() != BEGIN {
                edges.push(Edge::new(BEGIN, id.clone()));
            }
        }
        for (task, id) in self.tasks.iter().zip(ids) {
            edges.extend(task.successors.iter().map(|next| Edge::new(id.clone(), ids[*next].clone())));
            if task.successors.is_empty() && id.as_str() != END {
                edges.push(Edge::new(id.clone(), END));
            }
        }
        if ids.is_empty() {
            edges.push(Edge::new(BEGIN, END));
        }
        edges
    }
}

const BEGIN: &str = "begin";
const END: &str = "end";

fn is_border(id: &NodeId) -> bool {
    matches!(id.as_str(), BEGIN | END)
}

fn only(positions: &[usize]) -> Option<usize> {
    match positions {
        [one] => Some(*one),
        _ => None,
    }
}

/// `name` with `-` in place of what an identifier may not contain, or `otherwise` when nothing is left.
fn identifier(name: &str, otherwise: &str) -> String {
    let allowed = |c: char| if c.is_alphanumeric() || matches!(c, '_' | '-' | '.') { c } else { '-' };
    let text: String = name.chars().map(allowed).collect();
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let text: String = text.chars().take(MAX_ID_CHARS).collect();
    if id_problem(&text).is_none() { text } else { otherwise.into() }
}

/// `id`, or when it is taken the same with the task's position behind it.
fn unique(id: String, index: usize, taken: &mut HashSet<String>) -> String {
    if taken.insert(id.clone()) {
        return id;
    }
    let mut attempt = index + 1;
    loop {
        let suffix = format!("-{attempt}");
        let room = MAX_ID_CHARS - suffix.chars().count();
        let longer: String = id.chars().take(room).chain(suffix.chars()).collect();
        if taken.insert(longer.clone()) {
            return longer;
        }
        attempt += 1;
    }
}
