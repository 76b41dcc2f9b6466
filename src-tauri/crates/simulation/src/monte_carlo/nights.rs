//! Nights with resources, one after another under the dispatch rule. All times are in ticks.

use super::random::LANES;
use super::sampler::{Attempts, Lanes, Mask, Sampler, lanes, of_place};
use super::slow::Factors;
use super::study::{Part, Study};
use super::tally::Tally;
use crate::compact::{Compact, Ended, LinkFate, NONE};
use crate::night::{Draws, Fate, Lacked, Night, Passage, Watcher};
use crate::patience::Patience;
use daybreak_run::dispatch::{Need, Resource};

/// With so many activities a night takes long enough to ask after each whether to go on.
const LARGE: usize = 500;

/// One thread's nights. Nothing is allocated from one night to the next.
pub struct Worker<'a> {
    compact: &'a Compact,
    sampler: &'a Sampler,
    night: Night,
    /// The spans of a block, night by night; of what may be tried again those of the first attempt.
    spans: Vec<i32>,
    failed: Vec<Mask>,
    /// Nights in which it is tried again, by place; empty when nothing ever is.
    again: Vec<Mask>,
    branch: Vec<[u32; LANES]>,
    /// What may be tried again, in order of place, and the attempts of the block.
    retried: Vec<(u32, Attempts)>,
    /// Waits for what comes by the clock, in order of place, and when it comes.
    arrivals: Vec<(u32, Lanes)>,
    /// What may wait in vain, in order of place.
    patience: Vec<(u32, Patience)>,
    factors: Factors,
    told: Told,
    holders: Holders,
    /// Resources that held up the night at hand, and how long its window waited for each.
    held_up: Vec<u32>,
    waits: Vec<(u32, i64)>,
}

