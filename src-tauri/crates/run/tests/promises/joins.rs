//! R10 to R14: links, joins, groups.

use crate::sample::{Told, edge, job, on, workflow};
use daybreak_model::calendar::{DayRule, Days};
use daybreak_model::definition::{Edge, Lock, Outcome, Pool};
use daybreak_model::node::{Branch, Join, Kind, LockMode, LockUse, Node, Order, PoolUse};
use daybreak_model::settings::OnFailure;
use daybreak_model::time::{DayTime, Span};
use daybreak_run::{AttemptEnd, NodeState, RunStatus, SkipReason};

#[test]
fn r10_a_join_waits_only_for_what_may_still_be_taken() {
    let definition =
        workflow(vec![job("a"), job("b"), job("c"), job("d")], &[("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")]);
    let mut run = Told::begin(on(definition, "a", "c", Outcome::Failure));
    run.exits("a", 0);
    assert_eq!(run.skipped("c"), Some(SkipReason::NotTaken));
    assert_eq!(run.is("d"), NodeState::Waiting);
    run.exits("b", 0);
    assert_eq!(run.is("d"), NodeState::Starting);
    run.goes_well();
    assert_eq!(run.status(), RunStatus::Succeeded);
}

#[test]
fn r10_two_of_three_is_satisfied_by_what_is_left() {
    let milestone = Node::new("m", Kind::Milestone(Join::AtLeast(2)));
    let definition = workflow(vec![job("a"), job("b"), job("c"), milestone], &[("a", "m"), ("b", "m"), ("c", "m")]);
    let mut run = Told::begin(definition.clone());
    run.exits("a", 0);
    assert_eq!(run.is("m"), NodeState::Waiting);
    run.exits("c", 0);
    assert_eq!(run.is("m"), NodeState::Succeeded);
    // Two of the three can no longer come: the one that is left is enough.
    let definition = on(on(definition, "a", "m", Outcome::Failure), "b", "m", Outcome::Failure);
    let mut run = Told::begin(definition);
    run.exits("a", 0);
    run.exits("b", 0);
    assert_eq!(run.is("m"), NodeState::Waiting);
    run.exits("c", 0);
    assert_eq!(run.is("m"), NodeState::Succeeded);
}

#[test]
fn r11_stop_leaves_success_links_open() {
    let definition = workflow(vec![job("a"), job("b"), job("c")], &[("a", "b"), ("a", "c")]);
    let mut run = Told::begin(on(definition, "a", "c", Outcome::Completion));
    run.exits("a", 1);
    assert_eq!((run.is("a"), run.is("b"), run.is("c")), (NodeState::Failed, NodeState::Waiting, NodeState::Starting));
    run.exits("c", 0);
    assert_eq!(run.status(), RunStatus::Blocked);
}

#[test]
fn r11_continue_goes_on_and_stays_failed() {
    let mut node = job("a");
    node.settings.on_failure = Some(OnFailure::Continue);
    let mut run = Told::begin(workflow(vec![node, job("b")], &[("a", "b")]));
    run.exits("a", 1);
    assert_eq!((run.is("a"), run.is("b")), (NodeState::Failed, NodeState::Starting));
    run.goes_well();
    assert_eq!(run.status(), RunStatus::Succeeded);
}

#[test]
fn r11_a_handler_takes_the_place_of_what_follows() {
    let mut node = job("a");
    node.settings.on_failure = Some(OnFailure::Handler("clean".into()));
    let mut definition = workflow(vec![node, job("b"), job("clean")], &[("a", "b")]);
    definition.edges.retain(|e| !(e.from.as_str() == "begin" && e.to.as_str() == "clean"));
    let mut run = Told::begin(definition.clone());
    run.exits("a", 1);
    assert_eq!((run.skipped("b"), run.is("clean")), (Some(SkipReason::NotTaken), NodeState::Starting));
    run.goes_well();
    assert_eq!(run.status(), RunStatus::Succeeded);
    let mut run = Told::begin(definition);
    run.exits("a", 0);
    assert_eq!((run.is("b"), run.skipped("clean")), (NodeState::Starting, Some(SkipReason::NotTaken)));
}

