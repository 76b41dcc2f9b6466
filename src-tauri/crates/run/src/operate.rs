//! Carrying out what operators ask for.

mod refuse;
mod targets;

use crate::event::{Action, Stop};
use crate::operation::{Bypass, Operation};
use crate::record::{ActivityRecord, NodeState, SkipReason};
use crate::state::RunState;
use daybreak_model::network::{Does, Index};

impl RunState {
    /// Carries out an operation that is not refused.
    pub(crate) fn operate(&mut self, operation: &Operation) {
        let targets = self.targets(operation);
        match operation {
            Operation::Hold { .. } => self.each(&targets, Self::hold),
            Operation::Release { .. } => self.each(&targets, Self::let_go),
            Operation::Skip { .. } => self.each(&targets, Self::ask_to_skip),
            Operation::ForceSuccess { .. } => self.each(&targets, |s, i| s.force(i, NodeState::Succeeded)),
            Operation::ForceFailure { .. } => self.each(&targets, |s, i| s.force(i, NodeState::Failed)),
            Operation::Rerun { .. } | Operation::RerunFrom { .. } => self.rerun(&targets),
            Operation::RunNow { bypass, .. } => self.each(&targets, |s, i| s.run_now(i, *bypass)),
            Operation::Kill { .. } => self.each(&targets, Self::kill),
            Operation::Confirm { .. } => self.each(&targets, |s, i| s.close(i, NodeState::Succeeded)),
            Operation::SetPriority { priority, .. } => self.each(&targets, |s, i| s.set_priority(i, *priority)),
            Operation::SetCapacity { pool, capacity } => {
                match capacity {
                    Some(capacity) => self.head.capacities.insert(pool.clone(), *capacity),
                    None => self.head.capacities.remove(pool),
                };
                self.take_capacities();
            }
            Operation::Pause => self.head.paused = true,
            Operation::Resume => self.head.paused = false,
            Operation::Stop => self.stop(),
        }
    }

    fn each(&mut self, targets: &[Index], mut act: impl FnMut(&mut Self, Index)) {
        for target in targets {
            act(self, *target);
        }
    }

    fn hold(&mut self, activity: Index) {
        self.leave_queue(activity);
        self.touch(activity).hold = true;
        self.enter(activity, NodeState::Held);
    }

    fn let_go(&mut self, activity: Index) {
        self.touch(activity).hold = false;
        if self.records[activity].state == NodeState::Held {
            self.enter(activity, NodeState::Waiting);
        }
        self.work.insert(activity);
    }

    fn ask_to_skip(&mut self, activity: Index) {
        if self.records[activity].state.is_before_start() {
            self.leave_queue(activity);
            self.touch(activity).skip_asked = true;
            self.work.insert(activity);
        } else {
            self.skip(activity, SkipReason::Operator);
        }
    }

    fn force(&mut self, activity: Index, state: NodeState) {
        self.stop_watching(activity);
        let network = self.network.clone();
        let record = self.touch(activity);
        record.forced = true;
        record.skip = None;
        record.skip_asked = false;
        record.warning = false;
        if let Does::Decide(branches) = &network.activities[activity].does {
            record.branch = crate::choose::otherwise(branches);
        }
        self.close(activity, state);
    }

    fn rerun(&mut self, targets: &[Index]) {
        for target in targets {
            self.reset(*target);
            let now = self.now;
            let record = self.touch(*target);
            record.rerun = true;
            record.retry_at = Some(now);
        }
    }

    /// As if it had never been started, but for its attempts' numbers and the word forced.
    pub(crate) fn reset(&mut self, activity: Index) {
        self.leave_queue(activity);
        self.set_timer(activity, None);
        self.give_back(activity);
        self.enter(activity, NodeState::Waiting);
        let record = self.touch(activity);
        *record = ActivityRecord {
            state: NodeState::Waiting,
            forced: record.forced,
            attempt: record.attempt,
            priority: record.priority,
            ..ActivityRecord::default()
        };
        self.work.insert(activity);
        self.refresh_links(activity);
    }

    fn run_now(&mut self, activity: Index, bypass: Bypass) {
        self.leave_queue(activity);
        let record = self.touch(activity);
        record.bypass = bypass;
        record.hold = false;
        self.enter(activity, NodeState::Waiting);
        self.work.insert(activity);
    }

    fn kill(&mut self, activity: Index) {
        if self.is_executed(activity) {
            let attempt = self.records[activity].attempt;
            self.touch(activity).kill_asked = true;
            self.actions.push(Action::Stop { activity, attempt, why: Stop::Asked });
        } else {
            self.stop_watching(activity);
            self.close(activity, NodeState::Cancelled);
        }
    }

    fn set_priority(&mut self, activity: Index, priority: i32) {
        self.touch(activity).priority = Some(priority);
        if let Some(class) = self.queued[activity] {
            let critical = self.network.activities[activity].critical;
            self.queue.reprioritise(class, self.order.place(activity), critical, priority);
        }
    }

    fn stop(&mut self) {
        self.head.stopping = true;
        for activity in 0..self.records.len() {
            match self.records[activity].state {
                state if state.is_before_start() => drop(self.work.insert(activity)),
                NodeState::Unknown => self.close(activity, NodeState::Cancelled),
                state if state.is_active() => self.kill(activity),
                _ => {}
            }
        }
    }

    /// Whether a process or the like runs for it, whose end will be reported.
    fn is_executed(&self, activity: Index) -> bool {
        !matches!(self.network.activities[activity].does, Does::Wait(_) | Does::Confirm(_))
    }

    fn stop_watching(&mut self, activity: Index) {
        let (state, attempt) = (self.records[activity].state, self.records[activity].attempt);
        if state.is_active() && self.action_of(activity, attempt).is_some() {
            self.actions.push(Action::Stop { activity, attempt, why: Stop::Asked });
        }
    }
}
