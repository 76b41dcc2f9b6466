//! The network: a definition for one business date in the flat form that forecasts and runs work from.
//!
//! Subflows are put in place, groups and subflows become a border to open and one to close, implied edges are drawn,
//! settings are inherited, days and times are worked out. An activity-on-node network, as project scheduling has it.

mod build;
mod conditions;
mod demand;
mod expand;

use crate::calendar::DayClass;
use crate::definition::Outcome;
use crate::diagnostic::Diagnostic;
use crate::duration::{Estimate, SlowNight};
use crate::id::{LockId, NodeId, PoolId, SystemId};
use crate::inherit::Origin;
use crate::node::{Branch, Confirm, Cycle, Join, LockMode, Wait, Work};
use crate::settings::{OnFailure, Restart, Retry, Threshold};
use crate::time::{Span, Timestamp};
use chrono::NaiveDate;
use std::collections::BTreeMap;

pub use build::{build, build_under};
pub use conditions::{Conditions, Outage, SystemOrHost};
pub use expand::{MAX_NODES, MAX_SUBFLOW_DEPTH};

/// Position of an activity in [`Network::activities`].
pub type Index = usize;

/// Everything a forecast or a run needs to know of a definition on one business date.
#[derive(Clone, Debug)]
pub struct Network {
    pub business_date: NaiveDate,
    pub day_class: DayClass,
    pub zone: chrono_tz::Tz,
    pub activities: Vec<Activity>,
    pub links: Vec<Link>,
    pub pools: Vec<PoolCapacity>,
    pub locks: Vec<LockId>,
    /// The root definition's begin and end.
    pub begin: Index,
    pub end: Index,
    /// Promised times: of the workflow (at `end`) and of nodes.
    pub deadlines: Vec<Deadline>,
    /// The root definition first, then each subflow in its place.
    pub scopes: Vec<Scope>,
    /// How much whole nights of a system differ; one of the same name in a subflow is that of the outermost definition.
    pub slow_systems: BTreeMap<SystemId, SlowNight>,
    /// Nodes that cannot be reached from begin and so take no part.
    pub left_out: Vec<NodeId>,
    incoming: Adjacency,
    outgoing: Adjacency,
}

/// A vertex of the network.
#[derive(Clone, Debug)]
pub struct Activity {
    /// The node, by its path through the subflows.
    pub node: NodeId,
    pub part: Part,
    pub does: Does,
    /// How many incoming links must be satisfied.
    pub join: Join,
    /// False when the node's days leave out this business date: it is skipped, and counts as satisfied.
    pub included: bool,
    pub critical: bool,
    pub priority: i32,
    /// What is taken at the start. Held until the end; by an opening border until its closing border has passed.
    pub demand: Demand,
    /// The other border of the same group or subflow.
    pub partner: Option<Index>,
    pub not_before: Option<Timestamp>,
    /// Does not finish before: the time that a wait waits for, or at which a gate is known to be confirmed.
    pub until: Option<Timestamp>,
    pub estimate: Estimate,
    /// Where the estimate comes from.
    pub origin: Origin,
    /// How many past attempts are behind the estimate; nothing when it was stated or assumed.
    pub observed: Option<u32>,
    /// What every attempt of work takes before the work begins.
    pub overhead: Option<Estimate>,
    /// When what a wait waits for comes; it then has no other estimate, and `until` is the mean.
    pub arrival: Option<Arriving>,
    pub failure_probability: f64,
    pub retry: Retry,
    pub timeout: Option<Span>,
    pub on_failure: OnFailure,
    pub restart: Restart,
    pub system: Option<SystemId>,
    /// The definition it stands in: a position in [`Network::scopes`].
    pub scope: usize,
    /// Environment of a command, merged over all levels.
    pub environment: BTreeMap<String, String>,
    /// Working directory of a command, relative to its scope's folder.
    pub directory: Option<String>,
    pub watch: Watch,
    pub cycle: Option<Cycle>,
}

/// Three moments of the PERT distribution of an arrival.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arriving {
    pub earliest: Timestamp,
    pub usual: Timestamp,
    pub latest: Timestamp,
}

