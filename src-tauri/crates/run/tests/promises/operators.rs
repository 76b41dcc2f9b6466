//! R30 to R41: what operators do, and where the run stands then.

use crate::sample::{Told, job, nodes, on, workflow};
use daybreak_model::definition::{Lock, Outcome, Pool};
use daybreak_model::node::{Confirm, Kind, LockMode, LockUse, Node, Order, PoolUse};
use daybreak_model::time::DayTime;
use daybreak_run::{Bypass, NodeState, Operation, Refusal, RunStatus, SkipReason};

fn rerun(ids: &[&str]) -> Operation {
    Operation::Rerun { nodes: nodes(ids) }
}

#[test]
fn r30_what_is_refused_changes_nothing() {
    let mut run = Told::begin(workflow(vec![job("a"), job("b")], &[("a", "b")]));
    let before = run.state.records().to_vec();
    let refused = [
        rerun(&["b"]),
        Operation::Hold { nodes: nodes(&["a"]) },
        Operation::Hold { nodes: nodes(&["b", "a"]) },
        Operation::Release { nodes: nodes(&["b"]) },
        Operation::ForceSuccess { nodes: nodes(&["a"]) },
        Operation::Skip { nodes: nodes(&["a"]) },
        Operation::Kill { nodes: nodes(&["b"]) },
        Operation::Confirm { nodes: nodes(&["a"]) },
        Operation::Hold { nodes: nodes(&["nobody"]) },
        Operation::Hold { nodes: Vec::new() },
        Operation::Resume,
        Operation::SetCapacity { pool: "none".into(), capacity: Some(1) },
    ];
    for operation in refused {
        assert!(run.act(operation.clone()).is_err(), "{operation:?}");
        // Even when nobody asked first.
        assert!(run.tell(&[daybreak_run::Event::Operator(operation)]).changed.is_empty());
    }
    assert_eq!(run.state.records(), before);
}

#[test]
fn r31_hold_keeps_back_and_release_lets_go() {
    let mut run = Told::begin(workflow(vec![job("a"), job("b")], &[("a", "b")]));
    run.act(Operation::Hold { nodes: nodes(&["b"]) }).expect("held");
    run.exits("a", 0);
    assert_eq!((run.is("b"), run.status()), (NodeState::Held, RunStatus::Blocked));
    run.act(Operation::Release { nodes: nodes(&["b"]) }).expect("released");
    assert_eq!((run.is("b"), run.status()), (NodeState::Starting, RunStatus::Running));
}

#[test]
fn r32_a_skipped_node_still_waits_for_its_predecessors() {
    let definition = workflow(vec![job("a"), job("b"), job("c"), job("d")], &[("a", "b"), ("b", "c"), ("b", "d")]);
    let mut run = Told::begin(on(definition, "b", "d", Outcome::Failure));
    run.act(Operation::Skip { nodes: nodes(&["b"]) }).expect("asked");
    assert_eq!(run.is("b"), NodeState::Waiting);
    run.exits("a", 0);
    assert_eq!((run.skipped("b"), run.is("c")), (Some(SkipReason::Operator), NodeState::Starting));
    assert_eq!(run.skipped("d"), Some(SkipReason::NotTaken));
}

#[test]
fn r32_a_failed_node_is_skipped_at_once() {
    let mut run = Told::begin(workflow(vec![job("a"), job("b")], &[("a", "b")]));
    run.exits("a", 1);
    run.act(Operation::Skip { nodes: nodes(&["a"]) }).expect("skipped");
    assert_eq!((run.is("a"), run.is("b")), (NodeState::Skipped, NodeState::Starting));
}

#[test]
fn r33_forced_stays_over_a_rerun() {
    let mut run = Told::begin(workflow(vec![job("a"), job("b")], &[("a", "b")]));
    run.exits("a", 1);
    run.act(Operation::ForceSuccess { nodes: nodes(&["a"]) }).expect("forced");
    assert_eq!(run.is("b"), NodeState::Starting);
    run.act(rerun(&["a"])).expect("run again");
    run.exits("a", 0);
    assert!(run.record("a").forced && run.is("a") == NodeState::Succeeded);
    assert_eq!(run.record("a").attempt, 2);
}

