//! `daybreak advise`.

use super::complete_bundle;
use super::night::{default_date, remark_on_errors};
use super::scenario::text_of;
use crate::arguments::Advise;
use crate::failure::{Done, Outcome, broken};
use crate::output::Output;
use crate::table::{Side, Table, one_line};
use crate::words;
use daybreak_advise::{Asked, Change, advise as advised, candidates, percent};
use daybreak_model::file::read_plain;
use daybreak_model::id::NodeId;
use daybreak_simulation::Options;
use daybreak_wire::advice::{AdviceNight, AdviceReport, AllowedChange, AllowedChanges, failed};
use daybreak_wire::{AskError, ErrorCode};
use std::path::Path;

/// The largest file of allowed changes that is read.
const MAX_BYTES: usize = 4 << 20;

/// Exit code 1 when the target cannot be reached.
pub fn advise(given: &Advise, output: &mut Output) -> Done {
    let bundle = complete_bundle(&given.file)?;
    let date = match given.date {
        Some(date) => date,
        None => default_date(&given.file, &bundle)?,
    };
    let changes = match &given.allow {
        Some(path) => allowed(path)?,
        None => candidates(&bundle, date, given.seed, &|_| true).map_err(failed)?,
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let asked = Asked {
        bundle: &bundle,
        date,
        target: given.target,
        node: given.node.as_deref().map(NodeId::from),
        probability: given.probability,
        changes: &changes,
        options: Options { samples: given.samples, seed: given.seed, threads },
        progress: &|_, _| true,
    };
    let report = AdviceReport::of(&asked, &advised(&asked).map_err(failed)?);
    remark_on_errors(&bundle, output);
    let is_stated = given.allow.is_some();
    output.answer(&report, |report| text(report, &changes, is_stated))?;
    Ok(if report.reached { Outcome::Fine } else { Outcome::Problems })
}

fn allowed(path: &Path) -> Result<Vec<Change>, AskError> {
    let text = text_of(path, MAX_BYTES)?;
    // A list would be read as the object's fields in order.
    if text.trim_start().starts_with('[') {
        return Err(AskError::new(ErrorCode::Invalid, "it is a list and not an object with the list \"changes\"")
            .at(path.display().to_string())
            .help("write it like {\"changes\": [...]}"));
    }
    let allowed: AllowedChanges =
        read_plain(&path.display().to_string(), &text).map_err(|problems| broken(path, problems))?;
    Ok(allowed.changes.iter().map(AllowedChange::change).collect())
}

fn text(report: &AdviceReport, changes: &[Change], is_stated: bool) -> String {
    let mut text = format!("{}\n", one_line(&report.conclusion));
    if !report.steps.is_empty() {
        let title = format!("{} there by", percent(report.probability));
        let there_by = |night: &AdviceNight| match night.late_s {
            Some(late) => words::after_target(report.target, late),
            None => "no end".into(),
        };
        let mut table = Table::new([
            ("", Side::Left),
            ("cost", Side::Right),
            ("in time", Side::Right),
            (&title, Side::Right),
            ("brings", Side::Right),
        ]);
        let row = |name: &str, cost: String, night: &AdviceNight, brings: String| {
            [name.to_owned(), cost, words::percent(night.probability), there_by(night), brings]
        };
        table.row(row("as things are", String::new(), &report.before, String::new()));
        let mut before = report.before.late_s;
        for step in &report.steps {
            table.row(row(
                &step.name,
                format!("{}", step.change.cost),
                &step.after,
                step.after.late_s.zip(before).map_or_else(|| "-".into(), |(after, before)| words::span(after - before)),
            ));
            before = step.after.late_s;
        }
        text.push_str(&format!("\n{}", table.text(2)));
    }
    if !report.anomalies.is_empty() {
        text.push_str("\nBeware\n");
        for anomaly in &report.anomalies {
            text.push_str(&format!("  {}\n", one_line(anomaly)));
        }
    }
    let nights = words::count(report.samples as usize, "night");
    let sets = words::count(report.tried as usize, "set");
    text.push_str(&format!("\n{sets} of changes simulated, {nights} each, seed {}.\n", report.seed));
    if !is_stated && !report.steps.is_empty() {
        text.push_str("What may be changed was worked out from what drives this night; --allow says it yourself:\n");
        for change in changes {
            text.push_str(&format!("  {:>4}  {}\n", change.cost, one_line(&change.name)));
        }
    }
    text
}
