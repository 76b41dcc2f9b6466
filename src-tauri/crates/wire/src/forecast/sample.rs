//! A small night for tests: job `a` takes a second and a half, and `b` runs only if it fails.

use chrono::NaiveDate;
use daybreak_model::bundle::Bundle;
use daybreak_model::definition::{Definition, Edge, Outcome, System};
use daybreak_model::duration::Estimate;
use daybreak_model::network::{Conditions, Network, Outage, SystemOrHost, build, build_under};
use daybreak_model::node::{Kind, Node, Work};
use daybreak_model::settings::Settings;
use daybreak_model::time::{Span, Timestamp};

/// Nine in the evening of the business date, in UTC.
pub const START: Timestamp = Timestamp(1_784_667_600_000);

pub fn network() -> Network {
    let mut definition = Definition::empty("w", "W", "UTC");
    for id in ["a", "b"] {
        let mut node = Node::new(id, Kind::Job(Work::Noop));
        node.settings.duration = Some(Estimate::Fixed(Span::from_ms(1500)));
        definition.nodes.push(node);
    }
    let edge = |from, to| Edge::new(from, to);
    let failure = Edge { on: Outcome::Failure, ..edge("a", "b") };
    definition.edges = vec![edge("begin", "a"), failure, edge("a", "end"), edge("b", "end")];
    definition.deadline = Some("22:00+0".parse().unwrap());
    let date = NaiveDate::from_ymd_opt(2026, 7, 21).unwrap();
    build(&Bundle::single("w.workflow.json", definition), date).unwrap()
}

/// Jobs `a` and `b` beside one another in the system `core`, of which so many may run at once.
pub fn limited(concurrency: Option<u32>, conditions: &Conditions) -> Network {
    let mut definition = Definition::empty("w", "W", "UTC");
    definition.edges.clear();
    for id in ["a", "b"] {
        let mut node = Node::new(id, Kind::Job(Work::Noop));
        node.settings.duration = Some(Estimate::Fixed(Span::from_ms(1500)));
        node.system = Some("core".into());
        definition.nodes.push(node);
        definition.edges.extend([Edge::new("begin", id), Edge::new(id, "end")]);
    }
    let (id, name, defaults) = ("core".into(), "Core".into(), Settings::default());
    definition.systems.push(System { id, name, colour: 1, concurrency, target: None, slow_night: None, defaults });
    let date = NaiveDate::from_ymd_opt(2026, 7, 21).unwrap();
    build_under(&Bundle::single("w.workflow.json", definition), date, conditions).unwrap()
}

/// These systems are down for the first hour of the night.
pub fn down(systems: &[&str]) -> Conditions {
    let (from, to) = ("21:00+0".parse().unwrap(), "22:00+0".parse().unwrap());
    let outage = |system: &&str| Outage { of: SystemOrHost::System((*system).into()), from, to };
    Conditions { down: systems.iter().map(outage).collect(), ..Conditions::default() }
}
