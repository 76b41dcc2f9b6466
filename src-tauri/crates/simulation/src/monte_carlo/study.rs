//! What the first nights are looked at more closely for: how each job's own duration moves the window, what the window is spent
//! on, and which resources held it up.
//!
//! Only sums of whole numbers are kept, which come out the same in any order, and only of so many nights, so that neither time nor
//! memory grows with jobs times nights.

use super::random::LANES;
use super::sampler::{Lanes, Mask, Sampler};
use crate::compact::Compact;
use daybreak_model::network::{Does, Network};

/// Activities times nights that are studied.
const STUDIED: u64 = 2_000_000;
const FEWEST_NIGHTS: u64 = 1_000;
const MOST_NIGHTS: u64 = 16_384;

/// What a part of the window is spent on; in the order of [`Study::parts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Work,
    Lag,
    Resource,
    Clock,
    Human,
}

/// How many kinds of [`Part`] there are.
pub const PARTS: usize = 5;

#[derive(Clone)]
pub struct Study {
    /// Nights are studied below this number.
    nights: u64,
    /// By place: what its own time counts as.
    spent: Vec<Part>,
    /// By place: how far durations are shifted so that sums of their products stay within 64 bits.
    shifts: Vec<u8>,
    /// By place.
    pub durations: Vec<Sums>,
    window_shift: u8,
    pub windows: Sums,
    /// Ticks of all windows together by what they were spent on.
    pub parts: [i64; PARTS],
    /// By resource, pools first: nights in which it held up a start on the chain of drivers.
    pub drove: Vec<u64>,
    /// Ticks that one night's window waited for a resource, where it did.
    pub waits: Vec<(u32, i64)>,
}

/// Sums over the studied nights in which End was reached; of shifted ticks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Nights in which it was taken; in the others its duration counts as nothing.
    pub nights: u64,
    pub sum: u64,
    pub squares: u64,
    /// Of products with the window.
    pub with_window: u64,
}

/// The windows of a block, as they are multiplied.
pub struct Windows {
    /// All bits of the nights in which End was reached.
    ended: [u32; LANES],
    shifted: [u32; LANES],
}

impl Study {
    /// A study of nights of which the longest that was seen so far lasts `window` ticks.
    pub fn new(network: &Network, compact: &Compact, sampler: &Sampler, window: i64) -> Study {
        let activity = |at: u32| &network.activities[compact.order.activity(at)];
        let longest = |at| super::longest_of(network, compact, &sampler.slow, compact.order.activity(at));
        let places = || 0..compact.count() as u32;
        Study {
            nights: (STUDIED / compact.count().max(1) as u64).clamp(FEWEST_NIGHTS, MOST_NIGHTS),
            spent: places().map(|at| spent(&activity(at).does)).collect(),
            shifts: places().map(|at| shift(longest(at) / sampler.tick_ms, 22)).collect(),
            durations: vec![Sums::default(); compact.count()],
            window_shift: shift(window.saturating_mul(2), 24),
            windows: Sums::default(),
            parts: [0; PARTS],
            drove: vec![0; compact.capacities.len() + compact.locks],
            waits: Vec::new(),
        }
    }

    pub fn is_of(&self, block: u32) -> bool {
        u64::from(block) * (LANES as u64) < self.nights
    }

    /// What an activity's own time counts as.
    pub fn spent(&self, at: u32) -> Part {
        self.spent[at as usize]
    }

    /// Takes in the windows of a block; those of `ended` count.
    pub fn windows(&mut self, windows: &[Option<i64>; LANES], nights: Mask) -> Windows {
        let mut taken = Windows { ended: [0; LANES], shifted: [0; LANES] };
        for (lane, window) in windows.iter().enumerate() {
            if let Some(window) = window.filter(|_| nights >> lane & 1 == 1) {
                // A night eight times as long as the longest of the pilot counts as no longer.
                let shifted = (window >> self.window_shift).clamp(0, 1 << 26) as u32;
                (taken.ended[lane], taken.shifted[lane]) = (u32::MAX, shifted);
                self.windows.add(1, shifted, shifted);
            }
        }
        taken
    }

