//! What each verb does to a definition, and what it refuses.

use chrono::NaiveDate;
use daybreak_model::bundle::Bundle;
use daybreak_model::definition::{Definition, Edge};
use daybreak_model::file;
use daybreak_model::id::NodeId;
use daybreak_model::network::{Network, build_under};
use daybreak_model::node::Kind;
use daybreak_scenario::{Applied, Verb, apply, read};
use serde_json::{Value, json};

/// `begin -> a -> b -> end`, `begin -> core -> end`; `core` is a subflow of `load -> post`, in the system core.
fn bank() -> Bundle {
    let root = json!({
        "format": 1, "id": "bank", "name": "Bank", "zone": "UTC",
        "triggers": [{ "id": "evening", "on": { "time": "21:00+0" } }],
        "defaults": { "failure_probability": 0.19 },
        "systems": [{ "id": "cash", "name": "Cash", "colour": 1, "concurrency": 2, "target": "cash01" }],
        "pools": [{ "id": "db", "name": "DB", "capacity": 4, "hours": [{ "from": "00:00", "to": "02:00", "capacity": 2 }] }],
        "locks": [{ "id": "ledger", "name": "Ledger" }],
        "nodes": [
            { "id": "begin", "kind": "begin" }, { "id": "end", "kind": "end" },
            { "id": "a", "kind": "job", "uses": [{ "pool": "db", "units": 2 }], "settings": { "duration": { "fixed": "20m" } } },
            { "id": "b", "kind": "job", "uses": [{ "pool": "db", "units": 1 }], "locks": [{ "lock": "ledger" }],
              "settings": { "duration": { "pert": { "low": "5m", "mode": "10m", "high": "30m" } } } },
            { "id": "gate", "kind": "confirm", "confirm": { "prompt": "ready?" } },
            { "id": "core", "kind": "subflow", "subflow": { "file": "core.workflow.json" },
              "settings": { "duration": { "fixed": "40m" } } },
            { "id": "box", "kind": "group", "order": "serial" },
            { "id": "m", "kind": "job", "parent": "box", "settings": { "duration": { "fixed": "3m" } } },
            { "id": "n", "kind": "job", "parent": "box", "settings": { "duration": { "fixed": "6m" } } },
            { "id": "o", "kind": "job", "parent": "box", "settings": { "duration": { "fixed": "9m" } } }
        ],
        "edges": [
            { "from": "begin", "to": "a", "lag": "1m" }, { "from": "a", "to": "b" }, { "from": "b", "to": "end", "lag": "2m" },
            { "from": "begin", "to": "core" }, { "from": "core", "to": "end" }, { "from": "begin", "to": "box" },
            { "from": "box", "to": "end" }
        ]
    });
    let core = json!({
        "format": 1, "id": "core", "name": "Core", "zone": "UTC",
        "nodes": [{ "id": "begin", "kind": "begin" }, { "id": "end", "kind": "end" },
                  { "id": "load", "kind": "job" }, { "id": "post", "kind": "job", "settings": { "duration": { "fixed": "30m" } } }],
        "edges": [{ "from": "begin", "to": "load" }, { "from": "load", "to": "post" }, { "from": "post", "to": "end" }]
    });
    let definition = |name: &str, value: &Value| file::read(name, &value.to_string()).expect("a definition");
    let mut bundle = Bundle::single("bank.workflow.json", definition("bank.workflow.json", &root));
    bundle.definitions.insert("core.workflow.json".into(), definition("core.workflow.json", &core));
    bundle
}

fn verbs(edits: Value) -> Vec<Verb> {
    let text = json!({ "format": 1, "name": "x", "base": { "path": "bank.workflow.json" }, "edits": edits });
    read("x.scenario.json", &text.to_string()).expect("a scenario").edits
}

fn put(edits: Value) -> Applied {
    let applied = apply(&bank(), &verbs(edits)).unwrap_or_else(|problems| panic!("{problems:#?}"));
    assert_eq!(applied.taken_back(), bank());
    applied
}

fn root(applied: &Applied) -> &Definition {
    applied.bundle.root().expect("the root is there")
}

fn told(applied: &Applied, file: &str, node: &str) -> Value {
    serde_json::to_value(applied.bundle.definitions[file].node(&node.into()).expect("the node is there")).expect("JSON")
}

fn refused(edits: Value) -> String {
    apply(&bank(), &verbs(edits)).expect_err("it makes no sense")[0].message.clone()
}

