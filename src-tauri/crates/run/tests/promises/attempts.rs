//! R6 and R20 to R24: what attempts report.

use crate::sample::{Told, job, nodes, workflow};
use daybreak_model::definition::Pool;
use daybreak_model::node::{Confirm, Kind, Node, PoolUse, Wait};
use daybreak_model::settings::{Restart, Retry};
use daybreak_model::time::Span;
use daybreak_run::{Action, AttemptEnd, Event, NodeState, Operation, RunStatus, Stop};
use std::collections::BTreeMap;

fn lost() -> AttemptEnd {
    AttemptEnd::Lost { why: "gone".into() }
}

#[test]
fn r6_late_and_repeated_reports_change_nothing() {
    let mut run = Told::begin(workflow(vec![job("a"), job("b")], &[("a", "b")]));
    let activity = run.index("a");
    let end = AttemptEnd::Exited { code: 1 };
    let wrong = Event::Ended { activity, attempt: 2, end: end.clone(), outputs: BTreeMap::new(), at: None };
    assert!(run.tell(&[wrong, Event::Started { activity: 9999, attempt: 1 }]).changed.is_empty());
    run.exits("a", 0);
    let again = Event::Ended { activity, attempt: 1, end, outputs: BTreeMap::new(), at: None };
    assert!(run.tell(&[again]).changed.is_empty());
    assert_eq!(run.is("a"), NodeState::Succeeded);
}

#[test]
fn r20_a_failed_attempt_is_tried_again_later_with_its_resources_free() {
    let mut node = job("a");
    node.settings.retry = Some(Retry { attempts: 3, delay: Span::from_ms(1000), back_off: Some(2.0) });
    let takes = |mut node: Node| {
        node.uses.push(PoolUse { pool: "p".into(), units: 1 });
        node
    };
    let mut definition = workflow(vec![takes(node), takes(job("b"))], &[]);
    definition.pools.push(Pool { id: "p".into(), name: "P".into(), capacity: 1, hours: Vec::new() });
    let mut run = Told::begin(definition);
    assert_eq!((run.is("a"), run.is("b")), (NodeState::Starting, NodeState::Queued));
    run.exits("a", 1);
    assert_eq!((run.is("a"), run.is("b")), (NodeState::Waiting, NodeState::Starting));
    run.exits("b", 0);
    run.after_ms(999);
    assert_eq!(run.is("a"), NodeState::Waiting);
    run.after_ms(1);
    assert_eq!((run.is("a"), run.record("a").attempt), (NodeState::Starting, 2));
    run.exits("a", 1);
    run.after_ms(1999);
    assert_eq!(run.is("a"), NodeState::Waiting);
    run.after_ms(1);
    run.exits("a", 1);
    assert_eq!((run.is("a"), run.record("a").attempt, run.status()), (NodeState::Failed, 3, RunStatus::Blocked));
}

#[test]
fn r21_what_was_not_seen_to_end_is_unknown_and_keeps_what_it_holds() {
    let takes = |mut node: Node| {
        node.uses.push(PoolUse { pool: "p".into(), units: 1 });
        node
    };
    let mut definition = workflow(vec![takes(job("a")), takes(job("b"))], &[]);
    definition.pools.push(Pool { id: "p".into(), name: "P".into(), capacity: 1, hours: Vec::new() });
    let mut run = Told::begin(definition);
    run.ends("a", lost());
    assert_eq!((run.is("a"), run.is("b"), run.status()), (NodeState::Unknown, NodeState::Queued, RunStatus::Blocked));
    run.act(Operation::ForceSuccess { nodes: nodes(&["a"]) }).expect("forced");
    assert_eq!((run.is("b"), run.status()), (NodeState::Starting, RunStatus::Running));
    assert!(run.record("a").forced);
}

#[test]
fn r21_what_may_be_restarted_is() {
    let mut node = job("a");
    node.settings.restart = Some(Restart::Safe);
    let mut run = Told::begin(workflow(vec![node], &[]));
    run.ends("a", lost());
    assert_eq!((run.is("a"), run.record("a").attempt), (NodeState::Starting, 2));
}

#[test]
fn r22_what_never_started_does_not_count_as_a_try() {
    let mut run = Told::begin(workflow(vec![job("a")], &[]));
    run.ends("a", AttemptEnd::NotStarted);
    assert_eq!((run.is("a"), run.record("a").attempt, run.record("a").tries), (NodeState::Starting, 2, 1));
}

#[test]
fn r23_a_killed_job_is_cancelled_and_nothing_follows() {
    let mut node = job("a");
    node.settings.retry = Some(Retry { attempts: 3, delay: Span::ZERO, back_off: None });
    let mut run = Told::begin(workflow(vec![node, job("b")], &[("a", "b")]));
    let step = run.act(Operation::Kill { nodes: nodes(&["a"]) }).expect("killed");
    assert_eq!(step.actions, [Action::Stop { activity: run.index("a"), attempt: 1, why: Stop::Asked }]);
    run.ends("a", AttemptEnd::Killed);
    assert_eq!(
        (run.is("a"), run.is("b"), run.status()),
        (NodeState::Cancelled, NodeState::Waiting, RunStatus::Blocked)
    );
}

#[test]
fn r23_what_had_succeeded_before_the_kill_reached_it_has_succeeded() {
    let mut run = Told::begin(workflow(vec![job("a")], &[]));
    run.act(Operation::Kill { nodes: nodes(&["a"]) }).expect("asked");
    run.exits("a", 0);
    assert_eq!(run.is("a"), NodeState::Succeeded);
}

#[test]
fn r24_waits_and_gates_time_out_and_jobs_are_ended() {
    let with_timeout = |mut node: Node| {
        node.settings.timeout = Some(Span::from_ms(60_000));
        node
    };
    let file = Wait::File { path: "x".into(), stable: Span::ZERO };
    let gate = Confirm { prompt: "?".into(), role: None };
    let definition = workflow(
        vec![
            with_timeout(job("a")),
            with_timeout(Node::new("w", Kind::Wait(file))),
            with_timeout(Node::new("g", Kind::Confirm(gate))),
        ],
        &[],
    );
    let mut run = Told::begin(definition);
    let step = run.after_ms(60_000);
    assert_eq!((run.is("w"), run.is("g"), run.is("a")), (NodeState::Failed, NodeState::Failed, NodeState::Starting));
    let stops = |step: &daybreak_run::Step| step.actions.iter().filter(|a| matches!(a, Action::Stop { .. })).count();
    assert_eq!(stops(&step), 1, "the file is no longer watched for");
    // The supervisor ends its job itself; only when it does not, it is told to.
    let step = run.after_ms(15_000);
    assert_eq!(stops(&step), 1);
    run.ends("a", AttemptEnd::TimedOut);
    assert_eq!((run.is("a"), run.status()), (NodeState::Failed, RunStatus::Blocked));
}

#[test]
fn exit_codes_mean_what_the_definition_says() {
    let mut node = job("a");
    if let Kind::Job(daybreak_model::node::Work::Command(command)) = &mut node.kind {
        command.success = vec![3];
        command.warning = vec![4];
    }
    for (code, state, warning) in
        [(0, NodeState::Failed, false), (3, NodeState::Succeeded, false), (4, NodeState::Succeeded, true)]
    {
        let mut run = Told::begin(workflow(vec![node.clone()], &[]));
        run.exits("a", code);
        assert_eq!((run.is("a"), run.record("a").warning), (state, warning));
    }
}
