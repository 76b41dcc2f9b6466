//! An edit of a large definition, through what the window asks: to the new plan in the strip, and to the new P95.

use daybreak_model::definition::{Definition, Edge, Lock, Pool, System};
use daybreak_model::duration::Estimate;
use daybreak_model::node::{Kind, LockMode, LockUse, Node, PoolUse, Work};
use daybreak_model::time::Span;
use daybreak_workbench::{Desk, Places};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::time::{Duration, Instant};

const WIDTH: usize = 40;

/// A small generator of its own, so that the shape stays the same for good.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

fn span(seconds: u64) -> Span {
    Span::from_ms(seconds as i64 * 1000)
}

fn job(at: usize, dice: &mut Dice, with_resources: bool) -> Node {
    let mut node = Node::new(format!("job{at:05}").as_str(), Kind::Job(Work::Noop));
    let low = 60 + dice.below(600);
    node.system = Some(format!("s{}", at % 8).as_str().into());
    node.settings.duration = Some(Estimate::Pert { low: span(low), mode: span(low + low / 3), high: span(low * 3) });
    if with_resources {
        node.uses.push(PoolUse { pool: "sessions".into(), units: 1 });
        if at.is_multiple_of(97) {
            node.locks.push(LockUse { lock: "ledger".into(), mode: LockMode::Exclusive });
        }
    }
    node
}

/// Layers of jobs, each after one or two of the layer before.
fn layered(jobs: usize, with_resources: bool) -> Definition {
    let mut dice = Dice(7);
    let mut definition = Definition::empty("bench", "Bench", "UTC");
    definition.edges.clear();
    let system = |at: u8| System {
        id: format!("s{at}").as_str().into(),
        name: format!("System {at}"),
        colour: at + 1,
        concurrency: None,
        target: None,
        slow_night: None,
        defaults: Default::default(),
    };
    definition.systems = (0..8).map(system).collect();
    definition.pools = vec![Pool { id: "sessions".into(), name: "Sessions".into(), capacity: 30, hours: Vec::new() }];
    definition.locks = vec![Lock { id: "ledger".into(), name: "Ledger".into() }];
    for at in 0..jobs {
        let node = job(at, &mut dice, with_resources);
        let name = node.id.clone();
        definition.nodes.push(node);
        let layer = at / WIDTH * WIDTH;
        if layer == 0 {
            definition.edges.push(Edge::new("begin", name.as_str()));
        } else {
            let before = |n: usize| format!("job{:05}", layer - WIDTH + n % WIDTH);
            let first = dice.below(WIDTH as u64) as usize;
            definition.edges.push(Edge::new(before(first).as_str(), name.as_str()));
            if dice.below(5) < 3 {
                definition.edges.push(Edge::new(before(first + 1).as_str(), name.as_str()));
            }
        }
        if at + WIDTH >= jobs {
            definition.edges.push(Edge::new(name.as_str(), "end"));
        }
    }
    definition
}

async fn asked(desk: &Desk, name: &str, request: Value) -> (Duration, Value) {
    let started = Instant::now();
    let answer = desk.answer(name, request).await.unwrap_or_else(|error| panic!("{name}: {error}"));
    (started.elapsed(), serde_json::from_str(&answer).expect("an answer is JSON"))
}

fn told(what: &str, mut times: Vec<Duration>, bar: &str) {
    times.sort_unstable();
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    println!("  {what:<42} {:>10.1} (least {:>6.1}) ms  {bar}", ms(times[times.len() / 2]), ms(times[0]));
}

async fn report(jobs: usize, with_resources: bool) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let definition = layered(jobs, with_resources);
    let text = daybreak_model::file::write(&definition);
    std::fs::write(folder.path().join("bench.workflow.json"), text).expect("written");
    let places = Places {
        workflows: folder.path().into(),
        templates: None,
        data: folder.path().join("data"),
        program: PathBuf::from("daybreak"),
    };
    let desk = Desk::new(places, |_| {});
    let (opened, open) = asked(&desk, "document.open", json!({ "path": "bench.workflow.json" })).await;
    let document = &open["document"];
    println!(
        "{jobs} nodes, {} edges, {} pools and locks",
        definition.edges.len(),
        if with_resources { "with" } else { "no" }
    );
    told("open", vec![opened], "");
    let (mut edits, mut forecasts) = (Vec::new(), Vec::new());
    let mut version = open["version"].clone();
    for round in 0..7 {
        let mut node = definition.nodes[jobs / 2].clone();
        node.settings.duration = Some(Estimate::Fixed(span(1000 + round)));
        let edit = json!({ "document": document, "version": version, "edits": [{ "set_node": node }] });
        let (time, assessment) = asked(&desk, "document.edit", edit).await;
        assert!(assessment["strip"].is_object(), "{assessment}");
        version = assessment["version"].clone();
        edits.push(time);
        let forecast = json!({ "document": document, "samples": 400, "seed": 1, "business_date": null, "brief": true, "token": round });
        let (time, forecast) = asked(&desk, "document.forecast", forecast).await;
        assert!(forecast["window_s"]["p95"].is_number());
        forecasts.push(time);
    }
    told("edit to checked and planned", edits, "bar 100");
    told("edit to P95 of 400 nights", forecasts, "bar 1000");
}

fn main() {
    // `cargo test --benches` runs this too, and only wants to know that it runs.
    let jobs = if std::env::args().any(|a| a == "--bench") { 5_000 } else { 100 };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        report(jobs, false).await;
        report(jobs, true).await;
    });
}
