//! Where the window's desk finds things.

use std::path::{Path, PathBuf};

use daybreak_wire::AskError;
use daybreak_workbench::Places;

use crate::arguments::Arguments;

/// The runtime's program, which is installed beside the window's.
const PROGRAM: &str = "daybreak";
/// The folder of templates, beside the folder of workflows.
const TEMPLATES: &str = "templates";

/// The places that the arguments name, made absolute, and the file to open at the start, if one was named.
///
/// # Errors
/// When no data folder is named and the user has no home.
pub fn places(arguments: &Arguments) -> Result<(Places, Option<String>), AskError> {
    let named = arguments.workflows.clone().unwrap_or_else(|| PathBuf::from("."));
    let named = std::path::absolute(&named).unwrap_or(named);
    let (workflows, opened) = match named.is_file() {
        true => (named.parent().unwrap_or(Path::new("/")).to_path_buf(), named.file_name()),
        false => (named.clone(), None),
    };
    let templates = workflows.parent().map(|parent| parent.join(TEMPLATES)).filter(|path| path.is_dir());
    let data = daybreak_client::place::data_folder(arguments.data.clone())?;
    let program = std::env::current_exe().map(|own| own.with_file_name(PROGRAM)).unwrap_or_else(|_| PROGRAM.into());
    let opened = opened.map(|name| name.to_string_lossy().into_owned());
    Ok((Places { workflows, templates, data, program }, opened))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_opened_in_its_folder() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("bank.workflow.json");
        std::fs::write(&file, "{}").unwrap();
        let arguments = |path: &Path| Arguments { workflows: Some(path.into()), data: Some("d".into()) };
        let (places, opened) = places(&arguments(&file)).unwrap();
        assert_eq!(places.workflows, folder.path());
        assert_eq!(opened.as_deref(), Some("bank.workflow.json"));
        let (_, opened) = super::places(&arguments(folder.path())).unwrap();
        assert_eq!(opened, None);
    }
}
