//! Plan and Monte Carlo against a straightforward implementation and, where Python has NetworkX and NumPy, against those, in
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

/// The median time of `runs` runs.
fn median<T>(runs: usize, mut work: impl FnMut() -> T) -> Duration {
    let mut times: Vec<Duration> = (0..runs)
        .map(|_| {
            let started = Instant::now();
            black_box(work());
            started.elapsed()
        })
        .collect();
    times.sort_unstable();
    times[runs / 2]
}

fn line(what: &str, time: Duration, unit: f64, of: &str, bar: &str) {
    println!("  {what:<46} {:>10.3} {of:<16} {bar}", time.as_secs_f64() * unit);
}

fn forecast(network: &Network, samples: u32) -> Duration {
    let options = Options { samples, seed: 1, threads: 1 };
    median(3, || monte_carlo(network, START, options, &|_| true))
}

fn per_job_and_sample(time: Duration, jobs: usize, samples: u32) -> f64 {
    time.as_secs_f64() * 1e9 / (jobs as f64 * f64::from(samples))
}

fn report(jobs: usize) {
    println!("{jobs} jobs, {} edges", jobs * 8 / 5);
    let free = networks::layered(jobs, false);
    let pooled = networks::layered(jobs, true);
    let ours = median(15, || plan(&free, START));
    line("plan, no resources", ours, 1e3, "ms", if jobs == 10_000 { "bar 5" } else { "" });
    let theirs = median(15, || plain::plan(&free, START));
    line("plan, straightforward Rust", theirs, 1e3, "ms", "");
    line("plan, pools and locks", median(15, || plan(&pooled, START)), 1e3, "ms", "");
    let samples = if jobs > 5000 { 4_000 } else { 10_000 };
    let ours = per_job_and_sample(forecast(&free, samples), jobs, samples);
    println!("  Monte Carlo, no resources, one core            {ours:>10.2} ns/job/sample    bar 5");
    let few = 200;
    let theirs = per_job_and_sample(median(3, || plain::monte_carlo(&free, START, few, 1)), jobs, few);
    println!(
        "  Monte Carlo, straightforward Rust              {theirs:>10.2} ns/job/sample    {:.1} times ours",
        theirs / ours
    );
    let some = samples / 2;
    let with = per_job_and_sample(forecast(&pooled, some), jobs, some);
    println!("  Monte Carlo, pools and locks, one core         {with:>10.2} ns/job/sample    bar 150");
    let simple = per_job_and_sample(median(3, || plain::with_pools(&pooled, START, 20, 1)), jobs, 20);
    println!(
        "  the same, straightforward Rust                 {simple:>10.2} ns/job/sample    {:.1} times ours",
        simple / with
    );
    python::compare(&free, ours);
}

fn main() {
    // `cargo test --benches` runs this too, and only wants to know that it runs.
    let sizes: &[usize] = if std::env::args().any(|a| a == "--bench") { &[1_000, 10_000] } else { &[100] };
    sizes.iter().for_each(|jobs| report(*jobs));
}
