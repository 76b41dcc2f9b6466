//! `daybreak diff`.

use super::complete_bundle;
use crate::arguments::Diff;
use crate::failure::{Done, Outcome};
use crate::output::Output;
use crate::table::one_line;
use daybreak_change::diff::{Alteration, DiffReport, EdgeDiff, FieldChange, diff as compare};
use daybreak_model::definition::Outcome as On;

/// A difference is an answer, not a problem: the exit code is 0 either way.
pub fn diff(given: &Diff, output: &mut Output) -> Done {
    let report = compare(&complete_bundle(&given.old)?, &complete_bundle(&given.new)?);
    output.answer(&report, text)?;
    Ok(Outcome::Fine)
}

/// The differences, one a line: `+` added, `-` removed, `~` changed, with the changed fields below.
pub fn text(report: &DiffReport) -> String {
    if report.is_empty() {
        return "No differences.\n".into();
    }
    let mut text = String::new();
    let mut section = |name: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            text.push_str(&format!("{name}\n"));
            lines.iter().for_each(|line| text.push_str(&format!("  {line}\n")));
        }
    };
    section("Nodes", report.nodes.iter().flat_map(|n| entry(n.change, n.node.as_str(), &n.fields)).collect());
    section("Edges", report.edges.iter().flat_map(|e| entry(e.change, &edge(e), &e.fields)).collect());
    section("Other", report.other.iter().map(field).collect());
    text
}

fn entry(change: Alteration, what: &str, fields: &[FieldChange]) -> Vec<String> {
    let sign = match change {
        Alteration::Added => '+',
        Alteration::Removed => '-',
        Alteration::Changed => '~',
    };
    let head = format!("{sign} {}", one_line(what));
    std::iter::once(head).chain(fields.iter().map(|f| format!("    {}", field(f)))).collect()
}

fn edge(edge: &EdgeDiff) -> String {
    let on = match edge.on {
        On::Success => "",
        On::Failure => " on failure",
        On::Completion => " on completion",
    };
    let branch = edge.branch.as_ref().map_or_else(String::new, |branch| format!(" branch {branch}"));
    format!("{} -> {}{on}{branch}", edge.from, edge.to)
}

fn field(field: &FieldChange) -> String {
    let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "(none)".into());
    one_line(&format!("{}: {} -> {}", field.path, value(&field.before), value(&field.after)))
}
