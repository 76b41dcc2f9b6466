//! Conditions of a night: what an analyst supposes that the definition does not say.

use chrono::{DateTime, NaiveDate};
use daybreak_model::bundle::Bundle;
use daybreak_model::calendar::{Calendar, Coverage, DayClass, DayRule, Days, Weekday};
use daybreak_model::definition::{Definition, Edge, System};
use daybreak_model::duration::Estimate;
use daybreak_model::network::{Activity, Conditions, Network, Outage, Part, SystemOrHost, build, build_under};
use daybreak_model::node::{Command, Confirm, Kind, Node, Order, Ssh, Subflow, Work};
use daybreak_model::settings::Settings;
use daybreak_model::time::{DayTime, Span, Timestamp};
use std::collections::BTreeMap;

fn date() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 25).expect("the date is there")
}

fn time(text: &str) -> DayTime {
    text.parse().expect("the time is good")
}

fn at(text: &str) -> Timestamp {
    Timestamp(DateTime::parse_from_rfc3339(text).expect("the moment is good").timestamp_millis())
}

fn job(id: &str, parent: Option<&str>) -> Node {
    let mut node = Node::new(id, Kind::Job(Work::Noop));
    node.settings.duration = Some(Estimate::Fixed(Span::from_ms(60_000)));
    node.parent = parent.map(Into::into);
    node
}

fn night(nodes: Vec<Node>, edges: &[(&str, &str)]) -> Definition {
    let mut definition = Definition::empty("night", "Night", "UTC");
    definition.nodes.splice(1..1, nodes);
    definition.edges = edges.iter().map(|(from, to)| Edge::new(*from, *to)).collect();
    definition
}

fn system(id: &str, concurrency: Option<u32>, target: Option<&str>) -> System {
    let target = target.map(String::from);
    System {
        id: id.into(),
        name: id.into(),
        colour: 1,
        concurrency,
        target,
        slow_night: None,
        defaults: Settings::default(),
    }
}

fn under(definition: Definition, conditions: &Conditions) -> Network {
    let bundle = Bundle::single("night.workflow.json", definition);
    build_under(&bundle, date(), conditions).unwrap_or_else(|e| panic!("{:#?}", e.0))
}

fn refused(definition: Definition, conditions: &Conditions) -> String {
    let bundle = Bundle::single("night.workflow.json", definition);
    build_under(&bundle, date(), conditions).expect_err("it makes no sense").0[0].message.clone()
}

fn activity<'n>(network: &'n Network, node: &str) -> &'n Activity {
    &network.activities[network.find(&node.into(), Part::Open).unwrap_or_else(|| panic!("{node} is there"))]
}

fn before(network: &Network, node: &str, part: Part) -> Vec<String> {
    let at = network.find(&node.into(), part).unwrap_or_else(|| panic!("{node} is there"));
    let from = |link: &usize| network.activities[network.links[*link].from].node.to_string();
    network.incoming(at).iter().map(from).collect()
}

/// `a`, then the group `g` of `b` and `c` one after another, then `d`.
fn grouped() -> Definition {
    let group = Node::new("g", Kind::Group(Order::Serial));
    let nodes = vec![job("a", None), group, job("b", Some("g")), job("c", Some("g")), job("d", None)];
    night(nodes, &[("begin", "a"), ("a", "g"), ("g", "d"), ("d", "end")])
}

#[test]
fn without_conditions_the_network_is_the_same() {
    let bundle = Bundle::single("night.workflow.json", grouped());
    let (plain, under) = (build(&bundle, date()), build_under(&bundle, date(), &Conditions::default()));
    assert_eq!(format!("{plain:?}"), format!("{under:?}"));
}

#[test]
fn what_is_skipped_does_no_work_and_keeps_its_place() {
    let skip = |node: &str| Conditions { skip: [node.into()].into(), ..Conditions::default() };
    let network = under(grouped(), &skip("g"));
    let included = |node: &str| activity(&network, node).included;
    assert_eq!(["a", "g", "b", "c", "d"].map(included), [true, false, false, false, true]);
    assert_eq!(before(&network, "g", Part::Open), ["a"]);
    let network = under(grouped(), &skip("b"));
    assert!(!activity(&network, "b").included && activity(&network, "g").included);
}

