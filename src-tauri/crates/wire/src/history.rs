//! Recorded nights, fitted durations, and how well forecasts held.

mod told;

use chrono::NaiveDate;
use daybreak_model::duration::Estimate;
use daybreak_model::edit::Edit;
use daybreak_model::id::NodeId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// What is recorded of a workflow.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct HistorySummary {
    /// The workflow that it is of; nights that were imported for no workflow in particular are of any.
    pub workflow: Option<String>,
    pub nights: u32,
    pub first: Option<NaiveDate>,
    pub last: Option<NaiveDate>,
    pub nodes: u32,
    pub attempts: u32,
    /// Attempts that do not count, by reason: `forced`, `skipped`, `failed`, `outlier`, `incomplete`.
    pub set_aside: BTreeMap<String, u32>,
    /// New in this import; null when nothing was imported.
    pub added: Option<u32>,
}

/// Distributions fitted to what was recorded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct FitReport {
    pub nights: u32,
    pub nodes: BTreeMap<NodeId, FittedNode>,
    /// Nodes of the definition with no history.
    pub without_history: Vec<NodeId>,
    /// Time between one job's end and the next one's start that no dependency and no resource explains.
    pub overhead: Option<Estimate>,
    /// The standard deviation of the logarithm of how slow a whole night is.
    pub slow_night_sigma: Option<f64>,
    /// The rules of it in sentences: outliers, trends, day classes, overhead.
    pub notes: Vec<String>,
    /// The change to the root definition, to accept as it is.
    pub edits: Vec<Edit>,
    /// Files of subflows that have fitted nodes, too; they are written with the root by `daybreak fit`.
    pub other_files: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct FittedNode {
    /// Observations that count.
    pub n: u32,
    pub estimate: Estimate,
    pub before: Option<Estimate>,
    /// Percent per 30 nights, when there is a trend.
    pub trend: Option<f64>,
    /// Fewer than 20 observations.
    pub uncertain: bool,
}

/// Past nights, each predicted only from the nights before it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct BacktestReport {
    pub nights: Vec<BacktestNight>,
    /// Nights that could not be predicted for want of earlier ones.
    pub not_predicted: u32,
    pub forecast: Accuracy,
    /// The mean of the last ten windows, in place of a forecast.
    pub naive: Accuracy,
    pub nodes: BTreeMap<NodeId, Accuracy>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct BacktestNight {
    pub run: String,
    pub business_date: Option<NaiveDate>,
    pub actual_s: f64,
    pub p10_s: f64,
    pub p50_s: f64,
    pub p80_s: f64,
    pub p90_s: f64,
    pub p95_s: f64,
    pub naive_s: f64,
    /// The forecast was shown before the night came, and kept; else it was worked out afterwards from earlier nights.
    pub kept: bool,
}

/// How predictions held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Accuracy {
    pub n: u32,
    /// The share of nights within P50, P80, P95, and between P10 and P90; null for a prediction that is one figure.
    pub within_p50: Option<f64>,
    pub within_p80: Option<f64>,
    pub within_p95: Option<f64>,
    pub p10_to_p90: Option<f64>,
    /// Actual less P50, as a share of the actual: the mean, and the median of its absolute value.
    pub bias: f64,
    pub median_absolute_error: f64,
}
