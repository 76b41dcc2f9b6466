//! Small workflows, and a run of one that is told what happens.

use daybreak_model::bundle::Bundle;
use daybreak_model::definition::{Definition, Edge, Outcome};
use daybreak_model::id::NodeId;
use daybreak_model::network::{Network, Part, build};
use daybreak_model::node::{Command, Kind, Node, Work};
use daybreak_model::time::Timestamp;
use daybreak_run::{
    Action, ActivityRecord, AttemptEnd, Event, NodeState, Operation, Refusal, RunState, RunStatus, SkipReason, Step,
};
use std::collections::BTreeMap;
use std::sync::Arc;

/// 2026-11-20 09:00 UTC.
pub const START: Timestamp = Timestamp(1_795_165_200_000);

/// A run and what it last wanted.
pub struct Told {
    pub state: RunState,
    pub now: Timestamp,
    pub actions: Vec<Action>,
}

pub fn job(id: &str) -> Node {
    Node::new(id, Kind::Job(Work::Command(Command { argv: vec!["true".into()], ..Command::default() })))
}

/// Begin, the nodes, end; each node without an edge to it hangs on begin, each without one from it leads to end.
pub fn workflow(nodes: Vec<Node>, edges: &[(&str, &str)]) -> Definition {
    let mut definition = Definition::empty("night", "Night", "UTC");
    definition.edges = edges.iter().map(|(from, to)| Edge::new(*from, *to)).collect();
    for node in nodes.iter().filter(|node| node.parent.is_none()) {
        let id = node.id.as_str();
        if !edges.iter().any(|(_, to)| *to == id) {
            definition.edges.push(Edge::new("begin", id));
        }
        if !edges.iter().any(|(from, _)| *from == id) {
            definition.edges.push(Edge::new(id, "end"));
        }
    }
    definition.nodes.extend(nodes);
    definition
}

pub fn edge<'a>(definition: &'a mut Definition, from: &str, to: &str) -> &'a mut Edge {
    let edges = definition.edges.iter_mut();
    edges.into_iter().find(|e| e.from.as_str() == from && e.to.as_str() == to).expect("the edge")
}

pub fn on(mut definition: Definition, from: &str, to: &str, outcome: Outcome) -> Definition {
    edge(&mut definition, from, to).on = outcome;
    definition
}

pub fn network(definition: Definition) -> Arc<Network> {
    let date = START.utc().date_naive();
    Arc::new(build(&Bundle::single("night.workflow.json", definition), date).expect("a workflow"))
}

impl Told {
    pub fn begin(definition: Definition) -> Told {
        let state = RunState::new(network(definition), START);
        let mut told = Told { state, now: START, actions: Vec::new() };
        told.tell(&[Event::Tick]);
        told
    }

    pub fn tell(&mut self, events: &[Event]) -> Step {
        let step = self.state.step(events, self.now);
        self.actions.clone_from(&step.actions);
        step
    }

    pub fn after_ms(&mut self, ms: i64) -> Step {
        self.now = Timestamp(self.now.ms() + ms);
        self.tell(&[Event::Tick])
    }

    pub fn index(&self, node: &str) -> usize {
        self.state.network().find(&NodeId::new(node), Part::Close).expect("the node")
    }

    pub fn record(&self, node: &str) -> &ActivityRecord {
        self.state.record(self.index(node))
    }

    pub fn is(&self, node: &str) -> NodeState {
        self.record(node).state
    }

    pub fn skipped(&self, node: &str) -> Option<SkipReason> {
        self.record(node).skip
    }

    pub fn status(&self) -> RunStatus {
        self.state.head().status
    }

    pub fn ends(&mut self, node: &str, end: AttemptEnd) -> Step {
        let activity = self.index(node);
        let attempt = self.state.record(activity).attempt;
        self.tell(&[Event::Ended { activity, attempt, end, outputs: BTreeMap::new(), at: None }])
    }

    pub fn exits(&mut self, node: &str, code: i32) -> Step {
        self.ends(node, AttemptEnd::Exited { code })
    }

    /// Everything that is under way succeeds, and what follows, until nothing is under way.
    pub fn goes_well(&mut self) {
        loop {
            let next = self.state.under_way().next();
            let Some((activity, attempt)) = next else {
                return;
            };
            let end = AttemptEnd::Exited { code: 0 };
            self.tell(&[Event::Ended { activity, attempt, end, outputs: BTreeMap::new(), at: None }]);
        }
    }

    pub fn act(&mut self, operation: Operation) -> Result<Step, Refusal> {
        match self.state.refusal(&operation) {
            Some(refusal) => Err(refusal),
            None => Ok(self.tell(&[Event::Operator(operation)])),
        }
    }
}

pub fn nodes(ids: &[&str]) -> Vec<NodeId> {
    ids.iter().map(|id| NodeId::new(*id)).collect()
}