#[test]
fn r12_a_decision_takes_the_first_branch_that_holds() {
    let branch =
        |name: &str, when: Option<&str>| Branch { name: name.into(), when: when.map(Into::into), probability: None };
    let decision = |when: &str| {
        let branches = vec![branch("other", None), branch("bad", Some(when)), branch("worse", Some("true"))];
        let which = Node::new("which", Kind::Decision(branches));
        let mut definition = workflow(
            vec![job("a"), which, job("x"), job("y"), job("z")],
            &[("a", "which"), ("which", "x"), ("which", "y"), ("which", "z")],
        );
        for (to, name) in [("x", "other"), ("y", "bad"), ("z", "worse")] {
            edge(&mut definition, "which", to).branch = Some(name.into());
        }
        let mut run = Told::begin(definition);
        run.exits("a", 0);
        run
    };
    let run = decision("exit(\"a\") == 0");
    assert_eq!((run.is("x"), run.is("y"), run.is("z")), (NodeState::Skipped, NodeState::Starting, NodeState::Skipped));
    let run = decision("day_class == \"year-end\"");
    assert_eq!((run.is("x"), run.is("y"), run.is("z")), (NodeState::Skipped, NodeState::Skipped, NodeState::Starting));
    let run = decision("output(\"a\", \"rows\") > 1");
    assert_eq!((run.is("which"), run.status()), (NodeState::Failed, RunStatus::Blocked));
    assert!(matches!(&run.record("which").end, Some(AttemptEnd::Refused { why }) if why.contains("bad")));
}

#[test]
fn r13_what_takes_no_part_today_satisfies_and_takes_nothing() {
    let mut node = job("a");
    node.settings.days = Some(Days { on: vec![DayRule::DaysOff], ..Days::default() });
    node.not_before = DayTime::new(0, 12, 0);
    node.uses.push(PoolUse { pool: "p".into(), units: 9 });
    let mut definition = workflow(vec![node, job("b")], &[("a", "b")]);
    definition.pools.push(Pool { id: "p".into(), name: "P".into(), capacity: 1, hours: Vec::new() });
    let run = Told::begin(definition);
    assert_eq!((run.skipped("a"), run.is("b")), (Some(SkipReason::NotToday), NodeState::Starting));
}

#[test]
fn r14_a_group_holds_from_its_first_start_to_its_last_finish() {
    let mut group = Node::new("g", Kind::Group(Order::Serial));
    group.locks.push(LockUse { lock: "ledger".into(), mode: LockMode::Exclusive });
    let inside = |id: &str| {
        let mut node = job(id);
        node.parent = Some("g".into());
        node
    };
    let mut other = job("z");
    other.locks.push(LockUse { lock: "ledger".into(), mode: LockMode::Shared });
    let mut definition = workflow(vec![group, inside("a"), inside("b"), other], &[]);
    definition.locks.push(Lock { id: "ledger".into(), name: "Ledger".into() });
    let mut run = Told::begin(definition);
    assert_eq!((run.is("a"), run.is("z")), (NodeState::Starting, NodeState::Queued));
    run.exits("a", 0);
    assert_eq!((run.is("b"), run.is("z")), (NodeState::Starting, NodeState::Queued));
    run.exits("b", 0);
    assert_eq!((run.is("g"), run.is("z")), (NodeState::Succeeded, NodeState::Starting));
}

#[test]
fn lags_and_clocks_are_waited_for() {
    let mut late = job("c");
    late.not_before = DayTime::new(0, 9, 2);
    let mut definition = workflow(vec![job("a"), job("b"), late], &[("a", "b")]);
    *edge(&mut definition, "a", "b") = Edge { lag: Span::from_ms(60_000), ..Edge::new("a", "b") };
    let mut run = Told::begin(definition);
    run.exits("a", 0);
    assert_eq!((run.status(), run.state.wake_at().map(|t| t.ms() - run.now.ms())), (RunStatus::Running, Some(60_000)));
    run.after_ms(59_999);
    assert_eq!(run.is("b"), NodeState::Waiting);
    run.after_ms(1);
    assert_eq!((run.is("b"), run.is("c")), (NodeState::Starting, NodeState::Waiting));
    run.after_ms(60_000);
    assert_eq!(run.is("c"), NodeState::Starting);
}
