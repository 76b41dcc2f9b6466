//! The only SQL: everything the runtime keeps.
//!
//! **Owns** one SQLite file (`daybreak.db`, WAL, fully synced) in the data folder: revisions and publications, changes and
//! decisions, the audit chain, runs with a row per activity, attempts, the numbered event stream, durations for
//! statistics; its schema's migrations; the lease that lets one engine write; and, in a file of its own (`history.db`), recorded
//! nights and kept forecasts.
//!
//! **Does not** decide anything: what a run does is `run`'s, who may publish is `change`'s, when to write is `engine`'s. It
//! reads no clock: moments come in as arguments.
//!
//! **Invariants.** What belongs together is written in one [`Store::write`], and it is on the disk when that returns. One
//! process at a time writes; a second [`Store::open`] is read-only and says who holds the store. Audit entries form
//! `change`'s hash chain without gaps. Event numbers grow by one and never repeat.

mod error;
mod history;
mod lease;
mod read;
mod rows;
mod schema;
mod sql;
mod store;
mod write;

pub use error::StoreError;
pub use history::{HistoryStore, nights_of};
pub use lease::{Access, Holder};
pub use read::{AuditFilter, Reader, RunFilter};
pub use rows::{AttemptRow, ChangeRow, DurationRow, NewChange, NewRun, Publication, Revision, RunRow};
pub use store::{Limits, Store};
pub use write::Write;
