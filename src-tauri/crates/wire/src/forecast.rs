//! What a forecast says.

mod nights;
mod plan;
#[cfg(test)]
mod sample;

pub use plan::moment;

use chrono::NaiveDate;
use daybreak_model::calendar::DayClass;
use daybreak_model::id::{NodeId, PoolId};
use daybreak_model::time::{DayTime, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer};
use std::collections::BTreeMap;
use ts_rs::TS;

/// The deterministic plan of one night. Seconds count from the start of Begin.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PlanReport {
    /// To the finish of End; to the last finish of anything when `never_start` keeps End from being reached.
    #[serde(serialize_with = "whole")]
    pub window_s: f64,
    /// From Begin to End.
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
    /// Nodes that cannot be reached from Begin.
    pub left_out: Vec<NodeId>,
    /// Nodes that wait for ever for a resource.
    pub never_start: Vec<NodeId>,
    /// Nodes on paths that are not taken.
    pub not_taken: Vec<NodeId>,
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

/// A pool over the night, as steps: second from the start, value from then on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PoolReport {
    pub id: PoolId,
    pub capacity: Vec<(f64, f64)>,
    pub r#use: Vec<(f64, f64)>,
    pub waiting: Vec<(f64, f64)>,
}

/// A distribution, in seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Percentiles {
    #[serde(serialize_with = "whole")]
    pub mean: f64,
    #[serde(serialize_with = "whole")]
    pub sd: f64,
    #[serde(serialize_with = "whole")]
    pub min: f64,
    #[serde(serialize_with = "whole")]
    pub p50: f64,
    #[serde(serialize_with = "whole")]
    pub p80: f64,
    #[serde(serialize_with = "whole")]
    pub p90: f64,
    #[serde(serialize_with = "whole")]
    pub p95: f64,
    #[serde(serialize_with = "whole")]
    pub p99: f64,
    #[serde(serialize_with = "whole")]
    pub max: f64,
}

/// Many simulated nights.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct ForecastReport {
    pub samples: u32,
    pub seed: u64,
    /// Nights in which End was not reached. A percentile that falls among them is told as the longest night that ended.
    pub unfinished: u32,
    pub window_s: Percentiles,
    pub deadlines: Vec<DeadlineForecast>,
    pub nodes: BTreeMap<NodeId, NodeForecast>,
    /// Of the window.
    pub histogram: Histogram,
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
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct NodeForecast {
    /// How often the node is on the critical path, from 0 to 1.
    pub criticality: f64,
    pub start_s: Percentiles,
    pub finish_s: Percentiles,
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
    #[serde(serialize_with = "whole")]
    pub plan_window_s: f64,
    pub critical_path: Vec<NodeId>,
    pub window_s: Percentiles,
    pub deadlines: Vec<DeadlineForecast>,
}

/// Seconds that are whole are written as integers.
fn whole<S: Serializer>(seconds: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    if seconds.fract() == 0.0 && seconds.abs() < 9e15 {
        serializer.serialize_i64(*seconds as i64)
    } else {
        serializer.serialize_f64(*seconds)
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
