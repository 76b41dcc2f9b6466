//! Where things are: worked out once, from the arguments and the environment.

use std::io;
use std::path::{Path, PathBuf};

use daybreak_client::place::data_folder;
use daybreak_wire::{AskError, ErrorCode};
use daybreak_workbench::Places;

use crate::arguments::Arguments;

/// The runtime's program, which is installed beside the window's.
const PROGRAM: &str = "daybreak";
/// The folder of templates, beside the folder of workflows.
const TEMPLATES: &str = "templates";

/// The folders of this window, and the workflow to show first.
#[derive(Debug)]
pub struct Start {
    pub places: Places,
    /// Relative to the folder of workflows.
    pub open: Option<PathBuf>,
}

/// Works out where things are, and makes the folder of workflows when none was named.
///
/// # Errors
/// When the workflow or folder that was named is not there, and when nothing says where data belongs.
pub fn find(arguments: &Arguments) -> Result<Start, AskError> {
    let failed = |error: io::Error| AskError::new(ErrorCode::Io, error.to_string());
    let data = std::path::absolute(data_folder(arguments.data.clone())?).map_err(failed)?;
    let (workflows, open) = match &arguments.workflows {
        Some(path) => split(path).map_err(|error| failed(error).at(path.to_string_lossy()))?,
        None => (data.join("workflows"), None),
    };
    std::fs::create_dir_all(&workflows).map_err(|error| failed(error).at(workflows.to_string_lossy()))?;
    let program = std::env::current_exe().map_err(failed)?.with_file_name(PROGRAM);
    let templates = workflows.parent().map(|above| above.join(TEMPLATES)).filter(|folder| folder.is_dir());
    Ok(Start { places: Places { workflows, templates, data, program }, open })
}

/// A folder is taken as it is; a file is shown first, in the folder that it lies in.
fn split(path: &Path) -> io::Result<(PathBuf, Option<PathBuf>)> {
    let path = path.canonicalize()?;
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) if path.is_file() => Ok((folder.to_path_buf(), Some(name.into()))),
        _ => Ok((path, None)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(workflows: &Path) -> Arguments {
        Arguments { workflows: Some(workflows.to_path_buf()), data: Some(PathBuf::from("/d")) }
    }

    #[test]
    fn shows_a_file_in_its_folder() {
        let root = tempfile::tempdir().unwrap();
        let file = root.path().join("a.workflow.json");
        std::fs::write(&file, "{}").unwrap();
        let start = find(&arguments(&file)).unwrap();
        assert_eq!(start.open, Some(PathBuf::from("a.workflow.json")));
        assert_eq!(start.places.workflows, root.path().canonicalize().unwrap());
    }

    #[test]
    fn finds_templates_beside_the_folder() {
        let root = tempfile::tempdir().unwrap();
        for folder in ["bank", "templates"] {
            std::fs::create_dir(root.path().join(folder)).unwrap();
        }
        let start = find(&arguments(&root.path().join("bank"))).unwrap();
        assert!(start.places.templates.is_some_and(|folder| folder.ends_with("templates")));
        assert_eq!(start.open, None);
    }

    #[test]
    fn says_which_path_is_not_there() {
        let error = find(&arguments(Path::new("/nowhere/a.json"))).unwrap_err();
        assert_eq!(error.place.as_deref(), Some("/nowhere/a.json"));
    }
}
