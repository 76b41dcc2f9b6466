//! Scenarios side by side.

mod nights;

use daybreak_advise::{Against, Compared, Side, Wrong, compare};
use daybreak_model::bundle::Bundle;
use daybreak_model::calendar::DayClass;
use daybreak_model::duration::Estimate;
use daybreak_model::time::Span;
use daybreak_scenario::Scenario;
use nights::{OPTIONS, date, graham, night, scenario};
use serde_json::json;

fn compared(base: &Bundle, scenarios: &[Scenario]) -> (Side, Vec<Compared>) {
    compare(base, scenarios, date(), OPTIONS, &|_| true).expect("there is a night")
}

fn against(compared: &Compared) -> &Against {
    &compared.outcome.as_ref().expect("the scenario can be put on").1
}

fn three() -> Bundle {
    let pert = |low: &str, high: &str| json!({ "pert": { "low": low, "mode": low, "high": high } });
    let jobs = [("a", pert("10m", "40m")), ("b", pert("20m", "30m")), ("c", pert("5m", "50m"))];
    night(2, &jobs, &[("begin", "a"), ("begin", "b"), ("a", "c"), ("c", "end"), ("b", "end")])
}

#[test]
fn a1_the_same_is_the_same_night_by_night() {
    let (before, after) = compared(&three(), &[scenario("nothing", json!([]))]);
    let against = against(&after[0]);
    assert_eq!((against.plan_window, against.difference.mean_ms, against.difference.error_ms), (Some(0), 0.0, 0.0));
    assert!(against.moved.is_empty() && against.joined_critical_path.is_empty());
    assert_eq!(before.forecast.samples, OPTIONS.samples);
}

#[test]
fn a1_what_moved_and_which_path_is_critical_are_told() {
    let edits = json!([{ "duration": { "node": "c", "to": { "fixed": "0s" } } }, { "deadline": { "at": "21:40+0" } }]);
    let edits = edits.to_string().replace("{\"fixed\":\"0s\"}", "{\"estimate\":{\"fixed\":\"0s\"}}");
    let edits = serde_json::from_str(&edits).expect("JSON");
    let (_, after) = compared(&three(), &[scenario("no c", edits)]);
    let against = against(&after[0]);
    assert_eq!(against.left_critical_path.iter().map(|n| n.as_str()).collect::<Vec<_>>(), ["a", "c"]);
    assert_eq!(against.joined_critical_path.iter().map(|n| n.as_str()).collect::<Vec<_>>(), ["b"]);
    assert!(against.plan_window < Some(0) && against.difference.mean_ms < 0.0 && against.anomaly.is_none());
    assert_eq!(against.moved[0].node.as_str(), "c", "{:?}", against.moved);
    assert_eq!(against.deadlines, [None], "the base has no deadline");
}

#[test]
fn a2_graham_anomalies_are_noticed() {
    let more = json!([{ "capacity": { "pool": "cpu", "capacity": 4 } }]);
    let shorter: Vec<_> = [3, 2, 2, 2, 4, 4, 4, 4, 9]
        .iter()
        .enumerate()
        .map(|(at, minutes)| {
            let to = json!({ "estimate": { "fixed": format!("{}m", minutes - 1) } });
            json!({ "duration": { "node": format!("t{}", at + 1), "to": to } })
        })
        .collect();
    let fewer = json!([{ "capacity": { "pool": "cpu", "capacity": 2 } }]);
    let scenarios = [scenario("Four machines", more), scenario("Faster", json!(shorter)), scenario("Two", fewer)];
    let (before, after) = compared(&graham(), &scenarios);
    assert_eq!(before.plan.window, Some(12 * 60_000));
    let minutes: Vec<_> = after.iter().map(|scenario| against(scenario).plan_window.map(|ms| ms / 60_000)).collect();
    assert_eq!(minutes[..2], [Some(3), Some(1)]);
    assert!(
        against(&after[0]).anomaly.as_ref().is_some_and(|told| told.starts_with("Four machines: this should help"))
    );
    assert!(against(&after[1]).anomaly.is_some());
    assert!(against(&after[2]).anomaly.is_none(), "two machines should not help");
}

#[test]
fn a2_another_day_is_no_change_that_should_help() {
    let mut base = graham();
    let root = base.definitions.get_mut("w.workflow.json").expect("the root is there");
    for node in &mut root.nodes {
        if let Some(Estimate::Fixed(usual)) = node.settings.duration {
            let shorter = Estimate::Fixed(Span::from_ms(usual.ms() - 60_000));
            node.settings.duration_on.insert(DayClass::MonthEnd, shorter);
        }
    }
    let (_, after) = compared(&base, &[scenario("Month-end", json!([{ "day_class": "month-end" }]))]);
    assert_eq!((against(&after[0]).plan_window, &against(&after[0]).anomaly), (Some(60_000), &None));
}

#[test]
fn a3_a_scenario_that_cannot_be_put_on_is_told_among_the_others() {
    let wrong = scenario("wrong", json!([{ "skip": "nowhere" }]));
    let (_, after) = compared(&three(), &[wrong, scenario("right", json!([{ "skip": "a" }]))]);
    let refused = after[0].outcome.as_ref().expect_err("there is no such node");
    assert_eq!(refused.0[0].message, "edits[0].skip: there is no node nowhere");
    assert!(after[1].outcome.is_ok());
    let stopped = compare(&three(), &[], date(), OPTIONS, &|_| false);
    assert_eq!(stopped.err(), Some(Wrong::Cancelled));
}

#[test]
fn a1_an_earlier_start_moves_everything_by_the_clock_and_the_window_not_at_all() {
    let (_, after) = compared(&three(), &[scenario("early", json!([{ "start": "20:00+0" }]))]);
    let against = against(&after[0]);
    assert_eq!((against.plan_window, against.difference.mean_ms), (Some(0), 0.0));
    assert!(against.moved.iter().all(|moved| moved.start == Some(-3_600_000)));
    assert_eq!(against.moved.len(), 5);
}
