//! What starts a run.

use crate::calendar::Days;
use crate::id::{TriggerId, WorkflowId};
use crate::time::DayTime;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

mod next;
pub use next::{CannotPlan, Firing, cron_problem};

/// A rule that starts a run by itself. One click and the API start a run without any.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Trigger {
    pub id: TriggerId,
    pub on: TriggerKind,
    /// The dates on which it fires; business days of the workflow's calendar when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<Days>,
    /// The business date of the run, in business days from the date that was chosen; 0 when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub business_day_offset: Option<i16>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub missed: Option<Missed>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum TriggerKind {
    /// At this time of a chosen date.
    Time(DayTime),
    /// Five-field cron (minute, hour, day of month, month, day of week) in the workflow's zone, on chosen dates only.
    Cron(String),
    /// When the file is there.
    File(String),
    /// When a run of another workflow has succeeded.
    Run(WorkflowId),
}

/// What happens to starts that were due while no runtime was up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Missed {
    /// One run, for the latest of them.
    #[default]
    RunOnce,
    RunAll,
    Skip,
}
