//! A run in memory: what is remembered, and what is worked out from it.

use crate::dispatch::{Class, Classes, Order, ReadyQueue, Resources};
use crate::event::{Action, Event, Step};
use crate::links::{LinkState, Tally};
use crate::record::{ActivityRecord, Head, NodeState};
use daybreak_model::id::NodeId;
use daybreak_model::network::{Does, Index, Network, Part};
use daybreak_model::time::Timestamp;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

/// One run. [`RunState::step`] is the only way it moves.
#[derive(Clone, Debug)]
pub struct RunState {
    pub(crate) network: Arc<Network>,
    pub(crate) head: Head,
    pub(crate) records: Vec<ActivityRecord>,
    // From here on all is worked out from the above.
    pub(crate) by_node: HashMap<NodeId, Index>,
    pub(crate) order: Arc<Order>,
    pub(crate) classes: Classes,
    pub(crate) class_of: Vec<Class>,
    pub(crate) resources: Resources,
    pub(crate) queue: ReadyQueue,
    /// The class in which an activity stands in the queue.
    pub(crate) queued: Vec<Option<Class>>,
    pub(crate) links: Vec<LinkState>,
    pub(crate) tally: Vec<Tally>,
    /// When an activity is to be looked at again; at most one moment each.
    pub(crate) timers: BTreeSet<(Timestamp, Index)>,
    pub(crate) timer: Vec<Option<Timestamp>>,
    pub(crate) by_state: [u32; NodeState::ALL.len()],
    /// Confirm gates that wait for their person.
    pub(crate) gates: u32,
    /// The groups that hold resources, each with what lies between its borders.
    pub(crate) holders: OnceLock<Vec<(Index, BTreeSet<Index>)>>,
    /// The moment of the last step.
    pub(crate) now: Timestamp,
    /// What is to be looked at before this step ends.
    pub(crate) work: BTreeSet<Index>,
    pub(crate) changed: BTreeSet<Index>,
    pub(crate) actions: Vec<Action>,
}

impl RunState {
    /// A run that begins at `started_at`; nothing has happened yet. Step it with [`Event::Tick`] to set it going.
    pub fn new(network: Arc<Network>, started_at: Timestamp) -> RunState {
        let records = vec![ActivityRecord::default(); network.activities.len()];
        let head = Head { started_at, ..Head::default() };
        RunState::restore(network, head, records, started_at)
    }

    /// The run that was remembered. `records` stand in the order of the network's activities; see [`RunState::key`] for
    /// finding them again. Step it with [`Event::Tick`] to let happen what has become due.
    pub fn restore(network: Arc<Network>, head: Head, mut records: Vec<ActivityRecord>, now: Timestamp) -> RunState {
        let count = network.activities.len();
        records.resize(count, ActivityRecord::default());
        let (classes, class_of) = Classes::of(&network);
        let mut state = RunState {
            by_node: network.activities.iter().enumerate().map(|(i, a)| (a.node.clone(), i)).collect(),
            order: Arc::new(Order::of(&network)),
            resources: Resources::new(network.pools.iter().map(|p| p.at(now)), network.locks.len()),
            queue: ReadyQueue::new(),
            queued: vec![None; count],
            links: vec![LinkState::Open; network.links.len()],
            tally: vec![Tally::default(); count],
            timers: BTreeSet::new(),
            timer: vec![None; count],
            by_state: [0; NodeState::ALL.len()],
            gates: 0,
            holders: OnceLock::new(),
            now,
            work: BTreeSet::new(),
            changed: BTreeSet::new(),
            actions: Vec::new(),
            network,
            head,
            records,
            classes,
            class_of,
        };
        state.work_out();
        state
    }

    /// Takes in what happened by `now`, and says what changed and what is to be done.
    ///
    /// At one instant all events are taken in first, then what is due by the clock, then everything that does no work
    /// passes, and only then the dispatch rule starts what fits; as forecasts have it.
    pub fn step(&mut self, events: &[Event], now: Timestamp) -> Step {
        let head = self.head.clone();
        self.now = self.now.max(now);
        self.take_capacities();
        for event in events {
            self.take(event);
        }
        self.take_due();
        self.settle();
        while self.dispatch() {
            self.settle();
        }
        self.update_status();
        Step {
            changed: std::mem::take(&mut self.changed).into_iter().collect(),
            head_changed: self.head != head,
            actions: std::mem::take(&mut self.actions),
        }
    }

    /// When to step next even if nothing happens; may have passed already.
    pub fn wake_at(&self) -> Option<Timestamp> {
        let timer = self.timers.first().map(|(at, _)| *at);
        let waits_for_capacity = !self.queue.is_empty() && !self.head.paused;
        let capacity = if waits_for_capacity { self.next_capacity() } else { None };
        timer.into_iter().chain(capacity).min()
    }

    pub fn network(&self) -> &Arc<Network> {
        &self.network
    }

    pub fn head(&self) -> &Head {
        &self.head
    }

    /// By position in the network.
    pub fn record(&self, activity: Index) -> &ActivityRecord {
        &self.records[activity]
    }

    pub fn records(&self) -> &[ActivityRecord] {
        &self.records
    }

    /// What is remembered of a node; of a group or subflow its closing border.
    pub fn record_of(&self, node: &NodeId) -> Option<&ActivityRecord> {
        self.by_node.get(node).map(|index| &self.records[*index])
    }

    /// What names an activity beyond this network: its node and part.
    pub fn key(&self, activity: Index) -> (&NodeId, Part) {
        let activity = &self.network.activities[activity];
        (&activity.node, activity.part)
    }

    /// The attempts that are under way and have an executor: position and number.
    pub fn under_way(&self) -> impl Iterator<Item = (Index, u32)> + '_ {
        self.records.iter().enumerate().filter_map(|(i, r)| r.state.is_active().then_some((i, r.attempt)))
    }

    /// The actions that bring about what is under way; after a restart they are done again.
    pub fn actions_under_way(&self) -> Vec<Action> {
        self.under_way().filter_map(|(i, attempt)| self.action_of(i, attempt)).collect()
    }

    fn work_out(&mut self) {
        for (pool, capacity) in self.network.pools.clone().iter().enumerate() {
            if let Some(set) = self.head.capacities.get(&capacity.id) {
                self.resources.set_capacity(pool, *set);
            }
        }
        for activity in 0..self.records.len() {
            self.tally[activity].open = self.network.incoming(activity).len() as u32;
        }
        for activity in 0..self.records.len() {
            self.refresh_links(activity);
            let record = &self.records[activity];
            let state = record.state;
            self.by_state[state as usize] += 1;
            if state == NodeState::Running && matches!(self.network.activities[activity].does, Does::Confirm(_)) {
                self.gates += 1;
            }
            if record.holding {
                let needs = self.classes.needs(self.class_of[activity]);
                self.resources.take(needs);
            }
            if state.is_active() {
                self.set_run_timer(activity);
            }
        }
        self.work = (0..self.records.len()).filter(|i| self.is_worth_a_look(*i)).collect();
        self.changed.clear();
    }

    fn is_worth_a_look(&self, activity: Index) -> bool {
        let no_links = self.network.incoming(activity).is_empty();
        let record = &self.records[activity];
        let settled = self.tally[activity].open < self.network.incoming(activity).len() as u32;
        record.state.is_before_start() && (no_links || settled || record.bypass.dependencies)
    }
}
