//! Inverse distribution functions as tables, between whose knots a straight line is drawn.
//!
//! The first and the last piece of a table would be too coarse for what is rare and long. They have tables of their own, whose pieces
//! become shorter toward the end of the distribution; few words need them.
//!
//! Only operations that every machine does alike are used (`libm` in place of the system's), so that the same seed gives
//! the same bytes everywhere.

use super::random::{LANES, Words};
use daybreak_model::duration::FARTHEST;
use std::collections::HashMap;

/// Straight pieces in a table; a power of two.
pub const PIECES: usize = 512;
/// Knots in a table.
pub const KNOTS: usize = PIECES + 1;

/// Pieces of a tail in which the chance to lie beyond halves, once; a power of two.
const PIECES_OF_HALF: usize = 4;
/// Binary digits of a word that tell where in a piece it is.
const DIGITS: u32 = u32::BITS - PIECES.ilog2();
/// Knots of a tail; the last one, doubled, is the table's own knot next to the end.
const TAIL_KNOTS: usize = DIGITS as usize * PIECES_OF_HALF + 2;

/// A standard deviation, in logarithms, or a PERT mode's place between low and high.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shape {
    /// The mode's place between low (0) and high (1).
    Pert(f64),
    /// The standard deviation of the logarithm, for a median of 1.
    LogNormal(f64),
}

/// With more different shapes than this they are rounded, so that tables stay in the processor's cache.
const MOST_EXACT: usize = 128;
/// The steps to which shapes are then rounded, of a unit: a mean moves by 0.13 % of the range at the most.
const ROUNDED: f64 = 256.0;

/// The tables of all shapes that were asked for, one after another.
pub struct Tables {
    knots: Vec<f32>,
    /// Of each table the tail below, from the end on, and then the one above.
    tails: Vec<f32>,
    first: HashMap<(bool, u64), u32>,
    is_rounded: bool,
}

impl Tables {
    /// Tables for these shapes.
    pub fn of(shapes: &[Shape]) -> Tables {
        let different: std::collections::HashSet<_> = shapes.iter().map(|s| key(*s)).collect();
        let is_rounded = different.len() > MOST_EXACT;
        let mut tables = Tables { knots: Vec::new(), tails: Vec::new(), first: HashMap::new(), is_rounded };
        let fine = Fine::new();
        for shape in shapes {
            let shape = tables.rounded(*shape);
            if !tables.first.contains_key(&key(shape)) {
                tables.first.insert(key(shape), tables.knots.len() as u32);
                match shape {
                    Shape::Pert(mode) => tables.add(&fine.pert(mode)),
                    Shape::LogNormal(sigma) => tables.add(&log_normal(sigma)),
                }
            }
        }
        tables
    }

    /// Adds the table of the distribution whose value is `of` for a chance to lie below, and one to lie above, of which it may
    /// look at the smaller one.
    fn add(&mut self, of: &dyn Fn(f64, f64) -> f64) {
        let knot = |knot: usize| of(knot as f64 / PIECES as f64, (PIECES - knot) as f64 / PIECES as f64) as f32;
        self.knots.extend((0..=PIECES).map(knot));
        let beyond = (0..TAIL_KNOTS).map(|knot| tail_word(knot) / 4_294_967_296.0);
        self.tails.extend(beyond.clone().map(|p| of(p, 1.0 - p) as f32));
        self.tails.extend(beyond.map(|p| of(1.0 - p, p) as f32));
    }

    /// Where a shape's table begins.
    pub fn first(&self, shape: Shape) -> u32 {
        self.first.get(&key(self.rounded(shape))).copied().unwrap_or_default()
    }

    /// The quantile of each word from the table that begins at `first`.
    #[inline(always)]
    pub fn values(&self, first: u32, words: &Words, values: &mut [f32; LANES]) {
        const FRACTION: f32 = 1.0 / (1u32 << DIGITS) as f32;
        let Some(table) = self.knots[first as usize..].first_chunk::<KNOTS>() else { return };
        let mut is_rare = false;
        for lane in 0..LANES {
            let piece = (words[lane] >> DIGITS) as usize;
            let (low, high) = (table[piece], table[piece + 1]);
            let part = (words[lane] & ((1 << DIGITS) - 1)) as i32 as f32 * FRACTION;
            values[lane] = low + (high - low) * part;
            is_rare |= is_in_tail(words[lane]);
        }
        if is_rare {
            self.rare_values(first, words, values);
        }
    }

