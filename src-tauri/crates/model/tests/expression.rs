//! Conditions: what they mean, what is refused and where, and what can be told of them beforehand.

use chrono::NaiveDate;
use daybreak_model::calendar::DayClass;
use daybreak_model::expression::{Constraint, Fact, Facts, Undecided, are_exhaustive, constraint, parse};
use proptest::prelude::*;
use std::borrow::Cow;

/// A month-end night whose job `load` ended with 4 and put out `rows`.
struct MonthEnd;

impl Facts for MonthEnd {
    fn day_class(&self) -> Option<DayClass> {
        Some(DayClass::MonthEnd)
    }

    fn business_date(&self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(2026, 4, 30)
    }

    fn parameter(&self, name: &str) -> Option<Cow<'_, str>> {
        match name {
            "mode" => Some("full".into()),
            "limit" => Some("100".into()),
            "dry_run" => Some("true".into()),
            _ => None,
        }
    }

    fn exit(&self, job: &str) -> Option<i32> {
        (job == "load").then_some(4)
    }

    fn output(&self, job: &str, name: &str) -> Option<Cow<'_, str>> {
        (job == "load" && name == "rows").then_some("1250".into())
    }
}

fn holds(text: &str) -> Result<bool, Undecided> {
    parse(text).unwrap_or_else(|error| panic!("{text}: {error}")).holds(&MonthEnd)
}

