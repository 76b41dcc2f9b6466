//! Nights without resources, thirty-two side by side: one pass in topological order, with every step a plain loop over the
//! nights that the compiler makes vector instructions of.

mod chain;
mod course;

pub use course::Course;

use super::random::LANES;
use super::sampler::{Lanes, Mask, Sampler, lanes, mask};
use super::slow::Factors;
use super::study::Study;
use super::tally::Tally;
use super::vector::{add, after, later, later_from};
use crate::compact::{Compact, Ended, LinkFate, NONE};
use course::{Certainty, Source, Step};

/// One thread's nights. Nothing is allocated from one block to the next.
pub struct Worker<'a> {
    compact: &'a Compact,
    sampler: &'a Sampler,
    course: &'a Course,
    /// When the links of the step at hand have come, its starts, and how long it takes: kept here, for the compiler makes vector
    /// instructions of what lies in memory.
    linked: Lanes,
    start: Lanes,
    drawn: Lanes,
    /// By slot.
    finish: Vec<Lanes>,
    taken: Vec<Mask>,
    failed: Vec<Mask>,
    /// Nights in which it never comes to its end.
    open: Vec<Mask>,
    branch: Vec<[u32; LANES]>,
    /// By link: nights in which it came later than all links of its step before it. Of a step's first link nothing is written.
    later: Vec<Mask>,
    /// By join: where the link comes from that made it enough, or [`NONE`].
    last: Vec<[u32; LANES]>,
    /// By place, nights in which the clock held it up; only of what is timed.
    held: Vec<Mask>,
    /// Nights in which it is on the chain of drivers.
    chain: Vec<Mask>,
    /// The links of one join that came in one night.
    came: Vec<Came>,
    /// Moments at which its taken links came.
    moments: Vec<i32>,
    /// By place, of a block that is studied.
    kept: Vec<Kept>,
    /// Moments at which what waits wait for comes, by [`Step::arrival`].
    comes: Vec<Lanes>,
    factors: Factors,
}

/// A link of a join in one night.
struct Came {
    at: i32,
    is_taken: bool,
    from: u32,
}

