//! Nights drawn from a definition whose truth is known.

use chrono::{Days, NaiveDate};
use daybreak_history::{Attempt, History, Night, Status};
use daybreak_model::bundle::Bundle;
use daybreak_model::calendar::DayClass;
use daybreak_model::file;
use daybreak_model::id::NodeId;
use serde_json::{Value, json};
use std::collections::BTreeMap;

pub const MINUTE: f64 = 60_000.0;
/// What each attempt takes before its work.
pub const OVERHEAD: f64 = 4_000.0;

/// Uniform numbers by the splitmix generator (Steele, Lea and Flood 2014).
pub struct Draw(pub u64);

impl Draw {
    pub fn uniform(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Box and Muller 1958.
    pub fn normal(&mut self) -> f64 {
        let radius = (-2.0 * libm::log(1.0 - self.uniform())).sqrt();
        radius * libm::cos(std::f64::consts::TAU * self.uniform())
    }

    pub fn log_normal(&mut self, median: f64, sigma: f64) -> f64 {
        median * libm::exp(sigma * self.normal())
    }

    /// The PERT of 10, 15 and 32 minutes is a beta of whole shapes only by luck; of 10, 20 and 30 it is the beta of 3 and 3, which is the
    /// median of five uniform numbers.
    pub fn pert_10_20_30(&mut self) -> f64 {
        let mut five = [0.0; 5].map(|_: f64| self.uniform());
        five.sort_unstable_by(f64::total_cmp);
        MINUTE * (10.0 + 20.0 * five[2])
    }
}

const CALENDAR: &str = r#"{ "format": 1, "id": "plain", "name": "Plain", "covers": { "from": "2024-01-01", "to": "2027-12-31" },
  "weekend": ["sat", "sun"], "holidays": {} }"#;

const NIGHT: &str = r#"{ "format": 1, "id": "night", "name": "Night", "zone": "Europe/London", "calendar": "plain.calendar.json",
  "nodes": [
    { "id": "begin", "kind": "begin" },
    { "id": "extract", "kind": "job", "work": "noop", "settings": { "duration": { "fixed": "15m" } } },
    { "id": "post", "kind": "job", "work": "noop", "settings": { "duration": { "fixed": "15m" } } },
    { "id": "close", "kind": "job", "work": "noop", "settings": { "duration": { "fixed": "15m" } } },
    { "id": "grow", "kind": "job", "work": "noop", "settings": { "duration": { "fixed": "15m" } } },
    { "id": "never", "kind": "job", "work": "noop", "settings": { "duration": { "fixed": "5m" } } },
    { "id": "end", "kind": "end" }
  ],
  "edges": [
    { "from": "begin", "to": "extract" }, { "from": "extract", "to": "post" }, { "from": "post", "to": "close" },
    { "from": "close", "to": "end" }, { "from": "extract", "to": "grow" }, { "from": "grow", "to": "end" },
    { "from": "begin", "to": "never" }, { "from": "never", "to": "end" }
  ] }"#;

pub fn bundle() -> Bundle {
    let definition = file::read("night.workflow.json", NIGHT).expect("a definition");
    let mut bundle = Bundle::single("night.workflow.json", definition);
    bundle.calendars.insert(
        "plain.calendar.json".into(),
        file::read_calendar("plain.calendar.json", CALENDAR).expect("a calendar"),
    );
    bundle
}