#[test]
fn r34_rerun_runs_that_one_only() {
    let mut run = Told::begin(workflow(vec![job("a"), job("b")], &[("a", "b")]));
    run.goes_well();
    assert_eq!(run.status(), RunStatus::Succeeded);
    run.act(rerun(&["a"])).expect("run again");
    assert_eq!(
        (run.is("a"), run.is("b"), run.status()),
        (NodeState::Starting, NodeState::Succeeded, RunStatus::Running)
    );
    run.goes_well();
    assert_eq!((run.record("a").attempt, run.record("b").attempt, run.status()), (2, 1, RunStatus::Succeeded));
}

#[test]
fn r34_rerun_from_here_runs_what_depends_on_it() {
    let mut run = Told::begin(workflow(vec![job("a"), job("b"), job("c")], &[("a", "b")]));
    run.goes_well();
    run.act(Operation::RerunFrom { nodes: nodes(&["a"]) }).expect("run again");
    assert_eq!(
        (run.is("a"), run.is("b"), run.is("c"), run.is("end")),
        (NodeState::Starting, NodeState::Waiting, NodeState::Succeeded, NodeState::Waiting)
    );
    run.goes_well();
    assert_eq!((run.record("b").attempt, run.record("c").attempt, run.status()), (2, 1, RunStatus::Succeeded));
}

#[test]
fn r34_what_was_given_up_is_taken_up_again() {
    let definition = workflow(vec![job("a"), job("b"), job("h")], &[("a", "b"), ("a", "h")]);
    let mut run = Told::begin(on(definition, "a", "h", Outcome::Failure));
    run.exits("a", 1);
    assert_eq!((run.skipped("b"), run.is("h")), (Some(SkipReason::NotTaken), NodeState::Starting));
    run.exits("h", 0);
    assert_eq!(run.status(), RunStatus::Succeeded);
    run.act(rerun(&["a"])).expect("run again");
    assert_eq!(run.is("b"), NodeState::Waiting);
    run.exits("a", 0);
    assert_eq!((run.is("b"), run.is("h")), (NodeState::Starting, NodeState::Succeeded));
    run.goes_well();
    assert_eq!(run.status(), RunStatus::Succeeded);
}

#[test]
fn r35_what_runs_again_in_a_group_gets_the_groups_lock_first() {
    let lock = LockUse { lock: "ledger".into(), mode: LockMode::Exclusive };
    let mut group = Node::new("g", Kind::Group(Order::Serial));
    group.locks.push(lock.clone());
    let mut inside = job("a");
    inside.parent = Some("g".into());
    let mut other = job("z");
    other.locks.push(lock);
    let mut definition = workflow(vec![group, inside, other], &[("g", "z")]);
    definition.locks.push(Lock { id: "ledger".into(), name: "Ledger".into() });
    let mut run = Told::begin(definition);
    run.exits("a", 0);
    assert_eq!(run.is("z"), NodeState::Starting);
    run.act(rerun(&["a"])).expect("run again");
    assert_eq!(run.is("a"), NodeState::Waiting, "the ledger is z's");
    run.exits("z", 0);
    assert_eq!(run.is("a"), NodeState::Starting);
    run.exits("a", 0);
    assert_eq!((run.is("g"), run.status(), run.record("z").attempt), (NodeState::Succeeded, RunStatus::Succeeded, 1));
}

#[test]
fn r36_run_now_bypasses_what_it_names() {
    let mut late = job("b");
    late.not_before = DayTime::new(0, 12, 0);
    let definition = workflow(vec![job("a"), late], &[("a", "b")]);
    let mut run = Told::begin(definition.clone());
    let only_time = Bypass { time: true, ..Bypass::default() };
    run.act(Operation::RunNow { nodes: nodes(&["b"]), bypass: only_time }).expect("now");
    assert_eq!(run.is("b"), NodeState::Waiting);
    run.exits("a", 0);
    assert_eq!(run.is("b"), NodeState::Starting);
    let mut run = Told::begin(definition);
    let all = Bypass { dependencies: true, time: true, resources: true };
    run.act(Operation::RunNow { nodes: nodes(&["b"]), bypass: all }).expect("now");
    assert_eq!((run.is("a"), run.is("b")), (NodeState::Starting, NodeState::Starting));
}

