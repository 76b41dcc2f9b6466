//! Proofs that take a while: a search that shows that no window can be shorter.

mod attention;
mod bounds;
mod clauses;
mod learn;
mod solver;
mod timetable;
mod window;

use crate::bound::relaxed::Relaxed;
use crate::problem::Problem;
use bounds::Literal;
use solver::{Ended, Solver};

/// What a search has proven.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// In milliseconds; no window is shorter.
    pub lower: i64,
    /// The shortest window known: what was given, or that of `starts`.
    pub upper: i64,
    /// The start of every task that End needs, by its position in the problem, in milliseconds, of a shorter schedule than what was
    /// given; only for problems that are plain.
    pub starts: Option<Vec<i64>>,
    pub conflicts: u64,
}

impl Proof {
    /// Whether no window can be shorter than the shortest known.
    pub fn is_optimal(&self) -> bool {
        self.lower >= self.upper
    }
}

/// Raises the bound `lower` towards the window `upper`, which is that of a known schedule, until they meet or `go_on` says no.
pub fn prove(problem: &Problem, lower: i64, upper: i64, go_on: &dyn Fn() -> bool) -> Proof {
    let relaxed = Relaxed::of(problem);
    raise(problem, &relaxed, lower, upper, go_on)
}

pub fn raise(problem: &Problem, relaxed: &Relaxed, lower: i64, upper: i64, go_on: &dyn Fn() -> bool) -> Proof {
    let unit = relaxed.unit;
    let plain = problem.is_plain();
    let mut proof = Proof { lower, upper, starts: None, conflicts: 0 };
    let up = |ms: i64| ms / unit + i64::from(ms % unit != 0);
    let (mut low, mut high) = (up(lower), up(upper));
    if low >= high {
        return proof;
    }
    let Some(mut solver) = Solver::new(relaxed, high - 1) else {
        proof.lower = upper;
        return proof;
    };
    let end = relaxed.jobs.len() - 1;
    let length = relaxed.jobs[end].tail;
    let by = |finish: i64| Literal { side: 2 * end as u32 + 1, value: length - finish };
    if !solver.assert(by(low - 1).not()) {
        low = high;
    }
    let mut stride = 0;
    let mut patience = 200;
    while low < high && go_on() {
        let goal = (low + stride).min(high - 1);
        match solver.search(by(goal), patience, go_on) {
            Ended::None => {
                low = goal + 1;
                if low < high && !solver.assert(by(low - 1).not()) {
                    low = high;
                }
                stride = 2 * stride + 1;
            }
            Ended::Never => low = high,
            Ended::Schedule(starts) => {
                let finish = starts[end] + length;
                high = finish;
                if plain {
                    proof.upper = high * unit;
                    let mut all = vec![0; problem.tasks.len()];
                    starts.iter().zip(&relaxed.jobs).for_each(|(start, job)| all[job.task] = start * unit);
                    proof.starts = Some(all);
                }
                if !solver.assert(by(high - 1)) {
                    low = high;
                }
                stride /= 2;
            }
            Ended::Stopped => {
                if stride == 0 {
                    patience += patience / 2;
                }
                stride /= 4;
            }
        }
    }
    proof.lower = proof.lower.max(low.min(high) * unit);
    proof.conflicts = solver.conflicts;
    proof
}
