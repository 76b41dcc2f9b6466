//! Which night is meant: the business date, the start, and the network of that date.

use super::check::unbuildable;
use super::complete_bundle;
use crate::output::Output;
use crate::table::one_line;
use crate::words;
use chrono::{NaiveDate, Utc};
use daybreak_check::{Context, check};
use daybreak_model::bundle::Bundle;
use daybreak_model::diagnostic::{Diagnostic, Severity};
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

/// The night of `date` that starts at `start`, with the defaults that `--help` states. What is wrong with the definition is remarked on.
pub fn night_of(
    path: &Path,
    date: Option<NaiveDate>,
    start: Option<ClockTime>,
    output: &mut Output,
) -> Result<Night, AskError> {
    night_in(path, &complete_bundle(path)?, date, start, output)
}

/// The same of a definition that has been read from `path`.
pub fn night_in(
    path: &Path,
    bundle: &Bundle,
    date: Option<NaiveDate>,
    start: Option<ClockTime>,
    output: &mut Output,
) -> Result<Night, AskError> {
    let date = match date {
        Some(date) => date,
        None => default_date(path, bundle)?,
    };
    let network = build(bundle, date).map_err(|error| unbuildable(path, error.0))?;
    remark_on_errors(bundle, output);
    let start = start.map(|ClockTime(time)| DayTime { day: Some(0), time });
    Ok(Night { network, start: night::start(bundle, date, start) })
}

/// A forecast takes what makes no sense as well as it can, and people should know that it did.
pub fn remark_on_errors(bundle: &Bundle, output: &mut Output) {
    let found = check(bundle, &Context::default());
    let errors: Vec<&Diagnostic> = found.iter().filter(|found| found.severity == Severity::Error).collect();
    if let Some(first) = errors.first() {
        let count = words::count(errors.len(), "error");
        let of = if errors.len() > 1 { "; the first" } else { "" };
        output
            .remark(&format!("do not rely on this: `daybreak check` finds {count}{of}: {}", one_line(&first.message)));
    }
}

pub fn default_date(path: &Path, bundle: &Bundle) -> Result<NaiveDate, AskError> {
    night::business_date(bundle, night::today(bundle, Utc::now())).map_err(|error| {
        AskError::new(ErrorCode::Invalid, error.to_string())
            .at(path.display().to_string())
            .help("name a business date with --date, or extend the calendar")
    })
}
