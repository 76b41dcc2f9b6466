//! R1 to R5: what holds whatever happens, over random workflows and random events.

use crate::sample::{START, job, network, nodes};
use daybreak_model::definition::{Definition, Edge, Lock, Outcome, Pool};
use daybreak_model::network::Network;
use daybreak_model::node::{Confirm, Join, Kind, LockMode, LockUse, Order, PoolUse};
use daybreak_model::settings::{OnFailure, Restart, Retry};
use daybreak_model::time::{Span, Timestamp};
use daybreak_run::{Action, ActivityRecord, AttemptEnd, Bypass, Event, Head, NodeState, Operation, RunState, Step};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

const NODES: usize = 7;

/// What chance does next: which node or attempt it is about, and what happens to it.
type Draw = (usize, u8);

fn a_workflow() -> impl Strategy<Value = Definition> {
    let node = (0..10_u8, 0..6_u8, prop::option::of(0..2_u32), any::<bool>(), prop::option::weighted(0.3, 0..NODES));
    let edge = (0..NODES, 0..NODES, 0..9_u8, 0..4_u8);
    (prop::collection::vec(node, NODES), prop::collection::vec(edge, 0..12)).prop_map(|(drawn, edges)| {
        let mut definition = Definition::empty("night", "Night", "UTC");
        definition.pools.push(Pool { id: "p".into(), name: "P".into(), capacity: 2, hours: Vec::new() });
        definition.locks.push(Lock { id: "l".into(), name: "L".into() });
        let is_group = |at: usize| drawn[at].0 == 0;
        for (at, (kind, failure, units, locks, parent)) in drawn.iter().enumerate() {
            let mut node = job(&format!("n{at}"));
            node.kind = match kind {
                0 => Kind::Group(Order::Free),
                1 => Kind::Milestone(Join::Any),
                2 => Kind::Confirm(Confirm { prompt: String::new(), role: None }),
                _ => node.kind,
            };
            node.uses.extend(units.filter(|units| *units > 0).map(|units| PoolUse { pool: "p".into(), units }));
            if *locks {
                node.locks.push(LockUse { lock: "l".into(), mode: LockMode::Exclusive });
            }
            node.parent = parent.filter(|p| *p < at && is_group(*p)).map(|p| format!("n{p}").as_str().into());
            node.settings.on_failure = (*failure == 0).then_some(OnFailure::Continue);
            node.settings.restart = (*failure == 1).then_some(Restart::Safe);
            node.settings.retry =
                (*failure == 2).then_some(Retry { attempts: 2, delay: Span::from_ms(5), back_off: None });
            definition.nodes.push(node);
            definition.edges.push(Edge::new("begin", format!("n{at}").as_str()));
            definition.edges.push(Edge::new(format!("n{at}").as_str(), "end"));
        }
        for (from, to, lag, on) in edges.into_iter().filter(|(from, to, ..)| from < to) {
            let mut edge = Edge::new(format!("n{from}").as_str(), format!("n{to}").as_str());
            edge.lag = Span::from_ms(if lag < 3 { lag.into() } else { 0 });
            edge.on = [Outcome::Failure, Outcome::Completion, Outcome::Success, Outcome::Success][usize::from(on)];
            definition.edges.push(edge);
        }
        definition
    })
}

/// The event that a draw means in this state.
fn event(state: &RunState, (which, what): Draw) -> Event {
    let under_way: Vec<(usize, u32)> = state.under_way().collect();
    let node = || nodes(&[format!("n{}", which % NODES).as_str()]);
    let end = match what {
        0..=11 => Some(AttemptEnd::Exited { code: i32::from(what % 4 == 3) }),
        12 => Some(AttemptEnd::Lost { why: String::new() }),
        13 => Some(AttemptEnd::NotStarted),
        14 => Some(AttemptEnd::Killed),
        _ => None,
    };
    if let Some(end) = end {
        let Some((activity, attempt)) = under_way.get(which % under_way.len().max(1)).copied() else {
            return Event::Tick;
        };
        return Event::Ended { activity, attempt, end, outputs: BTreeMap::new(), at: None };
    }
    Event::Operator(match what {
        15 => Operation::Hold { nodes: node() },
        16 | 17 => Operation::Release { nodes: node() },
        18 => Operation::Skip { nodes: node() },
        19 => Operation::ForceSuccess { nodes: node() },
        20 => Operation::ForceFailure { nodes: node() },
        21 | 22 => Operation::Rerun { nodes: node() },
        23 => Operation::RerunFrom { nodes: node() },
        24 => Operation::RunNow { nodes: node(), bypass: Bypass { dependencies: true, time: true, resources: false } },
        25 => Operation::Kill { nodes: node() },
        26 | 27 => Operation::Confirm { nodes: node() },
        28 => Operation::SetPriority { nodes: node(), priority: which as i32 },
        29 => Operation::Pause,
        30 | 31 => Operation::Resume,
        _ => Operation::Stop,
    })
}

