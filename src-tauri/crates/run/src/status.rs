//! Where the run stands, computed from all of its activities; and what each of them waits for.

use crate::dispatch::Resource;
use crate::links::LinkState;
use crate::record::{NodeState, RunStatus};
use crate::state::RunState;
use crate::view::Awaits;
use daybreak_model::network::{Does, Index};

/// How many predecessors are named at most.
const MOST_NAMED: usize = 20;

impl RunState {
    pub(crate) fn update_status(&mut self) {
        let status = self.status();
        if status.is_terminal() != self.head.status.is_terminal()
            || self.head.ended_at.is_some() != status.is_terminal()
        {
            self.head.ended_at = status.is_terminal().then_some(self.now);
        }
        self.head.status = status;
    }

    fn status(&self) -> RunStatus {
        let count = |state: NodeState| self.by_state[state as usize];
        let open: u32 = NodeState::ALL.iter().filter(|s| !s.is_terminal()).map(|s| count(*s)).sum();
        if open == 0 {
            return self.outcome();
        }
        let under_way = count(NodeState::Starting) + count(NodeState::Running) - self.gates;
        if under_way > 0 || (!self.head.paused && self.clock_will_tell()) {
            RunStatus::Running
        } else {
            RunStatus::Blocked
        }
    }

    /// Whether time alone brings something about.
    fn clock_will_tell(&self) -> bool {
        let waits = |(_, activity): &(_, Index)| self.records[*activity].state == NodeState::Waiting;
        self.timers.iter().any(waits) || (!self.queue.is_empty() && self.next_capacity().is_some())
    }

    fn outcome(&self) -> RunStatus {
        if self.head.stopping {
            return RunStatus::Cancelled;
        }
        let spoils = |(activity, record): (usize, &crate::record::ActivityRecord)| match record.state {
            NodeState::Failed => !self.is_failure_handled(activity),
            NodeState::Cancelled => true,
            _ => false,
        };
        if self.records.iter().enumerate().any(spoils) { RunStatus::Failed } else { RunStatus::Succeeded }
    }

    /// What an activity waits for.
    pub(crate) fn awaits(&self, activity: Index) -> Option<Awaits> {
        let record = &self.records[activity];
        match record.state {
            NodeState::Held => Some(Awaits::Release),
            NodeState::Unknown => Some(Awaits::Verdict),
            NodeState::Queued => self.queue_awaits(activity),
            NodeState::Running if matches!(self.network.activities[activity].does, Does::Confirm(_)) => {
                Some(Awaits::Person)
            }
            NodeState::Running => self.time_of(activity).map(Awaits::Clock),
            NodeState::Waiting => Some(match self.timer[activity] {
                Some(at) if record.retry_at == Some(at) => Awaits::Retry(at),
                Some(at) => Awaits::Clock(at),
                None => Awaits::Nodes(self.predecessors_awaited(activity)),
            }),
            _ => None,
        }
    }

    fn queue_awaits(&self, activity: Index) -> Option<Awaits> {
        if self.head.paused {
            return Some(Awaits::Resume);
        }
        let lacked = self.queued[activity].and_then(|class| self.queue.lacked(class))?;
        Some(match lacked {
            Resource::Pool(pool) => Awaits::Pool(self.network.pools[pool].id.clone()),
            Resource::Lock(lock) => Awaits::Lock(self.network.locks[lock].clone()),
        })
    }

    fn predecessors_awaited(&self, activity: Index) -> Vec<daybreak_model::id::NodeId> {
        let mut nodes = Vec::new();
        for link in self.network.incoming(activity) {
            let node = &self.network.activities[self.network.links[*link].from].node;
            if self.links[*link] == LinkState::Open && !nodes.contains(node) {
                nodes.push(node.clone());
                if nodes.len() == MOST_NAMED {
                    break;
                }
            }
        }
        nodes
    }
}
