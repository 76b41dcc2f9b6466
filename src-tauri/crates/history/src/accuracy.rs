//! How predictions held.

use crate::robust;

/// A prediction and what came of it; quantiles only where the prediction has them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outcome {
    pub actual: f64,
    pub p50: f64,
    /// P10, P80, P90 and P95.
    pub far: Option<[f64; 4]>,
}

/// Shares are from 0 to 1; errors are shares of what came.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Accuracy {
    pub n: u32,
    pub within_p50: Option<f64>,
    pub within_p80: Option<f64>,
    pub within_p95: Option<f64>,
    pub p10_to_p90: Option<f64>,
    /// The mean of actual less P50.
    pub bias: f64,
    pub median_absolute_error: f64,
}

impl Accuracy {
    pub fn of(outcomes: &[Outcome]) -> Accuracy {
        let errors: Vec<f64> =
            outcomes.iter().filter(|o| o.actual > 0.0).map(|o| (o.actual - o.p50) / o.actual).collect();
        let absolute: Vec<f64> = errors.iter().map(|error| error.abs()).collect();
        let ranged: Vec<(f64, [f64; 4], f64)> =
            outcomes.iter().filter_map(|o| Some((o.actual, o.far?, o.p50))).collect();
        let share = |holds: &dyn Fn(f64, [f64; 4], f64) -> bool| {
            let held = ranged.iter().filter(|(actual, far, p50)| holds(*actual, *far, *p50)).count();
            (!ranged.is_empty()).then(|| held as f64 / ranged.len() as f64)
        };
        Accuracy {
            n: outcomes.len() as u32,
            within_p50: share(&|actual, _, p50| actual <= p50),
            within_p80: share(&|actual, [_, p80, ..], _| actual <= p80),
            within_p95: share(&|actual, [.., p95], _| actual <= p95),
            p10_to_p90: share(&|actual, [p10, _, p90, _], _| p10 <= actual && actual <= p90),
            bias: robust::mean(&errors).unwrap_or_default(),
            median_absolute_error: robust::median(&absolute).unwrap_or_default(),
        }
    }
}
