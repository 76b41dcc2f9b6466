//! Business calendars: holidays, make-up working days, day classes and rules that choose days.

use crate::id::CalendarId;
use chrono::{Datelike, NaiveDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// A calendar file, `NAME.calendar.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Calendar {
    /// The version of the file format; 1.
    pub format: u32,
    pub id: CalendarId,
    pub name: String,
    /// Where the facts come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The first and last date for which holidays are known; outside nothing is planned.
    pub covers: Coverage,
    /// Days of the week that are not worked unless a make-up day says so.
    pub weekend: Vec<Weekday>,
    /// Days not worked, with the reason.
    pub holidays: BTreeMap<NaiveDate, String>,
    /// Days worked although they fall on a weekend, with the reason.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[ts(optional, as = "Option<BTreeMap<NaiveDate, String>>")]
    pub working_days: BTreeMap<NaiveDate, String>,
}

/// The dates, both included, for which a calendar's facts are complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Coverage {
    pub from: NaiveDate,
    pub to: NaiveDate,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Weekday {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

/// The class of a business date; durations and inclusion depend on it. A date has the last class of this list that fits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "kebab-case")]
pub enum DayClass {
    #[default]
    Normal,
    /// The first business day after at least one day off that is not a plain weekend.
    AfterHoliday,
    /// The last business day of a month.
    MonthEnd,
    /// The last business day of March, June or September.
    QuarterEnd,
    /// The last business day of the year.
    YearEnd,
}

/// Which dates: those that any of `on` chooses and none of `except` does, moved by `roll` when they are no business days.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct Days {
    /// A calendar file, relative to the definition; the workflow's own when absent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calendar: Option<String>,
    pub on: Vec<DayRule>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<DayRule>>")]
    pub except: Vec<DayRule>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub roll: Option<Roll>,
}

/// One way to choose dates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum DayRule {
    EveryDay,
    BusinessDays,
    /// Days that are not worked.
    DaysOff,
    Weekdays(Vec<Weekday>),
    /// Days of the month from 1; negative ones count from the end, -1 is the last.
    MonthDays(Vec<i8>),
    /// Business days of the month from 1; negative ones count from the end, -1 is the last.
    BusinessDaysOfMonth(Vec<i8>),
    Classes(Vec<DayClass>),
    Dates(Vec<NaiveDate>),
}

/// Where a chosen date goes that is not a business day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Roll {
    Next,
    Previous,
    /// The nearer one; the previous when both are as near.
    Nearest,
}

/// A date for which the calendar has no facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{date} is outside the calendar, which covers {} to {}; extend the calendar file", covers.from, covers.to)]
pub struct OutsideCoverage {
    pub date: NaiveDate,
    pub covers: Coverage,
}

impl Calendar {
    /// Whether `date` is worked.
    pub fn is_business_day(&self, date: NaiveDate) -> Result<bool, OutsideCoverage> {
        self.covered(date)?;
        let weekend = self.weekend.contains(&Weekday::of(date));
        Ok(self.working_days.contains_key(&date) || (!weekend && !self.holidays.contains_key(&date)))
    }

    /// The business day `offset` business days after `date` (before, when negative); 0 is `date` itself, worked or not.
    pub fn business_day_offset(&self, date: NaiveDate, offset: i32) -> Result<NaiveDate, OutsideCoverage> {
        let mut at = date;
        let mut left = offset.unsigned_abs();
        while left > 0 {
            let next = if offset > 0 { at.succ_opt() } else { at.pred_opt() };
            at = next.ok_or(OutsideCoverage { date: at, covers: self.covers })?;
            if self.is_business_day(at)? {
                left -= 1;
            }
        }
        self.covered(at)?;
        Ok(at)
    }

    /// The class of a business date; see [`DayClass`]. Days that are not worked are `Normal`.
    pub fn class_of(&self, date: NaiveDate) -> Result<DayClass, OutsideCoverage> {
        if !self.is_business_day(date)? {
            return Ok(DayClass::Normal);
        }
        if self.is_last_of_month(date)? {
            return Ok(match date.month() {
                12 => DayClass::YearEnd,
                3 | 6 | 9 => DayClass::QuarterEnd,
                _ => DayClass::MonthEnd,
            });
        }
        let after_holiday = self.follows_holiday(date);
        Ok(if after_holiday { DayClass::AfterHoliday } else { DayClass::Normal })
    }

    fn is_last_of_month(&self, date: NaiveDate) -> Result<bool, OutsideCoverage> {
        let mut next = date.succ_opt();
        while let Some(day) = next.filter(|d| d.month() == date.month()) {
            if self.is_business_day(day)? {
                return Ok(false);
            }
            next = day.succ_opt();
        }
        Ok(true)
    }

    fn follows_holiday(&self, date: NaiveDate) -> bool {
        let mut before = date.pred_opt();
        while let Some(day) = before {
            match self.is_business_day(day) {
                Ok(false) if self.holidays.contains_key(&day) => return true,
                Ok(false) => before = day.pred_opt(),
                Ok(true) | Err(_) => return false,
            }
        }
        false
    }

    fn covered(&self, date: NaiveDate) -> Result<(), OutsideCoverage> {
        if date < self.covers.from || date > self.covers.to {
            return Err(OutsideCoverage { date, covers: self.covers });
        }
        Ok(())
    }
}

impl DayClass {
    pub const ALL: [DayClass; 5] =
        [DayClass::Normal, DayClass::AfterHoliday, DayClass::MonthEnd, DayClass::QuarterEnd, DayClass::YearEnd];

    /// The name as files and expressions have it.
    pub fn as_str(self) -> &'static str {
        match self {
            DayClass::Normal => "normal",
            DayClass::AfterHoliday => "after-holiday",
            DayClass::MonthEnd => "month-end",
            DayClass::QuarterEnd => "quarter-end",
            DayClass::YearEnd => "year-end",
        }
    }
}

impl Weekday {
    pub fn of(date: NaiveDate) -> Weekday {
        [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun]
            [date.weekday().num_days_from_monday() as usize]
    }
}

impl Days {
    /// Whether `date` is chosen. `calendar` is the one these days are judged by; without one every day is a business day.
    pub fn chooses(&self, date: NaiveDate, calendar: Option<&Calendar>) -> Result<bool, OutsideCoverage> {
        choose::chosen(self, date, choose::Facts { calendar, as_if: None })
    }

    /// The same with `date` taken to be of `class`.
    ///
    /// # Errors
    /// When the calendar has no facts for a day that the rules look at.
    pub fn chooses_as(
        &self,
        date: NaiveDate,
        calendar: Option<&Calendar>,
        class: DayClass,
    ) -> Result<bool, OutsideCoverage> {
        choose::chosen(self, date, choose::Facts { calendar, as_if: Some((date, class)) })
    }
}

mod choose;
