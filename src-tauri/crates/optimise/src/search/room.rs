//! Where tasks are placed in time: by the moment or by steps, whichever is faster for the instance.

use super::instance::{Instance, Units};
use super::profile::Profile;
use super::timeline::Timeline;

/// Nights of more units than this are kept in steps.
const MAX_MOMENTS: u32 = 1 << 15;

/// Tasks that take longer on the average are kept in steps.
const MAX_MEAN: u64 = 48;

#[derive(Clone, Debug)]
pub enum Room<const W: usize> {
    Moments(Timeline<W>),
    Steps(Profile<W>),
}

impl<const W: usize> Room<W> {
    pub fn new(instance: &Instance<W>) -> Room<W> {
        let total: u64 = instance.duration.iter().map(|d| u64::from(*d)).sum();
        let is_short = instance.horizon <= MAX_MOMENTS && total <= MAX_MEAN * instance.count() as u64;
        if is_short { Room::Moments(Timeline::new(instance)) } else { Room::Steps(Profile::new(instance)) }
    }

    pub fn clear(&mut self) {
        match self {
            Room::Moments(timeline) => timeline.clear(),
            Room::Steps(profile) => profile.clear(),
        }
    }

    #[inline]
    pub fn place(&mut self, from: u32, duration: u32, demand: &Units<W>) -> u32 {
        match self {
            Room::Moments(timeline) => timeline.place(from, duration, demand),
            Room::Steps(profile) => profile.place(from, duration, demand),
        }
    }
}
