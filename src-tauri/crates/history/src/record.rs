//! What is recorded of past nights.

use chrono::NaiveDate;
use daybreak_model::id::NodeId;
use std::cmp::Reverse;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

/// Nights in order of time, as far as business dates and clocks tell; else in the order in which they were recorded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    pub nights: Vec<Night>,
}

/// One run as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Night {
    pub run: String,
    pub date: Option<NaiveDate>,
    /// When the run itself began and ended, in milliseconds, where that was recorded; elsewhere its attempts tell.
    pub ran: Option<(i64, i64)>,
    pub attempts: Vec<Attempt>,
}

/// One attempt at one node. Times are milliseconds, on one clock within a night.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    pub node: NodeId,
    pub start: i64,
    pub end: i64,
    pub status: Status,
    /// The worker, thread or host that it held alone.
    pub resource: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    Succeeded,
    Failed,
    Skipped,
    /// A person stated the result.
    Forced,
    /// Cancelled, killed, lost, or of a status that nobody knows.
    Incomplete,
}

/// Clocks that count from a night's own beginning stay below this many milliseconds; those of the world are far above it.
const WORLD_CLOCK: i64 = 100_000_000_000;

/// Whether a time is on the world's clock and not on a run's own.
pub fn is_world(time: i64) -> bool {
    time > WORLD_CLOCK
}

impl History {
    /// Takes nights and attempts in that are not there yet and says how many attempts were new. Attempts are told apart by run,
    /// node and start; of two that differ in the rest the one with the later end counts, as what was known later.
    pub fn add(&mut self, other: History) -> u32 {
        let mut places: BTreeMap<String, usize> =
            self.nights.iter().enumerate().map(|(at, night)| (night.run.clone(), at)).collect();
        let mut added = 0;
        for night in other.nights {
            let at = *places.entry(night.run.clone()).or_insert_with(|| {
                self.nights.push(Night { attempts: Vec::new(), ..night.clone() });
                self.nights.len() - 1
            });
            let here = &mut self.nights[at];
            here.date = here.date.or(night.date);
            here.ran = here.ran.or(night.ran);
            let key = |attempt: &Attempt| (attempt.node.clone(), attempt.start);
            let mut known: BTreeMap<(NodeId, i64), usize> = here.attempts.iter().map(key).zip(0..).collect();
            for attempt in night.attempts {
                match known.entry(key(&attempt)) {
                    Entry::Vacant(new) => {
                        new.insert(here.attempts.len());
                        here.attempts.push(attempt);
                        added += 1;
                    }
                    Entry::Occupied(there) => here.attempts[*there.get()].correct(attempt),
                }
            }
        }
        self.put_in_order();
        added
    }

    /// By business date, then by the world's clock; nights without a date come last. What cannot be told apart keeps its order.
    pub fn put_in_order(&mut self) {
        let clock = |night: &Night| night.began().filter(|at| is_world(*at)).unwrap_or_default();
        self.nights.sort_by_key(|night| (night.date.is_none(), night.date, clock(night)));
    }

    /// The nights of one of these runs' dates, both ends included; nights without a date are in no such range.
    pub fn between(&self, from: Option<NaiveDate>, to: Option<NaiveDate>) -> History {
        let is_in = |night: &&Night| match night.date {
            Some(date) => from.is_none_or(|from| from <= date) && to.is_none_or(|to| date <= to),
            None => from.is_none() && to.is_none(),
        };
        History { nights: self.nights.iter().filter(is_in).cloned().collect() }
    }

    pub fn nodes(&self) -> BTreeSet<&NodeId> {
        self.nights.iter().flat_map(|night| &night.attempts).map(|attempt| &attempt.node).collect()
    }
}

impl Night {
    /// When the first work began.
    pub fn began(&self) -> Option<i64> {
        self.worked().map(|attempt| attempt.start).min()
    }

    /// How long the run was, in milliseconds; where that was not recorded, from the start of the first to the end of the last attempt.
    pub fn window(&self) -> Option<i64> {
        if let Some((began, ended)) = self.ran {
            return Some(ended - began);
        }
        let ended = self.worked().map(|attempt| attempt.end).max()?;
        Some(ended - self.began()?)
    }

    /// Attempts in which something ran.
    pub fn worked(&self) -> impl Iterator<Item = &Attempt> {
        self.attempts.iter().filter(|attempt| matches!(attempt.status, Status::Succeeded | Status::Failed))
    }
}

impl Attempt {
    /// Takes the place of what was recorded of the same attempt, when it says more.
    fn correct(&mut self, other: Attempt) {
        let known = |attempt: &Attempt| (attempt.end, Reverse(attempt.status), attempt.resource.clone());
        if known(&other) > known(self) {
            *self = other;
        }
    }

    /// How long it took, in milliseconds, when that says how long the work takes.
    pub fn duration(&self) -> Option<i64> {
        (self.status == Status::Succeeded).then(|| self.end - self.start)
    }
}

impl Status {
    pub fn of(word: &str) -> Status {
        match word.trim().to_ascii_lowercase().as_str() {
            "" | "success" | "succeeded" | "ok" | "ended ok" | "su" | "completed" | "done" | "warning" => {
                Status::Succeeded
            }
            "failed" | "failure" | "error" | "fail" | "fa" | "ended not ok" | "abend" | "timeout" => Status::Failed,
            "skipped" | "skip" | "not taken" | "not_taken" | "bypassed" => Status::Skipped,
            "forced" | "forced success" | "forced failure" | "force" => Status::Forced,
            _ => Status::Incomplete,
        }
    }

    /// The word that is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Succeeded => "succeeded",
            Status::Failed => "failed",
            Status::Skipped => "skipped",
            Status::Forced => "forced",
            Status::Incomplete => "incomplete",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn night(run: &str, day: u32, starts: &[i64]) -> Night {
        let attempt = |start: &i64| Attempt {
            node: NodeId::new("a"),
            start: *start,
            end: start + 10,
            status: Status::Succeeded,
            resource: None,
        };
        Night {
            run: run.into(),
            date: NaiveDate::from_ymd_opt(2026, 1, day),
            ran: None,
            attempts: starts.iter().map(attempt).collect(),
        }
    }

    #[test]
    fn h1_the_same_attempts_are_taken_in_once() {
        let mut history = History::default();
        let more = History { nights: vec![night("b", 2, &[5]), night("a", 1, &[1, 2])] };
        assert_eq!(history.add(more.clone()), 3);
        assert_eq!(history.add(more), 0);
        assert_eq!(history.add(History { nights: vec![night("a", 1, &[2, 3])] }), 1);
        assert_eq!(history.nights.iter().map(|n| n.run.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    }

    #[test]
    fn h2_what_did_not_run_to_its_own_end_is_no_duration() {
        let mut night = night("a", 1, &[0, 100]);
        for status in [Status::Failed, Status::Skipped, Status::Forced, Status::Incomplete] {
            night.attempts[1].status = status;
            assert_eq!(night.attempts[1].duration(), None, "{status:?}");
            assert_eq!(Status::of(status.as_str()), status);
        }
        assert_eq!(night.attempts[0].duration(), Some(10));
        assert_eq!(night.window(), Some(10), "what did not work is not in the window");
    }
}
