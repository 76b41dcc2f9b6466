//! Random definitions with everything that a plan knows.

use super::{Draft, uses};
use daybreak_model::definition::{Outcome, PoolHours};
use daybreak_model::duration::{Estimate, SlowNight};
use daybreak_model::node::{Arrival, Branch, Confirm, Cycle, CycleFrom, Join, Kind, LockMode, LockUse, Node, Wait};
use daybreak_model::settings::{OnFailure, Retry};
use daybreak_model::time::Span;

/// What a random definition may have.
#[derive(Clone, Copy, Debug)]
pub struct Features {
    pub resources: bool,
    /// Decisions, failures and joins that need only some.
    pub chance: bool,
    /// Every duration is fixed.
    pub fixed: bool,
}

pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    fn one_in(&mut self, many: u64) -> bool {
        self.below(many) == 0
    }
}

/// A definition of 3 to 14 nodes.
pub fn draft(seed: u64, features: Features) -> Draft {
    let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5DEE_CE66);
    let mut draft = Draft::new();
    let capacity = 1 + dice.below(3) as u32;
    draft.pool("db", capacity);
    draft.pool("slots", 1 + dice.below(2) as u32);
    draft.lock("ledger");
    if features.resources && dice.one_in(3) {
        let clock = |text: &str| text.parse().expect("a time");
        let closed = PoolHours { from: clock("21:00"), to: clock("21:20"), capacity: dice.below(2) as u32 };
        draft.0.pools[0].hours.push(closed);
    }
    if features.resources && dice.one_in(3) {
        draft.group("n99").locks = vec![LockUse { lock: "ledger".into(), mode: LockMode::Exclusive }];
        for member in ["n97", "n98"] {
            draft.fixed(member, dice.below(300) as i64).parent = Some("n99".into());
        }
    }
    for system in ["core", "ledger"] {
        draft.system(system).slow_night = (!features.fixed && dice.one_in(3)).then_some(SlowNight { sigma: 0.3 });
    }
    draft.0.slow_night = (!features.fixed && dice.one_in(4)).then_some(SlowNight { sigma: 0.1 });
    let count = 3 + dice.below(12) as usize;
    for at in 0..count {
        let id = format!("n{at:02}");
        add_node(&mut draft, &id, &mut dice, features);
        for before in 0..at {
            if dice.below(count as u64) < 3 {
                add_edge(&mut draft, &format!("n{before:02}"), &id, &mut dice, features);
            }
        }
    }
    draft.close();
    if dice.one_in(2) {
        draft.0.deadline = Some("21:30+0".parse().expect("a time"));
    }
    draft
}

fn add_node(draft: &mut Draft, id: &str, dice: &mut Dice, features: Features) {
    let node = match dice.below(12) {
        0 if dice.one_in(2) => {
            let file = Wait::File { path: "/in".into(), stable: Span::ZERO };
            let (early, mut late) = (minute(dice), minute(dice));
            if features.fixed || late <= early {
                late = early;
            }
            let wait = draft.node(Node::new(id, Kind::Wait(file)));
            wait.arrives = Some(Arrival { earliest: early, usual: early, latest: late });
            wait
        }
        0 => draft.node(Node::new(id, Kind::Wait(Wait::Time(minute(dice))))),
        1 => {
            let gate = draft.node(Node::new(id, Kind::Confirm(Confirm { prompt: "Go on?".into(), role: None })));
            gate.settings.duration = Some(Estimate::Fixed(seconds(dice)));
            gate
        }
        2 => {
            let join = match dice.below(3) {
                1 if features.chance => Join::Any,
                2 if features.chance => Join::AtLeast(2),
                _ => Join::All,
            };
            draft.node(Node::new(id, Kind::Milestone(join)))
        }
        3 if features.chance => {
            let branch = |name: &str, when: Option<&str>, probability| Branch {
                name: name.into(),
                when: when.map(String::from),
                probability,
            };
            let branches = vec![branch("a", Some("exit(\"x\") == 1"), Some(0.4)), branch("b", None, None)];
            draft.node(Node::new(id, Kind::Decision(branches)))
        }
        _ => {
            let (low, more) = (dice.below(300) as i64 * 1000, 1000 + dice.below(300) as i64 * 1000);
            let span = |ms: i64| Span::from_ms(ms);
            let estimate = match dice.below(if features.fixed { 1 } else { 4 }) {
                0 => Estimate::Fixed(span(low)),
                1 => Estimate::LogNormal { median: span(low + 1), sigma: 0.4 },
                2 => Estimate::Empirical(vec![span(low), span(low + 500), span(low + more)]),
                _ => Estimate::Pert { low: span(low), mode: span(low + more / 3), high: span(low + more) },
            };
            draft.job(id, estimate)
        }
    };
    if matches!(node.kind, Kind::Job(_)) {
        set_job(node, dice, features);
    }
    if matches!(node.kind, Kind::Wait(_) | Kind::Confirm(_)) {
        set_wait(node, dice, features);
    }
    if dice.one_in(8) {
        node.not_before = Some(minute(dice));
    }
    if dice.one_in(8) {
        node.deadline = Some(minute(dice));
    }
}

