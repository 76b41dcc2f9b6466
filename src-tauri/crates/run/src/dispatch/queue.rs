//! What is ready and waits for its turn.

use super::classes::{Class, Classes};
use super::rank::{Key, Rank};
use super::resources::{Resource, Resources};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Ready activities, by class and rank. Buffers are kept, so that a warm queue does not allocate.
#[derive(Clone, Debug, Default)]
pub struct ReadyQueue {
    lines: Vec<Line>,
    /// The classes whose line is not empty, in no order.
    open: Vec<Class>,
    /// Room for [`ReadyQueue::dispatch`]: the first of every line that may still start, the smallest key last.
    heads: Vec<(Key, Class)>,
}

/// The ready activities of one class.
#[derive(Clone, Debug, Default)]
struct Line {
    waiting: BinaryHeap<Reverse<Key>>,
    /// What was lacking when the class was passed over last.
    lacked: Option<Resource>,
}

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

impl ReadyQueue {
    pub fn new() -> ReadyQueue {
        ReadyQueue::default()
    }

    /// Lets an activity wait for its turn. It must not be waiting already.
    #[inline]
    pub fn push(&mut self, class: Class, key: Key) {
        let at = class as usize;
        if at >= self.lines.len() {
            self.lines.resize_with(at + 1, Line::default);
        }
        if self.lines[at].waiting.is_empty() {
            self.open.push(class);
        }
        self.lines[at].waiting.push(Reverse(key));
    }

    /// Takes an activity out, for instance because it is held or skipped; its rank, if it was waiting.
    pub fn remove(&mut self, class: Class, order: u32) -> Option<Rank> {
        let line = self.lines.get_mut(class as usize)?;
        let found = line.waiting.iter().map(|key| key.0).find(|key| key.order() == order)?;
        line.waiting.retain(|key| key.0 != found);
        if line.waiting.is_empty() {
            self.open.retain(|open| *open != class);
        }
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
        self.open.iter().map(|class| self.lines[*class as usize].waiting.len()).sum()
    }

    pub fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// Everything that waits, in no order.
    pub fn waiting(&self) -> impl Iterator<Item = (Class, Rank)> {
        self.open.iter().flat_map(|class| self.lines[*class as usize].waiting.iter().map(|key| (*class, key.0.rank())))
    }

    /// What the class lacked when it was passed over last, for "queued for".
    pub fn lacked(&self, class: Class) -> Option<Resource> {
        self.lines.get(class as usize)?.lacked
    }

    /// Nobody waits any more.
    pub fn clear(&mut self) {
        for class in self.open.drain(..) {
            self.lines[class as usize].waiting.clear();
        }
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
        self.heads.clear();
        for class in &self.open {
            let line = &mut self.lines[*class as usize];
            match resources.lacking(classes.needs(*class)) {
                Some(lacking) => line.lacked = Some(lacking),
                None => self.heads.extend(line.waiting.peek().map(|key| (key.0, *class))),
            }
        }
        self.heads.sort_unstable_by(|a, b| b.cmp(a));
        let mut emptied = false;
        while let Some((key, class)) = self.heads.pop() {
            let needs = classes.needs(class);
            let line = &mut self.lines[class as usize];
            let lacking = resources.lacking(needs);
            if lacking.is_some() {
                line.lacked = lacking;
                continue;
            }
            resources.take(needs);
            line.waiting.pop();
            match line.waiting.peek() {
                Some(next) => {
                    // Few classes wait at a time, so the place is found sooner by looking at each than by halving.
                    let later = self.heads.iter().rposition(|(other, _)| *other > next.0);
                    self.heads.insert(later.map_or(0, |at| at + 1), (next.0, class));
                }
                None => emptied = true,
            }
            let freed_by = line.lacked.and_then(|resource| resources.freed_by(resource));
            start(Start { key, class, lacked: line.lacked, freed_by });
        }
        if emptied {
            let lines = &self.lines;
            self.open.retain(|class| !lines[*class as usize].waiting.is_empty());
        }
    }
}
