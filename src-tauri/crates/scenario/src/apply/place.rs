//! Where a node that a verb names by its path stands.

use daybreak_model::bundle::{Bundle, beside};
use daybreak_model::definition::Definition;
use daybreak_model::id::NodeId;
use daybreak_model::inherit::{Inheritance, Origin, Resolved};
use daybreak_model::network::MAX_SUBFLOW_DEPTH;
use daybreak_model::node::{Kind, Node};
use daybreak_model::settings::Settings;

/// A definition's file, and a node's identifier in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub file: String,
    pub node: NodeId,
}

/// The place of the node at `path` through the subflows.
pub fn locate(bundle: &Bundle, path: &NodeId) -> Option<Place> {
    let (file, name) = descend(bundle, path)?;
    let node = bundle.definitions.get(&file)?.node(&NodeId::from(name))?;
    Some(Place { file, node: node.id.clone() })
}

/// The file in which the last part of `path` would stand, and that part; nothing when a subflow on the way is not there.
pub fn descend<'p>(bundle: &Bundle, path: &'p NodeId) -> Option<(String, &'p str)> {
    let mut file = bundle.root.clone();
    let mut rest = path.as_str();
    for _ in 0..=MAX_SUBFLOW_DEPTH {
        let Some((first, behind)) = rest.split_once('/') else { return Some((file, rest)) };
        file = subflow_file(bundle, &file, first)?;
        rest = behind;
    }
    None
}

fn subflow_file(bundle: &Bundle, file: &str, node: &str) -> Option<String> {
    match &bundle.definitions.get(file)?.node(&NodeId::from(node))?.kind {
        Kind::Subflow(subflow) => Some(beside(file, &subflow.file)),
        _ => None,
    }
}

/// The definition's files in the order in which a network takes them: the root, then each subflow in its place, again for each place.
pub fn files_in_order(bundle: &Bundle) -> Vec<&str> {
    /// More places than any workflow that can be laid out has.
    const MOST: usize = 10_000;
    let mut found = Vec::new();
    let mut open: Vec<(&str, usize)> =
        bundle.definitions.get_key_value(&bundle.root).map(|(f, _)| (f.as_str(), 0)).into_iter().collect();
    while let Some((file, depth)) = open.pop() {
        found.push(file);
        if depth >= MAX_SUBFLOW_DEPTH || found.len() >= MOST {
            continue;
        }
        let nodes = bundle.definitions.get(file).map_or(&[][..], |definition| &definition.nodes);
        let below = nodes.iter().rev().filter_map(|node| match &node.kind {
            Kind::Subflow(subflow) => bundle.definitions.get_key_value(&beside(file, &subflow.file)),
            _ => None,
        });
        open.extend(below.map(|(file, _)| (file.as_str(), depth + 1)));
    }
    found
}

/// Every setting of the node at `path` after inheritance, through the subflows that it stands in.
pub fn resolved(bundle: &Bundle, path: &NodeId) -> Option<Resolved> {
    within(bundle, path, |_, definition, inheritance, node| {
        definition.node(&NodeId::from(node)).map(|node| inheritance.resolve(node))
    })?
}

/// Calls `then` with the file and definition in which the last part of `path` stands, what is inherited there, and that part.
pub fn within<T>(
    bundle: &Bundle,
    path: &NodeId,
    then: impl FnOnce(&str, &Definition, &Inheritance<'_>, &str) -> T,
) -> Option<T> {
    let parts: Vec<&str> = path.as_str().split('/').collect();
    if parts.len() > MAX_SUBFLOW_DEPTH + 1 {
        return None;
    }
    let mut file = bundle.root.clone();
    let mut above: Vec<(Origin, &Settings)> = Vec::new();
    for part in &parts[..parts.len() - 1] {
        let definition = bundle.definitions.get(&file)?;
        let node = definition.node(&NodeId::from(*part))?;
        let chain = Inheritance::below(definition, &above).chain(node);
        above = chain.into_iter().map(|(_, settings)| (Origin::Subflow(node.id.clone()), settings)).collect();
        file = subflow_file(bundle, &file, part)?;
    }
    let definition = bundle.definitions.get(&file)?;
    Some(then(&file, definition, &Inheritance::below(definition, &above), parts[parts.len() - 1]))
}

/// The members of a group, and theirs, in the order of the file.
pub fn members<'a>(definition: &'a Definition, group: &NodeId) -> Vec<&'a Node> {
    let mut inside: Vec<&NodeId> = vec![group];
    let mut found: Vec<&Node> = Vec::new();
    let mut at = 0;
    while at < inside.len() {
        let parent = inside[at].clone();
        for node in definition.nodes.iter().filter(|node| node.parent.as_ref() == Some(&parent)) {
            // A ring of parents closes here.
            if node.id != *group && !found.iter().any(|there| there.id == node.id) {
                found.push(node);
                inside.push(&node.id);
            }
        }
        at += 1;
    }
    found
}
