//! Putting a scenario's verbs on a definition, and taking them off again.

mod bridge;
mod durations;
mod edges;
mod merge;
mod night;
mod nodes;
mod place;
mod resources;
mod split;
mod times;

use crate::reading::limited;
use crate::verb::Verb;
use daybreak_model::bundle::Bundle;
use daybreak_model::definition::Definition;
use daybreak_model::diagnostic::{Diagnostic, Severity};
use daybreak_model::edit::Edit;
use daybreak_model::id::NodeId;
use daybreak_model::network::Conditions;
use daybreak_model::node::{Kind, Node};
use daybreak_model::time::DayTime;
use place::Place;
use std::collections::{BTreeSet, HashSet};

/// The code of a verb that cannot be applied.
pub const NOT_APPLICABLE: &str = "S001";

/// An edit of one of a bundle's definitions.
#[derive(Clone, Debug, PartialEq)]
pub struct FileEdit {
    /// The position of the verb that it is of.
    pub verb: usize,
    /// The definition's key in the bundle.
    pub file: String,
    pub edit: Edit,
}

/// A definition with a scenario's verbs on it.
#[derive(Clone, Debug)]
pub struct Applied {
    pub bundle: Bundle,
    /// What holds for the night alone: skipped, forced, confirmed, down, of another class.
    pub conditions: Conditions,
    /// When Begin starts, if the scenario says so.
    pub start: Option<DayTime>,
    /// What was done to the definitions, in order.
    pub edits: Vec<FileEdit>,
    /// What takes it back, in order.
    pub undo: Vec<FileEdit>,
    /// What a definition cannot say and so holds for one night only, a sentence each.
    pub for_one_night: Vec<String>,
    /// What somebody should know who did not expect it, a sentence each.
    pub notes: Vec<String>,
}

impl Applied {
    /// The bundle as it was before the verbs were put on it.
    pub fn taken_back(&self) -> Bundle {
        let mut bundle = self.bundle.clone();
        apply_edits(&self.undo, &mut bundle);
        bundle
    }
}

/// Applies edits of a bundle's definitions in order; one of a file that is not there changes nothing.
pub fn apply_edits(edits: &[FileEdit], bundle: &mut Bundle) {
    for FileEdit { file, edit, .. } in edits {
        if let Some(definition) = bundle.definitions.get_mut(file) {
            edit.apply(definition);
        }
    }
}

