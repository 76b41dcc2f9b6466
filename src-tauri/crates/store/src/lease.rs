//! Who may write: an operating system's lock that dies with its holder, and a token that grows with every holder.

use crate::error::StoreError;
use daybreak_model::time::Timestamp;
use rusqlite::{Connection, OptionalExtension};
use std::fmt;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;
use std::time::{Duration, Instant};

/// A program that a dying process was just starting has that process's lock until it is executed, so a lock that is held
/// for a moment does not mean that somebody is alive.
const LAST_BREATH: Duration = Duration::from_millis(500);
const LOOK_AGAIN: Duration = Duration::from_millis(10);

/// Whose store it is, as it says itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    pub pid: u32,
    pub since: Timestamp,
}

/// What this process may do with the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// Its token grows with every process that opens the store for writing.
    Writer {
        token: u64,
    },
    ReadOnly {
        holder: Holder,
    },
}

impl fmt::Display for Holder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "process {} since {}", self.pid, self.since.utc().format("%Y-%m-%d %H:%M:%S UTC"))
    }
}

/// Takes the lock file in `folder`; nothing when another process has it. The lock lasts as long as the file is open.
pub(crate) fn lock(folder: &Path) -> Result<Option<File>, StoreError> {
    let failed = |source| StoreError::Folder { folder: folder.into(), source };
    let path = folder.join("daybreak.lock");
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(path).map_err(failed)?;
    let began = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(Some(file)),
            Err(TryLockError::WouldBlock) if began.elapsed() < LAST_BREATH => std::thread::sleep(LOOK_AGAIN),
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(source)) => return Err(failed(source)),
        }
    }
}

/// Writes down that this process holds the store from `now` on. Returns its token.
pub(crate) fn take(connection: &Connection, now: Timestamp) -> Result<u64, StoreError> {
    let mut statement = connection.prepare(
        "INSERT INTO lease (id, token, pid, since) VALUES (1, 1, ?1, ?2)
         ON CONFLICT (id) DO UPDATE SET token = token + 1, pid = excluded.pid, since = excluded.since RETURNING token",
    )?;
    Ok(statement.query_row((std::process::id(), now.ms()), |row| row.get(0))?)
}

/// Fails when another process has taken the lease since.
pub(crate) fn verify(connection: &Connection, ours: u64) -> Result<(), StoreError> {
    let found: u64 =
        connection.prepare_cached("SELECT token FROM lease WHERE id = 1")?.query_row([], |row| row.get(0))?;
    if found == ours { Ok(()) } else { Err(StoreError::Fenced { ours, found }) }
}

pub(crate) fn holder(connection: &Connection) -> Result<Holder, StoreError> {
    let row = connection
        .query_row("SELECT pid, since FROM lease WHERE id = 1", [], |row| {
            Ok(Holder { pid: row.get(0)?, since: Timestamp(row.get(1)?) })
        })
        .optional()?;
    Ok(row.unwrap_or(Holder { pid: 0, since: Timestamp(0) }))
}
