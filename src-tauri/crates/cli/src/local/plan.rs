//! `daybreak plan`.

use super::night::night_of;
use crate::arguments::Plan;
use crate::failure::{Done, Outcome};
use crate::output::Output;
use crate::table::{Side, Table, one_line};
use crate::words;
use daybreak_model::id::NodeId;
use daybreak_simulation::plan as forecast;
use daybreak_wire::forecast::{Driver, DriverKind, PlanReport, Split, moment};

/// Exit code 1 when the night never ends, or something can never start.
pub fn plan(given: &Plan, output: &mut Output) -> Done {
    let night = night_of(&given.file, given.date, given.start, output)?;
    let report = PlanReport::of(&night.network, &forecast(&night.network, night.start));
    output.answer(&report, text)?;
    Ok(if report.never_start.is_empty() && report.window_s.is_some() { Outcome::Fine } else { Outcome::Problems })
}

/// The plan for people.
pub fn text(report: &PlanReport) -> String {
    let zone: chrono_tz::Tz = report.zone.parse().unwrap_or(chrono_tz::Tz::UTC);
    let at = |seconds: f64| words::moment(moment(report.start, seconds), zone);
    let mut text =
        format!("Business date {} ({}), from {} {}\n", report.business_date, class(report), at(0.0), report.zone);
    if let Some(night) = &report.night {
        let percentile = words::percentile(night.percentile);
        let of = format!(
            "{} of {}, seed {}",
            u64::from(night.number) + 1,
            words::count(night.samples as usize, "night"),
            night.seed
        );
        text.push_str(&format!("Night         {percentile}: number {of}\n"));
    }
    match report.window_s {
        None => text.push_str("Window        none: End is never reached\n"),
        Some(window) => {
            let part = |(name, seconds): &(&str, f64)| format!("{name} {}", words::span(*seconds));
            let parts: Vec<String> = parts(&report.split).iter().map(part).collect();
            let until = at(window);
            text.push_str(&format!("Window        {}, until {until}\n", words::span(window)));
            text.push_str(&format!("Spent on      {}\n", parts.join(", ")));
        }
    }
    if !report.deadlines.is_empty() {
        text.push_str(&format!("\nDeadlines\n{}", deadlines(report, zone)));
    }
    if !report.critical_path.is_empty() {
        text.push_str(&format!("\nCritical path\n{}", path(report)));
    }
    for (name, nodes) in [
        ("Never start", &report.never_start),
        ("Not taken", &report.not_taken),
        ("Not reached from Begin", &report.left_out),
    ] {
        if !nodes.is_empty() {
            text.push_str(&format!("\n{name}: {}\n", list(nodes)));
        }
    }
    let planned = words::count(report.nodes.len(), "node");
    text.push_str(&format!(
        "\n{planned} {}; --format json tells each.\n",
        if report.night.is_some() { "taken" } else { "planned" }
    ));
    text
}

/// What a window is spent on, by name.
pub fn parts(split: &Split) -> [(&'static str, f64); 5] {
    [
        ("work", split.work_s),
        ("lag", split.lag_s),
        ("resources", split.resource_s),
        ("clock", split.clock_s),
        ("people", split.human_s),
    ]
}

fn class(report: &PlanReport) -> String {
    serde_json::to_value(report.day_class).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

fn deadlines(report: &PlanReport, zone: chrono_tz::Tz) -> String {
    let mut table = Table::new([
        ("node", Side::Left),
        ("promised", Side::Left),
        ("finishes", Side::Left),
        ("to spare", Side::Right),
    ]);
    for deadline in &report.deadlines {
        let spare = words::span(deadline.slack_s);
        let spare = if deadline.slack_s < 0.0 { format!("{spare} MISSED") } else { spare };
        let (at, finish) = (words::moment(deadline.at, zone), words::moment(deadline.finish, zone));
        table.row([deadline.node.to_string(), at, finish, spare]);
    }
    table.text(2)
}

fn path(report: &PlanReport) -> String {
    let mut table =
        Table::new([("node", Side::Left), ("start", Side::Right), ("finish", Side::Right), ("waited for", Side::Left)]);
    for node in &report.critical_path {
        if let Some(planned) = report.nodes.get(node) {
            let (start, finish) = (words::span(planned.start_s), words::span(planned.finish_s));
            let tried = match (planned.attempts, planned.failed) {
                (1, false) => String::new(),
                (attempts, false) => format!(" ({})", words::count(attempts as usize, "attempt")),
                (attempts, true) => format!(" (failed, {})", words::count(attempts as usize, "attempt")),
            };
            table.row([format!("{node}{tried}"), start, finish, driver(&planned.driver)]);
        }
    }
    table.text(2)
}

/// What a start was waiting for last, in words.
pub fn driver(driver: &Driver) -> String {
    let by = driver.by.as_deref().unwrap_or_default();
    let resource = |kind: &str| {
        let freed = if by.is_empty() { String::new() } else { format!(", freed by {by}") };
        format!("{kind} {}{freed}", driver.resource.as_deref().unwrap_or_default())
    };
    match driver.kind {
        DriverKind::Start => "the start".into(),
        DriverKind::Edge => by.into(),
        DriverKind::Pool => resource("pool"),
        DriverKind::Lock => resource("lock"),
        DriverKind::Clock => "the clock".into(),
        DriverKind::Person => format!("a person at {by}"),
        DriverKind::Host => format!("host {by}"),
    }
}

/// The first of many names, and how many more there are.
pub fn list(nodes: &[NodeId]) -> String {
    const SHOWN: usize = 12;
    let names: Vec<String> = nodes.iter().take(SHOWN).map(|node| one_line(node.as_str())).collect();
    match nodes.len().saturating_sub(SHOWN) {
        0 => names.join(", "),
        more => format!("{} and {more} more", names.join(", ")),
    }
}
