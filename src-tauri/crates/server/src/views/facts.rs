//! What is read or worked out once and then remembered: revisions, and for each run its workflow's name and its plan.

use super::changes::layout;
use daybreak_model::id::NodeId;
use daybreak_model::network::{Part, build};
use daybreak_model::time::{Span, Timestamp};
use daybreak_run::RunSummary;
use daybreak_simulation::{Taken, plan};
use daybreak_store::{Reader, Revision, StoreError};
use daybreak_wire::change::LayoutFile;
use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::{Arc, PoisonError, RwLock};

/// Plans of more runs than this are not remembered; the oldest are forgotten.
const REMEMBERED: usize = 256;

/// What was planned for a run when it started.
#[derive(Clone, Debug, Default)]
pub struct Planned {
    pub workflow_name: String,
    /// When End was to finish; nothing when no plan can be made.
    pub finish: Option<Timestamp>,
    pub nodes: BTreeMap<NodeId, PlannedTimes>,
}

#[derive(Clone, Copy, Debug)]
pub struct PlannedTimes {
    pub start: Timestamp,
    pub finish: Timestamp,
    pub priority: i32,
}

/// More revisions than this are not remembered; the oldest are forgotten.
const REVISIONS: usize = 16;

/// A revision, which never changes, and where its nodes stand on the canvas.
#[derive(Debug)]
pub struct Drawn {
    pub revision: Revision,
    pub layout: Option<LayoutFile>,
}

/// What is remembered.
#[derive(Debug)]
pub struct RunFacts {
    plans: Remembered<Planned>,
    revisions: Remembered<Drawn>,
}

impl Default for RunFacts {
    fn default() -> RunFacts {
        RunFacts { plans: Remembered::new(REMEMBERED), revisions: Remembered::new(REVISIONS) }
    }
}

/// The values of the last so many names.
#[derive(Debug)]
struct Remembered<T> {
    most: usize,
    values: HashMap<String, Arc<T>>,
    order: VecDeque<String>,
}

impl<T> Remembered<T> {
    fn new(most: usize) -> Remembered<T> {
        Remembered { most, values: HashMap::new(), order: VecDeque::new() }
    }

    fn put(&mut self, name: &str, value: T) -> Arc<T> {
        let value = Arc::new(value);
        if self.values.insert(name.to_owned(), value.clone()).is_none() {
            self.order.push_back(name.to_owned());
        }
        if self.order.len() > self.most
            && let Some(oldest) = self.order.pop_front()
        {
            self.values.remove(&oldest);
        }
        value
    }
}

/// The revision with its layout; read when it is asked for first.
pub fn drawn(facts: &RwLock<RunFacts>, reader: &Reader, hash: &str) -> Result<Option<Arc<Drawn>>, StoreError> {
    let known = facts.read().unwrap_or_else(PoisonError::into_inner).revisions.values.get(hash).cloned();
    if known.is_some() {
        return Ok(known);
    }
    let Some(revision) = reader.revision(hash)? else { return Ok(None) };
    let changes = reader.changes(Some(&revision.workflow), None)?;
    let layout = changes.iter().find(|row| row.revision == hash).and_then(layout);
    let mut facts = facts.write().unwrap_or_else(PoisonError::into_inner);
    Ok(Some(facts.revisions.put(hash, Drawn { revision, layout })))
}

/// What was planned for the run; worked out when it is asked for first. Takes long: not for async threads.
pub fn planned(facts: &RwLock<RunFacts>, reader: &Reader, run: &RunSummary) -> Result<Arc<Planned>, StoreError> {
    let known = facts.read().unwrap_or_else(PoisonError::into_inner).plans.values.get(run.run.as_str()).cloned();
    if let Some(known) = known {
        return Ok(known);
    }
    let made = drawn(facts, reader, &run.revision)?.map(|drawn| plan_of(&drawn.revision, run)).unwrap_or_default();
    Ok(facts.write().unwrap_or_else(PoisonError::into_inner).plans.put(run.run.as_str(), made))
}

fn plan_of(revision: &Revision, run: &RunSummary) -> Planned {
    let workflow_name = revision.bundle.root().map_or_else(|| run.workflow.to_string(), |root| root.name.clone());
    let Ok(network) = build(&revision.bundle, run.business_date) else {
        return Planned { workflow_name, ..Planned::default() };
    };
    let plan = plan(&network, run.started_at);
    let at = |ms: i64| plan.start.after(Span::from_ms(ms));
    let mut nodes = BTreeMap::new();
    for (index, activity) in network.activities.iter().enumerate() {
        let (open, close) = (plan.activities[index], plan.activities[activity.partner.unwrap_or(index)]);
        if activity.part != Part::Close && open.taken == Taken::Yes && close.taken == Taken::Yes {
            let times = PlannedTimes { start: at(open.start), finish: at(close.finish), priority: activity.priority };
            nodes.insert(activity.node.clone(), times);
        }
    }
    Planned { workflow_name, finish: plan.window.map(at), nodes }
}
