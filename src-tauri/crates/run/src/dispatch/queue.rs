//! What is ready and waits for its turn.

use super::classes::{Class, Classes};
use super::rank::{Key, Rank};
use super::resources::{Resource, Resources};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Ready activities, by class and rank. Buffers are kept, so that a warm queue does not allocate.
///
/// A class that lacks something sleeps until some of that is given back: until then it cannot fit, for there is no more of it. So a
/// dispatch looks only at what has become ready and at what somebody has given back.
#[derive(Clone, Debug)]
pub struct ReadyQueue {
    lines: Vec<Line>,
    /// The groups of classes to look at, a bit each; a class is of the group of its number modulo [`GROUPS`].
    awake: u64,
    /// By group, the classes that are open.
    open: [Vec<Class>; GROUPS as usize],
    /// How many activities wait.
    waiting: usize,
    /// Room for [`ReadyQueue::dispatch`]: the first of every line that may still start, the smallest key last.
    heads: Vec<(Key, Class)>,
}

/// The ready activities of one class.
#[derive(Clone, Debug, Default)]
struct Line {
    waiting: BinaryHeap<Reverse<Key>>,
    /// Somebody waits, or did when its group was looked at last.
    is_open: bool,
    is_asleep: bool,
    /// What was lacking when the class was passed over last.
    lacked: Option<Resource>,
}

/// Few nights have more classes, so a bit mostly tells one. Where it tells several, all open ones are looked at when one of them wakes.
const GROUPS: u32 = u64::BITS;

/// A start that the rule decided on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Start {
    pub key: Key,
    pub class: Class,
    /// What its class lacked when it was passed over last: for an activity that was ready before this instant, what it
    /// waited for.
    pub lacked: Option<Resource>,
    /// Who gave that back; nobody when a change of capacity did.
    pub freed_by: Option<u32>,
}

impl Default for ReadyQueue {
    fn default() -> ReadyQueue {
        ReadyQueue::new()
    }
}

impl ReadyQueue {
    pub fn new() -> ReadyQueue {
        ReadyQueue {
            lines: Vec::new(),
            awake: 0,
            open: [const { Vec::new() }; GROUPS as usize],
            waiting: 0,
            heads: Vec::new(),
        }
    }

    /// Lets an activity wait for its turn. It must not be waiting already.
    #[inline]
    pub fn push(&mut self, class: Class, key: Key) {
        let at = class as usize;
        if at >= self.lines.len() {
            self.lines.resize_with(at + 1, Line::default);
        }
        let line = &mut self.lines[at];
        let group = class % GROUPS;
        self.awake |= u64::from(!line.is_asleep) << group;
        if !std::mem::replace(&mut line.is_open, true) {
            self.open[group as usize].push(class);
        }
        line.waiting.push(Reverse(key));
        self.waiting += 1;
    }

    /// Takes an activity out, for instance because it is held or skipped; its rank, if it was waiting.
    pub fn remove(&mut self, class: Class, order: u32) -> Option<Rank> {
        let line = self.lines.get_mut(class as usize)?;
        let found = line.waiting.iter().map(|key| key.0).find(|key| key.order() == order)?;
        line.waiting.retain(|key| key.0 != found);
        self.waiting -= 1;
        Some(found.rank())
    }

    /// Gives a waiting activity another priority. Its ready time stays. False when it is not waiting.
    pub fn reprioritise(&mut self, class: Class, order: u32, critical: bool, priority: i32) -> bool {
        let Some(rank) = self.remove(class, order) else {
            return false;
        };
        self.push(class, Rank { critical, priority, ..rank }.key());
        true
    }

    /// How many are waiting.
    pub fn len(&self) -> usize {
        self.waiting
    }

    pub fn is_empty(&self) -> bool {
        self.waiting == 0
    }

    /// Everything that waits, in no order.
    pub fn waiting(&self) -> impl Iterator<Item = (Class, Rank)> {
        let lines = (0..).zip(&self.lines);
        lines.flat_map(|(class, line)| line.waiting.iter().map(move |key| (class, key.0.rank())))
    }

    /// What the class lacked when it was passed over last, for "queued for".
    pub fn lacked(&self, class: Class) -> Option<Resource> {
        self.lines.get(class as usize)?.lacked
    }

    /// Nobody waits any more.
    pub fn clear(&mut self) {
        for class in self.open.iter_mut().flat_map(|open| open.drain(..)) {
            let line = &mut self.lines[class as usize];
            line.waiting.clear();
            (line.is_open, line.is_asleep) = (false, false);
        }
        self.awake = 0;
        self.waiting = 0;
    }

    /// Starts everything that the rule lets start now, in order of rank. Each start takes its resources before `start`
    /// hears of it.
    ///
    /// Why looking only at the first of each class is the same as looking at every activity in order of rank: while this
    /// runs, resources are only taken, never given back. So when one activity of a class does not fit, no later one of
    /// that class can fit at this instant, for it needs the same and there is no more of anything; its whole line may
    /// be passed over. And until then the one to look at next, the smallest rank of all that are not passed over, is the
    /// smallest among the firsts of the lines. By induction over the activities in order of rank, both ways start
    /// the same ones with the same resources left.
    pub fn dispatch(&mut self, classes: &Classes, resources: &mut Resources, mut start: impl FnMut(Start)) {
        self.line_up(classes, resources);
        let ReadyQueue { lines, waiting, heads, .. } = self;
        let mut is_untouched = true;
        while let Some((key, class)) = heads.pop() {
            let needs = classes.needs(class);
            let line = &mut lines[class as usize];
            // The first of all has just been looked at.
            if !std::mem::take(&mut is_untouched)
                && let Some(slot) = resources.lacking_slot(needs)
            {
                line.sleep(class, slot, resources);
                continue;
            }
            resources.take(needs);
            line.waiting.pop();
            *waiting -= 1;
            if let Some(next) = line.waiting.peek() {
                // Few classes wait at a time, so the place is found sooner by looking at each than by halving.
                let later = heads.iter().rposition(|(other, _)| *other > next.0);
                heads.insert(later.map_or(0, |at| at + 1), (next.0, class));
            }
            let freed_by = line.lacked.and_then(|resource| resources.freed_by(resource));
            start(Start { key, class, lacked: line.lacked, freed_by });
        }
    }

    /// Lets the firsts of the lines that fit stand in order of rank, and the other classes sleep.
    #[inline]
    fn line_up(&mut self, classes: &Classes, resources: &mut Resources) {
        let mut awake = std::mem::take(&mut self.awake) | resources.woken();
        while awake != 0 {
            let group = awake.trailing_zeros();
            awake &= awake - 1;
            self.open[group as usize].retain(|class| {
                let line = &mut self.lines[*class as usize];
                line.is_asleep = false;
                line.is_open = match line.waiting.peek() {
                    None => false,
                    Some(first) => {
                        match resources.lacking_slot(classes.needs(*class)) {
                            Some(slot) => line.sleep(*class, slot, resources),
                            None => self.heads.push((first.0, *class)),
                        }
                        true
                    }
                };
                line.is_open
            });
        }
        if self.heads.len() > 1 {
            self.heads.sort_unstable_by(|a, b| b.cmp(a));
        }
    }
}

impl Line {
    #[inline]
    fn sleep(&mut self, class: Class, slot: u32, resources: &mut Resources) {
        self.lacked = Some(resources.resource(slot));
        self.is_asleep = true;
        resources.sleep(slot, 1 << (class % GROUPS));
    }
}
