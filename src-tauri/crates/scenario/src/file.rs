//! The scenario file.

use crate::verb::Verb;
use chrono::NaiveDate;
use daybreak_model::hash::ContentHash;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The version of the file format that is written.
pub const FORMAT: u32 = 1;

/// One scenario, `NAME.scenario.json`: the same file gives the same numbers whenever it is run again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Scenario {
    /// Where editors find the schema.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// The version of the file format; 1.
    pub format: u32,
    pub name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    pub base: Base,
    /// The seed of its forecasts.
    #[serde(default = "first_seed")]
    #[ts(as = "u64")]
    pub seed: u64,
    /// The night that is meant; the next one when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub business_date: Option<NaiveDate>,
    /// What is different from the base, in order.
    #[serde(default)]
    #[ts(as = "Vec<Verb>")]
    pub edits: Vec<Verb>,
}

/// What a scenario is over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Base {
    /// The definition's file, relative to the scenario's.
    pub path: String,
    /// The content that the scenario was made on; a base of another content is said, and not refused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hash: Option<ContentHash>,
}

fn first_seed() -> u64 {
    1
}
