//! What chance gives to each activity, for a block of nights at once.

mod making;
mod repeated;
mod whole;

pub use making::{LARGEST_SIGMA, longest};
pub use repeated::Attempts;
pub use whole::floor;

use super::chosen::rank;
use super::quantiles::Tables;
use super::random::{LANES, Purpose, Stream, Words, words};
use super::slow::{Factors, SlowNights};
use crate::compact::{NONE, in_ticks};
use crate::patience::Patience;
use pulp::{Arch, NullaryFnOnce};
use repeated::Special;
use whole::Whole;

/// One value for each night of a block, in ticks.
pub type Lanes = [i32; LANES];

/// One bit for each night of a block.
pub type Mask = u32;

/// Draws spans, failures and branches by place in the order of the dispatch rule. What it draws for an activity depends on the
/// seed and the activity's node alone, so that two definitions that share a node share its luck.
pub struct Sampler {
    seed: u64,
    /// Milliseconds of a tick: 1 unless a night may last longer than twelve days.
    pub tick_ms: i64,
    /// No attempt takes more ticks.
    longest: i32,
    drawn: Vec<Drawn>,
    tables: Tables,
    measured: Vec<i32>,
    slowed: Vec<Slowed>,
    special: Vec<Special>,
    decisions: Vec<Decision>,
    arrivals: Vec<Arrival>,
    /// What may wait in vain, in order of place, in ticks.
    patience: Vec<(u32, Patience)>,
    /// What stretches the work of whole nights.
    pub slow: SlowNights,
}

/// One activity.
#[derive(Clone, Copy)]
struct Drawn {
    source: Source,
    stream: Stream,
}

#[derive(Clone, Copy, Debug)]
enum Source {
    Fixed(i32),
    /// `offset + scale * quantile` ticks, rounded as `whole` says.
    Table {
        first: u32,
        offset: f32,
        scale: f32,
        whole: Whole,
    },
    Measured {
        first: u32,
        count: u32,
    },
    /// One that is stretched by slow nights and is otherwise plain.
    Slowed(u32),
    /// One that may fail, be tried again, be cut off, repeat, or has an overhead left to chance.
    Special(u32),
    Decision(u32),
    /// A wait for what comes by the clock; it takes no time of its own.
    Arrival(u32),
}

/// The distribution of one attempt's work.
type Once = Source;

struct Slowed {
    once: Once,
    /// A position in [`Factors`].
    by: u32,
    whole: Whole,
    /// What is added after the stretching.
    overhead: i32,
}

struct Decision {
    /// A branch is taken when a word is below its bound and not below an earlier one.
    bounds: Vec<u64>,
}

/// An arrival in ticks from the start of Begin: `earliest + scale * quantile`.
struct Arrival {
    earliest: i64,
    scale: f32,
    /// Nothing when the three points leave nothing to chance.
    first: Option<u32>,
    /// The wait fails, with all its attempts, when a word is below.
    fails_below: u64,
}

impl Sampler {
    /// The factors of slow nights for a block, which [`Self::spans`] and [`Self::attempts`] of the block need.
    pub fn factors(&self, block: u32, factors: &mut Factors) {
        self.slow.draw(self.seed, block, &self.tables, factors);
    }

    /// The span of every night of a block, failed attempts and the waits after them included; and the nights in which
    /// the last attempt failed.
    #[inline]
    pub fn spans(&self, at: u32, block: u32, factors: &Factors, spans: &mut Lanes) -> Mask {
        let Drawn { source, stream } = self.drawn[at as usize];
        match source {
            Source::Fixed(span) => spans.fill(span),
            Source::Decision(_) => spans.fill(0),
            Source::Arrival(arrival) => {
                spans.fill(0);
                return self.failures(stream, 0, block, self.arrivals[arrival as usize].fails_below);
            }
            _ => {
                return Arch::new().dispatch(Draw { sampler: self, source, stream, block, factors, spans });
            }
        }
        0
    }

    /// The span that a share `p` of all nights keep, in ticks, where that can be told without drawing.
    pub fn quantile(&self, at: u32, p: f64) -> Option<f64> {
        match self.drawn[at as usize].source {
            Source::Fixed(span) => Some(f64::from(span)),
            Source::Table { first, offset, scale, .. } => {
                Some(f64::from(offset) + f64::from(scale) * self.tables.quantile(first, p))
            }
            Source::Measured { first, count } => {
                let mut spans = self.measured[first as usize..][..count as usize].to_vec();
                spans.sort_unstable();
                Some(f64::from(spans[rank(p, spans.len()) - 1]))
            }
            Source::Arrival(arrival) => {
                let arrival = &self.arrivals[arrival as usize];
                let after = arrival.first.map_or(0.0, |first| self.tables.quantile(first, p));
                Some((arrival.earliest as f64 + f64::from(arrival.scale) * after).max(0.0))
            }
            Source::Slowed(_) | Source::Special(_) | Source::Decision(_) => None,
        }
    }