impl<'a> Worker<'a> {
    pub fn new(compact: &'a Compact, sampler: &'a Sampler) -> Worker<'a> {
        let count = compact.count();
        let decides = (0..count as u32).any(|at| sampler.decides(at));
        let is_retried = |at: &u32| compact.activities[*at as usize].takes_resources && sampler.may_retry(*at);
        let retried: Vec<_> = (0..count as u32).filter(is_retried).map(|at| (at, Attempts::default())).collect();
        Worker {
            compact,
            sampler,
            night: Night::new(compact),
            spans: vec![0; count * LANES],
            failed: vec![0; count],
            branch: vec![[NONE; LANES]; if decides { count } else { 0 }],
            again: vec![0; if retried.is_empty() { 0 } else { count }],
            retried,
            arrivals: (0..count as u32).filter(|at| sampler.arrives(*at)).map(|at| (at, [0; LANES])).collect(),
            patience: (0..count as u32).filter_map(|at| Some((at, sampler.patience(at)?.clone()))).collect(),
            factors: Factors::new(),
            told: Told::new(count),
            holders: Holders { by: vec![NONE; count], resource: vec![NONE; count], pools: compact.capacities.len() },
            held_up: Vec::new(),
            waits: Vec::new(),
        }
    }

    /// Simulates the nights of `block` that are in `nights` and counts them; the window of each in milliseconds, nothing when
    /// End is never reached. Gives up, with whatever it has, as soon as it is not to go on.
    pub fn block(
        &mut self,
        block: u32,
        nights: Mask,
        deadlines: &[(u32, i64)],
        tally: &mut Tally,
        go_on: &dyn Fn() -> bool,
    ) -> [Option<i64>; LANES] {
        self.draw(block);
        let is_told = tally.is_told(block);
        let mut windows = [None; LANES];
        let count = self.compact.count();
        for lane in lanes(nights) {
            if count >= LARGE && !go_on() {
                break;
            }
            let drawn = Drawn {
                sampler: self.sampler,
                spans: &self.spans[lane * count..(lane + 1) * count],
                failed: &self.failed,
                again: &self.again,
                branch: &self.branch,
                retried: &self.retried,
                arrivals: &self.arrivals,
                patience: &self.patience,
                lane,
            };
            self.night.run(self.compact, &drawn, &mut self.holders);
            match is_told {
                true => self.told.take_in(&self.night, lane, tally),
                false => self.tell_some(tally),
            }
            let end = self.night.of(self.compact.end);
            if matches!(end.fate, Fate::Ended(_)) {
                windows[lane] = Some(end.finish);
                self.follow_drivers(lane, tally);
                if let Some(study) = tally.study(block) {
                    self.study(lane, &windows, study);
                }
            }
            for (met, (at, by)) in tally.met.iter_mut().zip(deadlines) {
                let passage = self.night.of(*at);
                *met += u64::from(match passage.fate {
                    Fate::Ended(_) => passage.finish <= *by,
                    Fate::NotTaken => true,
                    Fate::Open => false,
                });
            }
        }
        if is_told {
            self.told.tell(tally);
        }
        windows
    }

    /// Counts what is counted in all nights.
    fn tell_some(&self, tally: &mut Tally) {
        for at in 0..self.compact.count() as u32 {
            let passage = self.night.of(at);
            if tally.always[at as usize] && matches!(passage.fate, Fate::Ended(_)) {
                tally.one(at, passage.start, passage.finish);
            }
        }
    }

    fn draw(&mut self, block: u32) {
        let count = self.compact.count();
        self.sampler.factors(block, &mut self.factors);
        let mut retried = self.retried.iter_mut().peekable();
        for at in 0..count as u32 {
            let mut spans: Lanes = [0; LANES];
            self.failed[at as usize] = match retried.next_if(|(of, _)| *of == at) {
                None => self.sampler.spans(at, block, &self.factors, &mut spans),
                Some((_, attempts)) => {
                    let failed = self.sampler.attempts(at, block, &self.factors, attempts);
                    (spans, self.again[at as usize]) = (attempts.spans[0], attempts.failed[0]);
                    failed
                }
            };
            for (lane, span) in spans.iter().enumerate() {
                self.spans[lane * count + at as usize] = *span;
            }
            if self.sampler.decides(at) {
                self.branch[at as usize] = self.sampler.branches(at, block);
            }
        }
        for (at, ticks) in &mut self.arrivals {
            self.sampler.arrivals(*at, block, ticks);
        }
    }

    /// Counts the activities on the chain of drivers back from End.
    fn follow_drivers(&self, lane: usize, tally: &mut Tally) {
        let mut at = self.compact.end;
        loop {
            let was_taken = self.night.of(at).fate != Fate::NotTaken;
            tally.critical[at as usize] += u64::from(was_taken);
            match self.driver(at, lane) {
                Some(from) => at = from,
                None => return,
            }
        }
    }

    fn driver(&self, at: u32, lane: usize) -> Option<u32> {
        let (activity, passage) = (&self.compact.rest[at as usize], self.night.of(at));
        if passage.fate != Fate::NotTaken {
            let ready = passage.linked.max(activity.not_before);
            if passage.start > ready {
                return Some(self.holders.by[at as usize]).filter(|by| *by != NONE);
            }
            let until = until(&self.arrivals, at, lane).unwrap_or(activity.until);
            let waited = passage.finish == until && until > passage.start;
            if ready > passage.linked || waited {
                return None;
            }
        }
        self.last_link(at)
    }

    /// Where the link that came last comes from.
    fn last_link(&self, at: u32) -> Option<u32> {
        let linked = self.night.of(at).linked;
        let mut dead = None;
        for position in self.compact.incoming(at) {
            let from = self.compact.from[*position as usize];
            match self.arrival(*position) {
                Some((arrival, true)) if arrival == linked => return Some(from),
                Some((arrival, false)) if arrival == linked => dead = dead.or(Some(from)),
                _ => {}
            }
        }
        dead
    }

    /// Takes in the night at hand, which has reached End.
    fn study(&mut self, lane: usize, windows: &[Option<i64>; LANES], study: &mut Study) {
        let windows = study.windows(windows, 1 << lane);
        study.night(lane, &windows, |at| {
            matches!(self.night.of(at).fate, Fate::Ended(_)).then(|| self.own_duration(at, lane))
        });
        self.split(study);
        self.held_up.clear();
        let mut next = Some(self.compact.end);
        while let Some(at) = next {
            if self.waited(at) > 0 {
                self.held_up.push(self.holders.resource[at as usize]);
            }
            next = self.driver(at, lane);
        }
        self.held_up.sort_unstable();
        self.held_up.dedup();
        study.drove_in_one_night(&self.held_up);
    }

    /// What chance gave to an activity in one night, with all its attempts. What an arrival brings is when it comes, not how long it
    /// takes.
    fn own_duration(&self, at: u32, lane: usize) -> i32 {
        if let Some(comes) = of_place(&self.arrivals, at) {
            return comes[lane];
        }
        let is_tried_again = self.again.get(at as usize).is_some_and(|again| again >> lane & 1 == 1);
        let attempts = if is_tried_again { of_place(&self.retried, at) } else { None };
        attempts.map_or(self.spans[lane * self.compact.count() + at as usize], |attempts| attempts.together(lane))
    }

    /// How long an activity stood ready without a resource.
    fn waited(&self, at: u32) -> i64 {
        let passage = self.night.of(at);
        if passage.fate == Fate::NotTaken {
            return 0;
        }
        passage.start - passage.linked.max(self.compact.rest[at as usize].not_before)
    }

    /// Adds what the window was spent on, from End back over the links that came last.
    fn split(&mut self, study: &mut Study) {
        self.waits.clear();
        let mut at = self.compact.end;
        loop {
            let (place, wait) = (at as usize, self.waited(at));
            let Passage { start, finish, linked, .. } = *self.night.of(at);
            study.spend(study.spent(at), finish - start);
            study.spend(Part::Resource, wait);
            study.spend(Part::Clock, start - wait - linked);
            if wait > 0 {
                self.waits.push((self.holders.resource[place], wait));
            }
            let Some(from) = self.last_link(at) else { break };
            study.spend(Part::Lag, linked - self.night.of(from).finish);
            at = from;
        }
        self.waits.sort_unstable();
        let of_one = self.waits.chunk_by(|(a, _), (b, _)| a == b);
        study.waits.extend(of_one.map(|waits| (waits[0].0, waits.iter().map(|(_, wait)| wait).sum())));
    }

    /// When a link came, and whether it was taken; nothing when it never came.
    fn arrival(&self, position: u32) -> Option<(i64, bool)> {
        let from = self.compact.from[position as usize] as usize;
        let link = &self.compact.links[position as usize];
        let Passage { finish, fate, .. } = *self.night.of(from as u32);
        match fate {
            Fate::Open => None,
            Fate::NotTaken => Some((finish, false)),
            Fate::Ended(ended) => match link.when.fate(ended, self.compact.activities[from].after_failure) {
                LinkFate::Taken => Some((finish.saturating_add(link.lag), true)),
                LinkFate::Dead => Some((finish, false)),
                LinkFate::Waits => None,
            },
        }
    }
}

