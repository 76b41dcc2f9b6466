//! The cheapest changes that reach a target.

mod nights;

use daybreak_advise::{Advice, Asked, Change, Wrong, advise, candidates};
use daybreak_model::bundle::Bundle;
use daybreak_model::time::DayTime;
use daybreak_scenario::{Verb, apply};
use daybreak_simulation::{Options, monte_carlo};
use nights::{OPTIONS, date, graham, night, scenario};
use proptest::prelude::*;
use serde_json::{Value, json};

fn asked<'a>(bundle: &'a Bundle, target: &str, probability: f64, changes: &'a [Change]) -> Asked<'a> {
    let target = target.parse().expect("a time");
    Asked { bundle, date: date(), target, node: None, probability, changes, options: OPTIONS, progress: &|_, _| true }
}

fn change(name: &str, cost: f64, edits: Value) -> Change {
    Change { name: name.into(), cost, verbs: scenario("x", edits).edits }
}

fn made(advice: &Advice) -> Vec<usize> {
    let mut made: Vec<usize> = advice.steps.iter().map(|step| step.change).collect();
    made.sort_unstable();
    made
}

fn percent(node: &str, percent: u32) -> Value {
    json!([{ "duration": { "node": node, "to": { "percent": percent } } }])
}

fn fixed(minutes: u32) -> Value {
    json!({ "fixed": format!("{minutes}m") })
}

fn chain() -> Bundle {
    night(1, &[("a", fixed(60)), ("b", fixed(30))], &[("begin", "a"), ("a", "b"), ("b", "end")])
}

#[test]
fn a4_nothing_is_advised_where_nothing_is_needed() {
    let bundle = chain();
    let advice = advise(&asked(&bundle, "22:30+0", 0.95, &[change("x", 1.0, percent("a", 50))])).expect("an answer");
    assert!(advice.reached && advice.proven && advice.steps.is_empty() && advice.cost == 0.0);
    assert!(advice.conclusion.starts_with("Nothing has to change"), "{}", advice.conclusion);
}

#[test]
fn a4_the_cheapest_set_is_found_and_each_step_tells_what_it_brings() {
    let bundle = chain();
    let changes = [
        change("Half of a.", 5.0, percent("a", 50)),
        change("Half of b.", 2.0, percent("b", 50)),
        change("A little of a.", 2.0, percent("a", 75)),
    ];
    let advice = advise(&asked(&bundle, "22:00+0", 1.0, &changes)).expect("an answer");
    assert_eq!((made(&advice), advice.cost, advice.proven), (vec![1, 2], 4.0, true));
    let late = [advice.before.late, advice.steps[0].after.late, advice.steps[1].after.late];
    assert_eq!(late, [Some(1_800_000.0), Some(900_000.0), Some(0.0)]);
    assert_eq!((advice.before.probability, advice.after.probability, advice.check.probability), (0.0, 1.0, 1.0));
    assert!(advice.conclusion.contains("at a cost of 4"), "{}", advice.conclusion);
}

#[test]
fn a5_what_cannot_be_reached_is_said_with_the_bound_that_says_so() {
    let bundle = chain();
    let changes = [
        change("Half of a.", 5.0, percent("a", 50)),
        change("More.", 1.0, json!([{ "capacity": { "pool": "cpu", "capacity": 9 } }])),
    ];
    let advice = advise(&asked(&bundle, "21:45+0", 0.9, &changes)).expect("an answer");
    assert_eq!((advice.reached, advice.proven, advice.bound), (false, true, "22:00+0".parse().ok()));
    assert!(
        advice.conclusion.contains("cannot be reached") && advice.conclusion.contains("22:00+0"),
        "{}",
        advice.conclusion
    );
}

