//! Nights on which things break: engines and supervisors are killed at every boundary and at random moments, disks fill up,
//! two engines want one store. Each job leaves a line; what is proved is how many there are. Every fault has its control: the same
//! night without it.

use crate::stage::{self, Case, Stage, block_on, job, night, settled, state, until, view};
use daybreak_engine::supervisor::{Fate, Folder, Order, Phase, look};
use daybreak_engine::{Engine, EngineError, Moment, Operate, StartRun};
use daybreak_model::definition::Definition;
use daybreak_model::settings::{Restart, Settings};
use daybreak_run::{AttemptEnd, NodeState, Operation, RunStatus, Snapshot};
use daybreak_store::{Access, Limits};
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

pub const CASES: &[Case] = &[
    ("a_night_without_faults_runs_every_job_once", control),
    ("an_engine_killed_at_any_boundary_loses_and_doubles_nothing", engine_killed_at_every_boundary),
    ("an_engine_killed_at_random_moments_loses_and_doubles_nothing", engine_killed_at_random),
    ("a_job_outlives_its_engine_and_is_adopted", job_outlives_engine),
    ("a_supervisor_killed_at_any_boundary_never_doubles_its_job", supervisor_killed_at_every_boundary),
    ("an_unknown_job_that_is_safe_is_started_again", safe_restart),
    ("a_late_supervisor_finds_its_attempt_claimed", late_supervisor),
    ("a_process_number_used_again_deceives_nobody", process_number_used_again),
    ("a_second_engine_only_reads", second_engine),
    ("a_full_disk_loses_nothing", full_disk),
    ("a_forced_result_is_remembered_over_a_crash", forced_is_remembered),
    ("a_wish_to_kill_survives_the_engine", kill_survives),
];

/// Twelve short jobs in four chains, with joins between.
fn busy_night() -> Definition {
    let name = |chain: usize, step: usize| format!("j{chain}{step}");
    let nodes = (0..12).map(|i| job(&name(i / 3, i % 3), "echo $DAYBREAK_NODE >> done; sleep 0.02")).collect();
    let mut edges = Vec::new();
    for chain in 0..4 {
        for step in 0..2 {
            edges.push((name(chain, step), name(chain, step + 1)));
            edges.push((name(chain, step), name((chain + 1) % 4, step + 1)));
        }
    }
    let edges: Vec<(&str, &str)> = edges.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
    night(nodes, &edges)
}

fn publish_busy_night(stage: &Stage) {
    block_on(async {
        let engine = stage.engine();
        stage.publish(&engine, busy_night()).await;
        engine.stop().await;
    });
}

/// Restarts the engine until its run is over, then says how it went.
fn finish(stage: &Stage) -> Snapshot {
    let ended = stage.engine_process(&[]).wait().expect("an engine process");
    assert!(ended.success(), "{ended}");
    block_on(async {
        let engine = stage.engine();
        let runs = engine.read(|r| r.runs(&Default::default())).await.expect("runs");
        assert_eq!(runs.len(), 1, "{runs:?}");
        let snapshot = engine.snapshot(&runs[0].run).await.expect("a snapshot");
        engine.stop().await;
        snapshot
    })
}

fn assert_every_job_once(stage: &Stage, snapshot: &Snapshot) {
    let mut done = stage.done();
    done.sort();
    let expected: Vec<String> = (0..12).map(|i| format!("j{}{}", i / 3, i % 3)).collect();
    assert_eq!(done, expected);
    assert_eq!(snapshot.summary.status, RunStatus::Succeeded, "{snapshot:#?}");
}

fn control(stage: &Stage) {
    publish_busy_night(stage);
    let snapshot = finish(stage);
    assert_every_job_once(stage, &snapshot);
    assert!(snapshot.activities.iter().all(|a| a.attempt <= 1));
}

fn engine_killed_at_every_boundary(_: &Stage) {
    for moment in [Moment::Decided, Moment::Committed, Moment::Acted] {
        for turn in 0..6 {
            let stage = Stage::new();
            publish_busy_night(&stage);
            let die = ("DIE_AT_MOMENT", format!("{moment:?} {turn}"));
            let ended = stage.engine_process(&[die]).wait().expect("an engine process");
            assert!(!ended.success(), "the engine was to die at {moment:?} {turn}");
            let snapshot = finish(&stage);
            assert_every_job_once(&stage, &snapshot);
        }
    }
}

fn engine_killed_at_random(_: &Stage) {
    for seed in 1..=12_u64 {
        let stage = Stage::new();
        publish_busy_night(&stage);
        let mut random = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        for _ in 0..5 {
            // xorshift64 (Marsaglia 2003)
            random ^= random << 13;
            random ^= random >> 7;
            random ^= random << 17;
            let mut engine = stage.engine_process(&[]);
            std::thread::sleep(Duration::from_millis(random % 120));
            engine.kill().expect("killed");
            engine.wait().expect("reaped");
        }
        let snapshot = finish(&stage);
        assert_every_job_once(&stage, &snapshot);
    }
}

