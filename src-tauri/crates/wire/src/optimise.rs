//! The bound of a window and what tuning makes of it.

use daybreak_model::edit::Edit;
use daybreak_model::id::NodeId;
use daybreak_optimise::tune::{Outcome, Tuned};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// A proven lower bound of the deterministic window.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct BoundReport {
    pub bound_s: f64,
    /// What each way of proving it gives, by its name: `critical_path`, `energy`, `locks`, and whatever else was tried.
    pub parts: BTreeMap<String, f64>,
    /// The window as planned now; null when End is never reached.
    pub window_s: Option<f64>,
    /// How far the window is above the bound, as a share of the bound; null without a window or with a bound of zero.
    pub gap: Option<f64>,
    /// Whether no window can be shorter than `window_s`.
    pub proven: bool,
    /// The part that gives the bound, in a sentence with the resource or the jobs behind it.
    pub because: String,
}

/// What tuning found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct TuneReport {
    pub window_before_s: f64,
    pub window_s: f64,
    pub bound_s: f64,
    pub gap: f64,
    pub proven: bool,
    /// New priorities, only those that differ.
    pub priorities: BTreeMap<NodeId, i32>,
    /// Edges that put jobs in order, as pairs; empty unless they are allowed.
    pub edges: Vec<(NodeId, NodeId)>,
    /// Nights that were simulated before and as many after, with the same random numbers; null when all of them go as planned, or when
    /// the time did not suffice.
    pub nights: Option<u32>,
    pub p50_before_s: Option<f64>,
    pub p50_s: Option<f64>,
    pub p95_before_s: Option<f64>,
    pub p95_s: Option<f64>,
    /// Whether the change is worth offering: better as planned, and no worse at P50 and at P95.
    pub offered: bool,
    pub outcome: TuneOutcome,
    /// How much shorter as planned what was found, and is not offered, would be; null when that is nothing.
    pub withheld_s: Option<f64>,
    /// The change to the root definition, to accept as it is.
    pub edits: Vec<Edit>,
}

/// What became of tuning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum TuneOutcome {
    /// There is a change to offer.
    Better,
    /// No window can be shorter than it is.
    Optimal,
    NothingFound,
    /// Shorter as planned, but later on ordinary or on bad nights.
    OnlyAsPlanned,
    /// Shorter as planned, but there was no time to try it on many nights.
    NotTried,
}

impl TuneReport {
    pub fn of(tuned: &Tuned) -> TuneReport {
        let seconds = |ms: i64| ms as f64 / 1000.0;
        let told = |ms: Option<i64>| ms.map(seconds);
        let nights = tuned.nights.as_ref();
        let (outcome, withheld) = match tuned.outcome {
            Outcome::Better => (TuneOutcome::Better, None),
            Outcome::Optimal => (TuneOutcome::Optimal, None),
            Outcome::NothingFound => (TuneOutcome::NothingFound, None),
            Outcome::OnlyAsPlanned(gain) => (TuneOutcome::OnlyAsPlanned, Some(gain)),
            Outcome::NotTried(gain) => (TuneOutcome::NotTried, Some(gain)),
        };
        TuneReport {
            window_before_s: seconds(tuned.window_before),
            window_s: seconds(tuned.window),
            bound_s: seconds(tuned.bound),
            gap: if tuned.bound > 0 { (tuned.window - tuned.bound) as f64 / tuned.bound as f64 } else { 0.0 },
            proven: tuned.window == tuned.bound,
            priorities: tuned.priorities.clone(),
            edges: tuned.edges.clone(),
            nights: nights.and_then(|n| n.samples),
            p50_before_s: nights.and_then(|n| told(n.p50_before)),
            p50_s: nights.and_then(|n| told(n.p50.ms())),
            p95_before_s: nights.and_then(|n| told(n.p95_before)),
            p95_s: nights.and_then(|n| told(n.p95.ms())),
            offered: tuned.outcome == Outcome::Better,
            outcome,
            withheld_s: withheld.map(seconds),
            edits: tuned.edits.clone(),
        }
    }
}
