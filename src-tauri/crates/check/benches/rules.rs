//! Milliseconds for each rule and for all of them on a bank-sized definition, against making the definition ready again for every rule.
//!
//! `cargo bench -p daybreak-check`; sizes other than 10,000 nodes and 16,000 edges as arguments: `-- NODES EDGES`.

use daybreak_check::{ALL, Context, Prepared, check, check_rule};
use daybreak_model::bundle::Bundle;
use daybreak_model::definition::{Definition, Edge};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const RUNS: usize = 15;
const BAR_MS: f64 = 20.0;

fn main() {
    let numbers: Vec<usize> = std::env::args().filter_map(|a| a.parse().ok()).collect();
    let (nodes, edges) = match numbers.as_slice() {
        [nodes, edges, ..] => (*nodes, *edges),
        _ => (10_000, 16_000),
    };
    let bundle = Bundle::single("bench.workflow.json", definition(nodes, edges));
    let context = Context { today: "2026-11-20".parse().ok(), ..Context::default() };
    let prepared = Prepared::of(&bundle, &context);
    println!("{nodes} nodes, {edges} edges, median of {RUNS}");
    let mut rules: Vec<(f64, String)> = Vec::new();
    for rule in ALL {
        let ms = median(|| check_rule(rule, &prepared).len());
        let found = check_rule(rule, &prepared).len();
        rules.push((ms, format!("{} {:<28} {found:>6} found", rule.code, rule.name)));
    }
    for (ms, line) in &rules {
        println!("{ms:>9.3} ms  {line}");
    }
    println!("{:>9.3} ms  made ready", median(|| size_of_val(&Prepared::of(&bundle, &context))));
    let totals = times(|| check(&bundle, &context).len());
    let total = totals[RUNS / 2];
    let naive = median(|| ALL.iter().map(|rule| check_rule(rule, &Prepared::of(&bundle, &context)).len()).sum());
    println!("{total:>9.3} ms  all {} rules, {:.3} at the best (the bar is {BAR_MS} ms)", ALL.len(), totals[0]);
    println!("{naive:>9.3} ms  made ready again for every rule: {:.1} times as long", naive / total);
}

fn median(run: impl FnMut() -> usize) -> f64 {
    times(run)[RUNS / 2]
}

/// Milliseconds of each run, the shortest first: what others do on the machine makes runs longer, never shorter.
fn times(mut run: impl FnMut() -> usize) -> Vec<f64> {
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(run());
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    times.iter().map(|time| time.as_secs_f64() * 1000.0).collect()
}

/// Eight systems, groups of some twenty jobs with pools and a lock, edges mostly to the near.
fn definition(count: usize, edges: usize) -> Definition {
    let systems: Vec<Value> =
        (0..8).map(|s| json!({"id": format!("system-{s}"), "name": "S", "colour": s + 1, "concurrency": 50})).collect();
    let mut nodes = vec![json!({"id": "begin", "kind": "begin"}), json!({"id": "end", "kind": "end"})];
    let groups = count / 40;
    for group in 0..groups {
        let locks = if group % 5 == 0 { json!([{"lock": format!("lock-{}", group % 7)}]) } else { json!([]) };
        nodes.push(json!({"id": format!("group-{group}"), "kind": "group", "system": format!("system-{}", group % 8), "locks": locks}));
    }
    for job in 0..count - groups - 2 {
        let mut node = json!({
            "id": format!("system-{}-job-{job:05}", job % 8),
            "kind": "job",
            "name": format!("Job number {job}"),
            "work": {"command": {"argv": ["sh", "jobs/run.sh", "--date", "${business_date:%Y%m%d}"]}},
            "uses": [{"pool": format!("pool-{}", job % 5), "units": 1 + job % 3}],
            "settings": {"duration": {"pert": {"low": "4m", "mode": "6m", "high": "11m"}}, "environment": {"RUN": "${run_id}"}},
        });
        if job % 2 == 0 && groups > 0 {
            node["parent"] = json!(format!("group-{}", (job / 40).min(groups - 1)));
        } else {
            node["system"] = json!(format!("system-{}", job % 8));
        }
        nodes.push(node);
    }
    let header = json!({
        "format": 1, "id": "bench", "name": "Bench", "zone": "Asia/Shanghai", "deadline": "05:00+9",
        "triggers": [{"id": "t", "on": {"time": "21:00+0"}}],
        "defaults": {"timeout": "1h", "owner": "operations", "retry": {"attempts": 2}},
        "systems": systems,
        "pools": (0..5).map(|p| json!({"id": format!("pool-{p}"), "name": "P", "capacity": 20})).collect::<Vec<_>>(),
        "locks": (0..7).map(|l| json!({"id": format!("lock-{l}"), "name": "L"})).collect::<Vec<_>>(),
        "nodes": nodes, "edges": [],
    });
    let mut definition: Definition = serde_json::from_value(header).expect("the benchmark makes a definition");
    definition.edges = drawn(&definition, groups + 2, edges);
    definition
}

/// A chain through every eighth job, so that all are reached, and edges from job to job a little further on.
fn drawn(definition: &Definition, first: usize, count: usize) -> Vec<Edge> {
    let (groups, jobs) = (&definition.nodes[2..first], &definition.nodes[first..]);
    let mut edges = Vec::with_capacity(count);
    for group in groups {
        edges.push(Edge::new("begin", group.id.clone()));
        edges.push(Edge::new(group.id.clone(), "end"));
    }
    for (position, job) in jobs.iter().enumerate() {
        let before = position.checked_sub(8).map_or(&definition.nodes[0], |b| &jobs[b]);
        edges.push(Edge::new(before.id.clone(), job.id.clone()));
    }
    edges.extend(jobs.iter().rev().take(8).map(|job| Edge::new(job.id.clone(), "end")));
    let mut state = 0x2545_f491_4f6c_dd1du64;
    while edges.len() < count {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let from = state as usize % (jobs.len() - 1);
        let to = (from + 1 + (state >> 40) as usize % 400).min(jobs.len() - 1);
        edges.push(Edge::new(jobs[from].id.clone(), jobs[to].id.clone()));
    }
    edges
}