fn seconds(dice: &mut Dice) -> Span {
    Span::from_ms(dice.below(600) as i64 * 1000)
}

fn set_job(node: &mut Node, dice: &mut Dice, features: Features) {
    node.system = [None, Some("core".into()), Some("ledger".into())][dice.below(3) as usize].clone();
    let overhead = seconds(dice);
    node.settings.overhead = match dice.below(5) {
        0 => Some(Estimate::Fixed(overhead)),
        1 if !features.fixed => Some(Estimate::LogNormal { median: overhead, sigma: 0.5 }),
        _ => None,
    };
    if !features.fixed && dice.one_in(5) {
        let from = if dice.one_in(2) { CycleFrom::Start } else { CycleFrom::End };
        let (times, stops) = (1 + dice.below(80) as u32, dice.one_in(2).then_some(0.3));
        node.cycle = Some(Cycle { times, every: Span::from_ms(20_000), from, until: None, stops });
    }
    if features.resources {
        let mode = if dice.one_in(2) { LockMode::Shared } else { LockMode::Exclusive };
        match dice.below(5) {
            0 | 1 => node.uses = vec![uses("db", 1)],
            2 => node.uses = vec![uses("db", 1), uses("slots", 1)],
            3 => node.locks = vec![LockUse { lock: "ledger".into(), mode }],
            _ => {}
        }
        node.settings.priority = Some(dice.below(3) as i32);
        node.settings.critical = dice.one_in(6).then_some(true);
    }
    if features.chance && dice.one_in(3) {
        node.settings.failure_probability = Some(0.3);
        let (attempts, delay) = (1 + dice.below(3) as u32, seconds(dice));
        node.settings.retry = Some(Retry { attempts, delay, back_off: Some(1.5) });
        node.settings.on_failure = Some(if dice.one_in(2) { OnFailure::Continue } else { OnFailure::Stop });
    }
}

/// Some waits and gates give up, some of them more than once, and some hold a resource meanwhile.
fn set_wait(node: &mut Node, dice: &mut Dice, features: Features) {
    if features.resources && dice.one_in(3) {
        node.uses = vec![uses("db", 1)];
    }
    if features.chance && dice.one_in(2) {
        node.settings.timeout = Some(seconds(dice));
        let (attempts, delay) = (1 + dice.below(3) as u32, seconds(dice));
        node.settings.retry = Some(Retry { attempts, delay, back_off: None });
        node.settings.on_failure = Some(if dice.one_in(2) { OnFailure::Continue } else { OnFailure::Stop });
    }
}

fn minute(dice: &mut Dice) -> daybreak_model::time::DayTime {
    daybreak_model::time::DayTime::new(0, 21, dice.below(30) as u32).expect("a time")
}

fn add_edge(draft: &mut Draft, from: &str, to: &str, dice: &mut Dice, features: Features) {
    let decides = draft.0.nodes.iter().any(|n| n.id.as_str() == from && matches!(n.kind, Kind::Decision(_)));
    let edge = draft.edge(from, to);
    if decides {
        edge.branch = Some(if dice.one_in(2) { "a" } else { "b" }.into());
    } else if features.chance && dice.one_in(5) {
        edge.on = if dice.one_in(2) { Outcome::Failure } else { Outcome::Completion };
    }
    if dice.one_in(4) {
        edge.lag = Span::from_ms(dice.below(200) as i64 * 1000);
    }
}
