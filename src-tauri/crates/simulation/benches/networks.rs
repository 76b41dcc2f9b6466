//! Networks of a night's shape: layers of some forty jobs, each job after one or two of the layer before.

use daybreak_model::bundle::Bundle;
use daybreak_model::definition::{Definition, Edge, Lock, Pool};
use daybreak_model::duration::Estimate;
use daybreak_model::network::{Does, Network, build};
use daybreak_model::node::{Kind, LockMode, LockUse, Node, PoolUse, Work};
use daybreak_model::settings::Retry;
use daybreak_model::time::Span;

const WIDTH: usize = 40;

/// A small generator of its own, so that the shape stays the same for good.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

/// `jobs` jobs with PERT durations and 1.6 edges a job; with resources each takes a database session of 30, every third a
/// posting slot of 8, and a few the ledger.
pub fn layered(jobs: usize, with_resources: bool) -> Network {
    let mut dice = Dice(7);
    let mut definition = Definition::empty("bench", "Bench", "UTC");
    definition.edges.clear();
    let pool = |id: &str, capacity| Pool { id: id.into(), name: id.into(), capacity, hours: Vec::new() };
    definition.pools = vec![pool("sessions", 30), pool("slots", 8)];
    definition.locks = vec![Lock { id: "ledger".into(), name: "ledger".into() }];
    let name = |job: usize| format!("job{job:05}");
    for job in 0..jobs {
        let mut node = Node::new(name(job).as_str(), Kind::Job(Work::Noop));
        let low = 60_000 + dice.below(600_000) as i64;
        let ratio = 20 + 5 * dice.below(8) as i64;
        let (mode, high) = (Span::from_ms(low + low * ratio / 100), Span::from_ms(low * 3));
        node.settings.duration = Some(Estimate::Pert { low: Span::from_ms(low), mode, high });
        if with_resources {
            node.uses.push(PoolUse { pool: "sessions".into(), units: 1 });
            if job % 3 == 0 {
                node.uses.push(PoolUse { pool: "slots".into(), units: 1 });
            }
            if job % 97 == 0 {
                node.locks.push(LockUse { lock: "ledger".into(), mode: LockMode::Exclusive });
            }
            node.settings.priority = Some(dice.below(4) as i32);
        }
        definition.nodes.push(node);
        let layer = job / WIDTH * WIDTH;
        if layer == 0 {
            definition.edges.push(Edge::new("begin", name(job).as_str()));
        } else {
            let before = layer - WIDTH;
            let first = before + dice.below(WIDTH as u64) as usize;
            definition.edges.push(Edge::new(name(first).as_str(), name(job).as_str()));
            if dice.below(5) < 3 {
                let second = before + (first - before + 1 + dice.below(WIDTH as u64 - 1) as usize) % WIDTH;
                definition.edges.push(Edge::new(name(second).as_str(), name(job).as_str()));
            }
        }
        if job + WIDTH >= jobs {
            definition.edges.push(Edge::new(name(job).as_str(), "end"));
        }
    }
    let date = chrono::NaiveDate::from_ymd_opt(2026, 7, 21).expect("a date");
    build(&Bundle::single("bench.workflow.json", definition), date).expect("a network")
}

/// The same with jobs of which one attempt in fifty fails and is tried again, at the most twice, after a minute.
pub fn failing(mut network: Network) -> Network {
    for job in network.activities.iter_mut().filter(|activity| matches!(activity.does, Does::Work(_))) {
        job.failure_probability = 0.02;
        job.retry = Retry { attempts: 3, delay: Span::from_ms(60_000), back_off: None };
    }
    network
}