#[test]
fn capacity_and_priority_are_the_operators_to_change() {
    let takes = |id: &str| {
        let mut node = job(id);
        node.uses.push(PoolUse { pool: "p".into(), units: 1 });
        node
    };
    let mut definition = workflow(vec![takes("a"), takes("b"), takes("c")], &[]);
    definition.pools.push(Pool { id: "p".into(), name: "P".into(), capacity: 1, hours: Vec::new() });
    let mut run = Told::begin(definition);
    run.act(Operation::SetPriority { nodes: nodes(&["c"]), priority: 5 }).expect("set");
    run.exits("a", 0);
    assert_eq!((run.is("b"), run.is("c")), (NodeState::Queued, NodeState::Starting));
    run.act(Operation::SetCapacity { pool: "p".into(), capacity: Some(0) }).expect("set");
    run.exits("c", 0);
    assert_eq!((run.is("b"), run.status()), (NodeState::Queued, RunStatus::Blocked));
    run.act(Operation::SetCapacity { pool: "p".into(), capacity: None }).expect("set");
    assert_eq!(run.is("b"), NodeState::Starting);
}

#[test]
fn r37_a_paused_run_starts_nothing() {
    let mut run = Told::begin(workflow(vec![job("a"), job("b")], &[("a", "b")]));
    run.act(Operation::Pause).expect("paused");
    assert_eq!(run.status(), RunStatus::Running);
    run.exits("a", 0);
    assert_eq!((run.is("b"), run.status()), (NodeState::Queued, RunStatus::Blocked));
    run.act(Operation::Resume).expect("resumed");
    assert_eq!(run.is("b"), NodeState::Starting);
}

#[test]
fn r38_a_stopped_run_is_over_for_good() {
    let gate = Node::new("g", Kind::Confirm(Confirm { prompt: "?".into(), role: None }));
    let mut run = Told::begin(workflow(vec![job("a"), job("b"), gate], &[("a", "b")]));
    let step = run.act(Operation::Stop).expect("stopped");
    assert_eq!((step.actions.len(), run.is("b"), run.is("g")), (1, NodeState::Cancelled, NodeState::Cancelled));
    assert_eq!((run.is("a"), run.status()), (NodeState::Starting, RunStatus::Running));
    run.ends("a", daybreak_run::AttemptEnd::Killed);
    assert_eq!((run.is("a"), run.status()), (NodeState::Cancelled, RunStatus::Cancelled));
    assert!(matches!(run.act(rerun(&["a"])), Err(Refusal::Run { .. })));
}

#[test]
fn r40_a_gate_blocks_when_it_is_all_that_is_left() {
    let gate = Node::new("g", Kind::Confirm(Confirm { prompt: "?".into(), role: None }));
    let mut run = Told::begin(workflow(vec![gate, job("a")], &[]));
    assert_eq!(run.status(), RunStatus::Running);
    run.exits("a", 0);
    assert_eq!(run.status(), RunStatus::Blocked);
    run.act(Operation::Confirm { nodes: nodes(&["g"]) }).expect("confirmed");
    assert_eq!(run.status(), RunStatus::Succeeded);
}

#[test]
fn r41_a_leaf_that_failed_fails_the_run() {
    let mut definition = workflow(vec![job("a"), job("b")], &[]);
    definition.edges.retain(|e| !(e.from.as_str() == "b" && e.to.as_str() == "end"));
    let mut run = Told::begin(definition);
    run.exits("a", 0);
    assert_eq!((run.is("end"), run.status()), (NodeState::Succeeded, RunStatus::Running));
    run.exits("b", 1);
    assert_eq!(run.status(), RunStatus::Failed);
    run.act(Operation::ForceSuccess { nodes: nodes(&["b"]) }).expect("forced");
    assert_eq!(run.status(), RunStatus::Succeeded);
}
