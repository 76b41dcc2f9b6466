//! The search on several threads, and the proof beside it.

use super::candidates::Found;
use super::ground::Ground;
use super::hold::Wanted;
use super::{Options, Watch};
use crate::prove;
use crate::search::dispatch::Dispatch;
use crate::search::elite::Schedule;
use crate::search::evolve::Evolution;
use crate::search::instance::{Instance, Short};
use daybreak_simulation::{Plan, Rehearsal};
use std::sync::atomic::{AtomicU32, Ordering};

/// Lists name tasks by 16 bits.
const MAX_TASKS: usize = 1 << 16;

/// Problems of more tasks are not proven; all threads look for shorter schedules.
const MAX_PROVEN: usize = 80;

/// The share of the time after which the last thread turns to the proof.
const PROOF_FROM: f64 = 0.12;

/// The share of its time after which a search that sees only part of the problem gives way to the dispatch rule.
const OF_A_PART: f64 = 0.5;

/// What a search is given.
pub struct Search<'a> {
    pub ground: &'a Ground<'a>,
    pub before: &'a Plan,
    pub window_before: i64,
    /// The shortest window known, in milliseconds.
    pub shortest: i64,
    pub bound: i64,
    pub options: Options,
    pub watch: Watch<'a>,
    /// The share of the time after which it stops.
    pub searched: f64,
}

/// What threads tell one another, in units of the instance.
struct Shared {
    shortest: AtomicU32,
    lower: AtomicU32,
}

impl Shared {
    fn is_done(&self) -> bool {
        self.shortest.load(Ordering::Relaxed) <= self.lower.load(Ordering::Relaxed)
    }
}

/// What one thread found, and whether by the dispatch rule.
type OfThread = (bool, Vec<Schedule>);

