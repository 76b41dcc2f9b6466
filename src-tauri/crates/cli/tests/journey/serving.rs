//! Runtimes: where they answer, who holds the store, how they end.

use super::program::{Runtime, program, said, say, serve};
use std::net::TcpListener;

#[test]
fn a_runtime_says_where_it_answers_while_it_does() {
    let runtime = Runtime::start();
    assert_eq!(runtime.ready["mode"], "owner");
    let file = runtime.data.join("runtime.json");
    let said: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
    assert_eq!((&said["address"], &said["pid"]), (&runtime.ready["address"], &runtime.ready["pid"]));
    let status = runtime.done("status --as anna");
    assert_eq!((&status["mode"], &status["person"]["name"]), (&"owner".into(), &"anna".into()));
    assert_eq!(runtime.done("people").as_array().unwrap().len(), 6);
    assert_eq!(runtime.done("openapi")["openapi"], "3.1.0");
    let (code, _folder, _) = runtime.stop();
    assert_eq!(code, 0);
    assert!(!file.exists(), "it is gone with the runtime");
}

#[test]
fn without_a_runtime_every_question_says_so() {
    let folder = tempfile::tempdir().unwrap();
    for question in ["runs", "changes", "audit verify", "approve 1 --as aaron", "watch", "status"] {
        let said = say(folder.path(), &format!("{question} --data data --format json"));
        assert_eq!((said.code, said.error()["code"].as_str()), (2, Some("runtime_away")), "{question}");
    }
    assert!(say(folder.path(), "runs --data data").err.contains("start the runtime with daybreak serve"));
}

#[test]
fn a_runtime_that_was_killed_is_away_and_can_be_started_again() {
    let runtime = Runtime::start();
    runtime.publish("night.workflow.json");
    let (folder, data) = runtime.kill();
    assert!(data.join("runtime.json").exists(), "nobody was left to remove it");
    let said = say(folder.path(), &format!("runs --data {} --format json", data.display()));
    assert_eq!((said.code, said.error()["code"].as_str()), (2, Some("runtime_away")));
    let runtime = Runtime::start_on(folder, data);
    assert_eq!(runtime.done("workflows")[0]["version"], 1);
}

#[test]
fn a_second_runtime_on_the_same_store_only_reads_and_says_so() {
    let runtime = Runtime::start();
    runtime.publish("night.workflow.json");
    runtime.done("run night --date 2026-11-23 --as olga");
    runtime.until(1, "interest", "succeeded");
    let (mut second, ready) = serve(runtime.folder.path(), &runtime.data, "127.0.0.1:0");
    assert_eq!(ready["mode"], "read_only");
    assert!(ready["held_by"].as_str().unwrap().contains(&runtime.ready["pid"].to_string()));

    // What is asked by way of the data folder still goes to the first.
    let status = runtime.done("status");
    assert_eq!((&status["mode"], &status["address"]), (&"owner".into(), &runtime.ready["address"]));
    let address = ready["address"].as_str().unwrap().to_owned();
    let key = |name: &str| std::fs::read_to_string(runtime.data.join(format!("keys/{name}.key"))).unwrap();
    let threads = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    threads.block_on(async {
        let olga = daybreak_client::Client::new(&address, Some(key("olga").trim())).unwrap();
        let status = olga.status().await.unwrap();
        assert!(status.problem.unwrap().contains("held by process"));
        let runs = olga.runs(Default::default()).await.unwrap();
        assert_eq!(runs[0].run, 1);
        let detail = olga.run(1).await.unwrap();
        assert!(detail.nodes.iter().any(|node| node.node.as_str() == "interest"));
        let act = daybreak_wire::run::Act {
            action: daybreak_wire::run::RunAction::Pause,
            nodes: vec![],
            reason: "why".into(),
            value: None,
            pool: None,
        };
        assert_eq!(olga.act(1, &act).await.unwrap_err().code, daybreak_wire::ErrorCode::ReadOnly);
        // What the first does is seen by those who watch the second.
        let mut events = olga.follow(Some(detail.last_event), Some(1));
        runtime.done("pause 1 --reason look --as olga");
        let daybreak_client::Received::Event(event) = events.next().await.unwrap() else { panic!("an event") };
        assert!(event.seq > detail.last_event);
    });
    second.kill().unwrap();
    second.wait().unwrap();
}

#[test]
fn a_port_in_use_and_an_address_for_all_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let held = TcpListener::bind(taken).unwrap();
    let said = say(folder.path(), &format!("serve --data data --listen {} --format json", held.local_addr().unwrap()));
    assert_eq!((said.code, said.error()["code"].as_str()), (2, Some("conflict")));
    assert!(!folder.path().join("data").exists(), "nothing was touched");
    for address in ["0.0.0.0:0", "192.0.2.1:80", "[::]:0"] {
        let said = say(folder.path(), &format!("serve --data data --listen {address} --format json"));
        assert_eq!((said.code, said.error()["code"].as_str()), (2, Some("invalid")), "{address}");
        assert!(said.err.contains("loopback"), "{said:?}");
    }
}

#[test]
fn a_data_folder_that_cannot_be_used_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("data"), "a file").unwrap();
    let output = program(folder.path()).args(["serve", "--data", "data", "--listen", "127.0.0.1:0"]).output().unwrap();
    let said = said(&output);
    assert_eq!(said.code, 2, "{said:?}");
    assert!(said.err.contains("data") && !said.err.contains("panicked"), "{said:?}");
}

#[test]
fn a_data_folder_may_be_named_from_where_one_stands() {
    let runtime = Runtime::start();
    let (mut process, ready) = serve(runtime.folder.path(), std::path::Path::new("other"), "127.0.0.1:0");
    assert_eq!(ready["data"], runtime.folder.path().join("other").display().to_string());
    let ask = |arguments: &str| say(runtime.folder.path(), &format!("{arguments} --data other --format json"));
    std::fs::write(runtime.folder.path().join("fees.csv"), "").unwrap();
    for step in ["submit night.workflow.json --as dora", "approve 1 --as aaron", "publish 1 --as aaron"] {
        assert_eq!(ask(step).code, 0, "{step}");
    }
    assert_eq!(ask("run night --date 2026-11-23 --as olga").code, 0);
    // The gate is reached only when all jobs have run: whoever watches sees the run wait for a person.
    let waits = || ask("show 1").json()["run"]["blocked_by"] == serde_json::json!(["agreed"]);
    assert!((0..600).any(|_| waits()), "{}", ask("show 1").out);
    assert_eq!(ask("logs 1 interest").json()["text"], "interest accrued\n");
    process.kill().unwrap();
    process.wait().unwrap();
}
