//! What is counted over the nights: memory for jobs, not for jobs times nights.

use super::random::LANES;
use super::sampler::{Lanes, Mask, floor, lanes};
use super::study::Study;
use crate::compact::{Compact, NONE};
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Counts that add up the same in any order.
#[derive(Clone)]
pub struct Tally {
    /// How many counts each histogram has.
    bins: usize,
    /// By place: histograms of finishes, and of those starts that do not follow from the finish.
    pub columns: Vec<Columns>,
    /// By place, whether it is counted in all nights.
    pub always: Vec<bool>,
    counts: Vec<u32>,
    /// What others have counted, added up when it is read.
    others: Vec<Vec<u32>>,
    scales: Vec<Scale>,
    /// By column, what the pilot has seen.
    seen: Vec<Seen>,
    /// How often a histogram was given a value outside its range, by column and value to 11 binary digits.
    outside: BTreeMap<(u32, i64), u32>,
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
}

/// A histogram's range, in ticks.
#[derive(Clone, Copy, Debug)]
struct Scale {
    /// The least and the most that has a bin. What lies outside is counted by its value.
    low: i64,
    high: i64,
    /// A moment that nights often share, as the time that a wait waits for: it has the last bin to itself.
    often: i64,
    /// Bins of a tick.
    per_tick: f32,
}

/// What the pilot has seen of a start or finish, in ticks.
#[derive(Clone, Copy, Debug)]
struct Seen {
    low: i64,
    high: i64,
    /// How often it was the least.
    lowest: u32,
    /// The value of most nights, if there is one (Boyer and Moore 1991), and by how many votes.
    often: i64,
    votes: u32,
}

/// All histograms together have about this many counts, which fit a processor's second cache; the nights that are counted in them leave
/// more to chance than the width of a bin does.
const COUNTS: usize = 1 << 18;
/// Activities times nights in which starts and finishes are counted.
const COUNTED: u64 = 2_500_000;
/// They are counted in at least as many nights.
const FEWEST_NIGHTS: u64 = 1_000;
const FEWEST_BINS: usize = 64;
const MOST_BINS: usize = 4096;
/// No moment: times are counted from the start of Begin.
const NEVER: i64 = -1;

