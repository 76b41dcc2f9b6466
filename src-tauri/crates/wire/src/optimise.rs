//! The bound of a window and what tuning makes of it.

use daybreak_model::edit::Edit;
use daybreak_model::id::NodeId;
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
    /// Many nights before and after, with the same random numbers.
    pub p50_before_s: Option<f64>,
    pub p50_s: Option<f64>,
    pub p95_before_s: Option<f64>,
    pub p95_s: Option<f64>,
    /// Whether the change is worth offering: better as planned, and at P95 not worse.
    pub offered: bool,
    /// In a sentence when it is not offered, or nothing better was found.
    pub note: Option<String>,
    /// The change to the root definition, to accept as it is.
    pub edits: Vec<Edit>,
}