    /// Takes in an activity's durations in the nights of a block; `taken` are those in which it was taken.
    #[inline]
    pub fn durations(&mut self, at: u32, spans: &Lanes, taken: Mask, windows: &Windows) {
        let shift = self.shifts[at as usize];
        let sums = &mut self.durations[at as usize];
        let (mut sum, mut squares, mut with_window) = (0, 0, 0);
        for ((span, ended), window) in spans.iter().zip(&windows.ended).zip(&windows.shifted) {
            let span = u64::from((*span as u32 >> shift) & ended);
            sum += span;
            squares += span * span;
            with_window += span * u64::from(*window);
        }
        sums.nights += u64::from((taken & super::sampler::mask(|lane| windows.ended[lane] != 0)).count_ones());
        sums.sum += sum;
        sums.squares += squares;
        sums.with_window += with_window;
    }

    /// Takes in the durations of one night that was taken in.
    pub fn night(&mut self, lane: usize, windows: &Windows, duration: impl Fn(u32) -> Option<i32>) {
        for at in 0..self.durations.len() {
            if let Some(span) = duration(at as u32) {
                self.durations[at].add(1, span as u32 >> self.shifts[at], windows.shifted[lane]);
            }
        }
    }

    /// Takes in the resources that held up one night, each once.
    pub fn drove_in_one_night(&mut self, resources: &[u32]) {
        for resource in resources {
            self.drove[*resource as usize] += 1;
        }
    }

    pub fn spend(&mut self, part: Part, ticks: i64) {
        self.parts[part as usize] += ticks;
    }

    /// Adds what another study of the same nights has taken in.
    pub fn add(&mut self, other: &Study) {
        let pairs = self.durations.iter_mut().zip(&other.durations).chain([(&mut self.windows, &other.windows)]);
        for (mine, theirs) in pairs {
            mine.nights += theirs.nights;
            mine.sum += theirs.sum;
            mine.squares += theirs.squares;
            mine.with_window += theirs.with_window;
        }
        self.parts.iter_mut().zip(&other.parts).for_each(|(mine, theirs)| *mine += theirs);
        self.drove.iter_mut().zip(&other.drove).for_each(|(mine, theirs)| *mine += theirs);
        self.waits.extend_from_slice(&other.waits);
    }

    /// The mean duration in ticks over the nights in which it was taken.
    pub fn mean(&self, at: u32) -> f64 {
        let sums = &self.durations[at as usize];
        ((u128::from(sums.sum)) << self.shifts[at as usize]) as f64 / sums.nights.max(1) as f64
    }

    /// How the duration of an activity and the window go together: their correlation, and by how many ticks the window changes
    /// with one tick of the duration (least squares). Nothing when one of the two never changes.
    pub fn regression(&self, at: u32) -> Option<(f64, f64)> {
        let (own, window) = (&self.durations[at as usize], &self.windows);
        let nights = i128::from(window.nights);
        let off = |products: u64, one: u64, other: u64| {
            (nights * i128::from(products) - i128::from(one) * i128::from(other)) as f64
        };
        let own_squares = off(own.squares, own.sum, own.sum);
        let window_squares = off(window.squares, window.sum, window.sum);
        if own_squares <= 0.0 || window_squares <= 0.0 {
            return None;
        }
        let products = off(own.with_window, own.sum, window.sum);
        let correlation = (products / (own_squares * window_squares).sqrt()).clamp(-1.0, 1.0);
        let unit = |shift: u8| (1u64 << shift) as f64;
        Some((correlation, products / own_squares * unit(self.window_shift) / unit(self.shifts[at as usize])))
    }
}

impl Sums {
    fn add(&mut self, nights: u64, value: u32, window: u32) {
        self.nights += nights;
        self.sum += u64::from(value);
        self.squares += u64::from(value) * u64::from(value);
        self.with_window += u64::from(value) * u64::from(window);
    }
}

fn spent(does: &Does) -> Part {
    match does {
        Does::Wait(_) => Part::Clock,
        Does::Confirm(_) => Part::Human,
        Does::Pass | Does::Decide(_) | Does::Work(_) => Part::Work,
    }
}

/// By how much a value up to `most` is shifted to have no more than `bits`.
fn shift(most: i64, bits: u32) -> u8 {
    (i64::BITS - most.max(0).leading_zeros()).saturating_sub(bits) as u8
}
