//! What every start was waiting for last, the chain of it back from End, and what the window is spent on.

use super::course::{Course, Taken};
use super::given::Given;
use crate::compact::LONG_AGO;
use daybreak_model::network::{Does, Index, Network};
use daybreak_run::dispatch::Resource;

/// What a start was waiting for last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Driver {
    /// Nothing: it is Begin.
    Start,
    /// The edge from this activity.
    Edge(Index),
    /// A person at this confirm gate.
    Person(Index),
    /// A time of day: its own `not_before`, or the wait it comes after.
    Clock(Option<Index>),
    /// A pool or a lock, and the activity that gave it back; nobody when a pool's hours did.
    Resource(Resource, Option<Index>),
    /// The path to it was not taken.
    NotTaken,
    /// It never starts.
    Never,
}

/// Milliseconds of the window by what they are spent on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Split {
    pub work: i64,
    /// Lags of edges.
    pub lag: i64,
    /// Standing ready without a resource.
    pub resource: i64,
    /// `not_before` and waits.
    pub clock: i64,
    /// Confirm gates.
    pub human: i64,
}

impl Driver {
    /// The activity behind it.
    pub fn by(self) -> Option<Index> {
        match self {
            Driver::Edge(by) | Driver::Person(by) => Some(by),
            Driver::Clock(by) | Driver::Resource(_, by) => by,
            Driver::Start | Driver::NotTaken | Driver::Never => None,
        }
    }
}

impl Split {
    pub fn total(&self) -> i64 {
        self.work + self.lag + self.resource + self.clock + self.human
    }
}

/// The driver of every activity.
pub fn drivers(network: &Network, given: &Given, course: &Course) -> Vec<Driver> {
    (0..network.activities.len()).map(|at| driver(network, given, course, at)).collect()
}

fn driver(network: &Network, given: &Given, course: &Course, at: Index) -> Driver {
    match course.taken[at] {
        Taken::Never => return Driver::Never,
        Taken::No => return Driver::NotTaken,
        Taken::Yes => {}
    }
    if let Some(waited) = course.waited[at].filter(|_| course.start[at] > course.ready[at]) {
        return Driver::Resource(waited.resource, waited.freed_by);
    }
    if course.ready[at] > course.linked[at] {
        return Driver::Clock(None);
    }
    match last_link(network, given, course, at).map(|link| network.links[link].from) {
        None => Driver::Start,
        Some(from) if is_gate(network, from) && course.finish[from] > course.start[from] => Driver::Person(from),
        Some(from) if ended_by_clock(given, course, from) => Driver::Clock(Some(from)),
        Some(from) => Driver::Edge(from),
    }
}

/// The link that came last of those that were needed; of several the first by node id.
fn last_link(network: &Network, given: &Given, course: &Course, at: Index) -> Option<usize> {
    let mut last: Option<(bool, usize)> = None;
    for link in network.incoming(at) {
        let Some((arrival, taken)) = course.arrival(network, given, *link) else { continue };
        if arrival != course.linked[at] {
            continue;
        }
        let node = |link: usize| &network.activities[network.links[link].from].node;
        let is_better = last
            .is_none_or(|(was_taken, best)| (taken && !was_taken) || (taken == was_taken && node(*link) < node(best)));
        if is_better {
            last = Some((taken, *link));
        }
    }
    last.map(|(_, link)| link)
}

/// Whether it is a wait, or a gate, that ended when its time came, and not at once.
fn ended_by_clock(given: &Given, course: &Course, at: Index) -> bool {
    given.until[at] != LONG_AGO && course.finish[at] == given.until[at] && course.finish[at] > course.start[at]
}

fn is_gate(network: &Network, at: Index) -> bool {
    matches!(network.activities[at].does, Does::Confirm(_))
}

/// The critical path: from driver to driver back from End, until Begin or the clock.
pub fn chain(network: &Network, given: &Given, course: &Course, drivers: &[Driver]) -> Vec<Index> {
    let mut chain = vec![network.end];
    let mut at = network.end;
    while !ended_by_clock(given, course, at) {
        let next = match drivers[at] {
            // What was not taken held up a join: the chain goes on to what decided that.
            Driver::NotTaken => last_link(network, given, course, at).map(|link| network.links[link].from),
            driver => driver.by(),
        };
        let Some(by) = next else { break };
        chain.push(by);
        at = by;
    }
    chain.reverse();
    chain
}

/// The window by what it is spent on: from End back, each activity's own time, the time it stood ready without a resource,
/// the time until its `not_before`, the lag of the link that came last, and on to where that link comes from.
pub fn split(network: &Network, given: &Given, course: &Course) -> Split {
    let mut split = Split::default();
    let mut at = network.end;
    loop {
        let own = course.finish[at] - course.start[at];
        match network.activities[at].does {
            Does::Wait(_) => split.clock += own,
            Does::Confirm(_) => split.human += own,
            Does::Pass | Does::Decide(_) | Does::Work(_) => split.work += own,
        }
        split.resource += course.start[at] - course.ready[at];
        split.clock += course.ready[at] - course.linked[at];
        let Some(link) = last_link(network, given, course, at) else {
            return split;
        };
        at = network.links[link].from;
        // A link that was taken came its lag later; one that was not came at once.
        let (arrival, _) = course.arrival(network, given, link).unwrap_or((course.finish[at], false));
        split.lag += arrival - course.finish[at];
    }
}
