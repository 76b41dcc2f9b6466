//! Which night is meant: the business date, the start, and the network of that date.

use super::check::unbuildable;
use super::complete_bundle;
use chrono::{NaiveDate, Utc};
use daybreak_model::bundle::Bundle;
use daybreak_model::network::{Network, build};
use daybreak_model::night;
use daybreak_model::time::{ClockTime, DayTime, Timestamp};
use daybreak_wire::{AskError, ErrorCode};
use std::path::Path;

/// Everything that a forecast works from.
pub struct Night {
    pub network: Network,
    pub start: Timestamp,
}

/// The night of `date` that starts at `start`, with the defaults that `--help` states.
pub fn night_of(path: &Path, date: Option<NaiveDate>, start: Option<ClockTime>) -> Result<Night, AskError> {
    let bundle = complete_bundle(path)?;
    let date = match date {
        Some(date) => date,
        None => default_date(path, &bundle)?,
    };
    let network = build(&bundle, date).map_err(|error| unbuildable(path, error.0))?;
    let start = start.map(|ClockTime(time)| DayTime { day: Some(0), time });
    Ok(Night { network, start: night::start(&bundle, date, start) })
}

pub fn default_date(path: &Path, bundle: &Bundle) -> Result<NaiveDate, AskError> {
    night::business_date(bundle, night::today(bundle, Utc::now())).map_err(|error| {
        AskError::new(ErrorCode::Invalid, error.to_string())
            .at(path.display().to_string())
            .help("name a business date with --date, or extend the calendar")
    })
}
