//! The folder of an attempt, and how what is in it survives a power cut.

use super::fate::Outcome;
use super::order::WhyStop;
use daybreak_model::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How long to wait before an outcome that could not be written is written again.
const DISK_PATIENCE: Duration = Duration::from_secs(1);

/// The folder of one attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder(PathBuf);

/// Who is at work, for people who look; nothing is decided by it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Started {
    pub pid: u32,
    pub at: Timestamp,
    /// Tells one boot of the machine from the next.
    pub boot: String,
}

impl Folder {
    pub fn new(path: impl Into<PathBuf>) -> Folder {
        Folder(path.into())
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    pub fn log(&self) -> PathBuf {
        self.0.join("log")
    }

    pub(super) fn output(&self) -> PathBuf {
        self.0.join("output")
    }

    /// Makes the folder. It is made again as it is.
    pub fn create(&self) -> io::Result<()> {
        std::fs::create_dir_all(&self.0)
    }

    /// Takes the lock; nothing when somebody has it.
    pub(super) fn try_lock(&self) -> io::Result<Option<File>> {
        let file = self.open_lock()?;
        match file.try_lock() {
            Ok(()) => Ok(Some(file)),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }

    pub(super) fn open_lock(&self) -> io::Result<File> {
        OpenOptions::new().create(true).truncate(false).write(true).open(self.0.join("lock"))
    }

    /// True when the attempt is now the caller's to decide over; false when it is somebody else's.
    pub(super) fn claim(&self, by: &str) -> io::Result<bool> {
        match OpenOptions::new().create_new(true).write(true).open(self.0.join("claim")) {
            Ok(mut file) => {
                // Who it was is for people; that the file is there is what counts.
                let _ = writeln!(file, "{by} {}", std::process::id());
                Ok(true)
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
            Err(error) => Err(error),
        }
    }

    pub(super) fn has_started(&self) -> bool {
        self.0.join("started").exists()
    }

    /// Puts `started` on the disk; after a power cut its absence is proof.
    pub(super) fn write_started(&self) -> io::Result<()> {
        let boot = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default();
        let started = Started { pid: std::process::id(), at: now(), boot: boot.trim().into() };
        // That it is there is what counts, so it is the folders that are synced; the engine has synced the way to them.
        let written = std::fs::write(self.0.join("started"), serde_json::to_vec(&started)?)
            .and_then(|()| self.0.ancestors().take(2).try_for_each(sync_folder));
        if written.is_err() {
            // Nothing was started, so nothing may say so.
            let _ = std::fs::remove_file(self.0.join("started"));
        }
        written
    }

    /// Puts the outcome on the disk. A full disk is waited out: the job is over, and its outcome must not be lost.
    pub(super) fn write_outcome(&self, outcome: &Outcome) {
        let text = serde_json::to_vec(outcome).unwrap_or_default();
        while self.put("exit", &text).is_err() && self.0.exists() {
            std::thread::sleep(DISK_PATIENCE);
        }
    }

    pub(super) fn outcome(&self) -> io::Result<Option<Outcome>> {
        match std::fs::read(self.0.join("exit")) {
            Ok(text) => Ok(Some(serde_json::from_slice(&text)?)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Asks for the job to be ended. Asking again does no harm; the first reason stands.
    pub fn ask_to_stop(&self, why: WhyStop) -> io::Result<()> {
        if self.0.join("stop").exists() {
            return Ok(());
        }
        let text = serde_json::to_vec(&why)?;
        let draft = self.0.join("stop.new");
        std::fs::write(&draft, text)?;
        std::fs::rename(draft, self.0.join("stop"))
    }

    pub(super) fn asked_to_stop(&self) -> Option<WhyStop> {
        serde_json::from_slice(&std::fs::read(self.0.join("stop")).ok()?).ok()
    }

    /// Writes a file so that it is there in full or not at all. When a power cut takes the new name back, the attempt is
    /// unknown, as it would have been a moment earlier.
    fn put(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let draft = self.0.join(format!("{name}.new"));
        let mut file = File::create(&draft)?;
        file.write_all(bytes)?;
        file.sync_data()?;
        std::fs::rename(&draft, self.0.join(name))
    }
}

/// Makes a folder and puts it on the disk, with those above it that had to be made.
pub(crate) fn create_synced(folder: &Path) -> io::Result<()> {
    std::fs::create_dir_all(folder)?;
    folder.ancestors().skip(1).take(2).try_for_each(sync_folder)
}

fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

pub(super) fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
