//! The durable scheduler, its executors and the supervisor.
//!
//! **Owns** the loop that turns `run`'s decisions into deeds: it gathers what has happened, lets the state machine decide,
//! commits decision and state in one transaction, and only then acts. It owns the executors (commands, file waits), the
//! supervisor process with its protocol on disk ([`supervisor`]), recovery after a crash, and triggers.
//!
//! **Does not** decide what a run does (`run`), who may do what (`change`, `server`), nor how things are kept (`store`).
//!
//! **Invariants.** Nothing is started whose intent is not on the disk. After a crash no attempt is started again unless it
//! certainly never was, or its job says `restart: safe`. One engine writes; another on the same data folder only reads.
//!
//! # How the server uses it
//!
//! One [`Engine`] per data folder; it is cheap to clone. The program that embeds it must call [`supervisor::main`] when it is
//! started as [`Options::supervisor`] says (`daybreak supervise FOLDER` by default), before anything else and without a runtime.
//!
//! ```no_run
//! # async fn server() -> Result<(), daybreak_engine::EngineError> {
//! use daybreak_engine::{Engine, EngineError, Operate, Options, StartRun};
//! use daybreak_run::Operation;
//!
//! let engine = Engine::start(Options::new("/var/lib/daybreak"))?; // recovers; Access::ReadOnly when another holds the store
//! let mut events = engine.subscribe(); // first subscribe, then snapshot: nothing is missed
//! // Change control is the server's: it writes through the engine, so that all writing is in one place and in order.
//! // engine.write(|w| { w.put_revision(..)?; w.audit(..)?; w.publish(..) }).await?; engine.reload().await?;
//! let run = engine.start_run(StartRun::new("bank", "olga")).await?; // the published revision, today
//! let hold = Operation::Hold { nodes: vec!["fees".into()] };
//! engine.act(Operate { run: run.run.clone(), operation: hold, person: "olga".into(), reason: "file late".into() }).await?;
//! let snapshot = engine.snapshot(&run.run).await?; // snapshot.event: events with greater numbers follow
//! let missed = engine.read(move |r| r.events_after(snapshot.event, None, 1000)).await?;
//! let live = events.recv().await; // an Arc<RunEvent>; on Lagged, read events_after the last number seen
//! let log = engine.log(&run.run, &"fees".into(), None, 0, 65536).await?;
//! engine.stop().await; // jobs go on under their supervisors, and are found again at the next start
//! # Ok(()) }
//! ```

mod attempts;
mod error;
mod executors;
mod handle;
mod live;
mod logs;
mod options;
mod prepare;
mod refusals;
mod request;
mod scheduler;
mod secrets;
mod start;
pub mod supervisor;
mod watch;

pub use error::EngineError;
pub use handle::{Engine, Operate, Planned, StartRun};
pub use logs::LogPart;
pub use options::{Moment, Options, SupervisorProgram};
pub use refusals::{refusals, trigger_refusals};
