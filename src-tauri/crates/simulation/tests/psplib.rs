//! P1: the dispatch rule gives the published single-pass makespans of PSPLIB.

mod drafts;

use drafts::{Draft, START, data, unpack, uses};
use std::collections::HashMap;

/// A resource-constrained project as PSPLIB's files have it; jobs are numbered from 1.
struct Project {
    successors: Vec<Vec<usize>>,
    duration: Vec<i64>,
    demand: Vec<Vec<u32>>,
    capacity: Vec<u32>,
}

fn numbers(line: &str) -> Vec<i64> {
    line.split_whitespace().filter_map(|w| w.parse().ok()).collect()
}

fn parse(text: &str) -> Project {
    let section = |title: &str, skip: usize| {
        let lines = text.lines().skip_while(move |l| !l.starts_with(title)).skip(skip);
        lines.take_while(|l| !l.starts_with('*')).map(numbers).collect::<Vec<_>>()
    };
    let precedence = section("PRECEDENCE RELATIONS", 2);
    let requests = section("REQUESTS/DURATIONS", 3);
    let units = |row: &[i64]| row.iter().map(|n| *n as u32).collect();
    Project {
        successors: precedence.iter().map(|row| row[3..].iter().map(|j| *j as usize - 1).collect()).collect(),
        duration: requests.iter().map(|row| row[2]).collect(),
        demand: requests.iter().map(|row| units(&row[3..])).collect(),
        capacity: units(&section("RESOURCEAVAILABILITIES", 2)[0]),
    }
}

/// Latest finish times, computed backward from the critical path length. Successors have higher numbers.
fn latest_finish(project: &Project) -> Vec<i64> {
    let count = project.duration.len();
    let mut tail = vec![0; count];
    for job in (0..count).rev() {
        let after = project.successors[job].iter().map(|s| tail[*s] + project.duration[*s]).max().unwrap_or(0);
        tail[job] = after;
    }
    let length = (0..count).map(|j| tail[j] + project.duration[j]).max().unwrap_or(0);
    tail.iter().map(|t| length - t).collect()
}

fn makespan(project: &Project, by_latest_finish: bool) -> i64 {
    let mut draft = Draft::new();
    for (pool, capacity) in project.capacity.iter().enumerate() {
        draft.pool(&format!("r{pool}"), *capacity);
    }
    let name = |job: usize| format!("job{:03}", job + 1);
    let latest = latest_finish(project);
    for (job, duration) in project.duration.iter().enumerate() {
        let node = draft.fixed(&name(job), *duration);
        let demand = project.demand[job].iter().enumerate().filter(|(_, units)| **units > 0);
        node.uses = demand.map(|(pool, units)| uses(&format!("r{pool}"), *units)).collect();
        node.settings.priority = by_latest_finish.then(|| -latest[job] as i32);
    }
    for (job, successors) in project.successors.iter().enumerate() {
        for successor in successors {
            draft.edge(&name(job), &name(*successor));
        }
    }
    draft.close();
    let plan = daybreak_simulation::plan(&draft.network(), START);
    let window = plan.window.expect("every project can be done");
    assert_eq!(plan.split.total(), window);
    assert_eq!(window % 1000, 0);
    window / 1000
}

fn reproduce(set: &str) {
    let Some(folder) = data() else { return };
    let table = std::fs::read_to_string(folder.join(format!("psplib/single_pass_{set}.csv"))).expect("the table");
    let published: HashMap<&str, (i64, i64)> = table
        .lines()
        .skip(1)
        .map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            (cells[0], (cells[1].parse().expect("a number"), cells[2].parse().expect("a number")))
        })
        .collect();
    let mut compared = 0;
    for (path, text) in unpack(folder.join(format!("psplib/{set}.tar.xz")), ".sm") {
        let project = parse(&text);
        let instance = path.rsplit('/').next().and_then(|f| f.strip_suffix(".sm")).expect("a name");
        let (equal, by_latest_finish) = published[instance];
        assert_eq!(makespan(&project, false), equal, "{instance}, equal priorities");
        assert_eq!(makespan(&project, true), by_latest_finish, "{instance}, priority by latest finish");
        compared += 1;
    }
    assert_eq!(compared, published.len());
    println!("{set}: {compared} instances, both columns");
}

#[test]
fn p1_j30_single_pass() {
    reproduce("j30");
}

#[test]
fn p1_j60_single_pass() {
    reproduce("j60");
}
