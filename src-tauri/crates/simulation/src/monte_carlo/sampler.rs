//! What chance gives to each activity, for a block of nights at once.

use super::chosen::rank;
use super::quantiles::{PIECES, Shape, Tables};
use super::random::{LANES, Purpose, Words, words};
use crate::branches::odds;
use crate::compact::{Compact, NONE};
use daybreak_model::duration::Estimate;
use daybreak_model::network::{Activity, Network};
use daybreak_model::node::{Cycle, CycleFrom};
use daybreak_model::time::Span;

/// One value for each night of a block, in ticks.
pub type Lanes = [i32; LANES];

/// One bit for each night of a block.
pub type Mask = u32;

/// Draws spans, failures and branches by place in the order of the dispatch rule.
pub struct Sampler {
    seed: u64,
    /// Milliseconds of a tick: 1 unless a night may last longer than twelve days.
    pub tick_ms: i64,
    /// No attempt takes more ticks.
    longest: i32,
    sources: Vec<Source>,
    tables: Tables,
    measured: Vec<i32>,
    special: Vec<Special>,
    decisions: Vec<Decision>,
}

#[derive(Clone, Copy, Debug)]
enum Source {
    Fixed(i32),
    /// `offset + scale * quantile`.
    Table {
        first: u32,
        offset: f32,
        scale: f32,
    },
    Measured {
        first: u32,
        count: u32,
    },
    /// One that may fail, be tried again, be cut off or repeat.
    Special(u32),
    Decision(u32),
}

struct Special {
    once: Once,
    attempts: u32,
    /// The wait after each attempt but the last.
    delays: Vec<i32>,
    /// It fails when a word is below.
    fails_below: u64,
    timeout: Option<i32>,
    repeats: Option<Repeats>,
}

/// The attempts of one activity in a block of nights.
#[derive(Clone, Debug, Default)]
pub struct Attempts {
    /// By attempt.
    pub spans: Vec<Lanes>,
    pub failed: Vec<Mask>,
    /// The wait after each attempt but the last, in ticks.
    pub delays: Vec<i32>,
}

/// The distribution of one attempt.
type Once = Source;

struct Repeats {
    times: u32,
    every: i32,
    from: CycleFrom,
}

struct Decision {
    /// A branch is taken when a word is below its bound and not below an earlier one.
    bounds: Vec<u64>,
}

/// More repetitions or attempts than this are not drawn one by one.
const MOST_DRAWN: u32 = 64;

impl Sampler {
    /// The sampler of a network; no sum of `longest` milliseconds may overflow a tick count.
    pub fn new(network: &Network, compact: &Compact, seed: u64, longest: i64) -> Sampler {
        let shapes: Vec<Shape> = network.activities.iter().filter_map(|a| shape(&a.estimate)).collect();
        let mut sampler = Sampler {
            seed,
            tick_ms: tick(longest),
            longest: 0,
            sources: Vec::with_capacity(compact.count()),
            tables: Tables::of(&shapes),
            measured: Vec::new(),
            special: Vec::new(),
            decisions: Vec::new(),
        };
        sampler.longest = sampler.ticks(Span::MAX.ms());
        for index in compact.order.activities() {
            let source = sampler.source_of(network, *index);
            sampler.sources.push(source);
        }
        sampler
    }

    /// The span of every night of a block, failed attempts and the waits after them included; and the nights in which
    /// the last attempt failed.
    #[inline]
    pub fn spans(&self, at: u32, block: u32, spans: &mut Lanes) -> Mask {
        match self.sources[at as usize] {
            Source::Fixed(span) => spans.fill(span),
            Source::Decision(_) => spans.fill(0),
            Source::Special(special) => return self.together(&self.special[special as usize], at, block, spans),
            once => self.draw(once, words(self.seed, at, Purpose::Span, 0, block), spans),
        }
        0
    }