    /// The span, if it is the same every night.
    pub fn fixed(&self, at: u32) -> Option<i32> {
        match self.drawn[at as usize].source {
            Source::Fixed(span) => Some(span),
            Source::Decision(_) | Source::Arrival(_) => Some(0),
            _ => None,
        }
    }

    pub fn may_fail(&self, at: u32) -> bool {
        match self.drawn[at as usize].source {
            Source::Special(special) => self.special[special as usize].may_fail(),
            Source::Arrival(arrival) if self.arrivals[arrival as usize].fails_below > 0 => true,
            _ => self.patience(at).is_some(),
        }
    }

    /// The nights of a block in which something fails whose word is to be below this.
    #[inline(always)]
    fn failures(&self, stream: Stream, repeat: u32, block: u32, fails_below: u64) -> Mask {
        if fails_below == 0 {
            return 0;
        }
        let Ok(fails_below) = u32::try_from(fails_below) else { return Mask::MAX };
        let words = words(self.seed, stream, Purpose::Failure, repeat, block);
        mask(|lane| words[lane] < fails_below)
    }

    /// How long what waits for a moment does so, in ticks; nothing when it waits for ever, or for no moment.
    pub fn patience(&self, at: u32) -> Option<&Patience> {
        of_place(&self.patience, at)
    }

    /// Whether a failed attempt may be tried again.
    pub fn may_retry(&self, at: u32) -> bool {
        match self.drawn[at as usize].source {
            Source::Special(special) => self.special[special as usize].may_retry(),
            _ => false,
        }
    }

    pub fn decides(&self, at: u32) -> bool {
        matches!(self.drawn[at as usize].source, Source::Decision(_))
    }

    /// The branch a decision takes in each night of a block; [`NONE`] for none.
    pub fn branches(&self, at: u32, block: u32) -> [u32; LANES] {
        let Drawn { source: Source::Decision(decision), stream } = self.drawn[at as usize] else {
            return [NONE; LANES];
        };
        let bounds = &self.decisions[decision as usize].bounds;
        words(self.seed, stream, Purpose::Branch, 0, block).map(|word| {
            let below = bounds.iter().position(|bound| u64::from(word) < *bound);
            below.map_or(NONE, |branch| branch as u32)
        })
    }

    /// The branch of a decision that is sure to be taken; nothing when it is not sure.
    pub fn sure_branch(&self, at: u32) -> Option<u32> {
        let Source::Decision(decision) = self.drawn[at as usize].source else {
            return None;
        };
        let bounds = &self.decisions[decision as usize].bounds;
        let first = bounds.iter().position(|bound| *bound > 0)?;
        (bounds[first] > u64::from(u32::MAX)).then_some(first as u32)
    }

    /// Whether it waits for what comes by the clock.
    pub fn arrives(&self, at: u32) -> bool {
        matches!(self.drawn[at as usize].source, Source::Arrival(_))
    }

    /// When what a wait waits for comes in each night of a block, in ticks from the start of Begin; at once when before that.
    pub fn arrivals(&self, at: u32, block: u32, ticks: &mut Lanes) {
        let Drawn { source: Source::Arrival(arrival), stream } = self.drawn[at as usize] else { return };
        let arrival = &self.arrivals[arrival as usize];
        let mut after = [0.0; LANES];
        if let Some(first) = arrival.first {
            self.tables.values(first, &words(self.seed, stream, Purpose::Arrival, 0, block), &mut after);
        }
        for lane in 0..LANES {
            let tick = arrival.earliest + (after[lane] * arrival.scale + 0.5) as i64;
            ticks[lane] = tick.clamp(0, i64::from(i32::MAX)) as i32;
        }
    }

    #[inline(always)]
    fn draw(&self, once: Once, words: Words, spans: &mut Lanes) {
        match once {
            Source::Table { first, offset, scale, whole } => {
                let mut value = [0.0; LANES];
                self.tables.values(first, &words, &mut value);
                whole.each(|lane| offset + scale * value[lane], self.longest, spans);
            }
            Source::Measured { first, count } => {
                for lane in 0..LANES {
                    let which = (u64::from(words[lane]) * u64::from(count)) >> 32;
                    spans[lane] = self.measured[first as usize + which as usize];
                }
            }
            Source::Fixed(span) => spans.fill(span),
            Source::Slowed(_) | Source::Special(_) | Source::Decision(_) | Source::Arrival(_) => spans.fill(0),
        }
    }

