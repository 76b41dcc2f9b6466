//! Dates and the days that are chosen among them.

use super::Subject;
use chrono::{NaiveDate, TimeDelta};
use daybreak_model::bundle::{Bundle, beside};
use daybreak_model::calendar::{Calendar, DayRule, Days};
use std::borrow::Cow;

/// Without a calendar this many days are looked at: every weekday of every date, a leap day included.
const YEARS_DAYS: i64 = 5 * 366;

/// Dates that are looked at, however much a calendar claims to cover: twenty years.
const MAX_DATES: usize = 20 * 366;

/// Where to look from when nobody says what day it is and no calendar says where it begins.
const LONG_AGO: (i32, u32, u32) = (2024, 1, 1);

/// The calendars that a definition names.
pub struct Calendars<'s> {
    /// The workflow's own.
    pub own: Option<&'s Calendar>,
    bundle: &'s Bundle,
    file: &'s str,
    today: Option<NaiveDate>,
}

impl<'s> Calendars<'s> {
    pub fn of(subject: &'s Subject<'_>) -> Calendars<'s> {
        let own = subject.bundle.calendar_of(subject.file, subject.definition);
        Calendars { own, bundle: subject.bundle, file: subject.file, today: subject.context.today }
    }

    /// The dates that the workflow's calendar covers from today; some years when it has none.
    pub fn dates(&self) -> impl Iterator<Item = NaiveDate> + use<> {
        let (year, month, day) = LONG_AGO;
        let today = self.today.or_else(|| NaiveDate::from_ymd_opt(year, month, day)).unwrap_or_default();
        let (from, to) = match self.own {
            Some(calendar) => {
                (self.today.unwrap_or(calendar.covers.from).max(calendar.covers.from), calendar.covers.to)
            }
            None => (today, today.checked_add_signed(TimeDelta::days(YEARS_DAYS)).unwrap_or(today)),
        };
        from.iter_days().take_while(move |date| *date <= to).take(MAX_DATES)
    }

    /// Whether `days` choose a date; nothing when their calendar does not know it.
    pub fn chooses(&self, days: &Days, date: NaiveDate) -> Option<bool> {
        let calendar = match &days.calendar {
            Some(path) => Some(self.bundle.calendars.get(&beside(self.file, path))?),
            None => self.own,
        };
        days.chooses(date, calendar).ok()
    }
}

/// The business dates for which a workflow is triggered.
pub struct RunDays<'b> {
    days: Vec<(Cow<'b, Days>, Option<&'b Calendar>)>,
}

impl<'b> RunDays<'b> {
    /// Nothing when no trigger says it: a run may then be started for any date.
    pub fn of(bundle: &'b Bundle) -> Option<RunDays<'b>> {
        let root = bundle.root()?;
        let own = bundle.calendar_of(&bundle.root, root);
        let mut days = Vec::new();
        for trigger in &root.triggers {
            // Business dates that are moved are business days, whichever day the trigger fires on.
            let stated = trigger.days.as_ref().filter(|_| trigger.business_day_offset.unwrap_or(0) == 0);
            let calendar = match stated.and_then(|d| d.calendar.as_ref()) {
                Some(path) => Some(bundle.calendars.get(&beside(&bundle.root, path))?),
                None => own,
            };
            let business_days = || Cow::Owned(Days { on: vec![DayRule::BusinessDays], ..Days::default() });
            days.push((stated.map_or_else(business_days, Cow::Borrowed), calendar));
        }
        (!days.is_empty()).then_some(RunDays { days })
    }

    /// Whether a run is triggered for a date; nothing when a calendar does not know it.
    pub fn runs_on(&self, date: NaiveDate) -> Option<bool> {
        let mut runs = false;
        for (days, calendar) in &self.days {
            runs |= days.chooses(date, *calendar).ok()?;
        }
        Some(runs)
    }
}
