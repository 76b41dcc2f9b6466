//! `daybreak scenario compare`.

use super::super::night::{default_date, remark_on_errors};
use super::super::plan::{driver, list};
use super::{base_of, doubts, scenario_of};
use crate::arguments::CompareScenarios;
use crate::failure::{Done, Outcome};
use crate::output::Output;
use crate::table::{Side, Table};
use crate::words;
use daybreak_advise::compare as compared;
use daybreak_scenario::Scenario;
use daybreak_simulation::Options;
use daybreak_wire::advice::failed;
use daybreak_wire::scenario::{AgainstBase, MovedNode, ScenarioComparison, ScenarioOutcome};

/// Moved nodes that are listed for each scenario.
const LISTED: usize = 8;

/// A deadline whose probability changes by less is not listed.
const NOTABLE: f64 = 0.000_5;

/// Exit code 1 when a scenario cannot be put on the base.
pub fn compare(given: &CompareScenarios, output: &mut Output) -> Done {
    let base = base_of(&given.base)?;
    let mut scenarios: Vec<Scenario> = Vec::new();
    for path in &given.scenarios {
        let scenario = scenario_of(path)?;
        for sentence in doubts(&scenario, path, &given.base, &base) {
            output.remark(&sentence);
        }
        scenarios.push(scenario);
    }
    let date = match given.date.or(scenarios.iter().find_map(|scenario| scenario.business_date)) {
        Some(date) => date,
        None => default_date(&given.base, &base)?,
    };
    if scenarios.iter().any(|scenario| scenario.business_date.is_some_and(|other| other != date)) {
        output.remark(&format!("all scenarios are looked at for {date}, although one of them names another date"));
    }
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let seed = given.seed.or(scenarios.first().map(|scenario| scenario.seed)).unwrap_or(1);
    let options = Options { samples: given.samples, seed, threads };
    let (before, after) = compared(&base, &scenarios, date, options, &|_| true).map_err(failed)?;
    remark_on_errors(&base, output);
    let report = ScenarioComparison::of(&before, &after);
    output.answer(&report, |report| format!("Business date {date}\n{}", text(report)))?;
    let is_whole = report.scenarios.iter().all(|scenario| scenario.problems.is_empty());
    Ok(if is_whole { Outcome::Fine } else { Outcome::Problems })
}

fn text(report: &ScenarioComparison) -> String {
    let nights = words::count(report.samples as usize, "night");
    let mut text = format!("{nights} each with the same random numbers, seed {}\n\n{}", report.seed, windows(report));
    text.push_str(&deadlines(report));
    for scenario in &report.scenarios {
        text.push_str(&details(scenario));
    }
    text
}

fn windows(report: &ScenarioComparison) -> String {
    let mut table = Table::new([
        ("window", Side::Left),
        ("planned", Side::Right),
        ("P50", Side::Right),
        ("P80", Side::Right),
        ("P95", Side::Right),
        ("P95 changes", Side::Right),
        ("mean changes", Side::Right),
    ]);
    for outcome in std::iter::once(&report.base).chain(&report.scenarios) {
        let Some(night) = &outcome.night else {
            table.row([
                outcome.name.clone(),
                "-".into(),
                "-".into(),
                "-".into(),
                "-".into(),
                "-".into(),
                "see below".into(),
            ]);
            continue;
        };
        let window = &night.window_s;
        let against = outcome.against_base.as_ref();
        table.row([
            outcome.name.clone(),
            words::span_if_ended(night.plan_window_s),
            words::span_if_ended(window.p50),
            words::span_if_ended(window.p80),
            words::span_if_ended(window.p95),
            against.map_or_else(String::new, |against| against.p95_s.map_or_else(|| "-".into(), signed)),
            against.map_or_else(String::new, |against| {
                let mean = against.mean_s.zip(against.mean_error_s);
                mean.map_or_else(|| "-".into(), |(mean, error)| format!("{} ± {}", signed(mean), words::span(error)))
            }),
        ]);
    }
    table.text(2)
}

fn deadlines(report: &ScenarioComparison) -> String {
    let mut table = Table::new([
        ("deadline", Side::Left),
        ("promised", Side::Left),
        ("scenario", Side::Left),
        ("held in", Side::Right),
        ("changes", Side::Right),
    ]);
    let mut rows = 0;
    for outcome in std::iter::once(&report.base).chain(&report.scenarios) {
        let changes = outcome.against_base.as_ref().map(|against| &against.deadlines);
        for (at, deadline) in outcome.night.iter().flat_map(|night| &night.deadlines).enumerate() {
            let change = changes.and_then(|changes| changes.get(at).copied().flatten());
            // Of a scenario only what is different.
            if change.is_some_and(|by| by.abs() < NOTABLE) {
                continue;
            }
            table.row([
                deadline.node.to_string(),
                deadline.at.to_string(),
                outcome.name.clone(),
                words::percent(deadline.probability),
                change.map_or_else(String::new, |by| format!("{:+.1}", by * 100.0)),
            ]);
            rows += 1;
        }
    }
    if rows == 0 { String::new() } else { format!("\nDeadlines\n{}", table.text(2)) }
}

fn details(scenario: &ScenarioOutcome) -> String {
    let mut text = format!("\n{}\n", crate::table::one_line(&scenario.name));
    for problem in &scenario.problems {
        text.push_str(&format!("  {}\n", problem.message));
    }
    let Some(against) = &scenario.against_base else { return text };
    if let Some(anomaly) = &against.anomaly {
        text.push_str(&format!("  {anomaly}\n"));
    }
    for (what, nodes) in [("joins", &against.joined_critical_path), ("leaves", &against.left_critical_path)] {
        if !nodes.is_empty() {
            text.push_str(&format!("  {what} the critical path: {}\n", list(nodes)));
        }
    }
    if against.moved.is_empty() {
        text.push_str("  Nothing moves in the plan.\n");
        return text;
    }
    text.push_str(&moves(against));
    text
}

fn moves(against: &AgainstBase) -> String {
    let mut table = Table::new([
        ("moves", Side::Left),
        ("start", Side::Right),
        ("finish", Side::Right),
        ("waited for", Side::Left),
        ("now waits for", Side::Left),
    ]);
    for moved in against.moved.iter().take(LISTED) {
        let MovedNode { node, start_s, finish_s, before, after } = moved;
        let cell = |seconds: Option<f64>| match (seconds, before.is_some()) {
            (Some(seconds), _) => signed(seconds),
            (None, true) => "gone".into(),
            (None, false) => "new".into(),
        };
        let waits = |of: &Option<daybreak_wire::forecast::Driver>| of.as_ref().map_or_else(String::new, driver);
        table.row([node.to_string(), cell(*start_s), cell(*finish_s), waits(before), waits(after)]);
    }
    let more = against.moved.len().saturating_sub(LISTED);
    let rest = if more > 0 { format!("  and {more} more; --format json tells each.\n") } else { String::new() };
    format!("{}{rest}", table.text(2))
}

/// A difference, with its sign.
fn signed(seconds: f64) -> String {
    let text = words::span(seconds);
    if seconds > 0.0 && text != "0s" { format!("+{text}") } else { text }
}
