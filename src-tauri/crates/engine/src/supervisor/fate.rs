//! What became of an attempt, as its folder tells.

use super::folder::Folder;
use daybreak_model::time::Timestamp;
use daybreak_run::AttemptEnd;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::File;
use std::io;

/// How a job ended, as its supervisor saw it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    pub end: AttemptEnd,
    pub ended_at: Timestamp,
    pub outputs: BTreeMap<String, String>,
}

/// What became of an attempt.
#[derive(Debug)]
pub enum Fate {
    Over(Outcome),
    /// Its supervisor lives.
    Alive(Adopted),
    /// It was never started, and never will be: a supervisor that comes late finds it claimed.
    NeverStarted,
    /// It was started, its supervisor is gone, and there is no outcome.
    Unknown(String),
}

/// A live supervisor that this process did not start.
#[derive(Debug)]
pub struct Adopted {
    folder: Folder,
    lock: File,
}

/// Finds out what became of an attempt. Safe to ask at any time, any number of times, while supervisors come and go.
///
/// 1. An outcome is an outcome.
/// 2. A held lock is a live supervisor.
/// 3. With the lock in hand, nobody is at work. Whoever can claim the attempt now knows that it never was.
/// 4. Claimed without `started`: its supervisor died before it could start anything.
/// 5. All else is unknown.
pub fn look(folder: &Folder) -> io::Result<Fate> {
    folder.create()?;
    if let Some(outcome) = folder.outcome()? {
        return Ok(Fate::Over(outcome));
    }
    let Some(_lock) = folder.try_lock()? else {
        return Ok(Fate::Alive(Adopted { folder: folder.clone(), lock: folder.open_lock()? }));
    };
    if let Some(outcome) = folder.outcome()? {
        return Ok(Fate::Over(outcome));
    }
    if folder.claim("recovery")? || !folder.has_started() {
        return Ok(Fate::NeverStarted);
    }
    Ok(Fate::Unknown("its supervisor died, or the machine went down, while it ran; look at what it has done".into()))
}

impl Adopted {
    /// Waits for the supervisor to be gone, and says what became of the attempt then. Blocks.
    pub fn wait(self) -> io::Result<Fate> {
        self.lock.lock()?;
        drop(self.lock);
        look(&self.folder)
    }
}
