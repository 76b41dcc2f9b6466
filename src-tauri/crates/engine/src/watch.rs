//! Waiting for a file: it is there, and its size has not changed for a while.

use daybreak_model::network::Does;
use daybreak_model::node::Wait;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

/// Files come from other machines over network file systems, which announce nothing; so the file is looked at.
const LOOK_EVERY: Duration = Duration::from_millis(250);

/// How long the size must not change.
pub(crate) fn stable(does: &Does) -> Duration {
    match does {
        Does::Wait(Wait::File { stable, .. }) => Duration::from_millis(stable.ms().unsigned_abs()),
        _ => Duration::ZERO,
    }
}

/// True once `file` is there and stable; false when the waiting was stopped, which is when the sender is gone.
pub(crate) fn until_stable(file: &Path, stable: Duration, stopped: &Receiver<()>) -> bool {
    let mut seen: Option<(u64, Instant)> = None;
    loop {
        let size = std::fs::metadata(file).ok().filter(std::fs::Metadata::is_file).map(|meta| meta.len());
        seen = match (size, seen) {
            (None, _) => None,
            (Some(size), Some((before, since))) if size == before => Some((size, since)),
            (Some(size), _) => Some((size, Instant::now())),
        };
        if seen.is_some_and(|(_, since)| since.elapsed() >= stable) {
            return true;
        }
        match stopped.recv_timeout(LOOK_EVERY) {
            Err(RecvTimeoutError::Timeout) => {}
            Ok(()) | Err(RecvTimeoutError::Disconnected) => return false,
        }
    }
}
