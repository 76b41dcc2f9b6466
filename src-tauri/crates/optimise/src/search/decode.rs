//! The serial schedule generation scheme (Kelley 1963; Kolisch 1996): one task after another as early as links and resources let it.

use super::instance::{Instance, Side};
use super::room::Room;

/// Which way time runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Forward,
    Backward,
}

impl Way {
    pub fn other(self) -> Way {
        match self {
            Way::Forward => Way::Backward,
            Way::Backward => Way::Forward,
        }
    }
}

/// Times up to this are sorted by counting.
const MAX_BUCKETS: usize = 1 << 14;

/// Makes schedules from lists; keeps its buffers.
#[derive(Clone, Debug)]
pub struct Decoder<const W: usize> {
    room: Room<W>,
    /// Of the last schedule, in its own direction of time.
    pub start: Vec<u32>,
    pub finish: Vec<u32>,
    buckets: Vec<u32>,
    pub made: u64,
}

impl<const W: usize> Instance<W> {
    #[inline]
    pub fn side(&self, way: Way) -> &Side {
        match way {
            Way::Forward => &self.forward,
            Way::Backward => &self.backward,
        }
    }
}

impl<const W: usize> Decoder<W> {
    pub fn new(instance: &Instance<W>) -> Decoder<W> {
        let count = instance.count();
        Decoder {
            room: Room::new(instance),
            start: vec![0; count],
            finish: vec![0; count],
            buckets: Vec::new(),
            made: 0,
        }
    }

    /// The schedule of a list in which everything comes after what it waits for; its length with heads and tails.
    pub fn run(&mut self, instance: &Instance<W>, way: Way, list: &[u16]) -> u32 {
        self.room.clear();
        self.made += 1;
        let side = instance.side(way);
        let mut length = 0;
        for at in list {
            let at = *at as usize;
            let mut from = side.head[at];
            for (before, lag) in side.links(at) {
                from = from.max(self.finish[*before as usize] + lag);
            }
            let duration = instance.duration[at];
            let demand = &instance.demand[at];
            let start = if *demand == [0; W] || duration == 0 { from } else { self.room.place(from, duration, demand) };
            self.start[at] = start;
            self.finish[at] = start + duration;
            length = length.max(start + duration + side.tail[at]);
        }
        length
    }

    /// The list of the last schedule for the other direction: what finished last comes first. Of what finishes together, what comes first
    /// in the other direction is first.
    pub fn list_back(&mut self, way: Way, list: &mut Vec<u16>) {
        let latest = self.finish.iter().copied().max().unwrap_or(0) as usize;
        let count = self.finish.len();
        list.clear();
        if latest > MAX_BUCKETS {
            list.extend(0..count as u16);
            list.sort_unstable_by_key(|at| {
                let at = *at as usize;
                (std::cmp::Reverse(self.finish[at]), if way == Way::Forward { count - at } else { at })
            });
            return;
        }
        self.buckets.clear();
        self.buckets.resize(latest + 2, 0);
        for finish in &self.finish {
            self.buckets[latest - *finish as usize + 1] += 1;
        }
        for at in 0..latest + 1 {
            self.buckets[at + 1] += self.buckets[at];
        }
        list.resize(count, 0);
        let mut put = |at: usize| {
            let slot = &mut self.buckets[latest - self.finish[at] as usize];
            list[*slot as usize] = at as u16;
            *slot += 1;
        };
        match way {
            Way::Forward => (0..count).rev().for_each(&mut put),
            Way::Backward => (0..count).for_each(&mut put),
        }
    }
}
