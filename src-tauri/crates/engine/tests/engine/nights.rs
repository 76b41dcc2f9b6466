//! Nights that go as they should: real jobs, real processes, a real store.

use crate::stage::{self, Case, Stage, block_on, job, mark, night, settled, state, until, view};
use daybreak_engine::{EngineError, Operate};
use daybreak_model::definition::{Edge, Outcome};
use daybreak_model::node::{Branch, Confirm, Kind, Node, Wait, Work};
use daybreak_model::settings::Retry;
use daybreak_model::time::Span;
use daybreak_run::{AttemptEnd, NodeState, Operation, RunId, RunStatus, SkipReason};
use sha2::{Digest, Sha256};
use std::fs;
use std::os::unix::fs::PermissionsExt;

pub const CASES: &[Case] = &[
    ("jobs_run_in_order", jobs_run_in_order),
    ("a_job_knows_what_it_is", a_job_knows_what_it_is),
    ("outputs_decide", outputs_decide),
    ("a_failure_blocks_until_a_person_deals_with_it", a_failure_blocks),
    ("retries_are_tried", retries_are_tried),
    ("a_timeout_ends_the_whole_group_of_processes", a_timeout_ends_the_group),
    ("a_kill_ends_the_job_and_nothing_follows", a_kill_ends_the_job),
    ("a_gate_waits_for_its_person", a_gate_waits),
    ("a_file_is_waited_for", a_file_is_waited_for),
    ("only_what_was_approved_is_started", only_what_was_approved),
    ("secrets_reach_the_job_and_nothing_else", secrets_reach_the_job),
    ("output_is_kept_up_to_its_limit", output_is_limited),
    ("a_run_that_is_over_can_be_taken_up_again", rerun_after_the_end),
    ("the_jobs_of_a_run_share_a_folder", a_run_has_a_folder_of_its_own),
    ("events_are_numbered_without_gaps", events_without_gaps),
    ("what_is_not_run_here_is_refused_by_name", unsupported_is_refused),
];

async fn act(engine: &daybreak_engine::Engine, run: &RunId, operation: Operation) -> Result<(), EngineError> {
    let operate = Operate { run: run.clone(), operation, person: "olga".into(), reason: "test".into() };
    engine.act(operate).await
}

fn a_run_has_a_folder_of_its_own(stage: &Stage) {
    block_on(async {
        let engine = stage.engine();
        let nodes = vec![
            job("a", "echo from a > \"$DAYBREAK_RUN_DIR/note\""),
            job(
                "b",
                "cat \"$DAYBREAK_RUN_DIR/note\" >> done; case $DAYBREAK_RUN_DIR in /*/runs/$DAYBREAK_RUN) ;; *) exit 1;; esac",
            ),
        ];
        let definition = night(nodes, &[("a", "b")]);
        let snapshot = stage.run(&engine, definition).await;
        assert_eq!(snapshot.summary.status, RunStatus::Succeeded);
        assert_eq!(stage.done(), ["from a"]);
        engine.stop().await;
    });
}

fn jobs_run_in_order(stage: &Stage) {
    block_on(async {
        let engine = stage.engine();
        let nodes = vec![mark("a"), mark("b"), mark("c")];
        let snapshot = stage.run(&engine, night(nodes, &[("a", "b"), ("b", "c")])).await;
        assert_eq!(snapshot.summary.status, RunStatus::Succeeded);
        assert_eq!(stage.done(), ["a", "b", "c"]);
        let durations = engine.read(|r| r.durations(&"night".into(), None)).await.expect("durations");
        assert_eq!(durations.len(), 3);
        engine.stop().await;
    });
}

fn a_job_knows_what_it_is(stage: &Stage) {
    block_on(async {
        let engine = stage.engine();
        let line = "echo $DAYBREAK_RUN $DAYBREAK_NODE $DAYBREAK_ATTEMPT $BUSINESS_DATE $DEPTH >> done; echo said; echo wrong >&2";
        let mut node = job("a", line);
        node.settings.environment.insert("DEPTH".into(), "${depth} of ${business_date:%Y}".into());
        let mut definition = night(vec![node], &[]);
        definition.parameters.insert("depth".into(), "7".into());
        let snapshot = stage.run(&engine, definition).await;
        let summary = &snapshot.summary;
        let date = summary.business_date;
        assert_eq!(stage.done(), [format!("{} a 1 {date} 7 of {}", summary.run, date.format("%Y"))]);
        let log = engine.log(&summary.run, &"a".into(), None, 0, 1000).await.expect("a log");
        assert_eq!((log.text.as_str(), log.complete, log.attempt), ("said\nwrong\n", true, 1));
        engine.stop().await;
    });
}

