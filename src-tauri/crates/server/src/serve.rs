//! The life of a serving process.

use crate::app::App;
use crate::failure::Failure;
use crate::roster::{Roster, write_whole};
use crate::routes::router;
use crate::views::facts::RunFacts;
use daybreak_engine::{Engine, Options};
use daybreak_store::Access;
use daybreak_wire::person::{Mode, RuntimeFile};
use daybreak_wire::{AskError, ErrorCode};
use std::future::Future;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::{Arc, RwLock};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::{broadcast, watch};
use tokio::task::JoinHandle;

/// Where a runtime answers unless it is told otherwise.
pub const DEFAULT_PORT: u16 = 7420;

/// Requests under way when the process stops may take this long to end.
const PATIENCE: Duration = Duration::from_secs(10);

/// Notices that a slow watcher may be behind.
const NOTICES: usize = 256;

/// Where to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listen {
    /// Here and nowhere else.
    At(SocketAddr),
    /// At [`DEFAULT_PORT`], or at any free port when that is taken.
    Anywhere,
}

/// What a runtime is started with.
pub struct Serve {
    pub listen: Listen,
    pub engine: Options,
}

/// A runtime that answers.
pub struct Serving {
    pub address: String,
    pub mode: Mode,
    /// Who holds the store, when it is not this runtime.
    pub held_by: Option<String>,
    file: Option<PathBuf>,
    engine: Engine,
    closing: watch::Sender<bool>,
    server: JoinHandle<std::io::Result<()>>,
    forecasts: Option<JoinHandle<()>>,
}

/// Starts a runtime on a data folder: takes its store (or only reads it when another has it), then answers.
///
/// # Errors
/// `invalid` for an address that is not loopback, `conflict` for a port in use, and whatever the store says.
pub async fn serve(serve: Serve) -> Result<Serving, AskError> {
    start(serve).await.map_err(|failure| failure.0)
}

impl Serving {
    /// Waits until `stop` is done, then ends in order: no new requests, streams end, requests under way end, the engine stops.
    ///
    /// # Errors
    /// When the network fails for good.
    pub async fn until(mut self, stop: impl Future<Output = ()>) -> Result<(), AskError> {
        let failed = tokio::select! {
            () = stop => None,
            ended = &mut self.server => Some(ended),
        };
        // Nobody need be listening to the news that it closes.
        let _ = self.closing.send(true);
        if failed.is_none() && tokio::time::timeout(PATIENCE, &mut self.server).await.is_err() {
            self.server.abort();
        }
        if let Some(forecasts) = &mut self.forecasts {
            // Nobody waits longer for forecasts than for requests.
            let _ = tokio::time::timeout(PATIENCE, forecasts).await;
        }
        self.engine.stop().await;
        if let Some(file) = &self.file {
            // When it is gone already, that is what was wanted.
            let _ = std::fs::remove_file(file);
        }
        match failed {
            None | Some(Ok(Ok(()))) => Ok(()),
            Some(Ok(Err(error))) => Err(AskError::new(ErrorCode::Io, format!("the network failed: {error}"))),
            Some(Err(error)) => {
                Err(AskError::new(ErrorCode::Internal, format!("answering stopped unexpectedly: {error}")))
            }
        }
    }
}

async fn start(serve: Serve) -> Result<Serving, Failure> {
    let listener = listen(serve.listen).await?;
    let bound = listener.local_addr().map_err(|error| cannot_listen(&error, None))?;
    let address = format!("http://{bound}");
    let data = serve.engine.folder.clone();
    let engine = crate::app::blocking(move || Ok(Engine::start(serve.engine)?)).await?;
    let held_by = match engine.access() {
        Access::Writer { .. } => None,
        Access::ReadOnly { holder } => Some(holder.to_string()),
    };
    let roster = match held_by {
        None => Roster::open(&data)?,
        Some(_) => Roster::read(&data)?.unwrap_or_default(),
    };
    let (closing, closes) = watch::channel(false);
    let app = App {
        engine: engine.clone(),
        roster: Arc::new(roster),
        address: address.as_str().into(),
        facts: Arc::new(RwLock::new(RunFacts::default())),
        runs: Arc::default(),
        notices: broadcast::channel(NOTICES).0,
        closing: closes.clone(),
    };
    let mode = app.mode();
    let file = match mode {
        Mode::Owner => Some(announce(&data, &address, &engine)?),
        Mode::ReadOnly => None,
    };
    let forecasts = (mode == Mode::Owner)
        .then(|| tokio::spawn(crate::forecasts::keep(engine.clone(), data, engine.subscribe(), closes.clone())));
    let server = tokio::spawn(answer(listener, app, closes));
    Ok(Serving { address, mode, held_by, file, engine, closing, server, forecasts })
}

async fn answer(listener: TcpListener, app: App, mut closes: watch::Receiver<bool>) -> std::io::Result<()> {
    let stop = async move {
        // An error means that the sender is gone, which is as good as closing.
        let _ = closes.wait_for(|closing| *closing).await;
    };
    axum::serve(listener, router(app)).with_graceful_shutdown(stop).await
}

async fn listen(listen: Listen) -> Result<TcpListener, Failure> {
    let usual = SocketAddr::from((Ipv4Addr::LOCALHOST, DEFAULT_PORT));
    let wanted = match listen {
        Listen::At(address) => address,
        Listen::Anywhere => usual,
    };
    if !wanted.ip().is_loopback() {
        let message = "only loopback addresses are answered on, for what is said is not encrypted yet";
        return Err(Failure::new(ErrorCode::Invalid, message)
            .at(wanted.to_string())
            .help("listen on 127.0.0.1 or [::1], and reach it from elsewhere through an SSH tunnel"));
    }
    match TcpListener::bind(wanted).await {
        Err(error) if error.kind() == ErrorKind::AddrInUse && listen == Listen::Anywhere => {
            let free = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
            TcpListener::bind(free).await.map_err(|error| cannot_listen(&error, Some(free)))
        }
        bound => bound.map_err(|error| cannot_listen(&error, Some(wanted))),
    }
}

fn cannot_listen(error: &std::io::Error, address: Option<SocketAddr>) -> Failure {
    let place = address.map(|address| address.to_string()).unwrap_or_default();
    if error.kind() == ErrorKind::AddrInUse {
        return Failure::new(ErrorCode::Conflict, "another program answers at this address already")
            .at(place)
            .help("stop it, or name another address with --listen 127.0.0.1:PORT");
    }
    Failure::new(ErrorCode::Io, format!("this address cannot be listened on: {error}"))
        .at(place)
        .help("name another address with --listen 127.0.0.1:PORT")
}

/// Says in the data folder where this runtime answers.
fn announce(data: &std::path::Path, address: &str, engine: &Engine) -> Result<PathBuf, Failure> {
    let path = data.join(RuntimeFile::NAME);
    let file = RuntimeFile {
        address: address.to_owned(),
        pid: std::process::id(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        started_at: engine.now(),
    };
    let written = serde_json::to_string_pretty(&file)
        .map_err(std::io::Error::other)
        .and_then(|text| write_whole(&path, &format!("{text}\n")));
    written.map_err(|error| {
        Failure::new(ErrorCode::Io, format!("it cannot be written: {error}"))
            .at(path.display().to_string())
            .help("see that the folder may be written and the disk has room")
    })?;
    Ok(path)
}
