//! Opening the store, and writing to it.

use crate::error::StoreError;
use crate::lease::{self, Access};
use crate::read::Reader;
use crate::schema;
use crate::write::Write;
use daybreak_model::time::Timestamp;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The file in the data folder.
pub(crate) const FILE: &str = "daybreak.db";

const BUSY: Duration = Duration::from_secs(5);

/// How much the store may grow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// The largest file, in bytes, rounded up to whole pages; no limit when absent. Beyond it writes fail with
    /// [`StoreError::Full`], as on a full disk.
    pub bytes: Option<u64>,
}

/// The store of one data folder, opened by this process.
pub struct Store {
    connection: Connection,
    folder: PathBuf,
    access: Access,
    /// Held for as long as this process may write.
    _lock: Option<File>,
}

impl Store {
    /// Opens the store in `folder`, made when it is not there. When another process writes to it, it is opened for reading.
    ///
    /// # Errors
    ///
    /// The folder cannot be used, the file is damaged, or a newer program wrote it. Nothing is changed then.
    pub fn open(folder: &Path, now: Timestamp, limits: Limits) -> Result<Store, StoreError> {
        std::fs::create_dir_all(folder).map_err(|source| StoreError::Folder { folder: folder.into(), source })?;
        let lock = lease::lock(folder)?;
        let file = folder.join(FILE);
        let opened = match lock {
            Some(lock) => open_for_writing(&file, now, limits).map(|(c, access)| (c, access, Some(lock))),
            None => open_for_reading(&file).map(|(c, access)| (c, access, None)),
        };
        let (connection, access, lock) = opened.map_err(|error| name_file(error, &file))?;
        Ok(Store { connection, folder: folder.into(), access, _lock: lock })
    }

    pub fn access(&self) -> &Access {
        &self.access
    }

    /// The token of this process's lease; nothing when it may only read.
    pub fn token(&self) -> Option<u64> {
        match self.access {
            Access::Writer { token } => Some(token),
            Access::ReadOnly { .. } => None,
        }
    }

    /// Another way in for reading, that does not wait for writers.
    pub fn reader(&self) -> Result<Reader, StoreError> {
        Reader::open(&self.folder.join(FILE))
    }

    /// Does all of `what` in one transaction, which is on the disk when this returns; nothing of it when it fails.
    ///
    /// # Errors
    ///
    /// What `what` says; that this process may only read; that another has taken the store over; a full disk.
    pub fn write<T, E: From<StoreError>>(&mut self, what: impl FnOnce(&Write<'_>) -> Result<T, E>) -> Result<T, E> {
        let token = match &self.access {
            Access::Writer { token } => *token,
            Access::ReadOnly { holder } => return Err(StoreError::ReadOnly(holder.clone()).into()),
        };
        let transaction =
            self.connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(StoreError::from)?;
        lease::verify(&transaction, token)?;
        let done = what(&Write::new(&transaction))?;
        transaction.commit().map_err(StoreError::from)?;
        Ok(done)
    }
}

fn open_for_writing(file: &Path, now: Timestamp, limits: Limits) -> Result<(Connection, Access), StoreError> {
    let mut connection = Connection::open(file)?;
    connection.busy_timeout(BUSY)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.set_prepared_statement_cache_capacity(64);
    schema::migrate(&mut connection)?;
    let token = lease::take(&connection, now)?;
    if let Some(bytes) = limits.bytes {
        let page: u64 = connection.query_row("PRAGMA page_size", [], |row| row.get(0))?;
        connection.pragma_update(None, "max_page_count", bytes.div_ceil(page))?;
    }
    Ok((connection, Access::Writer { token }))
}

fn open_for_reading(file: &Path) -> Result<(Connection, Access), StoreError> {
    let connection = connect_for_reading(file)?;
    let holder = lease::holder(&connection)?;
    Ok((connection, Access::ReadOnly { holder }))
}

pub(crate) fn connect_for_reading(file: &Path) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let connection = Connection::open_with_flags(file, flags)?;
    connection.busy_timeout(BUSY)?;
    schema::check(&connection)?;
    Ok(connection)
}

fn name_file(error: StoreError, file: &Path) -> StoreError {
    match error {
        StoreError::Damaged { why, .. } => StoreError::Damaged { file: file.into(), why },
        other => other,
    }
}
