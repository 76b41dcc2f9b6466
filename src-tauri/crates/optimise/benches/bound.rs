//! How strong the bounds are.

#[path = "../tests/projects/mod.rs"]
mod projects;

use projects::drafts::START;
use std::time::Instant;

fn knob<T: std::str::FromStr>(name: &str, default: T) -> T {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}

fn main() {
    let set: String = knob("SET", "j120_odd".to_string());
    let (first, step) = (knob("FIRST", 0), knob("STEP", 1));
    let verbose = knob("VERBOSE", 0) > 0;
    let mut parts: std::collections::BTreeMap<&str, f64> = Default::default();
    let (mut sum, mut count, mut best) = (0.0, 0.0, 0.0);
    let began = Instant::now();
    let (mut proven, mut low) = (0.0, 0.0);
    let seconds = knob("SECONDS", 0.0);
    for project in projects::psplib(&set, first, step) {
        let bound = daybreak_optimise::bound(&project.network, START, &|| true);
        assert!(bound.ms <= project.best_upper * 1000, "{}: {:?} {}", project.name, bound, project.best_upper);
        let share = |ms: i64| (ms as f64 / 1000.0 / project.critical_path as f64 - 1.0) * 100.0;
        bound.parts.iter().for_each(|(name, ms)| *parts.entry(name).or_default() += share(*ms));
        sum += share(bound.ms);
        best += share(project.best_lower * 1000);
        count += 1.0;
        if seconds > 0.0 {
            let problem = daybreak_optimise::problem::Problem::of(&project.network, START);
            let began = Instant::now();
            let window = daybreak_simulation::plan(&project.network, START).window.unwrap();
            let proof =
                daybreak_optimise::prove(&problem, bound.ms, window, &|| began.elapsed().as_secs_f64() < seconds);
            proven += f64::from(u8::from(proof.is_optimal()));
            low += share(proof.lower);
            assert!(proof.lower <= project.best_upper * 1000, "{} {proof:?} {}", project.name, project.best_upper);
            if proof.is_optimal() {
                assert!(
                    proof.upper / 1000 >= project.best_lower
                        && (!project.is_closed || proof.upper / 1000 == project.best_upper),
                    "{} {proof:?}",
                    project.name
                );
            }
            if verbose {
                println!(
                    "{} lower {} upper {} best {} {} conflicts {} {:?}",
                    project.name,
                    proof.lower / 1000,
                    proof.upper / 1000,
                    project.best_lower,
                    project.best_upper,
                    proof.conflicts,
                    began.elapsed()
                );
            }
            continue;
        }
        if verbose {
            println!("{} {:?} best {} {}", project.name, bound, project.best_lower, project.best_upper);
        }
    }
    println!(
        "{set}: {:.2} best {:.2} in {:?} {:?}",
        sum / count,
        best / count,
        began.elapsed(),
        parts.iter().map(|(n, s)| (n, s / count)).collect::<Vec<_>>()
    );
}
