//! The course that one night takes: when everything starts and finishes.

use super::given::{Given, Try};
use super::handover::Handovers;
use crate::compact::{Compact, Ended, LinkFate, needed};
use crate::night::{Draws, Fate, NEVER, Night};
use crate::patience::Patience;
use daybreak_model::network::{Index, Network};
use daybreak_model::time::Timestamp;
use daybreak_run::dispatch::{Order, Resource};
use std::collections::HashMap;

/// By position in the network; times in milliseconds from the start of Begin.
pub struct Course {
    pub taken: Vec<Taken>,
    /// When the last link that it needed came; [`NEVER`] when it did not.
    pub linked: Vec<i64>,
    /// When it was ready: linked, and not before its time.
    pub ready: Vec<i64>,
    pub start: Vec<i64>,
    pub finish: Vec<i64>,
    /// An order in which everything comes after what it waited for. What never starts is not in it.
    pub sequence: Vec<Index>,
    /// Resources handed over, from who gave them back to who took them.
    pub handovers: Vec<(Index, Index)>,
    /// What each start had to wait for.
    pub waited: Vec<Option<Waited>>,
    /// From when to when what was tried again held its resources, attempt by attempt.
    pub holds: HashMap<Index, Vec<(i64, i64)>>,
    /// What it lacks that stands ready for ever.
    pub lacks: Vec<Option<Resource>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    Yes,
    No,
    /// It waits for ever.
    Never,
}

/// The resource that a start had to wait for, and who gave it back; nobody when a pool's hours did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waited {
    pub resource: Resource,
    pub freed_by: Option<Index>,
}

impl Course {
    fn new(count: usize) -> Course {
        Course {
            taken: vec![Taken::Never; count],
            linked: vec![NEVER; count],
            ready: vec![NEVER; count],
            start: vec![NEVER; count],
            finish: vec![NEVER; count],
            sequence: Vec::with_capacity(count),
            handovers: Vec::new(),
            waited: vec![None; count],
            holds: HashMap::new(),
            lacks: vec![None; count],
        }
    }

    /// When a link came, and whether it was taken; nothing while its source has not ended, or when it waits for a person.
    pub fn arrival(&self, network: &Network, given: &Given, link: usize) -> Option<(i64, bool)> {
        let link = &network.links[link];
        let finish = self.finish[link.from];
        match self.taken[link.from] {
            Taken::Never => None,
            Taken::No => Some((finish, false)),
            Taken::Yes => match given.fate(network, link) {
                LinkFate::Taken => Some((finish.saturating_add(given.lag(link)), true)),
                LinkFate::Dead => Some((finish, false)),
                LinkFate::Waits => None,
            },
        }
    }
}

/// The course when nobody takes any resource: one pass in topological order.
pub fn without_resources(network: &Network, given: &Given) -> Course {
    let mut course = Course::new(network.activities.len());
    let mut satisfied = Vec::new();
    for at in network.topological_order() {
        let incoming = network.incoming(at);
        let need = needed(network.activities[at].join, incoming.len()) as usize;
        let (mut linked, mut waits) = (0, false);
        satisfied.clear();
        for link in incoming {
            // In topological order every source has its times, unless it waits for ever.
            let Some((arrival, is_taken)) = course.arrival(network, given, *link) else {
                waits = true;
                continue;
            };
            linked = linked.max(arrival);
            if is_taken {
                satisfied.push(arrival);
            }
        }
        let is_enough = incoming.is_empty() || satisfied.len() >= need;
        if is_enough && need > 0 && need < incoming.len() {
            linked = *satisfied.select_nth_unstable(need - 1).1;
        }
        if waits && !is_enough {
            continue;
        }
        let taken = is_enough || !satisfied.is_empty();
        course.sequence.push(at);
        course.linked[at] = linked;
        let not_before = if taken { given.not_before[at] } else { 0 };
        let ready = linked.max(not_before);
        course.ready[at] = ready;
        course.start[at] = ready;
        course.taken[at] = if taken { Taken::Yes } else { Taken::No };
        let span = if taken { given.span[at] } else { 0 };
        let until = if taken { given.until[at] } else { 0 };
        course.finish[at] = ready.saturating_add(span).max(until);
    }
    course
}

/// The course under the dispatch rule, with all resources.
pub fn with_resources(network: &Network, given: &Given, start: Timestamp) -> Course {
    let compact = Compact::of(network, start).with_times(|ms| given.rounded(ms));
    let mut night = Night::new(&compact);
    let mut handovers = Handovers::new(&compact);
    night.run(&compact, &Steady { given, order: &compact.order }, &mut handovers);
    let mut course = Course::new(compact.count());
    for at in 0..compact.count() {
        let (index, passage) = (compact.order.activity(at as u32), night.of(at as u32));
        course.linked[index] = passage.linked;
        course.start[index] = passage.start;
        course.finish[index] = passage.finish;
        course.taken[index] = match passage.fate {
            Fate::Open => Taken::Never,
            Fate::NotTaken => Taken::No,
            Fate::Ended(_) => Taken::Yes,
        };
        course.ready[index] = match passage.fate {
            Fate::NotTaken => passage.linked,
            _ => passage.linked.max(given.not_before[index]),
        };
        course.lacks[index] = night.lacks(&compact, at as u32);
        course.waited[index] = handovers.waited[at]
            .map(|w| Waited { resource: w.resource, freed_by: w.freed_by.map(|by| compact.order.activity(by)) });
    }
    let activity = |place: &u32| compact.order.activity(*place);
    course.sequence = handovers.sequence.iter().map(activity).collect();
    let arcs = handovers.arcs.iter().map(|(from, to)| (activity(from), activity(to)));
    // What passes between attempts, before the giver's last finish or after the taker's first start, binds no whole activity.
    course.handovers = arcs.filter(|(from, to)| course.start[*to] >= course.finish[*from]).collect();
    for (by, from, to) in handovers.held {
        let by = activity(&by);
        if given.tries.contains_key(&by) || given.patience.contains_key(&by) {
            course.holds.entry(by).or_default().push((from, to));
        }
    }
    course
}

/// The night's durations and branches, by place in the order.
pub struct Steady<'a> {
    pub given: &'a Given,
    pub order: &'a Order,
}

impl Steady<'_> {
    fn attempt(&self, index: Index, number: u32) -> Option<&Try> {
        if self.given.tries.is_empty() { None } else { self.given.tries.get(&index)?.get(number as usize) }
    }
}

impl Draws for Steady<'_> {
    fn span(&self, at: u32, attempt: u32) -> i64 {
        let index = self.order.activity(at);
        self.attempt(index, attempt).map_or(self.given.span[index], |attempt| attempt.span)
    }

    fn again(&self, at: u32, attempt: u32) -> Option<i64> {
        self.attempt(self.order.activity(at), attempt)?.again
    }

    fn until(&self, at: u32, _stated: i64) -> i64 {
        self.given.until[self.order.activity(at)]
    }

    fn patience(&self, at: u32) -> Option<&Patience> {
        if self.given.patience.is_empty() { None } else { self.given.patience.get(&self.order.activity(at)) }
    }

    fn ended(&self, at: u32) -> Ended {
        self.given.ended[self.order.activity(at)]
    }
}
