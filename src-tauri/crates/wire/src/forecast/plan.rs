//! The plan as it is told.

use super::origin::origin;
use super::{Driver, DriverKind, LockReport, NightNumber, PlanReport, PlannedDeadline, PlannedNode, PoolReport, Split};
use daybreak_model::id::NodeId;
use daybreak_model::network::{Index, Network, Part};
use daybreak_model::time::Timestamp;
use daybreak_run::dispatch::Resource;
use daybreak_simulation as simulation;
use simulation::{ChosenNight, Options, Plan, Taken, Usage, UseFrom};
use std::collections::{BTreeMap, HashSet};

impl PlanReport {
    /// What `plan`, made of `network`, says.
    pub fn of(network: &Network, plan: &Plan) -> PlanReport {
        PlanReport {
            nodes: nodes(network, plan),
            pools: plan.usage.iter().filter_map(|usage| pool(network, usage)).collect(),
            locks: plan.usage.iter().filter_map(|usage| lock(network, usage)).collect(),
            ..PlanReport::brief(network, plan)
        }
    }

    /// The same without nodes, pools and locks.
    pub fn brief(network: &Network, plan: &Plan) -> PlanReport {
        let node = |at: Index| network.activities[at].node.clone();
        let fated = |fate: Taken| {
            once_each((0..plan.activities.len()).filter(|at| plan.activities[*at].taken == fate).map(node))
        };
        PlanReport {
            window_s: plan.window.map(seconds),
            critical_path: once_each(plan.critical_path.iter().map(|at| node(*at))),
            split: Split::of(&plan.split),
            nodes: BTreeMap::new(),
            start: plan.start,
            business_date: network.business_date,
            day_class: network.day_class,
            zone: network.zone.name().to_owned(),
            deadlines: deadlines(network, plan),
            pools: Vec::new(),
            locks: Vec::new(),
            left_out: network.left_out.clone(),
            never_start: fated(Taken::Never),
            not_taken: fated(Taken::No),
            night: None,
        }
    }

    /// What a night chosen out of many at `percentile` says.
    pub fn of_night(network: &Network, chosen: &ChosenNight, percentile: f64, options: Options) -> PlanReport {
        let Options { samples, seed, .. } = options;
        let night = Some(NightNumber { number: chosen.number, percentile, samples, seed });
        PlanReport { night, ..PlanReport::of(network, &chosen.plan) }
    }
}

/// A group or subflow is told once: from its opening to its closing border.
fn nodes(network: &Network, plan: &Plan) -> BTreeMap<NodeId, PlannedNode> {
    let mut nodes = BTreeMap::new();
    for (at, activity) in network.activities.iter().enumerate() {
        let (open, close) = (&plan.activities[at], &plan.activities[activity.partner.unwrap_or(at)]);
        if activity.part == Part::Close || open.taken != Taken::Yes || close.taken != Taken::Yes {
            continue;
        }
        let planned = PlannedNode {
            ready_s: (open.ready < open.start).then(|| seconds(open.ready)),
            start_s: seconds(open.start),
            finish_s: seconds(close.finish),
            latest_start_s: seconds(open.latest_start),
            latest_finish_s: seconds(close.latest_finish),
            slack_s: seconds(close.slack),
            driver: driver(network, open.driver),
            origin: origin(activity),
            attempts: open.attempts,
            failed: open.failed,
        };
        nodes.insert(activity.node.clone(), planned);
    }
    nodes
}

fn driver(network: &Network, driver: simulation::Driver) -> Driver {
    let (kind, resource) = match driver {
        simulation::Driver::Edge(_) => (DriverKind::Edge, None),
        simulation::Driver::Person(_) => (DriverKind::Person, None),
        simulation::Driver::Clock(_) => (DriverKind::Clock, None),
        // What its system or host gave back by coming up again had waited for that; a limit is somebody's who runs.
        simulation::Driver::Resource(Resource::Pool(pool), None) if !network.pools[pool].down.is_empty() => {
            (DriverKind::Host, Some(network.pools[pool].id.to_string()))
        }
        simulation::Driver::Resource(Resource::Pool(pool), _) => {
            (DriverKind::Pool, Some(network.pools[pool].id.to_string()))
        }
        simulation::Driver::Resource(Resource::Lock(lock), _) => {
            (DriverKind::Lock, Some(network.locks[lock].to_string()))
        }
        simulation::Driver::Start | simulation::Driver::NotTaken | simulation::Driver::Never => {
            (DriverKind::Start, None)
        }
    };
    Driver { kind, by: driver.by().map(|at| network.activities[at].node.to_string()), resource }
}