fn network(applied: &Applied) -> Network {
    let date = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date");
    build_under(&applied.bundle, date, &applied.conditions).expect("it can be laid out")
}

#[test]
fn s3_a_percentage_is_of_what_was_inherited_and_stated_on_the_node() {
    let applied = put(json!([{ "duration": { "node": "core/load", "to": { "percent": 50 } } }]));
    assert_eq!(told(&applied, "core.workflow.json", "load")["settings"]["duration"], json!({ "fixed": "20m" }));
    let applied = put(json!([{ "duration": { "node": "core", "to": { "percent": 200 } } }]));
    let minutes = |node: &str| told(&applied, "core.workflow.json", node)["settings"]["duration"]["fixed"].clone();
    assert_eq!((minutes("load"), minutes("post")), (json!("1h20m"), json!("1h")));
    let applied = put(json!([{ "duration": { "node": "box", "to": { "percent": 100.0 / 3.0 } } }]));
    assert_eq!(told(&applied, "bank.workflow.json", "n")["settings"]["duration"], json!({ "fixed": "2m" }));
}

#[test]
fn s3_settings_of_resources_and_times_are_changed_where_they_are_stated() {
    let applied = put(json!([
        { "capacity": { "pool": "db", "capacity": 9 } }, { "concurrency": { "system": "cash", "limit": null } },
        { "priority": { "node": "core/post", "priority": 7 } }, { "critical": { "node": "a", "critical": true } },
        { "start": "20:30+0" }, { "not_before": { "node": "b", "at": "22:00+0" } },
        { "deadline": { "at": "23:00+0" } }, { "deadline": { "node": "a", "at": "22:00+0" } }
    ]));
    let bank = root(&applied);
    assert_eq!((bank.pools[0].capacity, bank.pools[0].hours.len(), bank.systems[0].concurrency), (9, 1, None));
    assert_eq!(told(&applied, "core.workflow.json", "post")["settings"]["priority"], 7);
    assert_eq!((applied.start, bank.deadline), ("20:30+0".parse().ok(), "23:00+0".parse().ok()));
    assert_eq!(serde_json::to_value(&bank.triggers[0].on).expect("JSON"), json!({ "time": "20:30+0" }));
    assert_eq!(told(&applied, "bank.workflow.json", "a")["deadline"], "22:00+0");
    let hours = json!([{ "from": "01:00", "to": "02:00", "capacity": 1 }]);
    let applied = put(json!([{ "capacity": { "pool": "db", "capacity": 9, "hours": hours } }]));
    assert_eq!(serde_json::to_value(&root(&applied).pools[0].hours).expect("JSON"), hours);
}

#[test]
fn s4_a_split_job_is_as_much_work_and_as_likely_to_succeed() {
    let applied = put(json!([{ "split": { "node": "a", "pieces": 2 } }]));
    let piece = told(&applied, "bank.workflow.json", "a-2");
    assert_eq!(piece["settings"]["duration"], json!({ "fixed": "10m" }));
    assert_eq!((&piece["settings"]["failure_probability"], &piece["uses"][0]["units"]), (&json!(0.1), &json!(2)));
    assert_eq!(told(&applied, "bank.workflow.json", "a")["kind"], "milestone");
    let edges = &root(&applied).edges;
    let into: Vec<&NodeId> =
        edges.iter().filter(|e| e.from.as_str() == "begin" && e.to.as_str().starts_with('a')).map(|e| &e.to).collect();
    assert_eq!(into, [&NodeId::from("a-1"), &NodeId::from("a-2")]);
    assert!(edges.contains(&Edge::new("a-1", "a")) && edges.contains(&Edge::new("a", "b")));
    assert!(network(&applied).left_out.contains(&"gate".into()), "nothing else was cut off");
    assert_eq!(network(&applied).left_out.len(), 1);
}

#[test]
fn s4_in_a_serial_group_the_pieces_run_side_by_side_all_the_same() {
    let applied = put(json!([{ "split": { "node": "n", "pieces": 3 } }]));
    assert_eq!(told(&applied, "bank.workflow.json", "n-3")["parent"], "n-pieces");
    let inside: Vec<&str> =
        root(&applied).nodes.iter().filter(|n| n.parent == Some("box".into())).map(|n| n.id.as_str()).collect();
    assert_eq!(inside, ["m", "n-pieces", "n", "o"]);
}

