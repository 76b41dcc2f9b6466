//! Operators' actions.

use super::Asking;
use super::runs::line;
use crate::arguments::{Capacity, Confirming, Force, ForcedOutcome, OnNodes, OnRun, Priority, Rerun};
use crate::failure::{Done, Outcome};
use crate::output::Output;
use daybreak_model::id::{NodeId, PoolId};
use daybreak_wire::run::{Act, RunAction};

pub async fn act(asking: &Asking<'_>, run: u64, act: &Act, output: &mut Output) -> Done {
    let run = asking.client()?.act(run, act).await?;
    output.answer(&run, |run| format!("Done. {}\n", line(run)))?;
    Ok(Outcome::Fine)
}

pub fn on_nodes(on: &OnNodes, action: RunAction) -> (u64, Act) {
    (on.run, of(action, &on.nodes, &on.reason))
}

pub fn on_run(on: &OnRun, action: RunAction) -> (u64, Act) {
    (on.run, of(action, &[], &on.reason))
}

pub fn rerun(given: &Rerun) -> (u64, Act) {
    on_nodes(&given.on, if given.from_here { RunAction::RerunFrom } else { RunAction::Rerun })
}

pub fn force(given: &Force) -> (u64, Act) {
    let action = match given.outcome {
        ForcedOutcome::Success => RunAction::ForceSuccess,
        ForcedOutcome::Failure => RunAction::ForceFailure,
    };
    on_nodes(&given.on, action)
}

pub fn confirm(given: &Confirming) -> (u64, Act) {
    (given.run, of(RunAction::Confirm, &given.nodes, &given.reason))
}

pub fn priority(given: &Priority) -> (u64, Act) {
    let (run, act) = on_nodes(&given.on, RunAction::SetPriority);
    (run, Act { value: Some(given.value), ..act })
}

pub fn capacity(given: &Capacity) -> (u64, Act) {
    let act = of(RunAction::SetCapacity, &[], &given.reason);
    (given.run, Act { value: Some(given.units), pool: Some(PoolId::new(given.pool.as_str())), ..act })
}

fn of(action: RunAction, nodes: &[String], reason: &str) -> Act {
    let nodes = nodes.iter().map(|node| NodeId::new(node.as_str())).collect();
    Act { action, nodes, reason: reason.to_owned(), value: None, pool: None }
}
