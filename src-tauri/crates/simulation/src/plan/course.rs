//! The course that the planned night takes: when everything starts and finishes.

use super::given::Given;
use super::handover::Handovers;
use crate::compact::{Compact, Ended, needed};
use crate::night::{Draws, Fate, NEVER, Night};
use daybreak_model::network::{Index, Network};
use daybreak_model::time::Timestamp;
use daybreak_run::dispatch::{Order, Resource};

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
            lacks: vec![None; count],
        }
    }

    /// When a link came, and whether it was taken; nothing while its source has not ended.
    pub fn arrival(&self, network: &Network, given: &Given, link: usize) -> Option<(i64, bool)> {
        let link = &network.links[link];
        match self.taken[link.from] {
            Taken::Never => None,
            Taken::Yes if given.takes(link) => Some((self.finish[link.from].saturating_add(link.lag.ms()), true)),
            Taken::Yes | Taken::No => Some((self.finish[link.from], false)),
        }
    }
}

/// The course when nobody takes any resource: one pass in topological order.
pub fn without_resources(network: &Network, given: &Given) -> Course {
    let mut course = Course::new(network.activities.len());
    course.sequence = network.topological_order();
    let mut satisfied = Vec::new();
    for position in 0..course.sequence.len() {
        let at = course.sequence[position];
        let incoming = network.incoming(at);
        let need = needed(network.activities[at].join, incoming.len()) as usize;
        let (mut linked, mut taken) = (0, incoming.is_empty());
        satisfied.clear();
        for link in incoming {
            // In topological order every source has its times.
            let Some((arrival, is_taken)) = course.arrival(network, given, *link) else { continue };
            linked = linked.max(arrival);
            taken |= is_taken;
            if is_taken && need < incoming.len() {
                satisfied.push(arrival);
            }
        }
        if satisfied.len() >= need && need > 0 {
            linked = *satisfied.select_nth_unstable(need - 1).1;
        }
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
    let compact = Compact::of(network, start);
    let mut night = Night::new(&compact);
    let mut handovers = Handovers::new(&compact);
    night.run(&compact, &Planned { given, order: &compact.order }, &mut handovers);
    let mut course = Course::new(compact.count());
    for at in 0..compact.count() {
        let index = compact.order.activity(at as u32);
        course.linked[index] = night.linked(at as u32);
        course.start[index] = night.start[at];
        course.finish[index] = night.finish[at];
        course.taken[index] = match night.fate[at] {
            Fate::Open => Taken::Never,
            Fate::NotTaken => Taken::No,
            Fate::Ended(_) => Taken::Yes,
        };
        course.ready[index] = match night.fate[at] {
            Fate::NotTaken => night.linked(at as u32),
            _ => night.linked(at as u32).max(given.not_before[index]),
        };
        course.lacks[index] = night.lacks(&compact, at as u32);
        course.waited[index] = handovers.waited[at]
            .map(|w| Waited { resource: w.resource, freed_by: w.freed_by.map(|by| compact.order.activity(by)) });
    }
    let activity = |place: &u32| compact.order.activity(*place);
    course.sequence = handovers.sequence.iter().map(activity).collect();
    course.handovers = handovers.arcs.iter().map(|(from, to)| (activity(from), activity(to))).collect();
    course
}

/// The plan's durations and branches, by place in the order.
struct Planned<'a> {
    given: &'a Given,
    order: &'a Order,
}

impl Draws for Planned<'_> {
    fn span(&self, at: u32, _attempt: u32) -> i64 {
        self.given.span[self.order.activity(at)]
    }

    fn again(&self, _at: u32, _attempt: u32) -> Option<i64> {
        None
    }

    fn ended(&self, at: u32) -> Ended {
        self.given.ended[self.order.activity(at)]
    }
}
