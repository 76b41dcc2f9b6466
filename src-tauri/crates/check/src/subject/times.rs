//! Earliest times: a bound that no night can beat, whatever the resources and the luck.

use super::{Level, Subject};
use daybreak_model::definition::{Definition, Outcome};
use daybreak_model::duration::Estimate;
use daybreak_model::node::{Join, Kind, Wait};
use daybreak_model::time::DayTime;
use daybreak_model::trigger::TriggerKind;

use super::graph::{Link, Why};
use chrono::Timelike;

/// Earlier than any time, and far from overflow.
pub const ANY_TIME: i64 = i64::MIN / 4;

/// Milliseconds in a day.
pub const DAY_MS: i64 = 86_400_000;

/// For every vertex of the graph the earliest start and finish, in milliseconds from midnight of the business date by the
/// clock on the wall; [`ANY_TIME`] where nothing is known. Durations are the shortest that can happen on any day.
///
/// The longest path, with less taken where a path may be left out: behind a decision or a failure a node is as early as
/// the earliest of its ways in.
pub struct Times {
    pub start: Vec<i64>,
    pub finish: Vec<i64>,
}

/// When the earliest trigger starts a run, from midnight of the business date; nothing when that is not stated.
pub fn planned_start(definition: &Definition) -> Option<i64> {
    let starts = definition.triggers.iter().map(|t| match &t.on {
        TriggerKind::Time(time) if t.business_day_offset.unwrap_or(0) == 0 => Some(in_day(*time)),
        _ => None,
    });
    starts.collect::<Option<Vec<i64>>>()?.into_iter().min()
}

/// Milliseconds from midnight of the business date.
pub fn in_day(time: DayTime) -> i64 {
    i64::from(time.day.unwrap_or(0)) * DAY_MS + i64::from(time.time.num_seconds_from_midnight()) * 1000
}

/// The time of day and the day, as a definition writes it.
pub fn clock(ms: i64) -> String {
    let (day, minutes) = (ms.div_euclid(DAY_MS), ms.rem_euclid(DAY_MS) / 60_000);
    format!("{:02}:{:02}{day:+}", minutes / 60, minutes % 60)
}

impl Times {
    /// From the start that the subject knows.
    pub fn of(subject: &Subject<'_>) -> Times {
        Times::from(subject, subject.start)
    }

    /// From any start of begin.
    pub fn from(subject: &Subject<'_>, start: i64) -> Times {
        Pass { subject, clocks: true, certain: certain(subject) }.run(start)
    }

    /// From zero, without times of day.
    pub fn without_clocks(subject: &Subject<'_>) -> Times {
        Pass { subject, clocks: false, certain: certain(subject) }.run(0)
    }
}

/// The shortest time that a node takes on any day, in milliseconds.
pub fn shortest(subject: &Subject<'_>, node: usize) -> i64 {
    let Some((stated, level)) = subject.setting(node, |s| s.duration.as_ref()) else {
        return 0;
    };
    let counts = match subject.node(node).kind {
        Kind::Job(_) => true,
        // Where it is known when something arrives, a wait takes until then and no other time.
        Kind::Wait(_) if subject.node(node).arrives.is_some() => false,
        Kind::Wait(_) | Kind::Confirm(_) => level == Level::Node(node),
        _ => false,
    };
    if !counts {
        return 0;
    }
    // Classes that a nearer duration overrides are counted, too: earlier than true is still a bound.
    let of = Estimate::shortest;
    let on_classes = subject.levels(node).flat_map(|(_, s)| s.duration_on.values());
    on_classes.map(|e| of(e).ms()).fold(of(stated).ms(), i64::min)
}

struct Pass<'s, 'a> {
    subject: &'s Subject<'a>,
    clocks: bool,
    /// Links that are taken on every night that ends well.
    certain: Vec<bool>,
}

impl Pass<'_, '_> {
    fn run(self, begin: i64) -> Times {
        let graph = &self.subject.graph;
        let mut times = Times { start: vec![ANY_TIME; graph.vertices()], finish: vec![ANY_TIME; graph.vertices()] };
        for &vertex in &graph.order {
            let node = graph.owner[vertex];
            let mut start = match self.subject.node(node).kind {
                Kind::Begin => begin,
                _ => self.entered(vertex, &times.finish),
            };
            let closes = graph.close[node] == vertex && vertex != node;
            let not_before =
                self.subject.node(node).not_before.filter(|_| self.clocks && !closes && !self.may_be_left_out(node));
            start = start.max(not_before.map_or(ANY_TIME, in_day));
            times.start[vertex] = start;
            times.finish[vertex] = self.left(node, start);
        }
        times
    }

    fn entered(&self, vertex: usize, finish: &[i64]) -> i64 {
        let graph = &self.subject.graph;
        let at = |l: &Link| finish[l.from].saturating_add(l.lag.ms());
        let ways = || graph.incoming(vertex).filter(|l| graph.from_begin[l.from]);
        let earliest = || ways().map(at).min().unwrap_or(ANY_TIME);
        let opens_with_first = graph.opens_with_first.get(vertex) == Some(&true);
        match &self.subject.node(graph.owner[vertex]).kind {
            Kind::Milestone(Join::Any) => earliest(),
            Kind::Milestone(Join::AtLeast(count)) => {
                let mut all: Vec<i64> = ways().map(at).collect();
                all.sort_unstable();
                let wanted = (*count as usize).clamp(1, all.len().max(1)) - 1;
                all.get(wanted).copied().unwrap_or(ANY_TIME)
            }
            _ if opens_with_first => earliest(),
            _ => ways().filter(|l| self.is_certain(l)).map(at).max().unwrap_or_else(earliest),
        }
    }

    fn is_certain(&self, link: &Link) -> bool {
        self.certain[link.from] && takes_always(link)
    }

    fn left(&self, node: usize, start: i64) -> i64 {
        if self.may_be_left_out(node) {
            return start;
        }
        let least = start.saturating_add(shortest(self.subject, node));
        match &self.subject.node(node).kind {
            Kind::Wait(Wait::Time(time)) if self.clocks => least.max(in_day(*time)),
            Kind::Wait(_) if self.clocks => {
                least.max(self.subject.node(node).arrives.map_or(ANY_TIME, |arrives| in_day(arrives.earliest)))
            }
            Kind::Subflow(_) => self.subject.inner.get(&node).map_or(start, |inner| {
                let clocks = if self.clocks { inner.earliest } else { ANY_TIME };
                start.saturating_add(inner.shortest).max(clocks)
            }),
            _ => least,
        }
    }

    /// Whether there may be days on which the node takes no part while the workflow runs.
    fn may_be_left_out(&self, node: usize) -> bool {
        let days = self.subject.setting(node, |s| s.days.as_ref());
        days.is_some_and(|(_, level)| !matches!(level, Level::Workflow | Level::Above))
    }
}

fn takes_always(link: &Link) -> bool {
    link.on != Outcome::Failure && link.branch.is_none() && link.why != Why::Handler
}

/// Vertices that are passed on every night that ends well; a failure with a handler goes another way.
fn certain(subject: &Subject<'_>) -> Vec<bool> {
    let graph = &subject.graph;
    let mut certain = vec![false; graph.vertices()];
    for &vertex in &graph.order {
        let is_begin = subject.node(graph.owner[vertex]).kind == Kind::Begin;
        let reached = is_begin || graph.incoming(vertex).any(|l| certain[l.from] && takes_always(l));
        let handled = graph.outgoing(vertex).any(|l| l.why == Why::Handler);
        certain[vertex] = reached && !handled;
    }
    certain
}
