//! Activities of several attempts, or of several repetitions in one.

use super::{Lanes, Mask, Once, Sampler, Whole, lanes, mask};
use crate::monte_carlo::random::{LANES, Purpose, Stream, below, words};
use crate::monte_carlo::slow::Factors;
use daybreak_model::node::CycleFrom;
use pulp::Arch;

/// More repetitions or attempts than this are not drawn one by one.
pub const MOST_DRAWN: u32 = 64;

/// One that may fail, be tried again, be cut off, repeat, or has an overhead left to chance.
pub struct Special {
    pub once: Once,
    /// A position in [`Factors`].
    pub slowed_by: u32,
    /// How its stretched work is rounded.
    pub whole: Whole,
    pub overhead: Once,
    pub attempts: u32,
    /// The wait after each attempt but the last.
    pub delays: Vec<i32>,
    /// It fails when a word is below.
    pub fails_below: u64,
    /// The longest that the work of an attempt may take, its overhead apart.
    pub timeout: Option<i32>,
    pub repeats: Option<Repeats>,
}

pub struct Repeats {
    pub times: u32,
    pub every: i32,
    pub from: CycleFrom,
    /// How likely it stops after a repetition.
    pub stops: f64,
}

/// The attempts of one activity in a block of nights. Of an attempt that comes in no night of the block nothing is told.
#[derive(Clone, Debug, Default)]
pub struct Attempts {
    /// By attempt.
    pub spans: Vec<Lanes>,
    pub failed: Vec<Mask>,
    /// The wait after each attempt but the last, in ticks.
    pub delays: Vec<i32>,
}

impl Special {
    pub fn may_fail(&self) -> bool {
        self.fails_below > 0 || self.timeout.is_some()
    }

    pub fn may_retry(&self) -> bool {
        self.attempts > 1 && self.may_fail()
    }
}

impl Attempts {
    /// The span of all attempts of one night, with the waits between them.
    pub fn together(&self, lane: usize) -> i32 {
        let mut span = 0i32;
        for (number, (spans, failed)) in self.spans.iter().zip(&self.failed).enumerate() {
            span = span.saturating_add(spans[lane]);
            if failed >> lane & 1 == 0 {
                break;
            }
            span = span.saturating_add(self.delays.get(number).copied().unwrap_or(0));
        }
        span
    }
}

impl Sampler {
    /// The attempts of an activity that [may be tried again](Sampler::may_retry); and the nights in which the last one failed.
    pub fn attempts(&self, at: u32, block: u32, factors: &Factors, attempts: &mut Attempts) -> Mask {
        let super::Drawn { source: super::Source::Special(special), stream } = self.drawn[at as usize] else {
            return 0;
        };
        let special = &self.special[special as usize];
        attempts.spans.resize(special.attempts as usize, [0; LANES]);
        attempts.failed.resize(special.attempts as usize, 0);
        attempts.delays.clone_from(&special.delays);
        let mut trying = Mask::MAX;
        for (number, (spans, failed)) in (0..).zip(attempts.spans.iter_mut().zip(&mut attempts.failed)) {
            let of = Attempt { stream, number, block };
            *failed = Arch::new().dispatch(
                #[inline(always)]
                || self.attempt(special, of, factors, spans),
            );
            trying &= *failed;
            if trying == 0 {
                break;
            }
        }
        trying
    }

    /// The span of all attempts together, with the waits between them; and the nights in which the last one failed.
    #[inline(always)]
    pub(super) fn together(
        &self,
        special: &Special,
        stream: Stream,
        block: u32,
        factors: &Factors,
        spans: &mut Lanes,
    ) -> Mask {
        let mut trying = Mask::MAX;
        let mut once = [0; LANES];
        for number in 0..special.attempts {
            let failed = self.attempt(special, Attempt { stream, number, block }, factors, &mut once);
            if number == 0 {
                *spans = once;
            } else {
                lanes(trying).for_each(|lane| spans[lane] = spans[lane].saturating_add(once[lane]));
            }
            trying &= failed;
            if trying == 0 {
                break;
            }
            let delay = special.delays.get(number as usize).copied().unwrap_or(0);
            lanes(trying).for_each(|lane| spans[lane] = spans[lane].saturating_add(delay));
        }
        trying
    }