impl Tally {
    /// A tally that only learns what range each start and finish has; [`Tally::ranged`] makes the one that counts.
    ///
    /// `always` says by place what is counted in all nights.
    pub fn pilot(compact: &Compact, starts_follow: impl Fn(u32) -> bool, always: Vec<bool>, deadlines: usize) -> Tally {
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
                Columns { start: column(!follows), finish: column(!is_open || follows) }
            })
            .collect();
        let unseen = Seen { low: i64::MAX, high: i64::MIN, lowest: 0, often: NEVER, votes: 0 };
        Tally {
            bins: 0,
            columns,
            always,
            counts: Vec::new(),
            others: Vec::new(),
            scales: Vec::new(),
            seen: vec![unseen; next as usize],
            outside: BTreeMap::new(),
            critical: vec![0; compact.count()],
            met: vec![0; deadlines],
            study: None,
        }
    }

    /// A tally that counts over the ranges that this pilot has seen, and some more on both sides.
    pub fn ranged(&self, study: Study) -> Tally {
        let columns = self.seen.len().max(1);
        let bins = (COUNTS / columns).next_power_of_two().clamp(FEWEST_BINS, MOST_BINS);
        Tally {
            bins,
            columns: self.columns.clone(),
            always: self.always.clone(),
            counts: vec![0; bins * self.seen.len()],
            others: Vec::new(),
            scales: self.seen.iter().map(|seen| seen.scale(bins)).collect(),
            seen: Vec::new(),
            outside: BTreeMap::new(),
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
        if self.always[at as usize] {
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
        let (low, high, often) = (scale.low as i32, scale.high as i32, scale.often as i32);
        let last = self.bins as i32 - 1;
        let mut bins = [0i32; LANES];
        let mut is_outside = scale.high > i64::from(i32::MAX);
        for lane in 0..LANES {
            let value = values[lane];
            let bin = bin((value - low) as f32 * scale.per_tick, (last - 1) as f32);
            bins[lane] = if value == often { last } else { bin };
            is_outside |= value < low || value > high;
        }
        if is_outside {
            for lane in lanes(mask) {
                self.put(column, i64::from(values[lane]));
            }
            return;
        }
        let first = column as usize * self.bins;
        let counts = &mut self.counts[first..first + self.bins];
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
            match self.bins {
                0 => self.see(column, value),
                _ => self.put(column, value),
            }
        }
    }

    fn put(&mut self, column: u32, value: i64) {
        let scale = self.scales[column as usize];
        let last = self.bins as i32 - 1;
        let bin = match value {
            _ if value == scale.often => last,
            _ if value < scale.low || value > scale.high => {
                *self.outside.entry((column, rounded(value))).or_default() += 1;
                return;
            }
            _ => bin((value - scale.low) as f32 * scale.per_tick, (last - 1) as f32),
        };
        self.counts[column as usize * self.bins + bin as usize] += 1;
    }

    fn see(&mut self, column: u32, value: i64) {
        self.seen[column as usize].add(value);
    }

    /// Adds what another tally of the same ranges has counted, or another pilot has seen in later nights.
    pub fn add(&mut self, other: Tally) {
        let add = |mine: &mut [u64], theirs: &[u64]| mine.iter_mut().zip(theirs).for_each(|(m, t)| *m += t);
        self.others.push(other.counts);
        self.seen.iter_mut().zip(&other.seen).for_each(|(m, t)| m.add_all(t));
        other.outside.iter().for_each(|(value, count)| *self.outside.entry(*value).or_default() += count);
        add(&mut self.critical, &other.critical);
        add(&mut self.met, &other.met);
        if let (Some(mine), Some(theirs)) = (&mut self.study, &other.study) {
            mine.add(theirs);
        }
    }

    /// A histogram: how often each value was met.
    pub fn histogram(&self, column: u32) -> Histogram {
        let first = column as usize * self.bins;
        let scale = self.scales[column as usize];
        let bins = first..first + self.bins;
        let mut counts = self.counts[bins.clone()].to_vec();
        for others in &self.others {
            counts.iter_mut().zip(&others[bins.clone()]).for_each(|(count, other)| *count += other);
        }
        let (often, bins) = counts.split_last().unwrap_or((&0, &[]));
        // A bin no wider than a tick holds exactly one value.
        let width = if scale.per_tick >= 1.0 { 0.0 } else { 1.0 / f64::from(scale.per_tick) };
        let cell = |(bin, count): (usize, &u32)| {
            let from = scale.low as f64 + bin as f64 / f64::from(scale.per_tick.min(1.0));
            Cell { from, width, count: u64::from(*count) }
        };
        let at = |value: i64, count: u32| Cell { from: value as f64, width: 0.0, count: u64::from(count) };
        let filled = bins.iter().filter(|count| **count > 0).count();
        let mut cells = Vec::with_capacity(filled + 1);
        cells.extend(bins.iter().enumerate().filter(|(_, count)| **count > 0).map(cell));
        let outside = self.outside.range((column, i64::MIN)..=(column, i64::MAX));
        let outside = outside.map(|((_, value), count)| at(*value, *count));
        // They are few, and most columns have the one that is often met.
        for cell in (*often > 0).then(|| at(scale.often, *often)).into_iter().chain(outside) {
            let place = cells.partition_point(|before| before.from <= cell.from);
            cells.insert(place, cell);
        }
        Histogram::of(cells)
    }
}

impl Seen {
    fn add(&mut self, value: i64) {
        if value <= self.low {
            self.lowest = if value < self.low { 1 } else { self.lowest + 1 };
        }
        self.low = self.low.min(value);
        self.high = self.high.max(value);
        match self.votes {
            0 => (self.often, self.votes) = (value, 1),
            _ if value == self.often => self.votes += 1,
            _ => self.votes -= 1,
        }
    }

