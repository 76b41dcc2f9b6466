//! What the plan assumes of every activity, or chance has given it in one night.

use super::course::{Course, Taken};
use crate::branches::odds;
use crate::compact::{Ended, LONG_AGO, LinkFate, NONE, When, in_ticks, since};
use crate::patience::Patience;
use daybreak_model::network::{Activity, AfterFailure, Index, Link, Network};
use daybreak_model::node::{Cycle, CycleFrom};
use daybreak_model::time::{Span, Timestamp};
use std::borrow::Cow;
use std::collections::HashMap;

/// By position in the network; times in milliseconds from the start of Begin.
#[derive(Clone, Debug)]
pub struct Given {
    /// How long it takes.
    pub span: Vec<i64>,
    /// Does not start before.
    pub not_before: Vec<i64>,
    /// Does not finish before.
    pub until: Vec<i64>,
    pub ended: Vec<Ended>,
    /// What gives its resources back between attempts; empty in a plan, where nothing fails.
    pub tries: HashMap<Index, Vec<Try>>,
    /// What may wait in vain for the moment before which it does not finish; empty in a plan.
    pub patience: HashMap<Index, Patience>,
    /// How many attempts it takes, where that is more than one.
    pub attempts: HashMap<Index, u32>,
    /// Lags and moments are rounded to this; 1 unless the night may last longer than twelve days.
    pub tick_ms: i64,
}

/// One attempt, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Try {
    pub span: i64,
    /// The wait until the next attempt, when this one fails and is tried again.
    pub again: Option<i64>,
}

impl Given {
    pub fn of(network: &Network, start: Timestamp) -> Given {
        let count = network.activities.len();
        let mut given = Given {
            span: Vec::with_capacity(count),
            not_before: Vec::with_capacity(count),
            until: Vec::with_capacity(count),
            ended: Vec::with_capacity(count),
            tries: HashMap::new(),
            patience: HashMap::new(),
            attempts: HashMap::new(),
            tick_ms: 1,
        };
        for (index, activity) in network.activities.iter().enumerate() {
            let included = activity.included;
            given.span.push(planned(activity));
            given.not_before.push(activity.not_before.filter(|_| included).map_or(LONG_AGO, |t| since(start, t)));
            given.until.push(activity.until.filter(|_| included).map_or(LONG_AGO, |t| since(start, t)));
            given
                .ended
                .push(odds(network, index).map_or(Ended::Well, |odds| Ended::Chose(odds.likeliest().unwrap_or(NONE))));
        }
        given
    }

    /// The same with what `course` decided: how what may wait in vain has ended.
    pub fn decided(&self, course: &Course) -> Cow<'_, Given> {
        let mut decided = Cow::Borrowed(self);
        for (at, patience) in self.patience.iter().filter(|(at, _)| course.taken[**at] == Taken::Yes) {
            let (start, finish, until) = (course.start[*at], course.finish[*at], self.until[*at]);
            let decided = decided.to_mut();
            let held = course.holds.get(at).map(|attempts| attempts.len() as u32);
            decided.attempts.insert(*at, held.unwrap_or_else(|| patience.all(start, until).attempts));
            // Neither what gave up nor what came between two attempts was waited for to the end.
            if finish != until && finish > start {
                (decided.span[*at], decided.until[*at]) = (finish - start, LONG_AGO);
            }
            if until > finish {
                decided.ended[*at] = Ended::Failed;
            }
        }
        decided
    }

    /// What becomes of `link` once its source has ended.
    pub fn fate(&self, network: &Network, link: &Link) -> LinkFate {
        let ended = self.ended[link.from];
        // Only after a failure does it matter what was to follow one.
        let after = if ended == Ended::Failed { network.after_failure(link.from) } else { AfterFailure::Waits };
        When::of(link).fate(ended, after)
    }

    /// Whether `link` is taken once its source has ended, in a night in which nothing fails.
    pub fn takes(&self, link: &Link) -> bool {
        When::of(link).fate(self.ended[link.from], AfterFailure::Waits) == LinkFate::Taken
    }

    pub fn lag(&self, link: &Link) -> i64 {
        self.rounded(link.lag.ms())
    }

    /// Milliseconds that are no negative number in whole ticks.
    pub fn rounded(&self, ms: i64) -> i64 {
        in_ticks(ms, self.tick_ms) * self.tick_ms
    }
}

/// How long the plan lets an activity take, every repetition included.
pub fn planned(activity: &Activity) -> i64 {
    if !activity.included || activity.does.is_instant() {
        return 0;
    }
    let once = activity.estimate.planned().ms();
    let overhead = activity.overhead.as_ref().map_or(0, |overhead| overhead.planned().ms());
    activity.cycle.as_ref().map_or(once, |cycle| repeated(cycle, once)).saturating_add(overhead)
}

/// How often the plan lets a cyclic job run: as often as may be, or the mean number of times when it is stated how likely it
/// stops after one, rounded.
pub fn times(cycle: &Cycle) -> u32 {
    let most = cycle.times.max(1);
    match cycle.stops.filter(|p| p.is_finite() && *p > 0.0) {
        // The mean of a geometric number that is cut at `most`.
        Some(p) => {
            let mean = -libm::expm1(f64::from(most) * libm::log1p(-p.min(1.0))) / p.min(1.0);
            (libm::round(mean) as u32).clamp(1, most)
        }
        None => most,
    }
}

/// The length of all repetitions of what takes `once`, held to the longest span there is.
pub fn repeated(cycle: &Cycle, once: i64) -> i64 {
    let further = i64::from(times(cycle)) - 1;
    let step = match cycle.from {
        CycleFrom::Start => once.max(cycle.every.ms()),
        CycleFrom::End => once.saturating_add(cycle.every.ms()),
    };
    once.saturating_add(step.saturating_mul(further)).min(Span::MAX.ms())
}
