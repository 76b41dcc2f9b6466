//! The engine's bars: from the end of a job to the start of its dependant, no-op jobs per second, recovery after a kill. All on
//! the disk of this machine, every commit synced.

use daybreak_engine::{Engine, EngineError, Options, StartRun, SupervisorProgram, supervisor};
use daybreak_model::bundle::Bundle;
use daybreak_model::definition::{Definition, Edge};
use daybreak_model::hash::ContentHash;
use daybreak_model::node::{Command, Kind, Node, Work};
use daybreak_model::time::Timestamp;
use daybreak_run::{RunId, RunStatus};
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

const CHAIN: usize = 300;
const NOOPS: usize = 10_000;
const SLEEPERS: usize = 100;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some("supervise") => return supervisor::main(Path::new(&arguments[1])),
        Some("stamp") => return stamp(Path::new(&arguments[1])),
        _ => {}
    }
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime");
    runtime.block_on(async {
        latency().await;
        throughput().await;
        recovery().await;
    });
    ExitCode::SUCCESS
}

/// The job of the latency bench: says when it began, and ends.
fn stamp(file: &Path) -> ExitCode {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
    let file = std::fs::OpenOptions::new().append(true).create(true).open(file);
    match file.and_then(|mut file| writeln!(file, "{now}")) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// A chain of jobs that each say when they began: what lies between two of them is the whole way from one job's program
/// to the next one's, the job's own start and end included.
async fn latency() {
    let folder = tempfile::tempdir().expect("a folder");
    let engine = engine(folder.path());
    let this = std::env::current_exe().expect("this program").to_string_lossy().into_owned();
    let nodes = (0..CHAIN).map(|i| command(i, &[&this, "stamp", "stamps"])).collect();
    let edges = (1..CHAIN).map(|i| (name(i - 1), name(i))).collect();
    finish(&engine, &begin(&engine, folder.path(), nodes, edges).await).await;
    let text = std::fs::read_to_string(folder.path().join("stamps")).expect("stamps");
    let stamps: Vec<u64> = text.lines().map(|line| line.parse().expect("a stamp")).collect();
    assert_eq!(stamps.len(), CHAIN, "each job ran once");
    let mut gaps: Vec<u64> = stamps.windows(2).map(|pair| pair[1] - pair[0]).collect();
    gaps.sort_unstable();
    let at = |share: f64| gaps[(gaps.len() as f64 * share) as usize] as f64 / 1e6;
    println!("end of a job to start of its dependant, durable, {CHAIN} jobs:");
    println!("  median {:.1} ms (bar 10), 99th percentile {:.1} ms (bar 50)", at(0.5), at(0.99));
    engine.stop().await;
}

/// Jobs that do nothing: a hundred chains side by side.
async fn throughput() {
    let folder = tempfile::tempdir().expect("a folder");
    let engine = engine(folder.path());
    let began = Instant::now();
    let run = begin(&engine, folder.path(), (0..NOOPS).map(noop).collect(), chains(NOOPS)).await;
    finish(&engine, &run).await;
    let seconds = began.elapsed().as_secs_f64();
    println!("no-op jobs, durable, {NOOPS} in chains of 100:");
    println!("  {:.0} a second (bar 500)", NOOPS as f64 / seconds);
    let folder = tempfile::tempdir().expect("a folder");
    let few = NOOPS / 20;
    let began = Instant::now();
    let nodes = (0..few).map(|i| command(i, &["/bin/true"])).collect();
    let edges = (8..few).map(|i| (name(i - 8), name(i))).collect();
    let other = self::engine(folder.path());
    finish(&other, &begin(&other, folder.path(), nodes, edges).await).await;
    println!("  /bin/true under its supervisor, 8 at once: {:.0} a second", few as f64 / began.elapsed().as_secs_f64());
    engine.stop().await;
    other.stop().await;
}

/// A run of many jobs, most of them done and some under way, taken up again.
async fn recovery() {
    let folder = tempfile::tempdir().expect("a folder");
    let engine = engine(folder.path());
    let mut nodes: Vec<Node> = (0..NOOPS - SLEEPERS).map(noop).collect();
    let line = "until test -e go; do sleep 0.2; done";
    nodes.extend((NOOPS - SLEEPERS..NOOPS).map(|i| command(i, &["/bin/sh", "-c", line])));
    let run = begin(&engine, folder.path(), nodes, chains(NOOPS - SLEEPERS)).await;
    until(&engine, &run, |done, running| done >= NOOPS - SLEEPERS && running == SLEEPERS).await;
    engine.stop().await;
    let began = Instant::now();
    let engine = self::engine(folder.path());
    let snapshot = engine.snapshot(&run).await.expect("a snapshot");
    let took = began.elapsed();
    println!("recovery of a run of {NOOPS} jobs, {SLEEPERS} of them under way:");
    println!(
        "  {:.2} s until it is known how each stands (bar 2), {} running",
        took.as_secs_f64(),
        snapshot.summary.counts.running
    );
    std::fs::write(folder.path().join("go"), "").expect("written");
    finish(&engine, &run).await;
    engine.stop().await;
}

fn engine(folder: &Path) -> Engine {
    let program = std::env::current_exe().expect("this program");
    let supervisor = SupervisorProgram { program, arguments: vec!["supervise".into()] };
    Engine::start(Options { supervisor, ..Options::new(folder.join("data")) }).expect("the engine starts")
}

fn name(at: usize) -> String {
    format!("j{at:05}")
}

fn noop(at: usize) -> Node {
    let mut node = Node::new(name(at).as_str(), Kind::Job(Work::Noop));
    // With a stated duration it is a job that is started and ends, with an attempt on record, not a mere joint.
    node.settings.duration = "1s".parse().ok().map(daybreak_model::duration::Estimate::Fixed);
    node
}

fn command(at: usize, argv: &[&str]) -> Node {
    let argv = argv.iter().map(|word| (*word).to_owned()).collect();
    Node::new(name(at).as_str(), Kind::Job(Work::Command(Command { argv, ..Command::default() })))
}

fn chains(count: usize) -> Vec<(String, String)> {
    (1..count).filter(|i| i % 100 != 0).map(|i| (name(i - 1), name(i))).collect()
}

async fn begin(engine: &Engine, folder: &Path, nodes: Vec<Node>, edges: Vec<(String, String)>) -> RunId {
    let mut definition = Definition::empty("night", "Night", "UTC");
    let has_before: std::collections::HashSet<&String> = edges.iter().map(|(_, to)| to).collect();
    let has_after: std::collections::HashSet<&String> = edges.iter().map(|(from, _)| from).collect();
    for node in &nodes {
        let id = node.id.as_str().to_owned();
        if !has_before.contains(&id) {
            definition.edges.push(Edge::new("begin", id.as_str()));
        }
        if !has_after.contains(&id) {
            definition.edges.push(Edge::new(id.as_str(), "end"));
        }
    }
    definition.edges.extend(edges.iter().map(|(from, to)| Edge::new(from.as_str(), to.as_str())));
    definition.nodes.extend(nodes);
    let bundle = Bundle::single("night.workflow.json", definition);
    let hash = ContentHash::of(&bundle).as_str().to_owned();
    let folder = folder.to_string_lossy().into_owned();
    let written: Result<(), EngineError> = engine
        .write(move |w| {
            w.put_revision(&hash, &"night".into(), &bundle, &folder, "bench", Timestamp(0))?;
            w.publish(&hash, "bench", Timestamp(0))?;
            Ok(())
        })
        .await;
    written.expect("published");
    engine.start_run(StartRun::new("night", "bench")).await.expect("a run").run
}

async fn finish(engine: &Engine, run: &RunId) {
    until(engine, run, |_, _| false).await;
}

/// Waits until the run is over, or until `enough` of its jobs are done and running.
async fn until(engine: &Engine, run: &RunId, enough: impl Fn(usize, usize) -> bool) {
    loop {
        let (of, wanted) = (run.clone(), run.clone());
        let row = engine.read(move |r| r.run(&of)).await.expect("a run");
        let summary = row.expect("the run").summary;
        assert!(summary.status != RunStatus::Blocked && summary.status != RunStatus::Failed, "{wanted} {summary:?}");
        let counts = &summary.counts;
        if summary.status == RunStatus::Succeeded || enough(counts.succeeded as usize, counts.running as usize) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
