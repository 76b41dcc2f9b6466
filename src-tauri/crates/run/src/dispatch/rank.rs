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

/// A [`Rank`] as one number that sorts the same way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(u128);

/// What comes first in a rank: whether it is critical, and its priority. It stays the same from night to night, and fills the upper half
/// of a [`Key`] but for the bits of the ready time that do not fit the lower.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Urgency(u64);

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

/// The bits of a key that tell the ready time.
const READY: u128 = ((1 << 63) - 1) << 32;

impl Rank {
    /// The rank as one number: 1 bit critical, 32 priority, 63 ready time, 32 order.
    pub fn key(&self) -> Key {
        Urgency::of(self.critical, self.priority).key(self.ready_ms, self.order)
    }
}

impl Urgency {
    pub fn of(critical: bool, priority: i32) -> Urgency {
        let priority = !(priority as u32 ^ (1 << 31));
        Urgency(u64::from(!critical) << 63 | u64::from(priority) << 31)
    }

    pub fn is_critical(self) -> bool {
        self.0 >> 63 == 0
    }

    /// The key of an activity of this urgency.
    #[inline]
    pub fn key(self, ready_ms: i64, order: u32) -> Key {
        let ready = (ready_ms.clamp(-FARTHEST_MS, FARTHEST_MS) + FARTHEST_MS) as u64;
        Key(u128::from(self.0) << 64 | u128::from(ready) << 32 | u128::from(order))
    }
}

impl Key {
    /// [`Rank::ready_ms`].
    #[inline]
    pub fn ready_ms(self) -> i64 {
        ((self.0 & READY) >> 32) as i64 - FARTHEST_MS
    }

    /// [`Rank::order`].
    #[inline]
    pub fn order(self) -> u32 {
        self.0 as u32
    }

    /// The rank of which this is the key.
    pub fn rank(self) -> Rank {
        Rank {
            critical: self.0 >> 127 == 0,
            priority: (!((self.0 >> 95) as u32) ^ (1 << 31)) as i32,
            ready_ms: self.ready_ms(),
            order: self.order(),
        }
    }
}
