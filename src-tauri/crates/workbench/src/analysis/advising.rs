//! Scenarios side by side, and what must change to be in time, asked of an open document.

use crate::assess::broken;
use crate::desk::Desk;
use crate::monte_carlo::MAX_SAMPLES;
use crate::shapes::*;
use chrono::{Local, NaiveDate};
use daybreak_advise::{Asked, Change, advise as advised, candidates as proposed, compare_with};
use daybreak_model::bundle::Bundle;
use daybreak_model::night;
use daybreak_simulation::Options;
use daybreak_wire::advice::{AdviceReport, AllowedChange, failed};
use daybreak_wire::scenario::ScenarioComparison;
use daybreak_wire::{AskError, ErrorCode};
use std::sync::Arc;

/// No more scenarios are compared at once.
const MOST_COMPARED: usize = 20;
/// The seed from which candidates are read.
const SEED: u64 = 1;

/// Scenarios of the document against the document as it is, or against what is published.
pub async fn compare(desk: &Desk, request: CompareScenarios) -> Result<ScenarioComparison, AskError> {
    let options = options(request.samples, request.seed)?;
    if request.scenarios.len() > MOST_COMPARED {
        let message = format!("{} scenarios are too many; at most {MOST_COMPARED}", request.scenarios.len());
        return Err(AskError::new(ErrorCode::Invalid, message).at("scenarios"));
    }
    let bundle = desk.document(request.document)?.bundle().cloned().ok_or_else(broken)?;
    let base = match request.base {
        ComparedBase::Document => Arc::clone(&bundle),
        ComparedBase::Published => Arc::new(desk.published_bundle(&bundle).await?),
    };
    let (stop, push) = (desk.stopper(request.token), desk.pusher());
    crate::blocking(move || {
        let date = date_of(&bundle, request.business_date)?;
        let total = u64::from(options.samples) * (request.scenarios.len() as u64 + 1);
        let watch = |done: u64| {
            push(Push::Progress { token: request.token, done, total });
            !stop.is_set()
        };
        let (before, compared) =
            compare_with(&base, &bundle, &request.scenarios, date, options, &watch).map_err(failed)?;
        Ok(ScenarioComparison::of(&before, &compared))
    })
    .await
}

/// Changes that are worth allowing, made from what drives the night.
pub async fn candidates(desk: &Desk, request: ByDocument) -> Result<Vec<AllowedChange>, AskError> {
    let bundle = desk.document(request.document)?.bundle().cloned().ok_or_else(broken)?;
    crate::blocking(move || {
        let date = date_of(&bundle, None)?;
        let proposed = proposed(&bundle, date, SEED, &|_| true).map_err(failed)?;
        Ok(proposed.iter().map(AllowedChange::of).collect())
    })
    .await
}

/// The cheapest changes that reach the target; tells how far it is and stops when it is cancelled.
pub async fn advise(desk: &Desk, request: AdviseDocument) -> Result<AdviceReport, AskError> {
    let options = options(request.samples, request.seed)?;
    let bundle = desk.document(request.document)?.bundle().cloned().ok_or_else(broken)?;
    let (stop, push) = (desk.stopper(request.token), desk.pusher());
    crate::blocking(move || {
        let date = date_of(&bundle, request.business_date)?;
        let changes: Vec<Change> = match &request.allow {
            Some(allowed) => allowed.iter().map(AllowedChange::change).collect(),
            None => proposed(&bundle, date, SEED, &|_| !stop.is_set()).map_err(failed)?,
        };
        let watch = |done: u32, total: u32| {
            push(Push::Progress { token: request.token, done: done.into(), total: total.into() });
            !stop.is_set()
        };
        let asked = Asked {
            bundle: &bundle,
            date,
            target: request.target,
            node: request.node,
            probability: request.probability,
            changes: &changes,
            options,
            progress: &watch,
        };
        Ok(AdviceReport::of(&asked, &advised(&asked).map_err(failed)?))
    })
    .await
}

fn options(samples: u32, seed: u64) -> Result<Options, AskError> {
    if samples == 0 || samples > MAX_SAMPLES {
        let message = format!("{samples} samples were asked for; take 1 to {MAX_SAMPLES}");
        return Err(AskError::new(ErrorCode::Invalid, message).at("samples"));
    }
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    Ok(Options { samples, seed, threads })
}

pub(super) fn date_of(bundle: &Bundle, date: Option<NaiveDate>) -> Result<NaiveDate, AskError> {
    date.map_or_else(|| night::business_date(bundle, Local::now().date_naive()), Ok).map_err(|outside| {
        AskError::new(ErrorCode::Unbuildable, outside.to_string())
            .help("extend the calendar, or name a date that it covers")
    })
}