    /// Mends the values of words that lie in a tail.
    #[cold]
    #[inline(never)]
    fn rare_values(&self, first: u32, words: &Words, values: &mut [f32; LANES]) {
        for lane in (0..LANES).filter(|lane| is_in_tail(words[*lane])) {
            let (is_above, from_end) =
                if words[lane] >> DIGITS == 0 { (false, words[lane]) } else { (true, !words[lane]) };
            values[lane] = self.tail(first, is_above, from_end as f32 + 1.0);
        }
    }

    /// The value in a tail, by the distance from its end in words, from 1 on.
    fn tail(&self, first: u32, is_above: bool, words_from_end: f32) -> f32 {
        const SHIFT: u32 = f32::MANTISSA_DIGITS - 1 - PIECES_OF_HALF.ilog2();
        let bits = words_from_end.to_bits() - 1.0f32.to_bits();
        let (piece, part) = (bits >> SHIFT, (bits & ((1 << SHIFT) - 1)) as f32 / (1u32 << SHIFT) as f32);
        let tail = 2 * (first as usize / KNOTS) + usize::from(is_above);
        let at = tail * TAIL_KNOTS + piece as usize;
        self.tails[at] + (self.tails[at + 1] - self.tails[at]) * part
    }

    /// The quantile of `p`, from 0 to 1, from the table that begins at `first`.
    pub fn quantile(&self, first: u32, p: f64) -> f64 {
        let place = p * PIECES as f64;
        let piece = (place as usize).min(PIECES - 1);
        if piece == 0 || piece == PIECES - 1 {
            let beyond = if piece == 0 { p } else { 1.0 - p };
            return self.tail(first, piece > 0, (beyond * 4_294_967_296.0).max(1.0) as f32).into();
        }
        let (low, high) = (self.knots[first as usize + piece], self.knots[first as usize + piece + 1]);
        f64::from(low) + f64::from(high - low) * (place - piece as f64)
    }

    fn rounded(&self, shape: Shape) -> Shape {
        let round = |x: f64| if self.is_rounded { libm::round(x * ROUNDED) / ROUNDED } else { x };
        match shape {
            Shape::Pert(mode) => Shape::Pert(round(mode)),
            Shape::LogNormal(sigma) => Shape::LogNormal(round(sigma)),
        }
    }
}

fn key(shape: Shape) -> (bool, u64) {
    match shape {
        Shape::Pert(mode) => (true, mode.to_bits()),
        Shape::LogNormal(sigma) => (false, sigma.to_bits()),
    }
}

/// Whether a word is in the first or the last piece.
#[inline(always)]
fn is_in_tail(word: u32) -> bool {
    (word >> DIGITS).wrapping_sub(1) >= PIECES as u32 - 2
}

/// The distance of a tail's knot from its end, in words: from 1 on it doubles every [`PIECES_OF_HALF`] knots, in equal steps.
fn tail_word(knot: usize) -> f64 {
    let knot = knot.min(TAIL_KNOTS - 2);
    let (halves, part) = (knot / PIECES_OF_HALF, knot % PIECES_OF_HALF);
    (1u64 << halves) as f64 * (1.0 + part as f64 / PIECES_OF_HALF as f64)
}

/// Points of the fine grid on which a beta density is integrated.
const FINE: usize = 1024;

/// Logarithms on the fine grid and halfway between its points, told once for all shapes.
struct Fine {
    log: Vec<f64>,
}

impl Fine {
    fn new() -> Fine {
        Fine { log: (0..=2 * FINE).map(|i| libm::log(i as f64 / (2 * FINE) as f64)).collect() }
    }

    /// The beta distribution with `a = 1 + 4 mode` and `b = 5 - 4 mode` on 0 to 1, integrated by Simpson's rule from both ends, so
    /// that what is rare is told exactly there.
    fn pert(&self, mode: f64) -> impl Fn(f64, f64) -> f64 + use<> {
        let density = |i: usize| {
            let (low, high) = (4.0 * mode, 4.0 * (1.0 - mode));
            let part = |power: f64, log: f64| if power == 0.0 { 0.0 } else { power * log };
            libm::exp(part(low, self.log[i]) + part(high, self.log[2 * FINE - i]))
        };
        let densities: Vec<f64> = (0..=2 * FINE).map(density).collect();
        let cells: Vec<f64> =
            (0..FINE).map(|i| densities[2 * i] + 4.0 * densities[2 * i + 1] + densities[2 * i + 2]).collect();
        let (below, above) = (sums(cells.iter()), sums(cells.iter().rev()));
        move |p_below, p_above| {
            if p_below <= p_above { place(&below, p_below) } else { 1.0 - place(&above, p_above) }
        }
    }
}

