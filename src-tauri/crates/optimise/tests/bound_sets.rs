//! Bounds against what is known of published problems, and on definitions at the edge.

mod projects;

use daybreak_model::network::Network;
use daybreak_optimise::{bound, searched_bound};
use daybreak_simulation::plan;
use projects::drafts::{Draft, START, data, unpack, uses};
use projects::psplib;
use std::collections::HashMap;

#[test]
fn b1_no_best_known_schedule_is_shorter_than_the_bound() {
    for (set, step) in [("j30", 3), ("j60", 3), ("j120_odd", 3)] {
        for project in psplib(set, 1, step) {
            assert_eq!(project.network.activities.len(), project.definition.nodes.len());
            let found = bound(&project.network, START, &|| true);
            assert!(found.ms <= project.best_upper * 1000, "{}: {found:?}", project.name);
            assert!(found.ms >= project.critical_path * 1000, "{}: {found:?}", project.name);
        }
    }
}

/// What is asked of `go_on` some times ends at the same point everywhere.
fn searched(network: &Network, asked: u32) -> daybreak_optimise::Bound {
    let left = std::cell::Cell::new(asked);
    let go_on = || left.replace(left.get().saturating_sub(1)) > 0;
    searched_bound(network, START, plan(network, START).window, &go_on)
}

#[test]
fn b2_b3_what_is_closed_comes_out_as_it_is_known() {
    let (mut proven, mut count) = (0, 0);
    for project in psplib("j30", 1, 16).into_iter().chain(psplib("j60", 1, 40)) {
        let found = searched(&project.network, 1_000);
        assert!(found.ms <= project.best_upper * 1000, "{}: {found:?}", project.name);
        let is_proven = found.ms == project.best_upper * 1000;
        assert!(!is_proven || project.is_closed || project.best_lower <= project.best_upper, "{}", project.name);
        proven += u32::from(is_proven);
        count += 1;
    }
    assert!(10 * proven >= 8 * count, "only {proven} of {count} are proven");
}

/// A task of a graph of STG: how long it takes, and what comes before it.
struct Task {
    length: i64,
    before: Vec<usize>,
}

/// The tasks of a file of STG, one that begins and one that ends included.
fn tasks(text: &str) -> Vec<Task> {
    let mut lines =
        text.lines().map(|l| l.split_whitespace().filter_map(|w| w.parse::<i64>().ok()).collect::<Vec<_>>());
    let count = lines.next().and_then(|l| l.first().copied()).unwrap_or(0) as usize + 2;
    let rows = lines.filter(|row| row.len() >= 3).take(count);
    rows.map(|row| Task { length: row[1], before: row[3..].iter().map(|&from| from as usize).collect() }).collect()
}

/// The tasks on identical processors.
fn graph(tasks: &[Task], processors: u32) -> Network {
    let mut draft = Draft::new();
    draft.pool("cpu", processors);
    for (at, task) in tasks.iter().enumerate() {
        let name = format!("t{at:04}");
        draft.fixed(&name, task.length).uses = if task.length > 0 { vec![uses("cpu", 1)] } else { Vec::new() };
        for from in &task.before {
            draft.edge(&format!("t{from:04}"), &name);
        }
    }
    draft.close();
    draft.network()
}

/// What no schedule can be shorter than, counted on its own here: tasks that cannot start before one time and have so much after
/// them share the processors in between. The published table has values below it; they are wrong.
fn least(tasks: &[Task], processors: i64) -> i64 {
    let mut heads = vec![0; tasks.len()];
    let mut tails = vec![0; tasks.len()];
    for (at, task) in tasks.iter().enumerate() {
        heads[at] = task.before.iter().map(|&from| heads[from] + tasks[from].length).max().unwrap_or(0);
    }
    for (at, task) in tasks.iter().enumerate().rev() {
        task.before.iter().for_each(|&from| tails[from] = tails[from].max(tails[at] + task.length));
    }
    let between = |head: i64, tail: i64| {
        let both = heads.iter().zip(&tails).zip(tasks).filter(|((h, t), _)| **h >= head && **t >= tail);
        let work = both.map(|(_, task)| task.length).sum::<i64>();
        if work > 0 { head + tail + (work + processors - 1) / processors } else { 0 }
    };
    let all = heads.iter().flat_map(|&head| tails.iter().map(move |&tail| (head, tail)));
    all.map(|(head, tail)| between(head, tail)).max().unwrap_or(0)
}

