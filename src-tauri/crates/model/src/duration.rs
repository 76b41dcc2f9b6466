//! How long work takes, as the definition states it.

use crate::time::Span;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A log-normal is cut where one draw in a million lies beyond, on either side: at so many standard deviations of its logarithm.
pub const FARTHEST: f64 = 4.75;

/// A distribution of the time that work takes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Estimate {
    /// Always the same.
    Fixed(Span),
    /// Three points, sampled from the PERT beta distribution with weight 4 on the mode (Malcolm et al. 1959).
    Pert { low: Span, mode: Span, high: Span },
    /// Log-normal by its median and the standard deviation of its logarithm.
    LogNormal { median: Span, sigma: f64 },
    /// Measured durations, each as likely as the next.
    Empirical(Vec<Span>),
}

/// A factor on all work of one system, or of the whole workflow, that is drawn once a night: log-normal with median 1. It makes
/// whole nights slow, which no job on its own would show.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct SlowNight {
    /// The standard deviation of the factor's logarithm: with 0.1 two nights of three are within 10 % of the usual.
    pub sigma: f64,
}

impl Estimate {
    /// The duration that the deterministic plan uses: the fixed value, the PERT mean `(low + 4 mode + high) / 6`,
    /// the median of a log-normal, or the median of the measured ones.
    pub fn planned(&self) -> Span {
        match self {
            Estimate::Fixed(span) => *span,
            Estimate::Pert { low, mode, high } => Span::from_ms((low.ms() + 4 * mode.ms() + high.ms() + 3) / 6),
            Estimate::LogNormal { median, .. } => *median,
            Estimate::Empirical(spans) => {
                let mut sorted = spans.clone();
                sorted.sort_unstable();
                sorted.get(sorted.len() / 2).copied().unwrap_or_default()
            }
        }
    }

    /// The shortest duration that can happen.
    pub fn shortest(&self) -> Span {
        match self {
            Estimate::Fixed(span) => *span,
            Estimate::Pert { low, .. } => *low,
            Estimate::LogNormal { median, sigma } => Span::from_seconds(median.seconds() * (-FARTHEST * sigma).exp()),
            Estimate::Empirical(spans) => spans.iter().min().copied().unwrap_or_default(),
        }
    }

    /// The longest duration that can happen.
    pub fn longest(&self) -> Span {
        match self {
            Estimate::Fixed(span) => *span,
            Estimate::Pert { high, .. } => *high,
            Estimate::LogNormal { median, sigma } => Span::from_seconds(median.seconds() * (FARTHEST * sigma).exp()),
            Estimate::Empirical(spans) => spans.iter().max().copied().unwrap_or_default(),
        }
    }
}
