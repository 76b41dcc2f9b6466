//! A genetic algorithm with two populations, of schedules pushed early and of schedules pushed late (Debels and Vanhoucke 2007).
//!
//! A child is made of two parents of one population and goes, scheduled in the other direction of time, into the other population: so
//! every schedule is at the same time justified (Valls, Ballestín and Quintanilla 2005). The father gives the part of his list that lies
//! in a stretch where resources are full, the mother the order of what is before and after.

use super::decode::{Decoder, Way};
use super::dispatch::Dispatch;
use super::elite::Elite;
use super::instance::Instance;
use super::sample::Sampler;
use crate::dice::Dice;

/// Schedules in each population.
const POPULATION: usize = 100;

/// How often a child is changed by chance.
const MUTATION: f64 = 0.3;

/// Swaps of neighbours in a child that is changed.
const SWAPS: usize = 3;

/// The least and the most that the father gives, as shares of his schedule's length.
const GIVEN: (f64, f64) = (0.25, 0.75);

/// Generations without a better schedule before the populations are made anew.
const MAX_STALL: usize = 400;

/// Nights of more units than this are crossed by place in the list, not by time.
const MAX_MOMENTS: usize = 1 << 15;

#[derive(Clone, Debug, Default)]
struct Individual {
    /// For the other direction.
    list: Vec<u16>,
    finish: Vec<u32>,
    length: u32,
}

/// A search under way.
pub struct Evolution<'a, const W: usize> {
    instance: &'a Instance<W>,
    decoder: Decoder<W>,
    /// Schedules forward by the dispatch rule instead of the serial scheme.
    dispatch: Option<Dispatch<'a>>,
    sampler: Sampler,
    dice: Dice,
    early: Vec<Individual>,
    late: Vec<Individual>,
    pub elite: Elite,
    child: Vec<u16>,
    mark: Vec<Part>,
    usage: Vec<i64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Before,
    Given,
    After,
}

impl<'a, const W: usize> Evolution<'a, W> {
    pub fn new(instance: &'a Instance<W>, dispatch: Option<Dispatch<'a>>, seed: u64) -> Self {
        Evolution {
            instance,
            decoder: Decoder::new(instance),
            dispatch,
            sampler: Sampler::new(instance),
            dice: Dice::new(seed),
            early: Vec::new(),
            late: Vec::new(),
            elite: Elite::default(),
            child: Vec::new(),
            mark: vec![Part::Before; instance.count()],
            usage: Vec::new(),
        }
    }

    /// Searches until a schedule is as short as can be or `go_on` says no; it is told the shortest length and how many schedules have been
    /// made. `known` are lists to begin with.
    pub fn run(&mut self, known: &[Vec<u16>], go_on: &dyn Fn(u32, u64) -> bool) {
        while self.is_open(go_on) {
            self.begin(known, go_on);
            let mut stall = 0;
            let mut way = Way::Backward;
            while stall < MAX_STALL && self.is_open(go_on) {
                let before = self.elite.length();
                self.generation(way, go_on);
                stall = if self.elite.length() < before { 0 } else { stall + 1 };
                way = way.other();
            }
        }
    }

    fn is_open(&self, go_on: &dyn Fn(u32, u64) -> bool) -> bool {
        self.elite.length() > self.instance.lower && go_on(self.elite.length(), self.decoder.made)
    }

    /// Populations of what is known and of schedules drawn by chance.
    fn begin(&mut self, known: &[Vec<u16>], go_on: &dyn Fn(u32, u64) -> bool) {
        self.early.clear();
        self.late.clear();
        let mut list = Vec::new();
        for at in 0..POPULATION {
            if at > 0 && !self.is_open(go_on) {
                return;
            }
            match known.get(at) {
                Some(known) => list.clone_from(known),
                None => self.sampler.draw(self.instance, &mut self.dice, &mut list),
            }
            let mut one = Individual { length: self.forward(&list), ..Individual::default() };
            self.decoder.list_back(Way::Forward, &mut one.list);
            one.finish.clone_from(&self.decoder.finish);
            self.late.push(Individual { length: u32::MAX, ..one.clone() });
            self.early.push(one);
        }
    }

    fn forward(&mut self, list: &[u16]) -> u32 {
        let length = match &mut self.dispatch {
            None => self.decoder.run(self.instance, Way::Forward, list),
            Some(dispatch) => {
                self.decoder.made += 1;
                dispatch.run(self.instance, list, &mut self.decoder)
            }
        };
        self.elite.offer(length, list, &self.decoder.start);
        length
    }

