//! Carrying out what a step decided, after it was committed. Each deed may be done again without harm.

use crate::attempts::{folder_of, folder_of_run};
use crate::live::Live;
use crate::options::Options;
use crate::prepare::Task;
use crate::request::Request;
use crate::supervisor::{Fate, Order, WhyStop, create_synced, look};
use crate::watch;
use daybreak_model::network::{Does, Index};
use daybreak_model::node::Work;
use daybreak_run::{Action, AttemptEnd, Event, RunId, Stop};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::Sender;

/// The threads that follow attempts need little.
const STACK: usize = 256 * 1024;

pub(crate) struct Executors {
    options: Arc<Options>,
    requests: Sender<Request>,
    /// File waits by attempt; dropping the other end stops the watching.
    watches: HashMap<(RunId, Index, u32), Sender<()>>,
    /// The attempts that somebody here follows, or has followed to their end.
    followed: HashSet<(RunId, Index, u32)>,
    /// The runs whose folder is on the disk.
    prepared: HashSet<RunId>,
}

impl Executors {
    pub fn new(options: Options, requests: Sender<Request>) -> Executors {
        Executors {
            options: Arc::new(options),
            requests,
            watches: HashMap::new(),
            followed: HashSet::new(),
            prepared: HashSet::new(),
        }
    }

    /// Whether somebody here follows what `action` brings about.
    pub fn follows(&self, run: &RunId, action: &Action) -> bool {
        let (Action::Start { activity, attempt }
        | Action::Watch { activity, attempt }
        | Action::Stop { activity, attempt, .. }) = *action;
        self.followed.contains(&(run.clone(), activity, attempt))
    }

    /// The run is over; nothing of it needs to be known any more.
    pub fn let_go(&mut self, run: &RunId) {
        self.followed.retain(|(of, _, _)| of != run);
        self.watches.retain(|(of, _, _), _| of != run);
        self.prepared.remove(run);
    }

    /// Does `action`. What is over at once is returned as events.
    pub fn act(&mut self, live: &Live, action: &Action) -> Vec<Event> {
        match *action {
            Action::Start { activity, attempt } => self.start(live, activity, attempt),
            Action::Watch { activity, attempt } => self.watch(live, activity, attempt),
            Action::Stop { activity, attempt, why } => {
                self.stop(live, activity, attempt, why);
                Vec::new()
            }
        }
    }

    /// Finds out what became of an attempt that another engine started, and follows it if it lives.
    pub fn recover(&mut self, live: &Live, action: &Action) -> Vec<Event> {
        let Action::Start { activity, attempt } = *action else {
            return self.act(live, action);
        };
        let task = self.task(live, activity, attempt);
        if !is_supervised(&task) {
            return self.act(live, action);
        }
        match look(&folder_of(&self.options.folder, &task.run, &task.network.activities[activity].node, attempt)) {
            Ok(Fate::Alive(adopted)) => {
                let reporter = Reporter { task, requests: self.requests.clone() };
                follow(move || reporter.report(adopted.wait()));
                vec![Event::Started { activity, attempt }]
            }
            fate => vec![ended(activity, attempt, fate)],
        }
    }

    fn start(&mut self, live: &Live, activity: Index, attempt: u32) -> Vec<Event> {
        let task = self.task(live, activity, attempt);
        if !is_supervised(&task) {
            let noop = matches!(task.network.activities[activity].does, Does::Work(Work::Noop));
            let why = "this runtime does not run this kind of work".to_owned();
            let end = if noop { AttemptEnd::Exited { code: 0 } } else { AttemptEnd::Refused { why } };
            return vec![Event::Ended { activity, attempt, end, outputs: BTreeMap::new(), at: None }];
        }
        if !self.prepared.contains(&task.run) {
            if let Err(error) = create_synced(&folder_of_run(&self.options.folder, &task.run)) {
                let end = AttemptEnd::Refused { why: format!("its folder could not be made: {error}") };
                return vec![Event::Ended { activity, attempt, end, outputs: BTreeMap::new(), at: None }];
            }
            self.prepared.insert(task.run.clone());
        }
        let reporter = Reporter { task, requests: self.requests.clone() };
        follow(move || reporter.supervise());
        Vec::new()
    }

    fn watch(&mut self, live: &Live, activity: Index, attempt: u32) -> Vec<Event> {
        let task = self.task(live, activity, attempt);
        let file = match task.awaited_file() {
            Ok(file) => file,
            Err(why) => {
                let end = AttemptEnd::Refused { why };
                return vec![Event::Ended { activity, attempt, end, outputs: BTreeMap::new(), at: None }];
            }
        };
        let (stop, stopped) = std::sync::mpsc::channel();
        self.watches.insert((task.run.clone(), activity, attempt), stop);
        let requests = self.requests.clone();
        let stable = watch::stable(&task.network.activities[activity].does);
        follow(move || {
            if watch::until_stable(&file, stable, &stopped) {
                // A loop that has ended needs no news.
                let _ = requests.send(Request::Happened(task.run, Event::FileSeen { activity, attempt }));
            }
        });
        Vec::new()
    }

