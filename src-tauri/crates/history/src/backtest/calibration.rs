//! Forecasts set right by how earlier forecasts erred.

use super::Quantiles;
use crate::robust;

/// What earlier forecasts of windows taught: by how much the real ones were longer than the simulated median.
///
/// The level of these errors is followed by exponential smoothing, with the weight that would have erred least so far; what is left over
/// gives the quantiles, together with the simulated ones, as in conformal prediction (Vovk, Gammerman and Shafer 2005), over the latest
/// nights alone since nights drift.
#[derive(Clone, Debug, Default)]
pub struct Calibration {
    /// Logarithms of real against simulated median, the latest last.
    errors: Vec<f64>,
}

/// Forecasts are not set right by fewer errors than this.
const FEWEST: usize = 3;
/// From so many errors on, they give the quantiles.
const ENOUGH: usize = 8;
/// Older errors are forgotten.
const REMEMBERED: usize = 60;
const WEIGHTS: [f64; 5] = [0.1, 0.2, 0.3, 0.45, 0.6];

impl Calibration {
    /// The quantiles of a window whose simulated values are `sorted`.
    pub fn set_right(&self, sorted: &[f64]) -> Quantiles {
        let middle = simulated(sorted, 0.5);
        let spread = |p: f64| libm::log(simulated(sorted, p) / middle);
        let errors = &self.errors[self.errors.len().saturating_sub(REMEMBERED)..];
        if errors.len() < FEWEST {
            return quantiles(middle, spread);
        }
        let levels = robust::levels(errors, best_weight(errors));
        let level = levels.last().copied().unwrap_or_default();
        let centre = middle * libm::exp(level);
        if errors.len() < ENOUGH {
            return quantiles(centre, spread);
        }
        // The first level is the first error itself, so that one teaches nothing.
        let left: Vec<f64> = errors.iter().zip(&levels).skip(1).map(|(error, level)| error - level).collect();
        quantiles(centre, |p| conformal(&left, p, spread(p)))
    }

    pub fn learn(&mut self, sorted: &[f64], actual: f64) {
        self.errors.push(libm::log(actual / simulated(sorted, 0.5)));
    }
}

/// The weight of smoothing whose level would have foretold the next error best, by the mean of absolute misses.
fn best_weight(errors: &[f64]) -> f64 {
    let miss = |weight: f64| -> f64 {
        let levels = robust::levels(errors, weight);
        errors.iter().zip(&levels).skip(1).map(|(error, level)| (error - level).abs()).sum()
    };
    WEIGHTS.into_iter().min_by(|a, b| miss(*a).total_cmp(&miss(*b))).unwrap_or(WEIGHTS[2])
}

/// The smallest of the errors that at least a share `p` of n + 1 keep. Where there are too few for so far a quantile, the farthest one
/// stands, or the simulated one when that is farther.
fn conformal(left: &[f64], p: f64, simulated: f64) -> f64 {
    let mut sorted = left.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let rank = p * (sorted.len() + 1) as f64;
    let at = |rank: f64| sorted[(rank.max(1.0) as usize).min(sorted.len()) - 1];
    if rank < 1.0 {
        return at(1.0).min(simulated);
    }
    if rank > sorted.len() as f64 {
        return at(rank).max(simulated);
    }
    at(rank.floor()) + rank.fract() * (at(rank.ceil()) - at(rank.floor()))
}

fn quantiles(centre: f64, off: impl Fn(f64) -> f64) -> Quantiles {
    let at = |p: f64| centre * libm::exp(off(p));
    Quantiles { p10: at(0.1), p50: at(0.5), p80: at(0.8), p90: at(0.9), p95: at(0.95) }
}

fn simulated(sorted: &[f64], p: f64) -> f64 {
    robust::quantile_of(&mut sorted.to_vec(), p).unwrap_or(1.0).max(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn h9_a_steady_error_is_set_right_and_its_spread_becomes_the_quantiles() {
        let mut calibration = Calibration::default();
        let simulated: Vec<f64> = (0..100).map(|n| 1000.0 + f64::from(n)).collect();
        for n in 0..60 {
            // Nights are a fifth longer than simulated, give or take 5 %, in a fixed order.
            let off = 0.05 * (f64::from((n * 37) % 60) / 30.0 - 1.0);
            calibration.learn(&simulated, 1050.0 * 1.2 * (1.0 + off));
        }
        let told = calibration.set_right(&simulated);
        assert!((told.p50 / 1260.0 - 1.0).abs() < 0.02, "{told:?}");
        assert!((told.p90 / told.p50 - 1.04).abs() < 0.015 && told.p10 < told.p50 && told.p95 > told.p90, "{told:?}");
    }

    #[test]
    fn h9_without_earlier_errors_the_simulation_stands() {
        let simulated: Vec<f64> = (0..101).map(|n| 1000.0 + f64::from(n)).collect();
        let told = Calibration::default().set_right(&simulated);
        assert!((told.p50 - 1050.0).abs() < 1e-6 && (told.p95 - 1095.0).abs() < 1e-6);
    }
}
