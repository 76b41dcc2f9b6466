//! What-if edits and advice on the command line.

use super::program::{files, say};
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A folder with the small night, its calendar, and these scenarios by name and edits.
fn folder(scenarios: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in ["night.workflow.json", "cn.calendar.json"] {
        fs::copy(files().join(name), folder.path().join(name)).unwrap();
    }
    for (name, edits) in scenarios {
        let text = format!(
            "{{ \"format\": 1, \"name\": \"{name}\", \"base\": {{ \"path\": \"night.workflow.json\" }}, \"business_date\": \"2026-11-23\", \"edits\": {edits} }}"
        );
        fs::write(folder.path().join(format!("{name}.scenario.json")), text).unwrap();
    }
    folder
}

fn read(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap()
}

#[test]
fn a_scenario_is_written_as_a_definition() {
    let edits = r#"[{ "capacity": { "pool": "db", "capacity": 2 } }, { "skip": "agreed" }]"#;
    let folder = folder(&[("two", edits)]);
    let said = say(folder.path(), "scenario apply night.workflow.json two.scenario.json --out new/night.workflow.json");
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.err.contains("left out, for it holds for one night only: agreed is skipped."), "{said:?}");
    let window = |file: &str| {
        say(folder.path(), &format!("plan {file} --date 2026-11-23 --format json")).json()["window_s"].clone()
    };
    assert_eq!((window("night.workflow.json"), window("new/night.workflow.json")), (4300.into(), 3300.into()));
    assert!(folder.path().join("new/cn.calendar.json").exists(), "what it refers to comes with it");
    let json = say(
        folder.path(),
        "scenario apply night.workflow.json two.scenario.json --out two.workflow.json --format json",
    );
    assert_eq!(json.json()["left_out"], serde_json::json!(["agreed is skipped."]));
    let hash = say(folder.path(), "hash two.workflow.json").out;
    assert_eq!(json.json()["hash"], hash.trim());
}

