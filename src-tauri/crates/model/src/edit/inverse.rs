//! Taking edits back.

use super::{Edit, Header};
use crate::definition::{Definition, Edge, Lock, Pool, System};
use crate::id::NodeId;
use crate::settings::OnFailure;
use std::collections::HashSet;

impl Edit {
    /// The edits that, applied after this one was applied to `before`, give back `before` exactly, the order of every list included.
    ///
    /// Small for every edit of a sound definition. Where identifiers occur twice, or a node is renamed to a name that is in use, nothing
    /// smaller than the whole definition is exact.
    pub fn inverse(&self, before: &Definition) -> Vec<Edit> {
        self.small_inverse(before).unwrap_or_else(|| vec![Edit::SetDefinition(Box::new(before.clone()))])
    }

    fn small_inverse(&self, before: &Definition) -> Option<Vec<Edit>> {
        match self {
            Edit::SetNode(node) => Some(match before.node(&node.id) {
                Some(old) => vec![Edit::SetNode(Box::new(old.clone()))],
                None => vec![Edit::RemoveNode(node.id.clone())],
            }),
            Edit::InsertNode { node, .. } => node_back(before, &node.id),
            Edit::RemoveNode(id) => node_back(before, id),
            Edit::RenameNode { from, to } => rename_back(before, from, to),
            Edit::AddEdge(edge) if before.edges.contains(edge) => Some(Vec::new()),
            // Removing takes every equal edge away, so those that were there before go back in.
            Edit::AddEdge(edge) | Edit::InsertEdge { edge, .. } => {
                Some([Edit::RemoveEdge(edge.clone())].into_iter().chain(edges_back(before, edge)).collect())
            }
            Edit::RemoveEdge(edge) => Some(edges_back(before, edge).collect()),
            Edit::SetSystem(system) => Some(SYSTEMS.set_back(&before.systems, system)),
            Edit::RemoveSystem(id) => SYSTEMS.removal_back(&before.systems, id.as_str()),
            Edit::SetPool(pool) => Some(POOLS.set_back(&before.pools, pool)),
            Edit::RemovePool(id) => POOLS.removal_back(&before.pools, id.as_str()),
            Edit::SetLock(lock) => Some(LOCKS.set_back(&before.locks, lock)),
            Edit::RemoveLock(id) => LOCKS.removal_back(&before.locks, id.as_str()),
            Edit::SetTriggers(_) => Some(vec![Edit::SetTriggers(before.triggers.clone())]),
            Edit::SetHeader(_) => Some(vec![Edit::SetHeader(Box::new(Header::of(before)))]),
            Edit::SetDefinition(_) => None,
        }
    }
}

/// Puts the node back where it was; removes it if it was not there.
fn node_back(before: &Definition, id: &NodeId) -> Option<Vec<Edit>> {
    let mut places = (0..before.nodes.len()).filter(|i| before.nodes[*i].id == *id);
    let Some(place) = places.next() else {
        return Some(vec![Edit::RemoveNode(id.clone())]);
    };
    if places.next().is_some() {
        return None;
    }
    let node = Box::new(before.nodes[place].clone());
    let Some(next) = before.nodes.get(place + 1) else {
        return Some(vec![Edit::RemoveNode(id.clone()), Edit::SetNode(node)]);
    };
    let is_first_of_its_name = before.nodes[..place].iter().all(|n| n.id != next.id);
    is_first_of_its_name.then(|| vec![Edit::InsertNode { node, before: next.id.clone() }])
}

fn rename_back(before: &Definition, from: &NodeId, to: &NodeId) -> Option<Vec<Edit>> {
    let of_nodes = before.nodes.iter().any(|node| {
        let handler = match &node.settings.on_failure {
            Some(OnFailure::Handler(handler)) => Some(handler),
            _ => None,
        };
        node.id == *to || node.parent.as_ref() == Some(to) || handler == Some(to)
    });
    let is_in_use = of_nodes || before.edges.iter().any(|edge| edge.from == *to || edge.to == *to);
    if from == to {
        return Some(Vec::new());
    }
    (!is_in_use).then(|| vec![Edit::RenameNode { from: to.clone(), to: from.clone() }])
}

/// Puts every edge equal to `edge` back where it was.
fn edges_back<'a>(before: &'a Definition, edge: &'a Edge) -> impl Iterator<Item = Edit> + 'a {
    let places = before.edges.iter().enumerate().filter(move |(_, e)| *e == edge);
    places.map(|(at, edge)| Edit::InsertEdge { edge: edge.clone(), at: u32::try_from(at).unwrap_or(u32::MAX) })
}

/// How one kind of part is named, set and removed.
struct Parts<T> {
    id: fn(&T) -> &str,
    set: fn(&T) -> Edit,
    remove: fn(&T) -> Edit,
}

const SYSTEMS: Parts<System> = Parts {
    id: |system| system.id.as_str(),
    set: |system| Edit::SetSystem(Box::new(system.clone())),
    remove: |system| Edit::RemoveSystem(system.id.clone()),
};

const POOLS: Parts<Pool> = Parts {
    id: |pool| pool.id.as_str(),
    set: |pool| Edit::SetPool(pool.clone()),
    remove: |pool| Edit::RemovePool(pool.id.clone()),
};

const LOCKS: Parts<Lock> = Parts {
    id: |lock| lock.id.as_str(),
    set: |lock| Edit::SetLock(lock.clone()),
    remove: |lock| Edit::RemoveLock(lock.id.clone()),
};

impl<T> Parts<T> {
    fn set_back(&self, before: &[T], part: &T) -> Vec<Edit> {
        let old = before.iter().find(|p| (self.id)(p) == (self.id)(part));
        vec![old.map_or_else(|| (self.remove)(part), self.set)]
    }

    /// Sets the removed part and, to restore the order, every part behind it anew.
    fn removal_back(&self, before: &[T], id: &str) -> Option<Vec<Edit>> {
        let Some(place) = before.iter().position(|p| (self.id)(p) == id) else {
            return Some(Vec::new());
        };
        let names: HashSet<&str> = before.iter().map(self.id).collect();
        let behind = before[place + 1..].iter().map(self.remove);
        (names.len() == before.len()).then(|| behind.chain(before[place..].iter().map(self.set)).collect())
    }
}
