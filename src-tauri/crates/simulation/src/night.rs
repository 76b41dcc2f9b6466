//! One simulated night: events in order of time, and at each instant the order that the runtime keeps.
//!
//! At one instant all finishes are taken in, then what does no work passes at once, one after another, and only then is
//! dispatched. What a dispatch ends at the same instant (a border that takes resources, work of no length) makes another
//! round of the same three steps.

use crate::agenda::Agenda;
use crate::compact::{Compact, Ended, LONG_AGO, LinkFate, NONE};
use crate::patience::Patience;
use daybreak_run::dispatch::{Need, ReadyQueue, Resource, Resources};

/// A moment that has not come.
pub const NEVER: i64 = i64::MAX;

/// What chance, or the plan, gives to this night.
pub trait Draws {
    /// How long the activity works in one attempt, numbered from 0; in the unit of all times of the [`Compact`].
    fn span(&self, at: u32, attempt: u32) -> i64;
    /// How long after an attempt the next one is ready, when this one fails and is tried again.
    fn again(&self, at: u32, attempt: u32) -> Option<i64>;
    /// Before which moment it does not finish, when the definition says `stated`.
    fn until(&self, _at: u32, stated: i64) -> i64 {
        stated
    }
    /// How long it waits for that moment before it fails; nothing when it waits for ever.
    fn patience(&self, _at: u32) -> Option<&Patience> {
        None
    }
    /// How it ends.
    fn ended(&self, at: u32) -> Ended;
}

/// Sees what happens, in the order in which it happens.
pub trait Watcher {
    /// An activity has started, or is known not to be taken.
    fn begun(&mut self, at: u32);
    /// It has taken what it needs; `lacked` is what its first attempt had to wait for.
    fn took(&mut self, at: u32, needs: &[Need], lacked: Option<Lacked>, now: i64);
    fn gave_back(&mut self, by: u32, needs: &[Need], now: i64);
    fn capacity(&mut self, pool: u32, units: u32, now: i64);
}

/// What a start had to wait for, and the activity that gave it back; nobody when a pool's hours did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lacked {
    pub resource: Resource,
    pub freed_by: Option<u32>,
}

/// What became of an activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It has not come to its end.
    Open,
    NotTaken,
    Ended(Ended),
}

/// The state of a night. Buffers are kept from one night to the next.
#[derive(Clone, Debug)]
pub struct Night {
    passages: Vec<Passage>,
    agenda: Agenda,
    /// Activities that pass at this instant, and whether they are taken.
    passing: Vec<(u32, bool)>,
    /// Activities that have become ready at this instant, take no resources and do not pass.
    ready: Vec<u32>,
    /// Borders that this dispatch has opened.
    opened: Vec<u32>,
    queue: ReadyQueue,
    resources: Resources,
    next_hours: usize,
}

/// How far one activity has come; all of it lies together, for it is read together.
#[derive(Clone, Copy, Debug)]
pub struct Passage {
    /// When it started; [`NEVER`] when it did not. One that is not taken starts and ends when that is known.
    pub start: i64,
    pub finish: i64,
    /// When the last link that it needed came.
    pub linked: i64,
    pub fate: Fate,
    /// The number of the attempt, from 0.
    attempt: u32,
    satisfied: u32,
    open: u32,
    /// How many links lead to it; beside what changes, so that a night begins without reading anything else.
    incoming: u32,
}

/// An event's number: a finish of an activity, a release by the clock, or a link whose lag is over.
enum Event {
    Finish(u32),
    Release(u32),
    Arrival(u32),
}

impl Night {
    pub fn new(compact: &Compact) -> Night {
        let incoming = |at| compact.incoming(at).len() as u32;
        Night {
            passages: (0..compact.count() as u32).map(|at| Passage::before(incoming(at))).collect(),
            agenda: Agenda::default(),
            passing: Vec::new(),
            ready: Vec::new(),
            opened: Vec::new(),
            queue: ReadyQueue::new(),
            resources: Resources::new(compact.capacities.iter().copied(), compact.locks),
            next_hours: 0,
        }
    }

    /// Simulates a night from the start of Begin until nothing more can happen.
    pub fn run(&mut self, compact: &Compact, draws: &impl Draws, watcher: &mut impl Watcher) {
        self.reset(compact);
        self.passages[compact.begin as usize].linked = 0;
        self.became_ready(compact, compact.begin, 0);
        let mut now = 0;
        loop {
            self.round(compact, draws, watcher, now);
            let Some(next) = self.next_moment(compact) else {
                break;
            };
            now = next;
            while let Some((at, pool, units)) = compact.hours.get(self.next_hours).filter(|(at, ..)| *at <= now) {
                self.next_hours += 1;
                self.resources.set_capacity(*pool as usize, *units);
                watcher.capacity(*pool, *units, *at);
            }
            while let Some(number) = self.agenda.take(now) {
                self.take_in(compact, draws, watcher, Event::from_number(number, compact), now);
            }
        }
    }

