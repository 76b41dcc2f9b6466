//! The forecast and the run under one clock: with the same durations, every activity starts and ends at the same moments
//! in the plan as in the state machine that runs real nights.

use chrono::NaiveDate;
use daybreak_model::bundle::Bundle;
use daybreak_model::calendar::{DayRule, Days};
use daybreak_model::definition::{Definition, Edge, Lock, Outcome, Pool, PoolHours, System};
use daybreak_model::duration::Estimate;
use daybreak_model::network::{Network, build};
use daybreak_model::node::{Branch, Confirm, Join, Kind, LockMode, LockUse, Node, Order, PoolUse, Wait, Work};
use daybreak_model::time::{ClockTime, DayTime, Span, Timestamp};
use daybreak_run::drive::{drive, lived};
use daybreak_run::{NodeState, SkipReason};
use daybreak_simulation::{Taken, plan};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use std::sync::Arc;

const NODES: usize = 9;

/// One node as chance has it; what does not fit its kind is not looked at.
#[derive(Clone, Debug)]
struct Drawn {
    kind: u8,
    minutes: u8,
    priority: i8,
    critical: bool,
    pool: Option<(u8, u8)>,
    lock: Option<(u8, bool)>,
    not_before: Option<u8>,
    excluded: bool,
    parent: Option<u8>,
    system: bool,
}

#[derive(Clone, Debug)]
struct DrawnEdge {
    from: usize,
    to: usize,
    lag: u8,
    on: u8,
    branch: bool,
}

#[derive(Clone, Debug)]
struct DrawnNight {
    nodes: Vec<Drawn>,
    edges: Vec<DrawnEdge>,
    capacities: [u8; 2],
    hours: Option<(u8, u8, u8)>,
    limit: u8,
}

fn a_node() -> impl Strategy<Value = Drawn> {
    let takes = (
        prop::option::weighted(0.5, (0..2_u8, 1..3_u8)),
        prop::option::weighted(0.3, (0..2_u8, any::<bool>())),
        prop::option::weighted(0.2, 0..60_u8),
    );
    let rest = (prop::bool::weighted(0.1), prop::option::weighted(0.3, 0..NODES as u8), prop::bool::weighted(0.3));
    (0..16_u8, 0..6_u8, -1..2_i8, prop::bool::weighted(0.2), takes, rest).prop_map(
        |(kind, minutes, priority, critical, (pool, lock, not_before), (excluded, parent, system))| Drawn {
            kind,
            minutes,
            priority,
            critical,
            pool,
            lock,
            not_before,
            excluded,
            parent,
            system,
        },
    )
}

fn an_edge() -> impl Strategy<Value = DrawnEdge> {
    let ends = (1..NODES, 0..NODES).prop_map(|(to, from)| (from % to, to));
    (ends, prop_oneof![3 => Just(0_u8), 1 => 1..5_u8], 0..12_u8, any::<bool>())
        .prop_map(|((from, to), lag, on, branch)| DrawnEdge { from, to, lag, on, branch })
}

fn a_night() -> impl Strategy<Value = DrawnNight> {
    let nodes = prop::collection::vec(a_node(), NODES);
    let edges = prop::collection::vec(an_edge(), 0..14);
    let hours = prop::option::weighted(0.4, (0..60_u8, 0..60_u8, 0..4_u8));
    (nodes, edges, [1..4_u8, 1..4_u8], hours, 1..3_u8).prop_map(|(nodes, edges, capacities, hours, limit)| DrawnNight {
        nodes,
        edges,
        capacities,
        hours,
        limit,
    })
}

fn minutes(n: u8) -> Span {
    Span::from_ms(i64::from(n) * 60_000)
}

fn name(node: usize) -> String {
    // Not in the order of the file, so that ties by identifier show.
    format!("n{}", (node * 7) % 10)
}

fn kind(drawn: &Drawn) -> Kind {
    let branch = |name: &str| Branch { name: name.into(), when: None, probability: None };
    match drawn.kind {
        0 => Kind::Milestone(Join::Any),
        1 => Kind::Milestone(Join::AtLeast(2)),
        2 => Kind::Milestone(Join::All),
        3 => Kind::Decision(vec![branch("x"), branch("y")]),
        4 => Kind::Group(Order::Free),
        5 => Kind::Group(Order::Serial),
        6 => Kind::Group(Order::Parallel),
        7 => Kind::Wait(Wait::Time(DayTime::new(0, 9, u32::from(drawn.minutes) * 9).expect("a time"))),
        8 => Kind::Confirm(Confirm { prompt: String::new(), role: None }),
        _ => Kind::Job(Work::Noop),
    }
}

