//! The network: how groups, subflows, days, times and resources become activities and links.

use chrono::{DateTime, NaiveDate};
use daybreak_model::bundle::Bundle;
use daybreak_model::calendar::{DayClass, DayRule, Days};
use daybreak_model::definition::{Definition, Edge, Lock, Outcome, Pool, PoolHours, System};
use daybreak_model::duration::{Estimate, SlowNight};
use daybreak_model::id::NodeId;
use daybreak_model::inherit::{Inheritance, Origin};
use daybreak_model::network::{Conditions, Does, Network, Part, Slow, build, build_under};
use daybreak_model::node::{
    Arrival, Confirm, Join, Kind, LockMode, LockUse, Node, Order, PoolUse, Subflow, Wait, Work,
};
use daybreak_model::settings::{Observed, OnFailure, Settings};
use daybreak_model::time::{ClockTime, DayTime, Span, Timestamp};
use std::collections::BTreeMap;

fn date() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 27).expect("the date is there")
}

fn at(text: &str) -> Timestamp {
    Timestamp(DateTime::parse_from_rfc3339(text).expect("the moment is good").timestamp_millis())
}

fn time(text: &str) -> DayTime {
    text.parse().expect("the time is good")
}

fn job(id: &str) -> Node {
    let mut node = Node::new(id, Kind::Job(Work::Noop));
    node.settings.duration = Some(Estimate::Fixed(Span::from_ms(60_000)));
    node
}

fn inside(group: &str, mut node: Node) -> Node {
    node.parent = Some(group.into());
    node
}

fn group(id: &str, order: Order) -> Node {
    Node::new(id, Kind::Group(order))
}

/// A night of `nodes` between begin and end, with edges written `a > b`.
fn night(nodes: Vec<Node>, edges: &[&str]) -> Definition {
    let mut definition = Definition::empty("night", "Night", "Asia/Shanghai");
    definition.nodes.splice(1..1, nodes);
    let edge = |text: &&str| text.split_once(" > ").map(|(from, to)| Edge::new(from, to)).expect("an edge is a > b");
    definition.edges = edges.iter().map(edge).collect();
    definition
}

fn network(definition: Definition) -> Network {
    build(&Bundle::single("night.workflow.json", definition), date()).unwrap_or_else(|e| panic!("{:#?}", e.0))
}

fn problem(bundle: &Bundle) -> String {
    build(bundle, date()).expect_err("it cannot be laid out").0[0].message.clone()
}

/// Links as texts, `a > b`, borders as `g(` and `)g`, sorted; `~` stands before one that is not on success.
fn links(network: &Network) -> Vec<String> {
    let name = |index: usize| {
        let activity = &network.activities[index];
        match activity.part {
            Part::Whole => activity.node.to_string(),
            Part::Open => format!("{}(", activity.node),
            Part::Close => format!("){}", activity.node),
        }
    };
    let link = |l: &daybreak_model::network::Link| {
        let other = if l.on == Outcome::Success { "" } else { "~" };
        format!("{other}{} > {}", name(l.from), name(l.to))
    };
    let mut all: Vec<String> = network.links.iter().map(link).collect();
    all.sort();
    all
}

fn find(network: &Network, node: &str) -> usize {
    network.find(&node.into(), Part::Open).unwrap_or_else(|| panic!("{node} is there"))
}

#[test]
fn a_free_group_opens_its_members_that_have_nothing_before_them() {
    let nodes = vec![group("g", Order::Free), inside("g", job("a")), inside("g", job("b")), inside("g", job("c"))];
    let network = network(night(nodes, &["begin > g", "a > b", "g > end"]));
    assert_eq!(links(&network), [")g > end", "a > b", "b > )g", "begin > g(", "c > )g", "g( > a", "g( > c"]);
    let (open, close) = (find(&network, "g"), network.find(&"g".into(), Part::Close).expect("it closes"));
    assert_eq!((network.activities[open].partner, network.activities[close].partner), (Some(close), Some(open)));
    assert_eq!((network.activities[open].join, network.activities[open].does.is_instant()), (Join::All, true));
}