    /// The span that a share `p` of all nights keep, in ticks, where that can be told without drawing.
    pub fn quantile(&self, at: u32, p: f64) -> Option<f64> {
        match self.sources[at as usize] {
            Source::Fixed(span) => Some(f64::from(span)),
            Source::Table { first, offset, scale } => {
                let place = p * PIECES as f64;
                let piece = (place as usize).min(PIECES - 1);
                let (low, high) =
                    (self.tables.knots[first as usize + piece], self.tables.knots[first as usize + piece + 1]);
                // The offset holds half a tick, for rounding.
                let value = f64::from(low) + f64::from(high - low) * (place - piece as f64);
                Some(f64::from(offset) - 0.5 + f64::from(scale) * value)
            }
            Source::Measured { first, count } => {
                let mut spans = self.measured[first as usize..][..count as usize].to_vec();
                spans.sort_unstable();
                Some(f64::from(spans[rank(p, spans.len()) - 1]))
            }
            Source::Special(_) | Source::Decision(_) => None,
        }
    }

    /// The span, if it is the same every night.
    pub fn fixed(&self, at: u32) -> Option<i32> {
        match self.sources[at as usize] {
            Source::Fixed(span) => Some(span),
            Source::Decision(_) => Some(0),
            _ => None,
        }
    }

    pub fn may_fail(&self, at: u32) -> bool {
        match self.sources[at as usize] {
            Source::Special(special) => {
                let special = &self.special[special as usize];
                special.fails_below > 0 || special.timeout.is_some()
            }
            _ => false,
        }
    }

    /// Whether a failed attempt may be tried again.
    pub fn may_retry(&self, at: u32) -> bool {
        match self.sources[at as usize] {
            Source::Special(special) => self.special[special as usize].attempts > 1 && self.may_fail(at),
            _ => false,
        }
    }

    pub fn decides(&self, at: u32) -> bool {
        matches!(self.sources[at as usize], Source::Decision(_))
    }

    /// The branch a decision takes in each night of a block; [`NONE`] for none.
    pub fn branches(&self, at: u32, block: u32) -> [u32; LANES] {
        let Source::Decision(decision) = self.sources[at as usize] else {
            return [NONE; LANES];
        };
        let bounds = &self.decisions[decision as usize].bounds;
        words(self.seed, at, Purpose::Branch, 0, block).map(|word| {
            let below = bounds.iter().position(|bound| u64::from(word) < *bound);
            below.map_or(NONE, |branch| branch as u32)
        })
    }

    /// The branch of a decision that is sure to be taken; nothing when it is not sure.
    pub fn sure_branch(&self, at: u32) -> Option<u32> {
        let Source::Decision(decision) = self.sources[at as usize] else {
            return None;
        };
        let bounds = &self.decisions[decision as usize].bounds;
        let first = bounds.iter().position(|bound| *bound > 0)?;
        (bounds[first] > u64::from(u32::MAX)).then_some(first as u32)
    }

    #[inline]
    fn draw(&self, once: Once, words: Words, spans: &mut Lanes) {
        match once {
            Source::Table { first, offset, scale } => {
                let table = &self.tables.knots[first as usize..first as usize + PIECES + 1];
                const SHIFT: u32 = u32::BITS - PIECES.ilog2();
                const FRACTION: f32 = 1.0 / (1u32 << SHIFT) as f32;
                let mut value = [0.0f32; LANES];
                for lane in 0..LANES {
                    let piece = (words[lane] >> SHIFT) as usize;
                    let (low, high) = (table[piece], table[piece + 1]);
                    let part = (words[lane] & ((1 << SHIFT) - 1)) as i32 as f32 * FRACTION;
                    value[lane] = low + (high - low) * part;
                }
                let longest = self.longest as f32;
                for lane in 0..LANES {
                    spans[lane] = (offset + scale * value[lane]).min(longest) as i32;
                }
            }
            Source::Measured { first, count } => {
                for lane in 0..LANES {
                    let which = (u64::from(words[lane]) * u64::from(count)) >> 32;
                    spans[lane] = self.measured[first as usize + which as usize];
                }
            }
            Source::Fixed(span) => spans.fill(span),
            Source::Special(_) | Source::Decision(_) => spans.fill(0),
        }
    }

