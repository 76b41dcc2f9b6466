//! Business calendars: make-up days, classes, rolls, and China's real days where they are at hand.

use chrono::{Datelike, NaiveDate};
use daybreak_model::calendar::{Calendar, Coverage, DayClass, DayRule, Days, Roll, Weekday};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn day(text: &str) -> NaiveDate {
    text.parse().expect("the date is good")
}

fn calendar(covers: (&str, &str), holidays: &[&str], working_days: &[&str]) -> Calendar {
    let named = |days: &[&str]| days.iter().map(|d| (day(d), "x".to_string())).collect();
    Calendar {
        format: 1,
        id: "cn".into(),
        name: "China".into(),
        source: None,
        covers: Coverage { from: day(covers.0), to: day(covers.1) },
        weekend: vec![Weekday::Sat, Weekday::Sun],
        holidays: named(holidays),
        working_days: named(working_days),
    }
}

/// May Day 2026: off from Friday the 1st to Tuesday the 5th, and Saturday the 9th is worked.
fn may() -> Calendar {
    let off = ["2026-05-01", "2026-05-02", "2026-05-03", "2026-05-04", "2026-05-05"];
    calendar(("2026-04-01", "2026-06-30"), &off, &["2026-05-09"])
}

#[test]
fn a_make_up_day_is_a_business_day() {
    let off = (1..=9).filter(|d| !may().is_business_day(day(&format!("2026-05-0{d}"))).expect("it is covered"));
    assert_eq!(off.collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
}

#[test]
fn nothing_is_said_of_dates_outside_the_coverage() {
    let error = may().is_business_day(day("2026-07-01")).expect_err("it is not covered");
    assert!(error.to_string().contains("2026-06-30"));
    assert!(may().business_day_offset(day("2026-06-29"), 5).is_err());
    assert!(may().class_of(day("2026-03-31")).is_err());
}

#[test]
fn offsets_count_business_days_alone() {
    let offset = |from: &str, n: i32| may().business_day_offset(day(from), n).expect("it is covered").to_string();
    assert_eq!(offset("2026-04-30", 1), "2026-05-06");
    assert_eq!(offset("2026-05-08", 1), "2026-05-09");
    assert_eq!(offset("2026-05-06", -1), "2026-04-30");
    assert_eq!(offset("2026-05-03", 0), "2026-05-03");
    assert_eq!(offset("2026-05-03", 1), "2026-05-06");
    assert_eq!(offset("2026-05-03", -1), "2026-04-30");
}

#[test]
fn classes_follow_the_calendar() {
    let class = |text: &str| may().class_of(day(text)).expect("it is covered");
    assert_eq!(class("2026-04-30"), DayClass::MonthEnd);
    assert_eq!(class("2026-05-06"), DayClass::AfterHoliday);
    assert_eq!(class("2026-05-07"), DayClass::Normal);
    // A Monday after a plain weekend is no day after a holiday.
    assert_eq!(class("2026-05-11"), DayClass::Normal);
    assert_eq!(class("2026-05-29"), DayClass::MonthEnd);
    assert_eq!(class("2026-06-30"), DayClass::QuarterEnd);
    let december = calendar(("2026-12-01", "2027-01-31"), &["2027-01-01"], &[]);
    assert_eq!(december.class_of(day("2026-12-31")), Ok(DayClass::YearEnd));
    assert_eq!(december.class_of(day("2027-01-04")), Ok(DayClass::AfterHoliday));
}

fn chosen(days: &Days, month: u32) -> Vec<u32> {
    let dates = day("2026-04-01").iter_days().take(91).filter(|d| d.month() == month);
    dates.filter(|d| days.chooses(*d, Some(&may())).expect("it is covered")).map(|d| d.day()).collect()
}

#[test]
fn rules_choose_days() {
    let on = |rule: DayRule| Days { on: vec![rule], ..Days::default() };
    assert_eq!(chosen(&on(DayRule::MonthDays(vec![1, -1])), 5), [1, 31]);
    assert_eq!(chosen(&on(DayRule::BusinessDaysOfMonth(vec![1, -1])), 5), [6, 29]);
    assert_eq!(chosen(&on(DayRule::Classes(vec![DayClass::AfterHoliday])), 5), [6]);
    assert_eq!(chosen(&on(DayRule::Weekdays(vec![Weekday::Sat])), 5), [2, 9, 16, 23, 30]);
    assert_eq!(chosen(&on(DayRule::DaysOff), 5), [1, 2, 3, 4, 5, 10, 16, 17, 23, 24, 30, 31]);
    assert_eq!(chosen(&on(DayRule::Dates(vec![day("2026-05-20")])), 5), [20]);
    let but = Days {
        on: vec![DayRule::BusinessDays],
        except: vec![DayRule::MonthDays((6..=25).collect())],
        ..Days::default()
    };
    assert_eq!(chosen(&but, 5), [26, 27, 28, 29]);
    assert_eq!(chosen(&Days::default(), 5), [] as [u32; 0]);
}

#[test]
fn a_chosen_day_off_rolls() {
    let second = |roll| Days { on: vec![DayRule::MonthDays(vec![2])], roll: Some(roll), ..Days::default() };
    assert_eq!((chosen(&second(Roll::Next), 5), chosen(&second(Roll::Next), 4)), (vec![6], vec![2]));
    assert_eq!((chosen(&second(Roll::Previous), 5), chosen(&second(Roll::Previous), 4)), (vec![], vec![2, 30]));
    // The 2nd is two days after 30 April and four before 6 May.
    assert_eq!(chosen(&second(Roll::Nearest), 4), [2, 30]);
}

#[test]
fn without_a_calendar_every_day_is_a_business_day() {
    let first = Days { on: vec![DayRule::BusinessDaysOfMonth(vec![1])], ..Days::default() };
    assert_eq!(first.chooses(day("2026-05-01"), None), Ok(true));
    assert_eq!(first.chooses(day("2026-05-02"), None), Ok(false));
}

#[test]
fn dates_at_the_ends_of_time_do_not_panic() {
    let rolling = Days { on: vec![DayRule::DaysOff], roll: Some(Roll::Nearest), ..Days::default() };
    let numbered = Days { on: vec![DayRule::BusinessDaysOfMonth(vec![-1])], ..Days::default() };
    for date in [NaiveDate::MIN, NaiveDate::MAX] {
        let mut wide = calendar(("2026-01-01", "2026-01-31"), &[], &[]);
        wide.covers = Coverage { from: NaiveDate::MIN, to: NaiveDate::MAX };
        for calendar in [None, Some(&wide)] {
            let _ = (rolling.chooses(date, calendar), numbered.chooses(date, calendar));
        }
        let _ = (wide.class_of(date), wide.business_day_offset(date, 1), wide.business_day_offset(date, -1));
    }
}

/// The folder of public data; nothing, and a line that says so, when it is absent.
fn data() -> Option<PathBuf> {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
    let folder = std::env::var_os("DAYBREAK_DATA").map_or_else(|| workspace.join("../shared/data"), PathBuf::from);
    if folder.exists() {
        return Some(folder);
    }
    println!("skipped: no data");
    None
}

/// Each year has its twelve month ends and about as many business days as the next.
#[test]
fn chinas_years_come_out_whole() {
    let Some(folder) = data() else {
        return;
    };
    let text = std::fs::read_to_string(folder.join("calendars/china_days.csv")).expect("the table can be read");
    let mut china = calendar(("2007-01-01", "2026-12-31"), &[], &[]);
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for line in text.lines().skip(1) {
        let mut fields = line.split(',');
        let (date, kind, name) = (fields.next(), fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
        let date = day(date.unwrap_or_default());
        let list = if kind == "off" { &mut china.holidays } else { &mut china.working_days };
        list.insert(date, name.into());
        *kinds.entry(kind).or_default() += 1;
    }
    assert!(kinds["off"] > 300 && kinds["make_up_workday"] > 60, "{kinds:?}");
    for year in 2007..=2026 {
        let dates =
            || NaiveDate::from_yo_opt(year, 1).into_iter().flat_map(|d| d.iter_days()).take_while(|d| d.year() == year);
        let worked = dates().filter(|d| china.is_business_day(*d).expect("it is covered")).count();
        assert!((245..=256).contains(&worked), "{year} has {worked} business days");
        let ends = |class| dates().filter(|d| china.class_of(*d).expect("it is covered") == class).count();
        assert_eq!(
            (ends(DayClass::MonthEnd), ends(DayClass::QuarterEnd), ends(DayClass::YearEnd)),
            (8, 3, 1),
            "{year}"
        );
    }
    // Spring Festival 2026: off from 15 to 23 February, worked on the 14th and the 28th.
    assert_eq!(china.business_day_offset(day("2026-02-14"), 1), Ok(day("2026-02-24")));
    assert_eq!(china.class_of(day("2026-02-24")), Ok(DayClass::AfterHoliday));
    assert_eq!(china.class_of(day("2026-02-28")), Ok(DayClass::MonthEnd));
}
