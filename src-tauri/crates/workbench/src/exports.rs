//! Files that the window gives away: tables, pictures, logs.

use crate::desk::Desk;
use crate::files::write_whole;
use crate::shapes::{ExportFile, Exported};
use daybreak_wire::{AskError, ErrorCode};
use std::path::{Path, PathBuf};

/// The longest content that is written.
const MAX_BYTES: usize = 64 << 20;
/// So many files of one name are told apart by a number.
const MAX_NUMBER: u32 = 10_000;

/// Writes a file into the user's download folder, under a name that is not taken, and says where.
pub async fn export(_: &Desk, request: ExportFile) -> Result<Exported, AskError> {
    if request.content.len() > MAX_BYTES {
        return Err(AskError::new(ErrorCode::TooLarge, format!("the file would be longer than {MAX_BYTES} bytes")));
    }
    let name = plain(&request.name).ok_or_else(|| {
        AskError::new(ErrorCode::Invalid, format!("{:?} is no file name", request.name))
            .help("use a name without folders")
    })?;
    crate::blocking(move || {
        let path = free(&downloads(), &name);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(|error| {
                AskError::new(ErrorCode::Io, format!("the folder cannot be made: {error}")).at(folder.to_string_lossy())
            })?;
        }
        write_whole(&path, request.content.as_bytes()).map_err(crate::disk_failed)?;
        Ok(Exported { path: path.to_string_lossy().into_owned() })
    })
    .await
}

/// The name when it is one and no path.
fn plain(name: &str) -> Option<String> {
    let path = Path::new(name);
    let only = path.file_name()?.to_str()?;
    (only == name && !name.starts_with('.')).then(|| name.to_owned())
}

fn downloads() -> PathBuf {
    let of = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    of("XDG_DOWNLOAD_DIR").or_else(|| Some(of("HOME")?.join("Downloads"))).unwrap_or_else(std::env::temp_dir)
}

fn free(folder: &Path, name: &str) -> PathBuf {
    let (stem, ending) = name.rsplit_once('.').map_or((name, String::new()), |(stem, e)| (stem, format!(".{e}")));
    let numbered = (2..MAX_NUMBER).map(|n| folder.join(format!("{stem} ({n}){ending}")));
    std::iter::once(folder.join(name)).chain(numbered).find(|path| !path.exists()).unwrap_or_else(|| folder.join(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_names_are_written() {
        for name in ["../x.csv", "a/b.csv", "/etc/passwd", ".hidden", "", ".."] {
            assert_eq!(plain(name), None, "{name}");
        }
        assert_eq!(plain("run-1.csv").as_deref(), Some("run-1.csv"));
    }

    #[test]
    fn a_taken_name_is_numbered() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        std::fs::write(folder.path().join("a.csv"), "x").expect("written");
        assert_eq!(free(folder.path(), "a.csv"), folder.path().join("a (2).csv"));
        assert_eq!(free(folder.path(), "b.csv"), folder.path().join("b.csv"));
    }
}