#[test]
fn a5_what_only_resources_keep_from_being_reached_was_tried_wholly() {
    let jobs: Vec<(&str, Value)> = ["a", "b", "c"].map(|job| (job, fixed(20))).into();
    let edges: Vec<(&str, &str)> = ["a", "b", "c"].iter().flat_map(|job| [("begin", *job), (*job, "end")]).collect();
    let bundle = night(1, &jobs, &edges);
    let changes = [change("Two.", 1.0, json!([{ "capacity": { "pool": "cpu", "capacity": 2 } }]))];
    let advice = advise(&asked(&bundle, "21:30+0", 0.9, &changes)).expect("an answer");
    assert_eq!((advice.reached, advice.proven, advice.bound), (false, true, "21:40+0".parse().ok()));
    assert!(advice.conclusion.contains("every set") && advice.conclusion.contains("21:40+0"), "{}", advice.conclusion);
}

#[test]
fn a5_nights_that_never_get_there_have_no_time() {
    let mut bundle = chain();
    let root = bundle.root.clone();
    let definition = bundle.definitions.get_mut(&root).expect("the definition");
    let failing = definition.nodes.iter_mut().find(|node| node.id.as_str() == "a").expect("a");
    failing.settings.failure_probability = Some(0.5);
    let advice = advise(&asked(&bundle, "23:00+0", 0.9, &[])).expect("an answer");
    assert_eq!((advice.reached, advice.bound), (false, None));
    assert!(advice.cost == 0.0 && advice.cost.is_sign_positive());
    assert!(advice.conclusion.contains("of nights never get there"), "{}", advice.conclusion);
}

#[test]
fn a2_a_change_that_makes_the_night_longer_is_named_and_not_advised() {
    let bundle = graham();
    let changes = [
        change("Four machines.", 1.0, json!([{ "capacity": { "pool": "cpu", "capacity": 4 } }])),
        change("Half of t9.", 8.0, percent("t9", 50)),
    ];
    let advice = advise(&asked(&bundle, "21:11+0", 1.0, &changes)).expect("an answer");
    assert!(advice.anomalies.iter().any(|told| told.starts_with("Four machines: this should help")), "{advice:?}");
    // With t9 at four and a half minutes, four machines end at 10.5: what harms alone helps together, so nothing may be left out early.
    assert_eq!((advice.reached, made(&advice)), (true, vec![0, 1]), "{advice:?}");
    let alone = advise(&asked(&bundle, "21:11+0", 1.0, &changes[..1])).expect("an answer");
    assert!(!alone.reached && alone.steps.is_empty() && !alone.anomalies.is_empty(), "{alone:?}");
}

#[test]
fn a6_a_question_that_makes_no_sense_is_refused() {
    let bundle = chain();
    let one = [change("x", 1.0, percent("a", 50))];
    let refused = |target: &str, probability: f64, changes: &[Change]| match advise(&asked(
        &bundle,
        target,
        probability,
        changes,
    )) {
        Err(Wrong::Asked(message)) => message,
        other => panic!("{other:?}"),
    };
    assert!(refused("22:00", 0.9, &one).contains("which day"));
    assert!(refused("22:00+0", 1.5, &one).contains("1.5"));
    assert!(refused("22:00+0", 0.9, &[change("y", -1.0, json!([]))]).contains("-1"));
    assert!(refused("22:00+0", 0.9, &[change("y", 1.0, percent("z", 50))]).contains("there is no node z"));
    let node = Asked { node: Some("z".into()), ..asked(&bundle, "22:00+0", 0.9, &one) };
    assert!(matches!(advise(&node), Err(Wrong::Asked(_))));
    let stopped = Asked { progress: &|_, _| false, ..asked(&bundle, "22:00+0", 0.9, &one) };
    assert_eq!(advise(&stopped).err(), Some(Wrong::Cancelled));
}

#[test]
fn a4_a_milestone_may_be_the_target() {
    let bundle = chain();
    let changes = [change("Half of a.", 5.0, percent("a", 50)), change("Half of b.", 1.0, percent("b", 50))];
    let of_a = Asked { node: Some("a".into()), ..asked(&bundle, "21:30+0", 0.9, &changes) };
    assert_eq!(made(&advise(&of_a).expect("an answer")), [0]);
}