/// Puts `verbs` on `bundle`, one after another; each sees what those before it have done.
///
/// # Errors
/// A diagnostic for every verb that names something that is not there or makes no sense, with its place: `edits[3].capacity: …`.
pub fn apply(bundle: &Bundle, verbs: &[Verb]) -> Result<Applied, Vec<Diagnostic>> {
    limited(verbs)?;
    let mut draft = Draft {
        applied: Applied {
            bundle: bundle.clone(),
            conditions: Conditions::default(),
            start: None,
            edits: Vec::new(),
            undo: Vec::new(),
            for_one_night: Vec::new(),
            notes: Vec::new(),
        },
        back: Vec::new(),
        verb: 0,
    };
    let mut problems = Vec::new();
    for (position, verb) in verbs.iter().enumerate() {
        draft.verb = position;
        let before = (draft.applied.edits.len(), draft.back.len());
        if let Err(refusal) = draft.put(verb) {
            debug_assert_eq!(before, (draft.applied.edits.len(), draft.back.len()), "a refused verb changes nothing");
            problems.push(refusal.diagnostic(position, verb));
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut applied = draft.applied;
    applied.notes.extend(cut_off(bundle, &applied.bundle));
    applied.undo = draft.back.into_iter().rev().flatten().collect();
    Ok(applied)
}

/// A sentence for each node that nothing leads to any more: it is not part of the night, which nobody may have meant.
fn cut_off(before: &Bundle, after: &Bundle) -> Vec<String> {
    let sentence = |id: &NodeId| format!("Nothing leads to {id}, so it is not part of the night; draw an edge to it.");
    let of_file = |(file, definition): (&String, &Definition)| {
        let old = before.definitions.get(file);
        if old.is_some_and(|old| hangs_together_alike(old, definition)) {
            return Vec::new();
        }
        loose(definition).difference(&old.map(loose).unwrap_or_default()).map(|id| sentence(id)).collect()
    };
    after.definitions.iter().flat_map(of_file).collect()
}

/// Whether nodes, groups and edges are the same, as most verbs leave them; to see that takes far less time than to find what is loose.
fn hangs_together_alike(old: &Definition, new: &Definition) -> bool {
    let begins = |node: &Node| matches!(node.kind, Kind::Begin);
    let alike = |(a, b): (&Node, &Node)| a.id == b.id && a.parent == b.parent && begins(a) == begins(b);
    old.edges == new.edges && old.nodes.len() == new.nodes.len() && old.nodes.iter().zip(&new.nodes).all(alike)
}

/// Nodes in no group that no edge leads to, Begin apart; members of a group may start with it.
fn loose(definition: &Definition) -> BTreeSet<&NodeId> {
    let entered: HashSet<&NodeId> = definition.edges.iter().map(|edge| &edge.to).collect();
    let is_loose = |node: &&Node| node.kind != Kind::Begin && node.parent.is_none() && !entered.contains(&node.id);
    definition.nodes.iter().filter(is_loose).map(|node| &node.id).collect()
}

/// Why a verb cannot be applied.
#[derive(Debug)]
struct Refusal {
    node: Option<NodeId>,
    message: String,
    help: Option<&'static str>,
}

fn refuse(node: Option<&NodeId>, message: impl Into<String>) -> Refusal {
    Refusal { node: node.cloned(), message: message.into(), help: None }
}

impl Refusal {
    fn help(mut self, help: &'static str) -> Refusal {
        self.help = Some(help);
        self
    }

    fn diagnostic(self, position: usize, verb: &Verb) -> Diagnostic {
        let name = verb.name();
        Diagnostic {
            code: NOT_APPLICABLE.into(),
            severity: Severity::Error,
            node: self.node,
            path: format!("/edits/{position}/{name}"),
            message: format!("edits[{position}].{name}: {}", self.message),
            help: self.help.map(Into::into),
            fix: None,
            related: Vec::new(),
            place: None,
        }
    }
}

/// A bundle that verbs are being put on.
struct Draft {
    applied: Applied,
    /// What takes each edit back, in the order in which they were made.
    back: Vec<Vec<FileEdit>>,
    /// The position of the verb that is being put on.
    verb: usize,
}

impl Draft {
    fn put(&mut self, verb: &Verb) -> Result<(), Refusal> {
        match verb {
            Verb::Duration { node, to } => self.put_duration(node, to),
            Verb::Capacity { pool, capacity, hours } => self.put_capacity(pool, *capacity, hours.as_deref()),
            Verb::Concurrency { system, limit } => self.put_concurrency(system, *limit),
            Verb::Priority { node, priority } => self.put_priority(node, *priority),
            Verb::Critical { node, critical } => self.put_critical(node, *critical),
            Verb::Start(at) => self.put_start(*at),
            Verb::NotBefore { node, at } => self.put_not_before(node, *at),
            Verb::Deadline { node, at } => self.put_deadline(node.as_ref(), *at),
            Verb::AddEdge(edge) => self.add_edge(edge),
            Verb::RemoveEdge(edge) => self.remove_edge(edge),
            Verb::AddNode(node) => self.add_node(node),
            Verb::RemoveNode(node) => self.remove_node(node),
            Verb::ReplaceNode(node) => self.replace_node(node),
            Verb::Split { node, pieces } => self.split(node, *pieces),
            Verb::Merge { nodes } => self.merge(nodes),
            Verb::DayClass(_) | Verb::Skip(_) | Verb::Force(_) | Verb::Confirm { .. } | Verb::Down(_) => {
                self.suppose(verb)?;
                self.applied.for_one_night.push(verb.words());
                Ok(())
            }
        }
    }

    fn bundle(&self) -> &Bundle {
        &self.applied.bundle
    }

    /// Edits a definition, and remembers how to take it back.
    fn edit(&mut self, file: &str, edit: Edit) {
        let Some(definition) = self.applied.bundle.definitions.get_mut(file) else { return };
        let verb = self.verb;
        let of_file = |edit: Edit| FileEdit { verb, file: file.to_owned(), edit };
        self.back.push(edit.inverse(definition).into_iter().map(of_file).collect());
        edit.apply(definition);
        self.applied.edits.push(of_file(edit));
    }

    /// The place of a node that a verb names.
    fn locate(&self, path: &NodeId) -> Result<Place, Refusal> {
        place::locate(self.bundle(), path).ok_or_else(|| {
            refuse(Some(path), format!("there is no node {path}"))
                .help("a node in a subflow is named by its path: the subflow's node, a stroke, the node in it")
        })
    }

    /// The place and the node that a verb names.
    fn node(&self, path: &NodeId) -> Result<(Place, &Node), Refusal> {
        let place = self.locate(path)?;
        let node = self.bundle().definitions.get(&place.file).and_then(|definition| definition.node(&place.node));
        node.map(|node| (place, node)).ok_or_else(|| refuse(Some(path), format!("there is no node {path}")))
    }

    /// Sets a node that was changed, and says so when its file stands in several places.
    fn set(&mut self, place: &Place, node: Node) {
        self.note_shared(&place.file);
        self.edit(&place.file, Edit::SetNode(Box::new(node)));
    }

    fn note_shared(&mut self, file: &str) {
        if file == self.bundle().root {
            return;
        }
        let places = place::files_in_order(self.bundle()).into_iter().filter(|other| *other == file).count();
        let note = format!("{file} stands in {places} places of the workflow; the edit holds in each of them");
        if places > 1 && !self.applied.notes.contains(&note) {
            self.applied.notes.push(note);
        }
    }
}
