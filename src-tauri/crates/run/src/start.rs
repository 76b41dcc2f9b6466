//! Starting what is ready and fits, by the dispatch rule; capacities over time.

use crate::event::{Action, TIMEOUT_GRACE};
use crate::record::NodeState;
use crate::state::RunState;
use daybreak_model::network::{Does, Index};
use daybreak_model::node::Wait;
use daybreak_model::time::Timestamp;

impl RunState {
    /// Starts what the rule lets start. True when something passed that may make more ready at this very instant.
    pub(crate) fn dispatch(&mut self) -> bool {
        if self.head.paused || self.head.stopping || self.queue.is_empty() {
            return false;
        }
        let mut starts = Vec::new();
        self.queue.dispatch(&self.classes, &mut self.resources, |start| starts.push((start.key.order(), start.class)));
        let mut passed = false;
        for (order, class) in starts {
            let activity = self.order.activity(order);
            self.queued[activity] = None;
            if !self.classes.needs(class).is_empty() {
                self.touch(activity).holding = true;
            }
            if self.network.activities[activity].does.is_instant() {
                self.pass(activity);
                passed = true;
            } else {
                self.begin(activity);
            }
        }
        passed
    }

    /// Puts the intent to start on record, with the action that carries it out.
    fn begin(&mut self, activity: Index) {
        let now = self.now;
        let record = self.touch(activity);
        record.attempt += 1;
        record.tries += 1;
        record.started_at = Some(now);
        record.ended_at = None;
        record.end = None;
        record.retry_at = None;
        record.outputs.clear();
        record.kill_asked = false;
        let attempt = record.attempt;
        let state = match &self.network.activities[activity].does {
            Does::Wait(Wait::Time(_) | Wait::File { .. }) | Does::Confirm(_) => NodeState::Running,
            _ => NodeState::Starting,
        };
        self.enter(activity, state);
        self.set_run_timer(activity);
        let action = self.action_of(activity, attempt);
        self.actions.extend(action);
    }

    /// What brings the attempt about; nothing for what only waits for the clock or a person.
    pub(crate) fn action_of(&self, activity: Index, attempt: u32) -> Option<Action> {
        match &self.network.activities[activity].does {
            Does::Wait(Wait::File { .. }) => Some(Action::Watch { activity, attempt }),
            Does::Wait(Wait::Time(_)) | Does::Confirm(_) | Does::Pass | Does::Decide(_) => None,
            Does::Work(_) | Does::Wait(Wait::Node { .. } | Wait::Http { .. }) => {
                Some(Action::Start { activity, attempt })
            }
        }
    }

    /// When an activity that is under way is to be looked at: its time has come, or it has taken too long.
    pub(crate) fn set_run_timer(&mut self, activity: Index) {
        let planned = &self.network.activities[activity];
        let started = self.records[activity].started_at.unwrap_or(self.now);
        let timeout = planned.timeout.map(|timeout| started.after(timeout));
        let at = match &planned.does {
            Does::Wait(Wait::Time(_)) => self.time_of(activity).into_iter().chain(timeout).min(),
            Does::Wait(_) | Does::Confirm(_) => timeout,
            _ => timeout.map(|at| at.after(TIMEOUT_GRACE)),
        };
        self.set_timer(activity, at);
    }

    /// The moment for which a wait waits.
    pub(crate) fn time_of(&self, activity: Index) -> Option<Timestamp> {
        match &self.network.activities[activity].does {
            Does::Wait(Wait::Time(time)) => Some(time.at(self.network.business_date, self.network.zone)),
            _ => None,
        }
    }

    /// Brings the pools' capacities to what holds now.
    pub(crate) fn take_capacities(&mut self) {
        for (pool, planned) in self.network.pools.iter().enumerate() {
            let capacity = self.head.capacities.get(&planned.id).copied().unwrap_or_else(|| planned.at(self.now));
            if self.resources.capacity(pool) != capacity {
                self.resources.set_capacity(pool, capacity);
            }
        }
    }

    /// The next moment at which a pool's capacity changes by the clock.
    pub(crate) fn next_capacity(&self) -> Option<Timestamp> {
        let by_clock = self.network.pools.iter().filter(|pool| !self.head.capacities.contains_key(&pool.id));
        by_clock.filter_map(|pool| pool.next_step(self.now)).map(|(at, _)| at).min()
    }
}