/// So many nights of business days from 2 January 2025 on:
///
/// - `extract`, log-normal of 20 minutes and 0.2, in three of a hundred nights eight times as long;
/// - `post`, the PERT of 10, 20 and 30 minutes;
/// - `close`, log-normal of 15 minutes and 0.1, twice as long in nights that end a month, a quarter or a year;
/// - `grow`, log-normal of 10 minutes and 0.05, longer by half a percent every night.
pub fn nights(seed: u64, count: usize, outliers: bool) -> History {
    let mut draw = Draw(seed);
    let bundle = bundle();
    let calendar = &bundle.calendars["plain.calendar.json"];
    let first = NaiveDate::from_ymd_opt(2025, 1, 2).expect("a date");
    let dates = (0..).map(|day| first + Days::new(day)).filter(|date| calendar.is_business_day(*date).unwrap_or(false));
    let night = |(number, date): (usize, NaiveDate)| {
        let ends = !matches!(calendar.class_of(date), Ok(DayClass::Normal | DayClass::AfterHoliday));
        let wild = if outliers && draw.uniform() < 0.03 { 8.0 } else { 1.0 };
        let took: BTreeMap<&str, f64> = BTreeMap::from([
            ("extract", wild * draw.log_normal(20.0 * MINUTE, 0.2)),
            ("post", draw.pert_10_20_30()),
            ("close", if ends { 2.0 } else { 1.0 } * draw.log_normal(15.0 * MINUTE, 0.1)),
            ("grow", draw.log_normal(10.0 * MINUTE, 0.05) * libm::exp(0.005 * number as f64)),
        ]);
        run(number, date, &took)
    };
    History { nights: dates.take(count).enumerate().map(night).collect() }
}

/// A night that begins half an hour before midnight and goes on past it.
fn run(number: usize, date: NaiveDate, took: &BTreeMap<&str, f64>) -> Night {
    let evening = date.and_hms_opt(23, 30, 0).expect("a time").and_utc().timestamp_millis();
    let mut ends: BTreeMap<&str, i64> = BTreeMap::from([("begin", evening)]);
    let mut attempts = Vec::new();
    for (node, after) in [("extract", "begin"), ("post", "extract"), ("close", "post"), ("grow", "extract")] {
        let start = ends[after] + OVERHEAD as i64;
        let end = start + took[node] as i64;
        ends.insert(node, end);
        attempts.push(Attempt { node: NodeId::new(node), start, end, status: Status::Succeeded, resource: None });
    }
    Night { run: format!("r{number}"), date: Some(date), ran: None, attempts }
}

/// Eight jobs one after another, each log-normal of 10 minutes and 0.08, on nights that are as a whole slower or faster by 0.15.
pub fn chain() -> Bundle {
    let names: Vec<String> = (0..8).map(|at| format!("job{at}")).collect();
    let job = |id: &String| json!({ "id": id, "kind": "job", "work": "noop", "settings": { "duration": { "fixed": "10m" } } });
    let borders = [json!({ "id": "begin", "kind": "begin" }), json!({ "id": "end", "kind": "end" })];
    let nodes: Vec<Value> = borders.into_iter().chain(names.iter().map(job)).collect();
    let ends = [json!({ "from": "begin", "to": names[0] }), json!({ "from": names[7], "to": "end" })];
    let edges = names.windows(2).map(|pair| json!({ "from": pair[0], "to": pair[1] }));
    let edges: Vec<Value> = edges.chain(ends).collect();
    let definition =
        json!({ "format": 1, "id": "chain", "name": "Chain", "zone": "UTC", "nodes": nodes, "edges": edges });
    Bundle::single(
        "chain.workflow.json",
        file::read("chain.workflow.json", &definition.to_string()).expect("a definition"),
    )
}

/// So many nights of [`chain`].
pub fn slow_nights(seed: u64, count: usize) -> History {
    let mut draw = Draw(seed);
    let first = NaiveDate::from_ymd_opt(2025, 1, 2).expect("a date");
    let nights = (0..count).map(|number| {
        let date = first + Days::new(number as u64);
        let slow = draw.log_normal(1.0, 0.15);
        let mut at = date.and_hms_opt(22, 0, 0).expect("a time").and_utc().timestamp_millis();
        let attempts = (0..8).map(|job| {
            let start = at;
            at += (slow * draw.log_normal(10.0 * MINUTE, 0.08)) as i64;
            let node = NodeId::new(format!("job{job}"));
            Attempt { node, start, end: at, status: Status::Succeeded, resource: None }
        });
        Night { run: format!("r{number}"), date: Some(date), ran: None, attempts: attempts.collect() }
    });
    History { nights: nights.collect() }
}