    fn stop(&mut self, live: &Live, activity: Index, attempt: u32, why: Stop) {
        if self.watches.remove(&(live.run().clone(), activity, attempt)).is_some() {
            return;
        }
        let node = &live.state.network().activities[activity].node;
        let folder = folder_of(&self.options.folder, live.run(), node, attempt);
        let why = match why {
            Stop::Asked => WhyStop::Asked,
            Stop::TimedOut => WhyStop::TimedOut,
        };
        // Without its folder the attempt cannot be under way.
        let _ = folder.ask_to_stop(why);
    }

    fn task(&mut self, live: &Live, activity: Index, attempt: u32) -> Task {
        self.followed.insert((live.run().clone(), activity, attempt));
        Task {
            run: live.run().clone(),
            activity,
            attempt,
            network: live.state.network().clone(),
            revision: live.revision.clone(),
            options: self.options.clone(),
        }
    }
}

fn is_supervised(task: &Task) -> bool {
    matches!(task.network.activities[task.activity].does, Does::Work(Work::Command(_)))
}

/// Runs `what` in a thread of its own; without a thread to be had, here and now.
fn follow(what: impl FnOnce() + Send + 'static) {
    let shared = Arc::new(std::sync::Mutex::new(Some(what)));
    let ours = shared.clone();
    let take = |cell: &std::sync::Mutex<Option<_>>| cell.lock().ok().and_then(|mut what| what.take());
    let spawned = std::thread::Builder::new().stack_size(STACK).spawn(move || {
        if let Some(what) = take(&ours) {
            what();
        }
    });
    if spawned.is_err()
        && let Some(what) = take(&shared)
    {
        what();
    }
}

/// Tells the loop how one attempt goes.
struct Reporter {
    task: Task,
    requests: Sender<Request>,
}

impl Reporter {
    /// Starts a supervisor and follows it to its end.
    fn supervise(self) {
        let (activity, attempt) = (self.task.activity, self.task.attempt);
        let node = &self.task.network.activities[activity].node;
        let folder = folder_of(&self.task.options.folder, &self.task.run, node, attempt);
        let order = match self.task.order() {
            Ok(order) => order,
            Err(why) => {
                let end = AttemptEnd::Refused { why };
                return self.send(Event::Ended { activity, attempt, end, outputs: BTreeMap::new(), at: None });
            }
        };
        let followed = folder.create().and_then(|()| {
            let child = self.spawn(&order, folder.path())?;
            self.listen(child)
        });
        // Whatever went wrong on the way, the folder tells what became of the attempt.
        match (look(&folder), followed) {
            (Ok(Fate::NeverStarted), followed) => {
                let why = followed.map_or_else(|error| error.to_string(), |()| "it gave up".into());
                let why =
                    format!("its supervisor did not start it ({why}); nothing was started, so it may be run again");
                let end = AttemptEnd::Refused { why };
                self.send(Event::Ended { activity, attempt, end, outputs: BTreeMap::new(), at: None });
            }
            (fate, _) => self.report(fate),
        }
    }

    fn spawn(&self, order: &Order, folder: &std::path::Path) -> io::Result<Child> {
        let supervisor = &self.task.options.supervisor;
        let mut child = Command::new(&supervisor.program)
            .args(&supervisor.arguments)
            .arg(folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let text = serde_json::to_vec(order)?;
        if let Some(mut stdin) = child.stdin.take() {
            stdin.write_all(&text)?;
        }
        Ok(child)
    }

    /// Passes on what the supervisor says, until its outcome is on the disk or it is gone.
    fn listen(&self, mut child: Child) -> io::Result<()> {
        let (activity, attempt) = (self.task.activity, self.task.attempt);
        let out = child.stdout.take().map(BufReader::new);
        for line in out.into_iter().flat_map(BufRead::lines) {
            match line?.as_str() {
                "started" => self.send(Event::Started { activity, attempt }),
                "ended" => {
                    // The outcome is there; reaping the supervisor need not hold up those who wait for it.
                    follow(move || drop(child.wait()));
                    return Ok(());
                }
                _ => {}
            }
        }
        child.wait().map(drop)
    }

    fn report(&self, fate: io::Result<Fate>) {
        let fate = match fate {
            Ok(Fate::Alive(adopted)) => adopted.wait(),
            fate => fate,
        };
        self.send(ended(self.task.activity, self.task.attempt, fate));
    }

    fn send(&self, event: Event) {
        // A loop that has ended finds out at its next start.
        let _ = self.requests.send(Request::Happened(self.task.run.clone(), event));
    }
}

fn ended(activity: Index, attempt: u32, fate: io::Result<Fate>) -> Event {
    let none = BTreeMap::new();
    let (end, outputs, at) = match fate {
        Ok(Fate::Over(outcome)) => (outcome.end, outcome.outputs, Some(outcome.ended_at)),
        Ok(Fate::NeverStarted) => (AttemptEnd::NotStarted, none, None),
        Ok(Fate::Unknown(why)) => (AttemptEnd::Lost { why }, none, None),
        Ok(Fate::Alive(_)) => (AttemptEnd::Lost { why: "its supervisor is still at work".into() }, none, None),
        Err(error) => (AttemptEnd::Lost { why: format!("its folder cannot be read: {error}") }, none, None),
    };
    Event::Ended { activity, attempt, end, outputs, at }
}
