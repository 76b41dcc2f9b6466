//! The document half of what crosses between the window and the core. The runtime half is in `wire`.

mod analysis;

pub use analysis::*;

use chrono::NaiveDate;
use daybreak_model::definition::Definition;
use daybreak_model::diagnostic::Diagnostic;
use daybreak_model::edit::Edit;
use daybreak_model::hash::ContentHash;
use daybreak_model::id::{NodeId, SystemId};
use daybreak_model::time::{DayTime, Timestamp};
use daybreak_wire::change::LayoutFile;
use daybreak_wire::event::RuntimeEvent;
use daybreak_wire::person::RuntimeStatus;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// A request that says nothing.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize, TS)]
#[ts(type = "Record<string, never>")]
pub struct Nothing {}

/// The folder that the window works on.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LibraryView {
    pub folder: String,
    /// What to open when nobody names a file: the largest that is no other's subflow.
    pub first: Option<String>,
    pub documents: Vec<DocumentSummary>,
    pub templates: Vec<DocumentSummary>,
    pub calendars: Vec<CalendarSummary>,
}

/// A definition file as the library lists it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DocumentSummary {
    pub path: String,
    pub id: Option<String>,
    pub name: String,
    pub nodes: usize,
    /// What is wrong with the file, if anything.
    pub problem: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CalendarSummary {
    pub path: String,
    pub id: String,
    pub name: String,
    pub covers_from: String,
    pub covers_to: String,
    pub problem: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OpenPath {
    pub path: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CreateDocument {
    pub path: String,
    pub name: String,
    /// The path of a template; begin and end alone when null.
    pub template: Option<String>,
}

/// A document by the number that it has while it is open.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct ByDocument {
    pub document: u64,
}

/// A document as the core holds it.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct OpenDocument {
    pub document: u64,
    pub path: String,
    pub text: String,
    /// Null when the text is broken; the assessment's diagnostics then say where.
    pub definition: Option<Definition>,
    pub layout: LayoutFile,
    pub version: u64,
    pub saved_hash: Option<ContentHash>,
    pub assessment: Assessment,
}

/// What is known of a version of a document, quickly enough to be had while drawing.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Assessment {
    pub version: u64,
    pub hash: Option<ContentHash>,
    pub diagnostics: Vec<Diagnostic>,
    /// Null when no network can be made of the definition; `obstacle` says why.
    pub strip: Option<Strip>,
    pub obstacle: Option<String>,
}

/// The figures at the foot of the window.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Strip {
    /// Null when End is never reached.
    pub window_s: Option<f64>,
    /// The window of what is published, when a runtime is there and something is.
    pub published_window_s: Option<f64>,
    pub published_version: Option<u32>,
    pub critical_path: Vec<NodeId>,
    pub deadlines: Vec<StripDeadline>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct StripDeadline {
    pub node: NodeId,
    pub at: Timestamp,
    pub finish: Timestamp,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct EditDocument {
    pub document: u64,
    /// The version that the edits were made on.
    pub version: u64,
    pub edits: Vec<Edit>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SetText {
    pub document: u64,
    pub text: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DocumentText {
    pub text: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SaveDocument {
    pub document: u64,
    pub layout: LayoutFile,
    /// Another place than where it came from.
    pub path: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Saved {
    pub path: String,
    pub hash: Option<ContentHash>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct PlanDocument {
    pub document: u64,
    /// The next business date when null.
    pub business_date: Option<NaiveDate>,
    /// The first time trigger's when null.
    pub start: Option<DayTime>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ForecastDocument {
    pub document: u64,
    pub samples: u32,
    pub seed: u64,
    pub business_date: Option<NaiveDate>,
    /// Nothing of single nodes is wanted: of thousands that takes longer to tell than to work out.
    #[serde(default)]
    pub brief: bool,
    /// Names the work in progress, for `cancel` and for progress that is pushed.
    pub token: u64,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct LayoutDocument {
    pub document: u64,
    pub layout: LayoutFile,
    /// Nodes that may move; all others keep their place unless `full`.
    pub changed: Vec<NodeId>,
    pub full: bool,
    pub token: u64,
}

/// Where everything stands on the canvas.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Layout {
    /// Visible nodes, collapsed groups among them.
    pub nodes: BTreeMap<NodeId, Area>,
    /// Open groups.
    pub groups: BTreeMap<NodeId, Area>,
    /// From top to bottom.
    pub lanes: Vec<Lane>,
}

/// A rectangle of the canvas, in its units.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
#[ts(rename = "Box")]
pub struct Area {
    pub x: i32,
    pub y: i32,
    pub width: i32,
    pub height: i32,
}

/// The band of a system; nodes without one have the band that has none.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Lane {
    pub system: Option<SystemId>,
    pub y: i32,
    pub height: i32,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ByNode {
    pub document: u64,
    pub node: NodeId,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct DiffDocument {
    pub document: u64,
    pub against: Against,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Against {
    Published,
    /// What is on the disk.
    Saved,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ImportDocument {
    pub format: ImportFormat,
    pub path: String,
    /// Of STG's one pool.
    pub capacity: Option<u32>,
    pub priority_lft: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ImportFormat {
    Psplib,
    Wfcommons,
    Stg,
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize, TS)]
pub struct ByToken {
    pub token: u64,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SubmitDocument {
    pub document: u64,
    pub title: String,
    pub why: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct RestoreRevision {
    pub document: u64,
    pub hash: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CalendarYear {
    pub path: String,
    pub year: i32,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CalendarDays {
    pub days: Vec<CalendarDay>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct CalendarDay {
    pub date: NaiveDate,
    pub business: bool,
    pub class: daybreak_model::calendar::DayClass,
    /// The holiday's name, or why the day is worked.
    pub label: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct ExportFile {
    /// A file name without folders.
    pub name: String,
    pub content: String,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct Exported {
    /// Where the file was written.
    pub path: String,
}

/// What the core tells the window unasked.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Push {
    Events {
        events: Vec<RuntimeEvent>,
    },
    Status {
        status: RuntimeStatus,
    },
    Progress {
        token: u64,
        done: u64,
        total: u64,
    },
    /// A document's new window, before its problems are known.
    Planned {
        document: u64,
        version: u64,
        strip: Strip,
    },
}
