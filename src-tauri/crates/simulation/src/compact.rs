//! A network in small arrays, numbered in the order of the dispatch rule, for simulating one night after another.

use daybreak_model::definition::Outcome;
use daybreak_model::network::{AfterFailure, Index, Network, Part};
use daybreak_model::node::Join;
use daybreak_model::time::Timestamp;
use daybreak_run::dispatch::{Class, Classes, Order, Urgency};

/// No activity, or no moment.
pub const NONE: u32 = u32::MAX;
/// Before any moment.
pub const LONG_AGO: i64 = i64::MIN;

/// Times are from the start of Begin, in milliseconds unless they are [told otherwise](Compact::with_times); activities are numbered by
/// their place in [`Order`].
#[derive(Clone, Debug)]
pub struct Compact {
    pub order: Order,
    pub classes: Classes,
    pub activities: Vec<Slim>,
    pub rest: Vec<Rest>,
    /// Links out of each activity, one after another; see [`Slim::links`].
    pub links: Vec<SlimLink>,
    /// Links into each activity, in order of the place they come from.
    pub incoming: Vec<u32>,
    /// The place each link comes from, by its position in `links`.
    pub from: Vec<u32>,
    pub capacities: Vec<u32>,
    pub locks: usize,
    /// Changes of capacity in order of time: when, which pool, how much.
    pub hours: Vec<(i64, u32, u32)>,
    pub begin: u32,
    pub end: u32,
    /// The moment of the start of Begin.
    pub start: Timestamp,
}

/// What every event of a night reads of an activity; small, so that many lie close together.
#[derive(Clone, Debug)]
pub struct Slim {
    /// Its links in [`Compact::links`]: the first, and one past the last.
    pub links: (u32, u32),
    /// How many incoming links must be satisfied, from 1 to the number of links into it.
    pub need: u32,
    pub class: Class,
    pub urgency: Urgency,
    pub takes_resources: bool,
    /// Passes at once, before anything is dispatched.
    pub instant: bool,
    /// It has a time before which it does not start or does not finish.
    pub is_timed: bool,
    /// It is the border of a group or subflow.
    pub is_border: bool,
    pub after_failure: AfterFailure,
}

/// What is read of an activity now and then.
#[derive(Clone, Debug)]
pub struct Rest {
    /// Its links in [`Compact::incoming`].
    pub incoming: (u32, u32),
    /// The opening border when this is the closing one.
    pub opens: u32,
    pub closes: u32,
    /// Does not start before.
    pub not_before: i64,
    /// Does not finish before: a wait for a time.
    pub until: i64,
}

#[derive(Clone, Copy, Debug)]
pub struct SlimLink {
    pub to: u32,
    pub when: When,
    pub lag: i64,
}

/// On which end of its source a link is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    Success,
    Failure,
    Completion,
    /// A decision that chose this branch.
    Branch(u32),
}

/// What becomes of a link when its source has come to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkFate {
    Taken,
    Dead,
    /// It stays open for ever.
    Waits,
}

/// How an activity that was taken ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    Well,
    Failed,
    /// A decision, by the branch that it chose; [`NONE`] when no condition held.
    Chose(u32),
}

impl When {
    pub fn of(link: &daybreak_model::network::Link) -> When {
        match (link.branch, link.on) {
            (Some(branch), _) => When::Branch(branch as u32),
            (None, Outcome::Success) => When::Success,
            (None, Outcome::Failure) => When::Failure,
            (None, Outcome::Completion) => When::Completion,
        }
    }

    /// What becomes of such a link.
    pub fn fate(self, ended: Ended, after_failure: AfterFailure) -> LinkFate {
        let taken = |yes: bool| if yes { LinkFate::Taken } else { LinkFate::Dead };
        match (self, ended) {
            (When::Branch(branch), Ended::Chose(chosen)) => taken(chosen == branch),
            (When::Success | When::Branch(_), Ended::Failed) => match after_failure {
                AfterFailure::Waits => LinkFate::Waits,
                AfterFailure::Continue => LinkFate::Taken,
                AfterFailure::Handled => LinkFate::Dead,
            },
            (When::Failure, _) => taken(ended == Ended::Failed),
            (When::Success | When::Completion | When::Branch(_), _) => LinkFate::Taken,
        }
    }
}

/// How many of `incoming` links a join needs.
pub fn needed(join: Join, incoming: usize) -> u32 {
    let incoming = incoming as u32;
    match join {
        Join::All => incoming,
        Join::Any => 1,
        Join::AtLeast(count) => count.clamp(1, incoming.max(1)),
    }
}

/// Milliseconds in ticks of so many, rounded; what is less than nothing is nothing unless a tick is a millisecond.
pub fn in_ticks(ms: i64, tick_ms: i64) -> i64 {
    if tick_ms == 1 { ms } else { (ms.max(0) + tick_ms / 2) / tick_ms }
}

/// The moment as milliseconds from `start`.
pub fn since(start: Timestamp, at: Timestamp) -> i64 {
    at.ms().saturating_sub(start.ms())
}

