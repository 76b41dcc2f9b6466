//! The order in which the nights of a block are gone through, and where each step's finishes are kept meanwhile.

use crate::compact::{Compact, Ended, LONG_AGO, LinkFate, NONE};
use crate::monte_carlo::sampler::Sampler;
use daybreak_model::network::{Index, Network};

/// What all workers share: the network in topological order.
pub struct Course {
    pub steps: Vec<Step>,
    pub links: Vec<Source>,
    /// By place: its position in `steps`.
    step_of: Vec<u32>,
    /// How many slots there are for finishes.
    pub slots: usize,
    /// How many steps are joins whose links differ from night to night.
    pub joins: u32,
    /// How many steps wait for an arrival.
    pub arrivals: u32,
}

pub struct Step {
    pub at: u32,
    /// Where its finishes are kept until nothing looks at them any more; then another step has the slot. So those of a large
    /// network fit the processor's nearest cache.
    pub slot: u32,
    /// Its links in [`Course::links`]; of a join in the order of [`Compact::incoming`].
    pub links: (u32, u32),
    pub not_before: i32,
    /// Does not finish before; less than nothing when there is no such time.
    pub until: i32,
    /// Its place among what waits for an arrival, which then says in place of `until` when it may finish; or [`NONE`].
    pub arrival: u32,
    /// Its place among joins whose links differ from night to night; or [`NONE`] when all its links are sure to be taken or sure
    /// to be dead, and it needs all of them.
    pub join: u32,
    pub certainty: Certainty,
}

/// What is known of an activity whatever chance gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    Taken,
    NotTaken,
    Unknown,
}

#[derive(Clone, Copy)]
pub struct Source {
    pub from: u32,
    /// Where its finishes are kept.
    pub slot: u32,
    pub lag: i32,
}

impl Course {
    pub fn new(network: &Network, compact: &Compact, sampler: &Sampler) -> Course {
        let count = compact.count();
        let mut certainty = vec![Certainty::Unknown; count];
        let (steps, step_of) = (Vec::with_capacity(count), vec![0; count]);
        let mut course = Course { steps, links: Vec::new(), step_of, slots: 0, joins: 0, arrivals: 0 };
        for index in by_level(network, compact) {
            course.push(compact, sampler, compact.order.place(index), &mut certainty);
        }
        let promised = network.deadlines.iter().map(|deadline| compact.order.place(deadline.activity));
        let last_read = course.last_read(compact, promised.chain([compact.end]));
        course.give_slots(compact, last_read);
        course
    }

    /// Where the finishes of an activity are kept.
    pub fn slot(&self, at: u32) -> usize {
        self.step(at).slot as usize
    }

    pub fn step(&self, at: u32) -> &Step {
        &self.steps[self.step_of[at as usize] as usize]
    }

    fn push(&mut self, compact: &Compact, sampler: &Sampler, at: u32, certainty: &mut [Certainty]) {
        let activity = &compact.activities[at as usize];
        let first = self.links.len();
        let mut live = 0;
        // Taken links first: of links that come at the same moment a taken one is named as the driver.
        for wanted in [Certainty::Taken, Certainty::NotTaken] {
            for position in compact.incoming(at) {
                let from = compact.from[*position as usize];
                if link_certainty(compact, sampler, *position, certainty[from as usize]) == wanted {
                    let lag = sampler.ticks(compact.links[*position as usize].lag);
                    self.links.push(Source { from, slot: 0, lag: if wanted == Certainty::Taken { lag } else { 0 } });
                }
            }
            live = if wanted == Certainty::Taken { self.links.len() - first } else { live };
        }
        let is_known = self.links.len() - first == compact.incoming(at).len();
        let count = compact.incoming(at).len();
        certainty[at as usize] = match (is_known, live) {
            (true, 0) if count > 0 => Certainty::NotTaken,
            (true, _) => Certainty::Taken,
            (false, _) => Certainty::Unknown,
        };
        let needs_all = is_known && activity.need as usize == count;
        if !needs_all {
            self.links.truncate(first);
            let source = |position: &u32| Source {
                from: compact.from[*position as usize],
                slot: 0,
                lag: sampler.ticks(compact.links[*position as usize].lag),
            };
            self.links.extend(compact.incoming(at).iter().map(source));
        }
        // What is not taken waits for no time.
        let is_taken = certainty[at as usize] != Certainty::NotTaken;
        let moment = |at: i64| if at == LONG_AGO || !is_taken { -1 } else { sampler.ticks(at) };
        self.step_of[at as usize] = self.steps.len() as u32;
        let rest = &compact.rest[at as usize];
        let step = Step {
            at,
            slot: 0,
            links: (first as u32, self.links.len() as u32),
            not_before: moment(rest.not_before).max(0),
            until: moment(rest.until),
            arrival: next_if(is_taken && sampler.arrives(at), &mut self.arrivals),
            join: next_if(!needs_all, &mut self.joins),
            certainty: certainty[at as usize],
        };
        self.steps.push(step);
    }

