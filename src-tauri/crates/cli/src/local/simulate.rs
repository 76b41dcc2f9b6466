//! `daybreak simulate`.

use super::night::{Night, night_of};
use super::plan::parts;
use crate::arguments::Simulate;
use crate::failure::{Done, Outcome};
use crate::output::Output;
use crate::table::{Side, Table};
use crate::words;
use daybreak_simulation::{Options, monte_carlo, night_at};
use daybreak_wire::forecast::{FEW, ForecastReport, PlanReport, ResourceKind, Split, Tornado};
use daybreak_wire::{AskError, ErrorCode};

/// Jobs with the highest criticality that are listed.
const LISTED: usize = 12;

/// Jobs that are listed of those that move the window most, and resources that held it up.
const SWINGS: usize = 8;

/// Exit code 1 when no simulated night comes to its end.
pub fn simulate(given: &Simulate, output: &mut Output) -> Done {
    let night = night_of(&given.file, given.date, given.start, output)?;
    let threads = given.threads.map_or_else(processors, usize::from);
    let options = Options { samples: given.samples, seed: given.seed, threads };
    if let Some(percentile) = given.night {
        return one_night(&night, options, percentile, output);
    }
    let forecast = monte_carlo(&night.network, night.start, options, &|_| true)
        .map_err(|_| AskError::new(ErrorCode::Cancelled, "the simulation was stopped"))?;
    let report = ForecastReport::of(&night.network, &forecast);
    output.answer(&report, text)?;
    Ok(if report.unfinished < report.samples { Outcome::Fine } else { Outcome::Problems })
}

/// Exit code 1 when End is not reached in that night.
fn one_night(night: &Night, options: Options, percentile: f64, output: &mut Output) -> Done {
    let chosen = night_at(&night.network, night.start, options, percentile, &|_| true)
        .map_err(|_| AskError::new(ErrorCode::Cancelled, "the simulation was stopped"))?;
    output.answer(&PlanReport::of_night(&night.network, &chosen, percentile, options), super::plan::text)?;
    Ok(if chosen.window.is_some() { Outcome::Fine } else { Outcome::Problems })
}

fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

fn text(report: &ForecastReport) -> String {
    let mut text = format!("{}, seed {}\n\n", words::count(report.samples as usize, "night"), report.seed);
    text.push_str(&window(report));
    if report.uncertain {
        text.push_str(&format!("  ? uncertain: {}\n", why_uncertain(report)));
    }
    if report.unfinished > 0 {
        let nights = words::count(report.unfinished as usize, "night");
        text.push_str(&format!("  {nights} did not reach End; mean and sd are of the others.\n"));
    }
    text.push_str(&format!("\nSpent on\n{}", spent(report)));
    if !report.deadlines.is_empty() {
        let columns =
            [("node", Side::Left), ("promised", Side::Left), ("held in", Side::Right), ("95 % sure", Side::Left)];
        let mut table = Table::new(columns);
        for deadline in &report.deadlines {
            let interval =
                deadline.interval.map(|(low, high)| format!("{} to {}", words::percent(low), words::percent(high)));
            let held = words::percent(deadline.probability);
            table.row([deadline.node.to_string(), deadline.at.to_string(), held, interval.unwrap_or_default()]);
        }
        text.push_str(&format!("\nDeadlines\n{}", table.text(2)));
    }
    if report.resources.iter().any(|resource| resource.drove > 0.0) {
        text.push_str(&format!("\nResources that held it up\n{}", resources(report)));
    }
    let tornado = tornado(report);
    if !tornado.is_empty() {
        text.push_str(&format!("\nWhat moves the window most\n{tornado}"));
    }
    text.push_str(&format!("\nMost often critical\n{}", critical(report)));
    text
}

fn why_uncertain(report: &ForecastReport) -> String {
    match report.weakest_history.filter(|n| *n < FEW) {
        _ if report.samples < FEW => format!("fewer than {FEW} nights were simulated"),
        Some(n) => format!("only {} behind a duration that was critical", words::count(n as usize, "recorded night")),
        None => String::new(),
    }
}

