//! The proven bound of the window.

use crate::assess::broken;
use crate::desk::Desk;
use crate::forecasts::tonight;
use crate::shapes::{BoundDocument, Push};
use daybreak_optimise::searched_bound;
use daybreak_simulation::plan;
use daybreak_wire::optimise::BoundReport;
use daybreak_wire::{AskError, ErrorCode};
use std::cell::Cell;
use std::time::{Duration, Instant};

/// Nobody waits longer.
const MAX_SECONDS: f64 = 3_600.0;

/// A proven bound of the planned window, with as many seconds of search; tells how far it is and stops when it is cancelled.
pub async fn bound(desk: &Desk, request: BoundDocument) -> Result<BoundReport, AskError> {
    if !(0.0..=MAX_SECONDS).contains(&request.seconds) {
        let message = format!("{} seconds were asked for; take 0 to {MAX_SECONDS}", request.seconds);
        return Err(AskError::new(ErrorCode::Invalid, message).at("seconds"));
    }
    let bundle = desk.document(request.document)?.bundle().cloned().ok_or_else(broken)?;
    let stop = desk.stopper(request.token);
    let push = desk.pusher();
    crate::blocking(move || {
        let began = Instant::now();
        let limit = Duration::from_secs_f64(request.seconds);
        let (network, start) = tonight(&bundle, request.business_date, None)?;
        let window = plan(&network, start).window;
        let told = Cell::new(0);
        let go_on = || {
            // Tenths of a second, so that the window is not told more often than it can draw.
            let passed = began.elapsed();
            let (done, total) = ((passed.as_millis() / 100) as u64, (limit.as_millis() / 100) as u64);
            if done > told.replace(done) {
                push(Push::Progress { token: request.token, done: done.min(total), total });
            }
            !stop.is_set() && (passed < limit || limit.is_zero())
        };
        let searched = window.filter(|_| !limit.is_zero());
        let found = searched_bound(&network, start, searched, &go_on);
        if stop.is_set() {
            return Err(AskError::new(ErrorCode::Cancelled, "the proof was cancelled"));
        }
        Ok(BoundReport::of(&found, window))
    })
    .await
}
