//! From a definition to what runs: submitted, decided on, published, and every way in which it is refused.

use super::program::{Runtime, files, say};
use std::fs;

#[test]
fn nobody_publishes_alone() {
    let runtime = Runtime::start();
    let change = runtime.done("submit night.workflow.json --as dora --why because");
    assert_eq!((&change["state"], &change["risk"], &change["id"]), (&"submitted".into(), &"high".into(), &1.into()));

    assert_eq!(runtime.refused("submit night.workflow.json --as dora"), "conflict", "it is in change 1 already");
    assert_eq!(runtime.refused("submit night.workflow.json"), "unauthenticated");
    assert_eq!(runtime.refused("submit night.workflow.json --as nobody"), "unauthenticated");
    assert_eq!(runtime.refused("submit night.workflow.json --as olga"), "forbidden");
    assert_eq!(runtime.refused("approve 1 --as dora"), "forbidden");
    assert_eq!(runtime.refused("publish 1 --as aaron"), "conflict", "nobody has approved it");
    assert_eq!(runtime.refused("withdraw 1 --as aaron"), "forbidden");
    let other = "0".repeat(64);
    assert_eq!(runtime.refused(&format!("approve 1 --as aaron --hash {other}")), "conflict");
    assert_eq!(runtime.refused("approve 7 --as aaron"), "not_found");
    assert_eq!(runtime.refused("run night --as olga --date 2026-11-23"), "not_found", "nothing is published");

    assert_eq!(runtime.done("approve 1 --as aaron --comment fine")["state"], "approved");
    assert_eq!(runtime.refused("approve 1 --as aaron"), "conflict");
    assert_eq!(runtime.refused("publish 1 --as olga"), "forbidden");
    let published = runtime.done("publish 1 --as ada");
    assert_eq!((&published["state"], &published["published_version"]), (&"published".into(), &1.into()));
    assert_eq!(runtime.refused("publish 1 --as ada"), "conflict");
    assert_eq!(runtime.refused("submit night.workflow.json --as dora"), "conflict", "it is what is published");

    let workflows = runtime.done("workflows");
    assert_eq!((&workflows[0]["workflow"], &workflows[0]["version"]), (&"night".into(), &1.into()));
    let revisions = runtime.done("revisions night");
    assert_eq!(revisions[0]["approved_by"], serde_json::json!(["aaron"]));
    assert_eq!(revisions[0]["hash"], change["hash"]);

    let proof = runtime.done("audit verify");
    let actions: Vec<_> = runtime.done("audit list").as_array().unwrap().iter().map(|e| e["action"].clone()).collect();
    assert_eq!(actions, ["change.submit", "change.approve", "change.publish"]);
    assert_eq!((&proof["intact"], &proof["entries"]), (&true.into(), &3.into()));
}

#[test]
fn a_change_shows_what_it_changes_and_what_that_brings() {
    let runtime = Runtime::start();
    runtime.publish("night.workflow.json");
    let shorter = fs::read_to_string(files().join("shorter.workflow.json")).unwrap();
    fs::write(runtime.folder.path().join("night.workflow.json"), shorter).unwrap();
    runtime.done("submit night.workflow.json --as dora --title Shorter");
    let detail = runtime.done("changes 2 --as aaron");
    assert_eq!((&detail["change"]["base_version"], &detail["change"]["risk"]), (&1.into(), &"medium".into()));
    assert_eq!(detail["diff"]["nodes"][0]["node"], "interest");
    let p50 = |side: &str| detail[side]["window_s"]["p50"].as_f64().unwrap();
    assert!(p50("after") < p50("before"), "{} {}", p50("after"), p50("before"));
    assert_eq!(detail["may"]["approve"], serde_json::Value::Null);
    assert!(detail["may"]["publish"].as_str().unwrap().contains("only a change that is approved"));

    assert_eq!(runtime.done("reject 2 --as aaron --comment no")["state"], "rejected");
    assert_eq!(runtime.refused("publish 2 --as aaron"), "conflict");
    runtime.done("submit night.workflow.json --as dora");
    assert_eq!(runtime.done("withdraw 3 --as dora")["state"], "withdrawn");
    runtime.done("submit night.workflow.json --as dora");
    assert_eq!(runtime.done("return 4 --as aaron --comment more")["state"], "draft");
}

#[test]
fn what_is_wrong_or_cannot_run_is_not_published() {
    let runtime = Runtime::start();
    runtime.done("submit ring.workflow.json --as dora");
    runtime.done("approve 1 --as aaron");
    let said = runtime.ask("publish 1 --as aaron");
    assert_eq!((said.code, &said.error()["code"]), (2, &"refused".into()));
    assert!(!said.error()["diagnostics"].as_array().unwrap().is_empty());

    let text = fs::read_to_string(files().join("night.workflow.json")).unwrap();
    let ssh = r#"{ "ssh": { "host": "core", "command": { "argv": ["echo", "extracted"] } } }"#;
    let text = text.replace(r#"{ "command": { "argv": ["echo", "extracted"] } }"#, ssh);
    fs::write(runtime.folder.path().join("night.workflow.json"), text).unwrap();
    runtime.done("submit night.workflow.json --as dora");
    runtime.done("approve 2 --as aaron");
    let said = runtime.ask("publish 2 --as aaron");
    let error = said.error();
    assert_eq!(
        (said.code, &error["code"], &error["diagnostics"][0]["node"]),
        (2, &"refused".into(), &"extract".into())
    );
}

/// One byte changed in the store after the approval, and the runtime neither publishes nor approves.
#[test]
fn content_altered_behind_the_runtimes_back_is_not_published() {
    let runtime = Runtime::start();
    runtime.done("submit night.workflow.json --as dora");
    runtime.done("approve 1 --as aaron");
    let (code, folder, data) = runtime.stop();
    assert_eq!(code, 0);
    let store = rusqlite::Connection::open(data.join("daybreak.db")).unwrap();
    let altered = store
        .execute("UPDATE revisions SET bundle = replace(bundle, 'interest accrued', 'interest accrued!')", [])
        .unwrap();
    drop(store);
    assert_eq!(altered, 1);

    let runtime = Runtime::start_on(folder, data);
    let said = runtime.ask("publish 1 --as aaron");
    assert_eq!((said.code, &said.error()["code"]), (2, &"conflict".into()), "{said:?}");
    assert!(said.err.contains("is not what was looked at"), "{said:?}");
    assert!(runtime.done("workflows").as_array().unwrap().is_empty());
}

#[test]
fn the_audit_log_is_proved_without_a_runtime_and_its_first_broken_entry_is_named() {
    let runtime = Runtime::start();
    runtime.publish("night.workflow.json");
    let (_, folder, data) = runtime.stop();
    let verify = || say(folder.path(), &format!("audit verify --format json --data {}", data.display()));
    let proof = verify();
    assert_eq!((proof.code, &proof.json()["entries"]), (0, &3.into()));

    let store = rusqlite::Connection::open(data.join("daybreak.db")).unwrap();
    store.execute("UPDATE audit SET person = 'abby' WHERE seq = 2", []).unwrap();
    drop(store);
    let proof = verify();
    assert_eq!((proof.code, &proof.json()["intact"], &proof.json()["entries"]), (1, &false.into(), &1.into()));
    assert!(proof.json()["problem"].as_str().unwrap().contains("entry 2"), "{proof:?}");
}
