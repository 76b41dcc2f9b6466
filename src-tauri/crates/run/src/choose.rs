//! How a decision chooses: asked of whoever can read expressions.

use crate::record::ActivityRecord;
use crate::state::RunState;
use daybreak_model::id::NodeId;
use daybreak_model::network::{Index, Network};
use daybreak_model::node::Branch;

/// Reads the conditions of a decision's branches.
pub trait Choose {
    /// The position of the first branch whose condition holds; nothing when none does. An error says why a condition
    /// cannot be read or judged; the decision then fails.
    fn choose(&self, branches: &[Branch], known: &Known<'_>) -> Result<Option<usize>, String>;
}

/// What a condition may look at.
pub struct Known<'a> {
    pub(crate) state: &'a RunState,
    pub(crate) decision: Index,
}

/// Takes the branch without a condition; for tests and for decisions that a person skips.
pub struct Otherwise;

impl Choose for Otherwise {
    fn choose(&self, branches: &[Branch], _: &Known<'_>) -> Result<Option<usize>, String> {
        Ok(otherwise(branches))
    }
}

/// The branch without a condition.
pub(crate) fn otherwise(branches: &[Branch]) -> Option<usize> {
    branches.iter().position(|branch| branch.when.is_none())
}

impl Known<'_> {
    pub fn network(&self) -> &Network {
        &self.state.network
    }

    /// The decision itself, by its position in the network.
    pub fn decision(&self) -> Index {
        self.decision
    }

    /// What is remembered of a node; of a group or subflow its closing border.
    pub fn record(&self, node: &NodeId) -> Option<&ActivityRecord> {
        self.state.record_of(node)
    }
}