#[test]
fn what_was_read_or_not_named_is_not_written_over_unless_it_is_asked_for() {
    let folder = folder(&[("two", r#"[{ "capacity": { "pool": "db", "capacity": 2 } }]"#)]);
    let before = read(folder.path(), "night.workflow.json");
    let over = "scenario apply night.workflow.json two.scenario.json --out night.workflow.json";
    let said = say(folder.path(), over);
    assert_eq!((said.code, read(folder.path(), "night.workflow.json")), (2, before.clone()), "{said:?}");
    let apply = "scenario apply night.workflow.json two.scenario.json --out";
    assert_eq!(say(folder.path(), &format!("{apply} two.scenario.json")).code, 2, "nor is the scenario");
    assert_eq!(say(folder.path(), &format!("{apply} cn.calendar.json")).code, 2, "nor its calendar");
    fs::write(folder.path().join("out.json"), "an earlier one").unwrap();
    assert_eq!(say(folder.path(), &format!("{apply} out.json")).code, 0, "what --out names is");
    assert!(read(folder.path(), "out.json").contains("\"capacity\": 2"));
    fs::create_dir(folder.path().join("far")).unwrap();
    fs::write(folder.path().join("far/cn.calendar.json"), "somebody else's").unwrap();
    assert_eq!(say(folder.path(), &format!("{apply} far/out.json")).code, 2, "nor what it refers to");
    assert_eq!(read(folder.path(), "far/cn.calendar.json"), "somebody else's");
    assert_eq!(say(folder.path(), &format!("{over} --overwrite")).code, 0);
    assert_ne!(read(folder.path(), "night.workflow.json"), before);
    fs::write(folder.path().join("empty.json"), "").unwrap();
    assert_eq!(say(folder.path(), &format!("{apply} empty.json")).code, 0, "there is nothing to lose");
    let pipe = folder.path().join("pipe.json");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let said = say(folder.path(), &format!("{apply} pipe.json --overwrite"));
    assert!(said.code == 2 && said.err.contains("not a plain file"), "{said:?}");
}

#[test]
fn scenarios_are_held_against_their_base() {
    let folder = folder(&[
        ("two", r#"[{ "capacity": { "pool": "db", "capacity": 2 } }]"#),
        ("slow", r#"[{ "duration": { "node": "interest", "to": { "percent": 200 } } }]"#),
        ("wrong", r#"[{ "skip": "nowhere" }]"#),
    ]);
    let compare = "scenario compare night.workflow.json two.scenario.json slow.scenario.json --samples 500";
    let said = say(folder.path(), compare);
    assert_eq!(said.code, 0, "{said:?}");
    for words in ["base", "two", "slow", "P95", "Deadlines", "leaves the critical path: fees", "pool db"] {
        assert!(said.out.contains(words), "{words}: {}", said.out);
    }
    let json = say(folder.path(), &format!("{compare} --format json")).json();
    assert_eq!(json["scenarios"][0]["against_base"]["plan_window_s"], -1000.0);
    assert_eq!(json["scenarios"][1]["against_base"]["mean_s"], 1800.0);
    assert_eq!(json["scenarios"][1]["against_base"]["mean_error_s"], 0.0);
    let said = say(folder.path(), "scenario compare night.workflow.json wrong.scenario.json --samples 50");
    assert_eq!((said.code, said.out.contains("edits[0].skip: there is no node nowhere")), (1, true), "{said:?}");
    fs::write(folder.path().join("odd.scenario.json"), "{ \"format\": 1,\n \"nmae\": 1 }").unwrap();
    let said = say(folder.path(), "scenario compare night.workflow.json odd.scenario.json");
    assert_eq!((said.code, said.err.contains("odd.scenario.json:")), (2, true), "{said:?}");
}

#[test]
fn between_nights_of_which_one_never_ends_there_is_no_difference() {
    let dead = r#"[{ "replace_node": { "id": "extract", "kind": "job", "work": "noop",
        "settings": { "duration": { "fixed": "20m" }, "failure_probability": 1 } } }]"#;
    let folder = folder(&[("dead", dead)]);
    let compare = "scenario compare night.workflow.json dead.scenario.json --samples 50";
    let said = say(folder.path(), compare);
    assert_eq!((said.code, said.out.contains("±")), (0, false), "{said:?}");
    let against =
        say(folder.path(), &format!("{compare} --format json")).json()["scenarios"][0]["against_base"].clone();
    assert!(
        against["mean_s"].is_null() && against["mean_error_s"].is_null() && against["p50_s"].is_null(),
        "{against}"
    );
}

#[test]
fn advice_is_given_or_it_is_said_that_there_is_none() {
    let folder = folder(&[]);
    let allow = r#"{ "changes": [
        { "cost": 3, "verbs": [{ "capacity": { "pool": "db", "capacity": 2 } }] },
        { "name": "Faster interest.", "cost": 5, "verbs": [{ "duration": { "node": "interest", "to": { "percent": 20 } } }] } ] }"#;
    fs::write(folder.path().join("allow.json"), allow).unwrap();
    let ask = "advise night.workflow.json --date 2026-11-23 --samples 500";
    let said = say(folder.path(), &format!("{ask} --target 22:26+0 --probability 95% --allow allow.json"));
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.out.contains("One change is enough") && said.out.contains("The pool db has 2 units."), "{}", said.out);
    assert!(said.out.contains("95 % there by") && said.out.contains("22:2"), "{}", said.out);
    let said =
        say(folder.path(), &format!("{ask} --target 22:00+0 --probability 0.9 --allow allow.json --format json"));
    assert_eq!(
        (said.code, &said.json()["reached"], &said.json()["proven"]),
        (1, &false.into(), &true.into()),
        "{said:?}"
    );
    assert!(said.json()["bound"].is_string(), "{said:?}");
    assert_eq!(say(folder.path(), &format!("{ask} --target 22:26 --probability 0.9")).code, 2);
    assert_eq!(say(folder.path(), &format!("{ask} --target 22:26+0 --probability 2")).code, 2);
    let said = say(folder.path(), &format!("{ask} --target 22:26+0 --probability 0.9"));
    assert!(said.code < 2 && said.out.contains("sets of changes simulated"), "{said:?}");
}
