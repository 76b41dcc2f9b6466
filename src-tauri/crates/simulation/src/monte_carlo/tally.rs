//! What is counted over the nights: memory for jobs, not for jobs times nights.

use super::random::LANES;
use super::sampler::{Lanes, Mask, floor};
use super::study::Study;
use crate::compact::{Compact, NONE};
use std::collections::HashSet;

/// Counts that add up the same in any order.
#[derive(Clone)]
pub struct Tally {
    /// How many counts each histogram has.
    bins: usize,
    /// By place: histograms of finishes, and of those starts that do not follow from the finish.
    pub columns: Vec<Columns>,
    counts: Vec<u32>,
    scales: Vec<Scale>,
    /// By place: nights in which it was on the chain of drivers back from End.
    pub critical: Vec<u64>,
    /// By deadline: nights in which it was met.
    pub met: Vec<u64>,
    /// What is looked at more closely; nothing in the pilot.
    pub study: Option<Study>,
}

/// Where an activity's histograms lie; [`NONE`] when it has none.
#[derive(Clone, Copy, Debug)]
pub struct Columns {
    pub start: u32,
    pub finish: u32,
    /// Counted in all nights.
    pub always: bool,
}

/// A histogram's range, in ticks.
#[derive(Clone, Copy, Debug)]
pub struct Scale {
    /// The least and the most seen by the pilot.
    pub low: i64,
    pub high: i64,
    /// Bins of a tick.
    per_tick: f32,
}

/// All histograms together have about this many counts.
const COUNTS: usize = 1 << 20;
/// Activities times nights in which starts and finishes are counted.
const COUNTED: u64 = 2_500_000;
/// They are counted in at least as many nights.
const FEWEST_NIGHTS: u64 = 1_000;
const FEWEST_BINS: usize = 64;
const MOST_BINS: usize = 4096;

impl Tally {
    /// A tally that only learns what range each start and finish has; [`Tally::ranged`] makes the one that counts.
    ///
    /// `always` are the places that are counted in all nights.
    pub fn pilot(
        compact: &Compact,
        starts_follow: impl Fn(u32) -> bool,
        always: &HashSet<u32>,
        deadlines: usize,
    ) -> Tally {
        let mut next = 0;
        let mut column = |wanted: bool| {
            let at = next;
            next += u32::from(wanted);
            if wanted { at } else { NONE }
        };
        let columns: Vec<Columns> = (0..compact.count() as u32)
            .map(|at| {
                let activity = &compact.rest[at as usize];
                // A group is told of by the start of its opening and the finish of its closing border.
                let is_open = activity.closes != NONE;
                let is_close = activity.opens != NONE;
                let follows = starts_follow(at) || is_close;
                Columns { start: column(!follows), finish: column(!is_open || follows), always: always.contains(&at) }
            })
            .collect();
        let unseen = Scale { low: i64::MAX, high: i64::MIN, per_tick: 0.0 };
        Tally {
            bins: 0,
            columns,
            counts: Vec::new(),
            scales: vec![unseen; next as usize],
            critical: vec![0; compact.count()],
            met: vec![0; deadlines],
            study: None,
        }
    }

    /// A tally that counts over the ranges that this pilot has seen, and some more on both sides.
    pub fn ranged(&self, study: Study) -> Tally {
        let columns = self.scales.len().max(1);
        let bins = (COUNTS / columns).next_power_of_two().clamp(FEWEST_BINS, MOST_BINS);
        let scales = self.scales.iter().map(|seen| {
            if seen.low > seen.high {
                return Scale { low: 0, high: 0, per_tick: 0.0 };
            }
            let width = seen.high - seen.low;
            let (low, high) = (seen.low - width / 4, seen.high.saturating_add(width / 2));
            // No bin is narrower than a tick: then it holds exactly one value.
            let per_tick = ((bins - 1) as f32 / (high - low).max(1) as f32).min(1.0);
            Scale { low, high, per_tick }
        });
        Tally {
            bins,
            columns: self.columns.clone(),
            counts: vec![0; bins * self.scales.len()],
            scales: scales.collect(),
            critical: vec![0; self.critical.len()],
            met: vec![0; self.met.len()],
            study: Some(study),
        }
    }

    /// Whether starts and finishes of all are counted in the nights of `block`. When activities are many only those of the first nights
    /// are, for histograms do not fit the processor's cache; what is told of End, milestones, deadlines and criticality is of all.
    pub fn is_told(&self, block: u32) -> bool {
        let nights = (COUNTED / self.columns.len().max(1) as u64).max(FEWEST_NIGHTS);
        u64::from(block) * LANES as u64 <= nights
    }

    /// The study, when the nights of `block` are part of it.
    pub fn study(&mut self, block: u32) -> Option<&mut Study> {
        self.study.as_mut().filter(|study| study.is_of(block))
    }

    /// In how many of `samples` nights an activity's start and finish are counted.
    pub fn nights_told(&self, at: u32, samples: u32) -> f64 {
        if self.columns[at as usize].always {
            return f64::from(samples);
        }
        let blocks = (0..samples.div_ceil(LANES as u32)).take_while(|block| self.is_told(*block)).count();
        f64::from(samples.min(blocks as u32 * LANES as u32))
    }

