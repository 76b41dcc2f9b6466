//! What an operator may not do, and why.

use crate::operation::{Operation, Refusal};
use crate::record::RunStatus;
use crate::state::RunState;

impl RunState {
    /// Why `operation` cannot be done now; nothing when it can.
    pub fn refusal(&self, operation: &Operation) -> Option<Refusal> {
        self.refused_by_run(operation).or_else(|| match operation {
            Operation::SetCapacity { pool, .. } => {
                let known = self.network.pools.iter().any(|p| p.id == *pool);
                (!known).then(|| Refusal::NoSuchPool(pool.clone()))
            }
            Operation::Pause | Operation::Resume | Operation::Stop => None,
            _ => self.refused_by_nodes(operation),
        })
    }

    fn refused_by_run(&self, operation: &Operation) -> Option<Refusal> {
        let status = self.head.status;
        let refuse = |why| Some(Refusal::Run { status, why });
        if status == RunStatus::Cancelled || self.head.stopping {
            return refuse("it was stopped by a person and is not taken up again; start another run");
        }
        let reopens = matches!(
            operation,
            Operation::Rerun { .. }
                | Operation::RerunFrom { .. }
                | Operation::Skip { .. }
                | Operation::ForceSuccess { .. }
                | Operation::ForceFailure { .. }
        );
        match operation {
            _ if status.is_terminal() && !reopens => refuse("it is over; only rerun, skip and force can change it"),
            Operation::Pause if self.head.paused => refuse("it is paused already"),
            Operation::Resume if !self.head.paused => refuse("it is not paused"),
            _ => None,
        }
    }

    fn refused_by_nodes(&self, operation: &Operation) -> Option<Refusal> {
        if operation.nodes().is_empty() {
            return Some(Refusal::NoNodes);
        }
        for node in operation.nodes() {
            let Some(last) = self.by_node.get(node).copied() else {
                return Some(Refusal::NoSuchNode(node.clone()));
            };
            let one = only(operation, node);
            let fitting = self.targets(&one).iter().any(|i| self.fits(&one, *i));
            if !fitting {
                if matches!(operation, Operation::Confirm { .. }) {
                    return Some(Refusal::NotAGate(node.clone()));
                }
                let (needed, done) = needs(operation);
                return Some(Refusal::State { node: node.clone(), state: self.records[last].state, needed, done });
            }
        }
        let again = matches!(operation, Operation::Rerun { .. } | Operation::RerunFrom { .. });
        let busy = self.targets(operation).into_iter().find(|i| again && self.records[*i].state.is_active())?;
        let node = self.network.activities[busy].node.clone();
        let state = self.records[busy].state;
        Some(Refusal::State { node, state, needed: "over (kill it first)", done: "run again" })
    }
}

fn only(operation: &Operation, node: &daybreak_model::id::NodeId) -> Operation {
    let mut one = operation.clone();
    match &mut one {
        Operation::Hold { nodes }
        | Operation::Release { nodes }
        | Operation::Skip { nodes }
        | Operation::ForceSuccess { nodes }
        | Operation::ForceFailure { nodes }
        | Operation::Rerun { nodes }
        | Operation::RerunFrom { nodes }
        | Operation::RunNow { nodes, .. }
        | Operation::Kill { nodes }
        | Operation::Confirm { nodes }
        | Operation::SetPriority { nodes, .. } => *nodes = vec![node.clone()],
        Operation::SetCapacity { .. } | Operation::Pause | Operation::Resume | Operation::Stop => {}
    }
    one
}

/// What a node must be for the operation, and what the operation does.
fn needs(operation: &Operation) -> (&'static str, &'static str) {
    match operation {
        Operation::Hold { .. } => ("not started", "held"),
        Operation::Release { .. } => ("held", "released"),
        Operation::Skip { .. } => ("not started, failed, cancelled or unknown", "skipped"),
        Operation::ForceSuccess { .. } => ("neither under way nor succeeded", "forced to success"),
        Operation::ForceFailure { .. } => ("neither under way nor failed", "forced to failure"),
        Operation::RunNow { .. } => ("not started", "run now"),
        Operation::Kill { .. } => ("under way", "killed"),
        Operation::Rerun { .. } | Operation::RerunFrom { .. } => ("over or unknown", "run again"),
        _ => ("in the run", "changed"),
    }
}
