//! How the durations of single nodes were predicted.

use crate::accuracy::Outcome;
use crate::case::Case;
use crate::fit::Fit;
use crate::robust;
use daybreak_model::duration::Estimate;
use daybreak_model::id::NodeId;
use std::collections::BTreeMap;

/// The quantiles of the standard normal distribution at 10, 80, 90 and 95 %.
const NORMAL: [f64; 4] = [-1.281_552, 0.841_621, 1.281_552, 1.644_854];

/// Holds the nodes of a night against what the nights before let expect of them.
pub fn hold(case: &Case, fit: &Fit, outcomes: &mut BTreeMap<NodeId, Vec<Outcome>>) {
    let slow = fit.slow_night.map_or(0.0, |slow| slow.sigma);
    for (node, actual) in &case.durations {
        if let Some(known) = fit.nodes.get(node) {
            let estimate = known.on(case.class);
            let p50 = estimate.planned().ms() as f64;
            let far = with_slow_nights(p50, far(estimate), slow);
            outcomes.entry(node.clone()).or_default().push(Outcome { actual: *actual as f64, p50, far: Some(far) });
        }
    }
}

/// Quantiles of a duration on nights that are themselves slower or faster, by the logarithms' standard deviation `slow`. The distances
/// from the median add up as those of two independent normal logarithms do: exactly so for a log-normal or fixed duration.
fn with_slow_nights(p50: f64, far: [f64; 4], slow: f64) -> [f64; 4] {
    if slow == 0.0 {
        return far;
    }
    let with = |(own, z): (f64, f64)| p50 * libm::exp(z.signum() * libm::hypot(libm::log(own / p50), z * slow));
    std::array::from_fn(|at| with((far[at], NORMAL[at])))
}

/// P10, P80, P90 and P95 of a duration.
fn far(estimate: &Estimate) -> [f64; 4] {
    match estimate {
        Estimate::Fixed(span) => [span.ms() as f64; 4],
        Estimate::Pert { low, high, .. } => [low.ms() as f64, high.ms() as f64, high.ms() as f64, high.ms() as f64],
        Estimate::LogNormal { median, sigma } => NORMAL.map(|z| median.ms() as f64 * libm::exp(z * sigma)),
        Estimate::Empirical(spans) => {
            let mut sorted: Vec<f64> = spans.iter().map(|span| span.ms() as f64).collect();
            [0.1, 0.8, 0.9, 0.95].map(|p| robust::quantile_of(&mut sorted, p).unwrap_or_default())
        }
    }
}
