//! `daybreak check`.

use crate::arguments::Check;
use crate::failure::{Done, Outcome, not_loaded};
use crate::output::{Output, complain};
use crate::table::one_line;
use crate::words;
use chrono::Local;
use daybreak_check::{Context, check as judge};
use daybreak_model::diagnostic::{Diagnostic, Severity};
use daybreak_wire::{AskError, ErrorCode};
use daybreak_workbench::{LoadError, load_bundle};
use serde::Serialize;
use std::path::Path;

#[derive(Serialize)]
struct Answer {
    diagnostics: Vec<Finding>,
}

/// A diagnostic, and its file when several were asked about.
#[derive(Serialize)]
struct Finding {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(flatten)]
    diagnostic: Diagnostic,
}

/// Exit code 1 for errors and warnings; hints alone are fine. Files that cannot be read are told, the others are judged.
pub fn check(given: &Check, output: &mut Output) -> Done {
    let mut findings = Vec::new();
    let mut unread: Option<AskError> = None;
    let mut read = 0;
    for file in &given.files {
        match problems(file) {
            Ok(diagnostics) => {
                read += 1;
                let name = (given.files.len() > 1).then(|| file.display().to_string());
                findings.extend(diagnostics.into_iter().map(|diagnostic| Finding { file: name.clone(), diagnostic }));
            }
            Err(error) => {
                if let Some(earlier) = unread.replace(error) {
                    complain(output.format(), &earlier);
                }
            }
        }
    }
    let answer = Answer { diagnostics: findings };
    output.answer(&answer, |answer| text(answer, given, read))?;
    match unread {
        Some(error) => Err(error),
        None if answer.diagnostics.iter().any(|f| f.diagnostic.severity != Severity::Hint) => Ok(Outcome::Problems),
        None => Ok(Outcome::Fine),
    }
}

/// Everything that is wrong with the definition at `path`: its text, the files that it refers to, and what the rules say.
fn problems(path: &Path) -> Result<Vec<Diagnostic>, AskError> {
    match load_bundle(path) {
        Ok(loaded) => {
            let context = Context { today: Some(Local::now().date_naive()), ..Context::default() };
            let mut diagnostics = loaded.diagnostics;
            diagnostics.extend(judge(&loaded.bundle, &context));
            Ok(diagnostics)
        }
        Err(LoadError::Broken(diagnostics)) => Ok(diagnostics),
        Err(error) => Err(not_loaded(path, error)),
    }
}

fn text(answer: &Answer, given: &Check, read: usize) -> String {
    let mut text = String::new();
    for finding in &answer.diagnostics {
        let d = &finding.diagnostic;
        let severity = match d.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "hint",
        };
        text.push_str(&format!("{severity:<7}  {}  {}\n", d.code, one_line(&d.message)));
        text.push_str(&format!("         at {}\n", one_line(&place(finding, given))));
        if let Some(help) = &d.help {
            text.push_str(&format!("         {}\n", one_line(help)));
        }
        if let Some(fix) = &d.fix {
            text.push_str(&format!("         fix: {}\n", one_line(&fix.title)));
        }
    }
    let of = |severity| answer.diagnostics.iter().filter(|f| f.diagnostic.severity == severity).count();
    let (errors, warnings, hints) = (of(Severity::Error), of(Severity::Warning), of(Severity::Hint));
    let files = words::count(read, "file");
    if read == 0 {
        return text;
    }
    if errors + warnings + hints == 0 {
        text.push_str(&format!("{files} checked, no problems.\n"));
    } else {
        let counts = [words::count(errors, "error"), words::count(warnings, "warning"), words::count(hints, "hint")];
        text.push_str(&format!("\n{files} checked: {}.\n", counts.join(", ")));
    }
    text
}

fn place(finding: &Finding, given: &Check) -> String {
    let d = &finding.diagnostic;
    let first = given.files.first().map(|file| file.display().to_string());
    match d.place {
        Some(_) => place_of(d),
        None => format!("{} {}", finding.file.clone().or(first).unwrap_or_default(), place_of(d)),
    }
}

/// Where it is: the text's line when the text is broken, else the node and the field.
pub fn place_of(d: &Diagnostic) -> String {
    let node = d.node.as_ref().map_or_else(String::new, |node| format!("node {node} "));
    match &d.place {
        Some(place) => format!("{}:{}:{}", place.file, place.line, place.column),
        None => one_line(format!("{node}{}", d.path).trim_end()),
    }
}

/// A definition with errors is not worth a forecast; says so with all of them.
pub fn unbuildable(path: &Path, diagnostics: Vec<Diagnostic>) -> AskError {
    let message = diagnostics.first().map_or("no network can be made of it", |d| d.message.as_str()).to_owned();
    AskError::new(ErrorCode::Unbuildable, message)
        .at(path.display().to_string())
        .help(format!("run daybreak check {} for every problem", path.display()))
        .because(diagnostics)
}
