//! Plan and Monte Carlo against a straightforward implementation and, where Python has them, against NetworkX, NumPy and SimPy, in
//! one run on one machine.

mod networks;
mod plain;
mod python;

use daybreak_model::network::Network;
use daybreak_model::time::Timestamp;
use daybreak_simulation::{Options, monte_carlo, plan};
use std::hint::black_box;
use std::time::{Duration, Instant};

const START: Timestamp = Timestamp(1_784_667_600_000);

/// The median and the shortest time of `runs` runs; other work on the machine cannot make the shortest shorter.
fn measured<T>(runs: usize, mut work: impl FnMut() -> T) -> Times {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let started = Instant::now();
            black_box(work());
            started.elapsed()
        })
        .collect();
    times.sort_unstable();
    Times { median: times[runs / 2].as_secs_f64(), least: times[0].as_secs_f64() }
}

#[derive(Clone, Copy)]
struct Times {
    median: f64,
    least: f64,
}

impl Times {
    /// In a unit of which a second has `unit`.
    fn of(self, unit: f64) -> Times {
        Times { median: self.median * unit, least: self.least * unit }
    }
}

fn line(what: &str, times: Times, unit: &str, bar: &str) {
    println!("  {what:<42} {:>10.3} (least {:>8.3}) {unit:<14} {bar}", times.median, times.least);
}

/// A peer beside ours, by medians of the same run.
fn peer(what: &str, theirs: Option<f64>, ours: Times, unit: &str) {
    match theirs {
        Some(theirs) => {
            println!("  {what:<42} {theirs:>10.3} {:>16} {unit:<14} {:.1} times ours", "", theirs / ours.median)
        }
        None => println!("  {what:<42}    skipped"),
    }
}

/// The same nights with more that may happen, by the least times of the same run.
fn slower(what: &str, with: Times, without: Times) {
    let times = with.least / without.least;
    println!("  {what:<42} {:>10.3} (least {:>8.3}) ns/job/sample  {times:.1} times as long", with.median, with.least);
}

/// Nanoseconds per job and sample.
fn forecast(network: &Network, samples: u32, threads: usize) -> Times {
    let options = Options { samples, seed: 1, threads };
    let cells = network.activities.len() as f64 * f64::from(samples);
    measured(5, || monte_carlo(network, START, options, &|_| true)).of(1e9 / cells)
}

fn report(jobs: usize) {
    println!("{jobs} jobs, {} edges", jobs * 8 / 5);
    let (free, pooled) = (networks::layered(jobs, false), networks::layered(jobs, true));
    let python = python::measure(&free, &pooled);
    if let Err(why) = &python {
        println!("  Python peers skipped: {why}");
    }
    let python = |name: &str| python.as_ref().ok().and_then(|figures| figures.get(name)).copied();
    let bar = |bar: &'static str| if jobs == 10_000 { bar } else { "" };

    let ours = measured(15, || plan(&free, START)).of(1e3);
    line("plan, no resources", ours, "ms", bar("bar 5"));
    let theirs = measured(15, || plain::plan(&free, START)).of(1e3);
    peer("  straightforward Rust", Some(theirs.median), ours, "ms");
    peer("  NetworkX", python("networkx"), ours, "ms");
    line("plan, pools and locks", measured(15, || plan(&pooled, START)).of(1e3), "ms", bar("bar 20"));

    let per_cell = "ns/job/sample";
    let samples = 10_000;
    let ours = forecast(&free, samples, 1);
    line("Monte Carlo, no resources, one core", ours, per_cell, "bar 5");
    let few = 200;
    let cells = jobs as f64 * f64::from(few);
    let theirs = measured(3, || plain::monte_carlo(&free, START, few, 1)).of(1e9 / cells);
    peer("  straightforward Rust", Some(theirs.median), ours, per_cell);
    peer("  NumPy, vectorised", python("numpy"), ours, per_cell);
    let two = forecast(&free, samples, 2);
    println!("  {:<42} {:>10.2} times one core, by the least times    bar 1.8", "  two cores", ours.least / two.least);

    let failing = forecast(&networks::failing(free), samples, 1);
    slower("  and attempts that fail", failing, ours);

    let ours = forecast(&pooled, samples / 4, 1);
    line("Monte Carlo, pools and locks, one core", ours, per_cell, "bar 150");
    let theirs = measured(3, || plain::with_pools(&pooled, START, 20, 1)).of(1e9 / (jobs as f64 * 20.0));
    peer("  straightforward Rust", Some(theirs.median), ours, per_cell);
    peer("  SimPy", python("simpy"), ours, per_cell);
    let two = forecast(&pooled, samples / 4, 2);
    println!("  {:<42} {:>10.2} times one core, by the least times    bar 1.8", "  two cores", ours.least / two.least);
    let failing = forecast(&networks::failing(pooled), samples / 4, 1);
    slower("  and attempts that fail", failing, ours);
}

fn main() {
    // `cargo test --benches` runs this too, and only wants to know that it runs.
    let sizes: &[usize] = if std::env::args().any(|a| a == "--bench") { &[1_000, 10_000] } else { &[100] };
    sizes.iter().for_each(|jobs| report(*jobs));
}