#[test]
fn a_serial_group_runs_in_the_files_order_and_a_parallel_one_at_once() {
    let nodes = |order| vec![group("g", order), inside("g", job("b")), inside("g", job("a")), inside("g", job("c"))];
    let edges = ["begin > g", "g > end"];
    let serial = network(night(nodes(Order::Serial), &edges));
    assert_eq!(links(&serial), [")g > end", "a > c", "b > a", "begin > g(", "c > )g", "g( > b"]);
    let parallel = network(night(nodes(Order::Parallel), &edges));
    assert_eq!(links(&parallel)[1..], ["a > )g", "b > )g", "begin > g(", "c > )g", "g( > a", "g( > b", "g( > c"]);
}

#[test]
fn an_empty_group_passes_and_nested_ones_open_in_turn() {
    let nodes = vec![
        group("outer", Order::Serial),
        inside("outer", group("inner", Order::Parallel)),
        inside("inner", job("a")),
        inside("outer", group("empty", Order::Free)),
    ];
    let network = network(night(nodes, &["begin > outer", "outer > end"]));
    let expected = [
        ")empty > )outer",
        ")inner > empty(",
        ")outer > end",
        "a > )inner",
        "begin > outer(",
        "empty( > )empty",
        "inner( > a",
        "outer( > inner(",
    ];
    assert_eq!(links(&network), expected);
}

/// The group is a box around jobs that have edges of their own.
#[test]
fn a_group_without_edges_opens_with_the_first_edge_to_a_member() {
    let nodes = vec![group("g", Order::Free), inside("g", job("a")), inside("g", job("b")), job("x")];
    let network = network(night(nodes, &["begin > a", "begin > x", "x > b", "a > end", "b > end"]));
    let expected = [
        "a > )g",
        "a > end",
        "b > )g",
        "b > end",
        "begin > a",
        "begin > g(",
        "begin > x",
        "g( > a",
        "g( > b",
        "x > b",
        "x > g(",
    ];
    assert_eq!(links(&network), expected);
    assert_eq!(network.activities[find(&network, "g")].join, Join::Any);
}

#[test]
fn a_path_may_leave_a_group_and_come_back() {
    let nodes = vec![group("g", Order::Free), inside("g", job("a")), inside("g", job("b")), job("x")];
    let network = network(night(nodes, &["begin > a", "a > x", "x > b", "b > end"]));
    assert!(!links(&network).contains(&"x > g(".to_string()), "{:?}", links(&network));
    assert!(links(&network).contains(&"begin > g(".to_string()));
    assert_eq!(network.topological_order().len(), network.activities.len());
}

#[test]
fn a_group_holds_resources_from_its_opening_on_and_systems_limit_jobs_alone() {
    let mut holder = group("g", Order::Free);
    holder.uses = vec![PoolUse { pool: "sessions".into(), units: 2 }, PoolUse { pool: "sessions".into(), units: 1 }];
    holder.locks = vec![
        LockUse { lock: "ledger".into(), mode: LockMode::Shared },
        LockUse { lock: "ledger".into(), mode: LockMode::Exclusive },
    ];
    holder.system = Some("core".into());
    let mut definition = night(vec![holder, inside("g", job("a"))], &["begin > g", "g > end"]);
    definition.pools = vec![Pool { id: "sessions".into(), name: "Sessions".into(), capacity: 8, hours: vec![] }];
    definition.locks = vec![Lock { id: "ledger".into(), name: "Ledger".into() }];
    definition.systems = vec![System {
        id: "core".into(),
        name: "Core".into(),
        colour: 1,
        concurrency: Some(5),
        target: None,
        slow_night: None,
        defaults: Settings { priority: Some(7), ..Settings::default() },
    }];
    let network = network(definition);
    let pools: Vec<(&str, u32)> = network.pools.iter().map(|p| (p.id.as_str(), p.base)).collect();
    assert_eq!(pools, [("sessions", 8), ("system:core", 5)]);
    let open = &network.activities[find(&network, "g")];
    assert_eq!(
        (open.demand.pools.as_slice(), open.demand.locks.as_slice()),
        (&[(0, 3)][..], &[(0, LockMode::Exclusive)][..])
    );
    let close = &network.activities[network.find(&"g".into(), Part::Close).expect("it closes")];
    assert!(close.demand.is_empty());
    // The job inherits the system of its group, and with it the priority and a unit of the system's limit.
    let a = &network.activities[find(&network, "a")];
    assert_eq!((a.demand.pools.as_slice(), a.priority), (&[(1, 1)][..], 7));
}

