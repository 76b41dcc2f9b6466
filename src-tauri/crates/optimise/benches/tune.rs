//! How near tuning comes to the best that anybody knows, on samples of PSPLIB; beside it CP-SAT of OR-Tools with two workers and the same
//! time, when it is there (`DAYBREAK_PEERS` names the Python).

mod peer;
#[path = "../tests/projects/mod.rs"]
mod projects;

use daybreak_model::bundle::Bundle;
use daybreak_optimise::tune::{Options, Watch, tune};
use projects::Project;
use projects::drafts::{START, date};
use std::time::Instant;

/// A set, every how many-th project of it, the seconds for each, and the most that the mean may be above the best known.
const SAMPLES: [(&str, usize, f64, f64); 4] =
    [("j30", 48, 1.0, 0.3), ("j60", 37, 1.0, 0.6), ("j120_odd", 17, 1.0, 4.0), ("j120_odd", 61, 10.0, 2.5)];

/// Every how many-th of a sample goes to the peer, too.
const PEER_EVERY: usize = 4;

#[derive(Default)]
struct Sum {
    instances: f64,
    window: f64,
    best: f64,
    proven: f64,
    closed: f64,
    edges: f64,
    slowest: f64,
    peers: f64,
    peer: f64,
    beside_peer: f64,
}

fn main() {
    let wanted = std::env::var("DAYBREAK_BENCH_SET").ok();
    for (set, step, seconds, bar) in SAMPLES {
        if wanted.as_deref().is_none_or(|wanted| wanted == set) {
            let mut sum = Sum::default();
            let projects = projects::psplib(set, 1, step);
            projects.iter().enumerate().for_each(|(at, project)| sum.add(project, seconds, at % PEER_EVERY == 0));
            sum.tell(set, seconds, bar);
        }
    }
}

impl Sum {
    fn add(&mut self, project: &Project, seconds: f64, asks_peer: bool) {
        let bundle = Bundle::single("w.workflow.json", project.definition.clone());
        let above = |seconds: f64| (seconds / project.critical_path as f64 - 1.0) * 100.0;
        let began = Instant::now();
        let spent = || began.elapsed().as_secs_f64() / seconds;
        let options = Options { seed: 1, allow_edges: true, samples: 1000, threads: 2, schedules: None };
        let tuned = tune(&bundle, date(), START, options, Watch { spent: &spent, is_cancelled: &|| false });
        let Ok(tuned) = tuned else { return println!("{}: no window", project.name) };
        self.slowest = self.slowest.max(began.elapsed().as_secs_f64());
        let window = above(tuned.window as f64 / 1000.0);
        self.instances += 1.0;
        self.window += window;
        self.best += above(project.best_upper as f64);
        self.closed += f64::from(u8::from(project.is_closed));
        self.proven += f64::from(u8::from(tuned.window == tuned.bound));
        self.edges += tuned.edges.len() as f64;
        assert!(tuned.window >= project.best_lower * 1000, "{} is shorter than can be", project.name);
        if let Some(theirs) = asks_peer.then(|| peer::cp_sat(&project.network, seconds)).flatten() {
            self.peers += 1.0;
            self.peer += above(theirs);
            self.beside_peer += window;
        }
    }

    fn tell(&self, set: &str, seconds: f64, bar: f64) {
        if self.instances == 0.0 {
            return;
        }
        let (window, best) = (self.window / self.instances, self.best / self.instances);
        println!("{set}, {} projects, {seconds} s each on two threads, edges allowed", self.instances);
        println!("  above the critical path                  {window:>6.2} %    best known {best:.2} %");
        println!("  percentage points above the best known   {:>6.2}      bar {bar}", window - best);
        println!("  proven to be the best, of {:>3} that are known to be {:>4.0}", self.closed, self.proven);
        println!("  edges that are drawn, mean               {:>6.1}", self.edges / self.instances);
        println!("  longest time                             {:>6.2} s", self.slowest);
        if self.peers > 0.0 {
            let (theirs, ours) = (self.peer / self.peers, self.beside_peer / self.peers);
            println!("  on {} of them CP-SAT                      {theirs:>6.2} %    here {ours:.2} %", self.peers);
        }
    }
}
