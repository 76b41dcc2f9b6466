//! Templates: what is filled in, what is refused, and that secrets stay out of what is shown.

use chrono::{NaiveDate, TimeDelta};
use daybreak_model::calendar::{Coverage, OutsideCoverage};
use daybreak_model::template::{Template, TemplateFacts, TemplatePart, Unfilled};
use proptest::prelude::*;
use std::borrow::Cow;

/// Friday 2026-01-30 in a calendar of plain weekends that ends in March.
struct Friday;

impl TemplateFacts for Friday {
    fn business_day(&self, offset: i32) -> Result<NaiveDate, OutsideCoverage> {
        let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).expect("the date is there");
        let mut date = day(1, 30);
        let mut left = offset;
        while left != 0 {
            date += TimeDelta::days(left.signum().into());
            let weekend = matches!(date.format("%a").to_string().as_str(), "Sat" | "Sun");
            left -= if weekend { 0 } else { left.signum() };
        }
        let covers = Coverage { from: day(1, 1), to: day(3, 31) };
        if date <= covers.to { Ok(date) } else { Err(OutsideCoverage { date, covers }) }
    }

    fn run_id(&self) -> Cow<'_, str> {
        "bank-2026-01-30-1".into()
    }

    fn parameter(&self, name: &str) -> Option<Cow<'_, str>> {
        (name == "target-db").then_some("core${run_id}".into())
    }

    fn secret(&self, name: &str) -> Option<Cow<'_, str>> {
        (name == "ledger").then_some("hunter2".into())
    }
}

fn render(text: &str) -> Result<String, Unfilled> {
    Template::parse(text).unwrap_or_else(|error| panic!("{text}: {error}")).render(&Friday)
}

#[test]
fn places_are_filled_in() {
    let cases = [
        ("plain", "plain"),
        ("", ""),
        ("--date=${business_date}", "--date=2026-01-30"),
        ("${previous_business_date}/${next_business_date}", "2026-01-29/2026-02-02"),
        ("${business_date+2}", "2026-02-03"),
        ("${business_date-1:%Y%m%d}", "20260129"),
        ("${next_business_date-1}", "2026-01-30"),
        ("${business_date:%d.%m.%y: %A}", "30.01.26: Friday"),
        ("${run_id}", "bank-2026-01-30-1"),
        ("${target-db}", "core${run_id}"),
        ("psql ${secret:ledger}", "psql hunter2"),
        ("$${business_date} $$ $", "${business_date} $$ $"),
        ("日${business_date:%m}月", "日01月"),
    ];
    for (text, expected) in cases {
        assert_eq!(render(text).as_deref(), Ok(expected), "{text}");
    }
}

#[test]
fn what_cannot_be_filled_in_is_named() {
    assert_eq!(render("${absent}"), Err(Unfilled::Parameter("absent".into())));
    assert_eq!(render("${secret:absent}"), Err(Unfilled::Secret("absent".into())));
    assert!(matches!(render("${business_date+99}"), Err(Unfilled::Date(_))));
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let cases = [
        ("a ${b", 3),
        ("日本 ${}", 4),
        ("${a b}", 1),
        ("${secret:}", 1),
        ("${business_date+x}", 1),
        ("${business_date+10000}", 1),
        ("${business_date:}", 1),
        ("${business_date:%Q}", 1),
        ("${business_date:%H}", 1),
    ];
    for (text, column) in cases {
        assert_eq!(Template::parse(text).expect_err(text).column, column, "{text}");
    }
}

#[test]
fn secrets_stay_out_of_what_is_shown() {
    let template = Template::parse("${secret:ledger}@${run_id}").expect("it is good");
    assert_eq!(template.render_for_show(&Friday).as_deref(), Ok("${secret:ledger}@bank-2026-01-30-1"));
    assert_eq!(template.secrets().collect::<Vec<_>>(), ["ledger"]);
    assert_eq!(Template::parse("${a}${b}").expect("it is good").parameters().collect::<Vec<_>>(), ["a", "b"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_it_panic(text in "[${}a%:+9-]{0,24}|\\PC{0,24}|\\$\\{business_date:[%a-zA-Z0-9+:#.-]{0,10}\\}") {
        if let Ok(template) = Template::parse(&text) {
            let _ = template.render(&Friday);
        }
    }

    #[test]
    fn a_text_without_places_is_itself(text in "[^$]{0,40}") {
        let parts = Template::parse(&text).expect("there is nothing to refuse").parts;
        prop_assert_eq!(parts.into_iter().next(), (!text.is_empty()).then_some(TemplatePart::Text(text)));
    }
}
