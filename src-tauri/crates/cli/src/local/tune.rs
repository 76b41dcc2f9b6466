//! `daybreak tune`.

use super::check::unbuildable;
use super::complete_bundle;
use super::night::night_in;
use super::out::{Out, files_of};
use crate::arguments::Tune;
use crate::failure::{Done, Outcome, disk};
use crate::output::Output;
use crate::table::{Side, Table};
use crate::words;
use daybreak_model::bundle::Bundle;
use daybreak_model::edit::Edit;
use daybreak_model::file;
use daybreak_optimise::tune::{Options, TuneError, Watch, tune as search};
use daybreak_wire::optimise::{TuneOutcome, TuneReport};
use daybreak_wire::{AskError, ErrorCode};
use daybreak_workbench::write_together;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Nights on which what is found is tried, at most.
const NIGHTS: u32 = 4000;

/// Priorities and edges that are listed.
const LISTED: usize = 20;

/// Exit code 0 whether or not something better was found.
pub fn tune(given: &Tune, output: &mut Output) -> Done {
    let begun = Instant::now();
    let bundle = complete_bundle(&given.file)?;
    if let Some(out) = &given.out {
        refuse_far_references(&bundle, out)?;
        let read = files_of(&given.file, &bundle);
        // Nobody wants to hear of it when the search is over. What will be written is not known yet.
        Out { file: out, read, overwrite: given.overwrite }.may_be_written(out, "")?;
    }
    let night = night_in(&given.file, &bundle, given.date, given.start, output)?;
    let options = Options {
        seed: given.seed,
        allow_edges: given.allow_edges,
        samples: NIGHTS,
        threads: std::thread::available_parallelism().map_or(1, usize::from),
        schedules: None,
    };
    let spent = || begun.elapsed().as_secs_f64() / given.seconds.max(1e-3);
    let watch = Watch { spent: &spent, is_cancelled: &|| false };
    let tuned = search(&bundle, night.network.business_date, night.start, options, watch)
        .map_err(|error| refused(&given.file, error))?;
    let report = TuneReport::of(&tuned);
    if let Some(out) = &given.out {
        write(&bundle, &report.edits, out)?;
    }
    output.answer(&report, text)?;
    Ok(Outcome::Fine)
}

fn refused(path: &Path, error: TuneError) -> AskError {
    match error {
        TuneError::Unbuildable(error) => unbuildable(path, error.0),
        TuneError::NeverEnds(_) => AskError::new(ErrorCode::Unbuildable, error.to_string())
            .at(path.display().to_string())
            .help("run daybreak plan on it to see why"),
        TuneError::Cancelled => AskError::new(ErrorCode::Cancelled, error.to_string()),
    }
}

/// What lies outside the definition's folder cannot be put beside a copy of it.
fn refuse_far_references(bundle: &Bundle, out: &Path) -> Result<(), AskError> {
    let files = bundle.definitions.keys().chain(bundle.calendars.keys());
    let far = files.filter(|file| file.split('/').any(|part| part == "..")).find(|file| !place(out, file).is_file());
    far.map_or(Ok(()), |file| {
        Err(AskError::new(ErrorCode::Invalid, format!("it refers to {file}, which would not be found from there"))
            .at(out.display().to_string())
            .help("write it into the folder of the definition"))
    })
}

fn place(out: &Path, file: &str) -> std::path::PathBuf {
    out.parent().unwrap_or(Path::new("")).join(file)
}

/// Writes the definition with `edits` in it, and beside it what it refers to and is not there.
fn write(bundle: &Bundle, edits: &[Edit], out: &Path) -> Result<(), AskError> {
    let Some(root) = bundle.root() else { return Ok(()) };
    let mut root = root.clone();
    Edit::apply_all(edits, &mut root);
    let others = bundle.definitions.iter().filter(|(file, _)| **file != bundle.root);
    let others = others.map(|(path, definition)| (path, file::write(definition)));
    let calendars = bundle.calendars.iter().map(|(path, calendar)| (path, file::write_calendar(calendar)));
    let beside = others.chain(calendars).map(|(path, text)| (place(out, path), text));
    let mut files: Vec<(PathBuf, String)> = beside.filter(|(target, _)| !target.is_file()).collect();
    files.push((out.to_owned(), file::write(&root)));
    write_together(&files).map_err(|error| disk(&error))
}

/// What was found, for people.
fn text(report: &TuneReport) -> String {
    let mut table = Table::new([("window", Side::Left), ("before", Side::Right), ("tuned", Side::Right)]);
    let mut row = |name: &str, before: Option<f64>, after: Option<f64>| {
        let told = |seconds: Option<f64>| seconds.map_or_else(|| "never ends".into(), words::span);
        table.row([name.into(), told(before), told(after)]);
    };
    row("planned", Some(report.window_before_s), Some(report.window_s));
    if report.p95_before_s.is_some() || report.p95_s.is_some() {
        row("P50", report.p50_before_s, report.p50_s);
        row("P95", report.p95_before_s, report.p95_s);
    }
    let mut text = table.text(0);
    let gap = if report.proven {
        "that is the best possible".into()
    } else {
        format!("at most {} above what is possible at best", words::percent(report.gap))
    };
    text.push_str(&format!("\nNo window can be shorter than {}: {gap}.\n", words::span(report.bound_s)));
    if let Some(nights) = report.nights {
        text.push_str(&format!("P50 and P95 are of {nights} nights, with the same random numbers before and after.\n"));
    }
    if let Some(why) = why_nothing(report) {
        text.push_str(&format!("Nothing is changed: {why}.\n"));
    }
    let priorities = report.priorities.iter().map(|(node, priority)| format!("  {node}  {priority}\n"));
    text.push_str(&section("New priorities", priorities.collect()));
    let edges = report.edges.iter().map(|(from, to)| format!("  {from} before {to}\n"));
    text.push_str(&section("New edges", edges.collect()));
    text
}

/// Why there is nothing to accept.
fn why_nothing(report: &TuneReport) -> Option<String> {
    let shorter = || words::span(report.withheld_s.unwrap_or_default());
    match report.outcome {
        TuneOutcome::Better => None,
        TuneOutcome::Optimal => Some("no window can be shorter than the present one".into()),
        TuneOutcome::NothingFound => Some("nothing better was found in the time given".into()),
        TuneOutcome::OnlyAsPlanned => Some(format!(
            "what was found is {} shorter as planned, but ends later on ordinary or on bad nights, so it is not offered",
            shorter()
        )),
        TuneOutcome::NotTried => Some(format!(
            "what was found is {} shorter as planned, but there was no time to try it on many nights, so it is not offered; \
             give more seconds",
            shorter()
        )),
    }
}

fn section(title: &str, lines: Vec<String>) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let more = lines.len().saturating_sub(LISTED);
    let more = if more > 0 { format!("  and {more} more; --format json tells each\n") } else { String::new() };
    format!("\n{title}\n{}{more}", lines[..lines.len().min(LISTED)].concat())
}
