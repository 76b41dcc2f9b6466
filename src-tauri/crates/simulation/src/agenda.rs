//! What is going to happen in a night, in order of time.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Numbered events. Of those at one moment the smallest number comes first.
///
/// What starts mostly starts because something else has ended, so the place of an event that was taken is kept for the
/// next one: that saves half of the work in the heap.
#[derive(Clone, Debug, Default)]
pub struct Agenda {
    events: BinaryHeap<Reverse<u128>>,
    /// The first of the events has been taken.
    is_first_taken: bool,
}

impl Agenda {
    pub fn clear(&mut self) {
        self.events.clear();
        self.is_first_taken = false;
    }

    #[inline]
    pub fn add(&mut self, at: i64, number: u32) {
        let event = Reverse(u128::from(at as u64) << 32 | u128::from(number));
        if std::mem::take(&mut self.is_first_taken)
            && let Some(mut first) = self.events.peek_mut()
        {
            *first = event;
        } else {
            self.events.push(event);
        }
    }

    /// The next moment at which something happens.
    #[inline]
    pub fn next_moment(&mut self) -> Option<i64> {
        if std::mem::take(&mut self.is_first_taken) {
            self.events.pop();
        }
        self.events.peek().map(|event| moment(*event))
    }

    /// Takes the next event if it happens at `now`.
    #[inline]
    pub fn take(&mut self, now: i64) -> Option<u32> {
        if self.is_first_taken {
            // Under the first of a heap the next one is one of two.
            let below = self.events.as_slice().get(1..self.events.len().min(3)).unwrap_or_default();
            if !below.iter().any(|event| moment(*event) == now) {
                return None;
            }
            self.events.pop();
            self.is_first_taken = false;
        }
        let first = self.events.peek().filter(|first| moment(**first) == now)?;
        self.is_first_taken = true;
        Some(first.0 as u32)
    }
}

fn moment(event: Reverse<u128>) -> i64 {
    (event.0 >> 32) as u64 as i64
}
