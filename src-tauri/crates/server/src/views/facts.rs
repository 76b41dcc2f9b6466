//! What is worked out once for each run and then remembered: its workflow's name and its plan.

use crate::failure::Failure;
use daybreak_model::id::NodeId;
use daybreak_model::network::{Part, build};
use daybreak_model::time::{Span, Timestamp};
use daybreak_run::RunSummary;
use daybreak_simulation::{Taken, plan};
use daybreak_store::{Reader, Revision};
use std::collections::{BTreeMap, HashMap};
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

/// Plans by run.
#[derive(Debug, Default)]
pub struct RunFacts {
    by_run: HashMap<String, Arc<Planned>>,
    order: Vec<String>,
}

/// What was planned for the run; worked out when it is asked for first. Takes long: not for async threads.
pub fn planned(facts: &RwLock<RunFacts>, reader: &Reader, run: &RunSummary) -> Result<Arc<Planned>, Failure> {
    let known = facts.read().unwrap_or_else(PoisonError::into_inner).by_run.get(run.run.as_str()).cloned();
    if let Some(known) = known {
        return Ok(known);
    }
    let made = Arc::new(reader.revision(&run.revision)?.map(|revision| plan_of(&revision, run)).unwrap_or_default());
    let mut facts = facts.write().unwrap_or_else(PoisonError::into_inner);
    if facts.order.len() >= REMEMBERED {
        let oldest = facts.order.remove(0);
        facts.by_run.remove(&oldest);
    }
    facts.order.push(run.run.to_string());
    facts.by_run.insert(run.run.to_string(), made.clone());
    Ok(made)
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