    /// Counts an activity's starts and finishes in the nights of `mask`.
    #[inline]
    pub fn lanes(&mut self, at: u32, start: &Lanes, finish: &Lanes, mask: Mask) {
        let columns = self.columns[at as usize];
        if columns.start != NONE {
            self.column(columns.start, start, mask);
        }
        if columns.finish != NONE {
            self.column(columns.finish, finish, mask);
        }
    }

    #[inline]
    fn column(&mut self, column: u32, values: &Lanes, mask: Mask) {
        if self.bins == 0 {
            for (lane, value) in values.iter().enumerate() {
                if mask >> lane & 1 == 1 {
                    self.see(column, i64::from(*value));
                }
            }
            return;
        }
        let scale = self.scales[column as usize];
        let (low, most) = (scale.low as i32, (self.bins - 1) as f32);
        let first = column as usize * self.bins;
        let counts = &mut self.counts[first..first + self.bins];
        let mut bins = [0i32; LANES];
        for lane in 0..LANES {
            bins[lane] = bin((values[lane] - low) as f32 * scale.per_tick, most);
        }
        if mask == Mask::MAX {
            bins.iter().for_each(|bin| counts[*bin as usize] += 1);
        } else {
            for (lane, bin) in bins.iter().enumerate() {
                counts[*bin as usize] += mask >> lane & 1;
            }
        }
    }

    /// Counts an activity's start and finish in one night.
    #[inline]
    pub fn one(&mut self, at: u32, start: i64, finish: i64) {
        let columns = self.columns[at as usize];
        for (column, value) in [(columns.start, start), (columns.finish, finish)] {
            if column == NONE {
                continue;
            }
            if self.bins == 0 {
                self.see(column, value);
                continue;
            }
            let scale = self.scales[column as usize];
            let bin = bin((value - scale.low) as f32 * scale.per_tick, (self.bins - 1) as f32);
            self.counts[column as usize * self.bins + bin as usize] += 1;
        }
    }

    fn see(&mut self, column: u32, value: i64) {
        let seen = &mut self.scales[column as usize];
        seen.low = seen.low.min(value);
        seen.high = seen.high.max(value);
    }

    /// Adds what another tally of the same ranges has counted.
    pub fn add(&mut self, other: &Tally) {
        let add = |mine: &mut [u64], theirs: &[u64]| mine.iter_mut().zip(theirs).for_each(|(m, t)| *m += t);
        self.counts.iter_mut().zip(&other.counts).for_each(|(m, t)| *m = m.saturating_add(*t));
        add(&mut self.critical, &other.critical);
        add(&mut self.met, &other.met);
        if let (Some(mine), Some(theirs)) = (&mut self.study, &other.study) {
            mine.add(theirs);
        }
    }

    /// A histogram: how often each bin was met, with the bin's value in ticks.
    pub fn histogram(&self, column: u32) -> Histogram<'_> {
        let first = column as usize * self.bins;
        Histogram { counts: &self.counts[first..first + self.bins], scale: self.scales[column as usize] }
    }
}

/// The bin of a value by its distance from the lowest in bins; from the first, 0, to `most`.
#[inline(always)]
fn bin(distance: f32, most: f32) -> i32 {
    let inside = if distance > 0.0 { distance } else { 0.0 };
    floor(if inside < most { inside } else { most })
}

/// One start or finish over all nights.
pub struct Histogram<'a> {
    counts: &'a [u32],
    scale: Scale,
}

impl Histogram<'_> {
    /// Nights that were counted.
    pub fn total(&self) -> u64 {
        self.counts.iter().map(|c| u64::from(*c)).sum()
    }

    /// The middle of a bin in ticks; its only value when it holds just one.
    fn value(&self, bin: f64) -> f64 {
        if self.scale.per_tick >= 1.0 {
            return self.scale.low as f64 + bin.floor();
        }
        if self.scale.per_tick <= 0.0 {
            return self.scale.low as f64;
        }
        self.scale.low as f64 + bin / f64::from(self.scale.per_tick)
    }

    /// The value of which a share `p` of the nights is at or below, in ticks; linear within a bin.
    pub fn quantile(&self, p: f64) -> f64 {
        let rank = (p * self.total() as f64).ceil().max(1.0);
        let mut below = 0.0;
        for (bin, count) in self.counts.iter().enumerate() {
            let count = f64::from(*count);
            if below + count >= rank {
                return self.value(bin as f64 + (rank - below - 0.5) / count);
            }
            below += count;
        }
        self.value(self.counts.len() as f64)
    }

    /// The mean and the standard deviation, in ticks.
    pub fn moments(&self) -> (f64, f64) {
        let total = self.total() as f64;
        let bins = || self.counts.iter().enumerate().filter(|(_, c)| **c > 0);
        let mean = bins().map(|(bin, c)| self.value(bin as f64 + 0.5) * f64::from(*c)).sum::<f64>() / total;
        let square = bins().map(|(bin, c)| (self.value(bin as f64 + 0.5) - mean).powi(2) * f64::from(*c)).sum::<f64>();
        (mean, (square / total).sqrt())
    }
}