    #[inline(always)]
    fn slowed(&self, slowed: &Slowed, stream: Stream, block: u32, factors: &Factors, spans: &mut Lanes) {
        self.draw(slowed.once, words(self.seed, stream, Purpose::Span, 0, block), spans);
        self.stretch(slowed.by, slowed.whole, factors, spans);
        for span in spans.iter_mut() {
            *span = span.saturating_add(slowed.overhead);
        }
    }

    /// Makes work as long as the night is slow.
    #[inline(always)]
    fn stretch(&self, by: u32, whole: Whole, factors: &Factors, spans: &mut Lanes) {
        let Some(factors) = factors.get(by as usize) else { return };
        let usual = *spans;
        whole.each(|lane| usual[lane] as f32 * factors[lane], self.longest, spans);
    }

    /// Milliseconds in ticks, rounded.
    pub fn ticks(&self, ms: i64) -> i32 {
        in_ticks(ms.max(0), self.tick_ms).min(i64::from(i32::MAX)) as i32
    }
}

/// The spans of what is left to chance, for the best instructions of the machine at hand.
struct Draw<'a> {
    sampler: &'a Sampler,
    source: Source,
    stream: Stream,
    block: u32,
    factors: &'a Factors,
    spans: &'a mut Lanes,
}

impl NullaryFnOnce for Draw<'_> {
    type Output = Mask;

    #[inline(always)]
    fn call(self) -> Mask {
        let Draw { sampler, source, stream, block, factors, spans } = self;
        match source {
            Source::Slowed(slowed) => sampler.slowed(&sampler.slowed[slowed as usize], stream, block, factors, spans),
            Source::Special(special) => {
                return sampler.together(&sampler.special[special as usize], stream, block, factors, spans);
            }
            once => sampler.draw(once, words(sampler.seed, stream, Purpose::Span, 0, block), spans),
        }
        0
    }
}

/// What a few activities have, in order of their place, of one of them.
#[inline]
pub fn of_place<T>(of: &[(u32, T)], at: u32) -> Option<&T> {
    let found = of.binary_search_by_key(&at, |(at, _)| *at).ok()?;
    Some(&of[found].1)
}

/// A mask from what holds for each night.
#[inline(always)]
pub fn mask(holds: impl Fn(usize) -> bool) -> Mask {
    (0..LANES).fold(0, |mask, lane| mask | Mask::from(holds(lane)) << lane)
}

/// The nights of a mask.
#[inline]
pub fn lanes(mut mask: Mask) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let lane = mask.trailing_zeros();
        mask &= mask.wrapping_sub(1);
        (lane < Mask::BITS).then_some(lane as usize)
    })
}

#[cfg(test)]
mod tests {
    use super::super::quantiles::Shape;
    use super::*;

    const MEASURED: Source = Source::Measured { first: 0, count: 3 };

    #[test]
    fn p11_every_instruction_set_draws_the_same() {
        let shapes = [Shape::Pert(0.3), Shape::LogNormal(0.8)];
        let tables = Tables::of(&shapes);
        let table = |shape, scale, most| {
            let first = tables.first(shape);
            Source::Table { first, offset: 1_000.25, scale, whole: Whole::up_to(most) }
        };
        let plain = [table(shapes[0], 600_000.7, 700_000.0), table(shapes[1], 5_000_000.3, 900_000_000.0), MEASURED];
        let slowed = plain.map(|once| Slowed { once, by: 0, whole: Whole::up_to(1e9), overhead: 17 });
        let special = plain.map(|once| Special {
            once,
            slowed_by: 0,
            whole: Whole::up_to(1e9),
            overhead: plain[0],
            attempts: 3,
            delays: vec![60_000, 120_000],
            fails_below: 1 << 29,
            timeout: Some(500_000),
            repeats: None,
        });
        let sources = plain.into_iter().chain((0..3).map(Source::Slowed)).chain((0..3).map(Source::Special));
        let sources: Vec<Source> = sources.collect();
        let sampler = Sampler {
            seed: 7,
            tick_ms: 1,
            longest: 1 << 30,
            drawn: Vec::new(),
            tables,
            measured: vec![5, 7, 11],
            slowed: slowed.into(),
            special: special.into(),
            decisions: Vec::new(),
            arrivals: Vec::new(),
            patience: Vec::new(),
            slow: SlowNights::default(),
        };
        let factors = vec![std::array::from_fn(|lane| 0.5 + lane as f32 / 7.0)];
        for source in sources {
            for block in 0..200 {
                let [mut best, mut plain] = [[0; LANES]; 2];
                let stream = Stream::of(b'w', "a");
                let draw = |spans| Draw { sampler: &sampler, source, stream, block, factors: &factors, spans };
                assert_eq!(Arch::new().dispatch(draw(&mut best)), draw(&mut plain).call());
                assert_eq!(best, plain);
            }
        }
    }
}