/// R4: what is held fits what there is.
fn assert_within_capacity(state: &RunState) {
    let network = state.network();
    let holding =
        || state.records().iter().enumerate().filter(|(_, r)| r.holding).map(|(i, _)| &network.activities[i].demand);
    let units: u32 = holding().flat_map(|demand| &demand.pools).map(|(_, units)| units).sum();
    assert!(units <= 2, "{units} units of two are in use");
    let locks = holding().filter(|demand| !demand.locks.is_empty()).count();
    assert!(locks <= 1, "an exclusive lock is held {locks} times");
}

fn is_open(record: &ActivityRecord) -> bool {
    !record.state.is_terminal()
}

/// R3 to R5 after one step.
fn assert_promises(state: &RunState, step: &Step, started: &mut BTreeSet<(usize, u32)>) {
    for action in &step.actions {
        if let Action::Start { activity, attempt } = action {
            assert!(started.insert((*activity, *attempt)), "{activity} was started twice as attempt {attempt}");
            let earlier = started.iter().filter(|(a, _)| a == activity).count();
            assert_eq!(earlier, *attempt as usize, "attempts count up");
        }
    }
    assert_within_capacity(state);
    assert_eq!(state.head().status.is_terminal(), !state.records().iter().any(is_open));
    assert_eq!(state.head().ended_at.is_some(), state.head().status.is_terminal());
    for (index, record) in state.records().iter().enumerate() {
        let holds = record.holding && network_takes(state.network(), index);
        let may = record.state.is_active()
            || record.state == NodeState::Unknown
            || (record.state == NodeState::Succeeded && state.network().activities[index].partner.is_some());
        assert!(!holds || may, "{record:?} holds what it does not need");
    }
}

fn network_takes(network: &Network, index: usize) -> bool {
    !network.activities[index].demand.is_empty()
}

/// R2: written down and read again.
fn restored(state: &RunState, now: Timestamp) -> RunState {
    let head = serde_json::to_string(state.head()).expect("a head");
    let records = serde_json::to_string(state.records()).expect("records");
    let head: Head = serde_json::from_str(&head).expect("a head");
    let records: Vec<ActivityRecord> = serde_json::from_str(&records).expect("records");
    assert_eq!((&head, records.as_slice()), (state.head(), state.records()));
    RunState::restore(state.network().clone(), head, records, now)
}

fn live(network: &Arc<Network>, draws: &[Draw], restore_at: usize) {
    let mut state = RunState::new(network.clone(), START);
    let mut twin = state.clone();
    let mut started = BTreeSet::new();
    let mut now = START;
    for (turn, draw) in std::iter::once(&(0, 255)).chain(draws).enumerate() {
        let event = if turn == 0 { Event::Tick } else { event(&state, *draw) };
        if turn == restore_at {
            twin = restored(&twin, now);
        }
        let step = state.step(std::slice::from_ref(&event), now);
        assert_promises(&state, &step, &mut started);
        // R1, and R2 from the turn at which the twin was written down and read again.
        let again = twin.step(&[event], now);
        for (ours, theirs) in state.records().iter().zip(twin.records()) {
            assert_eq!(ours, theirs);
        }
        assert_eq!((&again.actions, twin.head()), (&step.actions, state.head()));
        assert_eq!(twin.wake_at(), state.wake_at());
        now = Timestamp(now.ms() + (draw.0 % 3) as i64);
    }
}

proptest! {

    #[test]
    fn r1_to_r5_hold_whatever_happens(
        definition in a_workflow(),
        draws in prop::collection::vec((0..64_usize, 0..33_u8), 1..60),
        restore_at in 0..60_usize,
    ) {
        let date = START.utc().date_naive();
        let bundle = daybreak_model::bundle::Bundle::single("night.workflow.json", definition.clone());
        if daybreak_model::network::build(&bundle, date).is_ok() {
            live(&network(definition), &draws, restore_at);
        }
    }
}
