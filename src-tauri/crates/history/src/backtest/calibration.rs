//! Forecasts set right by how earlier forecasts erred.

use super::Quantiles;
use crate::robust;

/// What earlier forecasts of windows taught. All values are logarithms, the latest last.
///
/// Forecasts are combined (Bates and Granger 1969): the simulated median, set right by the smoothed level of its earlier errors; and the
/// smoothed level of the windows themselves, which knows nothing of the jobs and sees what no job shows; each as if nights kept their
/// level and as if it drifted. Single freaks move no level. Each weighs by an inverse power of how it erred so far, older errors less.
/// What the combination erred by gives the quantiles, as in conformal prediction (Vovk, Gammerman and Shafer 2005), over the latest
/// nights alone since nights drift.
#[derive(Clone, Debug, Default)]
pub struct Calibration {
    windows: Vec<f64>,
    /// Real windows less simulated medians.
    errors: Vec<f64>,
    /// By how much each of the forecasts missed, without sign.
    misses: [Vec<f64>; SINGLE],
    /// Real windows less combined forecasts.
    left: Vec<f64>,
}

/// Forecasts are not set right by fewer nights than this.
const FEWEST: usize = 3;
/// From so many errors on, they give the quantiles.
const ENOUGH: usize = 8;
/// Older errors are forgotten.
const REMEMBERED: usize = 40;
/// So many nights tell whether the next one is a freak: one that is as many times their median distance away, and at least so much.
const BEFORE: usize = 9;
const FREAK: f64 = 8.0;
const LEAST_FREAK: f64 = 0.05;
/// The forecasts that are combined.
const SINGLE: usize = 6;
/// How soon the level of the simulation's errors follows the nights, and that of the windows: hardly, and more and more.
const OF_ERRORS: [f64; 2] = [0.04, 0.2];
const OF_WINDOWS: [f64; 3] = [0.04, 0.1, 0.3];
/// The better of two forecasts counts for so much: at the eighth power one that misses by a tenth less counts twice.
const POWER: i32 = 8;
/// Each night that passes, a miss weighs this much less.
const FADING: f64 = 0.97;
/// What forecasts are taken to miss by before any has, and at the least.
const USUAL_MISS: f64 = 0.1;
const LEAST_MISS: f64 = 1e-6;
/// For so many nights each forecast is taken to miss as all of them typically do.
const TYPICAL: f64 = 3.0;
/// A miss counts for no more than so many typical ones: a night that nobody foresees says nothing of who foresees better.
const MOST_MISSED: f64 = 4.0;

impl Calibration {
    /// The quantiles of a window whose simulated values are `sorted`, after nights with windows that were `earlier`.
    pub fn set_right(&self, sorted: &[f64], earlier: &[f64]) -> Quantiles {
        let middle = simulated(sorted, 0.5);
        let spread = |p: f64| libm::log(simulated(sorted, p) / middle);
        let centre = libm::exp(self.centre(libm::log(middle)));
        let left = &self.left[self.left.len().saturating_sub(REMEMBERED)..];
        if left.len() < ENOUGH {
            // Few nights tell little of how slow whole nights can be: the forecast is no surer of the next one than they were alike.
            let apart = deviations(earlier);
            let wider = |p: f64| {
                let seen = conformal(&apart, p, spread(p));
                if p < 0.5 { seen.min(spread(p)) } else { seen.max(spread(p)) }
            };
            return quantiles(centre, |p| if p == 0.5 || apart.is_empty() { spread(p) } else { wider(p) });
        }
        quantiles(centre, |p| conformal(left, p, spread(p)))
    }

    /// Takes in a night whose windows were simulated as `sorted`.
    pub fn learn(&mut self, sorted: &[f64], actual: f64) {
        let (middle, actual) = (libm::log(simulated(sorted, 0.5)), libm::log(actual));
        if self.windows.len() >= FEWEST {
            let told = self.single(middle);
            for (misses, told) in self.misses.iter_mut().zip(told) {
                misses.push((actual - told).abs());
            }
            self.left.push(actual - self.centre(middle));
        }
        self.windows.push(actual);
        self.errors.push(actual - middle);
    }

    fn centre(&self, middle: f64) -> f64 {
        if self.windows.len() < FEWEST {
            return middle;
        }
        let all: Vec<f64> = self.misses.iter().flatten().copied().collect();
        let typical = robust::median(&all).unwrap_or(USUAL_MISS).max(LEAST_MISS);
        let weights = self.misses.each_ref().map(|misses| usual_miss(misses, typical).powi(-POWER));
        let told = self.single(middle);
        let sum: f64 = weights.iter().zip(told).map(|(weight, told)| weight * told).sum();
        sum / weights.iter().sum::<f64>()
    }

