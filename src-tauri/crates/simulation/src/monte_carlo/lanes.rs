//! Nights without resources, sixteen side by side: one pass in topological order, with every step a plain loop over the
//! nights that the compiler makes vector instructions of.

use super::random::LANES;
use super::sampler::{Lanes, Mask, Sampler, mask};
use super::slow::Factors;
use super::study::{Part, Study};
use super::tally::Tally;
use super::vector::{add, later};
use crate::compact::{Compact, Ended, LONG_AGO, LinkFate, NONE};
use daybreak_model::network::Network;

/// What all workers share: the network in topological order.
pub struct Course {
    steps: Vec<Step>,
    /// By place: its position in `steps`.
    step_of: Vec<u32>,
    links: Vec<Source>,
    /// How many steps wait for an arrival.
    arrivals: u32,
}

struct Step {
    at: u32,
    /// Its links in [`Course::links`]; only of a plain step.
    links: (u32, u32),
    not_before: i32,
    /// Does not finish before; less than nothing when there is no such time.
    until: i32,
    /// Its place among what waits for an arrival, which then says in place of `until` when it may finish; or [`NONE`].
    arrival: u32,
    certainty: Certainty,
    /// All its links are sure to be taken or sure to be dead, and it needs all of them.
    is_plain: bool,
}

/// What is known of an activity whatever chance gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Certainty {
    Taken,
    NotTaken,
    Unknown,
}

#[derive(Clone, Copy)]
struct Source {
    from: u32,
    lag: i32,
}

impl Course {
    pub fn new(network: &Network, compact: &Compact, sampler: &Sampler) -> Course {
        let mut certainty = vec![Certainty::Unknown; compact.count()];
        let steps = Vec::with_capacity(compact.count());
        let mut course = Course { steps, step_of: vec![0; compact.count()], links: Vec::new(), arrivals: 0 };
        for index in network.topological_order() {
            let at = compact.order.place(index);
            let activity = &compact.activities[at as usize];
            let first = course.links.len();
            let mut live = 0;
            // Taken links first: of links that come at the same moment a taken one is named as the driver.
            for wanted in [Certainty::Taken, Certainty::NotTaken] {
                for position in compact.incoming(at) {
                    let from = compact.from[*position as usize];
                    if link_certainty(compact, sampler, *position, certainty[from as usize]) == wanted {
                        let lag = sampler.ticks(compact.links[*position as usize].lag);
                        course.links.push(Source { from, lag: if wanted == Certainty::Taken { lag } else { 0 } });
                    }
                }
                live = if wanted == Certainty::Taken { course.links.len() - first } else { live };
            }
            let is_known = course.links.len() - first == compact.incoming(at).len();
            let count = compact.incoming(at).len();
            certainty[at as usize] = match (is_known, live) {
                (true, 0) if count > 0 => Certainty::NotTaken,
                (true, _) => Certainty::Taken,
                (false, _) => Certainty::Unknown,
            };
            let is_plain = is_known && activity.need as usize == count;
            if !is_plain {
                course.links.truncate(first);
            }
            // What is not taken waits for no time.
            let is_taken = certainty[at as usize] != Certainty::NotTaken;
            let moment = |at: i64| if at == LONG_AGO || !is_taken { -1 } else { sampler.ticks(at) };
            course.step_of[at as usize] = course.steps.len() as u32;
            let waits = is_taken && sampler.arrives(at);
            let arrival = if waits { course.arrivals } else { NONE };
            course.arrivals += u32::from(waits);
            course.steps.push(Step {
                at,
                arrival,
                links: (first as u32, course.links.len() as u32),
                not_before: moment(compact.rest[at as usize].not_before).max(0),
                until: moment(compact.rest[at as usize].until),
                certainty: certainty[at as usize],
                is_plain,
            });
        }
        course
    }
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

/// One thread's nights. Nothing is allocated from one block to the next.
pub struct Worker<'a> {
    compact: &'a Compact,
    sampler: &'a Sampler,
    course: &'a Course,
    /// Starts of the step at hand, and how long it takes: kept here, for the compiler makes vector instructions of what lies in memory.
    start: Lanes,
    drawn: Lanes,
    finish: Vec<Lanes>,
    taken: Vec<Mask>,
    failed: Vec<Mask>,
    /// Nights in which it never comes to its end.
    open: Vec<Mask>,
    branch: Vec<[u32; LANES]>,
    /// Nights in which it is on the chain of drivers.
    chain: Vec<Mask>,
    /// Moments at which the links of one join came.
    arrivals: Vec<i32>,
    /// The durations of a block that is studied.
    spans: Vec<Lanes>,
    /// Moments at which what waits wait for comes, by [`Step::arrival`].
    comes: Vec<Lanes>,
    factors: Factors,
}

