//! A year of a calendar, day by day.

use crate::desk::Desk;
use crate::files::read_limited;
use crate::shapes::{CalendarDay, CalendarDays, CalendarYear};
use chrono::NaiveDate;
use daybreak_model::file;
use daybreak_wire::{AskError, ErrorCode};

/// The days of the year that the calendar covers.
pub async fn year(desk: &Desk, request: CalendarYear) -> Result<CalendarDays, AskError> {
    let bytes = read_limited(&desk.path(&request.path), file::MAX_BYTES).map_err(crate::disk_failed)?;
    let calendar = file::read_calendar_bytes(&request.path, &bytes).map_err(|diagnostics| {
        AskError::new(ErrorCode::BrokenFile, format!("the calendar {} is broken", request.path)).because(diagnostics)
    })?;
    let first = NaiveDate::from_ymd_opt(request.year, 1, 1)
        .ok_or_else(|| AskError::new(ErrorCode::Invalid, format!("{} is not a year", request.year)))?;
    let of_year = first.iter_days().take_while(|day| day.format("%Y").to_string() == first.format("%Y").to_string());
    let days = of_year.filter_map(|date| {
        let business = calendar.is_business_day(date).ok()?;
        let label = calendar.holidays.get(&date).or_else(|| calendar.working_days.get(&date)).cloned();
        Some(CalendarDay { date, business, class: calendar.class_of(date).ok()?, label })
    });
    Ok(CalendarDays { days: days.collect() })
}