/// Starts and finishes of a block, to be counted together: all counts of one activity lie together, and those of all together do not
/// fit the processor's cache.
struct Told {
    /// Night by night.
    starts: Vec<i32>,
    finishes: Vec<i32>,
    /// By place, the nights in which it came to its end.
    ended: Vec<Mask>,
}

impl Told {
    /// For `count` activities.
    fn new(count: usize) -> Told {
        Told { starts: vec![0; count * LANES], finishes: vec![0; count * LANES], ended: vec![0; count] }
    }

    /// Keeps a night; what is too late for it is counted at once.
    fn take_in(&mut self, night: &Night, lane: usize, tally: &mut Tally) {
        let count = self.ended.len();
        let of_night = lane * count..(lane + 1) * count;
        let times = self.starts[of_night.clone()].iter_mut().zip(&mut self.finishes[of_night]);
        for ((at, (start, finish)), ended) in times.enumerate().zip(&mut self.ended) {
            let passage = night.of(at as u32);
            if !matches!(passage.fate, Fate::Ended(_)) {
                continue;
            }
            match i32::try_from(passage.finish) {
                Ok(within) => {
                    (*start, *finish) = (passage.start as i32, within);
                    *ended |= 1 << lane;
                }
                Err(_) => tally.one(at as u32, passage.start, passage.finish),
            }
        }
    }