#[test]
fn s5_merged_jobs_are_one_with_all_that_they_took() {
    let applied = put(json!([{ "merge": { "nodes": ["a", "b"] } }]));
    let one = told(&applied, "bank.workflow.json", "a");
    assert_eq!(one["settings"]["duration"], json!({ "pert": { "low": "25m", "mode": "30m", "high": "50m" } }));
    assert_eq!((&one["uses"], &one["locks"][0]["lock"]), (&json!([{ "pool": "db", "units": 2 }]), &json!("ledger")));
    assert_eq!(one["settings"]["failure_probability"], json!(0.3439));
    assert!(root(&applied).node(&"b".into()).is_none());
    assert!(
        root(&applied).edges.iter().any(|e| e.from.as_str() == "a" && e.to.as_str() == "end" && e.lag.ms() == 120_000)
    );
    let applied = put(json!([{ "merge": { "nodes": ["m", "n", "o"] } }]));
    assert_eq!(told(&applied, "bank.workflow.json", "m")["settings"]["duration"], json!({ "fixed": "18m" }));
}

#[test]
fn s6_what_came_before_a_removed_node_comes_before_what_came_after_it() {
    let applied = put(json!([{ "remove_node": "a" }]));
    let bridge = root(&applied).edges.iter().find(|e| e.to.as_str() == "b").expect("b has an edge");
    assert_eq!((bridge.from.as_str(), bridge.lag.ms()), ("begin", 60_000));
    let applied = put(json!([{ "remove_node": "b" }, { "remove_node": "a" }]));
    let bridge = root(&applied).edges.iter().find(|e| e.to.as_str() == "end" && e.lag.ms() > 0).expect("an edge");
    assert_eq!((bridge.from.as_str(), bridge.lag.ms()), ("begin", 180_000), "both lags are kept");
    let applied = put(json!([{ "add_edge": { "from": "begin", "to": "b" } }, { "remove_node": "a" }]));
    let mut over = root(&applied).edges.iter().filter(|e| e.to.as_str() == "b");
    assert_eq!(over.next().map(|e| e.lag.ms()), Some(60_000), "an edge with a shorter lag gives way");
    assert_eq!(over.next(), None);
    let applied = put(json!([{ "remove_node": "box" }]));
    assert!(root(&applied).nodes.iter().all(|n| n.parent.is_none()));
    let applied = put(json!([{ "remove_node": "core/load" }]));
    assert!(applied.bundle.definitions["core.workflow.json"].edges.contains(&Edge::new("begin", "post")));
}

#[test]
fn s6_nodes_and_edges_are_added_and_replaced() {
    let applied = put(json!([
        { "add_node": { "id": "new", "kind": "job", "system": "cash" } },
        { "add_edge": { "from": "a", "to": "new" } }, { "add_edge": { "from": "new", "to": "end", "lag": "5s" } },
        { "remove_edge": { "from": "a", "to": "b" } }, { "add_edge": { "from": "begin", "to": "b" } },
        { "replace_node": { "id": "b", "kind": "milestone" } }
    ]));
    assert!(matches!(root(&applied).node(&"b".into()).map(|n| &n.kind), Some(Kind::Milestone(_))));
    assert!(network(&applied).find(&"new".into(), daybreak_model::network::Part::Whole).is_some());
}

#[test]
fn s7_what_holds_for_one_night_is_no_edit() {
    let applied = put(json!([
        { "skip": "a" }, { "force": "core/post" }, { "confirm": { "node": "gate", "at": "22:00+0" } },
        { "day_class": "month-end" }, { "down": { "host": "cash01", "from": "21:00+0", "to": "22:00+0" } }
    ]));
    assert!(applied.edits.is_empty());
    assert_eq!((applied.for_one_night.len(), applied.conditions.down.len()), (5, 1));
    assert_eq!(applied.conditions.force.first(), Some(&"core/post".into()));
}

