//! What the window asks of an analyst's tools: scenarios, bound, tuning, advice, history.

use chrono::NaiveDate;
use daybreak_model::edit::Edit;
use daybreak_model::id::NodeId;
use daybreak_model::time::DayTime;
use daybreak_scenario::{Scenario, Verb};
use daybreak_wire::advice::AllowedChange;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A scenario file beside the definitions.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ScenarioFile {
    pub path: String,
    /// Null when the file is broken.
    pub scenario: Option<Scenario>,
    pub problem: Option<String>,
    /// The base has another content than the scenario was made on.
    pub is_base_changed: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SaveScenario {
    pub document: u64,
    /// A new file named after the scenario when null.
    pub path: Option<String>,
    pub scenario: Scenario,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RemoveScenario {
    pub document: u64,
    pub path: String,
}

/// A document with what-if edits put on it; the document stays as it is.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PlanScenario {
    pub document: u64,
    pub edits: Vec<Verb>,
    pub business_date: Option<NaiveDate>,
    /// Nothing of single nodes and pools is wanted: of thousands that takes longer to tell than to work out.
    #[serde(default)]
    pub brief: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ForecastScenario {
    pub document: u64,
    pub edits: Vec<Verb>,
    pub samples: u32,
    pub seed: u64,
    pub business_date: Option<NaiveDate>,
    /// Nothing of single nodes is wanted: of thousands that takes longer to tell than to work out.
    #[serde(default)]
    pub brief: bool,
    pub token: u64,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CompareScenarios {
    pub document: u64,
    pub scenarios: Vec<Scenario>,
    pub base: ComparedBase,
    pub samples: u32,
    pub seed: u64,
    pub business_date: Option<NaiveDate>,
    pub token: u64,
}

/// What scenarios are held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ComparedBase {
    /// The document as it is.
    Document,
    Published,
}

/// A scenario as edits of the definition.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ScenarioDraft {
    /// Of the root definition.
    pub edits: Vec<Edit>,
    /// What holds for one night only, or belongs into a subflow's file, and so is in no edit; a sentence each.
    pub left_out: Vec<String>,
}

/// One simulated night out of many.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct NightOfForecast {
    pub document: u64,
    pub edits: Vec<Verb>,
    pub samples: u32,
    pub seed: u64,
    /// From 0 to 1: the night whose window is this percentile of all of them.
    pub percentile: f64,
    pub business_date: Option<NaiveDate>,
    pub token: u64,
}

/// Work on a document that takes long.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct BoundDocument {
    pub document: u64,
    pub business_date: Option<NaiveDate>,
    pub seconds: f64,
    pub token: u64,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct TuneDocument {
    pub document: u64,
    pub business_date: Option<NaiveDate>,
    pub seconds: f64,
    pub seed: u64,
    pub allow_edges: bool,
    pub token: u64,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct AdviseDocument {
    pub document: u64,
    pub business_date: Option<NaiveDate>,
    pub target: DayTime,
    /// End when null.
    pub node: Option<NodeId>,
    pub probability: f64,
    /// The default changes of `document.candidates` when null.
    pub allow: Option<Vec<AllowedChange>>,
    pub samples: u32,
    pub seed: u64,
    pub token: u64,
}

/// Records nights from a file: CSV with the columns `run,business_date,node,start,end,status` and, if they are there, `resource`.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ImportHistory {
    pub document: u64,
    pub path: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct BacktestDocument {
    pub document: u64,
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub token: u64,
}
