//! What the runtime's own runs teach, and the forecasts that were kept of them.

use super::program::{Runtime, say};
use std::fs;

/// The nights that a backtest tells of, once the run's forecast is among them: it is made beside the run, not before it.
fn held(runtime: &Runtime, nights: usize) -> serde_json::Value {
    let told = || runtime.ask("backtest night.workflow.json").json();
    let all_kept = |told: &serde_json::Value| {
        let shown = told["nights"].as_array().expect("nights");
        shown.len() == nights && shown.iter().all(|night| night["kept"] == true)
    };
    (0..600).map(|_| told()).find(all_kept).unwrap_or_else(|| panic!("not held: {:#}", told()))
}

#[test]
fn a_forecast_is_kept_as_a_run_begins_and_held_against_it_when_it_ends() {
    let runtime = Runtime::start();
    runtime.publish("night.workflow.json");
    fs::write(runtime.folder.path().join("fees.csv"), "account,fee\n1,5\n").unwrap();
    runtime.done("run night --date 2026-11-23 --as olga");
    runtime.until(1, "agreed", "running");
    let before = runtime.ask("backtest night.workflow.json");
    assert_eq!((before.code, before.json()["nights"].as_array().unwrap().len()), (1, 0), "it is not over: {before:?}");
    runtime.done("confirm 1 agreed --as olga");
    runtime.until(1, "end", "succeeded");

    let told = held(&runtime, 1);
    let night = &told["nights"][0];
    let simulated =
        runtime.done("simulate night.workflow.json --date 2026-11-23 --samples 1000 --seed 1")["window_s"].clone();
    let near = |one: &serde_json::Value, other: &serde_json::Value| {
        (one.as_f64().unwrap() / other.as_f64().unwrap() - 1.0).abs() < 0.01
    };
    assert!(
        near(&night["p50_s"], &simulated["p50"]) && near(&night["p95_s"], &simulated["p95"]),
        "{night} {simulated}"
    );
    let run = runtime.done("show 1")["run"].clone();
    let took = run["finished_at"].as_i64().unwrap() - run["started_at"].as_i64().unwrap();
    assert_eq!((night["actual_s"].as_f64().unwrap() * 1000.0).round() as i64, took, "from the run's start to its end");
}

#[test]
fn failed_forced_and_skipped_work_stays_out_and_a_rerun_counts_once() {
    let runtime = Runtime::start();
    runtime.publish("night.workflow.json");
    let attempts = || runtime.done("history show night.workflow.json")["attempts"].as_u64().unwrap();
    let n = |node: &str| runtime.ask("fit night.workflow.json --dry-run").json()["nodes"][node]["n"].clone();

    // The first run's fees fail, and are run again when their file is there.
    runtime.done("run night --date 2026-11-23 --as olga");
    runtime.until(1, "fees", "failed");
    fs::write(runtime.folder.path().join("fees.csv"), "account,fee\n1,5\n").unwrap();
    runtime.done("rerun 1 fees --reason delivered --as olga");
    runtime.until(1, "agreed", "running");
    assert_eq!(attempts(), 0, "a run that is under way is no night yet");
    runtime.done("confirm 1 agreed --as olga");
    runtime.until(1, "end", "succeeded");
    let first = attempts();
    assert_eq!(n("fees"), 1, "the failed attempt is no observation");

    // The second run's are forced.
    fs::remove_file(runtime.folder.path().join("fees.csv")).unwrap();
    runtime.done("run night --date 2026-11-24 --as olga");
    runtime.until(2, "fees", "failed");
    runtime.done("force 2 fees --outcome success --reason by-hand --as olga");
    runtime.until(2, "agreed", "running");
    runtime.done("confirm 2 agreed --as olga");
    runtime.until(2, "end", "succeeded");
    assert_eq!((n("fees"), n("interest")), (1.into(), 2.into()));
    assert_eq!(attempts(), 2 * first - 1);

    // The third run's are skipped; the fourth run is stopped half-way.
    runtime.done("run night --date 2026-11-25 --as olga");
    runtime.until(3, "fees", "failed");
    runtime.done("skip 3 fees --reason not-tonight --as olga");
    runtime.until(3, "agreed", "running");
    runtime.done("confirm 3 agreed --as olga");
    runtime.until(3, "end", "succeeded");
    runtime.done("run night --date 2026-11-26 --as olga");
    runtime.until(4, "interest", "succeeded");
    runtime.done("stop 4 --reason enough --as olga");
    assert_eq!((n("fees"), n("interest")), (1.into(), 3.into()));
    assert_eq!(runtime.done("history show night.workflow.json")["nights"], 3);
    held(&runtime, 3);
}

#[test]
fn a_history_that_cannot_be_written_does_not_hinder_a_run() {
    let runtime = Runtime::start();
    fs::create_dir(runtime.data.join("history.db")).unwrap();
    fs::write(runtime.folder.path().join("fees.csv"), "account,fee\n1,5\n").unwrap();
    runtime.publish("night.workflow.json");
    runtime.done("run night --date 2026-11-23 --as olga");
    runtime.until(1, "agreed", "running");
    runtime.done("confirm 1 agreed --as olga");
    runtime.until(1, "end", "succeeded");
    let (code, folder, data) = runtime.stop();
    assert_eq!(code, 0);
    let shown = say(folder.path(), &format!("history show --data {} --format json", data.display()));
    assert_eq!((shown.code, shown.error()["code"].as_str()), (2, Some("io")), "{shown:?}");
}
