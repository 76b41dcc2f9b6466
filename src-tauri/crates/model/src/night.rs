//! Which night is meant when nobody says: the business date and the start.

use crate::bundle::Bundle;
use crate::calendar::OutsideCoverage;
use crate::time::{DayTime, Timestamp};
use crate::trigger::TriggerKind;
use chrono::{DateTime, Days, NaiveDate, Utc};

/// A night is looked for this many days ahead; no holiday is longer.
const MAX_DAYS_AHEAD: u64 = 62;

/// The first business day on or after `today` by the root definition's calendar; without a calendar `today` itself.
///
/// # Errors
/// When the calendar has no facts for it.
pub fn business_date(bundle: &Bundle, today: NaiveDate) -> Result<NaiveDate, OutsideCoverage> {
    let Some(calendar) = bundle.root().and_then(|root| bundle.calendar_of(&bundle.root, root)) else {
        return Ok(today);
    };
    for ahead in 0..MAX_DAYS_AHEAD {
        let date = today.checked_add_days(Days::new(ahead)).unwrap_or(today);
        if calendar.is_business_day(date)? {
            return Ok(date);
        }
    }
    Ok(today)
}

/// When the night of `date` starts: at `stated`, else at the first trigger that names a time, else at midnight.
pub fn start(bundle: &Bundle, date: NaiveDate, stated: Option<DayTime>) -> Timestamp {
    let Some(root) = bundle.root() else { return Timestamp::default() };
    let triggered = root.triggers.iter().find_map(|trigger| match trigger.on {
        TriggerKind::Time(time) => Some(time),
        _ => None,
    });
    stated.or(triggered).or_else(|| DayTime::new(0, 0, 0)).map_or_else(Timestamp::default, |t| t.at(date, zone(bundle)))
}

/// The date that `now` has where the root definition's clocks are; in UTC when its zone is not known.
pub fn today(bundle: &Bundle, now: DateTime<Utc>) -> NaiveDate {
    now.with_timezone(&zone(bundle)).date_naive()
}

fn zone(bundle: &Bundle) -> chrono_tz::Tz {
    bundle.root().and_then(|root| root.zone.parse().ok()).unwrap_or(chrono_tz::Tz::UTC)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::{Calendar, Coverage, Weekday};
    use crate::definition::Definition;
    use crate::trigger::Trigger;
    use std::collections::BTreeMap;

    fn bank() -> Bundle {
        let mut definition = Definition::empty("bank", "Bank", "Asia/Shanghai");
        definition.calendar = Some("cn.calendar.json".into());
        let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).expect("a date");
        let calendar = Calendar {
            format: 1,
            id: "cn".into(),
            name: "CN".into(),
            source: None,
            covers: Coverage { from: day(1, 1), to: day(12, 31) },
            weekend: vec![Weekday::Sat, Weekday::Sun],
            holidays: BTreeMap::new(),
            working_days: BTreeMap::new(),
        };
        let mut bundle = Bundle::single("bank.workflow.json", definition);
        bundle.calendars.insert("cn.calendar.json".into(), calendar);
        bundle
    }

    #[test]
    fn a_weekend_goes_on_to_monday_and_the_calendar_ends() {
        let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).expect("a date");
        assert_eq!(business_date(&bank(), day(2026, 11, 22)), Ok(day(2026, 11, 23)));
        assert_eq!(business_date(&bank(), day(2026, 11, 24)), Ok(day(2026, 11, 24)));
        assert!(business_date(&bank(), day(2027, 1, 1)).is_err());
    }

    #[test]
    fn the_start_is_stated_or_midnight_in_the_zone() {
        let date = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date");
        assert_eq!(start(&bank(), date, None).utc().to_rfc3339(), "2026-11-22T16:00:00+00:00");
        let stated = start(&bank(), date, "09:30+0".parse().ok());
        assert_eq!(stated.utc().to_rfc3339(), "2026-11-23T01:30:00+00:00");
    }

    #[test]
    fn the_first_trigger_that_names_a_time_starts_the_night() {
        let mut bundle = bank();
        let trigger = |on| Trigger { id: "t".into(), on, days: None, business_day_offset: None, missed: None };
        let at_nine = TriggerKind::Time("21:00+0".parse().expect("a time"));
        bundle.definitions.values_mut().for_each(|definition| {
            definition.triggers = vec![trigger(TriggerKind::Cron("0 3 * * *".into())), trigger(at_nine.clone())];
        });
        let date = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date");
        assert_eq!(start(&bundle, date, None).utc().to_rfc3339(), "2026-11-23T13:00:00+00:00");
    }

    #[test]
    fn today_is_the_date_of_the_workflows_own_clocks() {
        let late = "2026-11-22T17:00:00Z".parse().expect("a moment");
        assert_eq!(today(&bank(), late), NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date"));
    }
}