    /// The span of one attempt, and the nights in which it fails.
    #[inline(always)]
    fn attempt(&self, special: &Special, of: Attempt, factors: &Factors, once: &mut Lanes) -> Mask {
        let mut failed = self.failures(of.stream, of.repeat(0), of.block, special.fails_below);
        self.work(special, of, factors, once);
        if let Some(timeout) = special.timeout {
            failed |= mask(|lane| once[lane] > timeout);
            *once = once.map(|span| span.min(timeout));
        }
        let mut overhead = [0; LANES];
        self.draw(
            special.overhead,
            words(self.seed, of.stream, Purpose::Overhead, of.repeat(0), of.block),
            &mut overhead,
        );
        for lane in 0..LANES {
            once[lane] = once[lane].saturating_add(overhead[lane]).min(self.longest);
        }
        failed
    }

    /// The work of one attempt, every repetition of a cyclic job included.
    #[inline(always)]
    fn work(&self, special: &Special, of: Attempt, factors: &Factors, work: &mut Lanes) {
        self.repetition(special, of, 0, factors, work);
        if let Some(repeats) = &special.repeats {
            self.repeated(special, repeats, of, factors, work);
        }
    }

    /// One repetition, the first one's number being 0.
    #[inline(always)]
    fn repetition(&self, special: &Special, of: Attempt, repetition: u32, factors: &Factors, work: &mut Lanes) {
        self.draw(special.once, words(self.seed, of.stream, Purpose::Span, of.repeat(repetition), of.block), work);
        self.stretch(special.slowed_by, special.whole, factors, work);
    }

    /// The repetitions after the first, whose work is there.
    fn repeated(&self, special: &Special, repeats: &Repeats, of: Attempt, factors: &Factors, work: &mut Lanes) {
        let stops_below = below(repeats.stops);
        let mut going = Mask::MAX;
        let mut last = *work;
        for repetition in 1..repeats.times {
            let stream = of.repeat(repetition);
            if stops_below > 0 {
                let words = words(self.seed, of.stream, Purpose::Stop, stream, of.block);
                if repetition == MOST_DRAWN {
                    self.go_on(repeats, repetition, going, |lane| at_once(repeats, repetition, words[lane]), work);
                    break;
                }
                going &= mask(|lane| u64::from(words[lane]) >= stops_below);
                if going == 0 {
                    break;
                }
            } else if repetition == MOST_DRAWN {
                self.go_on(repeats, repetition, going, |_| repeats.times - repetition, work);
                break;
            }
            let mut next = [0; LANES];
            self.repetition(special, of, repetition, factors, &mut next);
            for lane in lanes(going) {
                let before = match repeats.from {
                    CycleFrom::Start => work[lane].saturating_add(0.max(repeats.every - last[lane])),
                    CycleFrom::End => work[lane].saturating_add(repeats.every),
                };
                work[lane] = before.saturating_add(next[lane]);
            }
            last = next;
        }
        *work = work.map(|span| span.min(self.longest));
    }

    /// The repetitions that are not drawn one by one go on at the pace of those before.
    fn go_on(&self, repeats: &Repeats, so_far: u32, going: Mask, more: impl Fn(usize) -> u32, work: &mut Lanes) {
        debug_assert!(so_far <= repeats.times);
        for lane in lanes(going) {
            let pace = f64::from(work[lane]) / f64::from(so_far);
            work[lane] = (pace * (f64::from(so_far) + f64::from(more(lane)))) as i32;
        }
    }
}

/// How many more repetitions there are after `so_far`, drawn at once: a geometric number, cut at the most there may be.
fn at_once(repeats: &Repeats, so_far: u32, word: u32) -> u32 {
    let most = repeats.times - so_far;
    let above = (f64::from(word) + 0.5) / 4_294_967_296.0;
    let more = libm::log(above) / libm::log1p(-repeats.stops.min(1.0 - 1e-12));
    more.min(f64::from(most)) as u32
}

/// Which attempt of whom.
#[derive(Clone, Copy)]
struct Attempt {
    stream: Stream,
    number: u32,
    block: u32,
}

impl Attempt {
    /// The number of a repetition among those of all attempts.
    fn repeat(self, repetition: u32) -> u32 {
        self.number * (MOST_DRAWN + 1) + repetition
    }
}
