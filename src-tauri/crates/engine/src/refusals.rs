//! What this runtime cannot run, said before a revision is published.

use daybreak_model::definition::Definition;
use daybreak_model::id::{NodeId, TriggerId};
use daybreak_model::network::{Activity, Does, Network};
use daybreak_model::node::{Wait, Work};
use daybreak_model::trigger::TriggerKind;

/// The nodes that this runtime cannot run, each with the reason. A revision with any of them must not be published.
pub fn refusals(network: &Network) -> Vec<(NodeId, String)> {
    let reasons = |activity: &Activity| {
        let kind = match &activity.does {
            Does::Work(Work::Ssh(_)) => {
                Some("SSH jobs are not run by this runtime yet; run the command on this machine")
            }
            Does::Work(Work::Http(_)) => Some("HTTP jobs are not run by this runtime yet; call curl in a command"),
            Does::Work(Work::Airflow(_)) => Some("Airflow jobs are not run by this runtime yet"),
            Does::Wait(Wait::Node { .. }) => Some(
                "waits for another workflow's node are not run by this runtime yet; wait for a file that it writes",
            ),
            Does::Wait(Wait::Http { .. }) => Some("waits for an address are not run by this runtime yet"),
            _ => None,
        };
        let cycle = activity.cycle.as_ref().map(|_| "jobs that repeat are not run by this runtime yet");
        kind.into_iter().chain(cycle).map(|why| (activity.node.clone(), why.to_owned())).collect::<Vec<_>>()
    };
    network.activities.iter().flat_map(reasons).collect()
}

/// The triggers of a root definition that this runtime does not watch, each with the reason. A revision with any of them must
/// not be published either: its runs would never start.
pub fn trigger_refusals(definition: &Definition) -> Vec<(TriggerId, String)> {
    let reason = |kind: &TriggerKind| match kind {
        TriggerKind::Time(_) | TriggerKind::Cron(_) => None,
        TriggerKind::File(_) => {
            Some("file triggers are not watched by this runtime yet; start by time and wait for the file")
        }
        TriggerKind::Run(_) => Some("triggers on another run's end are not watched by this runtime yet; start by time"),
    };
    let triggers = definition.triggers.iter();
    triggers.filter_map(|trigger| Some((trigger.id.clone(), reason(&trigger.on)?.to_owned()))).collect()
}
