//! `daybreak history`, `daybreak fit`, `daybreak backtest`.

use super::check::unbuildable;
use super::complete_bundle;
use super::out::{Out, files_of, folder, is_same_file};
use crate::arguments::{Backtest, Fit, Histories, HistoryTask, ImportNights, ShowNights, ToWorkflow};
use crate::failure::{Done, Outcome, disk};
use crate::output::Output;
use crate::table::{Side, Table};
use crate::words;
use chrono::Utc;
use daybreak_client::place::data_folder;
use daybreak_history::{History, Options, backtest as hold, edits, fit as fitted, read_edges, workflow};
use daybreak_model::bundle::Bundle;
use daybreak_model::edit::Edit;
use daybreak_model::id::WorkflowId;
use daybreak_model::network::build;
use daybreak_model::{file, night};
use daybreak_store::HistoryStore;
use daybreak_wire::history::{Accuracy, BacktestReport, FitReport, HistorySummary};
use daybreak_wire::{AskError, ErrorCode};
use daybreak_workbench::recorded::{nights, read, record, shown, stored};
use daybreak_workbench::{read_limited, write_together, write_whole};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Nodes that are listed.
const LISTED: usize = 12;

pub fn history(given: &Histories, data: Option<&PathBuf>, output: &mut Output) -> Done {
    match &given.task {
        HistoryTask::Import(given) => import(given, &data_folder(data.cloned())?, output),
        HistoryTask::Show(given) => show(given, &data_folder(data.cloned())?, output),
        HistoryTask::ToWorkflow(given) => to_workflow(given, output),
    }
}

fn import(given: &ImportNights, data: &Path, output: &mut Output) -> Done {
    let of = given.of.as_deref().map(complete_bundle).transpose()?.as_ref().map(id_of).transpose()?;
    let added = record(data, of.as_ref(), &given.csv)?;
    let recorded = recorded(data, of.as_ref())?;
    output.answer(&HistorySummary::of(of.as_ref(), &recorded, Some(added)), summary)?;
    Ok(Outcome::Fine)
}

fn show(given: &ShowNights, data: &Path, output: &mut Output) -> Done {
    let of = given.file.as_deref().map(complete_bundle).transpose()?.as_ref().map(id_of).transpose()?;
    output.answer(&HistorySummary::of(of.as_ref(), &recorded(data, of.as_ref())?, None), summary)?;
    Ok(Outcome::Fine)
}

fn recorded(data: &Path, of: Option<&WorkflowId>) -> Result<History, AskError> {
    match of {
        Some(id) => nights(data, id),
        None => HistoryStore::open(data).and_then(|store| store.nights(None)).map_err(stored),
    }
}

fn to_workflow(given: &ToWorkflow, output: &mut Output) -> Done {
    let recorded = read(&given.csv)?;
    let edges = given.edges.as_deref().map(edges_of).transpose()?.unwrap_or_default();
    let name = given.out.file_name().unwrap_or_default().to_string_lossy();
    let id = name.split('.').next().filter(|id| !id.is_empty()).unwrap_or("recorded");
    let definition = workflow(id, &recorded, &edges);
    let text = file::write(&definition);
    let read = [&given.csv].into_iter().chain(&given.edges).cloned().collect();
    let out = Out { file: &given.out, read, overwrite: false };
    out.may_be_written(&given.out, &text).map_err(|error| error.help("name another file with --out"))?;
    write_whole(&given.out, text.as_bytes()).map_err(|error| disk(&error))?;
    output.answer(&HistorySummary::of(Some(&definition.id), &recorded, None), summary)?;
    Ok(Outcome::Fine)
}

fn edges_of(path: &Path) -> Result<Vec<(daybreak_model::id::NodeId, daybreak_model::id::NodeId)>, AskError> {
    let bytes = read_limited(path, file::MAX_BYTES).map_err(|error| disk(&error))?;
    read_edges(&bytes).map_err(|problem| {
        AskError::new(ErrorCode::BrokenFile, problem.what)
            .at(format!("{}:{}", path.display(), problem.line))
            .help("the columns are from,to")
    })
}

/// Exit code 1 when nothing is recorded of any node of the definition.
pub fn fit(given: &Fit, data: Option<&PathBuf>, output: &mut Output) -> Done {
    let bundle = complete_bundle(&given.file)?;
    let recorded = nights_for(&bundle, given.history.as_deref(), data)?;
    let date = night::business_date(&bundle, night::today(&bundle, Utc::now())).map_err(|error| {
        AskError::new(ErrorCode::Invalid, error.to_string()).help("extend the calendar to today's date")
    })?;
    let network = build(&bundle, date).map_err(|error| unbuildable(&given.file, error.0))?;
    let learned = fitted(&bundle, &recorded);
    let report = FitReport::of(&bundle, &network, &learned);
    if !given.dry_run && !report.nodes.is_empty() {
        write(&bundle, &learned, &out_of(given, &bundle))?;
    }
    output.answer(&report, fit_text)?;
    Ok(if report.nodes.is_empty() { Outcome::Problems } else { Outcome::Fine })
}

/// Where the fit is written to. Back into the file that was read, and into its subflows, is where a fit belongs.
fn out_of<'a>(given: &'a Fit, bundle: &Bundle) -> Out<'a> {
    let file = given.out.as_deref().unwrap_or(&given.file);
    let mut read = files_of(&given.file, bundle);
    read.extend(given.history.clone());
    Out { file, read, overwrite: given.overwrite || is_same_file(file, &given.file) }
}

