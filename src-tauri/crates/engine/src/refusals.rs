//! What this runtime cannot run, said before a revision is published.

use daybreak_model::id::NodeId;
use daybreak_model::network::{Activity, Does, Network};
use daybreak_model::node::{Wait, Work};

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
