//! Where a runtime keeps its data and says where it answers.

use crate::away;
use daybreak_wire::person::RuntimeFile;
use daybreak_wire::{AskError, ErrorCode};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The folder of keys below the data folder.
const KEYS: &str = "keys";

/// The data folder, absolute: the stated one, else `$XDG_DATA_HOME/daybreak`, else `~/.local/share/daybreak`.
///
/// # Errors
/// When none is stated and there is no home.
pub fn data_folder(stated: Option<PathBuf>) -> Result<PathBuf, AskError> {
    let absolute = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    // Programs that work in other folders must find the same one.
    let stated = stated.map(|path| std::path::absolute(&path).unwrap_or(path));
    stated
        .or_else(|| Some(absolute("XDG_DATA_HOME")?.join("daybreak")))
        .or_else(|| Some(absolute("HOME")?.join(".local/share/daybreak")))
        .ok_or_else(|| {
            AskError::new(ErrorCode::Invalid, "no data folder is known: HOME is not set").help("name one with --data")
        })
}

/// What the runtime of `data` says of itself, or `runtime_away` when it runs no more or never did.
///
/// # Errors
/// `runtime_away`, or `broken_file` when what it wrote cannot be read.
pub fn runtime_of(data: &Path) -> Result<RuntimeFile, AskError> {
    let path = data.join(RuntimeFile::NAME);
    let text = match std::fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Err(away("no runtime is up").at(data.display().to_string()));
        }
        Err(error) => {
            return Err(
                AskError::new(ErrorCode::Io, format!("it cannot be read: {error}")).at(path.display().to_string())
            );
        }
    };
    serde_json::from_str(&text).map_err(|error| {
        AskError::new(ErrorCode::BrokenFile, format!("it does not say where the runtime answers: {error}"))
            .at(path.display().to_string())
            .help("stop the runtime and start it again")
    })
}

/// The key of the person `name`.
///
/// # Errors
/// `unauthenticated` when there is none in this data folder that this user may read.
pub fn key_of(data: &Path, name: &str) -> Result<String, AskError> {
    let refused = |why: String| {
        let known = names(data).join(", ");
        AskError::new(ErrorCode::Unauthenticated, format!("there is no key for {name:?}: {why}"))
            .at(data.join(KEYS).display().to_string())
            .help(if known.is_empty() {
                "start the runtime once; it makes the keys".into()
            } else {
                format!("keys are there for {known}")
            })
    };
    let plain = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    if !plain {
        return Err(refused("that is no person's name".into()));
    }
    let text = std::fs::read_to_string(data.join(KEYS).join(format!("{name}.key")));
    text.map(|key| key.trim().to_owned()).map_err(|error| refused(error.to_string()))
}

/// The persons whose keys are in this data folder, in order of name.
pub fn names(data: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(data.join(KEYS)).into_iter().flatten().flatten();
    let mut names: Vec<String> =
        entries.filter_map(|e| Some(e.file_name().to_str()?.strip_suffix(".key")?.to_owned())).collect();
    names.sort();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_a_runtime_says_so() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(runtime_of(folder.path()).unwrap_err().code, ErrorCode::RuntimeAway);
        std::fs::write(folder.path().join(RuntimeFile::NAME), "{").unwrap();
        assert_eq!(runtime_of(folder.path()).unwrap_err().code, ErrorCode::BrokenFile);
    }

    #[test]
    fn keys_are_found_by_plain_names_only() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join(KEYS)).unwrap();
        std::fs::write(folder.path().join("keys/dora.key"), "secret\n").unwrap();
        std::fs::write(folder.path().join("other.key"), "other").unwrap();
        assert_eq!(key_of(folder.path(), "dora").unwrap(), "secret");
        assert_eq!(names(folder.path()), ["dora"]);
        for name in ["../other", "", "nobody"] {
            let error = key_of(folder.path(), name).unwrap_err();
            assert_eq!(error.code, ErrorCode::Unauthenticated);
            assert_eq!(error.help.as_deref(), Some("keys are there for dora"));
        }
    }
}
