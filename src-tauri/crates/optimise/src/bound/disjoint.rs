//! Jobs no two of which can run at a time, whatever resource keeps them apart.

use super::relaxed::{Hold, Relaxed};

/// No more jobs are held against one another.
const MOST_JOBS: usize = 3_000;
/// No more sets of jobs are tried.
const MOST_SETS: usize = 400;

/// The longest time that such a set needs, and the set.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Found {
    pub length: i64,
    /// Positions in [`Relaxed::jobs`].
    pub jobs: Vec<usize>,
}

/// Sets of jobs are grown from each job in turn; how long one takes is Jackson's preemptive schedule (Carlier 1982).
pub fn disjoint(relaxed: &Relaxed, go_on: &dyn Fn() -> bool) -> Found {
    let apart = Apart::of(relaxed);
    let mut best = Found::default();
    let mut seeds: Vec<usize> = (0..apart.holds.len()).collect();
    seeds.sort_by_key(|at| -apart.holds[*at].length);
    let mut covered = vec![false; seeds.len()];
    let mut sets = 0;
    for seed in &seeds {
        if covered[*seed] {
            continue;
        }
        if sets >= MOST_SETS || !go_on() {
            break;
        }
        sets += 1;
        let set = apart.grown(*seed, &seeds);
        set.iter().for_each(|at| covered[*at] = true);
        let holds: Vec<Hold> = set.iter().map(|at| apart.holds[*at]).collect();
        let length = preemptive(&holds);
        if length > best.length {
            best = Found { length, jobs: holds.iter().map(|hold| hold.job).collect() };
        }
    }
    best
}

/// Each job with the time that it is sure to run with what keeps it apart from others.
struct Apart {
    /// One for each job that holds anything; `units` says nothing here.
    holds: Vec<Hold>,
    /// What each takes, by pool.
    takes: Vec<Vec<(usize, i64)>>,
    peaks: Vec<i64>,
}

impl Apart {
    fn of(relaxed: &Relaxed) -> Apart {
        let mut at: Vec<Option<usize>> = vec![None; relaxed.jobs.len()];
        let mut apart = Apart { holds: Vec::new(), takes: Vec::new(), peaks: Vec::new() };
        for (number, pool) in relaxed.pools.iter().enumerate() {
            let peak = pool.peak();
            apart.peaks.push(peak);
            for hold in pool.holds.iter().filter(|hold| hold.units * 2 > peak || hold.units + 1 > peak / 2) {
                let position = *at[hold.job].get_or_insert(apart.holds.len());
                if position == apart.holds.len() {
                    if position >= MOST_JOBS {
                        at[hold.job] = None;
                        continue;
                    }
                    apart.holds.push(*hold);
                    apart.takes.push(Vec::new());
                }
                // A border and what it holds for its group may differ in length; the shorter one is sure for both.
                let whole = &mut apart.holds[position];
                if hold.length < whole.length {
                    *whole = *hold;
                }
                apart.takes[position].push((number, hold.units));
            }
        }
        apart
    }

    fn conflict(&self, a: usize, b: usize) -> bool {
        let other = |pool: usize| self.takes[b].iter().filter(|(p, _)| *p == pool).map(|(_, units)| *units).max();
        self.takes[a].iter().any(|(pool, units)| other(*pool).is_some_and(|more| units + more > self.peaks[*pool]))
    }

    /// A set no two of which can run at a time, as many of `order` as fit to `seed` one after another.
    fn grown(&self, seed: usize, order: &[usize]) -> Vec<usize> {
        let mut set = vec![seed];
        for at in order.iter().filter(|at| **at != seed) {
            if set.iter().all(|other| self.conflict(*at, *other)) {
                set.push(*at);
            }
        }
        set
    }
}

/// How long jobs one by one take when they may be broken off: at every moment what has the longest tail runs (Jackson 1955).
fn preemptive(holds: &[Hold]) -> i64 {
    let mut by_head = holds.to_vec();
    by_head.sort_unstable_by_key(|hold| hold.head);
    let mut ready: std::collections::BinaryHeap<(i64, i64)> = std::collections::BinaryHeap::new();
    let (mut now, mut next, mut length) = (0, 0, 0);
    while next < by_head.len() || !ready.is_empty() {
        if ready.is_empty() {
            now = now.max(by_head[next].head);
        }
        while let Some(hold) = by_head.get(next).filter(|hold| hold.head <= now) {
            ready.push((hold.tail, hold.length));
            next += 1;
        }
        if let Some((tail, left)) = ready.pop() {
            let until = by_head.get(next).map_or(i64::MAX, |hold| hold.head);
            let worked = left.min(until - now);
            now += worked;
            length = length.max(now + tail);
            if worked < left {
                ready.push((tail, left - worked));
            }
        }
    }
    length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jobs_one_by_one_take_their_preemptive_schedule() {
        let hold = |head, length, tail| Hold { job: 0, length, units: 1, head, tail };
        // Carlier's example, whose best schedule takes 50.
        let holds = [
            hold(10, 5, 7),
            hold(13, 6, 26),
            hold(11, 7, 24),
            hold(20, 4, 21),
            hold(30, 3, 8),
            hold(0, 6, 17),
            hold(30, 2, 0),
        ];
        assert_eq!(preemptive(&holds), 49);
        assert_eq!(preemptive(&[]), 0);
    }
}
