//! Which dates a set of day rules chooses.

use super::{Calendar, DayClass, DayRule, Days, OutsideCoverage, Roll, Weekday};
use chrono::{Datelike, NaiveDate, TimeDelta};

/// How far a date may roll before it is given up; no holiday is longer.
const MAX_ROLL_DAYS: i64 = 31;

/// What the days are judged by.
#[derive(Clone, Copy)]
pub(super) struct Facts<'a> {
    /// Without one every day is a business day.
    pub calendar: Option<&'a Calendar>,
    /// A date that is taken to be of another class than the calendar says.
    pub as_if: Option<(NaiveDate, DayClass)>,
}

pub(super) fn chosen(days: &Days, date: NaiveDate, facts: Facts<'_>) -> Result<bool, OutsideCoverage> {
    let calendar = facts.calendar;
    let Some(roll) = days.roll else {
        return before_roll(days, date, facts);
    };
    if !is_business_day(date, calendar)? {
        return Ok(false);
    }
    if before_roll(days, date, facts)? {
        return Ok(true);
    }
    // A day off nearby that was chosen may roll onto this date.
    for distance in 1..=MAX_ROLL_DAYS {
        let mut open = false;
        for from in [shifted(date, -distance), shifted(date, distance)].into_iter().flatten() {
            if is_business_day(from, calendar).unwrap_or(true) || !only_days_off_between(from, date, calendar) {
                continue;
            }
            open = true;
            if before_roll(days, from, facts)? && rolls_to(from, roll, calendar) == Some(date) {
                return Ok(true);
            }
        }
        if !open {
            return Ok(false);
        }
    }
    Ok(false)
}

fn before_roll(days: &Days, date: NaiveDate, facts: Facts<'_>) -> Result<bool, OutsideCoverage> {
    let any = |rules: &[DayRule]| -> Result<bool, OutsideCoverage> {
        for rule in rules {
            if holds(rule, date, facts)? {
                return Ok(true);
            }
        }
        Ok(false)
    };
    Ok(any(&days.on)? && !any(&days.except)?)
}

fn holds(rule: &DayRule, date: NaiveDate, facts: Facts<'_>) -> Result<bool, OutsideCoverage> {
    let calendar = facts.calendar;
    Ok(match rule {
        DayRule::EveryDay => true,
        DayRule::BusinessDays => is_business_day(date, calendar)?,
        DayRule::DaysOff => !is_business_day(date, calendar)?,
        DayRule::Weekdays(weekdays) => weekdays.contains(&Weekday::of(date)),
        DayRule::MonthDays(numbers) => {
            let length = i32::from(date.num_days_in_month());
            let day = date.day() as i32;
            numbers.iter().any(|n| i32::from(*n) == day || i32::from(*n) == day - length - 1)
        }
        DayRule::BusinessDaysOfMonth(numbers) => {
            if !is_business_day(date, calendar)? {
                return Ok(false);
            }
            let wants = |n: i32| numbers.iter().any(|number| i32::from(*number) == n);
            wants(business_days(date.with_day(1).unwrap_or(date), date, calendar)?)
                || wants(-business_days(date, last_of_month(date), calendar)?)
        }
        DayRule::Classes(classes) => {
            let class = match facts.as_if {
                Some((as_if, class)) if as_if == date => class,
                _ => calendar.map_or(Ok(DayClass::Normal), |c| c.class_of(date))?,
            };
            is_business_day(date, calendar)? && classes.contains(&class)
        }
        DayRule::Dates(dates) => dates.contains(&date),
    })
}

fn is_business_day(date: NaiveDate, calendar: Option<&Calendar>) -> Result<bool, OutsideCoverage> {
    calendar.map_or(Ok(true), |c| c.is_business_day(date))
}

/// Business days from `from` to `to`, both included.
fn business_days(from: NaiveDate, to: NaiveDate, calendar: Option<&Calendar>) -> Result<i32, OutsideCoverage> {
    let mut count = 0;
    for day in from.iter_days().take_while(|day| *day <= to) {
        count += i32::from(is_business_day(day, calendar)?);
    }
    Ok(count)
}

fn last_of_month(date: NaiveDate) -> NaiveDate {
    date.with_day(u32::from(date.num_days_in_month())).unwrap_or(date)
}

fn only_days_off_between(from: NaiveDate, to: NaiveDate, calendar: Option<&Calendar>) -> bool {
    let (low, high) = if from < to { (from, to) } else { (to, from) };
    let between = low.iter_days().skip(1).take_while(|day| *day < high);
    between.into_iter().all(|day| !is_business_day(day, calendar).unwrap_or(true))
}

fn rolls_to(from: NaiveDate, roll: Roll, calendar: Option<&Calendar>) -> Option<NaiveDate> {
    let find = |step: i64| {
        (1..=MAX_ROLL_DAYS)
            .filter_map(|n| shifted(from, n * step))
            .find(|d| is_business_day(*d, calendar).unwrap_or(false))
    };
    match roll {
        Roll::Next => find(1),
        Roll::Previous => find(-1),
        Roll::Nearest => match (find(-1), find(1)) {
            (Some(before), Some(after)) => Some(if from - before <= after - from { before } else { after }),
            (before, after) => before.or(after),
        },
    }
}

/// The date so many days later; nothing past the ends of the calendar that dates have.
fn shifted(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    date.checked_add_signed(TimeDelta::days(days))
}
