//! Many simulated nights.

use crate::assess::broken;
use crate::desk::Desk;
use crate::forecasts::tonight;
use crate::shapes::{ForecastDocument, Push};
use daybreak_model::network::Network;
use daybreak_simulation::Forecast;
use daybreak_wire::forecast::ForecastReport;
use daybreak_wire::{AskError, ErrorCode};

/// No forecast takes more samples.
pub(crate) const MAX_SAMPLES: u32 = 1_000_000;

/// Many simulated nights; tells how far it is and stops when it is cancelled.
pub async fn forecast(desk: &Desk, request: ForecastDocument) -> Result<ForecastReport, AskError> {
    if request.samples == 0 || request.samples > MAX_SAMPLES {
        let message = format!("{} samples were asked for; take 1 to {MAX_SAMPLES}", request.samples);
        return Err(AskError::new(ErrorCode::Invalid, message).at("samples"));
    }
    let bundle = desk.document(request.document)?.bundle().cloned().ok_or_else(broken)?;
    let stop = desk.stopper(request.token);
    let push = desk.pusher();
    crate::blocking(move || {
        let (network, start) = tonight(&bundle, request.business_date, None)?;
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let options = daybreak_simulation::Options { samples: request.samples, seed: request.seed, threads };
        let watch = |done: u32| {
            push(Push::Progress { token: request.token, done: done.into(), total: request.samples.into() });
            !stop.is_set()
        };
        daybreak_simulation::monte_carlo(&network, start, options, &watch)
            .map(|forecast| told(&network, &forecast, request.brief))
            .map_err(|_| AskError::new(ErrorCode::Cancelled, "the forecast was cancelled"))
    })
    .await
}

/// A forecast as it goes to the window; when `brief` without the nodes.
pub(crate) fn told(network: &Network, forecast: &Forecast, brief: bool) -> ForecastReport {
    let report = if brief { ForecastReport::brief } else { ForecastReport::of };
    report(network, forecast)
}
