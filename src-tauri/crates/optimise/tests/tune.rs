//! T1 to T6: what tuning promises.

#[path = "../../simulation/tests/drafts/mod.rs"]
mod drafts;

use daybreak_model::bundle::Bundle;
use daybreak_model::definition::{Outcome as On, PoolHours};
use daybreak_model::edit::Edit;
use daybreak_model::network::build;
use daybreak_model::node::{Branch, Join, Kind, Node, Wait};
use daybreak_model::settings::OnFailure;
use daybreak_optimise::problem::Problem;
use daybreak_optimise::tune::genes::Genes;
use daybreak_optimise::tune::{Options, Outcome, TuneError, Tuned, Watch, tune};
use daybreak_simulation::{monte_carlo, plan};
use drafts::random::{Features, draft};
use drafts::{Draft, START, date, uses};
use proptest::prelude::*;

const OPTIONS: Options = Options { seed: 7, allow_edges: true, samples: 200, threads: 2, schedules: Some(400) };
const UNHURRIED: Watch<'_> = Watch { spent: &|| 0.0, is_cancelled: &|| false };

fn tuned(draft: &Draft, options: Options) -> (Bundle, Result<Tuned, TuneError>) {
    let bundle = Bundle::single("w.workflow.json", draft.0.clone());
    let tuned = tune(&bundle, date(), START, options, UNHURRIED);
    (bundle, tuned)
}

/// The window that is planned for the definition with the edits in it.
fn written(bundle: &Bundle, tuned: &Tuned) -> i64 {
    let mut bundle = bundle.clone();
    Edit::apply_all(&tuned.edits, bundle.definitions.get_mut(&bundle.root).expect("the root"));
    let network = build(&bundle, date()).expect("a network");
    plan(&network, START).window.expect("a window")
}

