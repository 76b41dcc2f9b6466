//! Conditions of a night that are not in the definition: what an analyst supposes, or an operator is about to do.

use super::Unbuildable;
use super::expand::{Placed, obstacle};
use crate::calendar::DayClass;
use crate::diagnostic::Diagnostic;
use crate::id::{NodeId, SystemId};
use crate::node::{Kind, Node};
use crate::time::DayTime;
use std::collections::{BTreeMap, BTreeSet};

/// What is supposed of one night. Nodes are named by their path through the subflows; nothing is supposed by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conditions {
    /// The business date is taken to be of this class, whatever the calendar says.
    pub day_class: Option<DayClass>,
    /// These do no work and take nothing, but still wait for what is before them; of a group or subflow all that is in it.
    pub skip: BTreeSet<NodeId>,
    /// These count as succeeded from the start of the night: they do no work and wait for nothing; of a group or subflow all
    /// that is in it. What is also skipped is forced.
    pub force: BTreeSet<NodeId>,
    /// These gates are confirmed at this time, or when they are reached if that is later.
    pub confirm: BTreeMap<NodeId, DayTime>,
    pub down: Vec<Outage>,
}

/// A time in which nothing of a system or host starts; what runs goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outage {
    pub of: SystemOrHost,
    pub from: DayTime,
    /// The first moment at which it is up again.
    pub to: DayTime,
}

/// What may be down.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SystemOrHost {
    System(SystemId),
    /// A host: the target of systems, or where SSH jobs run.
    Host(String),
}

/// The conditions with every node that they reach, those inside groups and subflows included.
pub struct Reached<'a> {
    pub stated: &'a Conditions,
    pub skipped: BTreeSet<NodeId>,
    pub forced: BTreeSet<NodeId>,
}

impl<'a> Reached<'a> {
    /// What `conditions` reach in `places`.
    ///
    /// # Errors
    /// A diagnostic for every node that is not there, or of which the condition makes no sense.
    pub fn of(conditions: &'a Conditions, places: &[Placed<'_>]) -> Result<Reached<'a>, Unbuildable> {
        let mut reached = Reached { stated: conditions, skipped: BTreeSet::new(), forced: BTreeSet::new() };
        if conditions.skip.is_empty() && conditions.force.is_empty() && conditions.confirm.is_empty() {
            return Ok(reached);
        }
        let mut unknown: BTreeSet<&NodeId> = conditions.skip.iter().chain(&conditions.force).collect();
        unknown.extend(conditions.confirm.keys());
        let mut problems = Vec::new();
        // A subflow stands before what is in it.
        for place in places {
            for node in &place.definition.nodes {
                let path = place.path(&node.id);
                unknown.remove(&path);
                problems.extend(nonsense(conditions, &path, node));
                reached.add(place, node, path);
            }
        }
        problems.extend(unknown.into_iter().map(|node| {
            let message = format!("the conditions of the night name {node}, which is not there");
            obstacle(Some(node.clone()), message)
        }));
        if problems.is_empty() { Ok(reached) } else { Err(Unbuildable(problems)) }
    }

    fn add(&mut self, place: &Placed<'_>, node: &Node, path: NodeId) {
        let groups = place.inheritance.groups(node);
        let mut around: Vec<NodeId> = groups.into_iter().map(|group| place.path(&group.id)).collect();
        around.extend(place.prefix.clone());
        let (skip, force) = (&self.stated.skip, &self.stated.force);
        let is_in = |named: &BTreeSet<NodeId>, reached: &BTreeSet<NodeId>| {
            named.contains(&path) || around.iter().any(|outer| named.contains(outer) || reached.contains(outer))
        };
        let (skipped, forced) = (is_in(skip, &self.skipped), is_in(force, &self.forced));
        if skipped {
            self.skipped.insert(path.clone());
        }
        if forced {
            self.forced.insert(path);
        }
    }
}

/// Why a condition cannot hold for `node`.
fn nonsense(conditions: &Conditions, path: &NodeId, node: &Node) -> Option<Diagnostic> {
    let is_named = conditions.skip.contains(path) || conditions.force.contains(path);
    let message = match node.kind {
        Kind::Begin | Kind::End if is_named => {
            format!("{path} is where the night begins or ends; it can be neither skipped nor forced")
        }
        Kind::Confirm(_) => return None,
        _ if conditions.confirm.contains_key(path) => {
            format!("{path} is no confirm gate, so it cannot be confirmed at a time")
        }
        _ => return None,
    };
    Some(obstacle(Some(path.clone()), message))
}
