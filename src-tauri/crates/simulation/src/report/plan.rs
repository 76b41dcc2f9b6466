//! The plan in JSON.

use super::seconds::Seconds;
use crate::plan::{Driver, Plan, Planned, Split, Taken, UseFrom};
use daybreak_model::id::NodeId;
use daybreak_model::network::{Index, Network, Part};
use daybreak_model::time::Timestamp;
use daybreak_run::dispatch::Resource;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashSet};
use ts_rs::TS;

/// `daybreak plan --format json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(rename = "PlanReport")]
pub struct PlanReport {
    /// When Begin starts.
    pub start: Timestamp,
    /// From the start of Begin to the finish of End; null when End is never reached.
    pub window_s: Option<Seconds>,
    /// The chain of drivers back from End, in order of time; a group or subflow once.
    pub critical_path: Vec<NodeId>,
    pub split: SplitReport,
    /// A group or subflow starts at its opening and finishes at its closing border.
    pub nodes: BTreeMap<NodeId, NodeTimes>,
    /// Nodes that never start.
    pub stuck: Vec<NodeId>,
    pub resources: Vec<UsageReport>,
}

/// What the window is spent on; the parts add up to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct SplitReport {
    pub work_s: Seconds,
    pub lag_s: Seconds,
    pub resource_s: Seconds,
    pub clock_s: Seconds,
    pub human_s: Seconds,
}

/// Times of one node; null when it is not taken or never starts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct NodeTimes {
    pub start_s: Option<Seconds>,
    pub finish_s: Option<Seconds>,
    pub latest_start_s: Option<Seconds>,
    pub latest_finish_s: Option<Seconds>,
    pub slack_s: Option<Seconds>,
    pub free_slack_s: Option<Seconds>,
    /// When it was ready and only lacked resources.
    pub ready_s: Option<Seconds>,
    pub driver: DriverReport,
}

/// What a start was waiting for last.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[ts(optional_fields)]
pub struct DriverReport {
    pub kind: DriverKind,
    /// The node behind it, if there is one.
    pub by: Option<NodeId>,
    /// The pool or lock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DriverKind {
    Start,
    Edge,
    Pool,
    Lock,
    Clock,
    Person,
    NotTaken,
    Never,
}

/// What is in use of a pool or lock.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct UsageReport {
    /// `pool` or `lock`.
    pub kind: DriverKind,
    pub id: String,
    pub steps: Vec<UsageStep>,
}

/// What holds from `at_s` until the next step.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct UsageStep {
    pub at_s: Seconds,
    #[ts(type = "number")]
    pub in_use: i64,
    /// Units that nodes stand ready for.
    #[ts(type = "number")]
    pub wanted: i64,
    #[ts(type = "number")]
    pub capacity: i64,
}

impl PlanReport {
    pub fn of(network: &Network, plan: &Plan) -> PlanReport {
        let node = |at: Index| network.activities[at].node.clone();
        let mut nodes = BTreeMap::new();
        for (at, activity) in network.activities.iter().enumerate() {
            if activity.part != Part::Close {
                let close = activity.partner.unwrap_or(at);
                let times = node_times(network, &plan.activities[at], &plan.activities[close]);
                nodes.insert(node(at), times);
            }
        }
        PlanReport {
            start: plan.start,
            window_s: plan.window.map(Seconds::from_ms),
            critical_path: once_each(plan.critical_path.iter().map(|at| node(*at))),
            split: SplitReport::from(plan.split),
            nodes,
            stuck: once_each(plan.stuck.iter().map(|s| node(s.activity))),
            resources: plan
                .usage
                .iter()
                .map(|usage| {
                    let (kind, id) = resource(network, usage.resource);
                    UsageReport { kind, id, steps: usage.steps.iter().copied().map(UsageStep::from).collect() }
                })
                .collect(),
        }
    }
}

fn node_times(network: &Network, open: &Planned, close: &Planned) -> NodeTimes {
    let when = |planned: &Planned, ms: i64| (planned.taken == Taken::Yes).then_some(Seconds::from_ms(ms));
    NodeTimes {
        start_s: when(open, open.start),
        finish_s: when(close, close.finish),
        latest_start_s: when(open, open.latest_start),
        latest_finish_s: when(close, close.latest_finish),
        slack_s: when(close, close.slack),
        free_slack_s: when(close, close.free_slack),
        ready_s: when(open, open.ready),
        driver: driver_report(network, open.driver),
    }
}

fn driver_report(network: &Network, driver: Driver) -> DriverReport {
    let (kind, id) = match driver {
        Driver::Start => (DriverKind::Start, None),
        Driver::Edge(_) => (DriverKind::Edge, None),
        Driver::Person(_) => (DriverKind::Person, None),
        Driver::Clock(_) => (DriverKind::Clock, None),
        Driver::NotTaken => (DriverKind::NotTaken, None),
        Driver::Never => (DriverKind::Never, None),
        Driver::Resource(held, _) => {
            let (kind, id) = resource(network, held);
            (kind, Some(id))
        }
    };
    let by = driver.by().map(|at| network.activities[at].node.clone());
    DriverReport { kind, by, resource: id }
}

fn resource(network: &Network, resource: Resource) -> (DriverKind, String) {
    match resource {
        Resource::Pool(pool) => (DriverKind::Pool, network.pools[pool].id.to_string()),
        Resource::Lock(lock) => (DriverKind::Lock, network.locks[lock].to_string()),
    }
}

fn once_each(nodes: impl Iterator<Item = NodeId>) -> Vec<NodeId> {
    let mut seen = HashSet::new();
    nodes.filter(|node| seen.insert(node.clone())).collect()
}

impl From<Split> for SplitReport {
    fn from(split: Split) -> SplitReport {
        SplitReport {
            work_s: Seconds::from_ms(split.work),
            lag_s: Seconds::from_ms(split.lag),
            resource_s: Seconds::from_ms(split.resource),
            clock_s: Seconds::from_ms(split.clock),
            human_s: Seconds::from_ms(split.human),
        }
    }
}

impl From<UseFrom> for UsageStep {
    fn from(step: UseFrom) -> UsageStep {
        UsageStep { at_s: Seconds::from_ms(step.at), in_use: step.in_use, wanted: step.wanted, capacity: step.capacity }
    }
}
