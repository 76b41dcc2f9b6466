//! What a forecast says.

mod nights;
mod origin;
mod plan;
#[cfg(test)]
mod sample;

pub(crate) use nights::percentiles;
pub use plan::moment;

use chrono::NaiveDate;
use daybreak_model::calendar::DayClass;
use daybreak_model::id::{LockId, NodeId, PoolId};
use daybreak_model::time::{DayTime, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer};
use std::collections::BTreeMap;
use ts_rs::TS;

/// The deterministic plan of one night. Seconds count from the start of Begin.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PlanReport {
    /// To the finish of End; null when End is never reached.
    #[serde(serialize_with = "whole_or_null")]
    pub window_s: Option<f64>,
    /// From Begin to End; empty when End is never reached.
    pub critical_path: Vec<NodeId>,
    pub split: Split,
    /// Those that are taken; the others are in the lists below.
    pub nodes: BTreeMap<NodeId, PlannedNode>,
    /// When Begin starts.
    pub start: Timestamp,
    pub business_date: NaiveDate,
    pub day_class: DayClass,
    pub zone: String,
    pub deadlines: Vec<PlannedDeadline>,
    pub pools: Vec<PoolReport>,
    #[serde(default)]
    pub locks: Vec<LockReport>,
    /// Nodes that cannot be reached from Begin.
    pub left_out: Vec<NodeId>,
    /// Nodes that wait for ever for a resource.
    pub never_start: Vec<NodeId>,
    /// Nodes on paths that are not taken.
    pub not_taken: Vec<NodeId>,
    /// The simulated night that this is; null for a plan.
    #[serde(default)]
    pub night: Option<NightNumber>,
}

/// One night out of many.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct NightNumber {
    /// From 0, in the order of the nights.
    pub number: u32,
    /// From 0 to 1: its window is this percentile of all of them.
    pub percentile: f64,
    pub samples: u32,
    pub seed: u64,
}

/// Where the window goes, along the chain of drivers; the parts add up to the window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Split {
    #[serde(serialize_with = "whole")]
    pub work_s: f64,
    #[serde(serialize_with = "whole")]
    pub lag_s: f64,
    #[serde(serialize_with = "whole")]
    pub resource_s: f64,
    #[serde(serialize_with = "whole")]
    pub clock_s: f64,
    #[serde(serialize_with = "whole")]
    pub human_s: f64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PlannedNode {
    /// Since when it had all but resources; absent when it did not wait for them.
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "whole_if_any")]
    #[ts(optional)]
    pub ready_s: Option<f64>,
    #[serde(serialize_with = "whole")]
    pub start_s: f64,
    #[serde(serialize_with = "whole")]
    pub finish_s: f64,
    #[serde(serialize_with = "whole")]
    pub latest_start_s: f64,
    #[serde(serialize_with = "whole")]
    pub latest_finish_s: f64,
    #[serde(serialize_with = "whole")]
    pub slack_s: f64,
    pub driver: Driver,
    /// Where its duration comes from; null for what does no work.
    #[serde(default)]
    pub origin: Option<DurationOrigin>,
    /// How many attempts it took in a chosen night, and whether the last one failed; a plan has one that does not.
    #[serde(default = "one")]
    pub attempts: u32,
    #[serde(default)]
    pub failed: bool,
}

/// Where a duration comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct DurationOrigin {
    pub kind: OriginKind,
    /// The group, system or subflow that it is inherited from; null when it is the workflow, or it is not inherited.
    pub from: Option<String>,
    /// Recorded nights behind it; null when it does not come from history.
    pub n: Option<u32>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum OriginKind {
    /// On the node itself.
    Stated,
    History,
    Inherited,
    /// Nobody stated it.
    Assumed,
}

/// What a start was waiting for last.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Driver {
    pub kind: DriverKind,
    /// The node behind it: the one before, the one that gave the resource back, the gate; nothing for the start.
    pub by: Option<String>,
    /// The pool or lock that was lacking.
    #[serde(default)]
    pub resource: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum DriverKind {
    Start,
    Edge,
    Pool,
    Lock,
    Clock,
    Person,
    Host,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PlannedDeadline {
    pub node: NodeId,
    pub at: Timestamp,
    pub finish: Timestamp,
    /// Negative when it is missed.
    #[serde(serialize_with = "whole")]
    pub slack_s: f64,
}

/// A pool over the night, as steps: second from the start, value from then on. `waiting` is in units that are lacking.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PoolReport {
    pub id: PoolId,
    pub capacity: Vec<(f64, f64)>,
    pub r#use: Vec<(f64, f64)>,
    pub waiting: Vec<(f64, f64)>,
}

/// A lock over the night, as steps like those of a pool: how many hold it, and how many wait for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct LockReport {
    pub id: LockId,
    pub holders: Vec<(f64, f64)>,
    pub waiting: Vec<(f64, f64)>,
}

/// A distribution, in seconds. A percentile that falls among nights that never come to it is null, as is everything when none does; mean and
/// spread are of the nights that do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Percentiles {
    #[serde(serialize_with = "whole_or_null")]
    pub mean: Option<f64>,
    #[serde(serialize_with = "whole_or_null")]
    pub sd: Option<f64>,
    #[serde(serialize_with = "whole_or_null")]
    pub min: Option<f64>,
    #[serde(serialize_with = "whole_or_null")]
    pub p50: Option<f64>,
    #[serde(serialize_with = "whole_or_null")]
    pub p80: Option<f64>,
    #[serde(serialize_with = "whole_or_null")]
    pub p90: Option<f64>,
    #[serde(serialize_with = "whole_or_null")]
    pub p95: Option<f64>,
    #[serde(serialize_with = "whole_or_null")]
    pub p99: Option<f64>,
    #[serde(serialize_with = "whole_or_null")]
    pub max: Option<f64>,
}

