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
    for (node, actual) in &case.durations {
        if let Some(known) = fit.nodes.get(node) {
            let outcome = outcome(known.on(case.class), *actual as f64);
            outcomes.entry(node.clone()).or_default().push(outcome);
        }
    }
}

fn outcome(estimate: &Estimate, actual: f64) -> Outcome {
    let far = match estimate {
        Estimate::Fixed(span) => [span.ms() as f64; 4],
        Estimate::Pert { low, high, .. } => [low.ms() as f64, high.ms() as f64, high.ms() as f64, high.ms() as f64],
        Estimate::LogNormal { median, sigma } => NORMAL.map(|z| median.ms() as f64 * libm::exp(z * sigma)),
        Estimate::Empirical(spans) => {
            let mut sorted: Vec<f64> = spans.iter().map(|span| span.ms() as f64).collect();
            [0.1, 0.8, 0.9, 0.95].map(|p| robust::quantile_of(&mut sorted, p).unwrap_or_default())
        }
    };
    Outcome { actual, p50: estimate.planned().ms() as f64, far: Some(far) }
}