fn deadlines(network: &Network, plan: &Plan) -> Vec<PlannedDeadline> {
    let met = |deadline: &daybreak_model::network::Deadline| {
        let planned = &plan.activities[deadline.activity];
        (planned.taken == Taken::Yes).then(|| {
            let finish = Timestamp(plan.start.ms().saturating_add(planned.finish));
            let slack_s = seconds(deadline.at.ms() - finish.ms());
            PlannedDeadline { node: deadline.node.clone(), at: deadline.at, finish, slack_s }
        })
    };
    network.deadlines.iter().filter_map(met).collect()
}

fn pool(network: &Network, usage: &Usage) -> Option<PoolReport> {
    let Resource::Pool(pool) = usage.resource else { return None };
    Some(PoolReport {
        id: network.pools[pool].id.clone(),
        capacity: steps(usage, |step| step.capacity),
        r#use: steps(usage, |step| step.in_use),
        waiting: steps(usage, |step| step.wanted),
    })
}

fn lock(network: &Network, usage: &Usage) -> Option<LockReport> {
    let Resource::Lock(lock) = usage.resource else { return None };
    Some(LockReport {
        id: network.locks[lock].clone(),
        holders: steps(usage, |step| step.in_use),
        waiting: steps(usage, |step| step.wanted),
    })
}

/// One value of every step at which it changes.
fn steps(usage: &Usage, value: fn(&UseFrom) -> i64) -> Vec<(f64, f64)> {
    let mut steps: Vec<(f64, f64)> = Vec::new();
    for step in &usage.steps {
        let value = value(step) as f64;
        if steps.last().is_none_or(|(_, last)| *last != value) {
            steps.push((seconds(step.at), value));
        }
    }
    steps
}

impl Split {
    /// Where the window of `split` goes.
    pub fn of(split: &simulation::Split) -> Split {
        Split {
            work_s: seconds(split.work),
            lag_s: seconds(split.lag),
            resource_s: seconds(split.resource),
            clock_s: seconds(split.clock),
            human_s: seconds(split.human),
        }
    }
}

fn once_each(nodes: impl Iterator<Item = NodeId>) -> Vec<NodeId> {
    let mut seen = HashSet::new();
    nodes.filter(|node| seen.insert(node.clone())).collect()
}

fn seconds(ms: i64) -> f64 {
    ms as f64 / 1000.0
}

/// The moment `seconds` after `start`.
pub fn moment(start: Timestamp, seconds: f64) -> Timestamp {
    Timestamp(start.ms().saturating_add((seconds * 1000.0).round() as i64))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forecast::sample;
    use serde_json::{from_value, json, to_value};

    #[test]
    fn a_night_longer_than_the_longest_job_is_told_whole() {
        let twenty_years = 2.0 * 87_600.0 * 3600.0;
        assert_eq!(moment(Timestamp(0), twenty_years), Timestamp(630_720_000_000));
    }

    #[test]
    fn p20_a_start_that_waited_for_a_system_to_come_up_says_host() {
        let night = |limit| {
            let conditions = sample::down(&["core"]);
            let network = sample::limited(limit, &conditions);
            PlanReport::of(&network, &simulation::plan(&network, sample::START))
        };
        let told = |report: &PlanReport, node: &str| {
            let driver = &report.nodes[node].driver;
            (driver.kind, driver.resource.clone())
        };
        let free = night(None);
        assert_eq!(told(&free, "a"), (DriverKind::Host, Some("system:core".into())));
        assert_eq!(told(&free, "b"), (DriverKind::Host, Some("system:core".into())));
        let limited = night(Some(1));
        assert_eq!(told(&limited, "b"), (DriverKind::Pool, Some("system:core".into())), "it waits for `a`");
    }

    #[test]
    fn p8_the_json_of_a_plan_has_the_agreed_shape() {
        let network = sample::network();
        let report = PlanReport::of(&network, &simulation::plan(&network, sample::START));
        let told = to_value(&report).unwrap();
        assert_eq!(told["window_s"], json!(1.5));
        assert_eq!(told["critical_path"], json!(["begin", "a", "end"]));
        let split = json!({ "work_s": 1.5, "lag_s": 0, "resource_s": 0, "clock_s": 0, "human_s": 0 });
        assert_eq!(told["split"], split);
        let a = json!({
            "start_s": 0, "finish_s": 1.5, "latest_start_s": 0, "latest_finish_s": 1.5, "slack_s": 0,
            "driver": { "kind": "edge", "by": "begin", "resource": null },
            "origin": { "kind": "stated", "from": null, "n": null }, "attempts": 1, "failed": false,
        });
        assert_eq!(told["nodes"]["a"], a);
        assert_eq!(told["nodes"]["b"], json!(null), "it is not taken");
        assert_eq!(told["not_taken"], json!(["b"]));
        assert_eq!(from_value::<PlanReport>(told).unwrap(), report);
    }
}
