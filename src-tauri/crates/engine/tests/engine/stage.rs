//! What the tests of the engine share: workflows of small real jobs, an engine on a folder of its own, and a main that can
//! also be a supervisor or an engine to be killed.

use daybreak_engine::supervisor::{self, Phase};
use daybreak_engine::{Engine, EngineError, Moment, Options, StartRun, SupervisorProgram};
use daybreak_model::bundle::Bundle;
use daybreak_model::definition::{Definition, Edge};
use daybreak_model::hash::ContentHash;
use daybreak_model::id::NodeId;
use daybreak_model::node::{Command, Kind, Node, Work};
use daybreak_model::time::Timestamp;
use daybreak_run::{ActivityView, NodeState, RunId, RunStatus, Snapshot};
use daybreak_store::Access;
use std::fs;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::process::{Child, ExitCode, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A test and its name.
pub type Case = (&'static str, fn(&Stage));

/// Nothing in these tests takes longer.
const PATIENCE: Duration = Duration::from_secs(60);

/// A folder of its own for one test.
pub struct Stage {
    folder: tempfile::TempDir,
}

/// Runs the cases, or whatever else this program was started as.
pub fn main(cases: &[Case]) -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some("supervise") => return supervisor::main_with(Path::new(&arguments[arguments.len() - 1]), &die_at_phase),
        Some("engine") => return engine_process(Path::new(&arguments[1])),
        _ => {}
    }
    let filter = arguments.iter().find(|argument| !argument.starts_with('-'));
    let listing = arguments.iter().any(|argument| argument == "--list");
    let mut failed = 0;
    for (name, case) in cases.iter().filter(|(name, _)| filter.is_none_or(|f| name.contains(f.as_str()))) {
        if listing {
            println!("{name}: test");
            continue;
        }
        let began = Instant::now();
        let stage = Stage::new();
        let passed = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| case(&stage))).is_ok();
        println!("test {name} ... {} ({:.2?})", if passed { "ok" } else { "FAILED" }, began.elapsed());
        failed += usize::from(!passed);
    }
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Ends this process as a power cut would, when it is where the environment says.
fn die_if(variable: &str, here: &str) {
    if std::env::var(variable).is_ok_and(|wanted| wanted == here) {
        let me = rustix::process::getpid();
        rustix::process::kill_process(me, rustix::process::Signal::KILL).expect("a process may kill itself");
        loop {
            std::thread::park();
        }
    }
}

fn die_at_phase(phase: Phase) {
    die_if("DIE_AT_PHASE", &format!("{phase:?}"));
}

fn die_at_moment(moment: Moment) {
    // Counted, so that not only the first turn is tried.
    static TURNS: std::sync::atomic::AtomicU32 = std::sync::atomic::AtomicU32::new(0);
    let turn = TURNS.load(std::sync::atomic::Ordering::SeqCst);
    if moment == Moment::Acted {
        TURNS.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
    }
    die_if("DIE_AT_MOMENT", &format!("{moment:?} {turn}"));
}

