//! Running the job itself: its process group, its end, its timeout.

use super::folder::{Folder, now};
use super::order::{Order, WhyStop};
use super::{Outcome, Phase, output, tell};
use daybreak_run::AttemptEnd;
use rustix::fs::inotify;
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io;
use std::mem::MaybeUninit;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

/// After being asked to end a job has this long, then it is killed.
const GRACE: Duration = Duration::from_secs(10);

/// How long to wait for the rest of the output when something that the job left behind keeps the pipe open.
const DRAIN: Duration = Duration::from_secs(1);

enum Heard {
    /// The job's process has ended and is not yet reaped.
    Ended,
    Stop(WhyStop),
}

/// Refuses a program whose content is not what was approved.
pub(super) fn check_pin(order: &Order) -> Result<(), String> {
    let Some(pin) = &order.pin else {
        return Ok(());
    };
    let file = pin.file.display();
    let mut hasher = Sha256::new();
    std::fs::File::open(&pin.file)
        .and_then(|mut content| io::copy(&mut content, &mut HashWriter(&mut hasher)))
        .map_err(|error| format!("the approved program {file} cannot be read: {error}"))?;
    let found: String = hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    if found.eq_ignore_ascii_case(&pin.sha256) {
        return Ok(());
    }
    Err(format!("{file} is not what was approved: its SHA-256 is {found}, approved was {}", pin.sha256))
}

/// Starts the job and waits for its end.
pub(super) fn run(order: &Order, folder: &Folder, phase: &dyn Fn(Phase)) -> Outcome {
    let (sender, receiver) = channel();
    listen(folder, sender.clone());
    let (child, outputs) = match spawn(order, folder) {
        Ok(spawned) => spawned,
        Err(error) => {
            let program = order.argv.first().map_or("", String::as_str);
            return Outcome::refused(format!("{program:?} could not be started: {error}"));
        }
    };
    phase(Phase::Spawned);
    tell("started");
    let pid = Pid::from_child(&child);
    std::thread::spawn(move || {
        let ended = waitid(WaitId::Pid(pid), WaitIdOptions::EXITED | WaitIdOptions::NOWAIT);
        // Without a job to wait for there is nothing to say.
        let _ = ended.is_ok().then(|| sender.send(Heard::Ended));
    });
    let stopped = watch(&receiver, pid, order.timeout.map(|t| Duration::from_millis(t.ms().unsigned_abs())));
    let end = reap(child, stopped);
    let ended_at = now();
    let mut all = outputs.recv_timeout(DRAIN).unwrap_or_default();
    all.extend(output::from_file(&folder.output()));
    Outcome { end, ended_at, outputs: all }
}

fn spawn(order: &Order, folder: &Folder) -> io::Result<(Child, Receiver<BTreeMap<String, String>>)> {
    let (program, arguments) = order.argv.split_first().ok_or(io::ErrorKind::InvalidInput)?;
    let (reader, writer) = io::pipe()?;
    let mut command = Command::new(program);
    command
        .args(arguments)
        .env_clear()
        .envs(&order.environment)
        .env("DAYBREAK_OUTPUT", folder.output())
        .current_dir(&order.directory)
        .stdin(Stdio::null())
        .stdout(writer.try_clone()?)
        .stderr(writer)
        .process_group(0);
    let child = command.spawn()?;
    // The command keeps the writing ends; without it the pipe ends with the job.
    drop(command);
    let (sender, receiver) = channel();
    let (log, limit) = (folder.log(), order.log_bytes);
    std::thread::spawn(move || sender.send(output::pump(reader, &log, limit)));
    Ok((child, receiver))
}

/// Waits for the job's process to end, ending it when it is asked for or has taken too long. Returns why it was ended.
fn watch(heard: &Receiver<Heard>, job: Pid, timeout: Option<Duration>) -> Option<WhyStop> {
    let mut next = timeout.map(|timeout| Instant::now() + timeout);
    let mut stopped = None;
    loop {
        let message = match next {
            Some(at) => heard.recv_timeout(at.saturating_duration_since(Instant::now())),
            None => heard.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match message {
            Ok(Heard::Ended) | Err(RecvTimeoutError::Disconnected) => break,
            Ok(Heard::Stop(why)) if stopped.is_none() => stopped = Some(why),
            Ok(Heard::Stop(_)) => continue,
            Err(RecvTimeoutError::Timeout) if stopped.is_none() => stopped = Some(WhyStop::TimedOut),
            Err(RecvTimeoutError::Timeout) => {
                let _ = kill_process_group(job, Signal::KILL);
                next = None;
                continue;
            }
        }
        // A group that is gone already needs no signal.
        let _ = kill_process_group(job, Signal::TERM);
        next = Some(Instant::now() + GRACE);
    }
    if stopped.is_some() {
        // The leader is not reaped yet, so the number is still that of this group: what it left behind goes with it.
        let _ = kill_process_group(job, Signal::KILL);
    }
    stopped
}

fn reap(mut child: Child, stopped: Option<WhyStop>) -> AttemptEnd {
    match (child.wait(), stopped) {
        // It was done before the signal reached it.
        (Ok(status), _) if status.success() => AttemptEnd::Exited { code: 0 },
        (_, Some(WhyStop::Asked)) => AttemptEnd::Killed,
        (_, Some(WhyStop::TimedOut)) => AttemptEnd::TimedOut,
        (Ok(status), None) => match (status.code(), status.signal()) {
            (Some(code), _) => AttemptEnd::Exited { code },
            (None, signal) => AttemptEnd::Signalled { signal: signal.unwrap_or_default() },
        },
        (Err(error), None) => AttemptEnd::Lost { why: format!("its end could not be waited for: {error}") },
    }
}

/// Watches the folder for somebody who wants the job ended.
fn listen(folder: &Folder, sender: Sender<Heard>) {
    let folder = folder.clone();
    std::thread::spawn(move || {
        let Ok(watcher) = inotify::init(inotify::CreateFlags::CLOEXEC) else {
            return;
        };
        let flags = inotify::WatchFlags::MOVED_TO | inotify::WatchFlags::CREATE;
        if inotify::add_watch(&watcher, folder.path(), flags).is_err() {
            return;
        }
        let mut buffer = [MaybeUninit::uninit(); 4096];
        let mut events = inotify::Reader::new(&watcher, &mut buffer);
        loop {
            // It may have been asked for before the watch was set, so the folder is looked at first.
            if let Some(why) = folder.asked_to_stop() {
                let _ = sender.send(Heard::Stop(why));
                return;
            }
            if events.next().is_err() {
                return;
            }
        }
    });
}

struct HashWriter<'a>(&'a mut Sha256);

impl io::Write for HashWriter<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