#[test]
fn a7_the_proposed_changes_can_be_made_and_aim_at_what_drives_the_night() {
    let jobs: Vec<(&str, Value)> = ["a", "b", "c"].map(|job| (job, fixed(30))).into();
    let edges: Vec<(&str, &str)> = ["a", "b", "c"].iter().flat_map(|job| [("begin", *job), (*job, "end")]).collect();
    let bundle = night(1, &jobs, &edges);
    let changes = candidates(&bundle, date(), 1, &|_| true).expect("there is a night");
    assert!((4..=12).contains(&changes.len()), "{changes:#?}");
    assert!(
        changes.iter().any(|change| matches!(&change.verbs[0], Verb::Capacity { capacity: 2, .. })),
        "{changes:#?}"
    );
    assert!(changes.iter().all(|change| apply(&bundle, &change.verbs).is_ok() && change.name.ends_with('.')));
    let advice = advise(&asked(&bundle, "21:30+0", 1.0, &changes)).expect("an answer");
    assert!(advice.reached, "{}", advice.conclusion);
}

#[test]
fn a8_the_same_question_has_the_same_answer_on_any_number_of_threads() {
    let pert = |low: u32, high: u32| json!({ "pert": { "low": format!("{low}m"), "mode": format!("{low}m"), "high": format!("{high}m") } });
    let jobs = [("a", pert(10, 60)), ("b", pert(20, 50)), ("c", pert(5, 30)), ("d", pert(10, 20))];
    let bundle = night(
        2,
        &jobs,
        &[("begin", "a"), ("begin", "b"), ("begin", "c"), ("a", "d"), ("d", "end"), ("b", "end"), ("c", "end")],
    );
    let changes = candidates(&bundle, date(), 1, &|_| true).expect("there is a night");
    let on = |threads: usize| {
        let options = Options { threads, samples: 2_000, ..OPTIONS };
        format!("{:?}", advise(&Asked { options, ..asked(&bundle, "21:50+0", 0.95, &changes) }).expect("an answer"))
    };
    assert_eq!(on(1), on(3));
}

/// The share of nights that meet the target with the changes at `places`, by the public means alone; nothing when they cannot be made
/// together.
fn in_time(bundle: &Bundle, target: DayTime, changes: &[Change], places: &[usize]) -> Option<f64> {
    let mut all: Vec<Verb> = places.iter().flat_map(|at| changes[*at].verbs.clone()).collect();
    all.push(Verb::Deadline { node: None, at: Some(target) });
    let applied = apply(bundle, &all).ok()?;
    let network = daybreak_model::network::build_under(&applied.bundle, date(), &applied.conditions).ok()?;
    let start = daybreak_model::night::start(&applied.bundle, date(), applied.start);
    Some(monte_carlo(&network, start, OPTIONS, &|_| true).expect("nobody stops it").deadlines[0].probability)
}

