//! Lazy clause generation: a search that learns from every conflict (Ohrimenko, Stuckey and Codish 2009; for projects Schutt, Feydy,
//! Stuckey and Wallace 2011).

use super::attention::Attention;
use super::bounds::{Bounds, Literal, Reason};
use super::clauses::Clauses;
use super::learn::Learning;
use super::timetable::Timetable;
use super::window::Windows;
use crate::bound::relaxed::{Pool, Relaxed};

/// Clauses are forgotten when there are more.
const MOST_CLAUSES: usize = 20_000;
/// Conflicts between restarts, times Luby's sequence.
const RESTART: u64 = 100;

#[derive(Debug)]
pub struct Solver {
    pub bounds: Bounds,
    clauses: Clauses,
    learning: Learning,
    attention: Attention,
    /// What each side raises: another side, to as much more.
    raises: Vec<Vec<(u32, i64)>>,
    pools: Vec<Timetable>,
    pools_of: Vec<Vec<u32>>,
    is_due: Vec<bool>,
    due: Vec<u32>,
    /// Pools whose timetable is up to date and whose windows are not.
    later: Vec<u32>,
    windows: Windows,
    next: usize,
    /// Jobs that hold something.
    holders: Vec<u32>,
    pub conflicts: u64,
    restarts: u64,
    limit: usize,
}

/// How a search ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The earliest start of every job, which is a schedule.
    Schedule(Vec<i64>),
    /// There is no schedule in which what was assumed holds.
    None,
    /// There is no schedule, whatever is assumed. What is known contradicts itself from now on and is not to be asked again.
    Never,
    /// It was told to stop, or had enough conflicts.
    Stopped,
}

impl Solver {
    /// For schedules in which End finishes by `horizon`; nothing when it is certain that there is none.
    pub fn new(relaxed: &Relaxed, horizon: i64) -> Option<Solver> {
        let count = relaxed.jobs.len();
        let mut value = Vec::with_capacity(2 * count);
        for job in &relaxed.jobs {
            value.extend([job.head, job.tail - horizon]);
        }
        if relaxed.jobs.iter().any(|job| job.head + job.tail > horizon) {
            return None;
        }
        let mut raises = vec![Vec::new(); 2 * count];
        for arc in &relaxed.arcs {
            raises[2 * arc.from].push((2 * arc.to as u32, arc.gap));
            raises[2 * arc.to + 1].push((2 * arc.from as u32 + 1, arc.gap));
        }
        let is_ever_short = |pool: &&Pool| {
            let is_short = pool.most.len() > 1 || pool.holds.iter().map(|h| h.units).sum::<i64>() > pool.peak();
            is_short && pool.is_countable(horizon)
        };
        let pools: Vec<Timetable> =
            relaxed.pools.iter().filter(is_ever_short).map(|p| Timetable::of(p, horizon)).collect();
        let mut pools_of = vec![Vec::new(); count];
        for (at, pool) in (0u32..).zip(&pools) {
            pool.pieces.iter().for_each(|piece| pools_of[piece.job as usize].push(at));
        }
        let holders = (0..count as u32).filter(|job| !pools_of[*job as usize].is_empty()).collect();
        let mut solver = Solver {
            bounds: Bounds::new(value),
            clauses: Clauses::new(2 * count),
            learning: Learning::default(),
            attention: Attention::new(),
            raises,
            is_due: vec![true; pools.len()],
            due: (0..pools.len() as u32).collect(),
            later: Vec::new(),
            windows: Windows::default(),
            pools,
            pools_of,
            next: 0,
            holders,
            conflicts: 0,
            restarts: 0,
            limit: MOST_CLAUSES / 4,
        };
        solver.propagate().is_ok().then(|| {
            solver.settle();
            solver
        })
    }

    /// Makes sure of a literal for good. False when there is no schedule then.
    pub fn assert(&mut self, literal: Literal) -> bool {
        self.back_to(0);
        if self.bounds.is_false(literal) {
            return false;
        }
        if !self.bounds.is_true(literal) {
            self.bounds.raise(literal, Reason::Decision);
        }
        let possible = self.propagate().is_ok();
        self.settle();
        possible
    }

    /// Looks for a schedule in which `assumed` holds, for as many conflicts.
    pub fn search(&mut self, assumed: Literal, conflicts: u64, go_on: &dyn Fn() -> bool) -> Ended {
        let enough = self.conflicts + conflicts;
        let mut restart_at = self.conflicts;
        let mut steps = 0u32;
        loop {
            if self.conflicts >= restart_at {
                if !self.restart() {
                    return Ended::Never;
                }
                self.restarts += 1;
                restart_at = self.conflicts + RESTART * luby(self.restarts);
            }
            if let Err(conflict) = self.propagate() {
                self.conflicts += 1;
                if !self.learn(&conflict) {
                    return Ended::Never;
                }
                if self.conflicts >= enough || (self.conflicts.is_multiple_of(16) && !go_on()) {
                    self.back_to(0);
                    return Ended::Stopped;
                }
                continue;
            }
            if self.bounds.level() == 0 {
                self.settle();
                if self.bounds.is_false(assumed) {
                    return Ended::None;
                }
            }
            steps += 1;
            if steps.is_multiple_of(256) && !go_on() {
                self.back_to(0);
                return Ended::Stopped;
            }
            let decision = match self.bounds.level() {
                0 => Some(assumed),
                _ => self.choose(),
            };
            let Some(decision) = decision else {
                let starts = self.bounds.value.iter().step_by(2).copied().collect();
                self.back_to(0);
                return Ended::Schedule(starts);
            };
            self.bounds.open_level();
            if !self.bounds.is_true(decision) {
                self.bounds.raise(decision, Reason::Decision);
            }
        }
    }

