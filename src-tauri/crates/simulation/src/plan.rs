//! The plan: one night in which everything takes its planned time; and other single nights told in the same way.

mod course;
mod driver;
mod given;
mod handover;
mod late;
mod usage;

pub(crate) use course::Steady;
pub use course::Taken;
pub use driver::{Driver, Split};
pub use given::{Given, Try};
pub use usage::{Usage, UseFrom};

use crate::compact::{Ended, start_of_begin};
use course::Course;
use daybreak_model::network::{Index, Network};
use daybreak_model::time::Timestamp;
use daybreak_run::dispatch::Resource;

/// The planned night. Times are milliseconds from the start of Begin.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The moment at which Begin starts: the start that was asked for, or later when Begin has a `not_before`.
    pub start: Timestamp,
    /// From the start of Begin to the finish of End; nothing when End is never reached.
    pub window: Option<i64>,
    /// By position in the network.
    pub activities: Vec<Planned>,
    /// The chain of drivers back from End, in order of time; empty when End is never reached. It begins at Begin, or at
    /// what the clock released.
    pub critical_path: Vec<Index>,
    /// The window by what it is spent on; the parts add up to it.
    pub split: Split,
    /// What is in use of every pool and lock, for the strips under the Gantt chart.
    pub usage: Vec<Usage>,
    /// What never starts.
    pub stuck: Vec<Stuck>,
}

/// One activity in the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Planned {
    pub taken: Taken,
    /// When its resources were all it still lacked.
    pub ready: i64,
    pub start: i64,
    pub finish: i64,
    pub latest_start: i64,
    pub latest_finish: i64,
    /// How much later it may finish, everything else as planned, with no deadline missed and the window as it is. Less than
    /// nothing when a deadline is missed.
    pub slack: i64,
    /// How much later it may finish with nothing after it starting later.
    pub free_slack: i64,
    pub driver: Driver,
    /// How many attempts it took, and whether the last one failed; only in a chosen night other than 1 and no.
    pub attempts: u32,
    pub failed: bool,
}

/// An activity that never starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stuck {
    pub activity: Index,
    /// What it lacks although all its links are satisfied; nothing when it waits for a link.
    pub lacks: Option<Resource>,
}

/// The plan of `network` for a run that is started at `start`, under the dispatch rule with all resources.
///
/// Every duration is its planned one, nothing fails, and a decision takes its likeliest branch.
pub fn plan(network: &Network, start: Timestamp) -> Plan {
    let start = start_of_begin(network, start);
    night(network, start, &Given::of(network, start))
}

/// The night of which all is given, whose Begin starts at `start`.
pub fn night(network: &Network, start: Timestamp, given: &Given) -> Plan {
    let has_demand = network.activities.iter().any(|a| a.included && !a.demand.is_empty());
    // What gives up is only known when the time comes, which the course without resources does not go through.
    let course = if has_demand || !given.patience.is_empty() {
        course::with_resources(network, given, start)
    } else {
        course::without_resources(network, given)
    };
    let given = &*given.decided(&course);
    let late = late::late(network, given, &course, start);
    let drivers = driver::drivers(network, given, &course);
    let reached = course.taken[network.end] == Taken::Yes;
    let activities = (0..network.activities.len()).map(|at| Planned {
        taken: course.taken[at],
        ready: course.ready[at],
        start: course.start[at],
        finish: course.finish[at],
        latest_start: late.start[at],
        latest_finish: late.finish[at],
        slack: late.finish[at].saturating_sub(course.finish[at]),
        free_slack: late.free[at],
        driver: drivers[at],
        attempts: given.attempts.get(&at).copied().unwrap_or(1),
        failed: given.ended[at] == Ended::Failed,
    });
    Plan {
        start,
        window: reached.then(|| course.finish[network.end]),
        activities: activities.collect(),
        critical_path: if reached { driver::chain(network, given, &course, &drivers) } else { Vec::new() },
        split: if reached { driver::split(network, given, &course) } else { Split::default() },
        usage: if has_demand { usage::usage(network, &course, start) } else { Vec::new() },
        stuck: stuck(&course),
    }
}

fn stuck(course: &Course) -> Vec<Stuck> {
    let never = (0..course.taken.len()).filter(|at| course.taken[*at] == Taken::Never);
    never.map(|activity| Stuck { activity, lacks: course.lacks[activity] }).collect()
}