impl Search<'_> {
    /// Schedules, the most promising first, and the bound in milliseconds.
    pub fn run(&self) -> (Vec<Found>, i64) {
        let short = Short::of(&self.ground.problem);
        match short.words() {
            _ if self.ground.problem.tasks.len() >= MAX_TASKS || self.ground.genes.count() == 0 => {
                (Vec::new(), self.bound)
            }
            0..=1 => self.run_with::<1>(&short),
            2 => self.run_with::<2>(&short),
            3..=4 => self.run_with::<4>(&short),
            5..=8 => self.run_with::<8>(&short),
            _ => self.run_with::<16>(&short),
        }
    }

    fn run_with<const W: usize>(&self, short: &Short) -> (Vec<Found>, i64) {
        let mut instance: Instance<W> = Instance::of(&self.ground.problem, short);
        let bound = self.bound.unsigned_abs().div_ceil(instance.unit.unsigned_abs());
        instance.lower = instance.lower.max(u32::try_from(bound).unwrap_or(u32::MAX));
        let shortest = self.shortest.unsigned_abs().div_ceil(instance.unit.unsigned_abs());
        let shared = Shared {
            shortest: AtomicU32::new(u32::try_from(shortest).unwrap_or(u32::MAX)),
            lower: AtomicU32::new(instance.lower),
        };
        let threads = self.options.threads.max(1);
        let searched: Vec<OfThread> = std::thread::scope(|scope| {
            let search = |number: usize| {
                let (instance, shared) = (&instance, &shared);
                scope.spawn(move || self.thread(instance, number, shared))
            };
            let hands: Vec<_> = (0..threads).map(search).collect();
            hands.into_iter().filter_map(|hand| hand.join().ok()).flatten().collect()
        });
        let tell = |(is_dispatched, schedules): OfThread| {
            schedules.into_iter().map(move |schedule| (schedule.length, is_dispatched, schedule))
        };
        let mut schedules: Vec<(u32, bool, Schedule)> = searched.into_iter().flat_map(tell).collect();
        // What needs no edges comes first among equals.
        schedules.sort_by_key(|(length, is_dispatched, _)| (*length, !is_dispatched));
        schedules.dedup_by(|a, b| a.2.start == b.2.start);
        if !self.ground.problem.is_plain() {
            // Lengths do not compare then, so the best of either kind take turns.
            let mut ranks = [0; 2];
            schedules.sort_by_cached_key(|(_, is_dispatched, _)| {
                ranks[usize::from(*is_dispatched)] += 1;
                (ranks[usize::from(*is_dispatched)], !is_dispatched)
            });
        }
        let found = schedules.into_iter().map(|(_, dispatched, schedule)| self.found(&instance, schedule, dispatched));
        let proven = i64::from(shared.lower.into_inner()).saturating_mul(instance.unit);
        (found.collect(), self.bound.max(proven).min(self.window_before))
    }

    /// Every second thread searches by the dispatch rule where the other way sees only part of the problem, and all when no edges may
    /// be drawn. The last of several turns to the proof in time. Where the schedules are only of a part, all come to the rule in the end.
    fn thread<const W: usize>(&self, instance: &Instance<W>, number: usize, shared: &Shared) -> Vec<OfThread> {
        let is_plain = self.ground.problem.is_plain();
        let dispatches = !self.options.allow_edges || (!is_plain && number % 2 == 1);
        let is_last = number + 1 == self.options.threads && number > 0;
        let proves = is_last && self.options.schedules.is_none() && instance.count() <= MAX_PROVEN;
        let until = match (proves, dispatches || is_plain) {
            (true, _) => PROOF_FROM.min(self.searched),
            (false, true) => self.searched,
            (false, false) => self.searched * OF_A_PART,
        };
        let mut found = vec![self.evolve(instance, shared, (number, dispatches), until)];
        if proves {
            found.extend(self.prove(instance, shared).map(|schedule| (false, vec![schedule])));
        }
        if !is_plain && self.options.schedules.is_none() && (self.watch.spent)() < self.searched {
            found.push(self.evolve(instance, shared, (number + self.options.threads, true), self.searched));
        }
        found
    }

    /// Searches until a share of the time has passed, with the random numbers of `number`.
    fn evolve<const W: usize>(
        &self,
        instance: &Instance<W>,
        shared: &Shared,
        (number, dispatches): (usize, bool),
        until: f64,
    ) -> OfThread {
        let dispatch = dispatches.then(|| {
            let rehearsal = Rehearsal::new(&self.ground.network, self.ground.start);
            Dispatch::new(rehearsal, &self.ground.genes, &self.ground.problem, instance)
        });
        let seed = self.options.seed.wrapping_mul(1 << 8).wrapping_add(number as u64);
        let mut evolution = Evolution::new(instance, dispatch, seed);
        // What sees only part of the problem may find what no night can be.
        let is_real = dispatches || self.ground.problem.is_plain();
        let go_on = |length: u32, made: u64| {
            if (self.watch.is_cancelled)() {
                return false;
            }
            if let Some(most) = self.options.schedules {
                return made < most;
            }
            if is_real {
                shared.shortest.fetch_min(length, Ordering::Relaxed);
            }
            !shared.is_done() && (self.watch.spent)() < until
        };
        evolution.run(&[self.known(instance)], &go_on);
        (dispatches, std::mem::take(&mut evolution.elite.0))
    }

    /// Raises the bound until it meets the shortest schedule or the time is over. Tells a shorter schedule that it came upon.
    fn prove<const W: usize>(&self, instance: &Instance<W>, shared: &Shared) -> Option<Schedule> {
        let problem = &self.ground.problem;
        let is_schedule = self.options.allow_edges && problem.is_plain();
        let is_time = || (self.watch.spent)() < self.searched && !(self.watch.is_cancelled)();
        let mut shorter = None;
        while is_time() && !shared.is_done() {
            let shortest = shared.shortest.load(Ordering::Relaxed);
            let lower = i64::from(shared.lower.load(Ordering::Relaxed)) * instance.unit;
            let go_on = || is_time() && shared.shortest.load(Ordering::Relaxed) == shortest;
            let proof = prove(problem, lower, i64::from(shortest) * instance.unit, &go_on);
            shared.lower.fetch_max(u32::try_from(proof.lower / instance.unit).unwrap_or(0), Ordering::Relaxed);
            if let Some(starts) = proof.starts.filter(|_| is_schedule) {
                let start = instance.tasks.iter().map(|task| (starts[*task] / instance.unit) as u32).collect();
                let length = u32::try_from(proof.upper / instance.unit).unwrap_or(u32::MAX);
                let list = (0..instance.count() as u16).collect();
                shared.shortest.fetch_min(length, Ordering::Relaxed);
                shorter = Some(Schedule { length, start, list });
            } else if go_on() {
                break;
            }
        }
        shorter
    }

    /// The night as it is planned now, as a list.
    fn known<const W: usize>(&self, instance: &Instance<W>) -> Vec<u16> {
        let mut list: Vec<u16> = (0..instance.count() as u16).collect();
        let activity = |at: u16| self.ground.problem.tasks[instance.tasks[at as usize]].activity;
        list.sort_by_key(|at| (self.before.activities[activity(*at)].start, *at));
        list
    }

    fn found<const W: usize>(&self, instance: &Instance<W>, schedule: Schedule, is_dispatched: bool) -> Found {
        let problem = &self.ground.problem;
        let mut wanted: Wanted = vec![None; self.ground.network.activities.len()];
        for (at, task) in instance.tasks.iter().enumerate() {
            let start = i64::from(schedule.start[at]) * instance.unit;
            let finish = problem.finish(*task, start);
            let task = &problem.tasks[*task];
            // The schedule does not see what a wait holds until its time has come, so that it had better come late.
            let waits = !is_dispatched && !task.uses.is_empty() && finish == task.until;
            let start = if waits { finish - task.duration } else { start };
            wanted[task.activity] = Some((start, finish));
        }
        let activity = |at: u16| problem.tasks[instance.tasks[at as usize]].activity;
        let mut list = schedule.list;
        if !is_dispatched {
            list.sort_by_key(|at| (wanted[activity(*at)].map(|(start, _)| start), *at));
        }
        let order = list.iter().map(|at| activity(*at)).collect();
        Found { length: i64::from(schedule.length) * instance.unit, wanted, order, is_dispatched }
    }
}
