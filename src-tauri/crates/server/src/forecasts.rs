//! What is expected of each run as it begins, kept so that it can be held against what comes.

use chrono::NaiveDate;
use daybreak_engine::{Engine, EngineError};
use daybreak_history::Quantiles;
use daybreak_model::bundle::Bundle;
use daybreak_model::network::build;
use daybreak_model::time::Timestamp;
use daybreak_run::{Happening, RunEvent, RunSummary};
use daybreak_simulation::{Options, monte_carlo};
use daybreak_store::HistoryStore;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};
use tokio::sync::watch;

/// How many nights a forecast takes, and from which seed: those of the forecast that a change is approved with.
const SAMPLES: u32 = 1_000;
const SEED: u64 = 1;

/// Keeps a forecast of every run that begins, whoever or whatever starts it, until `closing` turns true; runs that have begun by then still
/// get theirs. A run goes on whatever becomes of its forecast: what fails is said on the error output.
pub async fn keep(
    engine: Engine,
    data: PathBuf,
    mut events: Receiver<Arc<RunEvent>>,
    mut closing: watch::Receiver<bool>,
) {
    loop {
        let event = tokio::select! {
            biased;
            event = events.recv() => event,
            // An error means that the sender is gone, which is as good as closing.
            _ = closing.wait_for(|closing| *closing) => break,
        };
        match event {
            Ok(event) => keep_one(&engine, &data, &event).await,
            Err(RecvError::Lagged(missed)) => {
                tell(&format!("{missed} events were missed; runs among them have no forecast"))
            }
            Err(RecvError::Closed) => return,
        }
    }
    loop {
        match events.try_recv() {
            Ok(event) => keep_one(&engine, &data, &event).await,
            Err(TryRecvError::Lagged(_)) => {}
            Err(TryRecvError::Empty | TryRecvError::Closed) => return,
        }
    }
}

async fn keep_one(engine: &Engine, data: &std::path::Path, event: &RunEvent) {
    let Some(run) = begun(event).cloned() else { return };
    let (name, data) = (run.run.clone(), data.to_owned());
    let kept = engine.read(move |reader| {
        let Some(revision) = reader.revision(&run.revision)? else { return Ok(false) };
        // One thread: the jobs of the run need the others.
        let Some(shown) = forecast(&revision.bundle, run.business_date, run.started_at) else { return Ok(false) };
        HistoryStore::open(&data)?.keep_forecast(&run.workflow, run.run.as_str(), run.started_at, &shown)?;
        Ok(true)
    });
    match kept.await {
        Ok(true) => {}
        Ok(false) => tell(&format!("run {name} has no forecast: no night of it comes to its end")),
        Err(EngineError::Stopped) => tell(&format!("run {name} has no forecast: it stopped unexpectedly")),
        Err(error) => tell(&format!("the forecast of run {name} is not kept: {error}")),
    }
}

/// The run that begins with this event.
fn begun(event: &RunEvent) -> Option<&RunSummary> {
    match &event.what {
        Happening::Run(run) if event.at == run.started_at => Some(run),
        _ => None,
    }
}

fn forecast(bundle: &Bundle, date: NaiveDate, start: Timestamp) -> Option<Quantiles> {
    let network = build(bundle, date).ok()?;
    let options = Options { samples: SAMPLES, seed: SEED, threads: 1 };
    Quantiles::of(&monte_carlo(&network, start, options, &|_| true).ok()?.windows)
}

fn tell(what: &str) {
    eprintln!("daybreak: {what}");
}