fn job_outlives_engine(stage: &Stage) {
    block_on(async {
        let engine = stage.engine();
        let line = "echo begun >> done; until test -e go; do sleep 0.02; done; echo ended >> done";
        stage.publish(&engine, night(vec![job("a", line)], &[])).await;
        engine.stop().await;
        let mut process = stage.engine_process(&[]);
        wait_for("the job to begin", || stage.done() == ["begun"]);
        process.kill().expect("killed");
        process.wait().expect("reaped");
        let engine = stage.engine();
        let run = engine.read(|r| r.open_runs()).await.expect("runs")[0].summary.run.clone();
        let snapshot = until(&engine, &run, |s| state(s, "a") == NodeState::Running).await;
        assert_eq!(view(&snapshot, "a").attempt, 1);
        fs::write(stage.path("go"), "").expect("written");
        let snapshot = settled(&engine, &run).await;
        assert_eq!(snapshot.summary.status, RunStatus::Succeeded);
        assert_eq!(stage.done(), ["begun", "ended"]);
        engine.stop().await;
    });
}

/// What may have become of a job whose supervisor was killed: how many lines it has left, and how it stands.
fn supervisor_killed_at_every_boundary(_: &Stage) {
    let phases = [
        (Phase::BeforeClaim, 0, NodeState::Failed),
        (Phase::Claimed, 0, NodeState::Failed),
        (Phase::Started, 0, NodeState::Unknown),
        (Phase::Spawned, 1, NodeState::Unknown),
        (Phase::Ended, 1, NodeState::Unknown),
        (Phase::ExitWritten, 1, NodeState::Succeeded),
    ];
    for (phase, lines, expected) in phases {
        let stage = Stage::new();
        let node = job("a", "echo line >> done");
        block_on(async {
            let engine = stage.engine();
            stage.publish(&engine, night(vec![node], &[])).await;
            engine.stop().await;
        });
        let die = ("DIE_AT_PHASE", format!("{phase:?}"));
        stage.engine_process(&[die]).wait().expect("an engine process");
        wait_for("the job to be done", || stage.done().len() == lines);
        let snapshot = finish(&stage);
        assert_eq!(state(&snapshot, "a"), expected, "{phase:?} {snapshot:#?}");
        assert_eq!(stage.done().len(), lines, "{phase:?}");
    }
}

fn safe_restart(stage: &Stage) {
    let mut node = job("a", "echo line >> done");
    node.settings = Settings { restart: Some(Restart::Safe), ..Settings::default() };
    block_on(async {
        let engine = stage.engine();
        stage.publish(&engine, night(vec![node], &[])).await;
        engine.stop().await;
    });
    // Its supervisor dies on the first attempt only: then the engine that tells it to is killed too.
    let mut engine = stage.engine_process(&[("DIE_AT_PHASE", format!("{:?}", Phase::Ended))]);
    wait_for("the first attempt", || !stage.done().is_empty());
    engine.kill().expect("killed");
    engine.wait().expect("reaped");
    let snapshot = finish(stage);
    assert_eq!(snapshot.summary.status, RunStatus::Succeeded);
    assert!(stage.done().len() >= 2, "it was started again");
}

fn late_supervisor(stage: &Stage) {
    let folder = Folder::new(stage.path("attempt"));
    assert!(matches!(look(&folder), Ok(Fate::NeverStarted)));
    assert_eq!(supervise(&folder, stage.path("").as_path()).code(), Some(4));
    assert!(stage.done().is_empty());
    assert!(matches!(look(&folder), Ok(Fate::NeverStarted)), "asked again it says the same");
    // The control: nobody has looked, so the supervisor may start.
    let folder = Folder::new(stage.path("other"));
    folder.create().expect("a folder");
    assert!(supervise(&folder, stage.path("").as_path()).success());
    assert_eq!(stage.done(), ["late"]);
    assert!(matches!(look(&folder), Ok(Fate::Over(outcome)) if outcome.end == AttemptEnd::Exited { code: 0 }));
}

fn supervise(folder: &Folder, directory: &Path) -> std::process::ExitStatus {
    let order = Order {
        argv: ["/bin/sh", "-c", "echo late >> done"].map(str::to_owned).to_vec(),
        environment: BTreeMap::new(),
        directory: directory.into(),
        timeout: None,
        log_bytes: 1000,
        pin: None,
    };
    let mut child = Command::new(std::env::current_exe().expect("this program"))
        .arg("supervise")
        .arg(folder.path())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("a supervisor");
    let text = serde_json::to_vec(&order).expect("an order");
    child.stdin.take().expect("its input").write_all(&text).expect("told");
    child.wait().expect("its end")
}

