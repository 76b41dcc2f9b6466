//! Recorded nights of an open document.

use crate::assess::broken;
use crate::desk::Desk;
use crate::files::read_limited;
use crate::forecasts::tonight;
use crate::shapes::{BacktestDocument, ByDocument, ImportHistory, Push};
use daybreak_history::{self as history, History, Options};
use daybreak_model::bundle::Bundle;
use daybreak_model::id::WorkflowId;
use daybreak_store::{HistoryStore, Reader, RunFilter, StoreError, nights_of};
use daybreak_wire::history::{BacktestReport, FitReport, HistorySummary};
use daybreak_wire::{AskError, ErrorCode};
use std::path::Path;
use std::sync::Arc;

/// The largest file of recorded nights.
pub const MAX_BYTES: usize = 512 << 20;
/// How many nights each prediction of a backtest simulates, unless somebody asks for more or fewer.
pub const BACKTEST_SAMPLES: u32 = 400;
/// From which seed.
const SEED: u64 = 1;

/// What is recorded of the document's workflow.
pub async fn show(desk: &Desk, request: ByDocument) -> Result<HistorySummary, AskError> {
    let (bundle, data) = (bundle(desk, request.document)?, desk.places.data.clone());
    crate::blocking(move || {
        let id = workflow(&bundle)?;
        Ok(HistorySummary::of(Some(&id), &nights(&data, &id)?, None))
    })
    .await
}

/// Records the nights of a file for the document's workflow.
pub async fn import(desk: &Desk, request: ImportHistory) -> Result<HistorySummary, AskError> {
    let (bundle, data) = (bundle(desk, request.document)?, desk.places.data.clone());
    let path = desk.path(&request.path);
    crate::blocking(move || {
        let id = workflow(&bundle)?;
        let added = record(&data, Some(&id), &path)?;
        Ok(HistorySummary::of(Some(&id), &nights(&data, &id)?, Some(added)))
    })
    .await
}

/// Fits the document's durations to its recorded nights; the document stays as it is.
pub async fn fit(desk: &Desk, request: ByDocument) -> Result<FitReport, AskError> {
    let (bundle, data) = (bundle(desk, request.document)?, desk.places.data.clone());
    crate::blocking(move || {
        let recorded = some_nights(&data, &workflow(&bundle)?)?;
        let (network, _) = tonight(&bundle, None, None)?;
        Ok(FitReport::of(&bundle, &network, &history::fit(&bundle, &recorded)))
    })
    .await
}

/// Holds forecasts against the nights that came.
pub async fn backtest(desk: &Desk, request: BacktestDocument) -> Result<BacktestReport, AskError> {
    let (bundle, data) = (bundle(desk, request.document)?, desk.places.data.clone());
    let (stop, push) = (desk.stopper(request.token), desk.pusher());
    crate::blocking(move || {
        let id = workflow(&bundle)?;
        let recorded = some_nights(&data, &id)?;
        let options = Options { from: request.from, to: request.to, samples: BACKTEST_SAMPLES, seed: SEED, threads: 1 };
        let go_on = |done: usize, total: usize| {
            push(Push::Progress { token: request.token, done: done as u64, total: total as u64 });
            !stop.is_set()
        };
        let told = history::backtest(&bundle, &recorded, &shown(&data, &id)?, options, &go_on)
            .map_err(|_| AskError::new(ErrorCode::Cancelled, "the backtest was cancelled"))?;
        Ok(BacktestReport::of(&told))
    })
    .await
}

/// The nights of the workflow `id`: what was imported for it or for any workflow, and what the runtime of `data` has run.
///
/// # Errors
/// When either store cannot be read.
pub fn nights(data: &Path, id: &WorkflowId) -> Result<History, AskError> {
    let mut recorded = HistoryStore::open(data).and_then(|store| store.nights(Some(id))).map_err(stored)?;
    if let Some(reader) = Reader::beside(data).map_err(stored)? {
        let filter = RunFilter { workflow: Some(id.clone()), ..RunFilter::default() };
        let runs = reader.runs(&filter).map_err(stored)?;
        recorded.add(nights_of(&reader.durations(id, None).map_err(stored)?, &runs));
    }
    Ok(recorded)
}

/// The forecasts that were shown before runs of the workflow `id`, by run.
///
/// # Errors
/// When the store cannot be read.
pub fn shown(data: &Path, id: &WorkflowId) -> Result<std::collections::BTreeMap<String, history::Quantiles>, AskError> {
    HistoryStore::open(data).and_then(|store| store.forecasts(id)).map_err(stored)
}

/// Records the nights of the CSV file at `path`, for one workflow or for any; says how many attempts were new.
///
/// # Errors
/// When the file cannot be read, is no history (by its line), or the store cannot be written.
pub fn record(data: &Path, id: Option<&WorkflowId>, path: &Path) -> Result<u32, AskError> {
    let recorded = read(path)?;
    HistoryStore::open(data).and_then(|mut store| store.add(id, &recorded)).map_err(stored)
}

/// The nights of the CSV file at `path`.
///
/// # Errors
/// When the file cannot be read, or is no history, by its line.
pub fn read(path: &Path) -> Result<History, AskError> {
    let bytes = read_limited(path, MAX_BYTES).map_err(crate::disk_failed)?;
    history::read_csv(&bytes).map_err(|problem| {
        AskError::new(ErrorCode::BrokenFile, problem.what)
            .at(format!("{}:{}", path.display(), problem.line))
            .help("the columns are run,business_date,node,start,end,status and, if you have it, resource")
    })
}

fn some_nights(data: &Path, id: &WorkflowId) -> Result<History, AskError> {
    let recorded = nights(data, id)?;
    if recorded.nights.is_empty() {
        return Err(AskError::new(ErrorCode::NotFound, format!("no nights of {id} are recorded"))
            .help("import a file of recorded nights, or let the runtime run some"));
    }
    Ok(recorded)
}

fn bundle(desk: &Desk, document: u64) -> Result<Arc<Bundle>, AskError> {
    desk.document(document)?.bundle().cloned().ok_or_else(broken)
}

fn workflow(bundle: &Bundle) -> Result<WorkflowId, AskError> {
    bundle.root().map(|root| root.id.clone()).ok_or_else(broken)
}

/// A store of recorded nights that failed.
pub fn stored(error: StoreError) -> AskError {
    AskError::new(ErrorCode::Io, error.to_string()).help("the recorded nights are in history.db of the data folder")
}