    /// Counts what was kept, and forgets it.
    fn tell(&mut self, tally: &mut Tally) {
        let count = self.ended.len();
        for (at, ended) in self.ended.iter_mut().enumerate() {
            let of_lanes = |times: &[i32]| std::array::from_fn(|lane| times[lane * count + at]);
            tally.lanes(at as u32, &of_lanes(&self.starts), &of_lanes(&self.finishes), std::mem::take(ended));
        }
    }
}

/// When what an activity waits for comes in one night of a block, in ticks; nothing when it waits for nothing of the kind.
fn until(arrivals: &[(u32, Lanes)], at: u32, lane: usize) -> Option<i64> {
    Some(of_place(arrivals, at)?[lane].into())
}

/// What chance gave to one night of a block.
struct Drawn<'a> {
    sampler: &'a Sampler,
    spans: &'a [i32],
    failed: &'a [Mask],
    again: &'a [Mask],
    branch: &'a [[u32; LANES]],
    retried: &'a [(u32, Attempts)],
    arrivals: &'a [(u32, Lanes)],
    patience: &'a [(u32, Patience)],
    lane: usize,
}

impl Draws for Drawn<'_> {
    #[inline]
    fn span(&self, at: u32, attempt: u32) -> i64 {
        let again = if attempt == 0 { None } else { of_place(self.retried, at) };
        let ticks = again.map_or(self.spans[at as usize], |a| a.spans[attempt as usize][self.lane]);
        i64::from(ticks)
    }

    #[inline]
    fn again(&self, at: u32, attempt: u32) -> Option<i64> {
        if self.again.get(at as usize)? >> self.lane & 1 == 0 {
            return None;
        }
        let attempts = of_place(self.retried, at)?;
        let failed = attempts.failed[attempt as usize] >> self.lane & 1 == 1;
        let delay = attempts.delays.get(attempt as usize).filter(|_| failed)?;
        Some(i64::from(*delay))
    }

    #[inline]
    fn until(&self, at: u32, stated: i64) -> i64 {
        until(self.arrivals, at, self.lane).unwrap_or(stated)
    }

    #[inline]
    fn patience(&self, at: u32) -> Option<&Patience> {
        of_place(self.patience, at)
    }

    #[inline]
    fn ended(&self, at: u32) -> Ended {
        if self.failed[at as usize] >> self.lane & 1 == 1 {
            return Ended::Failed;
        }
        match self.branch.get(at as usize).filter(|_| self.sampler.decides(at)) {
            Some(branch) => Ended::Chose(branch[self.lane]),
            None => Ended::Well,
        }
    }
}

/// Who gave back what each start had waited for.
struct Holders {
    by: Vec<u32>,
    /// What it had waited for: a pool, or a lock after all pools.
    resource: Vec<u32>,
    pools: usize,
}

impl Watcher for Holders {
    #[inline]
    fn begun(&mut self, _at: u32) {}

    #[inline]
    fn took(&mut self, at: u32, _needs: &[Need], lacked: Option<Lacked>, _now: i64) {
        // A later attempt lacks nothing here, and leaves what the first one had to wait for.
        if let Some(lacked) = lacked {
            self.by[at as usize] = lacked.freed_by.unwrap_or(NONE);
            self.resource[at as usize] = match lacked.resource {
                Resource::Pool(pool) => pool as u32,
                Resource::Lock(lock) => (self.pools + lock) as u32,
            };
        }
    }

    #[inline]
    fn gave_back(&mut self, _by: u32, _needs: &[Need], _now: i64) {}

    #[inline]
    fn capacity(&mut self, _pool: u32, _units: u32, _now: i64) {}
}
