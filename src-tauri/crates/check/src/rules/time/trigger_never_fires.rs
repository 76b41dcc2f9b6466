//! T004: a trigger that no day brings.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use chrono::{NaiveDate, NaiveTime, TimeDelta};
use daybreak_model::calendar::OutsideCoverage;
use daybreak_model::diagnostic::Severity;
use daybreak_model::time::Timestamp;
use daybreak_model::trigger::{CannotPlan, Trigger, TriggerKind};

pub const RULE: Rule = Rule {
    code: "T004",
    name: "trigger-never-fires",
    severity: Severity::Error,
    summary: "A trigger fires on no date.",
    page: "
Looks for the next time at which each clock trigger fires, over the dates that its calendar covers, or over forty years. Triggers of subflows are not used and
not looked at.

## Why it matters

The night would never start by itself, and nobody would be told.

## What to do

Check the days that the trigger is limited to against the calendar, and the day and month of a cron text: `0 3 31 2 *` asks for the 31st of February.",
    check,
};

/// Where to look from when nobody says what day it is.
const LONG_AGO: (i32, u32, u32) = (2020, 1, 1);

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    if !subject.is_root() {
        return;
    }
    for (index, trigger) in subject.definition.triggers.iter().enumerate() {
        if matches!(trigger.on, TriggerKind::Time(_) | TriggerKind::Cron(_)) && never_fires(subject, trigger) {
            report.say(|| {
                let message = format!("the trigger {} fires on no date, so no run starts by itself", trigger.id);
                Finding::of(format!("/triggers/{index}"), message).help("check its days and times against the calendar")
            });
        }
    }
}

fn never_fires(subject: &Subject<'_>, trigger: &Trigger) -> bool {
    let (year, month, day) = LONG_AGO;
    let today = subject.context.today.or_else(|| NaiveDate::from_ymd_opt(year, month, day)).unwrap_or_default();
    match next(subject, trigger, today) {
        Ok(firing) => !firing,
        // The dates to come are not known; whether it ever fires can be seen from those that are.
        Err(Some(OutsideCoverage { covers, .. })) => {
            let margin = TimeDelta::days(2 + i64::from(day_of(trigger)).abs());
            let first = covers.from.checked_add_signed(margin).unwrap_or(covers.from);
            first <= covers.to && matches!(next(subject, trigger, first), Ok(false) | Err(Some(_)))
        }
        Err(None) => false,
    }
}

/// Whether the trigger fires after a date; the problem when its calendar does not reach far enough, or nothing for others.
fn next(subject: &Subject<'_>, trigger: &Trigger, after: NaiveDate) -> Result<bool, Option<OutsideCoverage>> {
    let after = Timestamp(after.and_time(NaiveTime::MIN).and_utc().timestamp_millis());
    trigger.next_after(subject.bundle, after).map(|firing| firing.is_some()).map_err(|cannot| match cannot {
        CannotPlan::OutsideCoverage(outside) => Some(outside),
        _ => None,
    })
}

fn day_of(trigger: &Trigger) -> i16 {
    match trigger.on {
        TriggerKind::Time(time) => time.day.unwrap_or(0),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{calendar, flow_with, found_in, jobs};
    use crate::{Context, sample};
    use daybreak_model::bundle::Bundle;
    use serde_json::{Value, json};

    fn fires(on: Value, days: Value, with_calendar: bool) -> usize {
        let mut header = json!({"triggers": [{"id": "t", "on": on, "days": days}]});
        if with_calendar {
            header["calendar"] = json!("c");
        }
        let mut bundle = Bundle::single("f", flow_with(header, jobs("a"), "begin>a a>end"));
        bundle.calendars.insert("c".into(), calendar("2026-01-01", "2027-12-31"));
        let context = Context { today: sample::date("2026-11-20"), ..Context::default() };
        found_in(&RULE, &bundle, &context).len()
    }

    #[test]
    fn triggers_without_a_date_are_found() {
        assert_eq!(fires(json!({"cron": "0 3 31 2 *"}), json!({"on": ["every_day"]}), false), 1);
        assert_eq!(fires(json!({"time": "09:30+0"}), json!({"on": [{"dates": ["2026-01-05"]}]}), false), 1);
        let never = json!({"on": ["business_days"], "except": [{"weekdays": ["mon", "tue", "wed", "thu", "fri"]}]});
        assert_eq!(fires(json!({"time": "09:30+0"}), never, true), 1);
    }

    #[test]
    fn triggers_with_a_date_are_fine() {
        assert_eq!(fires(json!({"cron": "0 3 29 2 *"}), json!({"on": ["every_day"]}), false), 0);
        assert_eq!(fires(json!({"time": "09:30+0"}), json!({"on": ["business_days"]}), true), 0);
    }
}
