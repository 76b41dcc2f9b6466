//! Tuning an open document.

use crate::assess::broken;
use crate::desk::Desk;
use crate::forecasts::tonight;
use crate::shapes::{Push, TuneDocument};
use daybreak_optimise::tune::{Options, TuneError, Watch, tune as search};
use daybreak_wire::optimise::TuneReport;
use daybreak_wire::{AskError, ErrorCode};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

/// No tuning takes longer.
const MAX_SECONDS: f64 = 3600.0;

/// Nights on which what is found is tried, at most.
const NIGHTS: u32 = 4000;

/// How often it is told how much time has passed, in milliseconds.
const TOLD_EVERY: u64 = 100;

/// Better priorities, and edges if they are allowed; tells how much of the time has passed and stops when it is cancelled.
pub async fn tune(desk: &Desk, request: TuneDocument) -> Result<TuneReport, AskError> {
    if !(request.seconds > 0.0 && request.seconds <= MAX_SECONDS) {
        let message = format!("{} seconds were asked for; take more than 0 and at most {MAX_SECONDS}", request.seconds);
        return Err(AskError::new(ErrorCode::Invalid, message).at("seconds"));
    }
    let begun = Instant::now();
    let bundle = desk.document(request.document)?.bundle().cloned().ok_or_else(broken)?;
    let stop = desk.stopper(request.token);
    let push = desk.pusher();
    crate::blocking(move || {
        let (network, start) = tonight(&bundle, request.business_date, None)?;
        let total = (request.seconds * 1000.0) as u64;
        let told = AtomicU64::new(0);
        let spent = || {
            let elapsed = begun.elapsed();
            let done = (elapsed.as_millis() as u64).min(total);
            let last = told.load(Ordering::Relaxed);
            let is_due = done >= last + TOLD_EVERY;
            if is_due && told.compare_exchange(last, done, Ordering::Relaxed, Ordering::Relaxed).is_ok() {
                push(Push::Progress { token: request.token, done, total });
            }
            elapsed.as_secs_f64() / request.seconds
        };
        let options = Options {
            seed: request.seed,
            allow_edges: request.allow_edges,
            samples: NIGHTS,
            threads: std::thread::available_parallelism().map_or(1, usize::from),
            schedules: None,
        };
        let watch = Watch { spent: &spent, is_cancelled: &|| stop.is_set() };
        let tuned = search(&bundle, network.business_date, start, options, watch).map_err(refused)?;
        Ok(TuneReport::of(&tuned))
    })
    .await
}

fn refused(error: TuneError) -> AskError {
    match error {
        TuneError::Unbuildable(unbuildable) => AskError::new(ErrorCode::Unbuildable, unbuildable.to_string())
            .help("open it in Design: Problems there names each, with what to do")
            .because(unbuildable.0),
        TuneError::NeverEnds(_) => AskError::new(ErrorCode::Unbuildable, error.to_string()).help("the plan tells why"),
        TuneError::Cancelled => AskError::new(ErrorCode::Cancelled, error.to_string()),
    }
}