fn outputs_decide(stage: &Stage) {
    block_on(async {
        let engine = stage.engine();
        let branch = |name: &str, when: Option<&str>| Branch {
            name: name.into(),
            when: when.map(Into::into),
            probability: None,
        };
        let many = Some(r#"output("count", "rows") > 10 && output("count", "kind") == "full""#);
        let nodes = vec![
            job("count", "echo ::output rows=42; echo kind=full > $DAYBREAK_OUTPUT"),
            Node::new("which", Kind::Decision(vec![branch("many", many), branch("few", None)])),
            mark("big"),
            mark("small"),
        ];
        let mut definition = night(nodes, &[("count", "which"), ("which", "big"), ("which", "small")]);
        for (to, branch) in [("big", "many"), ("small", "few")] {
            let edge = definition.edges.iter_mut().find(|e| e.to.as_str() == to).expect("the edge");
            edge.branch = Some(branch.into());
        }
        let snapshot = stage.run(&engine, definition).await;
        assert_eq!(snapshot.summary.status, RunStatus::Succeeded);
        assert_eq!(stage.done(), ["big"]);
        assert_eq!(view(&snapshot, "small").skip, Some(SkipReason::NotTaken));
        assert_eq!(view(&snapshot, "which").branch.as_deref(), Some("many"));
        engine.stop().await;
    });
}

fn a_failure_blocks(stage: &Stage) {
    block_on(async {
        let engine = stage.engine();
        let nodes = vec![job("a", "test -e ready || exit 3"), mark("b"), mark("beside")];
        let run = stage.begin(&engine, night(nodes, &[("a", "b")])).await;
        let snapshot = settled(&engine, &run).await;
        assert_eq!(snapshot.summary.status, RunStatus::Blocked);
        assert_eq!(view(&snapshot, "a").end, Some(AttemptEnd::Exited { code: 3 }));
        assert_eq!(stage.done(), ["beside"]);
        fs::write(stage.path("ready"), "").expect("written");
        let refused = act(&engine, &run, Operation::Rerun { nodes: vec!["b".into()] }).await;
        assert!(matches!(refused, Err(EngineError::Refused(_))), "{refused:?}");
        act(&engine, &run, Operation::Rerun { nodes: vec!["a".into()] }).await.expect("run again");
        let snapshot = settled(&engine, &run).await;
        assert_eq!(snapshot.summary.status, RunStatus::Succeeded);
        assert_eq!(stage.done(), ["beside", "b"]);
        assert_eq!(view(&snapshot, "a").attempt, 2);
        let audit = engine.read(|r| r.audit(&Default::default())).await.expect("audit");
        let actions: Vec<&str> = audit.iter().map(|entry| entry.record.action.as_str()).collect();
        assert_eq!(actions, ["run.start", "run.rerun"]);
        engine.stop().await;
    });
}

fn retries_are_tried(stage: &Stage) {
    block_on(async {
        let engine = stage.engine();
        let mut node = job("a", "echo $DAYBREAK_ATTEMPT >> done; test $DAYBREAK_ATTEMPT = 3");
        node.settings.retry = Some(Retry { attempts: 3, delay: Span::from_ms(20), back_off: Some(2.0) });
        let snapshot = stage.run(&engine, night(vec![node], &[])).await;
        assert_eq!(snapshot.summary.status, RunStatus::Succeeded);
        assert_eq!(stage.done(), ["1", "2", "3"]);
        engine.stop().await;
    });
}

fn a_timeout_ends_the_group(stage: &Stage) {
    block_on(async {
        let engine = stage.engine();
        // The grandchild would leave its mark if it outlived the job.
        let mut node = job("a", "(sleep 2; echo survived >> done) & sleep 60");
        node.settings.timeout = Some(Span::from_ms(100));
        let snapshot = stage.run(&engine, night(vec![node], &[])).await;
        assert_eq!(snapshot.summary.status, RunStatus::Blocked);
        assert_eq!(view(&snapshot, "a").end, Some(AttemptEnd::TimedOut));
        tokio::time::sleep(std::time::Duration::from_millis(2200)).await;
        assert!(stage.done().is_empty());
        engine.stop().await;
    });
}

fn a_kill_ends_the_job(stage: &Stage) {
    block_on(async {
        let engine = stage.engine();
        let run = stage.begin(&engine, night(vec![job("a", "sleep 60"), mark("b")], &[("a", "b")])).await;
        until(&engine, &run, |s| state(s, "a") == NodeState::Running).await;
        act(&engine, &run, Operation::Kill { nodes: vec!["a".into()] }).await.expect("killed");
        let snapshot = settled(&engine, &run).await;
        assert_eq!((snapshot.summary.status, state(&snapshot, "a")), (RunStatus::Blocked, NodeState::Cancelled));
        act(&engine, &run, Operation::Stop).await.expect("stopped");
        let snapshot = settled(&engine, &run).await;
        assert_eq!((snapshot.summary.status, state(&snapshot, "b")), (RunStatus::Cancelled, NodeState::Cancelled));
        let again = act(&engine, &run, Operation::Rerun { nodes: vec!["a".into()] }).await;
        assert!(matches!(again, Err(EngineError::Refused(_))));
        assert!(stage.done().is_empty());
        engine.stop().await;
    });
}

fn a_gate_waits(stage: &Stage) {
    block_on(async {
        let engine = stage.engine();
        let gate = Node::new("gate", Kind::Confirm(Confirm { prompt: "Go?".into(), role: None }));
        let run = stage.begin(&engine, night(vec![gate, mark("b")], &[("gate", "b")])).await;
        assert_eq!(settled(&engine, &run).await.summary.status, RunStatus::Blocked);
        act(&engine, &run, Operation::Confirm { nodes: vec!["gate".into()] }).await.expect("confirmed");
        assert_eq!(settled(&engine, &run).await.summary.status, RunStatus::Succeeded);
        assert_eq!(stage.done(), ["b"]);
        engine.stop().await;
    });
}

fn a_file_is_waited_for(stage: &Stage) {
    block_on(async {
        let engine = stage.engine();
        let path = "in.${business_date:%Y%m%d}.csv".to_owned();
        let wait = Node::new("file", Kind::Wait(Wait::File { path, stable: Span::from_ms(50) }));
        let run = stage.begin(&engine, night(vec![wait, mark("b")], &[("file", "b")])).await;
        let snapshot = until(&engine, &run, |s| state(s, "file") == NodeState::Running).await;
        assert!(stage.done().is_empty());
        let name = format!("in.{}.csv", snapshot.summary.business_date.format("%Y%m%d"));
        fs::write(stage.path(&name), "1;2").expect("written");
        assert_eq!(settled(&engine, &run).await.summary.status, RunStatus::Succeeded);
        assert_eq!(stage.done(), ["b"]);
        engine.stop().await;
    });
}

fn only_what_was_approved(stage: &Stage) {
    block_on(async {
        let engine = stage.engine();
        let script = "echo script >> done\n";
        fs::write(stage.path("post.sh"), script).expect("written");
        let sha256: String = Sha256::digest(script).iter().map(|byte| format!("{byte:02x}")).collect();
        let mut node = job("a", "");
        if let Kind::Job(Work::Command(command)) = &mut node.kind {
            command.argv = vec!["sh".into(), "post.sh".into()];
            command.sha256 = Some(sha256);
        }
        let definition = night(vec![node], &[]);
        let snapshot = stage.run(&engine, definition.clone()).await;
        assert_eq!(snapshot.summary.status, RunStatus::Succeeded);
        fs::write(stage.path("post.sh"), "echo other >> done\n").expect("written");
        let snapshot = stage.run(&engine, definition).await;
        assert!(matches!(&view(&snapshot, "a").end, Some(AttemptEnd::Refused { why }) if why.contains("approved")));
        assert_eq!(stage.done(), ["script"]);
        engine.stop().await;
    });
}

fn secrets_reach_the_job(stage: &Stage) {
    block_on(async {
        let engine = stage.engine();
        let folder = stage.data().join("secrets");
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join("db"), "s3cr3t-value\n").expect("written");
        fs::set_permissions(folder.join("db"), fs::Permissions::from_mode(0o600)).expect("mode");
        let mut node = job("a", "printf %s \"$PASSWORD\" | wc -c >> done");
        node.settings.environment.insert("PASSWORD".into(), "${secret:db}".into());
        let definition = night(vec![node], &[]);
        assert_eq!(stage.run(&engine, definition.clone()).await.summary.status, RunStatus::Succeeded);
        assert_eq!(stage.done(), ["s3cr3t-value".len().to_string()]);
        fs::set_permissions(folder.join("db"), fs::Permissions::from_mode(0o644)).expect("mode");
        let snapshot = stage.run(&engine, definition).await;
        assert!(matches!(&view(&snapshot, "a").end, Some(AttemptEnd::Refused { why }) if why.contains("chmod")));
        engine.stop().await;
        fs::remove_dir_all(&folder).expect("removed");
        let found = std::process::Command::new("grep").arg("-rl").arg("s3cr3t-value").arg(stage.data()).output();
        assert_eq!(String::from_utf8_lossy(&found.expect("grep").stdout), "");
    });
}