fn definition(night: &DrawnNight) -> Definition {
    let mut definition = Definition::empty("night", "Night", "UTC");
    definition.edges.clear();
    let clock = |minute: u8| ClockTime(chrono::NaiveTime::from_hms_opt(9, minute.into(), 0).expect("a time"));
    for (index, capacity) in night.capacities.iter().enumerate() {
        let hours = night.hours.filter(|_| index == 0).map(|(from, to, capacity)| PoolHours {
            from: clock(from),
            to: clock(to),
            capacity: capacity.into(),
        });
        let id = format!("p{index}");
        definition.pools.push(Pool {
            id: id.as_str().into(),
            name: id,
            capacity: (*capacity).into(),
            hours: hours.into_iter().collect(),
        });
        let id = format!("l{index}");
        definition.locks.push(Lock { id: id.as_str().into(), name: id });
    }
    definition.systems.push(System {
        id: "s".into(),
        name: "S".into(),
        colour: 1,
        concurrency: Some(night.limit.into()),
        target: None,
        slow_night: None,
        defaults: Default::default(),
    });
    for (index, drawn) in night.nodes.iter().enumerate() {
        definition.nodes.push(node(index, drawn, &night.nodes));
        definition.edges.push(Edge::new("begin", name(index).as_str()));
        definition.edges.push(Edge::new(name(index).as_str(), "end"));
    }
    for edge in &night.edges {
        let mut drawn = Edge::new(name(edge.from).as_str(), name(edge.to).as_str());
        drawn.lag = minutes(edge.lag);
        drawn.on = match edge.on {
            0 => Outcome::Failure,
            1 => Outcome::Completion,
            _ => Outcome::Success,
        };
        if matches!(night.nodes[edge.from].kind, 3) {
            drawn.branch = Some(if edge.branch { "x" } else { "y" }.into());
            drawn.on = Outcome::Success;
        }
        // What has a predecessor of its own does not hang on begin as well.
        definition.edges.retain(|e| !(e.from.as_str() == "begin" && e.to == drawn.to));
        definition.edges.push(drawn);
    }
    definition
}

fn node(index: usize, drawn: &Drawn, all: &[Drawn]) -> Node {
    let mut node = Node::new(name(index).as_str(), kind(drawn));
    let holds = matches!(node.kind, Kind::Job(_) | Kind::Group(_) | Kind::Confirm(_) | Kind::Milestone(_));
    if let Some((pool, units)) = drawn.pool.filter(|_| holds) {
        node.uses.push(PoolUse { pool: format!("p{pool}").as_str().into(), units: units.into() });
    }
    if let Some((lock, exclusive)) = drawn.lock.filter(|_| holds) {
        let mode = if exclusive { LockMode::Exclusive } else { LockMode::Shared };
        node.locks.push(LockUse { lock: format!("l{lock}").as_str().into(), mode });
    }
    node.not_before = drawn.not_before.map(|m| DayTime::new(0, 9, m.into()).expect("a time"));
    node.parent = drawn
        .parent
        .map(usize::from)
        .filter(|parent| *parent != index && matches!(all[*parent].kind, 4..=6) && *parent < index)
        .map(|parent| name(parent).as_str().into());
    node.system = drawn.system.then(|| "s".into());
    node.settings.priority = Some(drawn.priority.into());
    node.settings.critical = Some(drawn.critical);
    if matches!(node.kind, Kind::Job(_) | Kind::Confirm(_)) {
        node.settings.duration = Some(Estimate::Fixed(minutes(drawn.minutes)));
    }
    if drawn.excluded {
        node.settings.days = Some(Days { on: vec![DayRule::DaysOff], ..Days::default() });
    }
    node
}

fn assert_the_same(network: Network) {
    let network = Arc::new(network);
    let date = network.business_date;
    let start = DayTime::new(0, 9, 0).expect("a time").at(date, network.zone);
    let planned = plan(&network, start);
    let run = drive(network.clone(), start, |i| {
        let activity = &network.activities[i];
        if activity.does.is_instant() { Span::ZERO } else { activity.estimate.planned() }
    });
    let at = |ms: i64| Timestamp(planned.start.ms() + ms);
    for (index, (expected, found)) in planned.activities.iter().zip(lived(&run)).enumerate() {
        let (node, record) = (run.key(index), run.record(index));
        let context = format!("{node:?} {record:?} {expected:?}");
        match expected.taken {
            Taken::Never => assert_eq!(found, None, "{context}"),
            Taken::No => assert_eq!(record.skip, Some(SkipReason::NotTaken), "{context}"),
            Taken::Yes => {
                assert!(record.state == NodeState::Succeeded || record.skip == Some(SkipReason::NotToday), "{context}")
            }
        }
        if let Some(found) = found {
            assert_eq!((found.start, found.finish), (at(expected.start), at(expected.finish)), "{context}");
        }
    }
}

proptest! {

    #[test]
    fn plan_and_run_agree_on_every_start_and_end(night in a_night()) {
        let bundle = Bundle::single("night.workflow.json", definition(&night));
        let date = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a date");
        // Groups around edges that leave and come back can make cycles; those are no workflows.
        if let Ok(network) = build(&bundle, date) {
            assert_the_same(network);
        }
    }
}

#[test]
fn most_drawn_nights_are_workflows() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let date = NaiveDate::from_ymd_opt(2026, 11, 20).expect("a date");
    let built = (0..100).filter(|_| {
        let night = a_night().new_tree(&mut runner).expect("a night").current();
        build(&Bundle::single("night.workflow.json", definition(&night)), date).is_ok()
    });
    let count = built.count();
    assert!(count > 50, "only {count} of 100 can be built");
}
