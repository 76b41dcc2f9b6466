//! Free units at every moment, for problems whose nights are not many units of time long.

use super::instance::{Instance, Units};

#[derive(Clone, Debug)]
pub struct Timeline<const W: usize> {
    free: Vec<Units<W>>,
    capacity: Units<W>,
    guard: u64,
    /// Nothing is taken from here on.
    used: usize,
}

impl<const W: usize> Timeline<W> {
    pub fn new(instance: &Instance<W>) -> Timeline<W> {
        let longest = instance.duration.iter().copied().max().unwrap_or(0);
        let room = instance.horizon as usize + longest as usize + 1;
        Timeline { free: vec![instance.capacity; room], capacity: instance.capacity, guard: instance.guard, used: 0 }
    }

    pub fn clear(&mut self) {
        self.free[..self.used].fill(self.capacity);
        self.used = 0;
    }

    /// The earliest start from `from` on at which `demand` is free for `duration`; it is taken.
    #[inline]
    pub fn place(&mut self, from: u32, duration: u32, demand: &Units<W>) -> u32 {
        let length = duration as usize;
        let mut start = from as usize;
        // What lies before this, from the start on, has been looked at.
        let mut seen = start;
        'search: loop {
            let mut at = start + length;
            while at > seen {
                at -= 1;
                if !self.fits(at, demand) {
                    seen = start + length;
                    start = at + 1;
                    continue 'search;
                }
            }
            break;
        }
        let finish = start + length;
        for free in &mut self.free[start..finish] {
            for (units, taken) in free.iter_mut().zip(demand) {
                *units -= taken;
            }
        }
        self.used = self.used.max(finish);
        start as u32
    }

    #[inline]
    fn fits(&self, at: usize, demand: &Units<W>) -> bool {
        let free = &self.free[at];
        let mut all = self.guard;
        for word in 0..W {
            all &= (free[word] | self.guard) - demand[word];
        }
        all & self.guard == self.guard
    }
}
