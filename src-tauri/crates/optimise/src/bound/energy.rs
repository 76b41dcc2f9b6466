//! Work that a pool has to give between a moment and the rest of the night.

use super::relaxed::{Hold, Pool, Relaxed};

/// Among the holds of a pool no more different heads are tried as the beginning of a window.
const MOST_HEADS: usize = 2_000;

/// What a part proves, and by which window of which pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Found {
    pub length: i64,
    /// Its position in [`Relaxed::pools`].
    pub pool: usize,
    /// From when on it counts, how many holds, and how long the night goes on after them.
    pub from: i64,
    pub holds: usize,
    pub tail: i64,
}

impl Found {
    fn better(&mut self, other: Found) {
        if other.length > self.length {
            *self = other;
        }
    }
}

/// The largest of: a moment, all energy of what starts no earlier and has at least some tail, that tail.
pub fn energy(relaxed: &Relaxed, go_on: &dyn Fn() -> bool) -> Found {
    let mut best = Found::default();
    for (at, pool) in relaxed.pools.iter().enumerate() {
        best.better(of_pool(pool, at, go_on, |from, energy| pool.given_by(from, energy)));
    }
    best
}

/// As [`energy`], with units counted by dual feasible functions: what is too large to run beside anything of size `small` counts for
/// the whole pool, what is smaller than that for nothing (Carlier and Néron 2007, after Fekete and Schepers 2001).
pub fn dual(relaxed: &Relaxed, go_on: &dyn Fn() -> bool) -> Found {
    let mut best = Found::default();
    for (at, pool) in relaxed.pools.iter().enumerate() {
        let capacity = pool.peak();
        let mut sizes: Vec<i64> = pool.holds.iter().flat_map(|h| [h.units, capacity - h.units + 1]).collect();
        sizes.sort_unstable();
        sizes.dedup();
        for small in sizes.into_iter().filter(|size| 2 <= *size && 2 * size <= capacity + 1) {
            let counted = |units: i64| match units {
                _ if units < small => 0,
                _ if units > capacity - small => capacity,
                _ => units,
            };
            let holds = pool.holds.iter().map(|h| Hold { units: counted(h.units), ..*h });
            let pool = Pool { holds: holds.filter(|h| h.units > 0).collect(), most: vec![(0, capacity)], ..*pool };
            best.better(of_pool(&pool, at, go_on, |from, energy| pool.given_by(from, energy)));
            if !go_on() {
                return best;
            }
        }
    }
    best
}

fn of_pool(pool: &Pool, at: usize, go_on: &dyn Fn() -> bool, given_by: impl Fn(i64, i64) -> i64) -> Found {
    let mut holds = pool.holds.clone();
    holds.sort_unstable_by_key(|hold| -hold.tail);
    let mut heads: Vec<i64> = holds.iter().map(|hold| hold.head).collect();
    heads.sort_unstable();
    heads.dedup();
    let step = heads.len().div_ceil(MOST_HEADS).max(1);
    let mut best = Found::default();
    for from in heads.into_iter().step_by(step) {
        if !go_on() {
            break;
        }
        let (mut energy, mut count) = (0, 0);
        for (position, hold) in holds.iter().enumerate().filter(|(_, hold)| hold.head >= from) {
            energy += hold.units * hold.length;
            count += 1;
            let is_last = holds.get(position + 1).is_none_or(|next| next.tail < hold.tail);
            if is_last {
                let length = given_by(from, energy) + hold.tail;
                best.better(Found { length, pool: at, from, holds: count, tail: hold.tail });
            }
        }
    }
    best
}