    /// The attempts of an activity that [may be tried again](Sampler::may_retry).
    pub fn attempts(&self, at: u32, block: u32, attempts: &mut Attempts) {
        let Source::Special(special) = self.sources[at as usize] else { return };
        let special = &self.special[special as usize];
        attempts.spans.resize(special.attempts as usize, [0; LANES]);
        attempts.failed.resize(special.attempts as usize, 0);
        attempts.delays.clone_from(&special.delays);
        for attempt in 0..special.attempts {
            let spans = &mut attempts.spans[attempt as usize];
            attempts.failed[attempt as usize] = self.attempt(special, at, attempt, block, spans);
        }
    }

    /// The span of all attempts together, with the waits between them; and the nights in which the last one failed.
    fn together(&self, special: &Special, at: u32, block: u32, spans: &mut Lanes) -> Mask {
        spans.fill(0);
        let mut trying = Mask::MAX;
        let mut once = [0; LANES];
        for attempt in 0..special.attempts {
            let failed = self.attempt(special, at, attempt, block, &mut once);
            let delay = special.delays.get(attempt as usize).copied().unwrap_or(0);
            for lane in (0..LANES).filter(|lane| trying >> lane & 1 == 1) {
                let wait = if failed >> lane & 1 == 1 { delay } else { 0 };
                spans[lane] = spans[lane].saturating_add(once[lane]).saturating_add(wait);
            }
            trying &= failed;
            if trying == 0 {
                break;
            }
        }
        trying
    }

    /// The span of one attempt, and the nights in which it fails.
    fn attempt(&self, special: &Special, at: u32, attempt: u32, block: u32, once: &mut Lanes) -> Mask {
        let stream = attempt * MOST_DRAWN;
        let mut failed = 0;
        if special.fails_below > 0 {
            let words = words(self.seed, at, Purpose::Failure, stream, block);
            failed = mask(|lane| u64::from(words[lane]) < special.fails_below);
        }
        self.one_attempt(special, at, stream, block, once);
        if let Some(timeout) = special.timeout {
            failed |= mask(|lane| once[lane] > timeout);
            *once = once.map(|span| span.min(timeout));
        }
        failed
    }

    /// The span of one attempt, every repetition of a cyclic job included.
    fn one_attempt(&self, special: &Special, at: u32, stream: u32, block: u32, once: &mut Lanes) {
        self.draw(special.once, words(self.seed, at, Purpose::Span, stream, block), once);
        let Some(repeats) = &special.repeats else { return };
        let mut last = *once;
        for repetition in 1..repeats.times {
            let first = *once;
            if repetition < MOST_DRAWN {
                let words = words(self.seed, at, Purpose::Span, stream + repetition, block);
                let mut next = [0; LANES];
                self.draw(special.once, words, &mut next);
                for lane in 0..LANES {
                    let before = match repeats.from {
                        CycleFrom::Start => first[lane].saturating_add(0.max(repeats.every - last[lane])),
                        CycleFrom::End => first[lane].saturating_add(repeats.every),
                    };
                    once[lane] = before.saturating_add(next[lane]);
                }
                last = next;
            } else {
                // The rest goes on at the pace so far.
                let left = f64::from(repeats.times) / f64::from(repetition);
                *once = once.map(|span| (f64::from(span) * left) as i32);
                break;
            }
        }
        *once = once.map(|span| span.min(self.longest));
    }

    fn source_of(&mut self, network: &Network, index: usize) -> Source {
        let activity = &network.activities[index];
        if let Some(odds) = odds(network, index) {
            let mut sum = 0.0;
            let bounds = odds.branches.iter().map(|p| {
                sum += p;
                // The last certain branch takes what rounding has left over.
                if sum > 1.0 - 1e-9 { 1 << 32 } else { (sum * 4_294_967_296.0) as u64 }
            });
            self.decisions.push(Decision { bounds: bounds.collect() });
            return Source::Decision(self.decisions.len() as u32 - 1);
        }
        if !activity.included || activity.does.is_instant() {
            return Source::Fixed(0);
        }
        let once = self.once(&activity.estimate);
        let fails_below = (activity.failure_probability * 4_294_967_296.0) as u64;
        let timeout = activity.timeout.filter(|t| *t < activity.estimate.longest());
        let is_special = fails_below > 0 || timeout.is_some() || activity.cycle.is_some();
        if !is_special {
            return once;
        }
        let attempts = activity.retry.attempts.clamp(1, MOST_DRAWN);
        self.special.push(Special {
            once,
            attempts,
            delays: (1..attempts).map(|n| self.ticks(activity.retry.wait_after(n).unwrap_or_default().ms())).collect(),
            fails_below,
            timeout: timeout.map(|t| self.ticks(t.ms())),
            repeats: activity.cycle.as_ref().map(|c| Repeats {
                times: c.times.max(1),
                every: self.ticks(c.every.ms()),
                from: c.from,
            }),
        });
        Source::Special(self.special.len() as u32 - 1)
    }

