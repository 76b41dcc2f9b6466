//! Definitions that nobody wrote in good faith: a clear answer, never a crash.

use super::program::{files, program, say};
use std::fs;
use std::io::Read;
use std::path::Path;
use std::process::Stdio;

const COMMANDS: [&str; 5] = ["check", "plan", "simulate --samples 10", "bound --seconds 0.1", "hash"];

/// Every local command gives an exit code of the contract and an answer or an error.
#[track_caller]
fn survives(folder: &Path, file: &str) {
    for command in COMMANDS {
        for format in ["text", "json"] {
            let said = say(folder, &format!("{command} {file} --format {format}"));
            assert!((0..=2).contains(&said.code), "{command} {file}: {said:?}");
            assert!(!said.err.contains("panicked"), "{command} {file}: {}", said.err);
            let is_remark = said.err.is_empty() || said.err.starts_with("daybreak: do not rely on this: ");
            assert_eq!(said.code == 2, !is_remark, "{command} {file}: {said:?}");
        }
    }
    let said = say(folder, &format!("diff {file} {file}"));
    assert!(matches!(said.code, 0 | 2), "{said:?}");
}

#[test]
fn files_that_are_no_definitions() {
    let folder = tempfile::tempdir().unwrap();
    let deep = "[".repeat(200_000);
    let name = "x".repeat(500_000);
    let cases: [(&str, Vec<u8>); 9] = [
        ("empty.json", Vec::new()),
        ("mark.json", b"\xef\xbb\xbf{}".to_vec()),
        ("binary.json", vec![0, 159, 146, 150, 255]),
        ("deep.json", deep.into_bytes()),
        ("nan.json", br#"{"format": 1, "nodes": NaN}"#.to_vec()),
        ("types.json", br#"{"format": "1", "id": 7, "nodes": {"a": []}, "edges": null}"#.to_vec()),
        ("huge.json", br#"{"format": 1e999, "id": "x", "name": "x", "zone": "UTC", "nodes": []}"#.to_vec()),
        (
            "long.json",
            format!(r#"{{"format": 1, "id": "{name}", "name": "", "zone": "UTC", "nodes": []}}"#).into_bytes(),
        ),
        ("nothing.json", br#"{"format": 1, "id": "x", "name": "x", "zone": "Nowhere/Land", "nodes": []}"#.to_vec()),
    ];
    for (name, content) in cases {
        fs::write(folder.path().join(name), content).unwrap();
        survives(folder.path(), name);
    }
    fs::create_dir(folder.path().join("folder.json")).unwrap();
    survives(folder.path(), "folder.json");
    survives(folder.path(), "missing.json");
}

#[test]
fn a_forecast_of_what_makes_no_sense_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let backward = r#"{"format": 1, "id": "x", "name": "x", "zone": "UTC", "nodes": [{"id": "begin", "kind": "begin"}, {"id": "end", "kind": "end"},
        {"id": "a", "kind": "job", "settings": {"duration": {"pert": {"low": "9m", "mode": "5m", "high": "1m"}}}}],
        "edges": [{"from": "begin", "to": "a"}, {"from": "a", "to": "end"}]}"#;
    fs::write(folder.path().join("x.workflow.json"), backward).unwrap();
    for command in
        ["plan", "simulate --samples 10", "bound", "tune --seconds 0.1", "advise --target 00:30+0 --probability 0.5"]
    {
        let said = say(folder.path(), &format!("{command} x.workflow.json"));
        assert!(said.code < 2 && said.err.contains("`daybreak check` finds 1 error: "), "{command}: {said:?}");
        let json = say(folder.path(), &format!("{command} x.workflow.json --format json"));
        assert!(json.err.is_empty(), "{command}: {json:?}");
    }
}

#[test]
fn what_there_is_nothing_to_say_of_is_said_in_whole_sentences() {
    let folder = tempfile::tempdir().unwrap();
    let says = |nodes: &str, edge: &str, command: &str| {
        let definition = format!(
            r#"{{"format": 1, "id": "x", "name": "x", "zone": "UTC",
            "nodes": [{{"id": "begin", "kind": "begin"}}, {{"id": "end", "kind": "end"}}{nodes}], "edges": [{edge}]}}"#
        );
        fs::write(folder.path().join("x.workflow.json"), definition).unwrap();
        let said = say(folder.path(), &format!("{command} x.workflow.json"));
        said.out + &said.err
    };
    let alone = says("", r#"{"from": "begin", "to": "end"}"#, "bound");
    assert!(alone.contains("nothing on the way to End takes time"), "{alone}");
    let later = says("", r#"{"from": "begin", "to": "end", "lag": "5m"}"#, "bound");
    assert!(later.contains("the lags and start times on the way to End take as long"), "{later}");
    let (job, fails) = (
        r#", {"id": "a", "kind": "job"}"#,
        r#"{"from": "begin", "to": "a"}, {"from": "a", "to": "end", "on": "failure"}"#,
    );
    let never = says(job, fails, "tune --seconds 0.1");
    assert!(never.contains("the planned night never ends: no path that it takes leads to End"), "{never}");
    assert!(never.contains("run daybreak plan on it to see why"), "{never}");
    fs::write(folder.path().join("allowed.json"), "[]").unwrap();
    let list =
        says("", r#"{"from": "begin", "to": "end"}"#, "advise --target 00:30+0 --probability 0.5 --allow allowed.json");
    assert!(list.contains("it is a list and not an object") && list.contains("allowed.json"), "{list}");
}

#[test]
fn a_share_is_no_percentile() {
    let said = say(&files(), "simulate night.workflow.json --night 0.95");
    assert!(said.code == 2 && said.err.contains("write it like P95"), "{said:?}");
}

#[test]
fn a_named_pipe_is_refused_and_not_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let pipe = folder.path().join("pipe.json");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    survives(folder.path(), "pipe.json");
    let text = r#"{"format": 1, "id": "x", "name": "x", "zone": "UTC", "calendar": "pipe.json", "nodes": [
        {"id": "begin", "kind": "begin"}, {"id": "end", "kind": "end"}], "edges": [{"from": "begin", "to": "end"}]}"#;
    fs::write(folder.path().join("refers.json"), text).unwrap();
    survives(folder.path(), "refers.json");
    let said = say(folder.path(), "import --from stg pipe.json --out made");
    assert_eq!(said.code, 2, "{said:?}");
}