fn process_number_used_again(stage: &Stage) {
    let folder = Folder::new(stage.path("attempt"));
    folder.create().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    fs::write(at("claim"), "supervisor").expect("written");
    // A live process has the number that the supervisor had: this one.
    let started = format!(r#"{{"pid":{},"at":0,"boot":"another"}}"#, std::process::id());
    fs::write(at("started"), started).expect("written");
    fs::write(at("lock"), "").expect("written");
    assert!(matches!(look(&folder), Ok(Fate::Unknown(_))));
    // The control: somebody holds the lock.
    let held = fs::File::open(at("lock")).expect("the lock");
    held.lock().expect("held");
    assert!(matches!(look(&folder), Ok(Fate::Alive(_))));
}

fn second_engine(stage: &Stage) {
    block_on(async {
        let first = stage.engine();
        let snapshot = stage.run(&first, night(vec![stage::mark("a")], &[])).await;
        let second = stage.engine();
        assert!(matches!(second.access(), Access::ReadOnly { holder } if holder.pid == std::process::id()));
        let refused = second.start_run(StartRun::new("night", "tester")).await;
        assert!(matches!(refused, Err(EngineError::ReadOnly(_))), "{refused:?}");
        let seen = second.snapshot(&snapshot.summary.run).await.expect("a snapshot");
        assert_eq!(seen, snapshot);
        // The control: once the first has let go, the next one writes.
        first.stop().await;
        let third = stage.engine();
        assert!(matches!(third.access(), Access::Writer { token: 2 }), "{:?}", third.access());
        third.stop().await;
        assert_eq!(stage.done(), ["a"]);
    });
}

fn full_disk(stage: &Stage) {
    block_on(async {
        let mut definition = busy_night();
        definition.description = Some("x".repeat(1000));
        let engine = stage.engine();
        stage.publish(&engine, definition.clone()).await;
        engine.stop().await;
        let size = fs::metadata(stage.data().join("daybreak.db")).expect("the store").len();
        let mut options = stage::options(&stage.data());
        options.limits = Limits { bytes: Some(size + 24 * 1024) };
        let engine = Engine::start(options).expect("the engine starts");
        let run = engine.start_run(StartRun::new("night", "tester")).await.expect("a run").run;
        // Fill it to the brim: settings take all that is left.
        let mut fills = 0;
        while engine
            .write(move |w| w.put_setting(&format!("fill {fills}"), &"x".repeat(2000)).map_err(EngineError::from))
            .await
            .is_ok()
        {
            fills += 1;
        }
        // More than the rest of a page.
        let reason = "because ".repeat(2000);
        let pause = Operate { run: run.clone(), operation: Operation::Pause, person: "olga".into(), reason };
        let refused = engine.act(pause).await;
        assert!(matches!(refused, Err(EngineError::NotCommitted(_))), "{refused:?}");
        let snapshot = engine.snapshot(&run).await.expect("reading goes on");
        assert!(!snapshot.summary.paused, "what was refused is not done");
        engine.stop().await;
    });
    let snapshot = finish(stage);
    assert_every_job_once(stage, &snapshot);
}

fn forced_is_remembered(stage: &Stage) {
    let operate = |run: &daybreak_run::RunId, operation: Operation| Operate {
        run: run.clone(),
        operation,
        person: "olga".into(),
        reason: "seen to".into(),
    };
    block_on(async {
        let engine = stage.engine();
        let nodes = vec![job("a", "exit 1"), job("b", "exit 1")];
        let run = stage.begin(&engine, night(nodes, &[("a", "b")])).await;
        settled(&engine, &run).await;
        engine.act(operate(&run, Operation::ForceSuccess { nodes: vec!["a".into()] })).await.expect("forced");
        settled(&engine, &run).await;
        engine.stop().await;
        let engine = stage.engine();
        let snapshot = settled(&engine, &run).await;
        assert!(view(&snapshot, "a").forced && state(&snapshot, "a") == NodeState::Succeeded);
        assert!(!view(&snapshot, "b").forced && state(&snapshot, "b") == NodeState::Failed);
        let durations = engine.read(|r| r.durations(&"night".into(), None)).await.expect("durations");
        assert!(durations.is_empty(), "forced and failed ones stay out of statistics");
        engine.stop().await;
    });
}

fn kill_survives(stage: &Stage) {
    block_on(async {
        let engine = stage.engine();
        let run = stage.begin(&engine, night(vec![job("a", "sleep 60")], &[])).await;
        until(&engine, &run, |s| state(s, "a") == NodeState::Running).await;
        let kill = Operation::Kill { nodes: vec!["a".into()] };
        engine
            .act(Operate { run: run.clone(), operation: kill, person: "olga".into(), reason: "".into() })
            .await
            .expect("asked");
        engine.stop().await;
        let engine = stage.engine();
        let snapshot = settled(&engine, &run).await;
        assert_eq!(state(&snapshot, "a"), NodeState::Cancelled);
        engine.stop().await;
    });
}

fn wait_for(what: &str, holds: impl Fn() -> bool) {
    let began = Instant::now();
    while !holds() {
        assert!(began.elapsed() < Duration::from_secs(30), "waited in vain for {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}
