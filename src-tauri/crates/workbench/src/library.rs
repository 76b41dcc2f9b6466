//! What lies in the folder of workflows.

use crate::desk::Desk;
use crate::files::read_limited;
use crate::shapes::{CalendarSummary, DocumentSummary, LibraryView, Nothing};
use daybreak_model::bundle::{Reference, references};
use daybreak_model::file;
use daybreak_wire::AskError;
use std::path::{Path, PathBuf};

/// Folders within folders are looked into no deeper.
const MAX_DEPTH: usize = 6;
/// No more files are listed.
const MAX_FILES: usize = 2_000;

/// Every definition and calendar below the folder, by path. A broken file is listed with its problem.
pub async fn list(desk: &Desk, _: Nothing) -> Result<LibraryView, AskError> {
    let folder = desk.places.workflows.clone();
    let templates = desk.places.templates.clone();
    crate::blocking(move || {
        let files = found(&folder);
        let named =
            |end: &str| files.iter().filter(|p| p.to_string_lossy().ends_with(end)).cloned().collect::<Vec<_>>();
        let from_templates = templates.map(|t| found(&t)).unwrap_or_default();
        let (documents, subflows): (Vec<DocumentSummary>, Vec<Vec<String>>) =
            named(".workflow.json").iter().map(|path| document(&folder, path)).unzip();
        Ok(LibraryView {
            first: first_of(&documents, &subflows.concat()),
            documents,
            templates: from_templates.iter().map(|path| document(Path::new("/"), path).0).collect(),
            calendars: named(".calendar.json").iter().map(|path| calendar(&folder, path)).collect(),
            folder: folder.to_string_lossy().into_owned(),
        })
    })
    .await
}

fn found(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut open = vec![(folder.to_path_buf(), 0)];
    while let Some((at, depth)) = open.pop() {
        for entry in std::fs::read_dir(&at).into_iter().flatten().flatten() {
            let path = entry.path();
            let Ok(kind) = entry.file_type() else { continue };
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            if kind.is_dir() && !hidden && depth < MAX_DEPTH {
                open.push((path, depth + 1));
            } else if kind.is_file()
                && !hidden
                && path.extension().is_some_and(|e| e == "json")
                && files.len() < MAX_FILES
            {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// The file that holds the whole: the one with the most nodes of those that are no other's subflow.
fn first_of(documents: &[DocumentSummary], subflows: &[String]) -> Option<String> {
    let whole = documents.iter().filter(|d| d.problem.is_none() && !subflows.contains(&d.path));
    whole.max_by_key(|d| d.nodes).map(|d| d.path.clone())
}

/// What is listed of a definition, and the definitions that it refers to.
fn document(folder: &Path, path: &Path) -> (DocumentSummary, Vec<String>) {
    let shown = shown(folder, path);
    let read = read_limited(path, file::MAX_BYTES).map_err(|e| e.to_string());
    match read.and_then(|bytes| file::read_bytes(&shown, &bytes).map_err(first)) {
        Ok(definition) => {
            let subflows = references(&shown, &definition).into_iter().filter_map(|reference| match reference {
                Reference::Definition(path) => Some(path),
                Reference::Calendar(_) => None,
            });
            let subflows = subflows.collect();
            let id = Some(definition.id.to_string());
            let nodes = definition.nodes.len();
            (DocumentSummary { path: shown, id, name: definition.name, nodes, problem: None }, subflows)
        }
        Err(problem) => {
            let name = shown.clone();
            (DocumentSummary { name, path: shown, id: None, nodes: 0, problem: Some(problem) }, Vec::new())
        }
    }
}

fn calendar(folder: &Path, path: &Path) -> CalendarSummary {
    let shown = shown(folder, path);
    let read = read_limited(path, file::MAX_BYTES).map_err(|e| e.to_string());
    match read.and_then(|bytes| file::read_calendar_bytes(&shown, &bytes).map_err(first)) {
        Ok(calendar) => CalendarSummary {
            path: shown,
            id: calendar.id.to_string(),
            name: calendar.name,
            covers_from: calendar.covers.from.to_string(),
            covers_to: calendar.covers.to.to_string(),
            problem: None,
        },
        Err(problem) => CalendarSummary {
            name: shown.clone(),
            path: shown,
            id: String::new(),
            covers_from: String::new(),
            covers_to: String::new(),
            problem: Some(problem),
        },
    }
}

fn shown(folder: &Path, path: &Path) -> String {
    path.strip_prefix(folder).unwrap_or(path).to_string_lossy().into_owned()
}

fn first(diagnostics: Vec<daybreak_model::diagnostic::Diagnostic>) -> String {
    diagnostics.into_iter().next().map_or_else(String::new, |d| match d.place {
        Some(place) => format!("line {}: {}", place.line, d.message),
        None => d.message,
    })
}
