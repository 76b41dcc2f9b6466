//! How advice is told, and how a question becomes one for the advisor.

use super::{AdviceNight, AdviceReport, AdviceStep, AllowedChange};
use crate::error::{AskError, ErrorCode};
use crate::forecast::percentiles;
use daybreak_advise::{Advice, Asked, Change, Refused, Tested, Wrong};

impl AllowedChange {
    /// The change as the advisor takes it, named after its verbs when it has no name.
    pub fn change(&self) -> Change {
        let words = || self.verbs.iter().map(|verb| verb.words()).collect::<Vec<_>>().join(" ");
        Change { name: self.name.clone().unwrap_or_else(words), cost: self.cost, verbs: self.verbs.clone() }
    }

    /// The change as it is told.
    pub fn of(change: &Change) -> AllowedChange {
        AllowedChange { name: Some(change.name.clone()), cost: change.cost, verbs: change.verbs.clone() }
    }
}

impl AdviceReport {
    /// What `advice`, the answer to `asked`, says.
    pub fn of(asked: &Asked<'_>, advice: &Advice) -> AdviceReport {
        let step = |step: &daybreak_advise::Step| AdviceStep {
            change: AllowedChange::of(&asked.changes[step.change]),
            name: asked.changes[step.change].name.clone(),
            after: AdviceNight::of(&step.after),
        };
        AdviceReport {
            target: asked.target,
            node: asked.node.clone(),
            probability: asked.probability,
            samples: asked.options.samples,
            seed: asked.options.seed,
            before: AdviceNight::of(&advice.before),
            reached: advice.reached,
            steps: advice.steps.iter().map(step).collect(),
            cost: advice.cost,
            after: AdviceNight::of(&advice.after),
            check: AdviceNight::of(&advice.check),
            bound: advice.bound,
            anomalies: advice.anomalies.clone(),
            tried: advice.tried,
            proven: advice.proven,
            conclusion: advice.conclusion.clone(),
        }
    }
}

impl AdviceNight {
    fn of(tested: &Tested) -> AdviceNight {
        AdviceNight {
            probability: tested.probability,
            error: tested.error,
            window_s: percentiles(&tested.window),
            plan_window_s: tested.plan_window.map(|ms| ms as f64 / 1000.0),
            late_s: tested.late.map(|ms| ms / 1000.0),
        }
    }
}

/// Why the advisor has no answer, as anything that fails is told.
pub fn failed(wrong: Wrong) -> AskError {
    match wrong {
        Wrong::Cancelled => AskError::new(ErrorCode::Cancelled, "the work was cancelled"),
        Wrong::Asked(message) => AskError::new(ErrorCode::Invalid, message),
        Wrong::Refused(Refused(problems)) => {
            let first = problems.first().map_or_else(String::new, |problem| problem.message.clone());
            AskError::new(ErrorCode::Unbuildable, format!("the definition cannot be laid out: {first}"))
                .help("the checks name each problem and what to do: Problems in Design, or daybreak check")
                .because(problems)
        }
    }
}
