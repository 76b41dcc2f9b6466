//! In which order ready activities are looked at.

use daybreak_model::network::{Index, Network, Part};
use std::cmp::Ordering;

/// What decides when a ready activity's turn comes. The smaller rank is looked at first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rank {
    /// Critical activities come first, whatever their priority.
    pub critical: bool,
    /// Higher comes first.
    pub priority: i32,
    /// When it became ready, in milliseconds from any fixed moment; earlier comes first.
    pub ready_ms: i64,
    /// The activity's place in [`Order`]. It is unique, so it also names the activity within a queue.
    pub order: u32,
}

/// The activities of a network in the order of their node ids (as text), an opening border before the closing one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    place: Vec<u32>,
    activity: Vec<Index>,
}

impl Order {
    pub fn of(network: &Network) -> Order {
        let mut activity: Vec<Index> = (0..network.activities.len()).collect();
        activity.sort_by_key(|i| {
            let a = &network.activities[*i];
            (a.node.as_str(), a.part == Part::Close, *i)
        });
        let mut place = vec![0; activity.len()];
        for (at, index) in (0u32..).zip(&activity) {
            place[*index] = at;
        }
        Order { place, activity }
    }

    /// The place of an activity.
    pub fn place(&self, activity: Index) -> u32 {
        self.place[activity]
    }

    /// The activity at a place.
    pub fn activity(&self, place: u32) -> Index {
        self.activity[place as usize]
    }

    /// All activities, in order.
    pub fn activities(&self) -> &[Index] {
        &self.activity
    }
}

impl Ord for Rank {
    fn cmp(&self, other: &Rank) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for Rank {
    fn partial_cmp(&self, other: &Rank) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Moments are held to this range, some 73 million years, so that a rank fits 128 bits.
const FARTHEST_MS: i64 = (1 << 61) - 1;

impl Rank {
    /// The rank as one number that sorts the same way: 1 bit critical, 32 priority, 63 ready time, 32 order.
    pub(super) fn key(&self) -> u128 {
        let priority = !(self.priority as u32 ^ (1 << 31));
        let ready = (self.ready_ms.clamp(-FARTHEST_MS, FARTHEST_MS) + FARTHEST_MS) as u64;
        u128::from(!self.critical) << 127
            | u128::from(priority) << 95
            | u128::from(ready) << 32
            | u128::from(self.order)
    }

    /// The rank of which `key` is the number.
    pub(super) fn from_key(key: u128) -> Rank {
        Rank {
            critical: key >> 127 == 0,
            priority: (!((key >> 95) as u32) ^ (1 << 31)) as i32,
            ready_ms: ((key >> 32) as u64 & ((1 << 63) - 1)) as i64 - FARTHEST_MS,
            order: key as u32,
        }
    }
}
