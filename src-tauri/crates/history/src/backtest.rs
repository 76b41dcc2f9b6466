//! Past nights, each predicted only from the nights before it.

mod calibration;
mod nodes;

use crate::accuracy::{Accuracy, Outcome};
use crate::case::{Case, cases, planned};
use crate::fit;
use crate::record::{History, Night};
use crate::robust;
use calibration::Calibration;
use chrono::NaiveDate;
use daybreak_model::bundle::Bundle;
use daybreak_model::id::NodeId;
use daybreak_simulation::monte_carlo;
use std::collections::BTreeMap;

/// How the nights are predicted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Nights are predicted from this date on; earlier ones are learned from all the same.
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub samples: u32,
    pub seed: u64,
    pub threads: usize,
}

/// The caller had the backtest stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cancelled;

#[derive(Clone, Debug, PartialEq)]
pub struct Backtest {
    pub nights: Vec<Predicted>,
    /// Nights in the range with too few before them.
    pub not_predicted: u32,
    pub forecast: Accuracy,
    /// The mean of the last ten windows in place of a forecast.
    pub naive: Accuracy,
    pub nodes: BTreeMap<NodeId, Accuracy>,
}

/// A night, what was predicted of it, and what came. Milliseconds.
#[derive(Clone, Debug, PartialEq)]
pub struct Predicted {
    pub run: String,
    pub date: Option<NaiveDate>,
    pub actual: f64,
    pub quantiles: Quantiles,
    pub naive: f64,
    /// The prediction was shown before the night.
    pub kept: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Quantiles {
    pub p10: f64,
    pub p50: f64,
    pub p80: f64,
    pub p90: f64,
    pub p95: f64,
}

/// Nothing is predicted from fewer nights than this.
const FEWEST: usize = 5;
/// The naive forecast is the mean of so many windows.
const NAIVE: usize = 10;

/// Predicts the recorded nights of `bundle` one after another and holds each against what came.
///
/// A night is predicted with the nodes that ran in it (which jobs a night has is known beforehand): the definition is [fitted](fit::fit())
/// to the nights before it and simulated, and the window is set right by how earlier predictions erred (see `Calibration`). Where a
/// forecast was `shown` before the night, by the name of its run, that one is held against it, however few nights came before.
/// `go_on` hears how many of how many nights are done.
///
/// # Errors
/// When `go_on` says no.
pub fn backtest(
    bundle: &Bundle,
    history: &History,
    shown: &BTreeMap<String, Quantiles>,
    options: Options,
    go_on: &dyn Fn(usize, usize) -> bool,
) -> Result<Backtest, Cancelled> {
    let cases = cases(bundle, history);
    let mut calibration = Calibration::default();
    let (mut nights, mut not_predicted) = (Vec::new(), 0);
    let mut of_nodes: BTreeMap<NodeId, Vec<Outcome>> = BTreeMap::new();
    for (at, case) in cases.iter().enumerate() {
        if !go_on(at, cases.len()) {
            return Err(Cancelled);
        }
        let is_wanted = is_wanted(case, options);
        let earlier: Vec<&Case> = cases[..at].iter().collect();
        let mut predicted = None;
        if at >= FEWEST {
            let fit = fit::of_cases(&earlier);
            if let Some(simulated) = simulate(case, &fit, options) {
                let windows: Vec<f64> = earlier.iter().map(|earlier| earlier.window as f64).collect();
                predicted = Some(calibration.set_right(&simulated, &windows));
                calibration.learn(&simulated, case.window as f64);
            }
            if is_wanted {
                nodes::hold(case, &fit, &mut of_nodes);
            }
        }
        if is_wanted {
            match shown.get(&case.night.run).copied().or(predicted) {
                Some(quantiles) => {
                    let kept = shown.contains_key(&case.night.run);
                    nights.push(held(case, &earlier, quantiles, kept));
                }
                None => not_predicted += 1,
            }
        }
    }
    Ok(summed_up(nights, not_predicted, of_nodes))
}

fn held(case: &Case, earlier: &[&Case], quantiles: Quantiles, kept: bool) -> Predicted {
    let Night { run, date, .. } = &case.night;
    let (actual, naive) = (case.window as f64, naive(case, earlier));
    Predicted { run: run.clone(), date: *date, actual, quantiles, naive, kept }
}

fn summed_up(nights: Vec<Predicted>, not_predicted: u32, nodes: BTreeMap<NodeId, Vec<Outcome>>) -> Backtest {
    let (forecast, naive) = accuracies(&nights);
    let nodes = nodes.into_iter().map(|(node, outcomes)| (node, Accuracy::of(&outcomes))).collect();
    Backtest { nights, not_predicted, forecast, naive, nodes }
}

fn accuracies(nights: &[Predicted]) -> (Accuracy, Accuracy) {
    let forecast: Vec<Outcome> = nights.iter().map(|night| night.quantiles.outcome(night.actual)).collect();
    let naive: Vec<Outcome> =
        nights.iter().map(|night| Outcome { actual: night.actual, p50: night.naive, far: None }).collect();
    (Accuracy::of(&forecast), Accuracy::of(&naive))
}

fn is_wanted(case: &Case, options: Options) -> bool {
    match case.night.date {
        Some(date) => options.from.is_none_or(|from| from <= date) && options.to.is_none_or(|to| date <= to),
        None => options.from.is_none() && options.to.is_none(),
    }
}

/// The mean of the last windows; before the first night, what the definition plans.
fn naive(case: &Case, earlier: &[&Case]) -> f64 {
    let last: Vec<f64> = earlier[earlier.len().saturating_sub(NAIVE)..].iter().map(|case| case.window as f64).collect();
    robust::mean(&last).unwrap_or_else(|| planned(&case.network, case.start).unwrap_or_default() as f64)
}

/// Simulated windows of the night, in order of length; nothing when no night comes to its end.
fn simulate(case: &Case, fit: &fit::Fit, options: Options) -> Option<Vec<f64>> {
    let mut network = case.network.clone();
    fit.put_on(&mut network);
    let many = daybreak_simulation::Options { samples: options.samples, seed: options.seed, threads: options.threads };
    let forecast = monte_carlo(&network, case.start, many, &|_| true).ok()?;
    let mut windows: Vec<f64> = forecast.windows.iter().flatten().map(|ms| *ms as f64).collect();
    windows.sort_unstable_by(f64::total_cmp);
    (!windows.is_empty()).then_some(windows)
}

impl Quantiles {
    /// Those of simulated windows in milliseconds, in any order; nights without an end count for nothing. Nothing when there is no other.
    pub fn of(windows: &[Option<i64>]) -> Option<Quantiles> {
        let mut windows: Vec<f64> = windows.iter().flatten().map(|ms| *ms as f64).collect();
        let mut at = |p: f64| robust::quantile_of(&mut windows, p);
        Some(Quantiles { p10: at(0.1)?, p50: at(0.5)?, p80: at(0.8)?, p90: at(0.9)?, p95: at(0.95)? })
    }

    fn outcome(&self, actual: f64) -> Outcome {
        Outcome { actual, p50: self.p50, far: Some([self.p10, self.p80, self.p90, self.p95]) }
    }
}