#[test]
fn what_is_forced_waits_for_the_start_of_the_night_alone() {
    let force = |node: &str| Conditions { force: [node.into()].into(), ..Conditions::default() };
    let network = under(grouped(), &force("g"));
    for (node, part) in [("g", Part::Open), ("b", Part::Whole), ("c", Part::Whole), ("g", Part::Close)] {
        assert_eq!(before(&network, node, part), ["begin"], "{node}");
        assert!(!activity(&network, node).included, "{node}");
    }
    assert_eq!(before(&network, "d", Part::Whole), ["g"]);
    assert!(activity(&network, "a").included);
    let network = under(grouped(), &force("c"));
    assert_eq!(
        (before(&network, "c", Part::Whole), before(&network, "b", Part::Whole)),
        (vec!["begin".into()], vec!["g".into()])
    );
}

#[test]
fn a_subflow_is_skipped_whole_and_its_nodes_are_named_by_path() {
    let inner = night(vec![job("fees", None)], &[("begin", "fees"), ("fees", "end")]);
    let subflow = Subflow { file: "core.workflow.json".into(), parameters: BTreeMap::new() };
    let mut core = Node::new("core", Kind::Subflow(subflow));
    core.parent = Some("g".into());
    let nodes = vec![Node::new("g", Kind::Group(Order::Free)), core];
    let mut bundle = Bundle::single("night.workflow.json", night(nodes, &[("begin", "g"), ("g", "end")]));
    bundle.definitions.insert("core.workflow.json".into(), inner);
    for (named, skipped) in [("g", [false; 3]), ("core", [true, false, false]), ("core/fees", [true, true, false])] {
        let conditions = Conditions { skip: [named.into()].into(), ..Conditions::default() };
        let network = build_under(&bundle, date(), &conditions).expect("it can be laid out");
        assert_eq!(["g", "core", "core/fees"].map(|node| activity(&network, node).included), skipped, "{named}");
    }
}

#[test]
fn a_gate_is_confirmed_at_its_time_and_takes_no_other() {
    let mut gate = Node::new("ok", Kind::Confirm(Confirm { prompt: "Go on?".into(), role: None }));
    gate.settings.duration = Some(Estimate::Fixed(Span::from_ms(90_000)));
    let definition = night(vec![gate], &[("begin", "ok"), ("ok", "end")]);
    assert_eq!(activity(&under(definition.clone(), &Conditions::default()), "ok").until, None);
    let confirm = Conditions { confirm: [("ok".into(), time("02:30+1"))].into(), ..Conditions::default() };
    let network = under(definition, &confirm);
    let gate = activity(&network, "ok");
    assert_eq!((gate.until, &gate.estimate), (Some(at("2026-03-26T02:30:00Z")), &Estimate::Fixed(Span::ZERO)));
}

#[test]
fn another_day_class_chooses_durations_and_days() {
    let mut slow = job("slow", None);
    slow.settings.duration_on = [(DayClass::MonthEnd, Estimate::Fixed(Span::from_ms(600_000)))].into();
    let mut seldom = job("seldom", None);
    let classes = DayRule::Classes(vec![DayClass::MonthEnd]);
    seldom.settings.days = Some(Days { on: vec![classes], except: vec![], roll: None, calendar: None });
    let mut definition = night(vec![slow, seldom], &[("begin", "slow"), ("slow", "seldom"), ("seldom", "end")]);
    definition.calendar = Some("cn.calendar.json".into());
    let mut bundle = Bundle::single("night.workflow.json", definition);
    let day = |m, d| NaiveDate::from_ymd_opt(2026, m, d).expect("a date");
    let calendar = Calendar {
        format: 1,
        id: "cn".into(),
        name: "CN".into(),
        source: None,
        covers: Coverage { from: day(1, 1), to: day(12, 31) },
        weekend: vec![Weekday::Sat, Weekday::Sun],
        holidays: BTreeMap::new(),
        working_days: BTreeMap::new(),
    };
    bundle.calendars.insert("cn.calendar.json".into(), calendar);
    let told = |class: Option<DayClass>| {
        let conditions = Conditions { day_class: class, ..Conditions::default() };
        let network = build_under(&bundle, date(), &conditions).expect("it can be laid out");
        let span = activity(&network, "slow").estimate.planned().ms();
        (network.day_class, span, activity(&network, "seldom").included)
    };
    assert_eq!(told(None), (DayClass::Normal, 60_000, false));
    assert_eq!(told(Some(DayClass::MonthEnd)), (DayClass::MonthEnd, 600_000, true));
}

fn outage(of: SystemOrHost, from: &str, to: &str) -> Outage {
    Outage { of, from: time(from), to: time(to) }
}