/// Many simulated nights.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ForecastReport {
    pub samples: u32,
    pub seed: u64,
    /// Nights in which End was not reached: they are longer than every night that ended.
    pub unfinished: u32,
    pub window_s: Percentiles,
    pub deadlines: Vec<DeadlineForecast>,
    pub nodes: BTreeMap<NodeId, NodeForecast>,
    /// Of the window.
    pub histogram: Histogram,
    /// Fewer than 20 nights were simulated, or fewer than 20 recorded ones are behind a duration that matters: P90 and beyond of the
    /// window are uncertain.
    #[serde(default)]
    pub uncertain: bool,
    /// The fewest recorded nights behind the duration of anything that was ever on the critical path; null when none of it comes from
    /// history.
    #[serde(default)]
    pub weakest_history: Option<u32>,
    #[serde(default)]
    pub split: SplitForecast,
    /// Every pool and lock that something takes, the longest mean wait first.
    #[serde(default)]
    pub resources: Vec<ResourceForecast>,
    /// Nights behind `split.mean`, `resources`, cruciality and tornado: the first ones, as many as are looked at closely.
    #[serde(default)]
    pub studied: u32,
}

/// What the window is spent on over many nights.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct SplitForecast {
    pub mean: Split,
    /// Of the very night at P50, and at P95; null when End is not reached in it.
    pub p50: Option<Split>,
    pub p95: Option<Split>,
}

/// A pool or lock over many nights.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ResourceForecast {
    pub kind: ResourceKind,
    pub id: String,
    /// In which share of the nights a start on the critical path waited for it last, from 0 to 1.
    pub drove: f64,
    /// How long the window waits for it in a night: the mean, and what 95 % of the nights keep.
    #[serde(serialize_with = "whole")]
    pub mean_wait_s: f64,
    #[serde(serialize_with = "whole")]
    pub p95_wait_s: f64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ResourceKind {
    Pool,
    Lock,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct DeadlineForecast {
    pub node: NodeId,
    pub at: DayTime,
    /// That it is held, from 0 to 1.
    pub probability: f64,
    /// The standard error of `probability`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub error: Option<f64>,
    /// The interval in which the probability lies with 95 % certainty (Wilson 1927), as far as sampling goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub interval: Option<(f64, f64)>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct NodeForecast {
    /// How often the node is on the critical path, from 0 to 1.
    pub criticality: f64,
    pub start_s: Percentiles,
    pub finish_s: Percentiles,
    /// The correlation of its own duration with the window, from -1 to 1 (Williams 1992).
    #[serde(default)]
    pub cruciality: f64,
    /// What its good and bad tenth mean for the window; null when it is never critical or always takes the same.
    #[serde(default)]
    pub tornado: Option<Tornado>,
    /// Where its duration comes from; null for what does no work.
    #[serde(default)]
    pub origin: Option<DurationOrigin>,
    /// P90 and beyond of its start and finish are uncertain: fewer than 20 nights were simulated, or fewer than 20 recorded ones are
    /// behind its duration or that of something it comes after.
    #[serde(default)]
    pub uncertain: bool,
}

/// What the good and the bad tenth of a job's duration mean for the window: the two ends of its bar in a tornado chart.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Tornado {
    /// The duration's own P10 and P90.
    #[serde(serialize_with = "whole")]
    pub duration_p10_s: f64,
    #[serde(serialize_with = "whole")]
    pub duration_p90_s: f64,
    /// By how much the window is then longer than its mean; less than nothing is shorter.
    #[serde(serialize_with = "whole")]
    pub window_at_p10_s: f64,
    #[serde(serialize_with = "whole")]
    pub window_at_p90_s: f64,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Histogram {
    #[serde(serialize_with = "whole")]
    pub from_s: f64,
    #[serde(serialize_with = "whole")]
    pub width_s: f64,
    pub counts: Vec<u32>,
}

/// What an approver needs to know of a forecast.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct WindowForecast {
    /// Null when End is never reached.
    #[serde(serialize_with = "whole_or_null")]
    pub plan_window_s: Option<f64>,
    pub critical_path: Vec<NodeId>,
    pub window_s: Percentiles,
    pub deadlines: Vec<DeadlineForecast>,
}

/// A far percentile of fewer observations than this is uncertain.
pub const FEW: u32 = 20;

fn one() -> u32 {
    1
}

/// Seconds that are whole are written as integers.
fn whole<S: Serializer>(seconds: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    if seconds.fract() == 0.0 && seconds.abs() < 9e15 {
        serializer.serialize_i64(*seconds as i64)
    } else {
        serializer.serialize_f64(*seconds)
    }
}

fn whole_if_any<S: Serializer>(seconds: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    match seconds {
        Some(seconds) => whole(seconds, serializer),
        None => serializer.serialize_none(),
    }
}

fn whole_or_null<S: Serializer>(seconds: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    match seconds {
        Some(seconds) => whole(seconds, serializer),
        None => serializer.serialize_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_seconds_are_integers_and_come_back_the_same() {
        let split = Split { work_s: 61.0, lag_s: 0.25, resource_s: 0.0, clock_s: -3.0, human_s: 1e16 };
        let text = serde_json::to_string(&split).unwrap();
        assert_eq!(text, r#"{"work_s":61,"lag_s":0.25,"resource_s":0,"clock_s":-3,"human_s":1e+16}"#);
        assert_eq!(serde_json::from_str::<Split>(&text).unwrap(), split);
    }
}