fn with_subflow(inner: Definition) -> Bundle {
    let subflow =
        Subflow { file: "core.workflow.json".into(), parameters: BTreeMap::from([("mode".into(), "full".into())]) };
    let mut node = Node::new("core", Kind::Subflow(subflow));
    node.settings.priority = Some(3);
    let mut bundle = Bundle::single("night.workflow.json", night(vec![node], &["begin > core", "core > end"]));
    bundle.definitions.insert("core.workflow.json".into(), inner);
    bundle
}

#[test]
fn a_subflow_stands_in_its_nodes_place() {
    let mut inner = night(vec![job("fees")], &["begin > fees", "fees > end"]);
    inner.parameters.insert("mode".into(), "delta".into());
    inner.deadline = Some(time("23:00+0"));
    let network = build(&with_subflow(inner), date()).expect("it can be laid out");
    let expected = [
        ")core > end",
        "begin > core(",
        "core( > core/begin",
        "core/begin > core/fees",
        "core/end > )core",
        "core/fees > core/end",
    ];
    assert_eq!(links(&network), expected);
    let fees = &network.activities[find(&network, "core/fees")];
    assert_eq!((fees.priority, fees.scope), (3, 1));
    assert_eq!(network.scopes[1].parameters["mode"], "full");
    assert_eq!(network.scopes[1].prefix, Some(NodeId::from("core")));
    let close = network.find(&"core".into(), Part::Close).expect("it closes");
    assert_eq!(
        network.deadlines.iter().map(|d| (d.activity, d.at)).collect::<Vec<_>>(),
        [(close, at("2026-03-27T23:00:00+08:00"))]
    );
}

#[test]
fn subflows_that_are_absent_or_contain_themselves_are_refused() {
    let mut absent = with_subflow(night(vec![job("a")], &[]));
    absent.definitions.remove("core.workflow.json");
    assert!(problem(&absent).contains("not there"));
    let itself = Subflow { file: "night.workflow.json".into(), parameters: BTreeMap::new() };
    let ring = with_subflow(night(vec![Node::new("ring", Kind::Subflow(itself))], &["begin > ring", "ring > end"]));
    assert!(problem(&ring).contains("contains itself"));
}

#[test]
fn what_cannot_be_laid_out_says_why() {
    let single = |definition| Bundle::single("night.workflow.json", definition);
    let cases = [
        (night(vec![job("a"), job("b")], &["begin > a", "a > b", "b > a", "b > end"]), "cycle"),
        (night(vec![job("a")], &["begin > a"]), "no path"),
        (night(vec![job("a"), job("a")], &["begin > a", "a > end"]), "two nodes"),
        (night(vec![job("a")], &["begin > x", "begin > end"]), "not there"),
        (night(vec![Node::new("begin2", Kind::Begin)], &["begin > end"]), "exactly one begin"),
    ];
    for (definition, part) in cases {
        let message = problem(&single(definition));
        assert!(message.contains(part), "{message}");
    }
    let mut uses = night(vec![job("a")], &["begin > a", "a > end"]);
    uses.nodes[1].uses = vec![PoolUse { pool: "nowhere".into(), units: 1 }];
    assert!(problem(&single(uses)).contains("nowhere"));
    let mut zone = night(vec![], &["begin > end"]);
    zone.zone = "Mars/Base".into();
    assert!(problem(&single(zone)).contains("time zone"));
    let mut calendar = night(vec![], &["begin > end"]);
    calendar.calendar = Some("cn.calendar.json".into());
    assert!(problem(&single(calendar)).contains("cn.calendar.json"));
}

