//! What the local commands say, word for word. After a change that is meant: `INSTA_UPDATE=always cargo test -p daybreak-cli`.

use super::program::{files, say};
use insta::assert_snapshot;

#[track_caller]
fn says(arguments: &str, code: i32) -> String {
    let said = say(&files(), arguments);
    assert_eq!(said.code, code, "{said:?}");
    if said.err.is_empty() { said.out } else { format!("{}--- standard error\n{}", said.out, said.err) }
}

#[test]
fn check_of_a_sound_definition() {
    assert_snapshot!(says("check night.workflow.json", 0));
    assert_eq!(says("check night.workflow.json --format json", 0), "{\n  \"diagnostics\": []\n}\n");
}

#[test]
fn check_shows_the_ring() {
    assert_snapshot!("check_ring_text", says("check ring.workflow.json", 1));
    assert_snapshot!("check_ring_json", says("check ring.workflow.json --format json", 1));
}

#[test]
fn check_of_several_files_names_each() {
    assert_snapshot!("check_several_text", says("check night.workflow.json cut.workflow.json gone.workflow.json", 2));
    let said = say(&files(), "check night.workflow.json cut.workflow.json --format json");
    assert_eq!((said.code, &said.json()["diagnostics"][0]["file"]), (1, &"cut.workflow.json".into()));
}

#[test]
fn plan() {
    assert_snapshot!("plan_text", says("plan night.workflow.json --date 2026-11-23", 0));
    assert_snapshot!("plan_json", says("plan night.workflow.json --date 2026-11-23 --format json", 0));
    assert_snapshot!("plan_ring", says("plan ring.workflow.json --date 2026-11-23", 2));
}

#[test]
fn plan_starts_when_it_is_told() {
    let json = |arguments: &str| say(&files(), arguments).json();
    let evening = json("plan night.workflow.json --date 2026-11-23 --format json");
    let morning = json("plan night.workflow.json --date 2026-11-23 --start 09:30 --format json");
    let earlier = evening["start"].as_i64().unwrap() - morning["start"].as_i64().unwrap();
    assert_eq!(earlier, 12 * 3_600_000);
    assert_eq!(evening["window_s"], morning["window_s"]);
}

#[test]
fn simulate() {
    assert_snapshot!("simulate_text", says("simulate night.workflow.json --date 2026-11-23 --samples 500 --seed 7", 0));
    let night = "simulate night.workflow.json --date 2026-11-23 --samples 500 --seed 7 --night P95";
    assert_snapshot!("simulate_night_text", says(night, 0));
    let night: serde_json::Value = serde_json::from_str(&says(&format!("{night} --format json"), 0)).unwrap();
    let all = "simulate night.workflow.json --date 2026-11-23 --samples 500 --seed 7 --format json";
    let all: serde_json::Value = serde_json::from_str(&says(all, 0)).unwrap();
    assert_eq!(night["window_s"], all["window_s"]["p95"]);
    let one = says("simulate night.workflow.json --date 2026-11-23 --seed 7 --threads 1 --format json", 0);
    let two = says("simulate night.workflow.json --date 2026-11-23 --seed 7 --threads 2 --format json", 0);
    assert_eq!(one, two, "the numbers do not depend on threads");
    let other = says("simulate night.workflow.json --date 2026-11-23 --seed 8 --format json", 0);
    assert_ne!(one, other);
    let json: serde_json::Value = serde_json::from_str(&one).unwrap();
    for field in ["mean", "sd", "min", "p50", "p80", "p90", "p95", "p99", "max"] {
        assert!(json["window_s"][field].is_number(), "{field}");
        assert!(json["nodes"]["fees"]["finish_s"][field].is_number(), "{field}");
    }
    assert_eq!(
        (&json["samples"], &json["seed"], &json["deadlines"][0]["at"]),
        (&10000.into(), &7.into(), &"23:00+0".into())
    );
}

#[test]
fn bound() {
    assert_snapshot!("bound_text", says("bound night.workflow.json --date 2026-11-23", 0));
    assert_snapshot!("bound_json", says("bound night.workflow.json --date 2026-11-23 --format json", 0));
    assert_snapshot!("bound_ring", says("bound ring.workflow.json --date 2026-11-23", 2));
    let planned = say(&files(), "plan night.workflow.json --date 2026-11-23 --format json").json();
    let bound = say(&files(), "bound night.workflow.json --date 2026-11-23 --seconds 0 --format json").json();
    assert_eq!(planned["window_s"].as_f64(), bound["window_s"].as_f64());
    assert!(bound["bound_s"].as_f64() <= planned["window_s"].as_f64());
}

#[test]
fn hash() {
    let text = says("hash night.workflow.json", 0);
    assert_eq!(text.trim().len(), 64);
    assert_eq!(says("hash night.workflow.json --format json", 0), format!("{{\n  \"hash\": \"{}\"\n}}\n", text.trim()));
    assert_ne!(says("hash shorter.workflow.json", 0), text);
}

#[test]
fn diff() {
    assert_snapshot!("diff_text", says("diff night.workflow.json shorter.workflow.json", 0));
    assert_snapshot!("diff_json", says("diff night.workflow.json shorter.workflow.json --format json", 0));
    assert_eq!(says("diff night.workflow.json night.workflow.json", 0), "No differences.\n");
}

#[test]
fn import_writes_a_definition_that_checks_and_plans() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("three.stg"), "3\n0 0 0\n1 4 1 0\n2 6 1 0\n3 2 2 1 2\n4 0 1 3\n").unwrap();
    let said = say(folder.path(), "import --from stg three.stg --out out --capacity 1 --format json");
    assert_eq!(said.code, 0, "{said:?}");
    let file = said.json()["file"].as_str().unwrap().to_owned();
    assert_eq!(say(folder.path(), &format!("plan {file} --format json")).json()["window_s"], 12);
    assert_eq!(say(folder.path(), "import --from psplib three.stg --out out").code, 2);
}

#[test]
fn errors_are_one_sentence_or_one_object() {
    let said = say(&files(), "plan gone.workflow.json");
    assert_eq!((said.code, said.out.as_str(), said.err.lines().count()), (2, "", 1));
    let said = say(&files(), "plan cut.workflow.json --format json");
    assert_eq!((said.code, said.error()["code"].as_str()), (2, Some("broken_file")));
    assert!(said.error()["place"].as_str().unwrap().starts_with("cut.workflow.json:"), "{said:?}");
    assert_eq!(say(&files(), "plan").code, 2);
    assert_eq!(say(&files(), "no-such-command").code, 2);
    assert_eq!(say(&files(), "--help").code, 0);
}