fn output_is_limited(stage: &Stage) {
    block_on(async {
        let mut options = stage::options(&stage.data());
        options.log_bytes = 1000;
        let engine = daybreak_engine::Engine::start(options).expect("the engine starts");
        let line = "head -c 100000 /dev/zero | tr '\\0' 'x'; echo; echo ::output late=yes";
        let snapshot = stage.run(&engine, night(vec![job("a", line)], &[])).await;
        assert_eq!(view(&snapshot, "a").outputs.get("late").map(String::as_str), Some("yes"));
        let log = engine.log(&snapshot.summary.run, &"a".into(), None, 0, 1 << 20).await.expect("a log");
        assert!(log.text.len() < 1200 && log.text.contains("the limit is 1000 bytes"), "{}", log.text.len());
        engine.stop().await;
    });
}

fn rerun_after_the_end(stage: &Stage) {
    block_on(async {
        let engine = stage.engine();
        let snapshot = stage.run(&engine, night(vec![mark("a"), mark("b")], &[("a", "b")])).await;
        let run = snapshot.summary.run;
        act(&engine, &run, Operation::RerunFrom { nodes: vec!["b".into()] }).await.expect("run again");
        until(&engine, &run, |s| s.summary.status == RunStatus::Succeeded && view(s, "b").attempt == 2).await;
        assert_eq!(stage.done(), ["a", "b", "b"]);
        engine.stop().await;
    });
}

