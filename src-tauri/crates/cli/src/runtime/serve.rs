//! `daybreak serve`.

use crate::arguments::Serve;
use crate::failure::{Done, Outcome};
use crate::output::Output;
use daybreak_engine::Options;
use daybreak_server::{Listen, Serve as Start, serve as start};
use daybreak_wire::person::Mode;
use daybreak_wire::{AskError, ErrorCode};
use serde::Serialize;
use std::path::PathBuf;
use tokio::signal::unix::{SignalKind, signal};

/// Said once, when the runtime answers.
#[derive(Serialize)]
struct Ready {
    address: String,
    mode: Mode,
    data: String,
    /// Who holds the store, when it is not this runtime.
    held_by: Option<String>,
    pid: u32,
}

/// Serves until it is interrupted or asked to end.
pub async fn serve(given: &Serve, data: PathBuf, output: &mut Output) -> Done {
    let failed = |error: std::io::Error| AskError::new(ErrorCode::Io, format!("signals cannot be heard: {error}"));
    let mut interrupt = signal(SignalKind::interrupt()).map_err(failed)?;
    let mut terminate = signal(SignalKind::terminate()).map_err(failed)?;
    let listen = given.listen.map_or(Listen::Anywhere, Listen::At);
    let serving = start(Start { listen, engine: Options::new(&data) }).await?;
    let ready = Ready {
        address: serving.address.clone(),
        mode: serving.mode,
        data: data.display().to_string(),
        held_by: serving.held_by.clone(),
        pid: std::process::id(),
    };
    output.item(&ready, text)?;
    let stop = async {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    };
    serving.until(stop).await?;
    Ok(Outcome::Fine)
}

fn text(ready: &Ready) -> String {
    let Ready { address, data, .. } = ready;
    match &ready.held_by {
        None => format!("The runtime of {data} answers at {address}. Jobs go on when it is stopped.\n"),
        Some(holder) => format!(
            "The store of {data} is held by {holder}.\nThis runtime only shows it, at {address}; nothing can be changed here.\n"
        ),
    }
}