#[test]
fn conditions_hold_as_documented() {
    let cases = [
        (r#"day_class == "month-end""#, true),
        (r#"day_class != 'month-end' || true"#, true),
        (r#"business_date >= "2026-04-01" && business_date < "2026-05-01""#, true),
        (r#"param("mode") == "full""#, true),
        (r#"params.mode == "delta""#, false),
        (r#"params.limit > 99.5"#, true),
        (r#"params.limit == 100"#, true),
        (r#"params.mode == 100"#, false),
        (r#"params.mode != 100"#, true),
        (r#"params.mode < 100"#, false),
        (r#"params.dry_run"#, true),
        (r#"!params.mode"#, true),
        (r#"exit("load") == 4"#, true),
        (r#"exit("load") > -1"#, true),
        (r#"output("load", "rows") >= 1000"#, true),
        (r#"!(exit("load") == 4) || false"#, false),
        (r#"false && true || true"#, true),
        (r#"false && (true || true)"#, false),
        (r#""a\"b" == 'a"b'"#, true),
        (r#"(params.limit == 100) == params.dry_run"#, true),
    ];
    for (text, expected) in cases {
        assert_eq!(holds(text), Ok(expected), "{text}");
    }
}

#[test]
fn an_unknown_fact_matters_only_where_it_decides() {
    assert_eq!(holds(r#"exit("other") == 0"#), Err(Undecided(Fact::Exit("other".into()))));
    assert_eq!(holds(r#"exit("other") == 0 && day_class == "normal""#), Ok(false));
    assert_eq!(holds(r#"day_class == "month-end" || params.absent == "x""#), Ok(true));
    assert_eq!(holds(r#"true && params.absent"#), Err(Undecided(Fact::Parameter("absent".into()))));
    let error = holds(r#"output("a", "b") == 1"#).expect_err("it is not known");
    assert_eq!(error.to_string(), r#"output("a", "b") is not known"#);
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let cases = [
        ("", 1, "expected"),
        ("day_class = 'normal'", 11, "=="),
        ("day_class == monthend", 14, "not known"),
        ("day_class == 'monthend'", 14, "no day class"),
        ("business_date > '2026-13-01'", 17, "no date"),
        ("exit('load') == '0'", 17, "number"),
        ("day_class", 1, "compare"),
        ("true && 5", 6, "number"),
        ("1 < 2 < 3", 7, "chain"),
        ("(true", 6, "parenthesis"),
        ("true true", 6, "ended"),
        ("'open", 1, "closed"),
        ("exit(load) == 0", 6, "quotes"),
        ("output('a') == 1", 11, "comma"),
        ("params. == 1", 9, "name"),
        ("1.2.3 == 1", 1, "number"),
        ("true ; false", 6, "no meaning"),
        ("日 == 1", 1, "not known"),
    ];
    for (text, column, part) in cases {
        let error = parse(text).expect_err(text);
        assert_eq!(error.column, column, "{text}: {error}");
        assert!(error.message.contains(part), "{text}: {error}");
    }
}

#[test]
fn depth_and_length_are_limited() {
    assert!(parse(&format!("{}true{}", "(".repeat(30), ")".repeat(30))).is_ok());
    assert!(parse(&format!("{}true{}", "(".repeat(2000), ")".repeat(2000))).is_err());
    assert!(parse(&format!("{}true", "!".repeat(4000))).is_err());
    assert!(parse(&"true && ".repeat(1000)).is_err());
}

#[test]
fn facts_are_listed_once_each() {
    let expression = parse("exit('a') == 0 && (exit('a') == 1 || params.x == 'y')").expect("it is good");
    let facts: Vec<String> = expression.facts().iter().map(|f| f.to_string()).collect();
    assert_eq!(facts, [r#"exit("a")"#, r#"param("x")"#]);
}

fn constrained(text: &str) -> Constraint {
    constraint(&parse(text).expect("it is good")).unwrap_or_else(|| panic!("{text} is simple"))
}

#[test]
fn simple_conditions_overlap_or_not() {
    let month_end = constrained("day_class == 'month-end'");
    let otherwise = constrained("!(day_class == 'month-end')");
    let long = constrained("day_class == 'month-end' || day_class == 'quarter-end'");
    assert!(!month_end.overlaps(&otherwise));
    assert!(month_end.overlaps(&long));
    assert!(are_exhaustive(&[month_end.clone(), otherwise.clone()]));
    assert!(!are_exhaustive(&[month_end.clone(), long]));
    assert!(!are_exhaustive(&[]));
    assert!(constrained("day_class == 'month-end' && day_class == 'normal'").is_impossible());
    let four = constrained("day_class != 'month-end' && day_class != 'normal' && day_class != 'year-end'");
    assert!(!four.is_impossible());
    let all = "day_class == 'normal' || day_class == 'after-holiday' || day_class == 'month-end' || \
               day_class == 'quarter-end' || 'year-end' == day_class";
    assert!(are_exhaustive(&[constrained(all)]));
    assert!(!are_exhaustive(&[month_end, constrained("params.x != 'a'")]));
    assert!(constrained("params.x != 'a'").overlaps(&constrained("params.x != 'b'")));
    assert!(are_exhaustive(&[constrained("params.x != 'a'"), constrained("params.x != 'b'")]));
    assert!(!constrained("exit('a') == 0").overlaps(&constrained("exit('a') == 1")));
}

#[test]
fn nothing_is_said_of_what_is_not_simple() {
    for text in ["params.n == 1", "params.n > 'a'", "params.a == 'x' && params.b == 'y'", "true", "'a' == 'b'"] {
        assert_eq!(constraint(&parse(text).expect("it is good")), None, "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,40}") {
        let _ = parse(&text);
    }

    #[test]
    fn no_arrangement_of_words_makes_it_panic(words in proptest::collection::vec(word(), 0..12)) {
        if let Ok(expression) = parse(&words.join(" ")) {
            let _ = expression.holds(&MonthEnd);
            let _ = constraint(&expression);
        }
    }

    #[test]
    fn a_constraint_says_what_the_condition_says(text in day_condition(4)) {
        struct On(DayClass);
        impl Facts for On {
            fn day_class(&self) -> Option<DayClass> {
                Some(self.0)
            }
            fn business_date(&self) -> Option<NaiveDate> {
                None
            }
            fn parameter(&self, _: &str) -> Option<Cow<'_, str>> {
                None
            }
            fn exit(&self, _: &str) -> Option<i32> {
                None
            }
            fn output(&self, _: &str, _: &str) -> Option<Cow<'_, str>> {
                None
            }
        }
        let expression = parse(&text).expect("it is good");
        let said = constraint(&expression).expect("it is simple");
        for class in DayClass::ALL {
            let here = constrained(&format!("day_class == '{}'", class.as_str()));
            prop_assert_eq!(said.overlaps(&here), expression.holds(&On(class)).expect("the class is known"), "{}", text);
        }
    }
}

fn word() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(vec![
        "day_class",
        "params.x",
        "exit('load')",
        "true",
        "false",
        "==",
        "!=",
        "<",
        "&&",
        "||",
        "!",
        "(",
        ")",
        "'a'",
        "1",
        "'normal'",
        "output('load','rows')",
        ",",
        ".",
    ])
}

fn day_condition(depth: u32) -> impl Strategy<Value = String> {
    let class = proptest::sample::select(DayClass::ALL.map(DayClass::as_str).to_vec());
    let leaf = (class, any::<bool>())
        .prop_map(|(class, equal)| format!("day_class {} '{class}'", if equal { "==" } else { "!=" }));
    leaf.prop_recursive(depth, 16, 2, |inner| {
        prop_oneof![
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} && {b})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} || {b})")),
            inner.prop_map(|a| format!("!({a})")),
        ]
    })
}
