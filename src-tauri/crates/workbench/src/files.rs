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

/// A device or a named pipe of that name would be gone for good. A folder cannot be replaced in any case.
fn refuse_others(path: &Path) -> std::io::Result<()> {
    match fs::metadata(path) {
        Ok(there) if !there.is_file() && !there.is_dir() => Err(std::io::Error::other("it is not a plain file")),
        _ => Ok(()),
    }
}

/// Replaces `path` by `content`: written beside it, synced, and renamed over it, so that a reader meets the old or the new.
///
/// # Errors
/// When the disk is full or fails; `path` is then as it was.
pub fn write_whole(path: &Path, content: &[u8]) -> Result<(), DiskError> {
    let draft = beside(path, "draft");
    refuse_others(path)
        .and_then(|()| write_draft(&draft, content))
        .and_then(|()| fs::rename(&draft, path))
        .and_then(|()| sync_folder(path))
        .map_err(|source| {
            // The draft is of no use to anybody; that it cannot be removed changes nothing about the failure.
            let _ = fs::remove_file(&draft);
            cannot_write(path, source)
        })
}

/// Replaces several files, or none: every draft is written and synced before the first one is renamed, and when a rename fails what had
/// been replaced is put back. Folders that are missing are made. After a crash each file is whole, the old or the new one, and the last
/// of them is new only when all are: name last what refers to the others.
///
/// # Errors
/// When the disk is full or fails; all files are then as they were.
pub fn write_together(files: &[(PathBuf, String)]) -> Result<(), DiskError> {
    let drafted = files.iter().try_for_each(|(path, text)| {
        refuse_others(path).and_then(|()| draft(path, text)).map_err(|source| cannot_write(path, source))
    });
    let placed = drafted.and_then(|()| replace_all(files));
    for (path, _) in files {
        // They are of no use to anybody; that they cannot be removed changes nothing about what came of it.
        let _ = fs::remove_file(beside(path, "draft"));
        let _ = fs::remove_file(beside(path, "before"));
    }
    placed
}

fn draft(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder)?;
    }
    write_draft(&beside(path, "draft"), text.as_bytes())
}

fn replace_all(files: &[(PathBuf, String)]) -> Result<(), DiskError> {
    for (at, (path, _)) in files.iter().enumerate() {
        if let Err(source) = replace(path) {
            files[..=at].iter().for_each(|(path, _)| put_back(path));
            return Err(cannot_write(path, source));
        }
    }
    Ok(())
}

/// Renames the draft of `path` over it; what was there stays beside it for as long as that may have to be undone.
fn replace(path: &Path) -> std::io::Result<()> {
    if path.exists() {
        let before = beside(path, "before");
        let _ = fs::remove_file(&before);
        fs::hard_link(path, &before).or_else(|_| fs::copy(path, &before).map(drop))?;
    }
    fs::rename(beside(path, "draft"), path)?;
    sync_folder(path)
}

/// Undoes a replacement, as far as it came.
fn put_back(path: &Path) {
    let before = beside(path, "before");
    // What cannot be put back is left as it is: the failure is told in any case.
    let _ = if before.exists() {
        fs::rename(&before, path)
    } else if !beside(path, "draft").exists() {
        fs::remove_file(path)
    } else {
        Ok(())
    };
}

/// A hidden file of this process beside `path`.
fn beside(path: &Path, what: &str) -> PathBuf {
    let name = path.file_name().map(|n| n.to_string_lossy()).unwrap_or_default();
    path.with_file_name(format!(".{name}.{}.{what}", std::process::id()))
}

fn cannot_write(path: &Path, source: std::io::Error) -> DiskError {
    let help = "nothing was changed; make room or choose another place and try again";
    DiskError { what: "cannot write", path: path.into(), source, help }
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
    fn several_files_are_replaced_together_or_not_at_all() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let at = |name: &str| folder.path().join(name);
        let files = |text: &str| vec![(at("sub/b.json"), text.to_owned()), (at("a.json"), text.to_owned())];
        write_together(&files("one")).expect("written");
        write_together(&files("two")).expect("written");
        let read = |name: &str| fs::read_to_string(at(name)).expect("read");
        assert_eq!((read("sub/b.json"), read("a.json")), ("two".into(), "two".into()));
        // A folder cannot be replaced by a file, which is found out when the others have been.
        fs::create_dir(at("taken.json")).expect("made");
        let mut more = files("three");
        more.extend([(at("new.json"), "three".into()), (at("taken.json"), "three".into())]);
        let error = write_together(&more).expect_err("it is a folder").to_string();
        assert!(error.contains("taken.json") && error.contains("nothing was changed"), "{error}");
        assert_eq!((read("sub/b.json"), read("a.json")), ("two".into(), "two".into()));
        assert!(!at("new.json").exists());
        let left: Vec<_> =
            fs::read_dir(folder.path()).expect("listed").map(|entry| entry.expect("it").file_name()).collect();
        assert_eq!(
            (left.len(), fs::read_dir(at("sub")).expect("listed").count()),
            (3, 1),
            "nothing is left beside: {left:?}"
        );
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_plain_file_stays() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("socket");
        let _bound = std::os::unix::net::UnixListener::bind(&path).expect("bound");
        let error = write_whole(&path, b"x").expect_err("it is no file").to_string();
        assert!(error.contains("not a plain file"), "{error}");
        assert!(write_together(&[(path.clone(), "x".into())]).is_err());
        assert!(!fs::metadata(&path).expect("it is there").is_file());
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