    fn choose(&mut self) -> Option<Literal> {
        if let Some(literal) = self.attention.choose(&self.bounds) {
            return Some(literal);
        }
        let open = |job: &&u32| {
            let side = 2 * **job as usize;
            self.bounds.value[side] < -self.bounds.value[side + 1]
        };
        let key = |job: &&u32| {
            let side = 2 * **job as usize;
            (self.bounds.value[side], -self.bounds.value[side + 1])
        };
        let job = self.holders.iter().filter(open).min_by_key(key)?;
        let earliest = self.bounds.value[2 * *job as usize];
        Some(Literal { side: 2 * job + 1, value: -earliest })
    }

    /// Learns from a conflict and goes back. False when there is no schedule at all.
    fn learn(&mut self, conflict: &[Literal]) -> bool {
        let learnt = self.learning.learn(&mut self.bounds, &mut self.clauses, conflict);
        let Some(learnt) = learnt else { return false };
        for literal in &self.learning.met {
            self.attention.bump(*literal);
        }
        self.attention.age();
        self.clauses.age();
        self.back_to(learnt.level);
        let first = learnt.literals[0];
        if learnt.literals.len() == 1 {
            if self.bounds.is_false(first) {
                return false;
            }
            self.bounds.raise(first, Reason::Decision);
        } else {
            let clause = self.clauses.add(learnt.literals, learnt.spread);
            self.bounds.raise(first, Reason::Clause(clause));
        }
        true
    }

    /// Tries anew, without the clauses that help least when there are too many. False when there is no schedule at all.
    fn restart(&mut self) -> bool {
        self.back_to(0);
        if self.clauses.all.len() > self.limit {
            self.limit = (self.limit + self.limit / 10).min(MOST_CLAUSES);
            if self.propagate().is_err() {
                return false;
            }
            self.settle();
            self.clauses.reduce(&self.bounds, self.limit / 2);
            self.attention.reduce(&self.bounds, MOST_CLAUSES);
        }
        true
    }

    fn back_to(&mut self, level: u32) {
        if self.bounds.level() > level {
            self.attention.back_to(level);
            self.bounds.back_to(level);
        }
        self.next = self.next.min(self.bounds.events.len());
        self.later.clear();
        self.due.drain(..).for_each(|pool| self.is_due[pool as usize] = false);
    }

    fn settle(&mut self) {
        self.bounds.settle();
        self.next = 0;
    }

    /// Raises everything that follows. Literals that cannot all hold are the error.
    fn propagate(&mut self) -> Result<(), Vec<Literal>> {
        loop {
            while self.next < self.bounds.events.len() {
                let event = self.bounds.events[self.next];
                self.next += 1;
                for (side, gap) in &self.raises[event.side as usize] {
                    let raised = Literal { side: *side, value: event.new + gap };
                    if self.bounds.is_true(raised) {
                        continue;
                    }
                    if self.bounds.is_false(raised) {
                        return Err(vec![Literal { side: event.side, value: event.new }, raised.not()]);
                    }
                    self.bounds.raise(raised, Reason::After { side: event.side, gap: *gap });
                }
                if let Err(clause) = self.clauses.follow(&mut self.bounds, event.side, event.old, event.new) {
                    self.clauses.use_of(clause);
                    return Err(self.clauses.all[clause as usize].literals.iter().map(|l| l.not()).collect());
                }
                for pool in &self.pools_of[event.side as usize / 2] {
                    if !std::mem::replace(&mut self.is_due[*pool as usize], true) {
                        self.due.push(*pool);
                    }
                }
            }
            if let Some(pool) = self.due.pop() {
                self.is_due[pool as usize] = false;
                self.pools[pool as usize].follow(&mut self.bounds)?;
                if !self.later.contains(&pool) {
                    self.later.push(pool);
                }
                continue;
            }
            let Some(pool) = self.later.pop() else { return Ok(()) };
            if let Some(conflict) = self.windows.overfull(&self.pools[pool as usize], &self.bounds) {
                return Err(conflict);
            }
        }
    }
}

/// Luby, Sinclair and Zuckerman's sequence: 1, 1, 2, 1, 1, 2, 4, ...
fn luby(number: u64) -> u64 {
    let mut number = number;
    loop {
        let power = 64 - (number + 1).leading_zeros() - 1;
        let whole = (1 << power) - 1;
        if number == whole {
            return 1 << (power - 1).min(62);
        }
        number -= whole;
    }
}