    /// The simulated median set right, slowly and at once; and of the windows the median of the latest and their levels.
    fn single(&self, middle: f64) -> [f64; SINGLE] {
        let (errors, windows) = (without_freaks(&self.errors), without_freaks(&self.windows));
        let [slow, soon] = OF_ERRORS.map(|weight| middle + level(&errors, weight));
        let lately = &self.windows[self.windows.len().saturating_sub(BEFORE)..];
        let [steady, drifting, moving] = OF_WINDOWS.map(|weight| level(&windows, weight));
        [slow, soon, robust::median(lately).unwrap_or_default(), steady, drifting, moving]
    }
}

/// Values without freaks: one that lies far from those before it, and is not confirmed by the next, is taken for the median of those before. A
/// shift of the level is believed from its second night on.
fn without_freaks(values: &[f64]) -> Vec<f64> {
    let mut kept: Vec<f64> = Vec::with_capacity(values.len());
    for (at, value) in values.iter().enumerate() {
        let before = &kept[at.saturating_sub(BEFORE)..];
        let usual = robust::median(before).unwrap_or(*value);
        let off: Vec<f64> = before.iter().map(|other| (other - usual).abs()).collect();
        let far = (FREAK * robust::median(&off).unwrap_or_default()).max(LEAST_FREAK);
        let is_far = before.len() >= FEWEST && (value - usual).abs() > far;
        let is_confirmed = values.get(at + 1).is_some_and(|next| (next - value).abs() < (next - usual).abs());
        kept.push(if is_far && !is_confirmed { usual } else { *value });
    }
    kept
}

/// The smoothed level of values: their mean until there are so many that the latest one counts for no more than `weight`.
fn level(values: &[f64], weight: f64) -> f64 {
    let step = |level: f64, (at, value): (usize, &f64)| level + weight.max(1.0 / (at + 1) as f64) * (value - level);
    values.iter().enumerate().fold(0.0, step)
}

/// How far the logarithms of `values` are from their mean.
fn deviations(values: &[f64]) -> Vec<f64> {
    let logarithms: Vec<f64> = values.iter().map(|value| libm::log(*value)).collect();
    let mean = robust::mean(&logarithms).unwrap_or_default();
    logarithms.into_iter().map(|value| value - mean).collect()
}

/// What one forecast usually misses by, where all of them typically miss by `typical`.
fn usual_miss(misses: &[f64], typical: f64) -> f64 {
    let (mut sum, mut count) = (typical * TYPICAL, TYPICAL);
    let mut weight = 1.0;
    for miss in misses.iter().rev() {
        sum += weight * miss.min(MOST_MISSED * typical);
        count += weight;
        weight *= FADING;
    }
    sum / count
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
        let told = calibration.set_right(&simulated, &[1260.0; 60]);
        assert!((told.p50 / 1260.0 - 1.0).abs() < 0.02, "{told:?}");
        assert!((told.p90 / told.p50 - 1.04).abs() < 0.015 && told.p10 < told.p50 && told.p95 > told.p90, "{told:?}");
    }

    #[test]
    fn h9_without_earlier_errors_the_simulation_stands() {
        let simulated: Vec<f64> = (0..101).map(|n| 1000.0 + f64::from(n)).collect();
        let told = Calibration::default().set_right(&simulated, &[]);
        assert!((told.p50 - 1050.0).abs() < 1e-6 && (told.p95 - 1095.0).abs() < 1e-6);
    }

    #[test]
    fn h9_after_few_nights_the_band_is_as_wide_as_they_were_apart() {
        let simulated: Vec<f64> = (0..101).map(|n| 1000.0 + f64::from(n)).collect();
        let told = Calibration::default().set_right(&simulated, &[800.0, 1000.0, 1250.0, 900.0, 1111.0]);
        assert!((told.p50 - 1050.0).abs() < 1e-6);
        assert!(told.p10 < 850.0 && told.p90 > 1290.0 && told.p95 >= told.p90 && told.p90 > told.p80, "{told:?}");
        let alike = Calibration::default().set_right(&simulated, &[1000.0; 5]);
        assert!((alike.p95 - 1095.0).abs() < 1e-6, "the simulation is wider");
    }
}
