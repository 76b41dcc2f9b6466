//! What is inherited: workflow, then system, then group (outer to inner), then node.

use crate::calendar::{DayClass, Days};
use crate::duration::Estimate;
use crate::time::{DayTime, Span};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Settings as written at one level; what is absent comes from the level above.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct Settings {
    /// The team that answers for the work.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Where the operator reads what to do: a link or a path.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub runbook: Option<String>,
    /// How long the work takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duration: Option<Estimate>,
    /// Other durations on days of a class.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[ts(optional, as = "Option<BTreeMap<DayClass, Estimate>>")]
    pub duration_on: BTreeMap<DayClass, Estimate>,
    /// What the durations of this level were measured on; nothing when a person stated them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub observed: Option<Observed>,
    /// What every attempt of a job takes before its work begins: dispatch, login, start of a program. It holds the job's resources.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overhead: Option<Estimate>,
    /// The probability that one attempt fails, from 0 to 1. A wait or a confirm gate has only what is stated for itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure_probability: Option<f64>,
    /// Higher starts earlier when resources are short; 0 when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<i32>,
    /// Critical jobs go before all others, whatever the priority.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub critical: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retry: Option<Retry>,
    /// An attempt that runs longer is ended and counts as failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timeout: Option<Span>,
    /// An alert when the node has not started by then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub late_after: Option<DayTime>,
    /// An alert when an attempt takes longer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub longer_than: Option<Threshold>,
    /// An alert when an attempt takes less.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shorter_than: Option<Threshold>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on_failure: Option<OnFailure>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub restart: Option<Restart>,
    /// The days on which the node takes part; every day of the workflow when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<Days>,
    /// Environment of commands; levels are merged, the inner one wins name by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[ts(optional, as = "Option<BTreeMap<String, String>>")]
    pub environment: BTreeMap<String, String>,
    /// Working directory of commands, relative to the definition's folder.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub directory: Option<String>,
}

/// How many past attempts stand behind the durations of the same level.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Observed {
    /// Behind `duration`; 0 when that was stated.
    #[serde(default, skip_serializing_if = "is_zero")]
    #[ts(optional, as = "Option<u32>")]
    pub n: u32,
    /// Behind `duration_on`, by class.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[ts(optional, as = "Option<BTreeMap<DayClass, u32>>")]
    pub on: BTreeMap<DayClass, u32>,
    /// The first and the last business date that was looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<NaiveDate>,
}

fn is_zero(n: &u32) -> bool {
    *n == 0
}

/// How often and how soon a failed attempt is tried again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Retry {
    /// Attempts in all, the first included; at least 1.
    pub attempts: u32,
    /// The wait before the second attempt.
    #[serde(default)]
    #[ts(optional, as = "Option<Span>")]
    pub delay: Span,
    /// Each further wait is this many times the one before; 1 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub back_off: Option<f64>,
}

impl Retry {
    /// One attempt and no more.
    pub const NONE: Retry = Retry { attempts: 1, delay: Span::ZERO, back_off: None };

    /// The wait after attempt number `attempt` (from 1) has failed, or nothing when no attempt is left.
    pub fn wait_after(&self, attempt: u32) -> Option<Span> {
        (attempt < self.attempts).then(|| {
            let factor = self.back_off.unwrap_or(1.0).max(0.0).powi(attempt.saturating_sub(1).min(64) as i32);
            Span::from_seconds(self.delay.seconds() * factor)
        })
    }
}

/// A length of time, stated or as a percentage of the usual one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Threshold {
    Span(Span),
    /// Percent of the planned duration: 150 is half as long again.
    Percent(f64),
}

/// What follows when the last attempt has failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum OnFailure {
    /// Success edges wait until a person deals with the failure.
    Stop,
    /// Success edges count as satisfied; the node stays failed in the record.
    Continue,
    /// This node is run; success edges are not taken.
    Handler(crate::id::NodeId),
}

/// What to do with an attempt whose fate is unknown after a crash.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Restart {
    /// Wait for a person.
    #[default]
    Ask,
    /// The job may be started again.
    Safe,
}