/// One activity in the nights of a block.
#[derive(Clone)]
struct Kept {
    /// What chance gave it.
    drawn: Lanes,
    linked: Lanes,
    finish: Lanes,
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
            linked: [0; LANES],
            start: [0; LANES],
            drawn: [0; LANES],
            finish: vec![[0; LANES]; course.slots],
            taken,
            failed: vec![0; count],
            open: vec![0; count],
            branch: vec![[NONE; LANES]; if (0..count as u32).any(|at| sampler.decides(at)) { count } else { 0 }],
            later: vec![0; course.links.len()],
            last: vec![[NONE; LANES]; course.joins as usize],
            held: vec![0; count],
            chain: vec![0; count],
            came: Vec::new(),
            moments: Vec::new(),
            kept: Vec::new(),
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
            let nothing = Kept { drawn: [0; LANES], linked: [0; LANES], finish: [0; LANES] };
            self.kept.resize(self.compact.count(), nothing);
        }
        self.sampler.factors(block, &mut self.factors);
        let course = self.course;
        for step in &course.steps {
            let (at, slot) = (step.at as usize, step.slot as usize);
            self.failed[at] = self.sampler.spans(step.at, block, &self.factors, &mut self.drawn);
            self.start(step);
            add(&mut self.finish[slot], &self.start, &self.drawn);
            if step.until >= 0 {
                self.wait(step, block);
            }
            if step.is_timed() {
                self.held[at] = self.held_by_clock(step);
            }
            if is_studied {
                self.keep(step);
            }
            if self.sampler.decides(step.at) {
                self.branch[at] = self.sampler.branches(step.at, block);
            }
            let counted = self.taken[at] & nights;
            if counted != 0 && (is_told || tally.always[at]) {
                tally.lanes(step.at, &self.start, &self.finish[slot], counted);
            }
        }
        self.follow_drivers(nights, tally);
        for (met, (at, by)) in tally.met.iter_mut().zip(deadlines) {
            let finish = &self.finish[course.slot(*at)];
            let at = *at as usize;
            let in_time = mask(|lane| i64::from(finish[lane]) <= *by);
            *met += u64::from(((in_time | !self.taken[at]) & !self.open[at] & nights).count_ones());
        }
        let end = self.compact.end;
        let (taken, finish) = (self.taken[end as usize], &self.finish[course.slot(end)]);
        let windows = std::array::from_fn(|lane| (taken >> lane & 1 == 1).then(|| i64::from(finish[lane])));
        if let Some(study) = tally.study(block) {
            self.study(nights, &windows, study);
        }
        windows
    }

    /// When the links of a step have come, and when it starts.
    #[inline(always)]
    fn start(&mut self, step: &Step) {
        if step.join == NONE {
            self.all_links(step);
        } else {
            self.join(step);
        }
        if step.is_timed() {
            self.linked = self.start;
            for lane in lanes(self.taken[step.at as usize]) {
                self.start[lane] = self.start[lane].max(step.not_before);
            }
        }
    }

    #[inline(always)]
    fn all_links(&mut self, step: &Step) {
        let (first, past) = (step.links.0 as usize, step.links.1 as usize);
        match &self.course.links[first..past] {
            [] => self.start.fill(0),
            [link, others @ ..] => {
                after(&mut self.start, &self.finish[link.slot as usize], link.lag);
                for (link, is_later) in others.iter().zip(&mut self.later[first + 1..past]) {
                    *is_later = later(&mut self.start, &self.finish[link.slot as usize], link.lag);
                }
            }
        }
        if step.certainty == Certainty::NotTaken {
            self.drawn.fill(0);
        }
    }

    /// Lets a step that is taken finish no earlier than its time has come, or fail when that takes too long.
    fn wait(&mut self, step: &Step, block: u32) {
        let at = step.at as usize;
        if let Some(comes) = self.comes.get_mut(step.arrival as usize) {
            self.sampler.arrivals(step.at, block, comes);
        }
        let until = self.until(step);
        let patience = self.sampler.patience(step.at);
        for lane in lanes(self.taken[at]) {
            let finish = &mut self.finish[step.slot as usize][lane];
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

    /// What a step does not finish before.
    fn until(&self, step: &Step) -> Lanes {
        self.comes.get(step.arrival as usize).copied().unwrap_or([step.until; LANES])
    }

    fn held_by_clock(&self, step: &Step) -> Mask {
        let (until, finish, linked) = (self.until(step), &self.finish[step.slot as usize], &self.linked);
        let waited = |lane: usize| until[lane] > linked[lane] && finish[lane] == until[lane];
        self.taken[step.at as usize] & mask(|lane| step.not_before > linked[lane] || waited(lane))
    }

    fn keep(&mut self, step: &Step) {
        let taken = self.taken[step.at as usize];
        let drawn = match self.comes.get(step.arrival as usize) {
            // What chance gives to an arrival is when it comes, and no length.
            Some(comes) => std::array::from_fn(|lane| if taken >> lane & 1 == 1 { comes[lane] } else { 0 }),
            None => self.drawn,
        };
        let linked = if step.is_timed() { self.linked } else { self.start };
        self.kept[step.at as usize] = Kept { drawn, linked, finish: self.finish[step.slot as usize] };
    }

    fn study(&self, nights: Mask, windows: &[Option<i64>; LANES], study: &mut Study) {
        let ended = study.windows(windows, nights);
        for (at, kept) in self.kept.iter().enumerate() {
            study.durations(at as u32, &kept.drawn, self.taken[at], &ended);
        }
        for lane in lanes(nights).filter(|lane| windows[*lane].is_some()) {
            self.split(lane, study);
        }
    }

    /// A join whose links differ from night to night: the nights in which all are taken together, for they are most where little fails,
    /// and the others one at a time.
    fn join(&mut self, step: &Step) {
        let at = step.at as usize;
        let incoming = self.compact.incoming(step.at);
        let needs_all = self.compact.activities[at].need as usize == incoming.len();
        let all = if needs_all { incoming.iter().fold(Mask::MAX, |all, link| all & self.link_taken(*link)) } else { 0 };
        if all != 0 {
            self.all_taken(step);
        }
        (self.taken[at], self.open[at]) = (all, 0);
        lanes(!all).for_each(|lane| self.join_of_one(step, lane));
    }

    /// When a join that needs all links has them, in nights in which all are taken.
    fn all_taken(&mut self, step: &Step) {
        let last = &mut self.last[step.join as usize];
        let links = &self.course.links[step.links.0 as usize..step.links.1 as usize];
        for (number, Source { from, slot, lag }) in links.iter().enumerate() {
            let finish = &self.finish[*slot as usize];
            if number == 0 {
                after(&mut self.start, finish, *lag);
                last.fill(*from);
            } else {
                later_from(&mut self.start, last, finish, *lag, *from);
            }
        }
    }

    /// The nights in which a link is taken. What never comes to its end is not taken.
    fn link_taken(&self, position: u32) -> Mask {
        let (link, from) = (&self.compact.links[position as usize], self.compact.from[position as usize] as usize);
        let is_taken = |ended| link.when.fate(ended, self.compact.activities[from].after_failure) == LinkFate::Taken;
        let taken = match self.branch.get(from).filter(|_| self.sampler.decides(from as u32)) {
            Some(branch) => mask(|lane| is_taken(Ended::Chose(branch[lane]))),
            None => {
                let of = |ended, nights| if is_taken(ended) { nights } else { 0 };
                of(Ended::Failed, self.failed[from]) | of(Ended::Well, !self.failed[from])
            }
        };
        taken & self.taken[from]
    }

    /// A join in one night.
    fn join_of_one(&mut self, step: &Step, lane: usize) {
        let at = step.at as usize;
        let need = self.compact.activities[at].need as usize;
        let waits = self.come(step, lane);
        self.moments.clear();
        self.moments.extend(self.came.iter().filter(|link| link.is_taken).map(|link| link.at));
        let satisfied = self.moments.len();
        let last = if satisfied >= need {
            *self.moments.select_nth_unstable(need - 1).1
        } else {
            self.came.iter().map(|link| link.at).max().unwrap_or(0)
        };
        if satisfied >= need || (!waits && satisfied > 0) {
            self.taken[at] |= 1 << lane;
        } else {
            self.open[at] |= Mask::from(waits) << lane;
            self.drawn[lane] = 0;
        }
        self.start[lane] = last;
        // Of those that came at the same moment one that was taken, and the first by node id.
        let find = |wanted: bool| self.came.iter().find(|link| link.is_taken == wanted && link.at == last);
        self.last[step.join as usize][lane] = find(true).or_else(|| find(false)).map_or(NONE, |link| link.from);
    }

    /// Fills in the links of a join that came in one night; whether others never come.
    fn come(&mut self, step: &Step, lane: usize) -> bool {
        let (compact, course) = (self.compact, self.course);
        let links = &course.links[step.links.0 as usize..step.links.1 as usize];
        self.came.clear();
        for (position, link) in compact.incoming(step.at).iter().zip(links) {
            if let Some((at, is_taken)) = self.arrival(*position, link, lane) {
                self.came.push(Came { at, is_taken, from: link.from });
            }
        }
        self.came.len() < links.len()
    }

    /// When a link came in one night, and whether it was taken; nothing when it never comes.
    fn arrival(&self, position: u32, source: &Source, lane: usize) -> Option<(i32, bool)> {
        let link = &self.compact.links[position as usize];
        let finish = self.finish[source.slot as usize][lane];
        let from = source.from as usize;
        let is = |mask: Mask| mask >> lane & 1 == 1;
        if is(self.open[from]) {
            return None;
        }
        if !is(self.taken[from]) {
            return Some((finish, false));
        }
        let ended = match self.branch.get(from).filter(|_| self.sampler.decides(source.from)) {
            Some(branch) => Ended::Chose(branch[lane]),
            None if is(self.failed[from]) => Ended::Failed,
            None => Ended::Well,
        };
        match link.when.fate(ended, self.compact.activities[from].after_failure) {
            LinkFate::Taken => Some((finish.saturating_add(source.lag), true)),
            LinkFate::Dead => Some((finish, false)),
            LinkFate::Waits => None,
        }
    }
}
