//! P1: on identical processors the dispatch rule is never better than the published optimum, and never above twice of it.

mod drafts;

use drafts::{Draft, START, data, unpack, uses};
use std::collections::HashMap;

/// A task's duration and the tasks before it, by number.
fn parse(text: &str) -> Vec<(i64, Vec<usize>)> {
    let mut lines =
        text.lines().map(|l| l.split_whitespace().filter_map(|w| w.parse::<i64>().ok()).collect::<Vec<_>>());
    let count = lines.next().and_then(|l| l.first().copied()).unwrap_or(0) as usize + 2;
    let rows = lines.filter(|row| row.len() >= 3).take(count);
    rows.map(|row| (row[1], row[3..].iter().take(row[2] as usize).map(|t| *t as usize).collect())).collect()
}

fn makespan(tasks: &[(i64, Vec<usize>)], processors: u32) -> i64 {
    let mut draft = Draft::new();
    draft.pool("cpu", processors);
    let name = |task: usize| format!("t{task:04}");
    for (task, (duration, before)) in tasks.iter().enumerate() {
        let node = draft.fixed(&name(task), *duration);
        if *duration > 0 {
            node.uses = vec![uses("cpu", 1)];
        }
        before.iter().for_each(|from| {
            draft.edge(&name(*from), &name(task));
        });
    }
    draft.close();
    let plan = daybreak_simulation::plan(&draft.network(), START);
    plan.window.expect("it can be done") / 1000
}

#[test]
fn p1_never_below_the_optimum_and_within_grahams_bound() {
    let Some(folder) = data() else { return };
    let table = std::fs::read_to_string(folder.join("stg/optimal_makespans.csv")).expect("the table");
    let mut optima: HashMap<String, Vec<(u32, i64)>> = HashMap::new();
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let (processors, best) = (cells[2].parse().expect("a number"), cells[3].parse().expect("a number"));
        optima.entry(cells[0].into()).or_default().push((processors, best));
    }
    let mut compared = 0;
    for (path, text) in unpack(folder.join("stg/stg_a.tar.xz"), ".stg") {
        let tasks = parse(&text);
        // A fifth of them keeps this quick.
        if !path.ends_with("0.stg") && !path.ends_with("5.stg") {
            continue;
        }
        for (processors, best) in optima.get(path.trim_start_matches("./")).into_iter().flatten() {
            let found = makespan(&tasks, *processors);
            assert!(found >= *best, "{path} on {processors}: {found} is below the optimum {best}");
            // A list schedule is at most 2 - 1/m times the best (Graham 1966).
            let bound = *best as f64 * (2.0 - 1.0 / f64::from(*processors));
            assert!(found as f64 <= bound, "{path} on {processors}: {found} is above {bound}");
            compared += 1;
        }
    }
    assert!(compared >= 100, "only {compared} compared");
    println!("stg: {compared} cases");
}
