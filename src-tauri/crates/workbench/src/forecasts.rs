//! The plan of a night.

use crate::assess::broken;
use crate::desk::Desk;
use crate::shapes::{ByToken, PlanDocument};
use chrono::{Local, NaiveDate};
use daybreak_model::bundle::Bundle;
use daybreak_model::network::{self, Network};
use daybreak_model::night;
use daybreak_model::time::{DayTime, Timestamp};
use daybreak_wire::forecast::PlanReport;
use daybreak_wire::{AskError, ErrorCode};

/// The deterministic plan.
pub async fn plan(desk: &Desk, request: PlanDocument) -> Result<PlanReport, AskError> {
    let bundle = desk.document(request.document)?.bundle().cloned().ok_or_else(broken)?;
    crate::blocking(move || {
        let (network, start) = tonight(&bundle, request.business_date, request.start)?;
        Ok(PlanReport::of(&network, &daybreak_simulation::plan(&network, start)))
    })
    .await
}

/// Stops the work named by the token, if it is still under way.
pub async fn cancel(desk: &Desk, request: ByToken) -> Result<(), AskError> {
    desk.cancel(request.token);
    Ok(())
}

/// The network of a night and when it starts.
///
/// # Errors
/// With code `unbuildable` and the obstacles when no network can be made of the bundle.
pub fn tonight(
    bundle: &Bundle,
    date: Option<NaiveDate>,
    start: Option<DayTime>,
) -> Result<(Network, Timestamp), AskError> {
    let today = Local::now().date_naive();
    let date = date.map_or_else(|| night::business_date(bundle, today), Ok).map_err(|outside| {
        AskError::new(ErrorCode::Unbuildable, outside.to_string())
            .help("extend the calendar, or name a date that it covers")
    })?;
    let network = network::build(bundle, date).map_err(|unbuildable| {
        AskError::new(ErrorCode::Unbuildable, unbuildable.to_string())
            .help("open it in Design: Problems there names each, with what to do")
            .because(unbuildable.0)
    })?;
    Ok((network, night::start(bundle, date, start)))
}