/// One definition in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Scope {
    /// The subflow node it stands for; nothing for the root.
    pub prefix: Option<NodeId>,
    /// The folder of its file from the root's folder, empty for the same.
    pub folder: String,
    /// Its parameters, with what the subflow node gives in place of the defaults.
    pub parameters: BTreeMap<String, String>,
    /// How much whole nights of it differ.
    pub slow_night: Option<SlowNight>,
}

/// What raises an alert while a job runs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Watch {
    pub late_after: Option<Timestamp>,
    pub longer_than: Option<Threshold>,
    pub shorter_than: Option<Threshold>,
}

/// Which part of its node an activity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    Whole,
    /// The border of a group or subflow through which it is entered.
    Open,
    /// The border through which it is left.
    Close,
}

/// What happens in an activity.
#[derive(Clone, Debug, PartialEq)]
pub enum Does {
    /// Nothing: begin, end, milestones, borders, and `noop` that states no duration and takes no resource. It passes at once.
    Pass,
    /// Chooses branches; passes at once.
    Decide(Vec<Branch>),
    Work(Work),
    Wait(Wait),
    Confirm(Confirm),
}

/// A dependency between two activities.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    pub from: Index,
    pub to: Index,
    pub on: Outcome,
    pub lag: Span,
    /// The branch it belongs to, by its position in the decision at `from`.
    pub branch: Option<usize>,
}

/// Resources taken together or not at all; sorted by position, without repeats.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Demand {
    /// Positions in [`Network::pools`] and units, none of them zero.
    pub pools: Vec<(usize, u32)>,
    /// Positions in [`Network::locks`].
    pub locks: Vec<(usize, LockMode)>,
}

/// A pool's capacity over time. A system's concurrency limit is a pool named `system:ID`; a system or host that is down for a
/// while is a pool `system:ID` or `host:NAME`, with as many units as it has jobs where nothing else limits it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PoolCapacity {
    pub id: PoolId,
    /// The capacity when no step has come yet.
    pub base: u32,
    /// From each moment on, another capacity; in order of time, up to [`HOURS_HORIZON_DAYS`] after the business date.
    pub steps: Vec<(Timestamp, u32)>,
    /// From when to when its system or host is down; the capacity is 0 meanwhile.
    pub down: Vec<(Timestamp, Timestamp)>,
}

/// Recurring hours of pools are laid out this many days past the business date; the last capacity holds after that.
pub const HOURS_HORIZON_DAYS: u64 = 35;

/// A promised time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// The activity whose finish is promised.
    pub activity: Index,
    pub node: NodeId,
    pub at: Timestamp,
}

/// What links on success do when what they lead from has failed for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterFailure {
    /// They stay open until a person decides.
    Waits,
    /// They are satisfied.
    Continue,
    /// They are not taken: a link on failure is.
    Handled,
}

/// Why no network can be made of a definition: each problem with its node and place.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("the definition cannot be laid out: {}", .0.first().map_or("", |d| d.message.as_str()))]
pub struct Unbuildable(pub Vec<Diagnostic>);

impl Network {
    /// Positions of the links into `activity`.
    pub fn incoming(&self, activity: Index) -> &[usize] {
        self.incoming.of(activity)
    }

    /// Positions of the links out of `activity`.
    pub fn outgoing(&self, activity: Index) -> &[usize] {
        self.outgoing.of(activity)
    }

    /// What the links on success out of `activity` do when it has failed for good. A failure that has a link of its own is dealt
    /// with, as by a handler.
    pub fn after_failure(&self, activity: Index) -> AfterFailure {
        match self.activities[activity].on_failure {
            OnFailure::Continue => AfterFailure::Continue,
            OnFailure::Stop | OnFailure::Handler(_) => {
                let leads_on = self.outgoing(activity).iter().any(|link| self.links[*link].on == Outcome::Failure);
                if leads_on { AfterFailure::Handled } else { AfterFailure::Waits }
            }
        }
    }

    /// The activity of `node` that is `part`, or the whole.
    pub fn find(&self, node: &NodeId, part: Part) -> Option<Index> {
        self.activities.iter().position(|a| a.node == *node && (a.part == part || a.part == Part::Whole))
    }

    /// The same network with more links; nothing when they would close a ring.
    pub fn with_links(&self, more: &[Link]) -> Option<Network> {
        let mut network = self.clone();
        network.links.extend_from_slice(more);
        let count = network.activities.len();
        network.incoming = Adjacency::by(count, &network.links, |l| l.to);
        network.outgoing = Adjacency::by(count, &network.links, |l| l.from);
        build::topological_order(count, &network.links, &network.outgoing).is_some().then_some(network)
    }

