//! When a trigger fires next.

use super::{Trigger, TriggerKind};
use crate::bundle::{Bundle, beside};
use crate::calendar::{Calendar, DayRule, Days, OutsideCoverage};
use crate::time::{DayTime, Timestamp, local};
use chrono::{DateTime, NaiveDate, TimeDelta, TimeZone};
use chrono_tz::Tz;
use croner::Cron;
use croner::parser::{CronParser, Seconds, Year};
use std::borrow::Cow;

/// A trigger that does not fire within so many days never does: leap days on a given weekday come back within 40 years, all else sooner.
const HORIZON_DAYS: i64 = 40 * 366;

/// Moments from the year 1900 to the year 3000, in milliseconds; nothing is planned outside.
const PLANNABLE: std::ops::Range<i64> = -2_208_988_800_000..32_503_680_000_000;

/// One start that is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Firing {
    pub at: Timestamp,
    pub business_date: NaiveDate,
}

/// Why nothing can be said of when a trigger fires.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CannotPlan {
    #[error(transparent)]
    OutsideCoverage(#[from] OutsideCoverage),
    #[error("the time zone {0:?} is not known; use an IANA name like Asia/Shanghai")]
    Zone(String),
    #[error("{0}")]
    Cron(String),
    #[error("the calendar's file {0:?} is not there; triggers are planned by it")]
    Calendar(String),
    #[error("the bundle does not hold its root definition {0:?}")]
    Root(String),
}

/// What is wrong with a cron text, in one sentence; nothing when it is five good fields.
pub fn cron_problem(text: &str) -> Option<String> {
    cron(text).err()
}

impl Trigger {
    /// The first time after `after` at which this trigger of the bundle's root definition fires; nothing when it never does,
    /// and for file and run triggers, which no clock fires.
    ///
    /// A time trigger fires at its time of each chosen date, its day counted from that date; a cron trigger at each of its times whose date
    /// in the workflow's zone is chosen. The business date is the chosen date, moved by `business_day_offset`. A local time that a
    /// clock change leaves out fires at the first moment after the gap; one that occurs twice fires once, at its first occurrence
    /// (a cron of every minute or hour fires in both).
    pub fn next_after(&self, bundle: &Bundle, after: Timestamp) -> Result<Option<Firing>, CannotPlan> {
        let plan = Plan::of(self, bundle)?;
        match &self.on {
            TriggerKind::Time(time) => plan.next_time(*time, after),
            TriggerKind::Cron(text) => plan.next_cron(&cron(text).map_err(CannotPlan::Cron)?, after),
            TriggerKind::File(_) | TriggerKind::Run(_) => Ok(None),
        }
    }
}

struct Plan<'a> {
    zone: Tz,
    days: Cow<'a, Days>,
    /// The calendar that chooses the days.
    chooses: Option<&'a Calendar>,
    /// The workflow's own calendar, which counts business days.
    counts: Option<&'a Calendar>,
    offset: i32,
}

impl<'a> Plan<'a> {
    fn of(trigger: &'a Trigger, bundle: &'a Bundle) -> Result<Plan<'a>, CannotPlan> {
        let root = bundle.root().ok_or_else(|| CannotPlan::Root(bundle.root.clone()))?;
        let zone = root.zone.parse().map_err(|_| CannotPlan::Zone(root.zone.clone()))?;
        let named = |path: Option<&String>| {
            path.map(|path| {
                let calendar = bundle.calendars.get(&beside(&bundle.root, path));
                calendar.ok_or_else(|| CannotPlan::Calendar(path.clone()))
            })
            .transpose()
        };
        let counts = named(root.calendar.as_ref())?;
        let chooses = match &trigger.days {
            Some(days) if days.calendar.is_some() => named(days.calendar.as_ref())?,
            _ => counts,
        };
        let business_days = || Cow::Owned(Days { on: vec![DayRule::BusinessDays], ..Days::default() });
        Ok(Plan {
            zone,
            days: trigger.days.as_ref().map_or_else(business_days, Cow::Borrowed),
            chooses,
            counts,
            offset: trigger.business_day_offset.unwrap_or(0).into(),
        })
    }

    fn next_time(&self, time: DayTime, after: Timestamp) -> Result<Option<Firing>, CannotPlan> {
        let days_ahead = i64::from(time.day.unwrap_or(0)) + 1;
        let today = self.local(after).map(|t| t.date_naive());
        let Some(first) = today.and_then(|date| date.checked_sub_signed(TimeDelta::days(days_ahead))) else {
            return Ok(None);
        };
        for date in first.iter_days().take(HORIZON_DAYS as usize) {
            let at = time.at(date, self.zone);
            if at > after && self.days.chooses(date, self.chooses)? {
                return self.firing(at, date).map(Some);
            }
        }
        Ok(None)
    }

    fn next_cron(&self, cron: &Cron, after: Timestamp) -> Result<Option<Firing>, CannotPlan> {
        let Some(mut from) = self.local(after) else {
            return Ok(None);
        };
        let last = from.date_naive().checked_add_signed(TimeDelta::days(HORIZON_DAYS));
        let mut inclusive = false;
        loop {
            let Ok(next) = cron.find_next_occurrence(&from, inclusive) else {
                return Ok(None);
            };
            let date = next.date_naive();
            if last.is_none_or(|last| date > last) {
                return Ok(None);
            }
            if self.days.chooses(date, self.chooses)? {
                return self.firing(Timestamp(next.timestamp_millis()), date).map(Some);
            }
            // No other time of this date is chosen, either.
            let Some(midnight) = date.succ_opt().and_then(|d| d.and_hms_opt(0, 0, 0)) else {
                return Ok(None);
            };
            let Some(start) = self.local(local(midnight, self.zone)) else {
                return Ok(None);
            };
            (from, inclusive) = (start, true);
        }
    }

    fn firing(&self, at: Timestamp, date: NaiveDate) -> Result<Firing, CannotPlan> {
        let business_date = match self.counts {
            Some(calendar) if self.offset != 0 => calendar.business_day_offset(date, self.offset)?,
            Some(_) => date,
            None => date.checked_add_signed(TimeDelta::days(self.offset.into())).unwrap_or(date),
        };
        Ok(Firing { at, business_date })
    }

    fn local(&self, at: Timestamp) -> Option<DateTime<Tz>> {
        PLANNABLE.contains(&at.ms()).then(|| self.zone.timestamp_millis_opt(at.ms()).single())?
    }
}

fn cron(text: &str) -> Result<Cron, String> {
    let fields = text.split_whitespace().count();
    if fields != 5 {
        return Err(format!(
            "the cron text {text:?} has {fields} fields; it needs five: minute, hour, day of month, month, day of week"
        ));
    }
    let parser = CronParser::builder().seconds(Seconds::Disallowed).year(Year::Disallowed).build();
    parser.parse(text).map_err(|error| format!("the cron text {text:?} is wrong: {error}"))
}
