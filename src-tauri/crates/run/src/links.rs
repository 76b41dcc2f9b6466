//! What a link says to the activity it leads to. It follows from the record of the activity it comes from alone.

use crate::record::{ActivityRecord, NodeState, SkipReason};
use crate::state::RunState;
use daybreak_model::definition::Outcome;
use daybreak_model::network::{AfterFailure, Index, Link};
use daybreak_model::node::Join;
use daybreak_model::time::Timestamp;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LinkState {
    /// It may still be taken.
    Open,
    /// It is satisfied from this moment on.
    Satisfied(Timestamp),
    /// It is known from this moment on that it will not be taken.
    Dead(Timestamp),
}

/// How many links into an activity stand where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub open: u32,
    pub satisfied: u32,
    pub dead: u32,
}

/// What the links into an activity come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Joined {
    Pending,
    /// Satisfied from this moment on.
    From(Timestamp),
    /// It will never be.
    Never,
}

impl RunState {
    /// Works out the links out of `activity` anew, and has those looked at whom it concerns.
    pub(crate) fn refresh_links(&mut self, activity: Index) {
        let network = self.network.clone();
        for position in network.outgoing(activity) {
            let link = &network.links[*position];
            let new = self.link_state(link);
            let old = std::mem::replace(&mut self.links[*position], new);
            if old == new {
                continue;
            }
            let tally = &mut self.tally[link.to];
            *tally.of(old) -= 1;
            *tally.of(new) += 1;
            let target = &self.records[link.to];
            if target.state.is_before_start() {
                self.work.insert(link.to);
            } else if target.skip == Some(SkipReason::NotTaken) && matches!(old, LinkState::Dead(_)) {
                // A path that was given up may be taken after all.
                self.reset(link.to);
            }
        }
    }

    /// What the links into `activity` come to.
    pub(crate) fn joined(&self, activity: Index) -> Joined {
        let incoming = self.network.incoming(activity);
        let tally = self.tally[activity];
        if incoming.is_empty() {
            return Joined::From(self.head.started_at);
        }
        let wanted = match self.network.activities[activity].join {
            Join::All => incoming.len() as u32,
            Join::Any => 1,
            Join::AtLeast(count) => count.clamp(1, incoming.len() as u32),
        };
        if tally.satisfied < wanted && tally.open > 0 {
            return Joined::Pending;
        }
        if tally.satisfied == 0 {
            return Joined::Never;
        }
        // With enough of them the last that is needed decides, else the moment at which no more can come.
        let enough = tally.satisfied >= wanted;
        let mut moments: Vec<Timestamp> = incoming
            .iter()
            .filter_map(|link| match self.links[*link] {
                LinkState::Satisfied(at) => Some(at),
                LinkState::Dead(at) => Some(at).filter(|_| !enough),
                LinkState::Open => None,
            })
            .collect();
        moments.sort_unstable();
        let decisive = if enough { moments.get(wanted as usize - 1) } else { moments.last() };
        Joined::From(decisive.copied().unwrap_or(self.head.started_at))
    }

    fn link_state(&self, link: &Link) -> LinkState {
        let from = &self.records[link.from];
        // A decision that takes no part today counts as satisfied, whichever way it would have gone.
        let on_branch = from.skip == Some(SkipReason::NotToday) || link.branch.is_none_or(|b| from.branch == Some(b));
        let at = from.ended_at.unwrap_or(self.now);
        match self.fires(link.from, from, link.on) {
            Some(true) if on_branch => LinkState::Satisfied(at.after(link.lag)),
            Some(_) => LinkState::Dead(at),
            None => LinkState::Open,
        }
    }

    /// Whether a link on `on` is taken; nothing while that is open.
    fn fires(&self, activity: Index, record: &ActivityRecord, on: Outcome) -> Option<bool> {
        match (record.state, on) {
            (NodeState::Succeeded, on) => Some(on != Outcome::Failure),
            (NodeState::Skipped, on) => Some(record.skip != Some(SkipReason::NotTaken) && on != Outcome::Failure),
            (NodeState::Failed, Outcome::Failure | Outcome::Completion) => Some(true),
            (NodeState::Failed, Outcome::Success) => match self.network.after_failure(activity) {
                AfterFailure::Continue => Some(true),
                AfterFailure::Handled => Some(false),
                AfterFailure::Waits => None,
            },
            _ => None,
        }
    }

    /// Whether the definition says what follows on a failure, so that nobody has to be asked.
    pub(crate) fn is_failure_handled(&self, activity: Index) -> bool {
        self.network.after_failure(activity) != AfterFailure::Waits
    }
}

impl Tally {
    fn of(&mut self, state: LinkState) -> &mut u32 {
        match state {
            LinkState::Open => &mut self.open,
            LinkState::Satisfied(_) => &mut self.satisfied,
            LinkState::Dead(_) => &mut self.dead,
        }
    }
}
