//! What lies in the folder of workflows.

use crate::desk::Desk;
use crate::files::read_limited;
use crate::shapes::{CalendarSummary, DocumentSummary, LibraryView, Nothing};
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
        Ok(LibraryView {
            documents: named(".workflow.json").iter().map(|path| document(&folder, path)).collect(),
            templates: from_templates.iter().map(|path| document(Path::new("/"), path)).collect(),
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

fn document(folder: &Path, path: &Path) -> DocumentSummary {
    let shown = shown(folder, path);
    let read = read_limited(path, file::MAX_BYTES).map_err(|e| e.to_string());
    match read.and_then(|bytes| file::read_bytes(&shown, &bytes).map_err(first)) {
        Ok(definition) => DocumentSummary {
            path: shown,
            id: Some(definition.id.to_string()),
            name: definition.name,
            nodes: definition.nodes.len(),
            problem: None,
        },
        Err(problem) => {
            DocumentSummary { name: shown.clone(), path: shown, id: None, nodes: 0, problem: Some(problem) }
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