    /// The activities in an order in which every link goes forward (Kahn 1962); ties by position.
    pub fn topological_order(&self) -> Vec<Index> {
        build::topological_order(self.activities.len(), &self.links, &self.outgoing)
            .expect("a network with a cycle is refused when it is built")
    }
}

impl Link {
    /// A link on success without lag.
    pub fn plain(from: Index, to: Index) -> Link {
        Link { from, to, on: Outcome::Success, lag: Span::ZERO, branch: None }
    }
}

/// What a night's slowness is of: each has one factor a night.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Slow {
    /// The definition that stands for this subflow node, or the root.
    Definition(Option<NodeId>),
    System(SystemId),
}

impl Network {
    /// The factors that slow nights put on the work of `activity`: those of every definition around it, and its system's.
    pub fn slow_nights(&self, activity: Index) -> Vec<(Slow, SlowNight)> {
        let activity = &self.activities[activity];
        if !matches!(activity.does, Does::Work(_)) {
            return Vec::new();
        }
        let place = self.scopes.get(activity.scope).and_then(|s| s.prefix.as_ref());
        let is_around = |scope: &&Scope| match (&scope.prefix, place) {
            (None, _) => true,
            (Some(outer), Some(place)) => place.is_within(outer),
            (Some(_), None) => false,
        };
        let scopes = self.scopes.iter().filter(is_around);
        let mut slow: Vec<(Slow, SlowNight)> =
            scopes.filter_map(|s| Some((Slow::Definition(s.prefix.clone()), s.slow_night?))).collect();
        let system = activity.system.as_ref().and_then(|id| self.slow_systems.get_key_value(id));
        slow.extend(system.map(|(id, slow)| (Slow::System(id.clone()), *slow)));
        slow
    }
}

impl Arriving {
    /// The mean of the PERT distribution, `(earliest + 4 usual + latest) / 6`: what the plan reckons with.
    pub fn planned(&self) -> Timestamp {
        let [early, usual, late] = [self.earliest, self.usual, self.latest].map(|t| i128::from(t.ms()));
        Timestamp((early + 4 * usual + late + 3).div_euclid(6) as i64)
    }
}

impl PoolCapacity {
    /// The capacity at `at`.
    pub fn at(&self, at: Timestamp) -> u32 {
        let passed = self.steps.partition_point(|(from, _)| *from <= at);
        passed.checked_sub(1).map_or(self.base, |last| self.steps[last].1)
    }

    /// The next moment after `at` from which another capacity holds.
    pub fn next_step(&self, at: Timestamp) -> Option<(Timestamp, u32)> {
        self.steps.get(self.steps.partition_point(|(from, _)| *from <= at)).copied()
    }

    /// The most it ever has.
    pub fn peak(&self) -> u32 {
        self.steps.iter().map(|(_, c)| *c).chain([self.base]).max().unwrap_or(self.base)
    }
}

impl Does {
    /// Whether it passes at once, before anything is dispatched.
    pub fn is_instant(&self) -> bool {
        matches!(self, Does::Pass | Does::Decide(_))
    }
}

impl Demand {
    pub fn is_empty(&self) -> bool {
        self.pools.is_empty() && self.locks.is_empty()
    }
}

/// Links by one of their ends, as compressed sparse rows.
#[derive(Clone, Debug, Default)]
struct Adjacency {
    starts: Vec<usize>,
    links: Vec<usize>,
}

impl Adjacency {
    fn by(count: usize, links: &[Link], end: impl Fn(&Link) -> Index) -> Adjacency {
        let mut starts = vec![0; count + 1];
        for link in links {
            starts[end(link) + 1] += 1;
        }
        for i in 0..count {
            starts[i + 1] += starts[i];
        }
        let mut next = starts.clone();
        let mut by_end = vec![0; links.len()];
        for (position, link) in links.iter().enumerate() {
            let slot = &mut next[end(link)];
            by_end[*slot] = position;
            *slot += 1;
        }
        Adjacency { starts, links: by_end }
    }

    fn of(&self, activity: Index) -> &[usize] {
        &self.links[self.starts[activity]..self.starts[activity + 1]]
    }
}