/// `a` in a system with a limit, `b` in one without, both on host `h`; `c` by SSH on `h`; `d` anywhere.
fn hosted() -> Definition {
    let mut nodes: Vec<Node> = ["a", "b", "c", "d", "passes"].map(|id| job(id, None)).into();
    (nodes[0].system, nodes[1].system, nodes[4].system) =
        (Some("limited".into()), Some("free".into()), Some("free".into()));
    nodes[2].kind = Kind::Job(Work::Ssh(Ssh { host: "h".into(), command: Command::default() }));
    nodes[4].settings.duration = None;
    let mut definition = night(nodes, &[]);
    for id in ["a", "b", "c", "d", "passes"] {
        definition.edges.extend([Edge::new("begin", id), Edge::new(id, "end")]);
    }
    definition.systems = vec![system("limited", Some(3), Some("h")), system("free", None, Some("h"))];
    definition
}

#[test]
fn a_system_that_is_down_has_no_capacity_meanwhile() {
    let down = |of: &str, from, to| outage(SystemOrHost::System(of.into()), from, to);
    let conditions = Conditions {
        down: vec![
            down("limited", "21:00+0", "22:00+0"),
            down("limited", "21:30+0", "23:00+0"),
            down("free", "01:00+1", "02:00+1"),
        ],
        ..Conditions::default()
    };
    let network = under(hosted(), &conditions);
    let pools: Vec<_> = network.pools.iter().map(|p| (p.id.as_str(), p.base, p.steps.clone(), p.down.len())).collect();
    let limited = vec![(at("2026-03-25T21:00:00Z"), 0), (at("2026-03-25T23:00:00Z"), 3)];
    let free = vec![(at("2026-03-26T01:00:00Z"), 0), (at("2026-03-26T02:00:00Z"), 1)];
    assert_eq!(pools, [("system:limited", 3, limited, 2), ("system:free", 1, free, 1)]);
    let takes = |node: &str| activity(&network, node).demand.pools.clone();
    assert_eq!(["a", "b", "c", "d", "passes"].map(takes), [vec![(0, 1)], vec![(1, 1)], vec![], vec![], vec![]]);
    assert!(activity(&network, "passes").does.is_instant(), "what takes no time is not made to take some");
}

#[test]
fn a_host_that_is_down_stops_its_systems_and_what_logs_in() {
    let down = vec![outage(SystemOrHost::Host("h".into()), "21:00+0", "22:00+0")];
    let network = under(hosted(), &Conditions { down, ..Conditions::default() });
    let pools: Vec<_> = network.pools.iter().map(|p| (p.id.as_str(), p.base, p.down.len())).collect();
    assert_eq!(pools, [("system:limited", 3, 0), ("host:h", 3, 1)]);
    let takes = |node: &str| activity(&network, node).demand.pools.clone();
    assert_eq!(["a", "b", "c", "d"].map(takes), [vec![(0, 1), (1, 1)], vec![(1, 1)], vec![(1, 1)], vec![]]);
}

#[test]
fn conditions_that_make_no_sense_are_refused_with_the_reason() {
    let none = Conditions::default;
    let named = |node: &str| [node.into()].into();
    let cases = [
        (Conditions { skip: named("x"), ..none() }, "the conditions of the night name x, which is not there"),
        (Conditions { force: named("x"), ..none() }, "the conditions of the night name x, which is not there"),
        (
            Conditions { force: named("end"), ..none() },
            "end is where the night begins or ends; it can be neither skipped nor forced",
        ),
        (
            Conditions { confirm: [("a".into(), time("02:30+1"))].into(), ..none() },
            "a is no confirm gate, so it cannot be confirmed at a time",
        ),
        (
            Conditions { down: vec![outage(SystemOrHost::System("x".into()), "21:00+0", "22:00+0")], ..none() },
            "the system x is said to be down, but no job runs there",
        ),
        (
            Conditions { down: vec![outage(SystemOrHost::Host("x".into()), "21:00+0", "22:00+0")], ..none() },
            "the host \"x\" is said to be down, but no job runs there",
        ),
        (
            Conditions { down: vec![outage(SystemOrHost::Host("h".into()), "22:00+0", "02:00+0")], ..none() },
            "the host \"h\" is down from 22:00+0 to 02:00+0, which is not later; say which day",
        ),
    ];
    for (conditions, message) in cases {
        assert_eq!(refused(hosted(), &conditions), message);
    }
}
