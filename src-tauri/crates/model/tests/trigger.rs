//! When triggers fire: by calendar, zone and clock changes.

use chrono::{DateTime, NaiveDate};
use daybreak_model::bundle::Bundle;
use daybreak_model::calendar::{Calendar, DayRule, Days};
use daybreak_model::definition::Definition;
use daybreak_model::file::read_calendar;
use daybreak_model::time::Timestamp;
use daybreak_model::trigger::{CannotPlan, Trigger, TriggerKind, cron_problem};

/// May Day 2026 in China: off from the 1st to the 5th, and Saturday the 9th is worked.
fn china() -> Calendar {
    let text = r#"{"format":1,"id":"cn","name":"China","covers":{"from":"2026-04-01","to":"2026-06-30"},
        "weekend":["sat","sun"],
        "holidays":{"2026-05-01":"a","2026-05-02":"a","2026-05-03":"a","2026-05-04":"a","2026-05-05":"a"},
        "working_days":{"2026-05-09":"make-up"}}"#;
    read_calendar("cn.calendar.json", text).expect("the calendar is good")
}

fn bank(zone: &str, calendar: Option<Calendar>) -> Bundle {
    let mut root = Definition::empty("bank", "Bank", zone);
    root.calendar = calendar.is_some().then(|| "cn.calendar.json".into());
    let mut bundle = Bundle::single("bank.workflow.json", root);
    bundle.calendars.extend(calendar.map(|c| ("cn.calendar.json".to_string(), c)));
    bundle
}

fn trigger(on: TriggerKind) -> Trigger {
    Trigger { id: "t".into(), on, days: None, business_day_offset: None, missed: None }
}

fn time(text: &str) -> Trigger {
    trigger(TriggerKind::Time(text.parse().expect("the time is good")))
}

fn cron(text: &str) -> Trigger {
    trigger(TriggerKind::Cron(text.into()))
}

fn every_day(mut trigger: Trigger) -> Trigger {
    trigger.days = Some(Days { on: vec![DayRule::EveryDay], ..Days::default() });
    trigger
}

fn at(text: &str) -> Timestamp {
    Timestamp(DateTime::parse_from_rfc3339(text).expect("the moment is good").timestamp_millis())
}

/// The next `count` firings after `after`, as `moment in UTC / business date`.
fn next(trigger: &Trigger, bundle: &Bundle, after: &str, count: usize) -> Vec<String> {
    let mut after = at(after);
    let mut found = Vec::new();
    while found.len() < count {
        let Some(firing) = trigger.next_after(bundle, after).expect("it can be planned") else {
            break;
        };
        assert!(firing.at > after, "a trigger never fires at the moment it is asked after");
        found.push(format!("{} {}", firing.at.utc().format("%m-%d %H:%M"), firing.business_date.format("%m-%d")));
        after = firing.at;
    }
    found
}

#[test]
fn business_days_and_make_up_days_are_the_default() {
    let bundle = bank("Asia/Shanghai", Some(china()));
    let expected =
        ["04-30 01:30 04-30", "05-06 01:30 05-06", "05-07 01:30 05-07", "05-08 01:30 05-08", "05-09 01:30 05-09"];
    assert_eq!(next(&time("09:30+0"), &bundle, "2026-04-29T09:30:00+08:00", 5), expected);
    assert_eq!(next(&cron("30 9 * * *"), &bundle, "2026-04-29T09:30:00+08:00", 5), expected);
}

#[test]
fn a_time_past_midnight_belongs_to_the_chosen_date() {
    let bundle = bank("Asia/Shanghai", Some(china()));
    let expected = ["04-30 16:30 04-30", "05-06 16:30 05-06"];
    assert_eq!(next(&time("00:30+1"), &bundle, "2026-04-30T09:30:00+08:00", 2), expected);
    // The evening before the business date.
    assert_eq!(next(&time("20:00-1"), &bundle, "2026-04-30T09:30:00+08:00", 1), ["05-05 12:00 05-06"]);
}

#[test]
fn the_business_date_is_counted_in_business_days() {
    let bundle = bank("Asia/Shanghai", Some(china()));
    let before = Trigger { business_day_offset: Some(-1), ..time("06:00+0") };
    assert_eq!(next(&before, &bundle, "2026-04-30T12:00:00+08:00", 1), ["05-05 22:00 04-30"]);
    let none = bank("UTC", None);
    assert_eq!(next(&before, &none, "2026-04-30T12:00:00Z", 1), ["05-01 06:00 04-30"]);
}