    /// By place, the position of the last step that looks at its finishes; no step's for what is to be `kept` to the end of the
    /// night.
    fn last_read(&self, compact: &Compact, kept: impl Iterator<Item = u32>) -> Vec<usize> {
        let mut last = vec![0; self.steps.len()];
        for (position, step) in self.steps.iter().enumerate() {
            last[step.at as usize] = position;
            sources(compact, step.at).for_each(|from| last[from as usize] = position);
        }
        kept.for_each(|at| last[at as usize] = usize::MAX);
        last
    }

    fn give_slots(&mut self, compact: &Compact, mut last_read: Vec<usize>) {
        let (mut free, mut slot_of) = (Vec::new(), vec![0; self.steps.len()]);
        for (position, step) in self.steps.iter_mut().enumerate() {
            let (first, past) = step.links;
            for link in &mut self.links[first as usize..past as usize] {
                link.slot = slot_of[link.from as usize];
            }
            // A step looks at its sources before it writes its own finishes, and may have the slot of one.
            for from in sources(compact, step.at) {
                if last_read[from as usize] == position {
                    last_read[from as usize] = usize::MAX;
                    free.push(slot_of[from as usize]);
                }
            }
            step.slot = free.pop().unwrap_or_else(|| {
                self.slots += 1;
                self.slots as u32 - 1
            });
            slot_of[step.at as usize] = step.slot;
            if last_read[step.at as usize] == position {
                free.push(step.slot);
            }
        }
    }
}

impl Step {
    /// Whether the clock may hold it up.
    pub fn is_timed(&self) -> bool {
        self.not_before > 0 || self.until >= 0
    }
}

/// All activities, what comes after as many others in the order of place, for so they lie in memory.
fn by_level(network: &Network, compact: &Compact) -> Vec<Index> {
    let mut order = network.topological_order();
    let mut level = vec![0u32; order.len()];
    for at in &order {
        let before = network.incoming(*at).iter().map(|link| level[network.links[*link].from] + 1);
        level[*at] = before.max().unwrap_or(0);
    }
    order.sort_by_key(|at| (level[*at], compact.order.place(*at)));
    order
}

fn sources(compact: &Compact, at: u32) -> impl Iterator<Item = u32> {
    compact.incoming(at).iter().map(|position| compact.from[*position as usize])
}

/// The next number if it is wanted, else [`NONE`].
fn next_if(is_wanted: bool, next: &mut u32) -> u32 {
    let number = *next;
    *next += u32::from(is_wanted);
    if is_wanted { number } else { NONE }
}

/// Whether a link is taken, whatever chance gives.
fn link_certainty(compact: &Compact, sampler: &Sampler, position: u32, source: Certainty) -> Certainty {
    let from = compact.from[position as usize];
    let link = &compact.links[position as usize];
    let after_failure = compact.activities[from as usize].after_failure;
    if source != Certainty::Taken {
        return source;
    }
    let well = match sampler.sure_branch(from) {
        Some(branch) => Ended::Chose(branch),
        None if sampler.decides(from) => return Certainty::Unknown,
        None => Ended::Well,
    };
    let fate = link.when.fate(well, after_failure);
    if sampler.may_fail(from) && link.when.fate(Ended::Failed, after_failure) != fate {
        return Certainty::Unknown;
    }
    if fate == LinkFate::Taken { Certainty::Taken } else { Certainty::NotTaken }
}