fn events_without_gaps(stage: &Stage) {
    block_on(async {
        let engine = stage.engine();
        let mut live = engine.subscribe();
        let snapshot = stage.run(&engine, night(vec![mark("a"), mark("b")], &[("a", "b")])).await;
        let kept = engine.read(|r| r.events_after(0, None, 1000)).await.expect("events");
        let numbers: Vec<u64> = kept.iter().map(|event| event.number).collect();
        assert_eq!(numbers, (1..=kept.len() as u64).collect::<Vec<_>>());
        assert_eq!(snapshot.event, kept.len() as u64);
        for event in &kept {
            assert_eq!(*live.try_recv().expect("live"), *event);
        }
        engine.stop().await;
    });
}

fn unsupported_is_refused(stage: &Stage) {
    block_on(async {
        let engine = stage.engine();
        let wait = Wait::Node { workflow: "other".into(), node: "x".into(), day_offset: 0 };
        let mut definition = night(vec![Node::new("w", Kind::Wait(wait)), mark("a")], &[]);
        definition.edges.push(Edge { on: Outcome::Completion, ..Edge::new("w", "a") });
        stage.publish(&engine, definition).await;
        let refused = engine.start_run(daybreak_engine::StartRun::new("night", "tester")).await;
        assert!(
            matches!(refused, Err(EngineError::Unsupported(nodes)) if nodes.len() == 1 && nodes[0].0.as_str() == "w")
        );
        engine.stop().await;
    });
}
