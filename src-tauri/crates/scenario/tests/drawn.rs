//! Verbs drawn at random over definitions drawn at random: what is put on comes off again.

use chrono::NaiveDate;
use daybreak_model::bundle::Bundle;
use daybreak_model::calendar::DayClass;
use daybreak_model::definition::{Definition, Edge, Outcome, Pool, PoolHours, System};
use daybreak_model::duration::Estimate;
use daybreak_model::file;
use daybreak_model::id::NodeId;
use daybreak_model::network::build_under;
use daybreak_model::node::{Branch, Confirm, Join, Kind, Node, Order, PoolUse, Subflow, Work};
use daybreak_model::time::{DayTime, Span};
use daybreak_model::trigger::{Trigger, TriggerKind};
use daybreak_scenario::{Base, Down, FORMAT, Length, Scenario, Verb, apply, read, write};
use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;

const NAMES: [&str; 8] = ["a", "b", "c", "d", "e", "g", "h", "s"];

fn name() -> BoxedStrategy<&'static str> {
    proptest::sample::select(&NAMES[..]).boxed()
}

/// A node that is often there, at any depth.
fn path() -> BoxedStrategy<NodeId> {
    let special = prop_oneof![Just("begin"), Just("end"), Just("a-1"), Just("nowhere"), Just("s/nowhere"), Just("")];
    prop_oneof![
        6 => name().prop_map(NodeId::from),
        3 => name().prop_map(|inner| NodeId::new(format!("s/{inner}"))),
        1 => special.prop_map(NodeId::from),
    ]
    .boxed()
}

fn day_time() -> BoxedStrategy<DayTime> {
    (0..2_i16, 0..24_u32, 0..60_u32).prop_map(|(day, h, m)| DayTime::new(day, h, m).expect("in range")).boxed()
}

fn span() -> BoxedStrategy<Span> {
    (0..7_200_000_i64).prop_map(Span::from_ms).boxed()
}

fn estimate() -> BoxedStrategy<Estimate> {
    prop_oneof![
        span().prop_map(Estimate::Fixed),
        (span(), span(), span()).prop_map(|(low, mode, high)| Estimate::Pert { low, mode, high }),
        (span(), 0.0..1.0_f64).prop_map(|(median, sigma)| Estimate::LogNormal { median, sigma }),
        vec(span(), 0..4).prop_map(Estimate::Empirical),
    ]
    .boxed()
}

fn kind() -> BoxedStrategy<Kind> {
    let branch = |name: &str| Branch { name: name.into(), when: None, probability: Some(0.5) };
    prop_oneof![
        8 => Just(Kind::Job(Work::Noop)),
        1 => Just(Kind::Group(Order::Free)),
        1 => Just(Kind::Group(Order::Serial)),
        1 => Just(Kind::Milestone(Join::All)),
        1 => Just(Kind::Decision(vec![branch("left"), branch("right")])),
        1 => Just(Kind::Confirm(Confirm { prompt: "ready?".into(), role: None })),
    ]
    .boxed()
}

fn node(id: &'static str) -> BoxedStrategy<Node> {
    let settings = (of(estimate()), of(estimate()), of(0.0..1.0_f64), of(any::<i32>()));
    (kind(), of(prop_oneof![Just("g"), Just("h")]), settings, of(1..3_u32), of(day_time()))
        .prop_map(move |(kind, parent, (usual, month_end, failure, priority), units, not_before)| {
            let mut node = Node::new(id, kind);
            node.parent = parent.filter(|parent| *parent != id).map(NodeId::from);
            node.settings.duration = usual;
            node.settings.duration_on.extend(month_end.map(|e| (DayClass::MonthEnd, e)));
            node.settings.failure_probability = failure;
            node.settings.priority = priority;
            node.uses.extend(units.map(|units| PoolUse { pool: "p".into(), units }));
            node.not_before = not_before;
            node
        })
        .boxed()
}

fn edge(end: BoxedStrategy<NodeId>) -> BoxedStrategy<Edge> {
    let on = prop_oneof![4 => Just(Outcome::Success), 1 => Just(Outcome::Failure), 1 => Just(Outcome::Completion)];
    let branch = prop_oneof![5 => Just(None), 1 => Just(Some("left".to_owned()))];
    let lag = prop_oneof![3 => Just(Span::ZERO), 1 => span()];
    (end.clone(), end, on, branch, lag)
        .prop_map(|(from, to, on, branch, lag)| Edge { from, to, on, branch, lag })
        .boxed()
}

/// Nodes of some of the names, and edges that mostly lead on in the order of the names.
fn definition(id: &'static str) -> BoxedStrategy<Definition> {
    let nodes: Vec<_> = NAMES[..7].iter().map(|id| of(node(id))).collect();
    (nodes, vec(edge(path()), 0..10), any::<bool>())
        .prop_map(move |(nodes, edges, twice)| {
            let mut definition = Definition::empty(id, "Night", "UTC");
            definition.nodes.extend(nodes.into_iter().flatten());
            let again = definition.nodes.last().cloned().filter(|_| twice);
            definition.nodes.extend(again);
            definition.edges.extend(edges);
            definition.pools.push(Pool { id: "p".into(), name: "P".into(), capacity: 3, hours: Vec::new() });
            definition
        })
        .boxed()
}

