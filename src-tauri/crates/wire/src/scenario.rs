//! Scenarios as they are told: one night each, side by side.

mod told;

use crate::forecast::{DeadlineForecast, Driver, Histogram, Percentiles};
use daybreak_model::diagnostic::Diagnostic;
use daybreak_model::hash::ContentHash;
use daybreak_model::id::NodeId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Several scenarios against their base, over the same random numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ScenarioComparison {
    pub samples: u32,
    pub seed: u64,
    pub base: ScenarioOutcome,
    pub scenarios: Vec<ScenarioOutcome>,
}

/// The night of one scenario.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ScenarioOutcome {
    pub name: String,
    /// Of the definition with the scenario's edits in it; null when no night can be made of it.
    pub hash: Option<ContentHash>,
    /// Why verbs could not be applied, or no night can be made; its figures are null then.
    pub problems: Vec<Diagnostic>,
    pub night: Option<ScenarioNight>,
    /// Against the base; null for the base itself.
    pub against_base: Option<AgainstBase>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ScenarioNight {
    /// Of the plan; null when End is never reached.
    pub plan_window_s: Option<f64>,
    pub critical_path: Vec<NodeId>,
    pub window_s: Percentiles,
    pub unfinished: u32,
    pub deadlines: Vec<DeadlineForecast>,
    pub histogram: Histogram,
}

/// Differences, scenario less base; less is better.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct AgainstBase {
    pub plan_window_s: Option<f64>,
    /// Null when either falls among nights that never end.
    pub p50_s: Option<f64>,
    pub p95_s: Option<f64>,
    /// The mean of the differences night by night, and its standard error: both share their random numbers. Null when no night ends in
    /// both.
    pub mean_s: Option<f64>,
    pub mean_error_s: Option<f64>,
    /// By how much each deadline of the scenario is likelier to be held, in the scenario's order; null for one the base has not.
    pub deadlines: Vec<Option<f64>>,
    /// What starts or ends at another time in the plan, the largest move first, at the most 200.
    pub moved: Vec<MovedNode>,
    pub joined_critical_path: Vec<NodeId>,
    pub left_critical_path: Vec<NodeId>,
    /// A change that should help and makes the night longer (Graham 1969), in a sentence.
    pub anomaly: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct MovedNode {
    pub node: NodeId,
    /// Null when one of the two has no such node, or does not take it.
    pub start_s: Option<f64>,
    pub finish_s: Option<f64>,
    pub before: Option<Driver>,
    pub after: Option<Driver>,
}
