//! Loading a definition with every file that it refers to.

use crate::files::{DiskError, read_limited};
use daybreak_model::bundle::{Bundle, Reference};
use daybreak_model::definition::Definition;
use daybreak_model::diagnostic::Diagnostic;
use daybreak_model::file;
use std::path::Path;

/// A definition has at the most this many files below it.
const MAX_FILES: usize = 1_000;

/// A definition that could be read, and the problems of the files that it refers to.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// Files that are missing or broken are not in it; checks name those that are missing.
    pub bundle: Bundle,
    pub diagnostics: Vec<Diagnostic>,
}

/// Why a definition cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    #[error(transparent)]
    Disk(#[from] DiskError),
    /// The root file itself is broken.
    #[error("{}", first(.0))]
    Broken(Vec<Diagnostic>),
}

/// Loads the definition at `path` and, beside it, its subflows and calendars.
///
/// # Errors
/// [`LoadError::Disk`] when the root cannot be read, [`LoadError::Broken`] with every problem when it is no definition.
pub fn load_bundle(path: &Path) -> Result<Loaded, LoadError> {
    let name =
        path.file_name().map_or_else(|| path.to_string_lossy().into_owned(), |n| n.to_string_lossy().into_owned());
    let bytes = read_limited(path, file::MAX_BYTES)?;
    let root = file::read_bytes(&name, &bytes).map_err(LoadError::Broken)?;
    Ok(load_around(path.parent().unwrap_or(Path::new("")), &name, root))
}

/// The bundle of a root definition that is already in hand, with the files that it refers to from `folder`.
pub fn load_around(folder: &Path, name: &str, root: Definition) -> Loaded {
    let mut loaded = Loaded { bundle: Bundle::single(name, root), diagnostics: Vec::new() };
    let mut given_up = std::collections::BTreeSet::new();
    loop {
        let wanted: Vec<Reference> = loaded.bundle.missing().into_iter().filter(|r| !given_up.contains(r)).collect();
        let files = loaded.bundle.definitions.len() + loaded.bundle.calendars.len();
        if wanted.is_empty() || files > MAX_FILES {
            return loaded;
        }
        for reference in wanted {
            if let Err(mut problems) = load_one(folder, &reference, &mut loaded.bundle) {
                loaded.diagnostics.append(&mut problems);
                given_up.insert(reference);
            }
        }
    }
}

/// Reads one file into the bundle. A file that is not there is no problem here: a check names it at its reference.
fn load_one(folder: &Path, reference: &Reference, bundle: &mut Bundle) -> Result<(), Vec<Diagnostic>> {
    let (Reference::Definition(name) | Reference::Calendar(name)) = reference;
    let bytes = read_limited(&folder.join(name), file::MAX_BYTES).map_err(|_| Vec::new())?;
    match reference {
        Reference::Definition(name) => {
            let definition = file::read_bytes(name, &bytes)?;
            bundle.definitions.insert(name.clone(), definition);
        }
        Reference::Calendar(name) => {
            let calendar = file::read_calendar_bytes(name, &bytes)?;
            bundle.calendars.insert(name.clone(), calendar);
        }
    }
    Ok(())
}

fn first(diagnostics: &[Diagnostic]) -> String {
    diagnostics.first().map_or_else(String::new, |d| match &d.place {
        Some(place) => format!("{}:{}:{}: {}", place.file, place.line, place.column, d.message),
        None => d.message.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    const ROOT: &str = r#"{ "format": 1, "id": "bank", "name": "Bank", "zone": "UTC", "calendar": "cal/cn.calendar.json",
        "nodes": [{ "id": "begin", "kind": "begin" }, { "id": "end", "kind": "end" },
                  { "id": "core", "kind": "subflow", "subflow": { "file": "core.workflow.json" } }], "edges": [] }"#;
    const CORE: &str = r#"{ "format": 1, "id": "core", "name": "Core", "zone": "UTC", "nodes": [], "edges": [] }"#;
    const CALENDAR: &str = r#"{ "format": 1, "id": "cn", "name": "CN", "covers": { "from": "2026-01-01", "to": "2026-12-31" },
        "weekend": ["sat", "sun"], "holidays": {} }"#;

    #[test]
    fn what_a_definition_refers_to_is_loaded_with_it() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::create_dir(folder.path().join("cal")).expect("made");
        for (name, text) in
            [("bank.workflow.json", ROOT), ("core.workflow.json", CORE), ("cal/cn.calendar.json", CALENDAR)]
        {
            fs::write(folder.path().join(name), text).expect("written");
        }
        let loaded = load_bundle(&folder.path().join("bank.workflow.json")).expect("loaded");
        assert!(loaded.bundle.missing().is_empty());
        assert_eq!(loaded.bundle.definitions.len(), 2);
        assert!(loaded.diagnostics.is_empty(), "{:?}", loaded.diagnostics);
    }

    #[test]
    fn a_broken_subflow_is_a_diagnostic_and_a_missing_one_is_left_to_the_checks() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        fs::write(folder.path().join("bank.workflow.json"), ROOT).expect("written");
        fs::write(folder.path().join("core.workflow.json"), "{ \"format\": 1,").expect("written");
        let loaded = load_bundle(&folder.path().join("bank.workflow.json")).expect("loaded");
        assert_eq!(loaded.bundle.missing().len(), 2);
        let place = loaded.diagnostics[0].place.as_ref().expect("a place");
        assert_eq!(place.file, "core.workflow.json");
    }

    #[test]
    fn a_broken_root_says_where() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("bank.workflow.json");
        fs::write(&path, "{\n  \"format\": 1,,\n}").expect("written");
        let LoadError::Broken(problems) = load_bundle(&path).expect_err("it is broken") else { panic!("broken") };
        assert_eq!(problems[0].place.as_ref().map(|p| p.line), Some(2));
    }
}
