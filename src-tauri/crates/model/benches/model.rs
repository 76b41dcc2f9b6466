//! Times of reading, writing, hashing and laying out one large definition, the best of ten each: `cargo bench -p daybreak-model`.

use chrono::NaiveDate;
use daybreak_model::bundle::Bundle;
use daybreak_model::definition::{Definition, Edge, Pool, System};
use daybreak_model::duration::Estimate;
use daybreak_model::edit::Edit;
use daybreak_model::file::{read, write};
use daybreak_model::hash::ContentHash;
use daybreak_model::network::build;
use daybreak_model::node::{Command, Kind, Node, Order, PoolUse, Work};
use daybreak_model::settings::Settings;
use daybreak_model::time::Span;
use std::hint::black_box;
use std::time::{Duration, Instant};

const NODES: usize = 10_000;
const EDGES: usize = 16_000;
const SYSTEMS: usize = 8;
const POOLS: usize = 20;
const GROUPS: usize = 100;

fn main() {
    let definition = large();
    println!("{} nodes, {} edges", definition.nodes.len(), definition.edges.len());
    let text = write(&definition);
    let bundle = Bundle::single("large.workflow.json", definition.clone());
    let date = NaiveDate::from_ymd_opt(2026, 1, 5).expect("the date is there");
    report("read", || drop(black_box(read("large.workflow.json", &text))));
    report("write", || drop(black_box(write(&definition))));
    report("hash", || drop(black_box(ContentHash::of(&bundle))));
    report("network", || drop(black_box(build(&bundle, date))));
    report("clone", || drop(black_box(definition.clone())));
    let edits: Vec<Edit> = (0..1000).map(|i| Edit::SetNode(Box::new(job(i * 9)))).collect();
    report("clone and 1,000 edits", || Edit::apply_all(&edits, &mut black_box(definition.clone())));
}

fn report(what: &str, mut work: impl FnMut()) {
    let mut best = Duration::MAX;
    for _ in 0..10 {
        let start = Instant::now();
        work();
        best = best.min(start.elapsed());
    }
    println!("{what:>24} {:8.2} ms", best.as_secs_f64() * 1000.0);
}

/// A night in layers: every job waits for one or two of the jobs a hundred before it.
fn large() -> Definition {
    let mut definition = Definition::empty("large", "Large", "Asia/Shanghai");
    definition.systems = (0..SYSTEMS)
        .map(|i| System {
            id: format!("system-{i}").as_str().into(),
            name: format!("System {i}"),
            colour: i as u8 + 1,
            concurrency: Some(50),
            target: None,
            slow_night: None,
            defaults: Settings { owner: Some(format!("team {i}")), ..Settings::default() },
        })
        .collect();
    definition.pools = (0..POOLS)
        .map(|i| Pool {
            id: format!("pool-{i}").as_str().into(),
            name: format!("Pool {i}"),
            capacity: 10,
            hours: vec![],
        })
        .collect();
    let end = definition.nodes.pop().expect("a definition has an end");
    definition.edges.clear();
    let groups = (0..GROUPS).map(|i| Node::new(format!("group-{i}").as_str(), Kind::Group(Order::Free)));
    definition.nodes.extend(groups);
    let jobs = NODES - GROUPS - 2;
    definition.nodes.extend((0..jobs).map(job));
    definition.nodes.push(end);
    let name = |i: usize| format!("job-{i:05}");
    for i in 0..jobs {
        let from = if i < 100 { "begin".to_string() } else { name(i - 100) };
        definition.edges.push(Edge::new(from.as_str(), name(i).as_str()));
        if i >= 200 && definition.edges.len() + (jobs - i) + 100 < EDGES {
            definition.edges.push(Edge::new(name(i - 137).as_str(), name(i).as_str()));
        }
        if i + 100 >= jobs {
            definition.edges.push(Edge::new(name(i).as_str(), "end"));
        }
    }
    definition
}

fn job(i: usize) -> Node {
    let command = Command { argv: vec!["./job.sh".into(), "${business_date}".into()], ..Command::default() };
    let mut node = Node::new(format!("job-{i:05}").as_str(), Kind::Job(Work::Command(command)));
    node.system = Some(format!("system-{}", i % SYSTEMS).as_str().into());
    node.parent = i.is_multiple_of(2).then(|| format!("group-{}", i * GROUPS / NODES).as_str().into());
    node.uses = vec![PoolUse { pool: format!("pool-{}", i % POOLS).as_str().into(), units: 1 }];
    let minutes = |m: usize| Span::from_ms(m as i64 * 60_000);
    let (low, mode, high) = (minutes(1 + i % 7), minutes(8 + i % 9), minutes(20 + i % 31));
    node.settings.duration = Some(Estimate::Pert { low, mode, high });
    node
}