fn bundle() -> BoxedStrategy<Bundle> {
    (definition("root"), definition("inner"), any::<bool>(), any::<bool>())
        .prop_map(|(mut root, inner, has_subflow, has_trigger)| {
            if has_subflow {
                let subflow = Subflow { file: "inner.workflow.json".into(), parameters: Default::default() };
                root.nodes.push(Node::new("s", Kind::Subflow(subflow)));
            }
            if has_trigger {
                let on = TriggerKind::Time("21:00+0".parse().expect("a time"));
                root.triggers.push(Trigger { id: "t".into(), on, days: None, business_day_offset: None, missed: None });
            }
            let core = serde_json::json!({ "id": "core", "name": "Core", "colour": 1, "concurrency": 2 });
            root.systems.push(serde_json::from_value::<System>(core).expect("a system"));
            let mut bundle = Bundle::single("root.workflow.json", root);
            bundle.definitions.insert("inner.workflow.json".into(), inner);
            bundle
        })
        .boxed()
}

fn verb() -> BoxedStrategy<Verb> {
    let length = prop_oneof![estimate().prop_map(Length::Estimate), (-10.0..300.0_f64).prop_map(Length::Percent)];
    let hours = (0..24_u32, 0..24_u32, 0..5_u32).prop_map(|(from, to, capacity)| PoolHours {
        from: format!("{from:02}:00").parse().expect("a time"),
        to: format!("{to:02}:00").parse().expect("a time"),
        capacity,
    });
    let pool = prop_oneof![4 => Just("p"), 1 => Just("q")];
    let of_system = (of(prop_oneof![Just("core"), Just("x")]), of(Just("host")), day_time(), day_time());
    let known = name().prop_flat_map(node);
    prop_oneof![
        (path(), length).prop_map(|(node, to)| Verb::Duration { node, to }),
        (pool, 0..9_u32, of(vec(hours, 0..3))).prop_map(|(pool, capacity, hours)| Verb::Capacity {
            pool: pool.into(),
            capacity,
            hours
        }),
        of(0..5_u32).prop_map(|limit| Verb::Concurrency { system: "core".into(), limit }),
        (path(), any::<i32>()).prop_map(|(node, priority)| Verb::Priority { node, priority }),
        (path(), any::<bool>()).prop_map(|(node, critical)| Verb::Critical { node, critical }),
        day_time().prop_map(Verb::Start),
        (path(), of(day_time())).prop_map(|(node, at)| Verb::NotBefore { node, at }),
        (of(path()), of(day_time())).prop_map(|(node, at)| Verb::Deadline { node, at }),
        Just(Verb::DayClass(DayClass::MonthEnd)),
        edge(path()).prop_map(Verb::AddEdge),
        edge(path()).prop_map(Verb::RemoveEdge),
        known.clone().prop_map(|node| Verb::AddNode(Box::new(node))),
        path().prop_map(Verb::RemoveNode),
        known.prop_map(|node| Verb::ReplaceNode(Box::new(node))),
        path().prop_map(Verb::Skip),
        path().prop_map(Verb::Force),
        (path(), day_time()).prop_map(|(node, at)| Verb::Confirm { node, at }),
        of_system.prop_map(|(system, host, from, to)| {
            Verb::Down(Down { system: system.map(Into::into), host: host.map(Into::into), from, to })
        }),
        (path(), 0..5_u32).prop_map(|(node, pieces)| Verb::Split { node, pieces }),
        vec(path(), 0..4).prop_map(|nodes| Verb::Merge { nodes }),
    ]
    .boxed()
}

fn texts(bundle: &Bundle) -> Vec<(String, String)> {
    bundle.definitions.iter().map(|(name, definition)| (name.clone(), file::write(definition))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn s1_what_is_put_on_comes_off_again(base in bundle(), verbs in vec(verb(), 1..12)) {
        // The verbs that can be applied, so that long lists are seen, too.
        let mut fitting: Vec<Verb> = Vec::new();
        for verb in verbs {
            fitting.push(verb);
            if let Err(problems) = apply(&base, &fitting) {
                let path = format!("/edits/{}/", fitting.len() - 1);
                prop_assert!(problems.iter().all(|p| p.path.starts_with(&path) && p.code == "S001"), "{problems:?}");
                fitting.pop();
            }
        }
        let applied = apply(&base, &fitting).expect("each of them could be applied");
        prop_assert_eq!(applied.taken_back(), base.clone());
        prop_assert_eq!(texts(&applied.taken_back()), texts(&base));
        let mut again = base.clone();
        daybreak_scenario::apply_edits(&applied.edits, &mut again);
        prop_assert_eq!(&again, &applied.bundle, "the edits are the whole difference");
        // A night may be impossible; that is a result.
        let date = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date");
        let _ = build_under(&applied.bundle, date, &applied.conditions);
    }

    #[test]
    fn s2_what_is_written_is_read_the_same(name in "\\PC{1,12}", seed in any::<u64>(), verbs in vec(verb(), 0..8)) {
        let base = Base { path: "root.workflow.json".into(), hash: None };
        let scenario = Scenario {
            schema: None, format: FORMAT, name, description: None, base, seed, business_date: None, edits: verbs,
        };
        let text = write(&scenario);
        prop_assert_eq!(read("x.scenario.json", &text), Ok(scenario), "{}", text);
    }

    #[test]
    fn s2_no_text_makes_reading_panic(text in "\\PC{0,80}") {
        let _ = read("x.scenario.json", &text);
        let _ = read("x.scenario.json", &format!("{{\"format\": 1, \"name\": \"x\", \"edits\": [{text}]}}"));
    }
}
