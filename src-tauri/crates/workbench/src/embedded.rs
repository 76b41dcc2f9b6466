//! Starting the runtime that comes with the window. It outlives the window.

use crate::desk::Places;
use daybreak_wire::{AskError, ErrorCode};
use std::fs::File;
use std::os::unix::process::CommandExt;
use std::process::{Command, Stdio};

/// Starts `daybreak serve` on a free port of the loopback, in a session of its own, with its words in `runtime.log`.
///
/// # Errors
/// With code `io` when the program cannot be started or the data folder cannot be written.
pub fn start(places: &Places) -> Result<(), AskError> {
    let failed = |what: &str, error: std::io::Error| {
        AskError::new(ErrorCode::Io, format!("{what}: {error}"))
            .help("see that the data folder can be written and the program is installed")
    };
    std::fs::create_dir_all(&places.data).map_err(|e| failed("the data folder cannot be made", e))?;
    let log = places.data.join("runtime.log");
    let log = File::options()
        .create(true)
        .append(true)
        .open(&log)
        .map_err(|e| failed("the runtime's log cannot be opened", e))?;
    let words = log.try_clone().map_err(|e| failed("the runtime's log cannot be opened", e))?;
    Command::new(&places.program)
        .arg("serve")
        .arg("--data")
        .arg(&places.data)
        .args(["--listen", "127.0.0.1:0"])
        .stdin(Stdio::null())
        .stdout(log)
        .stderr(words)
        .process_group(0)
        .spawn()
        .map(drop)
        .map_err(|e| failed("the runtime cannot be started", e))
}
