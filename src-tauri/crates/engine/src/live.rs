//! A run that is under way, with the revision it is a run of.

use crate::error::EngineError;
use daybreak_model::network::{Network, Part, build};
use daybreak_model::time::Timestamp;
use daybreak_run::{ActivityRecord, RunId, RunState, RunSummary, Snapshot};
use daybreak_store::{Reader, Revision, RunRow, StoreError};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

pub(crate) struct Live {
    /// As it was when the run was taken up; [`Live::summary`] has the present one.
    taken_up: RunSummary,
    pub revision: Arc<Revision>,
    pub state: RunState,
}

impl Live {
    pub fn new(summary: RunSummary, revision: Arc<Revision>, state: RunState) -> Live {
        Live { taken_up: summary, revision, state }
    }

    /// Takes up a run as the store has it.
    pub fn load(reader: &Reader, row: RunRow, now: Timestamp) -> Result<Live, EngineError> {
        let RunRow { summary, head } = row;
        let hash = summary.revision.clone();
        let revision = reader.revision(&hash)?.ok_or(StoreError::Absent { what: "revision", name: hash })?;
        let network = network_of(&revision, &summary.business_date, &summary.parameters)?;
        let kept = reader.activities(&summary.run)?;
        let mut kept: HashMap<(String, Part), ActivityRecord> =
            kept.into_iter().map(|(node, part, record)| ((node.as_str().to_owned(), part), record)).collect();
        let records = network
            .activities
            .iter()
            .map(|a| kept.remove(&(a.node.as_str().to_owned(), a.part)).unwrap_or_default())
            .collect();
        let state = RunState::restore(Arc::new(network), head, records, now);
        Ok(Live::new(summary, Arc::new(revision), state))
    }

    pub fn run(&self) -> &RunId {
        &self.taken_up.run
    }

    pub fn summary(&self) -> RunSummary {
        let head = self.state.head();
        RunSummary {
            status: head.status,
            paused: head.paused,
            ended_at: head.ended_at,
            counts: self.state.counts(),
            ..self.taken_up.clone()
        }
    }

    /// The run as it is now; `event` is the number of the last event that is in it.
    pub fn snapshot(&self, event: u64) -> Snapshot {
        Snapshot {
            summary: self.summary(),
            event,
            activities: (0..self.state.records().len()).map(|i| self.state.view(i)).collect(),
            capacities: self.state.head().capacities.clone(),
        }
    }
}

/// A run that nothing happens to at the moment, as the store has it.
pub(crate) fn snapshot_from_store(reader: &Reader, run: &RunId, now: Timestamp) -> Result<Snapshot, EngineError> {
    let event = reader.last_event()?;
    let row = reader.run(run)?.ok_or_else(|| EngineError::NoSuchRun(run.clone()))?;
    Ok(Live::load(reader, row, now)?.snapshot(event))
}

/// The network of a revision for one business date. What a run sets holds in the workflow and in every subflow that has a
/// parameter of the name.
pub(crate) fn network_of(
    revision: &Revision,
    business_date: &chrono::NaiveDate,
    parameters: &BTreeMap<String, String>,
) -> Result<Network, EngineError> {
    let mut network = build(&revision.bundle, *business_date)?;
    for scope in &mut network.scopes {
        for (name, value) in parameters {
            if let Some(own) = scope.parameters.get_mut(name) {
                own.clone_from(value);
            }
        }
    }
    Ok(network)
}