    fn once(&mut self, estimate: &Estimate) -> Source {
        let tick = self.tick_ms as f64;
        let first = shape(estimate).map(|shape| self.tables.first(shape));
        match (estimate, first) {
            // Half a tick more, so that cutting off rounds.
            (Estimate::Pert { low, high, .. }, Some(first)) => Source::Table {
                first,
                offset: (low.ms() as f64 / tick + 0.5) as f32,
                scale: ((high.ms() - low.ms()) as f64 / tick) as f32,
            },
            (Estimate::LogNormal { median, .. }, Some(first)) => {
                Source::Table { first, offset: 0.5, scale: (median.ms() as f64 / tick) as f32 }
            }
            (Estimate::Empirical(spans), _) if !spans.is_empty() => {
                let first = self.measured.len() as u32;
                for span in spans {
                    let ticks = self.ticks(span.ms());
                    self.measured.push(ticks);
                }
                Source::Measured { first, count: spans.len() as u32 }
            }
            _ => Source::Fixed(self.ticks(estimate.planned().ms())),
        }
    }

    /// Milliseconds in ticks, rounded.
    pub fn ticks(&self, ms: i64) -> i32 {
        let ticks = (ms.max(0) + self.tick_ms / 2) / self.tick_ms;
        ticks.min(i64::from(i32::MAX)) as i32
    }
}

/// A mask from what holds for each night.
#[inline]
pub fn mask(holds: impl Fn(usize) -> bool) -> Mask {
    (0..LANES).fold(0, |mask, lane| mask | Mask::from(holds(lane)) << lane)
}

/// The shape of a distribution that has a table; nothing for one that is fixed, or measured, or whose points are out of order.
fn shape(estimate: &Estimate) -> Option<Shape> {
    match estimate {
        Estimate::Pert { low, mode, high } if low < high && low <= mode && mode <= high => {
            Some(Shape::Pert((mode.ms() - low.ms()) as f64 / (high.ms() - low.ms()) as f64))
        }
        Estimate::LogNormal { sigma, .. } if sigma.is_finite() && *sigma > 0.0 && *sigma <= LARGEST_SIGMA => {
            Some(Shape::LogNormal(*sigma))
        }
        _ => None,
    }
}

/// A log-normal this wide spans more than twenty orders of magnitude; anything wider is taken at its median.
const LARGEST_SIGMA: f64 = 8.0;

/// The longest an activity can take, in milliseconds, with all attempts and repetitions.
pub fn longest(activity: &Activity) -> i64 {
    if !activity.included || activity.does.is_instant() {
        return 0;
    }
    let repetition = |cycle: &Cycle| i64::from(cycle.times.max(1));
    let once = activity.estimate.longest().ms();
    let whole =
        activity.cycle.as_ref().map_or(once, |c| once.saturating_add(c.every.ms()).saturating_mul(repetition(c)));
    let attempts = activity.retry.attempts.clamp(1, MOST_DRAWN);
    let delays = (1..attempts).filter_map(|n| activity.retry.wait_after(n)).map(|d| d.ms());
    let fails = activity.failure_probability > 0.0 || activity.timeout.is_some();
    let attempts = if fails { attempts } else { 1 };
    let whole = whole.min(Span::MAX.ms()).saturating_mul(attempts.into());
    whole.saturating_add(if fails { delays.sum() } else { 0 })
}

/// Milliseconds of a tick with which `longest` milliseconds stay well within 32 bits.
fn tick(longest: i64) -> i64 {
    let mut tick = 1i64;
    while longest / tick >= 1 << 30 {
        tick = tick.saturating_mul(10);
    }
    tick
}
