//! Which tasks must have finished before another can start, through joins that need only some of their links.

use crate::problem::{At, Join, Problem};

/// Above as many tasks, joins that need only some of their links are taken to need none.
const MOST: usize = 8_000;

pub struct Needed {
    /// Without it End does not come.
    pub is_needed: Vec<bool>,
    /// For joins that need only some of their links: tasks that all ways of satisfying them have in common, the last ones of each
    /// chain. Empty for others.
    pub before: Vec<Vec<At>>,
}

/// Finds out what End needs.
pub fn needed(problem: &Problem) -> Needed {
    let count = problem.tasks.len();
    let mut before = vec![Vec::new(); count];
    if problem.tasks.iter().any(|t| t.join != Join::All) && count <= MOST {
        through_joins(problem, &mut before);
    }
    let mut is_needed = vec![false; count];
    is_needed[problem.end] = true;
    for at in (0..=problem.end).rev().filter(|at| problem.tasks[*at].leads_to_end) {
        if !is_needed[at] {
            continue;
        }
        before[at].iter().for_each(|from| is_needed[*from] = true);
        if problem.tasks[at].join == Join::All {
            problem.incoming(at).iter().for_each(|link| is_needed[link.from] = true);
        }
    }
    Needed { is_needed, before }
}

fn through_joins(problem: &Problem, before: &mut [Vec<At>]) {
    let mut all: Vec<Bits> = Vec::with_capacity(problem.tasks.len());
    for (at, task) in problem.tasks.iter().enumerate() {
        let mut own = Bits::new(problem.tasks.len());
        let incoming = problem.incoming(at);
        match task.join {
            Join::All => incoming.iter().for_each(|link| own.add(&all[link.from])),
            Join::First(count) => {
                // What as many links need as can be done without, and one more, is needed in any case.
                let spared = incoming.len() - count;
                for other in 0..at {
                    if incoming.iter().filter(|link| all[link.from].has(other)).count() > spared {
                        own.set(other);
                    }
                }
                before[at] = last_ones(problem, &own, &all, at);
            }
        }
        own.set(at);
        all.push(own);
    }
}

/// Of `common` those that no other of them comes after.
fn last_ones(problem: &Problem, common: &Bits, all: &[Bits], at: At) -> Vec<At> {
    let members: Vec<At> = (0..at).filter(|other| common.has(*other)).collect();
    let mut covered = Bits::new(problem.tasks.len());
    let mut last = Vec::new();
    for other in members.into_iter().rev() {
        if !covered.has(other) {
            covered.add(&all[other]);
            last.push(other);
        }
    }
    last
}

/// A set of tasks.
struct Bits(Vec<u64>);

impl Bits {
    fn new(count: usize) -> Bits {
        Bits(vec![0; count.div_ceil(64)])
    }

    fn set(&mut self, at: At) {
        self.0[at / 64] |= 1 << (at % 64);
    }

    fn has(&self, at: At) -> bool {
        self.0[at / 64] & (1 << (at % 64)) != 0
    }

    fn add(&mut self, other: &Bits) {
        self.0.iter_mut().zip(&other.0).for_each(|(own, more)| *own |= more);
    }
}
