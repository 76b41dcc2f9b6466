//! The planned night over and over with other priorities, for who searches for better ones: only its times, with no drivers and no slack.

use crate::compact::{Compact, start_of_begin};
use crate::night::{Fate, Lacked, NEVER, Night, Watcher};
use crate::plan::{Given, Steady};
use daybreak_model::network::{Index, Network};
use daybreak_model::time::Timestamp;
use daybreak_run::dispatch::{Need, Urgency};

/// Plans one network again and again; buffers are kept.
#[derive(Clone, Debug)]
pub struct Rehearsal {
    compact: Compact,
    given: Given,
    night: Night,
    end: u32,
}

impl Rehearsal {
    /// Of a run that is started at `start`.
    pub fn new(network: &Network, start: Timestamp) -> Rehearsal {
        let start = start_of_begin(network, start);
        let compact = Compact::of(network, start);
        let night = Night::new(&compact);
        Rehearsal { given: Given::of(network, start), night, end: compact.order.place(network.end), compact }
    }

    /// Gives an activity another priority from now on.
    pub fn set_priority(&mut self, activity: Index, priority: i32) {
        let place = self.compact.order.place(activity);
        let urgency = &mut self.compact.activities[place as usize].urgency;
        *urgency = Urgency::of(urgency.is_critical(), priority);
    }

    /// The window in milliseconds, the same that [`plan`](crate::plan()) gives; nothing when End is never reached.
    pub fn window(&mut self) -> Option<i64> {
        self.night.run(&self.compact, &Steady { given: &self.given, order: &self.compact.order }, &mut Nobody);
        let is_reached = matches!(self.night.of(self.end).fate, Fate::Ended(_));
        is_reached.then(|| self.night.of(self.end).finish)
    }

    /// When an activity started in the last night that was planned, or was known not to be taken; nothing when neither came.
    pub fn start(&self, activity: Index) -> Option<i64> {
        let start = self.night.of(self.compact.order.place(activity)).start;
        (start != NEVER).then_some(start)
    }
}

struct Nobody;

impl Watcher for Nobody {
    fn begun(&mut self, _at: u32) {}
    fn took(&mut self, _at: u32, _needs: &[Need], _lacked: Option<Lacked>, _now: i64) {}
    fn gave_back(&mut self, _by: u32, _needs: &[Need], _now: i64) {}
    fn capacity(&mut self, _pool: u32, _units: u32, _now: i64) {}
}
