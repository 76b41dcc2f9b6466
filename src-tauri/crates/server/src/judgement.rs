//! What is worked out when a change is submitted, so that whoever decides sees it all.

use crate::failure::Failure;
use crate::views::changes::{Head, Kept, version};
use chrono::NaiveDate;
use daybreak_change::diff::{DiffReport, diff};
use daybreak_change::risk::risk;
use daybreak_check::{Context, check};
use daybreak_engine::refusals;
use daybreak_model::bundle::{Bundle, Reference};
use daybreak_model::diagnostic::{Diagnostic, Severity};
use daybreak_model::file::{MAX_EDGES, MAX_NODES};
use daybreak_model::hash::ContentHash;
use daybreak_model::network::{Network, build};
use daybreak_model::night;
use daybreak_model::time::Timestamp;
use daybreak_simulation::{Options, monte_carlo, plan};
use daybreak_store::Revision;
use daybreak_wire::change::Submission;
use daybreak_wire::forecast::WindowForecast;
use daybreak_wire::{AskError, ErrorCode};

/// How many nights a change's forecast takes, and from which seed, so that before and after are comparable.
const SAMPLES: u32 = 1_000;
const SEED: u64 = 1;

/// The longest title and the longest reason, in characters.
const MAX_TITLE: usize = 200;
const MAX_WHY: usize = 20_000;

/// Refuses what cannot be a change at all.
pub fn acceptable(submission: &Submission) -> Result<(), Failure> {
    let invalid = |message: String, place: &str| Failure::new(ErrorCode::Invalid, message).at(place);
    if submission.title.trim().is_empty() || submission.title.chars().count() > MAX_TITLE {
        return Err(invalid(format!("a change needs a title of at most {MAX_TITLE} characters"), "title"));
    }
    if submission.why.chars().count() > MAX_WHY {
        return Err(invalid(format!("the reason is longer than {MAX_WHY} characters"), "why"));
    }
    if !std::path::Path::new(&submission.folder).is_absolute() {
        return Err(invalid("the folder of the definition must be an absolute path".into(), "folder"));
    }
    if submission.bundle.root().is_none() {
        return Err(invalid(format!("the bundle does not hold its root {:?}", submission.bundle.root), "bundle"));
    }
    let sizes = submission.bundle.definitions.values().map(|d| (d.nodes.len(), d.edges.len()));
    let (nodes, edges) = sizes.fold((0, 0), |(nodes, edges), (n, e)| (nodes + n, edges + e));
    if nodes > MAX_NODES || edges > MAX_EDGES {
        let message = format!("a change has at most {MAX_NODES} nodes and {MAX_EDGES} edges");
        return Err(Failure::new(ErrorCode::TooLarge, message).at("bundle"));
    }
    match submission.bundle.missing().first() {
        None => Ok(()),
        Some(Reference::Definition(file) | Reference::Calendar(file)) => {
            Err(invalid(format!("the definition refers to {file}, which was not handed in with it"), "bundle"))
        }
    }
}

/// Everything that is kept with the change. Takes long: not for async threads.
pub fn judge(submission: Submission, base: Option<&Revision>, now: Timestamp) -> Kept {
    let bundle = &submission.bundle;
    let diagnostics = diagnostics(bundle, now);
    let nothing = Bundle { root: bundle.root.clone(), definitions: Default::default(), calendars: Default::default() };
    let diff = differences(base.map_or(&nothing, |base| &base.bundle), bundle);
    let risk = risk(&diff, &diagnostics, base.is_none());
    let date = business_date(bundle, now);
    let head = Head {
        workflow_name: bundle.root().map(|root| root.name.clone()).unwrap_or_default(),
        base_hash: base.map(|base| base.hash.clone()),
        base_version: base.and_then(|base| base.number).map(version),
        risk,
        why: submission.why,
    };
    Kept {
        head,
        diagnostics,
        diff,
        after: date.and_then(|date| forecast(bundle, date)),
        before: base.zip(date).and_then(|(base, date)| forecast(&base.bundle, date)),
        layout: submission.layout,
    }
}

/// What two revisions differ in.
pub fn differences(before: &Bundle, after: &Bundle) -> DiffReport {
    diff(before, after)
}

fn diagnostics(bundle: &Bundle, now: Timestamp) -> Vec<Diagnostic> {
    check(bundle, &Context { today: Some(now.utc().date_naive()), ..Context::default() })
}

/// The night that a change is forecast for: the next one that the workflow's calendar knows.
fn business_date(bundle: &Bundle, now: Timestamp) -> Option<NaiveDate> {
    night::business_date(bundle, night::today(bundle, now.utc())).ok()
}

fn forecast(bundle: &Bundle, date: NaiveDate) -> Option<WindowForecast> {
    let network = build(bundle, date).ok()?;
    let start = night::start(bundle, date, None);
    let planned = plan(&network, start);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let nights = monte_carlo(&network, start, Options { samples: SAMPLES, seed: SEED, threads }, &|_| true).ok()?;
    Some(WindowForecast::of(&network, &planned, &nights))
}

/// The content hash of what is stored, computed afresh.
pub fn content_hash(revision: &Revision) -> String {
    ContentHash::of(&revision.bundle).to_string()
}

/// Refuses to publish what has errors or what this runtime cannot run.
pub fn publishable(bundle: &Bundle, now: Timestamp) -> Result<(), Failure> {
    let mut errors = diagnostics(bundle, now);
    errors.retain(|diagnostic| diagnostic.severity == Severity::Error);
    if !errors.is_empty() {
        let message = format!("the definition has {} errors; a definition with errors is not published", errors.len());
        return Err(refused(message, "repair it and submit it again", errors));
    }
    let cannot = refusals(&network(bundle, now)?);
    if cannot.is_empty() {
        return Ok(());
    }
    let names: Vec<String> = cannot.iter().map(|(node, why)| format!("{node}: {why}")).collect();
    let diagnostics = cannot.into_iter().map(|(node, why)| unsupported(node, why)).collect();
    let message = format!("this runtime cannot run all of it: {}", names.join("; "));
    Err(refused(message, "express these nodes in another way and submit it again", diagnostics))
}

/// The network of the next business date: what cannot be run is named whatever the date.
fn network(bundle: &Bundle, now: Timestamp) -> Result<Network, Failure> {
    let date = business_date(bundle, now).unwrap_or_else(|| now.utc().date_naive());
    build(bundle, date).map_err(|unbuildable| {
        let message = format!("no night can be made of it for {date}: {unbuildable}");
        Failure(AskError::new(ErrorCode::Unbuildable, message).because(unbuildable.0))
    })
}

fn refused(message: String, help: &str, diagnostics: Vec<Diagnostic>) -> Failure {
    Failure(AskError::new(ErrorCode::Refused, message).help(help).because(diagnostics))
}

/// A node that this runtime does not run, as a problem at the node.
fn unsupported(node: daybreak_model::id::NodeId, why: String) -> Diagnostic {
    Diagnostic {
        code: "E001".into(),
        severity: Severity::Error,
        node: Some(node),
        path: String::new(),
        message: why,
        help: None,
        fix: None,
        related: Vec::new(),
        place: None,
    }
}
