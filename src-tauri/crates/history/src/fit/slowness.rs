//! How slow whole nights are.

use super::Fit;
use crate::case::Case;
use crate::robust;
use daybreak_model::duration::SlowNight;
use daybreak_model::id::NodeId;
use daybreak_simulation::{Options, monte_carlo};
use std::collections::BTreeMap;

/// A night is as slow as its nodes say when at least this many were seen before.
const FEWEST_NODES: usize = 5;
/// How soon the level follows the nights.
const WEIGHT: f64 = 0.3;
/// A slow-night factor below this is none.
const LEAST: f64 = 0.005;
/// A slow-night factor is not believed beyond this.
const MOST: f64 = 1.0;
/// So many of the latest nights tell how much nights differ.
const JUDGED: usize = 60;
/// Nights that are simulated to see how much independent durations spread a window.
const SAMPLES: u32 = 200;

/// The common slowness of each night, as a logarithm, and the level that the next one is expected at.
pub struct Slowness {
    pub nights: Vec<f64>,
    pub next: f64,
}

/// The logarithm of a duration; what takes less than a millisecond takes one.
pub fn logarithm(ms: i64) -> f64 {
    libm::log(ms.max(1) as f64)
}

impl Slowness {
    pub fn of(cases: &[&Case]) -> Slowness {
        let mut nights = vec![0.0; cases.len()];
        // The usual duration of a node depends on how slow its nights were, and the other way round; it settles at once.
        for _ in 0..3 {
            let usual = usual(cases, &nights);
            for (slow, case) in nights.iter_mut().zip(cases) {
                let off = case.durations.iter().filter_map(|(node, ms)| Some(logarithm(*ms) - usual.get(node)?));
                let off: Vec<f64> = off.collect();
                *slow = if off.len() >= FEWEST_NODES { robust::median(&off).unwrap_or_default() } else { 0.0 };
            }
        }
        let next = robust::levels(&nights, WEIGHT).last().copied().unwrap_or_default();
        Slowness { nights, next }
    }
}

/// The usual logarithm of each node that was seen twice or more.
fn usual<'a>(cases: &[&'a Case], nights: &[f64]) -> BTreeMap<&'a NodeId, f64> {
    let mut of_node: BTreeMap<&NodeId, Vec<f64>> = BTreeMap::new();
    for (slow, case) in nights.iter().zip(cases) {
        for (node, ms) in &case.durations {
            of_node.entry(node).or_default().push(logarithm(*ms) - slow);
        }
    }
    of_node.retain(|_, seen| seen.len() >= 2);
    of_node.into_iter().filter_map(|(node, seen)| Some((node, robust::median(&seen)?))).collect()
}

/// The factor that makes simulated windows differ as much as the recorded ones did around what was to be expected: by what nights
/// differ and by what the level, which follows them, does not know.
pub fn slow_night(cases: &[&Case], fit: &Fit) -> Option<SlowNight> {
    let latest = &cases[cases.len().saturating_sub(JUDGED)..];
    let ratio = |case: &&Case| Some(logarithm(case.window) - logarithm(fit.window(case)?));
    let ratios: Vec<f64> = latest.iter().filter_map(ratio).collect();
    let levels = robust::levels(&ratios, WEIGHT);
    let surprises: Vec<f64> = ratios.iter().zip(&levels).skip(1).map(|(ratio, level)| ratio - level).collect();
    let seen = robust::deviation(&robust::without_outliers(&surprises)).powi(2);
    let latest = cases.last()?;
    let (alone, share) = alone(latest, fit)?;
    let sigma = ((seen - alone).max(0.0).sqrt() / share).min(MOST);
    (sigma > LEAST).then_some(SlowNight { sigma: (sigma * 1e4).round() / 1e4 })
}

/// The variance of the logarithm of the window when nothing makes nights slow, and the share of work in the window.
fn alone(case: &Case, fit: &Fit) -> Option<(f64, f64)> {
    let mut network = case.network.clone();
    fit.put_on(&mut network);
    let options = Options { samples: SAMPLES, seed: 1, threads: 1 };
    let forecast = monte_carlo(&network, case.start, options, &|_| true).ok()?;
    let windows: Vec<f64> = forecast.windows.iter().flatten().map(|ms| logarithm(*ms)).collect();
    let whole = fit.window(case)? as f64;
    let bare = Fit { overhead: None, ..fit.clone() };
    let share = (bare.window(case)? as f64 / whole).clamp(0.2, 1.0);
    Some((robust::spread(&windows).powi(2), share))
}
