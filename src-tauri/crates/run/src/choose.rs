//! How a decision chooses.

use crate::event::AttemptEnd;
use crate::record::ActivityRecord;
use crate::state::RunState;
use daybreak_model::calendar::DayClass;
use daybreak_model::expression::{Facts, parse};
use daybreak_model::id::NodeId;
use daybreak_model::network::{Index, Scope};
use daybreak_model::node::Branch;
use std::borrow::Cow;

/// The branch without a condition; what a skipped or forced decision takes.
pub(crate) fn otherwise(branches: &[Branch]) -> Option<usize> {
    branches.iter().position(|branch| branch.when.is_none())
}

/// What a condition may look at, seen from one activity.
struct Known<'a> {
    state: &'a RunState,
    scope: &'a Scope,
}

impl RunState {
    /// The position of the first branch whose condition holds, a branch without one standing for "otherwise"; nothing
    /// when none does. An error says which condition cannot be read or judged.
    pub(crate) fn choose(&self, decision: Index, branches: &[Branch]) -> Result<Option<usize>, String> {
        let known = Known { state: self, scope: &self.network.scopes[self.network.activities[decision].scope] };
        for (position, branch) in branches.iter().enumerate() {
            let Some(when) = &branch.when else {
                continue;
            };
            let wrong = |why: String| format!("the condition of branch {:?} cannot be judged: {why}", branch.name);
            let condition = parse(when).map_err(|e| wrong(e.to_string()))?;
            if condition.holds(&known).map_err(|e| wrong(e.to_string()))? {
                return Ok(Some(position));
            }
        }
        Ok(otherwise(branches))
    }
}

impl<'a> Known<'a> {
    /// Jobs are named as in the definition that the decision stands in.
    fn job(&self, job: &str) -> Option<&'a ActivityRecord> {
        let id = NodeId::new(job);
        let path = self.scope.prefix.as_ref().map_or_else(|| id.clone(), |prefix| prefix.child(&id));
        self.state.record_of(&path)
    }
}

impl Facts for Known<'_> {
    fn day_class(&self) -> Option<DayClass> {
        Some(self.state.network.day_class)
    }

    fn business_date(&self) -> Option<chrono::NaiveDate> {
        Some(self.state.network.business_date)
    }

    fn parameter(&self, name: &str) -> Option<Cow<'_, str>> {
        self.scope.parameters.get(name).map(Cow::from)
    }

    fn exit(&self, job: &str) -> Option<i32> {
        match self.job(job)?.end {
            Some(AttemptEnd::Exited { code }) => Some(code),
            _ => None,
        }
    }

    fn output(&self, job: &str, name: &str) -> Option<Cow<'_, str>> {
        self.job(job)?.outputs.get(name).map(Cow::from)
    }
}
