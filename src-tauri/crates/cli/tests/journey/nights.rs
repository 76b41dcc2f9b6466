//! Recorded nights from files: taken in, shown, learned from, held against forecasts; and what is wrong with a file.

use super::program::{files, say};
use insta::assert_snapshot;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

/// A folder with the small night and thirty nights of it on weekdays.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for file in ["night.workflow.json", "cn.calendar.json"] {
        fs::copy(files().join(file), folder.path().join(file)).unwrap();
    }
    let mut rows = String::from("run,business_date,node,start,end,status\n");
    for night in 0..30_i64 {
        let day = chrono::NaiveDate::from_ymd_opt(2026, 3, 2).unwrap()
            + chrono::Days::new((night / 5 * 7 + night % 5) as u64);
        let begin = day.and_hms_opt(13, 30, 0).unwrap().and_utc().timestamp_millis();
        let mut at = begin;
        for (node, minutes, status) in
            [("extract", 18, "success"), ("fees", 14, "success"), ("interest", 29, "success")]
        {
            let took = minutes * 60_000 + (night * 7919 + minutes * 31) % 97 * 2_000;
            writeln!(rows, "n{night},{day},{node},{},{},{status}", at + 2_000, at + 2_000 + took).unwrap();
            at += 2_000 + took;
        }
        if night % 10 == 3 {
            writeln!(rows, "n{night},{day},fees,{},{},failed", begin + 1, begin + 2).unwrap();
            writeln!(rows, "n{night},{day},interest,{},{},forced", begin + 3, begin + 3).unwrap();
        }
    }
    fs::write(folder.path().join("nights.csv"), rows).unwrap();
    folder
}

#[track_caller]
fn says(folder: &Path, arguments: &str, code: i32) -> String {
    let said = say(folder, arguments);
    assert_eq!((said.code, said.err.as_str()), (code, ""), "{arguments}: {said:?}");
    said.out
}

#[test]
fn nights_are_taken_in_once_and_shown() {
    let folder = folder();
    let at = folder.path();
    assert_snapshot!(
        "history_import_text",
        says(at, "history import nights.csv --for night.workflow.json --data data", 0)
    );
    let again = say(at, "history import nights.csv --for night.workflow.json --data data --format json").json();
    assert_eq!((&again["added"], &again["attempts"]), (&0.into(), &96.into()));
    let shown = say(at, "history show night.workflow.json --data data --format json");
    assert_snapshot!("history_show_json", shown.out);
}

#[test]
fn what_is_learned_is_shown_before_it_is_written() {
    let folder = folder();
    let at = folder.path();
    let before = fs::read(at.join("night.workflow.json")).unwrap();
    assert_snapshot!("fit_text", says(at, "fit night.workflow.json --history nights.csv --dry-run", 0));
    assert_eq!(fs::read(at.join("night.workflow.json")).unwrap(), before, "nothing was written");
    let report =
        say(at, "fit night.workflow.json --history nights.csv --out fitted.workflow.json --format json").json();
    assert_eq!((&report["nights"], &report["nodes"]["fees"]["n"]), (&30.into(), &30.into()));
    let fitted: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(at.join("fitted.workflow.json")).unwrap()).unwrap();
    let fees = fitted["nodes"].as_array().unwrap().iter().find(|node| node["id"] == "fees").unwrap();
    assert_eq!(fees["settings"]["observed"]["n"], 30, "{fees:#}");
    assert_eq!(say(at, "check fitted.workflow.json").code, 0);
    let simulated = say(at, "simulate fitted.workflow.json --date 2026-11-23 --samples 200 --format json");
    assert_eq!(simulated.code, 0, "{simulated:?}");
}

#[test]
fn what_was_read_is_not_written_over_unless_it_is_asked_for() {
    let folder = folder();
    let at = folder.path();
    let read = |name: &str| fs::read_to_string(at.join(name)).unwrap();
    fs::write(at.join("earlier.json"), "an earlier one").unwrap();
    let fit = "fit night.workflow.json --history nights.csv";
    let tune = "tune night.workflow.json --date 2026-11-23 --seconds 0.1";
    for (command, kept) in
        [(fit, "nights.csv"), (fit, "cn.calendar.json"), (tune, "cn.calendar.json"), (tune, "night.workflow.json")]
    {
        let before = read(kept);
        let said = say(at, &format!("{command} --out {kept}"));
        assert_eq!((said.code, read(kept)), (2, before), "{command}: {said:?}");
        assert!(said.err.contains("the file is there already") && said.err.contains("--overwrite"), "{said:?}");
    }
    for command in [fit, tune] {
        assert_eq!(say(at, &format!("{command} --out earlier.json")).code, 0, "what --out names is");
        assert!(read("earlier.json").contains("\"nodes\""));
    }
    let before = read("night.workflow.json");
    assert_eq!(say(at, &format!("{tune} --out night.workflow.json --overwrite")).code, 0);
    assert_eq!(say(at, &format!("{fit} --out night.workflow.json")).code, 0, "a fit goes back where it came from");
    assert_ne!(read("night.workflow.json"), before);
}