    /// How far an activity has come.
    #[inline]
    pub fn of(&self, at: u32) -> &Passage {
        &self.passages[at as usize]
    }

    /// The first resource that is lacking, of an activity that is ready and has not started.
    pub fn lacks(&self, compact: &Compact, at: u32) -> Option<Resource> {
        let passage = self.of(at);
        let is_waiting = passage.linked != NEVER && passage.start == NEVER;
        let class = compact.activities[at as usize].class;
        if is_waiting { self.resources.lacking(compact.classes.needs(class)) } else { None }
    }

    fn reset(&mut self, compact: &Compact) {
        self.passages.iter_mut().for_each(|passage| *passage = Passage::before(passage.incoming));
        self.agenda.clear();
        self.queue.clear();
        self.resources.reset(compact.capacities.iter().copied());
        self.next_hours = 0;
    }

    /// Lets pass what passes, then dispatches, until nothing passes any more.
    fn round(&mut self, compact: &Compact, draws: &impl Draws, watcher: &mut impl Watcher, now: i64) {
        loop {
            while let Some((at, taken)) = self.passing.pop() {
                self.pass(compact, draws, watcher, at, taken, now);
            }
            while let Some(at) = self.ready.pop() {
                watcher.begun(at);
                begin_work(compact, draws, (at, now), &mut self.passages[at as usize], &mut self.agenda);
            }
            self.dispatch(compact, draws, watcher, now);
            // What passed with resources may have given them back already, so others may fit now.
            if self.opened.is_empty() {
                return;
            }
            while let Some(at) = self.opened.pop() {
                self.ended(compact, draws, at, now);
            }
        }
    }

    /// The next moment at which something happens. Hours of pools matter only to what waits for a pool.
    fn next_moment(&mut self, compact: &Compact) -> Option<i64> {
        let event = self.agenda.next_moment();
        let hours = compact.hours.get(self.next_hours).filter(|_| !self.queue.is_empty()).map(|(at, ..)| *at);
        match (event, hours) {
            (Some(event), Some(hours)) => Some(event.min(hours)),
            (event, hours) => event.or(hours),
        }
    }

    fn take_in(&mut self, compact: &Compact, draws: &impl Draws, watcher: &mut impl Watcher, event: Event, now: i64) {
        match event {
            Event::Finish(at) => {
                let activity = &compact.activities[at as usize];
                if activity.takes_resources {
                    self.give_back(compact, watcher, at, at, now);
                    if let Some(delay) = self.again(compact, draws, at, now) {
                        self.passages[at as usize].attempt += 1;
                        self.agenda.add(now.saturating_add(delay), compact.count() as u32 + at);
                        return;
                    }
                }
                self.ended(compact, draws, at, now);
            }
            Event::Release(at) => self.became_ready(compact, at, now),
            Event::Arrival(link) => self.arrive(compact, compact.links[link as usize].to, true, now),
        }
    }

    /// An activity has everything but its resources.
    fn became_ready(&mut self, compact: &Compact, at: u32, now: i64) {
        let activity = &compact.activities[at as usize];
        if activity.takes_resources {
            self.queue.push(activity.class, activity.urgency.key(now, at));
        } else if activity.instant {
            self.passing.push((at, true));
        } else {
            self.ready.push(at);
        }
    }

    /// How long after this attempt, which is over, the next one is ready; nothing when it was the last.
    fn again(&self, compact: &Compact, draws: &impl Draws, at: u32, now: i64) -> Option<i64> {
        let attempt = self.of(at).attempt;
        if gave_up(compact, draws, at, now) { draws.patience(at)?.delay(attempt) } else { draws.again(at, attempt) }
    }

    fn dispatch(&mut self, compact: &Compact, draws: &impl Draws, watcher: &mut impl Watcher, now: i64) {
        let Night { queue, resources, passages, agenda, opened, .. } = self;
        let first = opened.len();
        queue.dispatch(&compact.classes, resources, |start| {
            let at = start.key.order();
            let passage = &mut passages[at as usize];
            let is_first = passage.attempt == 0;
            let lacked = start.lacked.filter(|_| is_first && start.key.ready_ms() < now);
            if is_first {
                watcher.begun(at);
            }
            let lacked = lacked.map(|resource| Lacked { resource, freed_by: start.freed_by });
            watcher.took(at, compact.classes.needs(start.class), lacked, now);
            let activity = &compact.activities[at as usize];
            if activity.instant {
                passage.start = now;
                opened.push(at);
            } else {
                begin_work(compact, draws, (at, now), passage, agenda);
            }
        });
        for position in first..self.opened.len() {
            let at = self.opened[position];
            let closes = compact.rest[at as usize].closes;
            // Nothing is held by what is over: a milestone with resources, or a group that was left before it opened.
            if closes == NONE || self.of(closes).fate != Fate::Open {
                self.give_back(compact, watcher, at, at, now);
            }
        }
    }

