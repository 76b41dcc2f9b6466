//! The small process that stands between the engine and a job, so that no crash of the engine loses or doubles the job.
//!
//! It runs in its own session and lives as long as its job. Everything goes through the attempt's folder:
//!
//! | file | means |
//! | --- | --- |
//! | `lock` | locked by the supervisor for life; the lock dies with it, whatever happens to its process number |
//! | `claim` | created exclusively: whoever made it, supervisor or recovery, decides over the attempt |
//! | `started` | on the disk before the job's program is executed |
//! | `exit` | the outcome, on the disk and in place at once |
//! | `stop` | somebody wants the job ended |
//! | `log` | what the job wrote, up to a limit |
//! | `output` | lines `NAME=VALUE` that the job may write, besides `::output NAME=VALUE` in what it prints |
//!
//! [`look`] says after a crash what became of an attempt. The order comes over standard input, so that secrets are never in
//! a file; over standard output goes `started` and `ended`, as soon as each is on the disk.

mod fate;
mod folder;
mod job;
mod order;
mod output;

pub use fate::{Adopted, Fate, Outcome, look};
pub use folder::Folder;
pub(crate) use folder::create_synced;
pub use order::{Order, Pin, WhyStop};

use daybreak_run::AttemptEnd;
use std::io::{Read, Write};
use std::path::Path;
use std::process::ExitCode;

/// The boundaries at which a crash is tried in tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    BeforeClaim,
    Claimed,
    Started,
    Spawned,
    Ended,
    ExitWritten,
}

/// The order could not be read; nothing was touched.
const NO_ORDER: u8 = 3;
/// The attempt belongs to somebody else.
const TAKEN: u8 = 4;
/// The disk would not take `started`; nothing was started.
const NOT_WRITTEN: u8 = 5;

/// The whole supervisor. Returns when the job is over and its outcome on the disk. To be called in a process of its own,
/// with an [`Order`] on standard input.
pub fn main(folder: &Path) -> ExitCode {
    main_with(folder, &|_| {})
}

/// The same, telling `phase` where it is; for tests that end it there.
pub fn main_with(folder: &Path, phase: &dyn Fn(Phase)) -> ExitCode {
    // Already a session leader is as good.
    let _ = rustix::process::setsid();
    let mut text = String::new();
    let read = std::io::stdin().read_to_string(&mut text);
    let Some(order) = read.ok().and_then(|_| serde_json::from_str::<Order>(&text).ok()) else {
        return ExitCode::from(NO_ORDER);
    };
    phase(Phase::BeforeClaim);
    let folder = Folder::new(folder);
    let Some(_lock) = folder.try_lock().ok().flatten() else {
        return ExitCode::from(TAKEN);
    };
    if !folder.claim("supervisor").unwrap_or(false) {
        return ExitCode::from(TAKEN);
    }
    phase(Phase::Claimed);
    if folder.write_started().is_err() {
        return ExitCode::from(NOT_WRITTEN);
    }
    phase(Phase::Started);
    let outcome = match job::check_pin(&order) {
        Ok(()) => job::run(&order, &folder, phase),
        Err(why) => Outcome::refused(why),
    };
    phase(Phase::Ended);
    folder.write_outcome(&outcome);
    phase(Phase::ExitWritten);
    tell("ended");
    ExitCode::SUCCESS
}

/// Tells the engine, if it still listens.
fn tell(word: &str) {
    let mut out = std::io::stdout();
    let _ = writeln!(out, "{word}").and_then(|()| out.flush());
}

impl Outcome {
    fn refused(why: String) -> Outcome {
        let at = folder::now();
        Outcome { end: AttemptEnd::Refused { why }, ended_at: at, outputs: Default::default() }
    }
}