#[test]
fn a_fit_to_another_file_leaves_the_subflows_of_the_first_as_they_are() {
    let folder = folder();
    let at = folder.path();
    let read = |name: &str| fs::read_to_string(at.join(name)).unwrap();
    fs::rename(at.join("night.workflow.json"), at.join("inner.workflow.json")).unwrap();
    let outer = r#"{"format": 1, "id": "outer", "name": "outer", "zone": "Asia/Shanghai", "nodes": [{"id": "begin", "kind": "begin"},
        {"id": "end", "kind": "end"}, {"id": "s", "kind": "subflow", "subflow": {"file": "inner.workflow.json"}}],
        "edges": [{"from": "begin", "to": "s"}, {"from": "s", "to": "end"}]}"#;
    fs::write(at.join("outer.workflow.json"), outer).unwrap();
    let rows = read("nights.csv");
    let inner = ["extract", "fees", "interest"]
        .iter()
        .fold(rows, |rows, node| rows.replace(&format!(",{node},"), &format!(",s/{node},")));
    fs::write(at.join("nights.csv"), inner).unwrap();
    let before = read("inner.workflow.json");
    let fit = "fit outer.workflow.json --history nights.csv";
    let said = say(at, &format!("{fit} --out fitted.workflow.json"));
    assert_eq!((said.code, read("inner.workflow.json")), (2, before.clone()), "{said:?}");
    assert!(!at.join("fitted.workflow.json").exists(), "nothing is written in part");
    assert_eq!(say(at, &format!("{fit} --out far/fitted.workflow.json")).code, 0);
    assert_eq!(say(at, fit).code, 0);
    assert_ne!(read("inner.workflow.json"), before);
}

#[test]
fn forecasts_are_held_against_what_came() {
    let folder = folder();
    let at = folder.path();
    assert_snapshot!("backtest_text", says(at, "backtest night.workflow.json --history nights.csv --samples 100", 0));
    let all = "backtest night.workflow.json --history nights.csv --samples 100 --format json";
    let told = say(at, all).json();
    assert_eq!((told["nights"].as_array().unwrap().len(), &told["not_predicted"]), (25, &5.into()));
    assert_eq!(says(at, all, 0), says(at, all, 0), "the same history gives the same bytes");
    for field in ["within_p50", "within_p80", "within_p95", "p10_to_p90", "bias", "median_absolute_error"] {
        assert!(told["forecast"][field].is_number() && told["nodes"]["fees"][field].is_number(), "{field}");
    }
    let some = say(at, &format!("{all} --from 2026-03-23 --to 2026-03-27")).json();
    assert_eq!(some["nights"].as_array().unwrap().as_slice(), &told["nights"].as_array().unwrap()[10..15]);
}

#[test]
fn a_workflow_is_made_where_there_is_none() {
    let folder = folder();
    let at = folder.path();
    fs::write(at.join("edges.csv"), "from,to\nextract,fees\nfees,interest\nextract,unknown\n").unwrap();
    says(at, "history to-workflow nights.csv --edges edges.csv --out made.workflow.json", 0);
    assert_eq!(say(at, "check made.workflow.json").code, 0);
    let planned = say(at, "plan made.workflow.json --format json").json();
    assert!(planned["window_s"].as_f64().unwrap() > 3_600.0);
    assert_eq!(say(at, "backtest made.workflow.json --history nights.csv --samples 50").code, 0);
    let recorded = fs::read(at.join("nights.csv")).unwrap();
    let said = say(at, "history to-workflow nights.csv --out nights.csv");
    assert!(said.code == 2 && said.err.contains("name another file with --out"), "{said:?}");
    assert_eq!(fs::read(at.join("nights.csv")).unwrap(), recorded);
    says(at, "history to-workflow nights.csv --out made.workflow.json", 0);
}

#[test]
fn what_is_wrong_with_a_file_is_said_by_its_line() {
    let folder = folder();
    let at = folder.path();
    let head = "run,business_date,node,start,end,status\n";
    let cases = [
        ("", "broken_file", 1),
        ("a,b\n1,2\n", "broken_file", 1),
        (
            "run,business_date,node,start,end,status\n1,2026-03-02,fees,0,9,ok\n1,2026-03-02,fees,noon,9,ok\n",
            "broken_file",
            3,
        ),
        ("run,business_date,node,start,end,status\n1,2026-03-02,fees,9,0,ok\n", "broken_file", 2),
        ("run,business_date,node,start,end,status\n1,2nd of March,fees,0,9,ok\n", "broken_file", 2),
    ];
    for (text, code, line) in cases {
        fs::write(at.join("broken.csv"), text).unwrap();
        let said = say(at, "history import broken.csv --data fresh --format json");
        assert_eq!((said.code, said.error()["code"].as_str()), (2, Some(code)), "{text:?}: {said:?}");
        assert_eq!(said.error()["place"], format!("broken.csv:{line}"), "{said:?}");
        assert_eq!(say(at, "history show --data fresh --format json").json()["attempts"], 0, "nothing was taken in");
    }
    fs::write(at.join("none.csv"), head).unwrap();
    assert_eq!(say(at, "history import none.csv --data fresh --format json").json()["added"], 0);
    assert_eq!(say(at, "history import gone.csv --data fresh").code, 2);
    assert_eq!(say(at, "backtest night.workflow.json --history none.csv").code, 1, "nothing could be predicted");
    assert_eq!(say(at, "fit night.workflow.json --history none.csv").code, 1, "nothing was learned");
    fs::write(at.join("edges.csv"), "from,to\nextract,\n").unwrap();
    let said = say(at, "history to-workflow nights.csv --edges edges.csv --out made.workflow.json --format json");
    assert_eq!((said.code, &said.error()["place"]), (2, &"edges.csv:2".into()));
}