#[test]
fn s8_what_is_not_there_or_makes_no_sense_is_said_with_its_place() {
    let two = |edit: Value| refused(json!([{ "skip": "a" }, edit]));
    for (edit, message) in [
        (json!({ "capacity": { "pool": "cpu", "capacity": 1 } }), "edits[1].capacity: there is no pool cpu"),
        (json!({ "skip": "core/x" }), "edits[1].skip: there is no node core/x"),
        (json!({ "remove_node": "begin" }), "edits[1].remove_node: a workflow has exactly one begin and one end"),
        (json!({ "split": { "node": "a", "pieces": 1 } }), "edits[1].split: 1 pieces make no sense; take 2 to 1000"),
        (json!({ "merge": { "nodes": ["a", "core"] } }), "edits[1].merge: core is a subflow; only jobs are merged"),
        (json!({ "merge": { "nodes": ["b", "a"] } }), "edits[1].merge: a does not follow b directly"),
        (json!({ "start": "21:00" }), "edits[1].start: 21:00 does not say which day"),
        (
            json!({ "remove_edge": { "from": "a", "to": "end" } }),
            "edits[1].remove_edge: there is no edge from a to end",
        ),
        (
            json!({ "remove_edge": { "from": "b", "to": "end" } }),
            "edits[1].remove_edge: the edge from b to end has another outcome, branch or lag",
        ),
        (
            json!({ "add_edge": { "from": "begin", "to": "a", "lag": "3m" } }),
            "edits[1].add_edge: the edge from begin to a is there already, with a lag of 1m",
        ),
        (
            json!({ "add_edge": { "from": "b", "to": "a" } }),
            "edits[1].add_edge: the edge from b to a closes a cycle, so nothing on it could start",
        ),
        (
            json!({ "add_edge": { "from": "a", "to": "core/post" } }),
            "edits[1].add_edge: a and core/post stand in different definitions",
        ),
        (
            json!({ "replace_node": { "id": "end", "kind": "job" } }),
            "edits[1].replace_node: a workflow has exactly one begin and one end",
        ),
        (
            json!({ "add_node": { "id": "z", "kind": "job", "system": "x" } }),
            "edits[1].add_node: there is no system x for it to belong to",
        ),
        (
            json!({ "confirm": { "node": "a", "at": "22:00+0" } }),
            "edits[1].confirm: a is a job; only a confirm gate is confirmed",
        ),
        (json!({ "down": { "from": "21:00+0", "to": "22:00+0" } }), "edits[1].down: either a system or a host is down"),
        (
            json!({ "duration": { "node": "end", "to": { "percent": 50 } } }),
            "edits[1].duration: end (end) takes no time",
        ),
    ] {
        assert_eq!(two(edit.clone()), message, "{edit}");
    }
    let percent = |percent: f64| {
        let to = daybreak_scenario::Length::Percent(percent);
        apply(&bank(), &[Verb::Duration { node: "a".into(), to }]).is_err()
    };
    assert!(percent(-1.0) && percent(f64::NAN) && percent(f64::INFINITY) && !percent(0.0));
    let all =
        apply(&bank(), &verbs(json!([{ "skip": "x" }, { "skip": "a" }, { "skip": "y" }]))).expect_err("two are wrong");
    assert_eq!(all.iter().map(|p| p.path.as_str()).collect::<Vec<_>>(), ["/edits/0/skip", "/edits/2/skip"]);
}

#[test]
fn s2_what_is_not_known_is_refused_with_its_place() {
    let text = "{\n  \"format\": 1,\n  \"name\": \"x\",\n  \"base\": { \"path\": \"b\" },\n  \"edits\": [\n    { \"skip\": \"a\" },\n    { \"priority\": { \"node\": \"a\", \"prio\": 3 } }\n  ]\n}";
    let problems = read("x.scenario.json", text).expect_err("there is no such field");
    assert!(problems[0].message.contains("prio"), "{problems:?}");
    assert_eq!(problems[0].place.as_ref().map(|place| place.line), Some(7));
    assert!(problems[0].path.starts_with("/edits/1/priority"), "{}", problems[0].path);
    let two = read("x.scenario.json", "{ \"format\": 2, \"name\": \"x\", \"base\": { \"path\": \"b\" } }")
        .expect_err("unknown");
    assert_eq!(two[0].code, "F005");
}

#[test]
fn s8_what_nothing_leads_to_any_more_is_told() {
    let notes = |edits: Value| put(edits).notes;
    let hang = |node: &str| format!("Nothing leads to {node}, so it is not part of the night; draw an edge to it.");
    assert_eq!(notes(json!([{ "add_node": { "id": "new", "kind": "job" } }])), [hang("new")]);
    let cut = json!([{ "remove_edge": { "from": "begin", "to": "a", "lag": "1m" } }]);
    assert_eq!(notes(cut), [hang("a")]);
    let joined = json!([{ "add_node": { "id": "new", "kind": "job" } }, { "add_edge": { "from": "a", "to": "new" } }]);
    assert_eq!(notes(joined), Vec::<String>::new());
    // `gate` hung in the air before, and a member of a group starts with it.
    assert_eq!(notes(json!([{ "add_node": { "id": "p", "kind": "job", "parent": "box" } }])), Vec::<String>::new());
}
