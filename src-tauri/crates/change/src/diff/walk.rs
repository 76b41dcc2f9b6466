//! Walking two bundles side by side, from the root down through the subflows that both have.

use super::fields::{compare, order};
use super::{Alteration, DiffReport, EdgeDiff, FieldChange, NodeDiff};
use daybreak_model::bundle::{Bundle, beside};
use daybreak_model::definition::{Definition, Edge, Outcome};
use daybreak_model::id::NodeId;
use daybreak_model::node::{Kind, Node, Order};
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, HashMap, HashSet};

/// More nodes than this, subflows included, are not compared.
pub const MAX_NODES: usize = 200_000;

/// Subflows within subflows deeper than this are not compared; the format allows 16.
const MAX_DEPTH: usize = 16;

/// A definition, its file, and the bundle that it refers into.
#[derive(Clone, Copy)]
struct Side<'a> {
    bundle: &'a Bundle,
    file: &'a str,
    definition: &'a Definition,
}

#[derive(Default)]
struct Walk {
    report: DiffReport,
    nodes: usize,
    cut: bool,
}

pub fn walk(before: &Bundle, after: &Bundle) -> DiffReport {
    let mut walk = Walk::default();
    let old = before.root().map(|definition| Side { bundle: before, file: &before.root, definition });
    let new = after.root().map(|definition| Side { bundle: after, file: &after.root, definition });
    walk.definitions(None, old, new, 0);
    walk.calendars(before, after);
    if walk.cut {
        let what = format!("more than {MAX_NODES} nodes or {MAX_DEPTH} levels: the rest is not compared");
        walk.other("limit".into(), None, Some(what));
    }
    walk.report
}

impl Walk {
    fn definitions(&mut self, prefix: Option<&NodeId>, old: Option<Side>, new: Option<Side>, depth: usize) {
        let count = |side: Option<Side>| side.map_or(0, |s| s.definition.nodes.len());
        self.nodes += count(old).max(count(new));
        if self.nodes > MAX_NODES || depth > MAX_DEPTH {
            self.cut = true;
            return;
        }
        self.nodes(prefix, old, new);
        self.edges(prefix, old, new);
        if let (Some(old), Some(new)) = (old, new) {
            self.header(prefix, old.definition, new.definition);
        }
        self.subflows(prefix, old, new, depth);
    }

    fn nodes(&mut self, prefix: Option<&NodeId>, old: Option<Side>, new: Option<Side>) {
        let (before, after) = (by_id(old), by_id(new));
        let (members_before, members_after) = (members(old), members(new));
        for node in new.iter().flat_map(|side| &side.definition.nodes) {
            let (change, fields) = match before.get(&node.id) {
                None => (Alteration::Added, Vec::new()),
                Some(there) => {
                    let mut fields = Vec::new();
                    compare("", Some(&json(*there)), Some(&json(node)), &mut fields);
                    fields.extend(reordered(node, members_before.get(&node.id), members_after.get(&node.id)));
                    (Alteration::Changed, fields)
                }
            };
            if change == Alteration::Added || !fields.is_empty() {
                self.report.nodes.push(NodeDiff { node: path(prefix, &node.id), change, fields });
            }
        }
        for node in old.iter().flat_map(|side| &side.definition.nodes) {
            if !after.contains_key(&node.id) {
                let node = path(prefix, &node.id);
                self.report.nodes.push(NodeDiff { node, change: Alteration::Removed, fields: Vec::new() });
            }
        }
    }

    fn edges(&mut self, prefix: Option<&NodeId>, old: Option<Side>, new: Option<Side>) {
        let (before, after) = (edges(old), edges(new));
        let entry = |key: &EdgeKey, change, fields| EdgeDiff {
            from: path(prefix, key.from),
            to: path(prefix, key.to),
            on: key.on,
            branch: key.branch.map(str::to_owned),
            change,
            fields,
        };
        for (key, edge) in &after {
            match before.get(key) {
                None => self.report.edges.push(entry(key, Alteration::Added, Vec::new())),
                Some(there) if there.lag != edge.lag => {
                    let lag = FieldChange {
                        path: "lag".into(),
                        before: Some(there.lag.to_string()),
                        after: Some(edge.lag.to_string()),
                    };
                    self.report.edges.push(entry(key, Alteration::Changed, vec![lag]));
                }
                Some(_) => {}
            }
        }
        for key in before.keys().filter(|key| !after.contains_key(key)) {
            self.report.edges.push(entry(key, Alteration::Removed, Vec::new()));
        }
    }

    /// Everything but nodes and edges.
    fn header(&mut self, prefix: Option<&NodeId>, old: &Definition, new: &Definition) {
        let bare = |definition: &Definition| {
            let mut definition = definition.clone();
            definition.schema = None;
            definition.nodes.clear();
            definition.edges.clear();
            json(&definition)
        };
        let mut changes = Vec::new();
        compare("", Some(&bare(old)), Some(&bare(new)), &mut changes);
        for change in changes {
            let path = prefix.map_or(change.path.clone(), |prefix| format!("{prefix}/{}", change.path));
            self.other(path, change.before, change.after);
        }
    }