/// The cheapest set by trying all of them.
fn by_brute_force(bundle: &Bundle, target: DayTime, probability: f64, changes: &[Change]) -> Option<(f64, Vec<usize>)> {
    let mut best: Option<(f64, Vec<usize>)> = None;
    for set in 0..1_u32 << changes.len() {
        let places: Vec<usize> = (0..changes.len()).filter(|at| set >> at & 1 == 1).collect();
        let Some(in_time) = in_time(bundle, target, changes, &places) else { continue };
        let cost: f64 = places.iter().map(|at| changes[*at].cost).sum();
        let key = (cost, places.len(), places.clone());
        let is_better = best.as_ref().is_none_or(|(cost, places)| key < (*cost, places.len(), places.clone()));
        if in_time >= probability && is_better {
            best = Some((cost, places));
        }
    }
    best
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a4_it_is_what_trying_every_set_finds(
        minutes in proptest::collection::vec((5..40_u32, 1..30_u32), 5),
        costs in proptest::collection::vec(0..4_u32, 6),
        units in 1..3_u32,
        links in proptest::collection::vec((0..5_usize, 0..5_usize), 0..5),
        after in 30..150_u32,
        share in 0.3..1.0_f64,
    ) {
        let names = ["a", "b", "c", "d", "e"];
        let span = |minutes: u32| format!("{minutes}m");
        let jobs: Vec<(&str, Value)> = names
            .iter()
            .zip(&minutes)
            .map(|(name, (low, more))| (*name, json!({ "pert": { "low": span(*low), "mode": span(*low), "high": span(low + more) } })))
            .collect();
        let mut edges: Vec<(&str, &str)> = names.iter().flat_map(|name| [("begin", *name), (*name, "end")]).collect();
        edges.extend(links.iter().filter(|(from, to)| from < to).map(|(from, to)| (names[*from], names[*to])));
        let bundle = night(units, &jobs, &edges);
        let cost = |at: usize| f64::from(costs[at]);
        let changes = [
            change("half of a", cost(0), percent("a", 50)),
            change("less of b", cost(1), percent("b", 70)),
            change("one unit", cost(2), json!([{ "capacity": { "pool": "cpu", "capacity": units + 1 } }])),
            change("c in two", cost(3), json!([{ "split": { "node": "c", "pieces": 2 } }])),
            change("earlier", cost(4), json!([{ "start": "20:45+0" }])),
            change("e is critical", cost(5), json!([{ "critical": { "node": "e", "critical": true } }])),
        ];
        let target = DayTime::new(0, 21 + after / 60, after % 60).expect("a time");
        let advice = advise(&asked(&bundle, &target.to_string(), share, &changes)).expect("an answer");
        let expected = by_brute_force(&bundle, target, share, &changes);
        prop_assert_eq!(advice.reached, expected.is_some());
        prop_assert!(advice.proven);
        if let Some((cost, places)) = expected {
            prop_assert_eq!((advice.cost, made(&advice)), (cost, places));
        }
    }

    #[test]
    fn a4_nothing_comes_nearer_than_what_is_told_to_come_nearest(
        minutes in proptest::collection::vec((5..40_u32, 1..30_u32), 6),
        costs in proptest::collection::vec(0..9_u32, 10),
        after in 30..90_u32,
    ) {
        let names = ["a", "b", "c", "d", "e", "f"];
        let span = |minutes: u32| format!("{minutes}m");
        let pert = |(low, more): &(u32, u32)| json!({ "pert": { "low": span(*low), "mode": span(*low), "high": span(low + more) } });
        let jobs: Vec<(&str, Value)> = names.iter().zip(&minutes).map(|(name, of)| (*name, pert(of))).collect();
        let mut edges: Vec<(&str, &str)> = names.iter().flat_map(|name| [("begin", *name), (*name, "end")]).collect();
        edges.extend([("a", "c"), ("b", "d")]);
        let bundle = night(2, &jobs, &edges);
        let capacity = |units: u32| json!([{ "capacity": { "pool": "cpu", "capacity": units } }]);
        let critical = |node: &str| json!([{ "critical": { "node": node, "critical": true } }]);
        let edits = [
            capacity(4), percent("a", 80), percent("c", 60), capacity(3), critical("e"),
            percent("d", 90), critical("f"), percent("c", 80), percent("e", 70), critical("b"),
        ];
        let changes: Vec<Change> = edits.into_iter().zip(&costs).map(|(edit, cost)| change("x", f64::from(*cost), edit)).collect();
        let target = DayTime::new(0, 21 + after / 60, after % 60).expect("a time");
        let advice = advise(&asked(&bundle, &target.to_string(), 1.0, &changes)).expect("an answer");
        let set = made(&advice);
        let others = (0..changes.len()).flat_map(|one| (one..changes.len()).map(move |other| (one, other)));
        for (one, other) in others.filter(|_| !advice.reached) {
            // One more or less, or one in the place of another.
            let is_exchange = one == other || set.contains(&one) != set.contains(&other);
            let places: Vec<usize> = (0..changes.len()).filter(|at| set.contains(at) != (*at == one || *at == other)).collect();
            let in_time = in_time(&bundle, target, &changes, &places).filter(|_| is_exchange).unwrap_or(0.0);
            prop_assert!(in_time <= advice.after.probability, "{in_time} with {places:?}, {} with {set:?}", advice.after.probability);
        }
    }
}
