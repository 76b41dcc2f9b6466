//! What can go wrong, in words that say what to do.

use rusqlite::ErrorCode;
use std::io;
use std::path::PathBuf;

#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("the disk is full, nothing was written; free some space in the data folder's file system")]
    Full,
    #[error(
        "{file} is damaged or no store of Daybreak: {why}; restore it from a backup, or move it away to begin anew"
    )]
    Damaged { file: PathBuf, why: String },
    #[error(
        "the store has format {found}, this program knows formats up to {known}; use the newer program that wrote it"
    )]
    Newer { found: i64, known: i64 },
    #[error("the store is held by {0}; this process may only read it")]
    ReadOnly(crate::Holder),
    #[error("another process has taken the store over (its lease is {found}, ours was {ours}); nothing was written")]
    Fenced { ours: u64, found: u64 },
    #[error("the data folder {folder} cannot be used: {source}")]
    Folder { folder: PathBuf, source: io::Error },
    #[error("the store has no {what} {name}")]
    Absent { what: &'static str, name: String },
    #[error("what the store has of {what} cannot be read: {why}")]
    Unreadable { what: &'static str, why: String },
    #[error("the store could not do it: {0}")]
    Sql(rusqlite::Error),
}

impl StoreError {
    /// Whether it may go by itself, so that trying again later makes sense.
    pub fn may_pass(&self) -> bool {
        match self {
            StoreError::Full => true,
            StoreError::Sql(error) => matches!(
                error.sqlite_error_code(),
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::SystemIoFailure)
            ),
            _ => false,
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> StoreError {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => StoreError::Full,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                StoreError::Damaged { file: PathBuf::from(crate::store::FILE), why: error.to_string() }
            }
            _ => StoreError::Sql(error),
        }
    }
}