    /// Children of one population into the other, in its direction of time.
    fn generation(&mut self, way: Way, go_on: &dyn Fn(u32, u64) -> bool) {
        let (from, mut to) = match way {
            Way::Backward => (std::mem::take(&mut self.early), std::mem::take(&mut self.late)),
            Way::Forward => (std::mem::take(&mut self.late), std::mem::take(&mut self.early)),
        };
        let mut child = std::mem::take(&mut self.child);
        let mut news = Vec::new();
        for at in 0..from.len() {
            if at % 8 == 7 && !self.is_open(go_on) {
                break;
            }
            let (a, b) = (self.dice.below(from.len()), self.dice.below(from.len()));
            let mother = if from[a].length <= from[b].length { a } else { b };
            self.cross(&from[at], &from[mother], &mut child);
            if self.dice.share() < MUTATION {
                self.mutate(way, &mut child);
            }
            let length = match way {
                Way::Forward => self.forward(&child),
                Way::Backward => self.decoder.run(self.instance, way, &child),
            };
            let slot = &mut to[at];
            if length <= slot.length {
                slot.length = length;
                self.decoder.list_back(way, &mut slot.list);
                slot.finish.clone_from(&self.decoder.finish);
                if way == Way::Backward && length < self.elite.length() {
                    news.push(at);
                }
            }
        }
        // A better schedule that is pushed late is worth nothing before it has been pushed early.
        for at in news {
            self.forward(&to[at].list);
        }
        self.child = child;
        match way {
            Way::Backward => (self.early, self.late) = (from, to),
            Way::Forward => (self.late, self.early) = (from, to),
        }
    }

    /// The father's list in a part of it, the mother's order of what is before and after.
    fn cross(&mut self, father: &Individual, mother: &Individual, child: &mut Vec<u16>) {
        let (first, last) = self.peak(father);
        let parts = [(0..first, Part::Before), (first..last, Part::Given), (last..father.list.len(), Part::After)];
        for (range, part) in parts {
            father.list[range].iter().for_each(|at| self.mark[*at as usize] = part);
        }
        child.clone_from(&father.list);
        let (mut before, mut after) = (0, last);
        for at in &mother.list {
            match self.mark[*at as usize] {
                Part::Before => {
                    child[before] = *at;
                    before += 1;
                }
                Part::After => {
                    child[after] = *at;
                    after += 1;
                }
                Part::Given => {}
            }
        }
    }

    /// The part of the list whose tasks finish in the fullest stretch of a length that is drawn by chance.
    fn peak(&mut self, father: &Individual) -> (usize, usize) {
        let latest = father.finish.iter().copied().max().unwrap_or(0) as usize;
        let share = GIVEN.0 + self.dice.share() * (GIVEN.1 - GIVEN.0);
        if latest == 0 || latest > MAX_MOMENTS {
            let count = father.list.len();
            let length = (count as f64 * share) as usize;
            let first = self.dice.below(count - length + 1);
            return (first, first + length);
        }
        self.use_over_time(father, latest);
        let length = ((latest as f64 * share) as usize).clamp(1, latest);
        let full = |start: usize| self.usage[start + length] - self.usage[start];
        let start = (0..=latest - length).rev().max_by_key(|start| full(*start)).unwrap_or(0);
        let (from, to) = (start as u32, (start + length) as u32);
        let first = father.list.partition_point(|at| father.finish[*at as usize] > to);
        let last = father.list.partition_point(|at| father.finish[*at as usize] > from);
        (first, last)
    }

    /// How much has been used of all resources up to each moment.
    fn use_over_time(&mut self, father: &Individual, latest: usize) {
        self.usage.clear();
        self.usage.resize(latest + 2, 0);
        for (at, finish) in father.finish.iter().enumerate() {
            let weight = i64::from(self.instance.weight[at]);
            self.usage[(*finish - self.instance.duration[at]) as usize + 1] += weight;
            self.usage[*finish as usize + 1] -= weight;
        }
        let (mut level, mut sum) = (0, 0);
        for usage in &mut self.usage[1..] {
            level += *usage;
            sum += level;
            *usage = sum;
        }
    }

    /// Swaps some neighbours in the list that no link keeps in order.
    fn mutate(&mut self, way: Way, child: &mut [u16]) {
        for _ in 0..SWAPS.min(child.len().saturating_sub(1)) {
            let at = self.dice.below(child.len() - 1);
            let (one, next) = (child[at], child[at + 1]);
            let is_linked = |(from, _): &(u32, u32)| *from == u32::from(one);
            if !self.instance.side(way).links(next as usize).iter().any(is_linked) {
                child.swap(at, at + 1);
            }
        }
    }
}
