//! Free units as steps, for problems whose nights are many units of time long.

use super::instance::{Instance, Units};

#[derive(Clone, Debug)]
pub struct Profile<const W: usize> {
    /// From when on how much is free, in order of time; the last step holds for ever.
    steps: Vec<(u32, Units<W>)>,
    capacity: Units<W>,
    guard: u64,
}

impl<const W: usize> Profile<W> {
    pub fn new(instance: &Instance<W>) -> Profile<W> {
        let steps = vec![(0, instance.capacity)];
        Profile { steps, capacity: instance.capacity, guard: instance.guard }
    }

    pub fn clear(&mut self) {
        self.steps.clear();
        self.steps.push((0, self.capacity));
    }

    /// The earliest start from `from` on at which `demand` is free for `duration`; it is taken.
    pub fn place(&mut self, from: u32, duration: u32, demand: &Units<W>) -> u32 {
        let mut start = from;
        let mut first = self.steps.partition_point(|(at, _)| *at <= from) - 1;
        let mut at = first;
        // The last step is that of nothing taken, which fits everything.
        while at < self.steps.len() && self.steps[at].0 < start + duration {
            if !self.fits(at, demand) && at + 1 < self.steps.len() {
                first = at + 1;
                start = self.steps[first].0;
            }
            at += 1;
        }
        let first = self.split(first, start);
        let last = self.split(first, start + duration);
        for (_, free) in &mut self.steps[first..last] {
            for (units, taken) in free.iter_mut().zip(demand) {
                *units -= taken;
            }
        }
        start
    }

    /// The position of the step that begins at `time`, made when there is none; `near` begins no later.
    fn split(&mut self, near: usize, time: u32) -> usize {
        let mut at = near;
        while at < self.steps.len() && self.steps[at].0 < time {
            at += 1;
        }
        if self.steps.get(at).is_none_or(|(there, _)| *there != time) {
            self.steps.insert(at, (time, self.steps[at - 1].1));
        }
        at
    }

    #[inline]
    fn fits(&self, at: usize, demand: &Units<W>) -> bool {
        let free = &self.steps[at].1;
        let mut all = self.guard;
        for word in 0..W {
            all &= (free[word] | self.guard) - demand[word];
        }
        all & self.guard == self.guard
    }
}
