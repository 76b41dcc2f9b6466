//! What `--out` may write over.

use daybreak_model::bundle::Bundle;
use daybreak_wire::{AskError, ErrorCode};
use daybreak_workbench::read_limited;
use std::path::{Path, PathBuf};

/// Where a command writes to, and what it was told of what is there.
pub struct Out<'a> {
    pub file: &'a Path,
    /// What the command has read.
    pub read: Vec<PathBuf>,
    pub overwrite: bool,
}

impl Out<'_> {
    /// What `--out` names is replaced; what was read, and what nobody named, keeps its content unless somebody asks for it to be
    /// written over.
    pub fn may_be_written(&self, path: &Path, text: &str) -> Result<(), AskError> {
        let Ok(there) = std::fs::metadata(path) else { return Ok(()) };
        // Of a file that is as long as the new one nothing more is read than that.
        let is_same = || read_limited(path, text.len()).is_ok_and(|there| there == text.as_bytes());
        let is_named = *path == *self.file && !self.read.iter().any(|read| is_same_file(read, path));
        if self.overwrite || is_named || there.len() == 0 || (there.len() == text.len() as u64 && is_same()) {
            return Ok(());
        }
        Err(AskError::new(ErrorCode::Conflict, "the file is there already, with another content")
            .at(path.display().to_string())
            .help("choose --out in another folder, or give --overwrite"))
    }
}

/// The definition at `file` and all that it refers to.
pub fn files_of(file: &Path, bundle: &Bundle) -> Vec<PathBuf> {
    let referred = bundle.definitions.keys().chain(bundle.calendars.keys()).map(|name| folder(file).join(name));
    referred.chain([file.to_owned()]).collect()
}

pub fn is_same_file(one: &Path, other: &Path) -> bool {
    one.canonicalize().ok().is_some_and(|one| other.canonicalize().ok() == Some(one))
}

pub fn folder(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
