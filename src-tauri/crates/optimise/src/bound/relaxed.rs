//! The problem with everything left out that a proof cannot rely on.
//!
//! What is kept holds in every schedule that brings the night to End: only the tasks without which End does not come, their links,
//! earliest starts, and resources for the least time that each is held. Whatever is proven of it is proven of the night.

mod needed;

use crate::problem::{At, Join, Problem, Use};
use needed::needed;

/// Times are in [`Relaxed::unit`] milliseconds from the start of Begin.
#[derive(Clone, Debug, PartialEq)]
pub struct Relaxed {
    /// The greatest common divisor of all times of the problem: every schedule without pointless idling moves in this step.
    pub unit: i64,
    /// In an order in which every arc goes forward; the last is End.
    pub jobs: Vec<Job>,
    /// In order of where they lead to.
    pub arcs: Vec<Arc>,
    pub pools: Vec<Pool>,
}

/// A task without which End does not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its position in [`Problem::tasks`].
    pub task: At,
    /// No earlier start, even when no resource is ever short.
    pub head: i64,
    /// From its start to the finish of End it takes at least as long.
    pub tail: i64,
}

/// A job starts at least `gap` after the start of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arc {
    pub to: usize,
    pub from: usize,
    pub gap: i64,
}

/// A resource, and who is sure to hold it for how long.
#[derive(Clone, Debug, PartialEq)]
pub struct Pool {
    /// Its position in [`Problem::resources`].
    pub resource: usize,
    /// No more can be in use at a moment, from each moment on; the first at 0.
    ///
    /// A capacity that is lowered ends nothing that runs: what started before may go on over the step, so that the higher capacity
    /// counts for as long as the longest use lasts.
    pub most: Vec<(i64, i64)>,
    pub holds: Vec<Hold>,
}

/// `units` are in use from the start of a job for at least `length`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hold {
    pub job: usize,
    pub length: i64,
    pub units: i64,
    /// Of its job.
    pub head: i64,
    /// From its end to the finish of End it takes at least as long.
    pub tail: i64,
}

impl Relaxed {
    pub fn of(problem: &Problem) -> Relaxed {
        let unit = unit(problem);
        let needed = needed(problem);
        let mut position = vec![usize::MAX; problem.tasks.len()];
        let earliest = problem.earliest();
        let mut jobs: Vec<Job> = Vec::new();
        for task in (0..=problem.end).filter(|task| needed.is_needed[*task]) {
            position[task] = jobs.len();
            jobs.push(Job { task, head: earliest[task] / unit, tail: problem.tasks[task].duration / unit });
        }
        let mut arcs = Vec::new();
        for (to, job) in jobs.iter().enumerate() {
            let incoming = problem.incoming(job.task);
            let links = if problem.tasks[job.task].join == Join::All { incoming } else { &[] };
            arcs.extend(links.iter().map(|link| {
                let gap = (problem.tasks[link.from].duration + link.lag) / unit;
                Arc { to, from: position[link.from], gap }
            }));
            arcs.extend(needed.before[job.task].iter().map(|from| {
                let gap = problem.tasks[*from].duration / unit;
                Arc { to, from: position[*from], gap }
            }));
        }
        for arc in arcs.iter().rev() {
            jobs[arc.from].tail = jobs[arc.from].tail.max(arc.gap + jobs[arc.to].tail);
        }
        let mut relaxed = Relaxed { unit, jobs, arcs, pools: Vec::new() };
        if problem.tasks[problem.end].is_possible {
            relaxed.pools = relaxed.pools_of(problem, &position);
        }
        relaxed
    }

    /// The finish of End when no resource is ever short.
    pub fn critical_path(&self) -> i64 {
        self.jobs.iter().map(|job| job.head + job.tail).max().unwrap_or(0)
    }