/// An engine in a process of its own: takes up what is there, starts a run of `night` if there is none, and ends when nothing runs.
fn engine_process(data: &Path) -> ExitCode {
    block_on(async {
        let engine = Engine::start(options(data)).expect("the engine starts");
        assert!(matches!(engine.access(), Access::Writer { .. }), "{:?}", engine.access());
        if engine.read(|r| r.runs(&Default::default())).await.expect("runs").is_empty() {
            engine.start_run(StartRun::new("night", "tester")).await.expect("a run");
        }
        loop {
            let runs = engine.read(|r| r.runs(&Default::default())).await.expect("runs");
            if runs.iter().all(|run| run.status != RunStatus::Running) {
                break;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        engine.stop().await;
    });
    ExitCode::SUCCESS
}

pub fn options(data: &Path) -> Options {
    let program = std::env::current_exe().expect("this program");
    Options {
        supervisor: SupervisorProgram { program, arguments: vec!["supervise".into()] },
        moment: Arc::new(die_at_moment),
        ..Options::new(data)
    }
}

pub fn block_on<T>(what: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime").block_on(what)
}

/// A job that runs a line of shell.
pub fn job(id: &str, line: &str) -> Node {
    let command = Command { argv: vec!["/bin/sh".into(), "-c".into(), line.into()], ..Command::default() };
    Node::new(id, Kind::Job(Work::Command(command)))
}

/// A job that leaves its name in the file `done`.
pub fn mark(id: &str) -> Node {
    job(id, "echo $DAYBREAK_NODE >> done")
}

/// The workflow `night`: begin, the nodes, end, and these edges besides those that join loose nodes to begin and end.
pub fn night(nodes: Vec<Node>, edges: &[(&str, &str)]) -> Definition {
    let mut definition = Definition::empty("night", "Night", "UTC");
    definition.edges = edges.iter().map(|(from, to)| Edge::new(*from, *to)).collect();
    for node in &nodes {
        let id = node.id.as_str();
        if node.parent.is_some() {
            continue;
        }
        if !edges.iter().any(|(_, to)| *to == id) {
            definition.edges.push(Edge::new("begin", id));
        }
        if !edges.iter().any(|(from, _)| *from == id) {
            definition.edges.push(Edge::new(id, "end"));
        }
    }
    definition.nodes.extend(nodes);
    definition
}

impl Stage {
    pub fn new() -> Stage {
        Stage { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn data(&self) -> PathBuf {
        self.path("data")
    }

    /// What the jobs left in the file `done`, in order.
    pub fn done(&self) -> Vec<String> {
        let text = fs::read_to_string(self.path("done")).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    }

    pub fn engine(&self) -> Engine {
        Engine::start(options(&self.data())).expect("the engine starts")
    }

    /// Publishes `definition` without asking anybody.
    pub async fn publish(&self, engine: &Engine, definition: Definition) {
        let bundle = Bundle::single("night.workflow.json", definition);
        let hash = ContentHash::of(&bundle);
        let folder = self.folder.path().to_string_lossy().into_owned();
        let written: Result<(), EngineError> = engine
            .write(move |w| {
                let workflow = bundle.root().expect("a root").id.clone();
                w.put_revision(hash.as_str(), &workflow, &bundle, &folder, "author", Timestamp(0))?;
                w.publish(hash.as_str(), "publisher", Timestamp(0))?;
                Ok(())
            })
            .await;
        written.expect("published");
        engine.reload().await.expect("reloaded");
    }

    /// Publishes the definition and runs it until nothing moves any more.
    pub async fn run(&self, engine: &Engine, definition: Definition) -> Snapshot {
        let run = self.begin(engine, definition).await;
        settled(engine, &run).await
    }

    pub async fn begin(&self, engine: &Engine, definition: Definition) -> RunId {
        self.publish(engine, definition).await;
        engine.start_run(StartRun::new("night", "tester")).await.expect("a run").run
    }

    /// An engine in a process of its own that can be killed; see [`engine_process`].
    pub fn engine_process(&self, environment: &[(&str, String)]) -> Child {
        std::process::Command::new(std::env::current_exe().expect("this program"))
            .arg("engine")
            .arg(self.data())
            .envs(environment.iter().map(|(name, value)| (*name, value)))
            .stdin(Stdio::null())
            .spawn()
            .expect("an engine process")
    }
}

/// The run once it is over or blocked.
pub async fn settled(engine: &Engine, run: &RunId) -> Snapshot {
    until(engine, run, |snapshot| snapshot.summary.status != RunStatus::Running).await
}

/// The run once `fits`, looked at whenever something has happened.
pub async fn until(engine: &Engine, run: &RunId, fits: impl Fn(&Snapshot) -> bool) -> Snapshot {
    let mut events = engine.subscribe();
    let began = Instant::now();
    loop {
        let snapshot = engine.snapshot(run).await.expect("a snapshot");
        if fits(&snapshot) {
            return snapshot;
        }
        assert!(began.elapsed() < PATIENCE, "nothing more happens: {snapshot:#?}");
        let _ = tokio::time::timeout(Duration::from_secs(1), events.recv()).await;
    }
}

pub fn view<'a>(snapshot: &'a Snapshot, node: &str) -> &'a ActivityView {
    let node = NodeId::new(node);
    snapshot.activities.iter().rfind(|a| a.node == node).expect("the node")
}

pub fn state(snapshot: &Snapshot, node: &str) -> NodeState {
    view(snapshot, node).state
}
