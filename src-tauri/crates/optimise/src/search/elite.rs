//! The best schedules of a search.

/// How many are kept.
const KEPT: usize = 6;

/// A schedule in units of the instance.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Schedule {
    pub length: u32,
    pub start: Vec<u32>,
    /// The list that it was made of.
    pub list: Vec<u16>,
}

/// The shortest schedules, the shortest first, all of them different.
#[derive(Clone, Debug, Default)]
pub struct Elite(pub Vec<Schedule>);

impl Elite {
    /// The shortest length; the greatest number when there is none.
    pub fn length(&self) -> u32 {
        self.0.first().map_or(u32::MAX, |best| best.length)
    }

    /// Keeps a schedule that is among the shortest.
    pub fn offer(&mut self, length: u32, list: &[u16], start: &[u32]) {
        let is_full = self.0.len() == KEPT;
        if is_full && self.0.last().is_some_and(|worst| worst.length <= length) {
            return;
        }
        if self.0.iter().any(|kept| kept.length == length && kept.start == start) {
            return;
        }
        if is_full {
            self.0.pop();
        }
        let at = self.0.partition_point(|kept| kept.length <= length);
        self.0.insert(at, Schedule { length, start: start.to_vec(), list: list.to_vec() });
    }
}