    fn pools_of(&self, problem: &Problem, position: &[usize]) -> Vec<Pool> {
        let mut holds: Vec<Vec<Hold>> = vec![Vec::new(); problem.resources.len()];
        let mut add = |job: usize, length: i64, uses: &[Use]| {
            let Job { head, tail, .. } = self.jobs[job];
            for used in uses.iter().filter(|_| length > 0) {
                let units = i64::from(used.units);
                holds[used.resource].push(Hold { job, length, units, head, tail: tail - length });
            }
        };
        for (at, job) in self.jobs.iter().enumerate() {
            add(at, problem.tasks[job.task].duration / self.unit, &problem.tasks[job.task].uses);
        }
        for holding in &problem.holdings {
            let (open, close) = (position[holding.open], position[holding.close]);
            if open != usize::MAX && close != usize::MAX {
                add(open, self.distance(open, close), &holding.uses);
            }
        }
        let path = self.critical_path();
        let pools = holds.into_iter().enumerate().filter(|(_, holds)| !holds.is_empty());
        let pool = |(resource, holds): (usize, Vec<Hold>)| {
            let longest = holds.iter().map(|hold| hold.length).max().unwrap_or(0);
            Pool { resource, most: most(&problem.resources[resource].steps, longest, self.unit), holds }
        };
        pools.map(pool).filter(|pool| pool.is_countable(path)).collect()
    }

    /// From the start of one job to the start of a later one at least; 0 when nothing leads there.
    fn distance(&self, from: usize, to: usize) -> i64 {
        let mut reached = vec![-1; to + 1];
        reached[from] = 0;
        let first = self.arcs.partition_point(|arc| arc.to <= from);
        for arc in self.arcs[first..].iter().take_while(|arc| arc.to <= to) {
            if reached[arc.from] >= 0 {
                reached[arc.to] = reached[arc.to].max(reached[arc.from] + arc.gap);
            }
        }
        reached[to].max(0)
    }
}

impl Pool {
    /// The most that can ever be in use.
    pub fn peak(&self) -> i64 {
        self.most.iter().map(|(_, units)| *units).max().unwrap_or(0)
    }

    /// Whether energy over `span` and all that is held one after another can be counted. What cannot is left out.
    pub fn is_countable(&self, span: i64) -> bool {
        let lengths = self.holds.iter().fold(span, |sum, hold| sum.saturating_add(hold.length));
        let units = self.holds.iter().fold(self.peak(), |sum, hold| sum.saturating_add(hold.units));
        units.checked_mul(lengths).is_some_and(|energy| energy < i64::MAX / 8)
    }

    /// The earliest moment by which `energy` (units times time) can have been given from `from` on.
    pub fn given_by(&self, from: i64, energy: i64) -> i64 {
        let mut left = energy;
        let mut at = from;
        let first = self.most.partition_point(|(start, _)| *start <= from).max(1) - 1;
        for (step, (_, units)) in self.most.iter().enumerate().skip(first) {
            let until = self.most.get(step + 1).map_or(i64::MAX, |(start, _)| *start);
            if left <= 0 {
                break;
            }
            let length = if *units > 0 { (left + units - 1) / units } else { i64::MAX };
            if length <= until - at {
                return at + length;
            }
            left -= units * (until - at);
            at = until;
        }
        at
    }
}

/// The most in use over time when nothing is held longer than `longest`.
fn most(steps: &[(i64, u32)], longest: i64, unit: i64) -> Vec<(i64, i64)> {
    let spans: Vec<(i64, i64, i64)> = steps
        .iter()
        .enumerate()
        .map(|(at, (from, units))| {
            let until = steps.get(at + 1).map_or(i64::MAX, |(until, _)| until / unit + longest);
            (from / unit, until, i64::from(*units))
        })
        .collect();
    let mut moments: Vec<i64> = spans.iter().flat_map(|(from, until, _)| [*from, *until]).collect();
    moments.retain(|at| *at != i64::MAX);
    moments.sort_unstable();
    let at = |at: i64| spans.iter().filter(|s| s.0 <= at && at < s.1).map(|s| s.2).max().unwrap_or(0);
    let mut most: Vec<(i64, i64)> = moments.into_iter().map(|moment| (moment, at(moment))).collect();
    most.dedup_by_key(|(_, units)| *units);
    most
}

/// The greatest common divisor of all times.
fn unit(problem: &Problem) -> i64 {
    let tasks = problem.tasks.iter().flat_map(|t| [t.duration, t.release, t.until]);
    let lags = problem.links.iter().map(|l| l.lag);
    let steps = problem.resources.iter().flat_map(|r| r.steps.iter().map(|(at, _)| *at));
    tasks.chain(lags).chain(steps).fold(0, divisor).max(1)
}

/// The greatest common divisor (Euclid).
fn divisor(a: i64, b: i64) -> i64 {
    if b == 0 { a.abs() } else { divisor(b, a % b) }
}
