//! Inverse distribution functions as tables, between whose knots a straight line is drawn.
//!
//! Only operations that every machine does alike are used (`libm` in place of the system's), so that the same seed gives
//! the same bytes everywhere.

use super::random::{LANES, Words};
use std::collections::HashMap;

/// Straight pieces in a table; a power of two.
pub const PIECES: usize = 512;
/// Knots in a table.
pub const KNOTS: usize = PIECES + 1;

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
/// A log-normal is cut at its 0.1 % and 99.9 % quantile.
pub const FARTHEST: f64 = 3.09;

/// The tables of all shapes that were asked for, one after another.
pub struct Tables {
    pub knots: Vec<f32>,
    first: HashMap<(bool, u64), u32>,
    is_rounded: bool,
}

impl Tables {
    /// Tables for these shapes.
    pub fn of(shapes: &[Shape]) -> Tables {
        let different: std::collections::HashSet<_> = shapes.iter().map(|s| key(*s)).collect();
        let mut tables = Tables { knots: Vec::new(), first: HashMap::new(), is_rounded: different.len() > MOST_EXACT };
        let fine = Fine::new();
        for shape in shapes {
            let shape = tables.rounded(*shape);
            if !tables.first.contains_key(&key(shape)) {
                tables.first.insert(key(shape), tables.knots.len() as u32);
                match shape {
                    Shape::Pert(mode) => fine.pert(mode, &mut tables.knots),
                    Shape::LogNormal(sigma) => log_normal(sigma, &mut tables.knots),
                }
            }
        }
        tables
    }

    /// Where a shape's table begins in `knots`.
    pub fn first(&self, shape: Shape) -> u32 {
        self.first.get(&key(self.rounded(shape))).copied().unwrap_or_default()
    }

    /// The quantile of each word from the table that begins at `first`.
    #[inline(always)]
    pub fn values(&self, first: u32, words: &Words, values: &mut [f32; LANES]) {
        const SHIFT: u32 = u32::BITS - PIECES.ilog2();
        const FRACTION: f32 = 1.0 / (1u32 << SHIFT) as f32;
        let Some(table) = self.knots[first as usize..].first_chunk::<KNOTS>() else { return };
        for lane in 0..LANES {
            let piece = (words[lane] >> SHIFT) as usize;
            let (low, high) = (table[piece], table[piece + 1]);
            let part = (words[lane] & ((1 << SHIFT) - 1)) as i32 as f32 * FRACTION;
            values[lane] = low + (high - low) * part;
        }
    }

    /// The quantile of `p`, from 0 to 1, from the table that begins at `first`.
    pub fn quantile(&self, first: u32, p: f64) -> f64 {
        let place = p * PIECES as f64;
        let piece = (place as usize).min(PIECES - 1);
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

    /// The beta distribution with `a = 1 + 4 mode` and `b = 5 - 4 mode` on 0 to 1, integrated by Simpson's rule.
    fn pert(&self, mode: f64, knots: &mut Vec<f32>) {
        let density = |i: usize| {
            let (low, high) = (4.0 * mode, 4.0 * (1.0 - mode));
            let part = |power: f64, log: f64| if power == 0.0 { 0.0 } else { power * log };
            libm::exp(part(low, self.log[i]) + part(high, self.log[2 * FINE - i]))
        };
        let mut sum = 0.0;
        let mut below = vec![0.0];
        for i in 0..FINE {
            sum += density(2 * i) + 4.0 * density(2 * i + 1) + density(2 * i + 2);
            below.push(sum);
        }
        let mut at = 0;
        for knot in 0..=PIECES {
            let wanted = sum * knot as f64 / PIECES as f64;
            while at < FINE - 1 && below[at + 1] < wanted {
                at += 1;
            }
            let width = below[at + 1] - below[at];
            let part = if width > 0.0 { ((wanted - below[at]) / width).clamp(0.0, 1.0) } else { 0.0 };
            knots.push(((at as f64 + part) / FINE as f64) as f32);
        }
        let first = knots.len() - KNOTS;
        (knots[first], knots[first + PIECES]) = (0.0, 1.0);
    }
}

fn log_normal(sigma: f64, knots: &mut Vec<f32>) {
    for knot in 0..=PIECES {
        let z = match knot {
            0 => -FARTHEST,
            PIECES => FARTHEST,
            _ => normal(knot as f64 / PIECES as f64),
        };
        knots.push(libm::exp(sigma * z) as f32);
    }
}

/// The standard normal's inverse distribution function, by Acklam's rational approximation (relative error below 1.2e-9).
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
    if p > 0.5 {
        -normal(1.0 - p)
    } else if p < TAIL {
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

    fn moments(knots: &[f32]) -> (f64, f64) {
        let steps = PIECES * 64;
        let value = |i: usize| {
            let at = (i as f64 + 0.5) / 64.0;
            let piece = at as usize;
            let (low, high) = (f64::from(knots[piece]), f64::from(knots[piece + 1]));
            low + (high - low) * (at - piece as f64)
        };
        let mean = (0..steps).map(value).sum::<f64>() / steps as f64;
        let square = (0..steps).map(|i| (value(i) - mean).powi(2)).sum::<f64>() / steps as f64;
        (mean, square.sqrt())
    }

    #[test]
    fn p10_a_pert_table_has_the_mean_and_spread_of_the_beta_distribution() {
        for mode in [0.0, 0.1, 0.25, 0.5, 0.7, 1.0] {
            let tables = Tables::of(&[Shape::Pert(mode)]);
            let (mean, deviation) = moments(&tables.knots);
            let (a, b) = (1.0 + 4.0 * mode, 5.0 - 4.0 * mode);
            assert!((mean - a / 6.0).abs() < 2e-4, "mode {mode}: mean {mean}");
            let expected = (a * b / 36.0 / 7.0_f64).sqrt();
            assert!((deviation - expected).abs() < 1e-3, "mode {mode}: deviation {deviation} for {expected}");
            assert!(tables.knots.is_sorted());
        }
    }

    #[test]
    fn p10_a_log_normal_table_has_its_median_and_quantiles() {
        let knots = Tables::of(&[Shape::LogNormal(0.5)]).knots;
        assert!((knots[PIECES / 2] - 1.0).abs() < 1e-6);
        let p875 = f64::from(knots[PIECES / 8 * 7]);
        assert!((p875 - (0.5 * 1.150_349_380_4_f64).exp()).abs() < 1e-5, "{p875}");
        assert!(knots.is_sorted());
    }

    #[test]
    fn many_shapes_are_rounded_and_found_again() {
        let shapes: Vec<Shape> = (0..1000).map(|i| Shape::Pert(f64::from(i) / 999.0)).collect();
        let tables = Tables::of(&shapes);
        assert!(tables.knots.len() <= 257 * KNOTS);
        assert_ne!(tables.first(Shape::Pert(0.2)), tables.first(Shape::Pert(0.8)));
    }
}
