//! What a plan and a forecast say of nodes by their ids, in seconds; a group or subflow from its opening to its closing border.

use super::{Draft, START};
use daybreak_model::network::{Conditions, Index, Network, Part};
use daybreak_run::dispatch::Resource;
use daybreak_simulation::{Driver, Forecast, NodeForecast, Plan, Planned, Taken, plan};
use std::collections::HashSet;

/// The plan of a draft, and the network it was made of.
pub struct Told {
    pub network: Network,
    pub plan: Plan,
}

impl Told {
    pub fn of(draft: &Draft) -> Told {
        Told::under(draft, &Conditions::default())
    }

    pub fn under(draft: &Draft, conditions: &Conditions) -> Told {
        let network = draft.network_under(conditions);
        let plan = plan(&network, START);
        Told { network, plan }
    }

    /// Start, finish, slack; what it waited for last and who is behind that. Less than nothing when it is not taken.
    pub fn times(&self, node: &str) -> (i64, i64, i64, &'static str, Option<String>) {
        let (open, close) = self.planned(node);
        let seconds = |planned: &Planned, ms: i64| if planned.taken == Taken::Yes { ms / 1000 } else { -1 };
        let by = open.driver.by().map(|at| self.node(at).to_owned());
        (seconds(open, open.start), seconds(close, close.finish), seconds(close, close.slack), kind(open.driver), by)
    }

    pub fn planned(&self, node: &str) -> (&Planned, &Planned) {
        let (open, close) = borders(&self.network, node);
        (&self.plan.activities[open], &self.plan.activities[close])
    }

    /// The pool or lock that the node waited for last.
    pub fn resource(&self, node: &str) -> Option<&str> {
        match self.planned(node).0.driver {
            Driver::Resource(Resource::Pool(pool), _) => Some(self.network.pools[pool].id.as_str()),
            Driver::Resource(Resource::Lock(lock), _) => Some(self.network.locks[lock].as_str()),
            _ => None,
        }
    }

    /// Less than nothing when End is never reached.
    pub fn window(&self) -> i64 {
        self.plan.window.map_or(-1, |ms| ms / 1000)
    }

    /// Work, lag, resource, clock, human.
    pub fn split(&self) -> [i64; 5] {
        let split = self.plan.split;
        [split.work, split.lag, split.resource, split.clock, split.human].map(|ms| ms / 1000)
    }

    pub fn path(&self) -> Vec<&str> {
        self.once_each(self.plan.critical_path.iter().copied())
    }

    /// What never starts.
    pub fn stuck(&self) -> Vec<&str> {
        self.once_each(self.plan.stuck.iter().map(|stuck| stuck.activity))
    }

    fn once_each(&self, activities: impl Iterator<Item = Index>) -> Vec<&str> {
        let mut seen = HashSet::new();
        activities.map(|at| self.node(at)).filter(|node| seen.insert(*node)).collect()
    }

    fn node(&self, at: Index) -> &str {
        self.network.activities[at].node.as_str()
    }
}

/// What many nights say of a node's opening and of its closing border, which for most nodes are the same.
pub fn odds<'f>(draft: &Draft, forecast: &'f Forecast, node: &str) -> (&'f NodeForecast, &'f NodeForecast) {
    let (open, close) = borders(&draft.network(), node);
    (&forecast.activities[open], &forecast.activities[close])
}

fn borders(network: &Network, node: &str) -> (Index, Index) {
    let mut activities = network.activities.iter();
    let open = activities.position(|a| a.node.as_str() == node && a.part != Part::Close).expect("a node of the draft");
    (open, network.activities[open].partner.unwrap_or(open))
}

fn kind(driver: Driver) -> &'static str {
    match driver {
        Driver::Start => "start",
        Driver::Edge(_) => "edge",
        Driver::Person(_) => "person",
        Driver::Clock(_) => "clock",
        Driver::Resource(Resource::Pool(_), _) => "pool",
        Driver::Resource(Resource::Lock(_), _) => "lock",
        Driver::NotTaken => "not taken",
        Driver::Never => "never",
    }
}