fn assert_promises(bundle: &Bundle, tuned: &Tuned) {
    assert_eq!(written(bundle, tuned), tuned.window);
    assert!(tuned.bound <= tuned.window && tuned.window <= tuned.window_before);
    let changes = !tuned.priorities.is_empty() || !tuned.edges.is_empty();
    assert_eq!(changes, tuned.outcome == Outcome::Better);
    assert_eq!(changes, !tuned.edits.is_empty());
    assert_eq!(changes, tuned.window < tuned.window_before);
    if let Some(nights) = tuned.nights {
        assert!(nights.is_no_worse());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn t1_the_written_definition_gives_the_window_that_was_said(seed: u64, allow_edges: bool, chance: bool) {
        let draft = draft(seed, Features { resources: true, chance, fixed: !chance });
        let (bundle, tuned) = tuned(&draft, Options { allow_edges, ..OPTIONS });
        match tuned {
            Ok(tuned) => {
                assert_promises(&bundle, &tuned);
                prop_assert!(allow_edges || tuned.edges.is_empty());
            }
            Err(error) => prop_assert!(matches!(error, TuneError::NeverEnds(_)), "{error}"),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn t3_edges_bring_nothing_back_and_leave_nothing_out(seed: u64) {
        let mut draft = draft(seed, Features { resources: true, chance: true, fixed: false });
        // A night that waits for a person after a failure is no way that it takes.
        let edges = draft.0.edges.clone();
        let is_handled = |node: &Node| edges.iter().any(|e| e.from == node.id && e.on == On::Failure);
        for node in draft.0.nodes.iter_mut().filter(|node| !is_handled(node)) {
            node.settings.on_failure = Some(OnFailure::Continue);
        }
        let (mut bundle, Ok(tuned)) = tuned(&draft, OPTIONS) else { return Ok(()) };
        let taken = |bundle: &Bundle| -> Vec<f64> {
            let options = daybreak_simulation::Options { samples: 320, seed: 3, threads: 1 };
            let network = build(bundle, date()).expect("a network");
            let forecast = monte_carlo(&network, START, options, &|_| true).expect("not cancelled");
            forecast.activities.iter().map(|activity| activity.taken).collect()
        };
        let before = taken(&bundle);
        Edit::apply_all(&tuned.edits, bundle.definitions.get_mut(&bundle.root).expect("the root"));
        prop_assert_eq!(before, taken(&bundle), "{:?}", tuned.edges);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn t2_no_other_priority_of_one_job_is_better(seed: u64) {
        let draft = draft(seed, Features { resources: true, chance: false, fixed: true });
        let (bundle, tuned) = tuned(&draft, Options { schedules: Some(20_000), samples: 1, ..OPTIONS });
        let Some(tuned) = tuned.ok().filter(|_| !Problem::of(&draft.network(), START).is_plain()) else { return Ok(()) };
        let genes = Genes::of(&bundle, &draft.network()).expect("genes");
        let top = genes.nodes.iter().map(|gene| gene.now).max().unwrap_or(0);
        for node in draft.0.nodes.iter().filter(|node| genes.nodes.iter().any(|gene| gene.node == node.id)) {
            for priority in (top - 4..=top).filter(|priority| genes.nodes.iter().any(|gene| gene.now == *priority)) {
                let mut node = node.clone();
                node.settings.priority = Some(priority);
                let mut other = bundle.clone();
                let root = other.definitions.get_mut(&bundle.root).expect("the root");
                Edit::apply_all(&[Edit::SetNode(Box::new(node))], root);
                let window = plan(&build(&other, date()).expect("a network"), START).window;
                prop_assert!(window.is_none_or(|window| window >= tuned.window), "{window:?} before {}", tuned.window);
            }
        }
    }
}

/// A pool that has one unit only in the small hours: what needs both has to come before, and what is ready with it must wait.
#[test]
fn t3_an_edge_gets_in_before_a_pool_is_cut() {
    let mut draft = Draft::new();
    draft.pool("p", 2);
    let clock = |text: &str| text.parse().expect("a time");
    draft.0.pools[0].hours = vec![PoolHours { from: clock("21:05"), to: clock("23:00"), capacity: 1 }];
    draft.fixed("long", 600).uses = vec![uses("p", 1)];
    draft.fixed("first", 60);
    draft.fixed("wide", 60).uses = vec![uses("p", 2)];
    draft.edge("first", "wide");
    draft.close();
    let (bundle, tuned) = tuned(&draft, OPTIONS);
    let tuned = tuned.expect("tuned");
    assert_promises(&bundle, &tuned);
    assert_eq!((tuned.window_before, tuned.window), (7_260_000, 720_000));
    assert_eq!(tuned.edges.len(), 1, "{:?}", tuned.edges);
}

/// Two short jobs before a long one that can run beside nothing else of its size: any order that starts the long one first is better.
fn narrow() -> Draft {
    let mut draft = Draft::new();
    draft.pool("db", 2);
    for (id, seconds, units) in [("a", 30, 1), ("b", 30, 1), ("c", 60, 1), ("d", 60, 1)] {
        draft.fixed(id, seconds).uses = vec![uses("db", units)];
    }
    draft.fixed("after-c", 200);
    draft.edge("c", "after-c");
    draft.close();
    draft
}

#[test]
fn t2_priorities_alone_reach_what_they_can() {
    let (bundle, tuned) = tuned(&narrow(), Options { allow_edges: false, ..OPTIONS });
    let tuned = tuned.expect("a window");
    assert_promises(&bundle, &tuned);
    assert_eq!((tuned.window_before, tuned.window), (290_000, 260_000));
    assert_eq!(tuned.bound, 260_000);
    assert_eq!(tuned.priorities.len(), 1, "only what matters: {:?}", tuned.priorities);
}

/// A wait keeps what it holds until its time has come, so it had better begin late: after `b`, which `a` keeps waiting.
#[test]
fn t3_a_wait_that_holds_a_pool_is_put_after_who_needs_it() {
    let mut draft = Draft::new();
    draft.pool("p", 4);
    let wait = draft.node(Node::new("w", Kind::Wait(Wait::Time("22:15+0".parse().expect("a time")))));
    wait.uses.push(uses("p", 3));
    draft.fixed("a", 37 * 60);
    draft.fixed("b", 30 * 60).uses.push(uses("p", 2));
    draft.edge("a", "b");
    draft.close();
    let (bundle, tuned) = tuned(&draft, OPTIONS);
    let tuned = tuned.expect("tuned");
    assert_promises(&bundle, &tuned);
    assert_eq!((tuned.window_before, tuned.window), (6_300_000, 4_500_000));
    assert_eq!(tuned.edges, [("b".into(), "w".into())]);
}

#[test]
fn t3_edges_reach_what_no_priority_can() {
    // The long narrow job is ready first and would be started by any priority, in the way of the wide one that leads on.
    let mut draft = Draft::new();
    draft.pool("db", 2);
    draft.fixed("first", 10);
    draft.fixed("narrow", 100).uses = vec![uses("db", 1)];
    draft.fixed("wide", 20).uses = vec![uses("db", 2)];
    draft.fixed("on", 100);
    draft.edges(&[("first", "wide"), ("wide", "on")]);
    draft.close();
    let (bundle, with) = tuned(&draft, OPTIONS);
    let with = with.expect("a window");
    assert_promises(&bundle, &with);
    assert_eq!((with.window_before, with.window), (220_000, 130_000));
    assert_eq!(with.edges.len(), 1);
    let (_, without) = tuned(&draft, Options { allow_edges: false, ..OPTIONS });
    assert_eq!(without.expect("a window").outcome, Outcome::NothingFound);
}

/// A choice between a rare and a usual branch, and the night of [`t3_edges_reach_what_no_priority_can`] after it.
fn behind_a_choice(edges: &[(&str, &str)], usual: &[&str]) -> Draft {
    let branch = |name: &str, when: Option<&str>, probability| Branch {
        name: name.into(),
        when: when.map(String::from),
        probability,
    };
    let branches = vec![branch("rare", Some("exit(\"first\") == 1"), Some(0.1)), branch("usual", None, None)];
    let mut draft = Draft::new();
    draft.pool("db", 2);
    draft.fixed("first", 1);
    draft.node(Node::new("choice", Kind::Decision(branches)));
    draft.node(Node::new("met", Kind::Milestone(Join::All)));
    draft.fixed("other", 1);
    draft.fixed("before", 10);
    draft.fixed("narrow", 100).uses = vec![uses("db", 1)];
    draft.fixed("wide", 20).uses = vec![uses("db", 2)];
    draft.fixed("on", 100);
    draft.edges(&[("first", "choice"), ("other", "met"), ("before", "wide"), ("wide", "on")]);
    draft.edge("choice", "other").branch = Some("rare".into());
    usual.iter().for_each(|node| draft.edge("choice", node).branch = Some("usual".into()));
    draft.edges(edges);
    draft.close();
    draft
}

#[test]
fn t3_edges_are_drawn_behind_a_choice_and_after_its_branches_have_met() {
    let behind = behind_a_choice(&[], &["before", "narrow", "met"]);
    let after = behind_a_choice(&[("met", "before"), ("met", "narrow")], &["met"]);
    for draft in [behind, after] {
        let (bundle, tuned) = tuned(&draft, OPTIONS);
        let tuned = tuned.expect("a window");
        assert_promises(&bundle, &tuned);
        assert_eq!((tuned.window_before, tuned.window), (221_000, 131_000));
        assert_eq!(tuned.edges.len(), 1);
    }
}

#[test]
fn t3_no_edge_brings_back_what_a_choice_has_left_out() {
    let draft = behind_a_choice(&[("first", "before")], &["narrow", "met"]);
    let (_, tuned) = tuned(&draft, OPTIONS);
    assert_eq!(tuned.expect("a window").edges, []);
}
