//! What becomes of activities that have not started: they wait, are skipped, pass, or are ready.

use crate::choose::otherwise;
use crate::dispatch::Rank;
use crate::event::AttemptEnd;
use crate::links::Joined;
use crate::record::{NodeState, SkipReason};
use crate::state::RunState;
use daybreak_model::network::{Does, Index, Part};
use daybreak_model::time::Timestamp;

impl RunState {
    /// Looks at everything that may have become ready, until nothing more follows.
    pub(crate) fn settle(&mut self) {
        while let Some(activity) = self.work.pop_first() {
            self.look_at(activity);
        }
    }

    fn look_at(&mut self, activity: Index) {
        let record = &self.records[activity];
        if !record.state.is_before_start() {
            return;
        }
        if self.head.stopping {
            self.close(activity, NodeState::Cancelled);
            return;
        }
        let links_from = match self.joined(activity) {
            _ if record.bypass.dependencies => self.head.started_at,
            Joined::Pending => return self.wait(activity, None),
            Joined::Never => return self.skip(activity, SkipReason::NotTaken),
            Joined::From(moment) => moment,
        };
        if links_from > self.now {
            return self.wait(activity, Some(links_from));
        }
        let planned = &self.network.activities[activity];
        if record.skip_asked {
            return self.skip(activity, SkipReason::Operator);
        }
        if !planned.included {
            return self.skip(activity, SkipReason::NotToday);
        }
        let clock = [planned.not_before, record.retry_at].into_iter().flatten().max();
        let ready = links_from.max(clock.filter(|_| !record.bypass.time).unwrap_or(links_from));
        if ready > self.now {
            return self.wait(activity, Some(ready));
        }
        if record.hold || (record.rerun && !self.has_group_resources(activity)) {
            return self.wait(activity, None);
        }
        self.become_ready(activity, ready);
    }

    fn become_ready(&mut self, activity: Index, ready: Timestamp) {
        if self.queued[activity].is_some() {
            if self.records[activity].ready_at == Some(ready) {
                return;
            }
            // A predecessor has run again meanwhile.
            self.leave_queue(activity);
        }
        self.set_timer(activity, None);
        if self.records[activity].ready_at != Some(ready) {
            self.touch(activity).ready_at = Some(ready);
        }
        let (planned, bypass) = (&self.network.activities[activity], self.records[activity].bypass);
        let takes = !planned.demand.is_empty() && !bypass.resources;
        if planned.does.is_instant() && !takes {
            self.pass(activity);
            return;
        }
        let rank = Rank {
            critical: planned.critical,
            priority: self.records[activity].priority.unwrap_or(planned.priority),
            ready_ms: ready.ms(),
            order: self.order.place(activity),
        };
        let class = if takes { self.class_of[activity] } else { self.classes.class(&Default::default()) };
        self.queue.push(class, rank.key());
        self.queued[activity] = Some(class);
        self.enter(activity, NodeState::Queued);
    }

    /// An activity that does no work is over as soon as it is ready.
    pub(crate) fn pass(&mut self, activity: Index) {
        let now = self.now;
        let network = self.network.clone();
        let mut end = NodeState::Succeeded;
        if let Does::Decide(branches) = &network.activities[activity].does {
            match self.choose(activity, branches) {
                Ok(branch) => self.touch(activity).branch = branch,
                Err(why) => {
                    self.touch(activity).end = Some(AttemptEnd::Refused { why });
                    end = NodeState::Failed;
                }
            }
        }
        self.touch(activity).started_at = Some(now);
        self.close(activity, end);
        let planned = &network.activities[activity];
        if planned.part == Part::Open {
            // A group that was left before it could open holds nothing.
            if planned.partner.is_none_or(|close| self.records[close].state.is_terminal()) {
                self.give_back(activity);
            }
            self.look_at_reruns_within(activity);
        }
    }

    pub(crate) fn skip(&mut self, activity: Index, reason: SkipReason) {
        let network = self.network.clone();
        let record = self.touch(activity);
        record.skip = Some(reason);
        record.skip_asked = false;
        if let (Does::Decide(branches), SkipReason::Operator) = (&network.activities[activity].does, reason) {
            record.branch = otherwise(branches);
        }
        self.close(activity, NodeState::Skipped);
    }

    /// It is over, one way or another: its time is noted, what it holds is given back, its links speak.
    pub(crate) fn close(&mut self, activity: Index, state: NodeState) {
        self.close_at(activity, state, self.now);
    }

    /// The same for what was over before it became known.
    pub(crate) fn close_at(&mut self, activity: Index, state: NodeState, at: Timestamp) {
        self.leave_queue(activity);
        self.set_timer(activity, None);
        let record = self.touch(activity);
        record.ended_at = Some(at);
        record.retry_at = None;
        record.hold = false;
        record.kill_asked = false;
        self.enter(activity, state);
        self.release(activity);
        self.refresh_links(activity);
    }

    fn wait(&mut self, activity: Index, until: Option<Timestamp>) {
        self.leave_queue(activity);
        self.set_timer(activity, until);
        let state = if self.records[activity].hold { NodeState::Held } else { NodeState::Waiting };
        if self.records[activity].ready_at.is_some() && !self.records[activity].hold {
            self.touch(activity).ready_at = None;
        }
        self.enter(activity, state);
    }

    pub(crate) fn leave_queue(&mut self, activity: Index) {
        if let Some(class) = self.queued[activity].take() {
            self.queue.remove(class, self.order.place(activity));
        }
    }

    /// Gives back what the activity holds. A group holds until its closing border is over.
    fn release(&mut self, activity: Index) {
        let planned = &self.network.activities[activity];
        let holder = match (planned.part, planned.partner) {
            (Part::Open, Some(_)) => return,
            (Part::Close, Some(open)) => open,
            _ => activity,
        };
        self.give_back(holder);
    }

    pub(crate) fn give_back(&mut self, holder: Index) {
        if self.records[holder].holding {
            self.touch(holder).holding = false;
            let needs = self.classes.needs(self.class_of[holder]);
            self.resources.release(needs, self.order.place(holder));
        }
    }

    pub(crate) fn enter(&mut self, activity: Index, state: NodeState) {
        let old = self.records[activity].state;
        if old == state {
            return;
        }
        self.by_state[old as usize] -= 1;
        self.by_state[state as usize] += 1;
        if matches!(self.network.activities[activity].does, Does::Confirm(_)) {
            self.gates -= u32::from(old == NodeState::Running);
            self.gates += u32::from(state == NodeState::Running);
        }
        self.touch(activity).state = state;
    }

    /// The record, to be changed.
    pub(crate) fn touch(&mut self, activity: Index) -> &mut crate::record::ActivityRecord {
        self.changed.insert(activity);
        &mut self.records[activity]
    }

    pub(crate) fn set_timer(&mut self, activity: Index, at: Option<Timestamp>) {
        if let Some(old) = std::mem::replace(&mut self.timer[activity], at) {
            self.timers.remove(&(old, activity));
        }
        if let Some(at) = at {
            self.timers.insert((at, activity));
        }
    }
}
