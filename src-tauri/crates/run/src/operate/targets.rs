//! Which activities an operation is about.

use crate::operation::Operation;
use crate::record::NodeState;
use crate::state::RunState;
use daybreak_model::id::NodeId;
use daybreak_model::network::{Does, Index, Part};
use std::collections::BTreeSet;

impl RunState {
    /// The activities that `operation` changes, in ascending order: those it names, widened as its documentation says,
    /// less those of a group that it does not fit.
    pub(super) fn targets(&self, operation: &Operation) -> Vec<Index> {
        let mut named: BTreeSet<Index> =
            operation.nodes().iter().flat_map(|node| self.reach(node, operation)).collect();
        if matches!(operation, Operation::RerunFrom { .. }) {
            named = self.with_descendants(named);
        }
        if matches!(operation, Operation::Rerun { .. } | Operation::RerunFrom { .. }) {
            self.add_groups_to_reopen(&mut named);
            return named.into_iter().filter(|i| !self.records[*i].state.is_before_start()).collect();
        }
        named.into_iter().filter(|i| self.fits(operation, *i)).collect()
    }

    /// The activities of one named node.
    fn reach(&self, node: &NodeId, operation: &Operation) -> BTreeSet<Index> {
        let Some(last) = self.by_node.get(node).copied() else {
            return BTreeSet::new();
        };
        let Some(open) = self.network.activities[last].partner else {
            return BTreeSet::from([last]);
        };
        match operation {
            Operation::Hold { .. } | Operation::Release { .. } | Operation::RunNow { .. } => BTreeSet::from([open]),
            _ => self.between(open, last),
        }
    }

    /// Whether the operation makes sense for the activity as it is.
    pub(super) fn fits(&self, operation: &Operation, activity: Index) -> bool {
        let record = &self.records[activity];
        let (state, waits_only) = (record.state, !self.is_executed(activity));
        match operation {
            Operation::Hold { .. } | Operation::RunNow { .. } => state.is_before_start(),
            Operation::Release { .. } => record.hold,
            Operation::Skip { .. } => {
                state.is_before_start()
                    || matches!(state, NodeState::Failed | NodeState::Unknown | NodeState::Cancelled)
            }
            Operation::ForceSuccess { .. } => state != NodeState::Succeeded && (!state.is_active() || waits_only),
            Operation::ForceFailure { .. } => state != NodeState::Failed && (!state.is_active() || waits_only),
            Operation::Rerun { .. } | Operation::RerunFrom { .. } => state.is_terminal() || state == NodeState::Unknown,
            Operation::Kill { .. } => state.is_active(),
            Operation::Confirm { .. } => {
                state == NodeState::Running && matches!(self.network.activities[activity].does, Does::Confirm(_))
            }
            _ => true,
        }
    }

    /// The borders and what lies on the ways between them.
    pub(super) fn between(&self, open: Index, close: Index) -> BTreeSet<Index> {
        let network = &self.network;
        let ahead = spread(open, |i| network.outgoing(i).iter().map(|l| network.links[*l].to).collect());
        let behind = spread(close, |i| network.incoming(i).iter().map(|l| network.links[*l].from).collect());
        ahead.intersection(&behind).copied().collect()
    }

    fn with_descendants(&self, from: BTreeSet<Index>) -> BTreeSet<Index> {
        let network = &self.network;
        let mut all = BTreeSet::new();
        for start in from {
            if !all.contains(&start) {
                all.extend(spread(start, |i| network.outgoing(i).iter().map(|l| network.links[*l].to).collect()));
            }
        }
        all
    }

    /// What runs again inside a group that has given its resources back needs them again: its borders run again too.
    fn add_groups_to_reopen(&self, activities: &mut BTreeSet<Index>) {
        for (open, inside) in self.holders() {
            let close = self.network.activities[*open].partner;
            let touched = inside.iter().any(|i| activities.contains(i));
            if touched && !self.records[*open].holding && self.records[*open].state.is_terminal() {
                activities.insert(*open);
                activities.extend(close);
            }
        }
    }

    /// Whether the groups around an activity have what they hold; asked only of what runs again.
    pub(crate) fn has_group_resources(&self, activity: Index) -> bool {
        let around = self.holders().iter().filter(|(open, inside)| *open != activity && inside.contains(&activity));
        around.into_iter().all(|(open, _)| !self.records[*open].state.is_before_start())
    }

    /// A group that ran again has what it holds; what waited for that inside is looked at.
    pub(crate) fn look_at_reruns_within(&mut self, open: Index) {
        if !self.records[open].rerun {
            return;
        }
        let inside = self.holders().iter().find(|(holder, _)| *holder == open).map(|(_, inside)| inside.clone());
        self.work.extend(inside.into_iter().flatten().filter(|i| *i != open));
    }

    fn holders(&self) -> &[(Index, BTreeSet<Index>)] {
        self.holders.get_or_init(|| {
            let activities = self.network.activities.iter().enumerate();
            let holders = activities.filter(|(_, a)| a.part == Part::Open && !a.demand.is_empty());
            holders.filter_map(|(open, a)| Some((open, self.between(open, a.partner?)))).collect()
        })
    }
}

fn spread(from: Index, next: impl Fn(Index) -> Vec<Index>) -> BTreeSet<Index> {
    let mut reached = BTreeSet::new();
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        if reached.insert(at) {
            open.extend(next(at));
        }
    }
    reached
}
