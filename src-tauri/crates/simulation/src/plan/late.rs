//! Latest times and slack.

use super::course::{Course, Taken};
use super::given::Given;
use crate::compact::{LONG_AGO, needed, since};
use daybreak_model::network::{Index, Network};
use daybreak_model::time::Timestamp;

/// By position in the network, in milliseconds; of what never starts they mean nothing.
pub struct Late {
    pub start: Vec<i64>,
    pub finish: Vec<i64>,
    /// How much later it may finish without anything after it starting later.
    pub free: Vec<i64>,
}

/// Latest times that harm neither the window nor a deadline when every resource is handed over as planned.
///
/// Backward over links and hand-overs from three bounds: End finishes when it is planned to; what does not lead to End
/// may take as long as the planned night takes; and what has a deadline finishes by it.
pub fn late(network: &Network, given: &Given, course: &Course, start: Timestamp) -> Late {
    let count = network.activities.len();
    let mut late = Late { start: vec![i64::MAX; count], finish: vec![i64::MAX; count], free: vec![i64::MAX; count] };
    let night = course.sequence.iter().map(|at| course.finish[*at]).max().unwrap_or(0);
    for deadline in network.deadlines.iter().filter(|d| course.taken[d.activity] == Taken::Yes) {
        let by = since(start, deadline.at);
        late.finish[deadline.activity] = late.finish[deadline.activity].min(by);
    }
    if course.taken[network.end] != Taken::Never {
        late.finish[network.end] = late.finish[network.end].min(course.finish[network.end]);
    }
    let handovers = Handed::by_giver(count, &course.handovers);
    for at in course.sequence.iter().rev().copied() {
        let (mut latest, mut free) = (late.finish[at], i64::MAX);
        for link in network.outgoing(at) {
            let to = network.links[*link].to;
            if late.start[to] == i64::MAX || !is_needed(network, given, course, *link) {
                continue;
            }
            let Some((arrival, _)) = course.arrival(network, given, *link) else { continue };
            latest = latest.min(late.start[to].saturating_sub(arrival - course.finish[at]));
            free = free.min(course.start[to] - arrival);
        }
        for to in handovers.of(at) {
            latest = latest.min(late.start[*to]);
            free = free.min(course.start[*to] - course.finish[at]);
        }
        let latest = if latest == i64::MAX { night } else { latest };
        late.finish[at] = latest;
        late.free[at] = if free == i64::MAX { (night - course.finish[at]).max(0) } else { free };
        // A wait for a time of day may begin as late as it may end; everything else keeps its length.
        let elastic = given.until[at] != LONG_AGO;
        late.start[at] = if elastic { latest } else { latest - (course.finish[at] - course.start[at]) };
    }
    late
}

/// Whether its target would be later if this link came later: a join that needs fewer links than it has can do without one
/// when enough others came in time.
fn is_needed(network: &Network, given: &Given, course: &Course, link: usize) -> bool {
    let to = network.links[link].to;
    let incoming = network.incoming(to);
    let need = needed(network.activities[to].join, incoming.len()) as usize;
    if need >= incoming.len() {
        return true;
    }
    let others = incoming.iter().filter(|other| {
        **other != link
            && course
                .arrival(network, given, **other)
                .is_some_and(|(arrival, taken)| taken && arrival <= course.linked[to])
    });
    others.count() < need
}

/// Hand-overs by who gave.
struct Handed {
    starts: Vec<usize>,
    to: Vec<Index>,
}

impl Handed {
    fn by_giver(count: usize, handovers: &[(Index, Index)]) -> Handed {
        if handovers.is_empty() {
            return Handed { starts: Vec::new(), to: Vec::new() };
        }
        let mut starts = vec![0; count + 1];
        handovers.iter().for_each(|(from, _)| starts[from + 1] += 1);
        for at in 0..count {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut to = vec![0; handovers.len()];
        for (from, taker) in handovers {
            to[next[*from]] = *taker;
            next[*from] += 1;
        }
        Handed { starts, to }
    }

    fn of(&self, at: Index) -> &[Index] {
        match self.starts.get(at..at + 2) {
            Some(&[first, last]) => &self.to[first..last],
            _ => &[],
        }
    }
}