    /// Adds what was seen later.
    fn add_all(&mut self, later: &Seen) {
        match later.low.cmp(&self.low) {
            Ordering::Less => (self.low, self.lowest) = (later.low, later.lowest),
            Ordering::Equal => self.lowest += later.lowest,
            Ordering::Greater => {}
        }
        self.high = self.high.max(later.high);
        // The value of most nights has more votes in both together than all others.
        if self.often == later.often {
            self.votes += later.votes;
        } else if self.votes >= later.votes {
            self.votes -= later.votes;
        } else {
            (self.often, self.votes) = (later.often, later.votes - self.votes);
        }
    }

    /// A scale of `bins` for what was seen, and some more on both sides.
    fn scale(&self, bins: usize) -> Scale {
        if self.low > self.high {
            return Scale { low: 1, high: 0, often: NEVER, per_tick: 1.0 };
        }
        let width = self.high - self.low;
        let (low, high) = ((self.low - width / 4).max(0), self.high.saturating_add(width / 2));
        // What cannot be earlier often is as early as can be.
        let often = if self.lowest > 1 { self.low } else { self.often };
        // No bin is narrower than a tick: then it holds exactly one value.
        let per_tick = ((bins - 2) as f32 / (high - low).max(1) as f32).min(1.0);
        Scale { low, high, often, per_tick }
    }
}

/// The bin of a value by its distance from the lowest in bins; from the first, 0, to `most`.
#[inline(always)]
fn bin(distance: f32, most: f32) -> i32 {
    let inside = if distance > 0.0 { distance } else { 0.0 };
    floor(if inside < most { inside } else { most })
}

/// A value outside a histogram's range to 11 binary digits, so that there are few of them: exact to some 0.05 %.
fn rounded(value: i64) -> i64 {
    let cut = (i64::BITS - value.max(0).leading_zeros()).saturating_sub(11);
    let half = (1i64 << cut) / 2;
    (value >> cut << cut).saturating_add(half)
}

/// One start or finish over all nights.
pub struct Histogram {
    /// In order of value, none of them empty.
    cells: Vec<Cell>,
    /// By cell, the nights with a value in it or below.
    up_to: Vec<u64>,
}

/// Nights with a value from `from` to `width` later, in ticks; exactly that value when the width is nothing.
struct Cell {
    from: f64,
    width: f64,
    count: u64,
}

impl Histogram {
    fn of(cells: Vec<Cell>) -> Histogram {
        let mut sum = 0;
        let up_to = cells.iter().map(|cell| {
            sum += cell.count;
            sum
        });
        let up_to = up_to.collect();
        Histogram { cells, up_to }
    }

    /// Nights that were counted.
    pub fn total(&self) -> u64 {
        self.up_to.last().copied().unwrap_or(0)
    }

    /// The value of which a share `p` of the nights is at or below, in ticks; linear within a bin.
    pub fn quantile(&self, p: f64) -> f64 {
        let rank = (p * self.total() as f64).ceil().max(1.0);
        let at = self.up_to.partition_point(|up_to| (*up_to as f64) < rank);
        match self.cells.get(at) {
            Some(cell) => {
                let below = (self.up_to[at] - cell.count) as f64;
                cell.from + cell.width * (rank - below - 0.5) / cell.count as f64
            }
            None => self.cells.last().map_or(0.0, |cell| cell.from + cell.width),
        }
    }

    /// The mean and the standard deviation, in ticks.
    pub fn moments(&self) -> (f64, f64) {
        let total = self.total() as f64;
        let middle = |cell: &Cell| cell.from + cell.width / 2.0;
        let mean = self.cells.iter().map(|cell| middle(cell) * cell.count as f64).sum::<f64>() / total;
        let square = self.cells.iter().map(|cell| (middle(cell) - mean).powi(2) * cell.count as f64).sum::<f64>();
        (mean, (square / total).sqrt())
    }
}