#[test]
fn a_command_line_that_cannot_be_read_is_answered_in_the_form_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    for line in
        ["--format json plan x.json --date nonsense", "plan x.json --start 25:00 --format=json", "hash --format json"]
    {
        let said = say(folder.path(), line);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{said:?}");
        assert_eq!(said.error()["code"], "invalid", "{said:?}");
    }
    let said = say(folder.path(), "plan x.json --date nonsense");
    assert!(said.code == 2 && said.err.contains("2026-11-23"), "{said:?}");
    let said = say(folder.path(), "plan --help --format json");
    assert_eq!((said.code, said.err.as_str()), (0, ""), "help is no error");
}

#[test]
fn a_definition_that_contains_itself() {
    let folder = tempfile::tempdir().unwrap();
    let text = r#"{"format": 1, "id": "x", "name": "x", "zone": "UTC", "nodes": [
        {"id": "begin", "kind": "begin"}, {"id": "again", "kind": "subflow", "subflow": {"file": "self.json"}},
        {"id": "end", "kind": "end"}],
        "edges": [{"from": "begin", "to": "again"}, {"from": "again", "to": "end"}]}"#;
    fs::write(folder.path().join("self.json"), text).unwrap();
    survives(folder.path(), "self.json");
    assert_eq!(say(folder.path(), "plan self.json").code, 2);
}

#[test]
fn numbers_at_the_edge_of_what_can_be_written() {
    let folder = tempfile::tempdir().unwrap();
    for duration in ["87600h", "3660d", "0s", "99999999999999999999h", "-5m", "1e3s"] {
        let text = fs::read_to_string(files().join("ring.workflow.json")).unwrap();
        let text = text.replace("\"1m\"", &format!("{duration:?}")).replace(r#"{ "from": "b", "to": "a" },"#, "");
        fs::write(folder.path().join("edge.json"), text).unwrap();
        survives(folder.path(), "edge.json");
    }
}

#[test]
fn a_reader_that_has_enough_ends_a_command_quietly() {
    let mut command = program(&files());
    command.args(["plan", "night.workflow.json", "--date", "2026-11-23", "--format", "json"]);
    let mut process = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(process.stdout.take());
    let mut err = String::new();
    process.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!((process.wait().unwrap().code(), err.as_str()), (Some(0), ""));
}