    fn give_back(&mut self, compact: &Compact, watcher: &mut impl Watcher, holder: u32, by: u32, now: i64) {
        let needs = compact.classes.needs(compact.activities[holder as usize].class);
        self.resources.release(needs, by);
        watcher.gave_back(by, needs, now);
    }

    /// What does no work passes, or what is not taken comes to its end.
    fn pass(
        &mut self,
        compact: &Compact,
        draws: &impl Draws,
        watcher: &mut impl Watcher,
        at: u32,
        taken: bool,
        now: i64,
    ) {
        watcher.begun(at);
        self.passages[at as usize].start = now;
        let activity = &compact.activities[at as usize];
        let opens = if activity.is_border { compact.rest[at as usize].opens } else { NONE };
        if opens != NONE && compact.activities[opens as usize].takes_resources {
            let is_open = matches!(self.of(opens).fate, Fate::Ended(_));
            if is_open {
                self.give_back(compact, watcher, opens, at, now);
            }
        }
        if taken {
            self.ended(compact, draws, at, now);
        } else {
            let passage = &mut self.passages[at as usize];
            (passage.finish, passage.fate) = (now, Fate::NotTaken);
            for link in compact.outgoing(at) {
                self.arrive(compact, compact.links[link].to, false, now);
            }
        }
    }

    /// An activity that was taken is over: its links are taken, or dead, or wait.
    fn ended(&mut self, compact: &Compact, draws: &impl Draws, at: u32, now: i64) {
        let activity = &compact.activities[at as usize];
        let ended = if gave_up(compact, draws, at, now) { Ended::Failed } else { draws.ended(at) };
        let passage = &mut self.passages[at as usize];
        (passage.finish, passage.fate) = (now, Fate::Ended(ended));
        for position in compact.outgoing(at) {
            let link = compact.links[position];
            match link.when.fate(ended, activity.after_failure) {
                LinkFate::Taken if link.lag == 0 => self.arrive(compact, link.to, true, now),
                LinkFate::Taken => {
                    let number = 2 * compact.count() as u32 + position as u32;
                    self.agenda.add(now.saturating_add(link.lag), number);
                }
                LinkFate::Dead => self.arrive(compact, link.to, false, now),
                LinkFate::Waits => {}
            }
        }
    }

    /// A link into `to` is satisfied or dead.
    fn arrive(&mut self, compact: &Compact, to: u32, satisfied: bool, now: i64) {
        let activity = &compact.activities[to as usize];
        let joining = &mut self.passages[to as usize];
        joining.open -= 1;
        if joining.linked != NEVER {
            return;
        }
        joining.satisfied += u32::from(satisfied);
        let (satisfied, is_last) = (joining.satisfied, joining.open == 0);
        if satisfied >= activity.need || (is_last && satisfied > 0) {
            joining.linked = now;
            let not_before = if activity.is_timed { compact.rest[to as usize].not_before } else { LONG_AGO };
            if not_before > now {
                self.agenda.add(not_before, compact.count() as u32 + to);
            } else {
                self.became_ready(compact, to, now);
            }
        } else if is_last {
            joining.linked = now;
            self.passing.push((to, false));
        }
    }
}

impl Passage {
    /// As it is before anything has happened.
    #[inline]
    fn before(incoming: u32) -> Passage {
        let (start, finish, linked) = (NEVER, NEVER, NEVER);
        Passage { start, finish, linked, fate: Fate::Open, attempt: 0, satisfied: 0, open: incoming, incoming }
    }
}

/// Begins an attempt at `at` that has all it needs.
#[inline]
fn begin_work(
    compact: &Compact,
    draws: &impl Draws,
    (at, now): (u32, i64),
    passage: &mut Passage,
    agenda: &mut Agenda,
) {
    if passage.attempt == 0 {
        passage.start = now;
    }
    let mut finish = now.saturating_add(draws.span(at, passage.attempt));
    let activity = &compact.activities[at as usize];
    if activity.is_timed {
        let until = draws.until(at, compact.rest[at as usize].until);
        finish = match draws.patience(at) {
            None => finish.max(until),
            // Between its attempts others may have what it gave back, so they come one by one.
            Some(patience) if activity.takes_resources => patience.once(finish, until).0,
            Some(patience) => patience.all(finish, until).finish,
        };
    }
    agenda.add(finish, at);
}

/// Whether what is over `now` waited for a moment in vain.
fn gave_up(compact: &Compact, draws: &impl Draws, at: u32, now: i64) -> bool {
    compact.activities[at as usize].is_timed
        && draws.patience(at).is_some()
        && draws.until(at, compact.rest[at as usize].until) > now
}

impl Event {
    fn from_number(number: u32, compact: &Compact) -> Event {
        let count = compact.count() as u32;
        match number {
            _ if number < count => Event::Finish(number),
            _ if number < 2 * count => Event::Release(number - count),
            _ => Event::Arrival(number - 2 * count),
        }
    }
}