fn spent(report: &ForecastReport) -> String {
    let columns = [("", Side::Left), ("mean", Side::Right), ("P50 night", Side::Right), ("P95 night", Side::Right)];
    let mut table = Table::new(columns);
    let split = &report.split;
    let of = |split: &Option<Split>, at: usize| split.as_ref().map_or("-".into(), |s| words::span(parts(s)[at].1));
    for (at, (name, mean)) in parts(&split.mean).into_iter().enumerate() {
        let night = |split: &Option<Split>| split.as_ref().is_some_and(|s| parts(s)[at].1 != 0.0);
        if mean != 0.0 || night(&split.p50) || night(&split.p95) {
            table.row([name.into(), words::span(mean), of(&split.p50, at), of(&split.p95, at)]);
        }
    }
    table.text(2)
}

fn resources(report: &ForecastReport) -> String {
    let columns = [("", Side::Left), ("in", Side::Right), ("mean wait", Side::Right), ("P95 wait", Side::Right)];
    let mut table = Table::new(columns);
    for resource in report.resources.iter().filter(|resource| resource.drove > 0.0).take(SWINGS) {
        let kind = match resource.kind {
            ResourceKind::Pool => "pool",
            ResourceKind::Lock => "lock",
        };
        let waits = [words::span(resource.mean_wait_s), words::span(resource.p95_wait_s)];
        let [mean, p95] = waits;
        table.row([format!("{kind} {}", resource.id), words::percent(resource.drove), mean, p95]);
    }
    table.text(2)
}

/// The jobs whose good and bad tenth move the window most.
fn tornado(report: &ForecastReport) -> String {
    let swing = |tornado: &Tornado| (tornado.window_at_p90_s - tornado.window_at_p10_s).abs();
    let mut moving: Vec<_> = report.nodes.iter().filter_map(|(id, node)| Some((id, node, node.tornado?))).collect();
    moving.sort_by(|(a, _, x), (b, _, y)| swing(y).total_cmp(&swing(x)).then_with(|| a.cmp(b)));
    let mut table = Table::new([
        ("node", Side::Left),
        ("takes P10", Side::Right),
        ("window", Side::Right),
        ("takes P90", Side::Right),
        ("window", Side::Right),
        ("correlated", Side::Right),
    ]);
    for (id, node, tornado) in moving.iter().take(SWINGS) {
        table.row([
            id.to_string(),
            words::span(tornado.duration_p10_s),
            words::change(tornado.window_at_p10_s),
            words::span(tornado.duration_p90_s),
            words::change(tornado.window_at_p90_s),
            format!("{:.2}", node.cruciality),
        ]);
    }
    if moving.is_empty() { String::new() } else { table.text(2) }
}

fn window(report: &ForecastReport) -> String {
    let window = &report.window_s;
    let figures = [
        ("mean", window.mean),
        ("sd", window.sd),
        ("min", window.min),
        ("P50", window.p50),
        ("P80", window.p80),
        ("P90", window.p90),
        ("P95", window.p95),
        ("P99", window.p99),
        ("max", window.max),
    ];
    let mut table = Table::new([("window", Side::Left), ("", Side::Right)]);
    let is_far = |name: &str| matches!(name, "P90" | "P95" | "P99" | "max");
    for (name, seconds) in figures {
        table.row([name.into(), marked(seconds, report.uncertain && is_far(name))]);
    }
    table.text(2)
}

/// A figure, with a mark when it is uncertain.
fn marked(seconds: Option<f64>, is_uncertain: bool) -> String {
    format!("{}{}", words::span_if_ended(seconds), if is_uncertain { " ?" } else { "" })
}

fn critical(report: &ForecastReport) -> String {
    let mut nodes: Vec<_> = report.nodes.iter().filter(|(_, node)| node.criticality > 0.0).collect();
    nodes.sort_by(|(a, x), (b, y)| y.criticality.total_cmp(&x.criticality).then_with(|| a.cmp(b)));
    let mut table = Table::new([
        ("node", Side::Left),
        ("critical", Side::Right),
        ("starts P50", Side::Right),
        ("finishes P50", Side::Right),
        ("finishes P95", Side::Right),
    ]);
    for (id, node) in nodes.iter().take(LISTED) {
        table.row([
            id.to_string(),
            words::percent(node.criticality),
            words::span_if_ended(node.start_s.p50),
            words::span_if_ended(node.finish_s.p50),
            marked(node.finish_s.p95, node.uncertain),
        ]);
    }
    table.text(2)
}
