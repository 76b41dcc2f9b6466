//! Reading and writing files with limits, whole or not at all.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// A failure of the disk, in words: what, where, and what to do.
#[derive(Debug, thiserror::Error)]
#[error("{what} {}: {source}; {help}", path.display())]
pub struct DiskError {
    pub what: &'static str,
    pub path: PathBuf,
    pub source: std::io::Error,
    pub help: &'static str,
}

/// The content of `path`, at the most `limit` bytes of it and one more, so that a reader can tell that it is too large.
///
/// # Errors
/// When there is no such file, it is no plain file, or the disk fails.
pub fn read_limited(path: &Path, limit: usize) -> Result<Vec<u8>, DiskError> {
    let wrong = |source| DiskError {
        what: "cannot read",
        path: path.into(),
        source,
        help: "see that the file is there and may be read",
    };
    // Looked at before it is opened: opening a named pipe waits for a writer, who may never come.
    let metadata = fs::metadata(path).map_err(wrong)?;
    if !metadata.is_file() {
        return Err(wrong(std::io::Error::other("it is not a plain file")));
    }
    let file = File::open(path).map_err(wrong)?;
    let mut bytes = Vec::with_capacity((metadata.len() as usize).min(limit) + 1);
    file.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(wrong)?;
    Ok(bytes)
}

/// Replaces `path` by `content`: written beside it, synced, and renamed over it, so that a reader meets the old or the new.
///
/// # Errors
/// When the disk is full or fails; `path` is then as it was.
pub fn write_whole(path: &Path, content: &[u8]) -> Result<(), DiskError> {
    let draft = path.with_file_name(format!(
        ".{}.{}.draft",
        path.file_name().map(|n| n.to_string_lossy()).unwrap_or_default(),
        std::process::id()
    ));
    write_draft(&draft, content).and_then(|()| fs::rename(&draft, path)).and_then(|()| sync_folder(path)).map_err(
        |source| {
            // The draft is of no use to anybody; that it cannot be removed changes nothing about the failure.
            let _ = fs::remove_file(&draft);
            DiskError {
                what: "cannot write",
                path: path.into(),
                source,
                help: "the file is as it was; make room or choose another place and save again",
            }
        },
    )
}

fn write_draft(draft: &Path, content: &[u8]) -> std::io::Result<()> {
    let mut file = File::create(draft)?;
    file.write_all(content)?;
    file.sync_all()
}

/// A rename is only certain to outlive a crash when its folder is synced, too.
fn sync_folder(path: &Path) -> std::io::Result<()> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder)?.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("a.json");
        write_whole(&path, b"one").expect("written");
        write_whole(&path, b"two").expect("written");
        assert_eq!(fs::read(&path).expect("read"), b"two");
        assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 1, "no draft is left behind");
    }

    #[test]
    fn a_failure_leaves_the_file_and_says_what_to_do() {
        let error = write_whole(Path::new("/proc/none/a.json"), b"x").expect_err("there is no such folder");
        assert!(error.to_string().contains("/proc/none/a.json"), "{error}");
        assert!(read_limited(Path::new("/"), 10).is_err());
    }

    #[test]
    fn reading_stops_one_past_the_limit() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("long");
        fs::write(&path, vec![b'x'; 100]).expect("written");
        assert_eq!(read_limited(&path, 10).expect("read").len(), 11);
    }
}
