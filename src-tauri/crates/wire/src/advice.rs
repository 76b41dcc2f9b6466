//! What the advisor is asked and answers.

mod told;

pub use told::failed;

use crate::forecast::Percentiles;
use daybreak_model::id::NodeId;
use daybreak_model::time::DayTime;
use daybreak_scenario::Verb;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A change that may be made, and what it costs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct AllowedChange {
    /// What people read; worked out from the verbs when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// In any unit, the same for all.
    pub cost: f64,
    /// What is changed, all of it or nothing.
    pub verbs: Vec<Verb>,
}

/// A file of allowed changes, `--allow FILE`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct AllowedChanges {
    /// Where editors find the schema.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    pub changes: Vec<AllowedChange>,
}

/// The answer: steps that reach the target, or why it cannot be reached.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct AdviceReport {
    pub target: DayTime,
    /// The milestone that is to be reached; End when null.
    pub node: Option<NodeId>,
    /// The probability that was asked for.
    pub probability: f64,
    pub samples: u32,
    pub seed: u64,
    /// As things are.
    pub before: AdviceNight,
    pub reached: bool,
    /// In the order in which they bring most; empty when nothing is needed or nothing helps.
    pub steps: Vec<AdviceStep>,
    pub cost: f64,
    /// With all steps, simulated whole. When the target is not reached, the steps are those that come nearest to it.
    pub after: AdviceNight,
    /// The same with random numbers that had no part in choosing the steps.
    pub check: AdviceNight,
    /// When the target cannot be reached, the earliest moment at which the target node can be finished with the probability that was asked
    /// for: with every allowed change made and nobody waiting for a resource, or, where that would be in time, with any set of the
    /// changes. Null when so many nights never get there, and when not every set was tried.
    pub bound: Option<DayTime>,
    /// Changes that should help and make the night longer (Graham 1969), in a sentence each.
    pub anomalies: Vec<String>,
    /// How many sets of changes were simulated, and whether no cheaper set (none at all, when it is not reached) reaches the target.
    pub tried: u32,
    pub proven: bool,
    /// The answer in one or two sentences.
    pub conclusion: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct AdviceNight {
    pub probability: f64,
    /// The standard error of `probability`.
    pub error: f64,
    pub window_s: Percentiles,
    pub plan_window_s: Option<f64>,
    /// By how much later than the target the asked share of nights is there; less than nothing when it is there earlier. Null when so many
    /// nights never get there.
    pub late_s: Option<f64>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct AdviceStep {
    pub change: AllowedChange,
    /// What people read of the change.
    pub name: String,
    /// With this and the steps before it.
    pub after: AdviceNight,
}