/// What lies before each cell, and at last the whole.
fn sums<'a>(cells: impl Iterator<Item = &'a f64>) -> Vec<f64> {
    let so_far = cells.scan(0.0, |sum, cell| {
        *sum += cell;
        Some(*sum)
    });
    std::iter::once(0.0).chain(so_far).collect()
}

/// Where, of 0 to 1, a share `p` of the whole lies before.
fn place(sums: &[f64], p: f64) -> f64 {
    let cells = sums.len() - 1;
    let wanted = sums[cells] * p;
    let at = sums.partition_point(|sum| *sum <= wanted).clamp(1, cells) - 1;
    let width = sums[at + 1] - sums[at];
    let part = if width > 0.0 { ((wanted - sums[at]) / width).clamp(0.0, 1.0) } else { 0.0 };
    (at as f64 + part) / cells as f64
}

fn log_normal(sigma: f64) -> impl Fn(f64, f64) -> f64 {
    move |below, above| {
        let z = normal(below.min(above).max(f64::MIN_POSITIVE)).max(-FARTHEST);
        libm::exp(sigma * if below <= above { z } else { -z })
    }
}

/// The standard normal's inverse distribution function up to its middle, by Acklam's rational approximation (relative error below 1.2e-9).
fn normal(p: f64) -> f64 {
    const A: [f64; 6] = [
        -39.69683028665376,
        220.9460984245205,
        -275.9285104469687,
        138.357751867269,
        -30.66479806614716,
        2.506628277459239,
    ];
    const B: [f64; 5] =
        [-54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572];
    const C: [f64; 6] = [
        -0.007784894002430293,
        -0.3223964580411365,
        -2.400758277161838,
        -2.549732539343734,
        4.374664141464968,
        2.938163982698783,
    ];
    const D: [f64; 4] = [0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416];
    const TAIL: f64 = 0.02425;
    let polynomial = |coefficients: &[f64], x: f64| coefficients.iter().fold(0.0, |sum, c| sum * x + c);
    if p < TAIL {
        let q = libm::sqrt(-2.0 * libm::log(p));
        polynomial(&C, q) / (polynomial(&D, q) * q + 1.0)
    } else {
        let (q, r) = (p - 0.5, (p - 0.5) * (p - 0.5));
        polynomial(&A, r) * q / (polynomial(&B, r) * r + 1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The mean and the standard deviation of everything that a table gives, its tails word by word for the last ones.
    fn moments(tables: &Tables) -> (f64, f64) {
        let steps = |from: f64, to: f64| {
            let p = move |i: u32| from + (to - from) * (f64::from(i) + 0.5) / 4096.0;
            (0..4096).map(move |i| (p(i), (to - from) / 4096.0))
        };
        let mut borders: Vec<f64> = (0..32).map(|halves| 0.5 / f64::from(1u32 << halves)).collect();
        borders.push(0.0);
        let mut weighed: Vec<(f64, f64)> = Vec::new();
        for (far, near) in borders.iter().skip(1).zip(&borders) {
            weighed.extend(steps(*far, *near).map(|(p, weight)| (tables.quantile(0, p), weight)));
            weighed.extend(steps(1.0 - *near, 1.0 - *far).map(|(p, weight)| (tables.quantile(0, p), weight)));
        }
        let mean = weighed.iter().map(|(value, weight)| value * weight).sum::<f64>();
        let square = weighed.iter().map(|(value, weight)| (value - mean).powi(2) * weight).sum::<f64>();
        (mean, square.sqrt())
    }

    #[test]
    fn p10_a_pert_table_has_the_mean_and_spread_of_the_beta_distribution() {
        for mode in [0.0, 0.1, 0.25, 0.5, 0.7, 1.0] {
            let tables = Tables::of(&[Shape::Pert(mode)]);
            let (mean, deviation) = moments(&tables);
            let (a, b) = (1.0 + 4.0 * mode, 5.0 - 4.0 * mode);
            assert!((mean - a / 6.0).abs() < 2e-4, "mode {mode}: mean {mean}");
            let expected = (a * b / 36.0 / 7.0_f64).sqrt();
            assert!((deviation - expected).abs() < 1e-3, "mode {mode}: deviation {deviation} for {expected}");
            assert!(tables.knots.is_sorted());
        }
    }

    /// With the mode at a quarter the beta distribution has `a = 2` and `b = 4`, and lies above `x` with `(1 - x)^4 (1 + 4 x)`.
    #[test]
    fn p10_the_far_quantiles_of_a_pert_are_those_of_the_beta_distribution() {
        let skewed = Tables::of(&[Shape::Pert(0.25), Shape::Pert(0.75), Shape::Pert(0.0)]);
        let above = |x: f64| (1.0 - x).powi(4) * (1.0 + 4.0 * x);
        for beyond in [0.1, 0.01, 1e-3, 1e-4, 1e-5, 1e-6] {
            let high = skewed.quantile(skewed.first(Shape::Pert(0.25)), 1.0 - beyond);
            assert!((above(high) / beyond - 1.0).abs() < 0.02, "{beyond}: {high}");
            let low = skewed.quantile(skewed.first(Shape::Pert(0.75)), beyond);
            assert!((above(1.0 - low) / beyond - 1.0).abs() < 0.02, "{beyond}: {low}");
            let early = skewed.quantile(skewed.first(Shape::Pert(0.0)), 1.0 - beyond);
            assert!(((1.0 - early).powi(5) / beyond - 1.0).abs() < 0.02, "{beyond}: {early}");
        }
    }

    #[test]
    fn p10_a_log_normal_table_has_its_quantiles_and_mean() {
        for sigma in [0.1, 0.5, 1.0] {
            let tables = Tables::of(&[Shape::LogNormal(sigma)]);
            // Standard normal quantiles from Abramowitz and Stegun, table 26.5.
            for (beyond, z) in [(0.5, 0.0), (0.125, 1.150_349), (0.01, 2.326_348), (1e-3, 3.090_232), (1e-5, 4.264_891)]
            {
                for (p, z) in [(beyond, -z), (1.0 - beyond, z)] {
                    let (value, expected) = (tables.quantile(0, p), f64::exp(sigma * z));
                    assert!((value / expected - 1.0).abs() < 2e-3 * sigma, "{sigma}, {p}: {value} for {expected}");
                }
            }
            let (mean, expected) = (moments(&tables).0, f64::exp(sigma * sigma / 2.0));
            assert!((mean / expected - 1.0).abs() < 6e-4 * sigma, "{sigma}: {mean} for {expected}");
            assert!(tables.knots.is_sorted());
        }
    }

    #[test]
    fn every_word_is_read_as_the_quantile_that_it_stands_for() {
        let tables = Tables::of(&[Shape::Pert(0.2), Shape::LogNormal(0.7)]);
        let mut words = [0; LANES];
        for (lane, word) in words.iter_mut().enumerate() {
            // One of each power of two from either end.
            *word = if lane % 2 == 0 { 1 << (lane / 2 * 2) } else { !(1 << (lane / 2 * 2)) };
        }
        for shape in [Shape::Pert(0.2), Shape::LogNormal(0.7)] {
            let first = tables.first(shape);
            let mut values = [0.0; LANES];
            tables.values(first, &words, &mut values);
            for (word, value) in words.iter().zip(values) {
                let expected = tables.quantile(first, (f64::from(*word) + 0.5) / 4_294_967_296.0);
                assert!(
                    (f64::from(value) - expected).abs() <= 1e-3 * expected + 1e-7,
                    "{word}: {value} for {expected}"
                );
            }
        }
    }

    #[test]
    fn many_shapes_are_rounded_and_found_again() {
        let shapes: Vec<Shape> = (0..1000).map(|i| Shape::Pert(f64::from(i) / 999.0)).collect();
        let tables = Tables::of(&shapes);
        assert!(tables.knots.len() <= 257 * KNOTS);
        assert_ne!(tables.first(Shape::Pert(0.2)), tables.first(Shape::Pert(0.8)));
    }
}