/// The start of Begin when a run is started at `start`: Begin itself may have to wait.
pub fn start_of_begin(network: &Network, start: Timestamp) -> Timestamp {
    network.activities[network.begin].not_before.map_or(start, |t| t.max(start))
}

impl Compact {
    /// The compact form for a run whose Begin starts at `start`.
    pub fn of(network: &Network, start: Timestamp) -> Compact {
        let order = Order::of(network);
        let (mut classes, class_of) = Classes::of(network);
        let nothing = classes.class(&daybreak_model::network::Demand::default());
        let mut compact = Compact {
            activities: Vec::with_capacity(network.activities.len()),
            rest: Vec::with_capacity(network.activities.len()),
            links: Vec::with_capacity(network.links.len()),
            incoming: Vec::with_capacity(network.links.len()),
            from: Vec::with_capacity(network.links.len()),
            capacities: network.pools.iter().map(|p| p.at(start)).collect(),
            locks: network.locks.len(),
            hours: hours(network, start),
            begin: order.place(network.begin),
            end: order.place(network.end),
            start,
            order,
            classes,
        };
        let mut position = vec![0u32; network.links.len()];
        for at in 0..network.activities.len() as u32 {
            let index = compact.order.activity(at);
            let first = compact.links.len() as u32;
            for link in network.outgoing(index) {
                let whole = &network.links[*link];
                position[*link] = compact.links.len() as u32;
                let to = compact.order.place(whole.to);
                compact.links.push(SlimLink { to, when: When::of(whole), lag: whole.lag.ms() });
                compact.from.push(at);
            }
            compact.activities.push(slim(
                network,
                index,
                (first, compact.links.len() as u32),
                class_of[index],
                nothing,
            ));
            let rest = rest(network, index, start, &compact.order);
            compact.activities[at as usize].is_timed = rest.not_before != LONG_AGO || rest.until != LONG_AGO;
            compact.rest.push(rest);
        }
        for at in 0..compact.activities.len() as u32 {
            let first = compact.incoming.len() as u32;
            let links = network.incoming(compact.order.activity(at));
            compact.incoming.extend(links.iter().map(|l| position[*l]));
            compact.incoming[first as usize..].sort_unstable();
            compact.rest[at as usize].incoming = (first, compact.incoming.len() as u32);
        }
        compact
    }

    /// The same with all lags and moments as `told`.
    pub fn with_times(mut self, told: impl Fn(i64) -> i64) -> Compact {
        let moment = |at: i64| if at == LONG_AGO { at } else { told(at) };
        for rest in &mut self.rest {
            (rest.not_before, rest.until) = (moment(rest.not_before), moment(rest.until));
        }
        self.links.iter_mut().for_each(|link| link.lag = told(link.lag));
        self.hours.iter_mut().for_each(|(at, ..)| *at = told(*at));
        self
    }

    pub fn count(&self) -> usize {
        self.activities.len()
    }

    /// Links into an activity, by their position in `links`.
    pub fn incoming(&self, at: u32) -> &[u32] {
        let (first, last) = self.rest[at as usize].incoming;
        &self.incoming[first as usize..last as usize]
    }

    /// Positions in `links` of the links out of an activity.
    pub fn outgoing(&self, at: u32) -> std::ops::Range<usize> {
        let (first, last) = self.activities[at as usize].links;
        first as usize..last as usize
    }
}

fn slim(network: &Network, index: Index, links: (u32, u32), class: Class, nothing: Class) -> Slim {
    let activity = &network.activities[index];
    let included = activity.included;
    Slim {
        links,
        need: needed(activity.join, network.incoming(index).len()),
        class: if included { class } else { nothing },
        urgency: Urgency::of(activity.critical, activity.priority),
        takes_resources: included && !activity.demand.is_empty(),
        instant: !included || activity.does.is_instant(),
        is_timed: false,
        is_border: activity.part != Part::Whole,
        after_failure: network.after_failure(index),
    }
}

fn rest(network: &Network, index: Index, start: Timestamp, order: &Order) -> Rest {
    let activity = &network.activities[index];
    let partner = activity.partner.map_or(NONE, |p| order.place(p));
    let included = activity.included;
    Rest {
        incoming: (0, 0),
        opens: if activity.part == Part::Close { partner } else { NONE },
        closes: if activity.part == Part::Open { partner } else { NONE },
        not_before: activity.not_before.filter(|_| included).map_or(LONG_AGO, |t| since(start, t)),
        until: activity.until.filter(|_| included).map_or(LONG_AGO, |t| since(start, t)),
    }
}

fn hours(network: &Network, start: Timestamp) -> Vec<(i64, u32, u32)> {
    let mut hours: Vec<(i64, u32, u32)> = Vec::new();
    for (pool, capacity) in network.pools.iter().enumerate() {
        let later = capacity.steps.iter().filter(|(at, _)| *at > start);
        hours.extend(later.map(|(at, units)| (since(start, *at), pool as u32, *units)));
    }
    hours.sort_unstable();
    hours
}
