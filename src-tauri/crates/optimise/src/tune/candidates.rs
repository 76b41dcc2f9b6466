//! From the search to changes of the definition.

use super::ground::{Change, Ground};
use super::hold::{Wanted, hold};
use super::reduce::reduce;
use super::{Options, Watch};
use crate::search::dispatch::Dispatch;
use crate::search::elite::Schedule;
use crate::search::evolve::Evolution;
use crate::search::instance::{Instance, Short};
use daybreak_model::edit::Edit;
use daybreak_model::network::build;
use daybreak_simulation::{Plan, Rehearsal, plan};
use std::sync::atomic::{AtomicU32, Ordering};

/// Changes that are made of what was found, at most; one is enough when nothing is left to chance.
const MOST: usize = 4;

/// Lists name tasks by 16 bits.
const MAX_TASKS: usize = 1 << 16;

/// Changes that give a shorter window than there is now, with those windows; none is shorter than `bound`.
pub fn candidates(
    ground: &Ground<'_>,
    before: &Plan,
    (bound, window_before): (i64, i64),
    options: Options,
    watch: Watch<'_>,
    searched: f64,
) -> Vec<(Change, i64)> {
    let short = Short::of(&ground.problem);
    let search = Search { ground, before, bound, short, options, watch, searched };
    let found = match search.short.words() {
        _ if ground.problem.tasks.len() >= MAX_TASKS || ground.genes.count() == 0 => return Vec::new(),
        0..=1 => search.run::<1>(),
        2 => search.run::<2>(),
        3..=4 => search.run::<4>(),
        5..=8 => search.run::<8>(),
        _ => search.run::<16>(),
    };
    let most = if searched < super::SEARCHED.0 { MOST } else { 1 };
    let go_on = || (watch.spent)() < 0.97 && !(watch.is_cancelled)();
    let mut changes: Vec<(Change, i64)> = Vec::new();
    for found in found {
        if changes.len() >= most || !go_on() {
            break;
        }
        let Some((mut change, window)) = found.change(ground, &go_on) else { continue };
        if window < window_before {
            reduce(ground, &mut change, window, &go_on);
            let Some(window) = verified(ground, &change).filter(|window| *window < window_before) else { continue };
            if changes.iter().all(|(there, _)| *there != change) {
                changes.push((change, window));
            }
        }
    }
    changes
}

/// The window that is planned for the definition with a change written into it.
fn verified(ground: &Ground<'_>, change: &Change) -> Option<i64> {
    let mut bundle = ground.bundle.clone();
    Edit::apply_all(&ground.edits(change), bundle.definitions.get_mut(&ground.bundle.root)?);
    let network = build(&bundle, ground.network.business_date).ok()?;
    plan(&network, ground.start).window
}

/// What a search is given.
struct Search<'a> {
    ground: &'a Ground<'a>,
    before: &'a Plan,
    bound: i64,
    short: Short,
    options: Options,
    watch: Watch<'a>,
    searched: f64,
}

/// A schedule that was found.
struct Found {
    /// In milliseconds.
    length: i64,
    /// By activity.
    wanted: Wanted,
    /// Activities in the order of priority.
    order: Vec<usize>,
    /// Whether the dispatch rule gave it, so that no edges are needed.
    is_dispatched: bool,
}

impl Found {
    fn change(&self, ground: &Ground<'_>, go_on: &dyn Fn() -> bool) -> Option<(Change, i64)> {
        let priorities = ground.genes.ranked(self.order.iter().copied());
        if self.is_dispatched {
            let change = Change { priorities, edges: Vec::new() };
            let window = ground.window(&change)?;
            return Some((change, window));
        }
        hold(ground, &self.wanted, self.length, priorities, go_on)
    }
}

impl Search<'_> {
    fn run<const W: usize>(&self) -> Vec<Found> {
        let mut instance: Instance<W> = Instance::of(&self.ground.problem, &self.short);
        let bound = self.bound.unsigned_abs().div_ceil(instance.unit.unsigned_abs());
        instance.lower = instance.lower.max(u32::try_from(bound).unwrap_or(u32::MAX));
        let shortest = AtomicU32::new(u32::MAX);
        let threads = self.options.threads.max(1);
        let searched: Vec<(bool, Vec<Schedule>)> = std::thread::scope(|scope| {
            let search = |number: usize| {
                let (instance, shortest) = (&instance, &shortest);
                scope.spawn(move || self.thread(instance, number, shortest))
            };
            let hands: Vec<_> = (0..threads).map(search).collect();
            hands.into_iter().filter_map(|hand| hand.join().ok()).collect()
        });
        let tell = |(is_dispatched, schedules): (bool, Vec<Schedule>)| {
            schedules.into_iter().map(move |schedule| (schedule.length, is_dispatched, schedule))
        };
        let mut schedules: Vec<(u32, bool, Schedule)> = searched.into_iter().flat_map(tell).collect();
        // What needs no edges comes first among equals.
        schedules.sort_by_key(|(length, is_dispatched, _)| (*length, !is_dispatched));
        schedules.dedup_by(|a, b| a.2.start == b.2.start);
        schedules
            .into_iter()
            .map(|(_, is_dispatched, schedule)| self.found(&instance, schedule, is_dispatched))
            .collect()
    }

    /// Every second thread searches by the dispatch rule where the other way sees only part of the problem, and all when no edges may
    /// be drawn.
    fn thread<const W: usize>(
        &self,
        instance: &Instance<W>,
        number: usize,
        shortest: &AtomicU32,
    ) -> (bool, Vec<Schedule>) {
        let dispatches = !self.options.allow_edges || (!self.ground.problem.is_plain() && number % 2 == 1);
        let dispatch = dispatches.then(|| {
            let rehearsal = Rehearsal::new(&self.ground.network, self.ground.start);
            Dispatch::new(rehearsal, &self.ground.genes, &self.ground.problem, instance)
        });
        let seed = self.options.seed.wrapping_mul(1 << 8).wrapping_add(number as u64);
        let mut evolution = Evolution::new(instance, dispatch, seed);
        let is_by_clock = self.options.schedules.is_none();
        let go_on = |length: u32, made: u64| {
            if (self.watch.is_cancelled)() {
                return false;
            }
            if let Some(most) = self.options.schedules {
                return made < most;
            }
            shortest.fetch_min(length, Ordering::Relaxed);
            let is_done = is_by_clock && shortest.load(Ordering::Relaxed) <= instance.lower;
            !is_done && (self.watch.spent)() < self.searched
        };
        evolution.run(&[self.known(instance)], &go_on);
        (dispatches, std::mem::take(&mut evolution.elite.0))
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
            wanted[problem.tasks[*task].activity] = Some((start, problem.finish(*task, start)));
        }
        let mut list = schedule.list;
        if !is_dispatched {
            list.sort_by_key(|at| (schedule.start[*at as usize], *at));
        }
        let order = list.iter().map(|at| problem.tasks[instance.tasks[*at as usize]].activity).collect();
        Found { length: i64::from(schedule.length) * instance.unit, wanted, order, is_dispatched }
    }
}