    fn subflows(&mut self, prefix: Option<&NodeId>, old: Option<Side>, new: Option<Side>, depth: usize) {
        let (before, after) = (targets(old), targets(new));
        let mut places: Vec<&NodeId> = after.keys().copied().collect();
        places.extend(before.keys().filter(|id| !after.contains_key(*id)));
        for place in places {
            let (old, new) = (before.get(place).copied(), after.get(place).copied());
            if self.cut || same(old, new) {
                continue;
            }
            self.definitions(Some(&path(prefix, place)), old, new, depth + 1);
        }
    }

    fn calendars(&mut self, before: &Bundle, after: &Bundle) {
        let mut files: Vec<&String> = before.calendars.keys().collect();
        files.extend(after.calendars.keys().filter(|file| !before.calendars.contains_key(*file)));
        for file in files {
            let (old, new) = (before.calendars.get(file).map(json), after.calendars.get(file).map(json));
            compare(&format!("calendars[{file}]"), old.as_ref(), new.as_ref(), &mut self.report.other);
        }
    }

    fn other(&mut self, path: String, before: Option<String>, after: Option<String>) {
        self.report.other.push(FieldChange { path, before, after });
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct EdgeKey<'a> {
    from: &'a NodeId,
    to: &'a NodeId,
    on: Outcome,
    branch: Option<&'a str>,
    /// Which of several that are otherwise the same.
    repeat: usize,
}

fn edges<'a>(side: Option<Side<'a>>) -> BTreeMap<EdgeKey<'a>, &'a Edge> {
    let mut seen: BTreeMap<EdgeKey, usize> = BTreeMap::new();
    let mut all = BTreeMap::new();
    for edge in side.into_iter().flat_map(|side| &side.definition.edges) {
        let key = EdgeKey { from: &edge.from, to: &edge.to, on: edge.on, branch: edge.branch.as_deref(), repeat: 0 };
        let before = seen.entry(key).or_default();
        all.insert(EdgeKey { repeat: *before, ..key }, edge);
        *before += 1;
    }
    all
}

/// Nodes by identifier; of several with the same one the last.
fn by_id<'a>(side: Option<Side<'a>>) -> HashMap<&'a NodeId, &'a Node> {
    side.into_iter().flat_map(|side| &side.definition.nodes).map(|node| (&node.id, node)).collect()
}

/// Where each subflow node leads.
fn targets<'a>(side: Option<Side<'a>>) -> BTreeMap<&'a NodeId, Side<'a>> {
    let mut all = BTreeMap::new();
    let Some(side) = side else { return all };
    for node in &side.definition.nodes {
        let Kind::Subflow(subflow) = &node.kind else { continue };
        if let Some((file, definition)) = side.bundle.definitions.get_key_value(&beside(side.file, &subflow.file)) {
            all.insert(&node.id, Side { bundle: side.bundle, file, definition });
        }
    }
    all
}

/// Whether two subflows are the same with nothing below that could differ.
fn same(old: Option<Side>, new: Option<Side>) -> bool {
    let (Some(old), Some(new)) = (old, new) else { return false };
    let is_leaf = |side: Side| !side.definition.nodes.iter().any(|node| matches!(node.kind, Kind::Subflow(_)));
    is_leaf(old) && old.definition == new.definition
}

/// The members of each group, in the order of the file.
fn members<'a>(side: Option<Side<'a>>) -> HashMap<&'a NodeId, Vec<&'a NodeId>> {
    let mut all: HashMap<&NodeId, Vec<&NodeId>> = HashMap::new();
    for node in side.into_iter().flat_map(|side| &side.definition.nodes) {
        if let Some(parent) = &node.parent {
            all.entry(parent).or_default().push(&node.id);
        }
    }
    all
}

/// That members which a serial group had and has come in another order: it is part of what the group means.
fn reordered(group: &Node, before: Option<&Vec<&NodeId>>, after: Option<&Vec<&NodeId>>) -> Option<FieldChange> {
    let (before, after) = (before?, after?);
    if group.kind != Kind::Group(Order::Serial) {
        return None;
    }
    let kept = |list: &[&NodeId], other: &[&NodeId]| -> Vec<String> {
        let other: HashSet<_> = other.iter().collect();
        list.iter().filter(|id| other.contains(id)).map(|id| id.to_string()).collect()
    };
    let (old, new) = (kept(before, after), kept(after, before));
    (old != new).then(|| order("members", &old, &new))
}

fn path(prefix: Option<&NodeId>, node: &NodeId) -> NodeId {
    prefix.map_or_else(|| node.clone(), |prefix| prefix.child(node))
}

fn json(value: &impl Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}
