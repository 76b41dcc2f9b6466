//! `daybreak simulate`.

use super::night::night_of;
use crate::arguments::Simulate;
use crate::failure::{Done, Outcome};
use crate::output::Output;
use crate::table::{Side, Table};
use crate::words;
use daybreak_simulation::{Options, monte_carlo};
use daybreak_wire::forecast::{ForecastReport, Percentiles};
use daybreak_wire::{AskError, ErrorCode};

/// Jobs with the highest criticality that are listed.
const LISTED: usize = 12;

/// A percentile of fewer nights than this is uncertain.
const FEW: u32 = 20;

/// Exit code 1 when no simulated night comes to its end.
pub fn simulate(given: &Simulate, output: &mut Output) -> Done {
    let night = night_of(&given.file, given.date, given.start)?;
    let threads = given.threads.map_or_else(processors, usize::from);
    let options = Options { samples: given.samples, seed: given.seed, threads };
    let forecast = monte_carlo(&night.network, night.start, options, &|_| true)
        .map_err(|_| AskError::new(ErrorCode::Cancelled, "the simulation was stopped"))?;
    let report = ForecastReport::of(&night.network, &forecast);
    output.answer(&report, text)?;
    Ok(if report.unfinished < report.samples { Outcome::Fine } else { Outcome::Problems })
}

fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

fn text(report: &ForecastReport) -> String {
    let mut text = format!("{}, seed {}\n\n", words::count(report.samples as usize, "night"), report.seed);
    text.push_str(&window(&report.window_s));
    if report.samples < FEW {
        text.push_str(&format!("  Fewer than {FEW} nights: far percentiles are uncertain.\n"));
    }
    if report.unfinished > 0 {
        let nights = words::count(report.unfinished as usize, "night");
        text.push_str(&format!("  {nights} did not reach End; percentiles among them show the longest that did.\n"));
    }
    if !report.deadlines.is_empty() {
        let mut table = Table::new([("node", Side::Left), ("promised", Side::Left), ("held in", Side::Right)]);
        for deadline in &report.deadlines {
            table.row([deadline.node.to_string(), deadline.at.to_string(), words::percent(deadline.probability)]);
        }
        text.push_str(&format!("\nDeadlines\n{}", table.text(2)));
    }
    text.push_str(&format!("\nMost often critical\n{}", critical(report)));
    text
}

fn window(window: &Percentiles) -> String {
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
    for (name, seconds) in figures {
        table.row([name.into(), words::span(seconds)]);
    }
    table.text(2)
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
            words::span(node.start_s.p50),
            words::span(node.finish_s.p50),
            words::span(node.finish_s.p95),
        ]);
    }
    table.text(2)
}
