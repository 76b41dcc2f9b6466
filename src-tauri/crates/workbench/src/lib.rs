//! Documents on disk and what can be asked of them: the ground on which the window and the command line stand.
//!
//! **Owns** reading and writing of definition files with all they refer to, the open documents of a window, the table of
//! what the window may [ask](asks), and the connection to a runtime.
//!
//! **Does not** decide anything about a workflow: checks, forecasts, differences and layouts are the core's, and what happens
//! to a run is the runtime's.
//!
//! **Invariants.** A file is replaced whole or not at all. A broken file is never written over unless a person replaced its text.
//! An answer carries the version of the document that it was worked out for.

mod analysis;
pub mod asks;
mod assess;
mod calendars;
mod desk;
mod document;
mod documents;
mod embedded;
mod exports;
mod files;
pub mod forecasts;
mod import;
mod layouts;
mod library;
mod load;
mod monte_carlo;
mod runtime;
pub mod shapes;
mod stop;

use daybreak_wire::{AskError, ErrorCode};

pub use analysis::history as recorded;
pub use desk::{Desk, Places};
pub use files::{DiskError, read_limited, write_together, write_whole};
pub use load::{LoadError, Loaded, load_around, load_bundle};

/// Runs work that takes long away from the threads that wait for the network and the window.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, AskError> + Send + 'static,
) -> Result<T, AskError> {
    tokio::task::spawn_blocking(work).await.unwrap_or_else(|failure| {
        Err(AskError::new(ErrorCode::Internal, format!("work stopped unexpectedly: {failure}"))
            .help("report this as a defect of Daybreak"))
    })
}

fn disk_failed(error: DiskError) -> AskError {
    let place = error.path.to_string_lossy().into_owned();
    AskError::new(ErrorCode::Io, error.to_string()).at(place)
}

fn load_failed(error: LoadError) -> AskError {
    match error {
        LoadError::Disk(error) => disk_failed(error),
        LoadError::Broken(diagnostics) => {
            AskError::new(ErrorCode::BrokenFile, "the file is no definition").because(diagnostics)
        }
    }
}
