//! Milliseconds for a layout of a bank-sized definition: `cargo bench -p daybreak-layout`.

use daybreak_layout::{LayoutOptions, Positions, layout};
use daybreak_model::definition::{Definition, Edge, System};
use daybreak_model::node::{Kind, Node, Order, Work};
use daybreak_model::settings::Settings;
use std::time::Instant;

const RUNS: usize = 9;

fn main() {
    for (nodes, edges) in [(1_000, 1_600), (5_000, 8_000), (10_000, 16_000)] {
        let definition = definition(nodes, edges);
        let full = LayoutOptions { full: true, ..LayoutOptions::default() };
        let placed = layout(&definition, &full, &Positions::default(), &|| false).unwrap_or_default();
        let anew = median(|| layout(&definition, &full, &Positions::default(), &|| false).map_or(0, |l| l.nodes.len()));
        let before = placed.positions();
        let one = LayoutOptions { changed: ["n500".into()].into(), ..LayoutOptions::default() };
        let again = median(|| layout(&definition, &one, &before, &|| false).map_or(0, |l| l.nodes.len()));
        println!(
            "{nodes:>6} nodes {edges:>6} edges: {anew:>8.1} ms anew, {again:>8.1} ms with one changed (the bar is 1000 at 5,000)"
        );
    }
}

fn median(mut run: impl FnMut() -> usize) -> f64 {
    let mut times: Vec<f64> = (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(run());
            start.elapsed().as_secs_f64() * 1000.0
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[RUNS / 2]
}

/// Eight systems, groups of some twenty jobs, edges mostly to the near.
fn definition(nodes: usize, edges: usize) -> Definition {
    let mut definition = Definition::empty("bench", "Bench", "UTC");
    for system in 0..8u8 {
        let id = format!("s{system}");
        let (concurrency, target, defaults) = (None, None, Settings::default());
        definition.systems.push(System {
            id: id.as_str().into(),
            name: id,
            colour: system + 1,
            concurrency,
            target,
            slow_night: None,
            defaults,
        });
    }
    let groups = nodes / 40;
    for group in 0..groups {
        let mut node = Node::new(format!("g{group}").as_str(), Kind::Group(Order::Free));
        node.system = Some(format!("s{}", group % 8).as_str().into());
        definition.nodes.push(node);
    }
    let jobs = nodes - groups - 2;
    for job in 0..jobs {
        let mut node = Node::new(format!("n{job}").as_str(), Kind::Job(Work::Noop));
        if job % 2 == 0 {
            node.parent = Some(format!("g{}", (job / 40).min(groups - 1)).as_str().into());
        } else {
            node.system = Some(format!("s{}", job % 8).as_str().into());
        }
        definition.nodes.push(node);
        let from = job.checked_sub(40).map_or("begin".to_owned(), |from| format!("n{from}"));
        definition.edges.push(Edge::new(from.as_str(), format!("n{job}").as_str()));
    }
    let mut state = 0x2545_f491_4f6c_dd1du64;
    while definition.edges.len() < edges {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let from = state as usize % (jobs - 1);
        let to = (from + 1 + (state >> 40) as usize % 400).min(jobs - 1);
        definition.edges.push(Edge::new(format!("n{from}").as_str(), format!("n{to}").as_str()));
    }
    definition
}