impl<'a> Worker<'a> {
    pub fn new(compact: &'a Compact, sampler: &'a Sampler, course: &'a Course) -> Worker<'a> {
        let count = compact.count();
        let mut taken = vec![0; count];
        for step in course.steps.iter().filter(|s| s.certainty == Certainty::Taken) {
            taken[step.at as usize] = Mask::MAX;
        }
        Worker {
            compact,
            sampler,
            course,
            start: [0; LANES],
            drawn: [0; LANES],
            finish: vec![[0; LANES]; count],
            taken,
            failed: vec![0; count],
            open: vec![0; count],
            branch: vec![[NONE; LANES]; if (0..count as u32).any(|at| sampler.decides(at)) { count } else { 0 }],
            chain: vec![0; count],
            arrivals: Vec::new(),
            spans: Vec::new(),
            comes: vec![[0; LANES]; course.arrivals as usize],
            factors: Factors::new(),
        }
    }

    /// Simulates the nights of `block` that are in `nights` and counts them; the window of each in ticks, nothing when End is
    /// never reached.
    pub fn block(
        &mut self,
        block: u32,
        nights: Mask,
        deadlines: &[(u32, i64)],
        tally: &mut Tally,
    ) -> [Option<i64>; LANES] {
        let is_told = tally.is_told(block);
        let is_studied = tally.study(block).is_some();
        if is_studied {
            self.spans.resize(self.compact.count(), [0; LANES]);
        }
        self.sampler.factors(block, &mut self.factors);
        let course = self.course;
        for step in &course.steps {
            let at = step.at as usize;
            self.failed[at] = self.sampler.spans(step.at, block, &self.factors, &mut self.drawn);
            self.start(step);
            add(&mut self.finish[at], &self.start, &self.drawn);
            if step.until >= 0 {
                self.wait(step, block);
            }
            if is_studied {
                self.spans[at] = self.came(step).unwrap_or(self.drawn);
            }
            if self.sampler.decides(step.at) {
                self.branch[at] = self.sampler.branches(step.at, block);
            }
            let counted = self.taken[at] & nights;
            if counted != 0 && (is_told || tally.columns[at].always) {
                tally.lanes(step.at, &self.start, &self.finish[at], counted);
            }
        }
        self.follow_drivers(nights, tally);
        for (met, (at, by)) in tally.met.iter_mut().zip(deadlines) {
            let at = *at as usize;
            let in_time = mask(|lane| i64::from(self.finish[at][lane]) <= *by);
            *met += u64::from(((in_time | !self.taken[at]) & !self.open[at] & nights).count_ones());
        }
        let end = self.compact.end as usize;
        let windows =
            std::array::from_fn(|lane| (self.taken[end] >> lane & 1 == 1).then(|| i64::from(self.finish[end][lane])));
        if let Some(study) = tally.study(block) {
            self.study(nights, &windows, study);
        }
        windows
    }

    /// When a step starts.
    #[inline(always)]
    fn start(&mut self, step: &Step) {
        self.start.fill(step.not_before);
        if !step.is_plain {
            return self.join(step);
        }
        let (first, past) = step.links;
        for link in &self.course.links[first as usize..past as usize] {
            later(&mut self.start, &self.finish[link.from as usize], link.lag);
        }
        if step.certainty == Certainty::NotTaken {
            self.drawn.fill(0);
        }
    }

    /// Lets a step that is taken finish no earlier than its time has come, or fail when that takes too long.
    fn wait(&mut self, step: &Step, block: u32) {
        let at = step.at as usize;
        let mut until = [step.until; LANES];
        if let Some(comes) = self.comes.get_mut(step.arrival as usize) {
            self.sampler.arrivals(step.at, block, comes);
            until = *comes;
        }
        let patience = self.sampler.patience(step.at);
        for lane in (0..LANES).filter(|lane| self.taken[at] >> lane & 1 == 1) {
            let finish = &mut self.finish[at][lane];
            match patience {
                None => *finish = (*finish).max(until[lane]),
                Some(patience) => {
                    let waited = patience.all(i64::from(*finish), i64::from(until[lane]));
                    *finish = waited.finish.min(i64::from(i32::MAX)) as i32;
                    self.failed[at] |= Mask::from(waited.failed) << lane;
                }
            }
        }
    }

    /// When what a step waits for comes, in nights in which it is taken: what chance gives to an arrival is that, and no length.
    fn came(&self, step: &Step) -> Option<Lanes> {
        let comes = self.comes.get(step.arrival as usize)?;
        let taken = self.taken[step.at as usize];
        Some(std::array::from_fn(|lane| if taken >> lane & 1 == 1 { comes[lane] } else { 0 }))
    }

    fn study(&self, nights: Mask, windows: &[Option<i64>; LANES], study: &mut Study) {
        let ended = study.windows(windows, nights);
        for (at, spans) in self.spans.iter().enumerate() {
            study.durations(at as u32, spans, self.taken[at], &ended);
        }
        for lane in (0..LANES).filter(|lane| nights >> lane & 1 == 1 && windows[*lane].is_some()) {
            self.split(lane, study);
        }
    }

    /// Adds what one night's window was spent on, from End back over the links that came last.
    fn split(&self, lane: usize, study: &mut Study) {
        let mut at = self.compact.end;
        loop {
            let step = &self.course.steps[self.course.step_of[at as usize] as usize];
            let last = self.last_link(step, lane);
            let linked = last.map_or(0, |(linked, _)| linked);
            let is_taken = self.taken[at as usize] >> lane & 1 == 1;
            let start = if is_taken { linked.max(step.not_before) } else { linked };
            study.spend(study.spent(at), i64::from(self.finish[at as usize][lane] - start));
            study.spend(Part::Clock, i64::from(start - linked));
            let Some((_, from)) = last else { return };
            study.spend(Part::Lag, i64::from(linked - self.finish[from as usize][lane]));
            at = from;
        }
    }

    /// A join whose links differ from night to night, one night at a time.
    fn join(&mut self, step: &Step) {
        let at = step.at as usize;
        let need = self.compact.activities[at].need as usize;
        (self.taken[at], self.open[at]) = (0, 0);
        for lane in 0..LANES {
            self.arrivals.clear();
            let (mut last, mut waits) = (0, false);
            for position in self.compact.incoming(step.at) {
                match self.arrival(*position, lane) {
                    None => waits = true,
                    Some((arrival, taken)) => {
                        last = last.max(arrival);
                        if taken {
                            self.arrivals.push(arrival);
                        }
                    }
                }
            }
            let satisfied = self.arrivals.len();
            if satisfied >= need {
                last = *self.arrivals.select_nth_unstable(need - 1).1;
            }
            if satisfied >= need || (!waits && satisfied > 0) {
                self.taken[at] |= 1 << lane;
                self.start[lane] = last.max(step.not_before);
            } else {
                self.open[at] |= Mask::from(waits) << lane;
                (self.start[lane], self.drawn[lane]) = (last, 0);
            }
        }
    }

    /// When a link came in one night, and whether it was taken; nothing when it never comes.
    fn arrival(&self, position: u32, lane: usize) -> Option<(i32, bool)> {
        let link = &self.compact.links[position as usize];
        let from = self.compact.from[position as usize] as usize;
        let finish = self.finish[from][lane];
        let is = |mask: Mask| mask >> lane & 1 == 1;
        if is(self.open[from]) {
            return None;
        }
        if !is(self.taken[from]) {
            return Some((finish, false));
        }
        let ended = match self.branch.get(from).filter(|_| self.sampler.decides(from as u32)) {
            Some(branch) => Ended::Chose(branch[lane]),
            None if is(self.failed[from]) => Ended::Failed,
            None => Ended::Well,
        };
        match link.when.fate(ended, self.compact.activities[from].after_failure) {
            LinkFate::Taken => Some((finish.saturating_add(self.sampler.ticks(link.lag)), true)),
            LinkFate::Dead => Some((finish, false)),
            LinkFate::Waits => None,
        }
    }

    /// Counts, for every activity, the nights in which it is on the chain of drivers back from End.
    fn follow_drivers(&mut self, nights: Mask, tally: &mut Tally) {
        self.chain.fill(0);
        let end = self.compact.end as usize;
        self.chain[end] = nights & self.taken[end];
        for step in self.course.steps.iter().rev() {
            let at = step.at as usize;
            let on_chain = self.chain[at];
            if on_chain == 0 {
                continue;
            }
            tally.critical[at] += u64::from((on_chain & self.taken[at]).count_ones());
            let incoming = self.compact.incoming(step.at);
            if let [only] = incoming
                && step.not_before == 0
                && step.until < 0
            {
                self.chain[self.compact.from[*only as usize] as usize] |= on_chain;
                continue;
            }
            for lane in (0..LANES).filter(|lane| on_chain >> lane & 1 == 1) {
                if let Some(from) = self.driver(step, lane) {
                    self.chain[from as usize] |= 1 << lane;
                }
            }
        }
    }

    /// Where the link that came last comes from; nothing when the clock or nothing at all held it up.
    fn driver(&self, step: &Step, lane: usize) -> Option<u32> {
        let (linked, from) = self.last_link(step, lane)?;
        (!self.held_by_clock(step, lane, linked)).then_some(from)
    }

    /// When the link that came last came, and from where.
    fn last_link(&self, step: &Step, lane: usize) -> Option<(i32, u32)> {
        if !step.is_plain {
            return self.last_of_some(step, lane);
        }
        let (first, past) = step.links;
        let mut last: Option<(i32, u32)> = None;
        for link in &self.course.links[first as usize..past as usize] {
            let arrival = self.finish[link.from as usize][lane] + link.lag;
            if last.is_none_or(|(latest, _)| arrival > latest) {
                last = Some((arrival, link.from));
            }
        }
        last
    }

    /// The last link of a join whose links differ from night to night: the one that made it enough.
    fn last_of_some(&self, step: &Step, lane: usize) -> Option<(i32, u32)> {
        let need = self.compact.activities[step.at as usize].need as usize;
        let arrivals = || self.compact.incoming(step.at).iter().filter_map(|p| Some((*p, self.arrival(*p, lane)?)));
        let taken = arrivals().filter(|(_, (_, taken))| *taken).count();
        let enough = taken >= need;
        let candidates = || arrivals().filter(move |(_, (_, taken))| *taken || !enough);
        let rank = if enough { need } else { candidates().count() };
        // The one before which fewer than `rank` came: of equals one that was taken, and the first by node id.
        let is_last = |arrival: i32| {
            let earlier = candidates().filter(|(_, (other, _))| *other < arrival).count();
            let until_then = candidates().filter(|(_, (other, _))| *other <= arrival).count();
            earlier < rank && until_then >= rank
        };
        let find = |wanted: bool| candidates().find(|(_, (arrival, taken))| *taken == wanted && is_last(*arrival));
        let (position, (linked, _)) = find(true).or_else(|| find(false))?;
        Some((linked, self.compact.from[position as usize]))
    }

    fn held_by_clock(&self, step: &Step, lane: usize, linked: i32) -> bool {
        let is_taken = self.taken[step.at as usize] >> lane & 1 == 1;
        let until = self.comes.get(step.arrival as usize).map_or(step.until, |comes| comes[lane]);
        let waited = until > linked && self.finish[step.at as usize][lane] == until;
        is_taken && (step.not_before > linked || waited)
    }
}