#[test]
fn what_begin_does_not_reach_is_left_out() {
    let mut definition =
        night(vec![job("a"), job("lost"), job("later")], &["begin > a", "a > end", "lost > later", "later > end"]);
    definition.nodes[2].deadline = Some(time("22:00+0"));
    let network = network(definition);
    assert_eq!(network.left_out, [NodeId::from("lost"), NodeId::from("later")]);
    assert_eq!(links(&network), ["a > end", "begin > a"]);
    assert!(network.deadlines.is_empty());
}

#[test]
fn a_node_whose_days_leave_the_date_out_is_skipped_but_there() {
    let mut definition =
        night(vec![job("monthly"), job("daily")], &["begin > monthly", "monthly > daily", "daily > end"]);
    definition.nodes[1].settings.days = Some(Days { on: vec![DayRule::MonthDays(vec![-1])], ..Days::default() });
    let on = |day| {
        let date = NaiveDate::from_ymd_opt(2026, 3, day).expect("the date is there");
        let network = build(&Bundle::single("x", definition.clone()), date).expect("it can be laid out");
        (network.activities[find(&network, "monthly")].included, network.activities[find(&network, "daily")].included)
    };
    assert_eq!((on(30), on(31)), ((false, true), (true, true)));
}

#[test]
fn a_failure_leads_to_its_handler() {
    let mut definition = night(vec![job("a"), job("repair"), job("b")], &["begin > a", "a > b", "b > end"]);
    definition.defaults.on_failure = Some(OnFailure::Handler("repair".into()));
    let network = network(definition);
    assert_eq!(links(&network), ["a > b", "b > end", "begin > a", "~a > repair", "~b > repair"]);
}

#[test]
fn only_a_noop_without_duration_and_resources_passes_at_once() {
    let mut free = job("free");
    free.settings.duration = None;
    let network = network(night(vec![free, job("timed")], &["begin > free", "free > timed", "timed > end"]));
    assert_eq!(network.activities[find(&network, "free")].does, Does::Pass);
    let timed = &network.activities[find(&network, "timed")];
    assert_eq!((&timed.does, &timed.origin), (&Does::Work(Work::Noop), &Origin::Node));
}

#[test]
fn times_are_moments_in_the_zone_and_deadlines_come_in_order() {
    let mut definition = night(vec![job("a")], &["begin > a", "a > end"]);
    definition.deadline = Some(time("05:00+1"));
    definition.nodes[1].deadline = Some(time("23:30+0"));
    definition.nodes[1].not_before = Some(time("21:00+0"));
    let network = network(definition);
    let expected = [("a", at("2026-03-27T23:30:00+08:00")), ("end", at("2026-03-28T05:00:00+08:00"))];
    let deadlines: Vec<(&str, Timestamp)> = network.deadlines.iter().map(|d| (d.node.as_str(), d.at)).collect();
    assert_eq!(deadlines, expected);
    assert_eq!(network.activities[find(&network, "a")].not_before, Some(at("2026-03-27T21:00:00+08:00")));
}

fn hours(zone: &str, from: &str, to: &str) -> Network {
    let mut definition = night(vec![job("a")], &["begin > a", "a > end"]);
    definition.zone = zone.into();
    let clock = |text: &str| text.parse::<ClockTime>().expect("the time is good");
    let hours = vec![PoolHours { from: clock(from), to: clock(to), capacity: 9 }];
    definition.pools = vec![Pool { id: "p".into(), name: "P".into(), capacity: 2, hours }];
    network(definition)
}

