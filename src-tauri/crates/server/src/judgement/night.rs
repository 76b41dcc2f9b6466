//! For which night a change is forecast: the next one that the workflow's calendar knows.

use chrono::{Days, NaiveDate};
use daybreak_model::bundle::Bundle;
use daybreak_model::time::{DayTime, Timestamp};
use daybreak_model::trigger::TriggerKind;

/// A night is looked for this many days ahead; no holiday is longer.
const MAX_DAYS_AHEAD: u64 = 62;

/// The first business day from `now` on; nothing when the calendar has no facts for it.
pub fn business_date(bundle: &Bundle, now: Timestamp) -> Option<NaiveDate> {
    let root = bundle.root()?;
    let today = now.utc().with_timezone(&zone(bundle)).date_naive();
    let Some(calendar) = bundle.calendar_of(&bundle.root, root) else { return Some(today) };
    let mut days = (0..MAX_DAYS_AHEAD).filter_map(|ahead| today.checked_add_days(Days::new(ahead)));
    days.find_map(|date| match calendar.is_business_day(date) {
        Ok(true) => Some(Some(date)),
        Ok(false) => None,
        Err(_) => Some(None),
    })?
}

/// When that night starts: at the first trigger that names a time, else at midnight.
pub fn start(bundle: &Bundle, date: NaiveDate) -> Timestamp {
    let triggers = bundle.root().map(|root| root.triggers.as_slice()).unwrap_or_default();
    let time = triggers.iter().find_map(|trigger| match trigger.on {
        TriggerKind::Time(time) => Some(time),
        _ => None,
    });
    time.or_else(|| DayTime::new(0, 0, 0)).map_or_else(Timestamp::default, |time| time.at(date, zone(bundle)))
}

fn zone(bundle: &Bundle) -> chrono_tz::Tz {
    bundle.root().and_then(|root| root.zone.parse().ok()).unwrap_or(chrono_tz::Tz::UTC)
}
