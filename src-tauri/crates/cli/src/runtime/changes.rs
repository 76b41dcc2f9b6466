//! Changes: handing in, deciding, publishing.

use super::Asking;
use super::status::short;
use crate::arguments::{Changes, Decide, Publish, Submit};
use crate::failure::{Done, Outcome};
use crate::local::{complete_bundle, diff_text, place_of};
use crate::output::Output;
use crate::table::{Side, Table, one_line};
use crate::words;
use daybreak_model::diagnostic::Severity;
use daybreak_wire::change::{ChangeDetail, ChangeView, LayoutFile, Risk, Step, StepVerdict, Submission, Verdict};
use daybreak_wire::forecast::WindowForecast;
use daybreak_wire::{AskError, ErrorCode};
use daybreak_workbench::read_limited;
use std::path::Path;

/// The most bytes of a layout that are read.
const MAX_LAYOUT_BYTES: usize = 64 << 20;

pub async fn submit(asking: &Asking<'_>, given: &Submit, output: &mut Output) -> Done {
    let client = asking.client()?;
    let bundle = complete_bundle(&given.file)?;
    let name = bundle.root().map(|root| root.name.clone()).unwrap_or_default();
    let submission = Submission {
        bundle,
        folder: folder_of(&given.file)?,
        layout: layout_of(&given.file),
        title: given.title.clone().unwrap_or(name),
        why: given.why.clone(),
    };
    let change = client.submit(&submission).await?;
    output.answer(&change, |change| format!("Submitted. {}\n", line(change)))?;
    Ok(Outcome::Fine)
}

pub async fn changes(asking: &Asking<'_>, given: &Changes, output: &mut Output) -> Done {
    let client = asking.reader()?;
    match given.change {
        None => output.answer(&client.changes().await?, |changes| list(changes))?,
        Some(id) => output.answer(&client.change(id).await?, detail)?,
    }
    Ok(Outcome::Fine)
}

pub async fn decide(asking: &Asking<'_>, given: &Decide, verdict: StepVerdict, output: &mut Output) -> Done {
    let client = asking.client()?;
    let hash = match &given.hash {
        Some(hash) => hash.clone(),
        None => client.change(given.change).await?.change.hash,
    };
    let change = client.decide(given.change, &Step { verdict, comment: given.comment.clone(), hash }).await?;
    output.answer(&change, |change| format!("Done. {}\n", line(change)))?;
    Ok(Outcome::Fine)
}

pub async fn publish(asking: &Asking<'_>, given: &Publish, output: &mut Output) -> Done {
    let change = asking.client()?.publish(given.change).await?;
    output.answer(&change, |change| format!("Published. {}\n", line(change)))?;
    Ok(Outcome::Fine)
}

/// The folder in which the definition lies, absolute: its jobs run relative to it.
fn folder_of(file: &Path) -> Result<String, AskError> {
    let whole = std::fs::canonicalize(file).map_err(|error| {
        AskError::new(ErrorCode::Io, format!("its folder cannot be found: {error}")).at(file.display().to_string())
    })?;
    Ok(whole.parent().unwrap_or(Path::new("/")).display().to_string())
}

/// Where nodes stand on the canvas, when a readable `NAME.layout.json` lies beside the definition; it is a convenience.
fn layout_of(file: &Path) -> Option<LayoutFile> {
    let name = file.file_name()?.to_str()?.strip_suffix(".workflow.json")?;
    let bytes = read_limited(&file.with_file_name(format!("{name}.layout.json")), MAX_LAYOUT_BYTES).ok()?;
    serde_json::from_slice(&bytes).ok()
}

/// A change in one line.
fn line(change: &ChangeView) -> String {
    let version = change.published_version.map_or_else(String::new, |version| format!(" as version {version}"));
    one_line(&format!(
        "Change {} ({}) of {} is {}{version}, content {}, risk {}.",
        change.id,
        change.title,
        change.workflow,
        change.state,
        short(&change.hash),
        risk(change.risk)
    ))
}

fn list(changes: &[ChangeView]) -> String {
    if changes.is_empty() {
        return "There are no changes.\n".into();
    }
    let mut table = Table::new([
        ("change", Side::Right),
        ("state", Side::Left),
        ("risk", Side::Left),
        ("author", Side::Left),
        ("submitted", Side::Left),
        ("workflow", Side::Left),
        ("title", Side::Left),
    ]);
    for c in changes {
        table.row([
            c.id.to_string(),
            c.state.to_string(),
            risk(c.risk).into(),
            c.author.clone(),
            words::here(c.submitted_at),
            c.workflow.to_string(),
            c.title.clone(),
        ]);
    }
    table.text(0)
}

/// All that somebody who decides looks at, on one page.
fn detail(detail: &ChangeDetail) -> String {
    let change = &detail.change;
    let mut text = format!("{}\n", line(change));
    text.push_str(&format!("By {}, {}.", change.author, words::here(change.submitted_at)));
    let base =
        change.base_version.map_or_else(|| "nothing is published yet".into(), |v| format!("against version {v}"));
    text.push_str(&format!(" Held {base}.\n"));
    if !change.why.is_empty() {
        text.push_str(&format!("Why: {}\n", one_line(&change.why)));
    }
    for decision in &change.decisions {
        let verdict = match decision.verdict {
            Verdict::Approve => "approved",
            Verdict::Reject => "rejected",
            Verdict::Return => "returned",
        };
        let comment = one_line(&decision.comment);
        text.push_str(&format!("{} {verdict}, {}: {comment}\n", decision.person, words::here(decision.at)));
    }
    text.push_str(&format!("\n{}", forecast(detail)));
    let of = |severity| detail.diagnostics.iter().filter(|d| d.severity == severity).count();
    let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
    text.push_str(&format!("Checks: {}, {}.\n", words::count(errors, "error"), words::count(warnings, "warning")));
    for problem in detail.diagnostics.iter().filter(|d| d.severity != Severity::Hint) {
        text.push_str(&format!("  {}  {} ({})\n", problem.code, one_line(&problem.message), place_of(problem)));
    }
    text.push_str(&format!("\n{}", diff_text(&detail.diff)));
    text
}

/// One figure of a forecast, in seconds; nothing when it falls among nights that never end.
type Figure = fn(&WindowForecast) -> Option<f64>;

fn forecast(detail: &ChangeDetail) -> String {
    let mut table = Table::new([("window", Side::Left), ("before", Side::Right), ("after", Side::Right)]);
    let figure = |of: Figure, side: &Option<WindowForecast>| {
        side.as_ref().map_or_else(|| "-".into(), |forecast| words::span_if_ended(of(forecast)))
    };
    let figures: [(&str, Figure); 3] =
        [("planned", |f| f.plan_window_s), ("P50", |f| f.window_s.p50), ("P95", |f| f.window_s.p95)];
    for (name, of) in figures {
        table.row([name.into(), figure(of, &detail.before), figure(of, &detail.after)]);
    }
    for deadline in detail.after.iter().flat_map(|after| &after.deadlines) {
        let before = detail.before.iter().flat_map(|before| &before.deadlines);
        let before = before.filter(|d| d.node == deadline.node).map(|d| words::percent(d.probability)).next();
        let name = format!("{} by {}", deadline.node, deadline.at);
        table.row([name, before.unwrap_or_else(|| "-".into()), words::percent(deadline.probability)]);
    }
    table.text(0)
}

fn risk(risk: Risk) -> &'static str {
    match risk {
        Risk::Low => "low",
        Risk::Medium => "medium",
        Risk::High => "high",
    }
}