#[test]
fn hours_of_a_pool_may_go_over_midnight() {
    let network = hours("Asia/Shanghai", "22:00", "06:00");
    let pool = &network.pools[0];
    let cases = [
        ("2026-03-27T21:59:59+08:00", 2),
        ("2026-03-27T22:00:00+08:00", 9),
        ("2026-03-28T00:00:00+08:00", 9),
        ("2026-03-28T05:59:59+08:00", 9),
        ("2026-03-28T06:00:00+08:00", 2),
        ("2026-03-26T03:00:00+08:00", 9),
    ];
    for (moment, capacity) in cases {
        assert_eq!(pool.at(at(moment)), capacity, "{moment}");
    }
    assert_eq!(pool.next_step(at("2026-03-27T12:00:00+08:00")), Some((at("2026-03-27T22:00:00+08:00"), 9)));
    assert_eq!(pool.peak(), 9);
}

/// Berlin, night of 28 to 29 March 2026: 02:00 to 03:00 is left out.
#[test]
fn hours_of_a_pool_follow_the_clock_over_a_change() {
    let network = hours("Europe/Berlin", "02:30", "06:00");
    let pool = &network.pools[0];
    assert_eq!(pool.at(at("2026-03-29T00:59:59Z")), 2);
    assert_eq!(pool.at(at("2026-03-29T01:00:00Z")), 9);
    assert_eq!(pool.at(at("2026-03-29T04:00:00Z")), 2);
    assert!(pool.steps.is_sorted_by(|a, b| a.0 < b.0), "steps are in order of time");
    // Hours that fall into the gap altogether do not happen on that night.
    let network = hours("Europe/Berlin", "02:10", "02:50");
    let happens = |moment: &str| network.pools[0].next_step(at(moment)).map(|(at, _)| at);
    assert_eq!(happens("2026-03-28T12:00:00Z"), Some(at("2026-03-30T00:10:00Z")));
}

#[test]
fn the_same_edge_twice_is_one_link() {
    let network = network(night(vec![job("a")], &["begin > a", "begin > a", "a > end"]));
    assert_eq!(links(&network), ["a > end", "begin > a"]);
    assert_eq!((network.incoming(1).len(), network.outgoing(1).len()), (1, 1));
}

#[test]
fn what_a_duration_was_measured_on_comes_with_it_and_not_without() {
    let observed =
        |n, on: &[(DayClass, u32)]| Some(Observed { n, on: on.iter().copied().collect(), ..Observed::default() });
    let (month_end, quarter_end) = (DayClass::MonthEnd, DayClass::QuarterEnd);
    let minutes = |m: i64| Estimate::Fixed(Span::from_ms(m * 60_000));
    let mut fees = job("fees");
    fees.settings.duration_on = [(month_end, minutes(3)), (quarter_end, minutes(4))].into();
    fees.settings.observed = observed(143, &[(month_end, 12)]);
    let mut stated = job("stated");
    stated.settings.observed = observed(0, &[]);
    let mut inherits = job("inherits");
    inherits.settings.duration = None;
    let mut gate = Node::new("gate", Kind::Confirm(Confirm { prompt: "Go on?".into(), role: None }));
    gate.settings.observed = observed(9, &[]);
    let edges = ["begin > fees", "fees > stated", "stated > inherits", "inherits > gate", "gate > end"];
    let mut definition = night(vec![fees, stated, inherits, gate], &edges);
    definition.defaults = Settings { duration: Some(minutes(9)), observed: observed(20, &[]), ..Settings::default() };
    let bundle = Bundle::single("night.workflow.json", definition);
    let told = |class| {
        let conditions = Conditions { day_class: Some(class), ..Conditions::default() };
        let network = build_under(&bundle, date(), &conditions).expect("it can be laid out");
        ["fees", "stated", "inherits", "gate"].map(|node| network.activities[find(&network, node)].observed)
    };
    assert_eq!(told(DayClass::Normal), [Some(143), None, Some(20), None]);
    assert_eq!(told(month_end), [Some(12), None, Some(20), None]);
    assert_eq!(told(quarter_end), [None, None, Some(20), None], "nobody measured that class");
}

