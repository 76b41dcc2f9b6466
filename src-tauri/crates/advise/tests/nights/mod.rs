//! Small nights for tests.

use chrono::NaiveDate;
use daybreak_model::bundle::Bundle;
use daybreak_model::file;
use daybreak_scenario::{Scenario, read};
use daybreak_simulation::Options;
use serde_json::{Value, json};

pub const OPTIONS: Options = Options { samples: 300, seed: 5, threads: 1 };

pub fn date() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date")
}

/// A workflow that starts at 21:00, from its jobs and edges; `cpu` has that many units, of which every job takes one.
pub fn night(units: u32, jobs: &[(&str, Value)], edges: &[(&str, &str)]) -> Bundle {
    let mut nodes = vec![json!({ "id": "begin", "kind": "begin" }), json!({ "id": "end", "kind": "end" })];
    nodes.extend(jobs.iter().enumerate().map(|(rank, (id, duration))| {
        let settings = json!({ "duration": duration, "priority": jobs.len() - rank });
        json!({ "id": id, "kind": "job", "uses": [{ "pool": "cpu", "units": 1 }], "settings": settings })
    }));
    let edges: Vec<Value> = edges.iter().map(|(from, to)| json!({ "from": from, "to": to })).collect();
    let text = json!({
        "format": 1, "id": "w", "name": "W", "zone": "UTC",
        "triggers": [{ "id": "t", "on": { "time": "21:00+0" } }],
        "pools": [{ "id": "cpu", "name": "CPU", "capacity": units }], "nodes": nodes, "edges": edges
    });
    let definition = file::read("w.workflow.json", &text.to_string()).expect("a definition");
    Bundle::single("w.workflow.json", definition)
}

/// The nine jobs of Graham (1969): on three machines they take 12 minutes, on four 15, and each a minute shorter 13.
pub fn graham() -> Bundle {
    let minutes = [3, 2, 2, 2, 4, 4, 4, 4, 9];
    let names: Vec<String> = (1..=9).map(|number| format!("t{number}")).collect();
    let jobs: Vec<(&str, Value)> = names
        .iter()
        .zip(minutes)
        .map(|(name, minutes)| (name.as_str(), json!({ "fixed": format!("{minutes}m") })))
        .collect();
    let mut edges = vec![("t1", "t9"), ("t4", "t5"), ("t4", "t6"), ("t4", "t7"), ("t4", "t8")];
    edges.extend(["t1", "t2", "t3", "t4"].map(|job| ("begin", job)));
    edges.extend(["t2", "t3", "t5", "t6", "t7", "t8", "t9"].map(|job| (job, "end")));
    night(3, &jobs, &edges)
}

pub fn scenario(name: &str, edits: Value) -> Scenario {
    let text = json!({ "format": 1, "name": name, "base": { "path": "w.workflow.json" }, "edits": edits });
    read("x.scenario.json", &text.to_string()).expect("a scenario")
}
