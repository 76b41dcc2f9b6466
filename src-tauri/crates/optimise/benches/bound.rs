//! How strong the bounds are, and how fast: samples of PSPLIB, with what is known of them.

#[path = "../tests/projects/mod.rs"]
mod projects;

use daybreak_optimise::{bound, searched_bound};
use daybreak_simulation::plan;
use projects::drafts::START;
use projects::{Project, psplib};
use std::time::Instant;

/// What came of a set, all in per cent above the critical path.
#[derive(Default)]
struct Sum {
    instances: f64,
    closed: f64,
    proven: f64,
    at_once: f64,
    searched: f64,
    best_known: f64,
    slowest: f64,
    seconds: f64,
}

fn measure(set: &str, first: usize, step: usize, seconds: f64, bar: &str) {
    let mut sum = Sum::default();
    for project in psplib(set, first, step) {
        sum.add(&project, seconds);
    }
    if sum.instances > 0.0 {
        let mean = |total: f64| total / sum.instances;
        println!("{set}, {} instances, at most {seconds} s each on one core", sum.instances);
        println!("  mean bound above critical path, at once  {:>6.2} %    {bar}", mean(sum.at_once));
        println!("  mean bound above critical path, searched {:>6.2} %", mean(sum.searched));
        println!("  best known lower bounds                  {:>6.2} %", mean(sum.best_known));
        println!("  proven, of those that anybody has proven {:>6.1} %", sum.proven / sum.closed * 100.0);
        println!("  time, mean and slowest                   {:>6.2} s {:.2} s", mean(sum.seconds), sum.slowest);
    }
}

impl Sum {
    fn add(&mut self, project: &Project, seconds: f64) {
        assert_eq!(project.network.activities.len(), project.definition.nodes.len());
        let above = |ms: i64| (ms as f64 / 1000.0 / project.critical_path as f64 - 1.0) * 100.0;
        let began = Instant::now();
        let at_once = bound(&project.network, START, &|| true);
        let window = plan(&project.network, START).window;
        let found = searched_bound(&project.network, START, window, &|| began.elapsed().as_secs_f64() < seconds);
        let took = began.elapsed().as_secs_f64();
        assert!(found.ms <= project.best_upper * 1000, "{}: {found:?}", project.name);
        self.instances += 1.0;
        self.closed += f64::from(u8::from(project.is_closed));
        self.proven += f64::from(u8::from(project.is_closed && found.ms == project.best_upper * 1000));
        self.at_once += above(at_once.ms);
        self.searched += above(found.ms);
        self.best_known += above(project.best_lower * 1000);
        self.slowest = self.slowest.max(took);
        self.seconds += took;
    }
}

fn main() {
    measure("j30", 3, 16, 10.0, "proven: bar 90 %");
    measure("j60", 3, 48, 1.0, "");
    measure("j120_odd", 3, 20, 1.0, "bar 15 %");
}
