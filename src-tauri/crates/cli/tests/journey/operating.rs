//! A run and what operators do with it.

use super::program::{Runtime, program, said};
use std::fs;
use std::process::Stdio;

#[test]
fn a_run_is_mended_and_comes_to_its_end() {
    let runtime = Runtime::start();
    runtime.publish("night.workflow.json");
    let run = runtime.done("run night --date 2026-11-23 --as olga --reason tonight");
    assert_eq!((&run["run"], &run["business_date"]), (&1.into(), &"2026-11-23".into()));
    let watching = program(runtime.folder.path())
        .env("DAYBREAK_DATA_DIR", &runtime.data)
        .args(["watch", "1", "--format", "json"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("it watches");

    runtime.until(1, "fees", "failed");
    runtime.until(1, "interest", "succeeded");
    assert_eq!(runtime.done("runs --date 2026-11-23")[0]["state"], "blocked");
    assert_eq!(runtime.done("runs")[0]["blocked_by"], serde_json::json!(["fees"]));
    assert_eq!(runtime.refused("rerun 1 fees --reason again --as anna"), "forbidden");
    assert_eq!(runtime.refused("rerun 1 nothing --reason again --as olga"), "refused");
    assert_eq!(runtime.ask("rerun 1 fees --as olga").code, 2, "a reason is needed");

    fs::write(runtime.folder.path().join("fees.csv"), "account,fee\n1,5\n").unwrap();
    runtime.done("rerun 1 fees --reason delivered --as olga");
    runtime.until(1, "agreed", "running");
    let log = runtime.done("logs 1 fees");
    assert_eq!((&log["text"], &log["attempt"]), (&"account,fee\n1,5\n".into(), &2.into()));
    assert_eq!(runtime.done("logs 1 fees --attempt 1")["text"], "");
    assert_eq!(runtime.refused("logs 1 nothing"), "not_found");
    assert_eq!(runtime.refused("confirm 1 agreed --as udo"), "forbidden");
    runtime.done("confirm 1 agreed --as olga");

    let watched = said(&watching.wait_with_output().expect("it ends"));
    assert_eq!(watched.code, 0, "{watched:?}");
    let last: serde_json::Value = serde_json::from_str(watched.out.lines().last().unwrap()).unwrap();
    assert_eq!((&last["kind"], &last["state"]), (&"run".into(), &"succeeded".into()));
    let shown = runtime.done("show 1");
    assert_eq!((&shown["run"]["counts"]["succeeded"], &shown["run"]["state"]), (&6.into(), &"succeeded".into()));
    assert_eq!(runtime.done("audit verify")["intact"], true);
    let audit = runtime.done("audit list --after 3");
    let actions: Vec<_> = audit.as_array().unwrap().iter().map(|e| (&e["person"], &e["action"])).collect();
    let olga = "olga".into();
    let done = ["run.start", "run.rerun", "run.confirm"].map(serde_json::Value::from);
    assert_eq!(actions, done.iter().map(|action| (&olga, action)).collect::<Vec<_>>());
}

#[test]
fn every_action_reaches_the_run() {
    let runtime = Runtime::start();
    runtime.publish("night.workflow.json");
    runtime.done("run night --date 2026-11-23 --as olga");
    runtime.until(1, "fees", "failed");
    let node = |id: &str| {
        let shown = runtime.done("show 1");
        shown["nodes"].as_array().unwrap().iter().find(|n| n["node"] == id).cloned().unwrap()
    };
    runtime.done("priority 1 agreed --value -3 --reason later --as olga");
    assert_eq!(node("agreed")["priority"], -3);
    runtime.done("hold 1 agreed --reason wait --as olga");
    runtime.done("force 1 fees --outcome success --reason checked --as ada");
    runtime.until(1, "agreed", "held");
    assert_eq!((&node("fees")["state"], &node("fees")["forced"]), (&"succeeded".into(), &true.into()));
    runtime.done("capacity 1 db 2 --reason more --as olga");
    assert_eq!(runtime.done("pause 1 --reason stop --as olga")["paused"], true);
    assert_eq!(runtime.done("resume 1 --reason go --as olga")["paused"], false);
    runtime.done("release 1 agreed --reason go --as olga");
    runtime.until(1, "agreed", "running");
    runtime.done("kill 1 agreed --reason wrong --as olga");
    runtime.until(1, "agreed", "cancelled");
    runtime.done("rerun 1 agreed --reason again --as olga");
    runtime.until(1, "agreed", "running");
    assert_eq!(runtime.done("stop 1 --reason enough --as olga")["run"], 1);
    runtime.until(1, "agreed", "cancelled");
    let watched = runtime.ask("watch 1");
    assert_eq!(watched.code, 1, "a run that was ended is a problem: {watched:?}");
}

#[test]
fn waiting_for_a_run_tells_how_it_ended() {
    let runtime = Runtime::start();
    fs::write(runtime.folder.path().join("fees.csv"), "").unwrap();
    runtime.publish("night.workflow.json");
    let waiting = program(runtime.folder.path())
        .env("DAYBREAK_DATA_DIR", &runtime.data)
        .args(["run", "night", "--date", "2026-11-23", "--wait", "--as", "olga"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("it waits");
    for _ in 0..600 {
        if !runtime.done("runs").as_array().unwrap().is_empty() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    runtime.until(1, "agreed", "running");
    runtime.done("confirm 1 agreed --as olga");
    let ended = said(&waiting.wait_with_output().expect("it ends"));
    assert_eq!((ended.code, ended.out.as_str()), (0, "Run 1 of night for 2026-11-23 is succeeded.\n"));
    assert_eq!(runtime.refused("run night --date 2050-01-01 --as olga"), "unbuildable");
    assert_eq!(runtime.refused("run night --date 2026-11-23 --param no=1 --as olga"), "invalid");
}
