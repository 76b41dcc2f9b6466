//! How near tuning comes.

#[path = "../tests/projects/mod.rs"]
mod projects;

use daybreak_model::bundle::Bundle;
use daybreak_optimise::tune::{Options, Watch, tune};
use projects::drafts::{START, date};

fn knob<T: std::str::FromStr>(name: &str, default: T) -> T {
    std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default)
}

fn cpu() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    text.split_whitespace().next().unwrap().parse::<f64>().unwrap() / 1e9
}

fn main() {
    let set: String = knob("SET", "j120_odd".to_string());
    let (first, step) = (knob("FIRST", 0), knob("STEP", 10));
    let seconds: f64 = knob("BUDGET", 1.0);
    let (mut sum, mut known, mut count, mut edges, mut priorities, mut proven) = (0.0, 0.0, 0.0, 0, 0, 0);
    for project in projects::psplib(&set, first, step) {
        let bundle = Bundle::single("w.workflow.json", project.definition.clone());
        let begun = cpu();
        let main = std::thread::current().id();
        let spent = move || {
            if std::thread::current().id() == main {
                (cpu() - begun) / seconds + 0.9 * f64::from(u8::from(false))
            } else {
                cpu() / seconds
            }
        };
        let options = Options {
            seed: knob("SEED", 1),
            allow_edges: knob("EDGES", true),
            samples: 1000,
            threads: knob("THREADS", 2),
            schedules: None,
        };
        let tuned =
            tune(&bundle, date(), START, options, Watch { spent: &spent, is_cancelled: &|| false }).expect("a window");
        let share = |s: f64| (s / project.critical_path as f64 - 1.0) * 100.0;
        let dev = share(tuned.window as f64 / 1000.0);
        if knob("VERBOSE", false) {
            println!(
                "{} {} {} {} {} edges {} prios {} main cpu {:.3}",
                project.name,
                tuned.window / 1000,
                project.critical_path,
                project.best_upper,
                tuned.bound / 1000,
                tuned.edges.len(),
                tuned.priorities.len(),
                cpu() - begun
            );
        }
        assert!(tuned.window / 1000 >= project.best_lower);
        sum += dev;
        known += share(project.best_upper as f64);
        count += 1.0;
        edges += tuned.edges.len();
        priorities += tuned.priorities.len();
        proven += usize::from(tuned.window == tuned.bound);
    }
    println!(
        "{set}: {count} instances, {:.2} above the critical path, best known {:.2}, distance {:.3}; edges {:.1} priorities {:.1} proven {proven}",
        sum / count,
        known / count,
        (sum - known) / count,
        edges as f64 / count,
        priorities as f64 / count
    );
}