/// Writes the root to `out`, and each subflow's file that changes to its place beside it.
fn write(bundle: &Bundle, learned: &daybreak_history::Fit, out: &Out<'_>) -> Result<(), AskError> {
    let (edits, to) = (edits(bundle, learned), folder(out.file));
    let mut files = Vec::new();
    for (path, definition) in &bundle.definitions {
        let changed = edits.get(path);
        let target = if *path == bundle.root { out.file.to_owned() } else { to.join(path) };
        if changed.is_none() && target.exists() {
            continue;
        }
        let mut definition = definition.clone();
        Edit::apply_all(changed.map_or(&[], Vec::as_slice), &mut definition);
        files.push((target, file::write(&definition)));
    }
    for (path, calendar) in &bundle.calendars {
        let target = to.join(path);
        if !target.exists() {
            files.push((target, file::write_calendar(calendar)));
        }
    }
    for (target, text) in &files {
        out.may_be_written(target, text)?;
    }
    // The root is the last to be replaced.
    files.sort_by_key(|(target, _)| target == out.file);
    write_together(&files).map_err(|error| disk(&error))
}

/// Exit code 1 when no night could be predicted.
pub fn backtest(given: &Backtest, data: Option<&PathBuf>, output: &mut Output) -> Done {
    let bundle = complete_bundle(&given.file)?;
    let recorded = nights_for(&bundle, given.history.as_deref(), data)?;
    let options = Options { from: given.from, to: given.to, samples: given.samples, seed: given.seed, threads: 1 };
    let shown = match given.history {
        Some(_) => BTreeMap::new(),
        None => shown(&data_folder(data.cloned())?, &id_of(&bundle)?)?,
    };
    let told = hold(&bundle, &recorded, &shown, options, &|_, _| true)
        .map_err(|_| AskError::new(ErrorCode::Cancelled, "the backtest was stopped"))?;
    let report = BacktestReport::of(&told);
    output.answer(&report, backtest_text)?;
    Ok(if report.nights.is_empty() { Outcome::Problems } else { Outcome::Fine })
}

fn nights_for(bundle: &Bundle, csv: Option<&Path>, data: Option<&PathBuf>) -> Result<History, AskError> {
    match csv {
        Some(csv) => read(csv),
        None => nights(&data_folder(data.cloned())?, &id_of(bundle)?),
    }
}

fn id_of(bundle: &Bundle) -> Result<WorkflowId, AskError> {
    let id = bundle.root().map(|root| root.id.clone());
    id.ok_or_else(|| AskError::new(ErrorCode::BrokenFile, "the definition is not there"))
}

fn summary(report: &HistorySummary) -> String {
    let mut text = format!(
        "{}, {}, {}\n",
        words::count(report.nights as usize, "night"),
        words::count(report.nodes as usize, "node"),
        words::count(report.attempts as usize, "attempt")
    );
    if let (Some(first), Some(last)) = (report.first, report.last) {
        text.push_str(&format!("from {first} to {last}\n"));
    }
    if let Some(added) = report.added {
        text.push_str(&format!("{} new\n", words::count(added as usize, "attempt")));
    }
    for (why, count) in &report.set_aside {
        text.push_str(&format!("{} {why}: no durations\n", words::count(*count as usize, "attempt")));
    }
    text
}

fn fit_text(report: &FitReport) -> String {
    let mut text = format!("{}\n", words::count(report.nights as usize, "night"));
    report.notes.iter().for_each(|note| text.push_str(&format!("  {note}\n")));
    let mut table = Table::new([
        ("node", Side::Left),
        ("n", Side::Right),
        ("before", Side::Right),
        ("fitted", Side::Right),
        ("", Side::Left),
    ]);
    let mut nodes: Vec<_> = report.nodes.iter().collect();
    nodes.sort_by_key(|(_, node)| std::cmp::Reverse(node.estimate.planned()));
    for (id, node) in nodes.iter().take(LISTED) {
        let before = node.before.as_ref().map_or_else(|| "-".into(), |b| words::span(b.planned().seconds()));
        let remark = if node.uncertain { "uncertain" } else { "" };
        let fitted = words::span(node.estimate.planned().seconds());
        table.row([id.to_string(), node.n.to_string(), before, fitted, remark.into()]);
    }
    text.push_str(&format!("\nLongest\n{}", table.text(2)));
    if !report.without_history.is_empty() {
        text.push_str(&format!("\n{} without history\n", words::count(report.without_history.len(), "node")));
    }
    text
}

fn backtest_text(report: &BacktestReport) -> String {
    let mut table = Table::new([
        ("", Side::Left),
        ("nights", Side::Right),
        ("within P50", Side::Right),
        ("within P80", Side::Right),
        ("within P95", Side::Right),
        ("P10 to P90", Side::Right),
        ("bias", Side::Right),
        ("median error", Side::Right),
    ]);
    let mut row = |name: &str, held: &Accuracy| {
        let share = |share: Option<f64>| share.map_or_else(|| "-".into(), words::percent);
        table.row([
            name.into(),
            held.n.to_string(),
            share(held.within_p50),
            share(held.within_p80),
            share(held.within_p95),
            share(held.p10_to_p90),
            share((held.n > 0).then_some(held.bias)),
            share((held.n > 0).then_some(held.median_absolute_error)),
        ]);
    };
    row("forecast", &report.forecast);
    row("mean of last ten", &report.naive);
    let mut text = table.text(0);
    if report.not_predicted > 0 {
        let nights = words::count(report.not_predicted as usize, "night");
        text.push_str(&format!("\n{nights} had too few nights before them to be predicted.\n"));
    }
    text
}