#[test]
fn b1_b2_no_optimum_of_stg_is_below_the_bound() {
    let Some(folder) = data() else { return };
    let table = std::fs::read_to_string(folder.join("stg/optimal_makespans.csv")).expect("the table");
    let mut optima: HashMap<String, Vec<(u32, i64)>> = HashMap::new();
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let (processors, best) = (cells[2].parse().expect("a number"), cells[3].parse().expect("a number"));
        optima.entry(cells[0].into()).or_default().push((processors, best));
    }
    let step = std::env::var("DAYBREAK_EVERY").ok().and_then(|v| v.parse().ok()).unwrap_or(12);
    let (mut compared, mut proven, mut wrong) = (0, 0, 0);
    for (path, text) in unpack(folder.join("stg/stg_a.tar.xz"), ".stg").iter().step_by(step) {
        let tasks = tasks(text);
        for &(processors, best) in optima.get(path.trim_start_matches("./")).into_iter().flatten() {
            let network = graph(&tasks, processors);
            let found = searched(&network, 20);
            assert!(Some(found.ms) <= plan(&network, START).window, "{path} on {processors}: {found:?}");
            if least(&tasks, processors.into()) > best {
                wrong += 1;
                continue;
            }
            assert!(found.ms <= best * 1000, "{path} on {processors}: {found:?} is above {best}");
            compared += 1;
            proven += u32::from(found.ms == best * 1000);
        }
    }
    assert!(compared >= 20 && 20 * wrong < compared, "{compared} compared, {wrong} published values left out");
    println!("stg: {compared} cases, {proven} proven, {wrong} published values below what can be");
}

/// Lengths of years and units by the billion give no overflow, and no bound above the plan.
#[test]
fn b1_figures_at_the_edge_are_borne() {
    let mut draft = Draft::new();
    draft.pool("large", u32::MAX);
    for at in 0..200 {
        draft.fixed(&format!("n{at:03}"), 300_000_000 - at).uses = vec![uses("large", u32::MAX - at as u32)];
    }
    draft.close();
    let network = draft.network();
    let window = plan(&network, START).window.expect("a window");
    assert!(searched(&network, 50).ms <= window);
}

/// A night of thousands of jobs with lengths to the millisecond.
#[test]
fn b5_large_nights_are_answered_soon() {
    let mut dice = projects::drafts::random::Dice(7);
    let mut draft = Draft::new();
    draft.pool("db", 20);
    draft.pool("slots", 6);
    let name = |at: u64| format!("n{at:05}");
    for at in 0..5_000 {
        let length = daybreak_model::time::Span::from_ms(60_000 + dice.below(600_000) as i64);
        let node = draft.job(&name(at), daybreak_model::duration::Estimate::Fixed(length));
        node.uses = vec![uses("db", 1 + dice.below(3) as u32)];
        if at % 3 == 0 {
            node.uses.push(uses("slots", 1));
        }
        if at >= 40 {
            draft.edge(&name(at / 40 * 40 - 40 + dice.below(40)), &name(at));
        }
    }
    draft.close();
    let network = draft.network();
    let window = plan(&network, START).window.expect("a window");
    let at_once = bound(&network, START, &|| true);
    let found = searched(&network, 30);
    assert!(at_once.ms <= found.ms && found.ms <= window);
    assert!(window < at_once.ms * 2, "{at_once:?} is far below {window}");
}