#[test]
fn overhead_is_inherited_by_work_alone() {
    let mut definition =
        night(vec![job("a"), Node::new("m", Kind::Milestone(Join::All))], &["begin > a", "a > m", "m > end"]);
    let seconds = |s: i64| Estimate::Fixed(Span::from_ms(s * 1000));
    definition.defaults.overhead = Some(seconds(5));
    let network = network(definition.clone());
    let told = |network: &Network, node| network.activities[find(network, node)].overhead.clone();
    assert_eq!((told(&network, "a"), told(&network, "m")), (Some(seconds(5)), None));
    definition.nodes[1].settings.overhead = Some(seconds(1));
    let resolved = Inheritance::of(&definition).resolve(&definition.nodes[1]).overhead.expect("it is stated");
    assert_eq!((resolved.value, resolved.origin), (seconds(1), Origin::Node));
}

#[test]
fn an_arrival_is_three_moments_and_the_plan_reckons_with_the_mean() {
    let arrives = Arrival { earliest: time("22:00+0"), usual: time("23:00+0"), latest: time("06:00+1") };
    let file = Wait::File { path: "/in/rates.csv".into(), stable: Span::ZERO };
    let mut wait = Node::new("rates", Kind::Wait(file));
    wait.arrives = Some(arrives);
    let mut clock = Node::new("clock", Kind::Wait(Wait::Time(time("21:00+0"))));
    clock.arrives = Some(arrives);
    let network = network(night(vec![wait, clock], &["begin > rates", "rates > clock", "clock > end"]));
    let rates = &network.activities[find(&network, "rates")];
    let usual = at("2026-03-27T23:00:00+08:00");
    assert_eq!(rates.arrival.map(|a| a.usual), Some(usual));
    assert_eq!((rates.until, &rates.origin), (Some(usual.after(Span::from_ms(3_600_000))), &Origin::Node));
    let clock = &network.activities[find(&network, "clock")];
    assert_eq!((clock.arrival, clock.until), (None, Some(at("2026-03-27T21:00:00+08:00"))));
}

#[test]
fn slow_nights_are_of_every_definition_around_and_of_the_system() {
    let mut fees = job("fees");
    fees.system = Some("ledger".into());
    let mut inner = night(vec![fees], &["begin > fees", "fees > end"]);
    let slow = |sigma| Some(SlowNight { sigma });
    let ledger = |slow_night| System {
        id: "ledger".into(),
        name: "Ledger".into(),
        colour: 1,
        concurrency: None,
        target: None,
        slow_night,
        defaults: Settings::default(),
    };
    (inner.slow_night, inner.systems) = (slow(0.2), vec![ledger(slow(0.9))]);
    let mut bundle = with_subflow(inner);
    let root = bundle.definitions.get_mut("night.workflow.json").expect("it is there");
    (root.slow_night, root.systems) = (slow(0.1), vec![ledger(slow(0.3))]);
    let network = build(&bundle, date()).expect("it can be laid out");
    let told = |node: &str| network.slow_nights(find(&network, node));
    let expected = [
        (Slow::Definition(None), SlowNight { sigma: 0.1 }),
        (Slow::Definition(Some("core".into())), SlowNight { sigma: 0.2 }),
        (Slow::System("ledger".into()), SlowNight { sigma: 0.3 }),
    ];
    assert_eq!(told("core/fees"), expected, "a system is that of the outermost definition");
    assert_eq!(told("core/begin"), [], "what does no work is not slow");
}

#[test]
fn defaults_say_how_often_work_fails_and_nothing_of_waits_and_gates() {
    let mut stated = Node::new("stated", Kind::Wait(Wait::Time(time("22:00+0"))));
    stated.settings.failure_probability = Some(0.25);
    let wait = Node::new("wait", Kind::Wait(Wait::Time(time("22:00+0"))));
    let mut definition = night(
        vec![job("a"), wait, stated],
        &["begin > a", "begin > wait", "begin > stated", "a > end", "wait > end", "stated > end"],
    );
    definition.defaults.failure_probability = Some(0.125);
    let network = network(definition);
    let of = |id: &str| network.activities.iter().find(|a| a.node.as_str() == id).expect("it is there");
    assert_eq!(["a", "wait", "stated"].map(|id| of(id).failure_probability), [0.125, 0.0, 0.25]);
}