#[test]
fn nothing_is_planned_past_the_calendar() {
    let bundle = bank("Asia/Shanghai", Some(china()));
    let end = at("2026-06-30T12:00:00+08:00");
    assert!(matches!(time("09:30+0").next_after(&bundle, end), Err(CannotPlan::OutsideCoverage(_))));
    assert!(matches!(cron("30 9 * * *").next_after(&bundle, end), Err(CannotPlan::OutsideCoverage(_))));
    // The first covered day can be planned from its own morning.
    assert_eq!(next(&time("09:30+0"), &bundle, "2026-04-01T00:00:00+08:00", 1), ["04-01 01:30 04-01"]);
}

/// Berlin 2026: 02:00 to 03:00 is left out on 29 March and occurs twice on 25 October.
#[test]
fn clock_changes_neither_lose_nor_double_a_start() {
    let bundle = bank("Europe/Berlin", None);
    for half_past_two in [time("02:30+0"), every_day(cron("30 2 * * *"))] {
        let spring = next(&half_past_two, &bundle, "2026-03-28T00:00:00Z", 3);
        assert_eq!(spring, ["03-28 01:30 03-28", "03-29 01:00 03-29", "03-30 00:30 03-30"]);
        let autumn = next(&half_past_two, &bundle, "2026-10-24T12:00:00Z", 2);
        assert_eq!(autumn, ["10-25 00:30 10-25", "10-26 01:30 10-26"]);
    }
    let hourly = next(&every_day(cron("0 * * * *")), &bundle, "2026-10-24T23:59:00Z", 4);
    assert_eq!(hourly, ["10-25 00:00 10-25", "10-25 01:00 10-25", "10-25 02:00 10-25", "10-25 03:00 10-25"]);
}

/// On 30 March 2025 at midnight Beirut's clock went to 01:00, so that the day began with a gap.
#[test]
fn a_day_without_midnight_is_not_skipped() {
    let bundle = bank("Asia/Beirut", None);
    assert_eq!(next(&every_day(cron("0 1 * * sun")), &bundle, "2025-03-24T12:00:00Z", 1), ["03-29 22:00 03-30"]);
    assert_eq!(next(&time("00:00+0"), &bundle, "2025-03-29T12:00:00Z", 1), ["03-29 22:00 03-30"]);
}

#[test]
fn chosen_days_are_kept() {
    let bundle = bank("Asia/Shanghai", Some(china()));
    let last = Days { on: vec![DayRule::BusinessDaysOfMonth(vec![-1])], ..Days::default() };
    let month_end = Trigger { days: Some(last), ..cron("0 20,22 * * *") };
    let expected = ["04-30 12:00 04-30", "04-30 14:00 04-30", "05-29 12:00 05-29"];
    assert_eq!(next(&month_end, &bundle, "2026-04-05T00:00:00+08:00", 3), expected);
}

#[test]
fn what_never_fires_says_so() {
    let bundle = bank("UTC", None);
    let nothing = |trigger: Trigger| trigger.next_after(&bundle, at("2026-01-01T00:00:00Z"));
    assert_eq!(nothing(cron("0 0 30 2 *")), Ok(None));
    assert_eq!(nothing(Trigger { days: Some(Days::default()), ..time("09:30+0") }), Ok(None));
    assert_eq!(nothing(trigger(TriggerKind::File("in.csv".into()))), Ok(None));
    let one_day = DayRule::Dates(vec![NaiveDate::from_ymd_opt(2020, 1, 1).expect("the date is there")]);
    assert_eq!(
        nothing(Trigger { days: Some(Days { on: vec![one_day], ..Days::default() }), ..cron("0 0 * * *") }),
        Ok(None)
    );
}

#[test]
fn what_cannot_be_planned_says_why() {
    let after = at("2026-05-01T00:00:00Z");
    let error =
        |trigger: Trigger, bundle: Bundle| trigger.next_after(&bundle, after).expect_err("it cannot be planned");
    assert!(matches!(error(time("09:30+0"), bank("Mars/Base", None)), CannotPlan::Zone(_)));
    assert!(matches!(error(cron("61 * * * *"), bank("UTC", None)), CannotPlan::Cron(_)));
    let mut lost = bank("UTC", Some(china()));
    lost.calendars.clear();
    assert!(matches!(error(time("09:30+0"), lost), CannotPlan::Calendar(_)));
}

#[test]
fn cron_has_five_fields() {
    assert_eq!(cron_problem("*/5 9-17 * * mon-fri"), None);
    for text in ["", "@daily", "0 0 0 * * *", "0 0 * *", "x * * * *", "60 * * * *"] {
        assert!(cron_problem(text).is_some(), "{text}");
    }
}

#[test]
fn moments_at_the_ends_of_time_do_not_panic() {
    let bundle = bank("Asia/Shanghai", None);
    for moment in [i64::MIN, i64::MAX, -62_135_596_800_000, 8_210_266_876_799_000] {
        for trigger in [time("09:30+0"), time("09:30+32767"), time("09:30-32768"), cron("0 0 * * *")] {
            let _ = trigger.next_after(&bundle, Timestamp(moment));
        }
    }
}
