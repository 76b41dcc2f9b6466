//! Slow nights: factors that all work of a system, or of a definition, shares within one night.

use super::quantiles::{Shape, Tables};
use super::random::{LANES, Purpose, Stream, words};
use super::sampler::LARGEST_SIGMA;
use crate::compact::NONE;
use daybreak_model::duration::FARTHEST;
use daybreak_model::id::SystemId;
use daybreak_model::network::{Does, Network, Slow};
use std::collections::HashMap;

/// Which factors stretch which activities.
#[derive(Default)]
pub struct SlowNights {
    /// Every factor, with the spread of its logarithm.
    factors: Vec<(Stream, f64)>,
    /// Factors that stretch together, by their position.
    together: Vec<Vec<usize>>,
    /// By activity in the network: a position in `together`, or [`NONE`].
    of_activity: Vec<u32>,
}

/// The factors of one block of nights, by position in [`SlowNights::together`].
pub type Factors = Vec<[f32; LANES]>;

impl SlowNights {
    pub fn of(network: &Network) -> SlowNights {
        let mut slow = SlowNights::default();
        if network.slow_systems.is_empty() && network.scopes.iter().all(|scope| scope.slow_night.is_none()) {
            return slow;
        }
        let mut position: HashMap<Slow, usize> = HashMap::new();
        let mut known: HashMap<(usize, Option<&SystemId>), u32> = HashMap::new();
        for (at, activity) in network.activities.iter().enumerate() {
            if !matches!(activity.does, Does::Work(_)) {
                slow.of_activity.push(NONE);
                continue;
            }
            let place = (activity.scope, activity.system.as_ref());
            let together = *known.entry(place).or_insert_with(|| slow.add(network, at, &mut position));
            slow.of_activity.push(together);
        }
        slow
    }

    fn add(&mut self, network: &Network, at: usize, position: &mut HashMap<Slow, usize>) -> u32 {
        let mut together = Vec::new();
        for (of, night) in network.slow_nights(at) {
            if !(night.sigma > 0.0 && night.sigma <= LARGEST_SIGMA) {
                continue;
            }
            let stream = match &of {
                Slow::Definition(prefix) => Stream::of(b'd', prefix.as_ref().map_or("", |node| node.as_str())),
                Slow::System(system) => Stream::of(b's', system.as_str()),
            };
            together.push(*position.entry(of).or_insert_with(|| {
                self.factors.push((stream, night.sigma));
                self.factors.len() - 1
            }));
        }
        if together.is_empty() {
            return NONE;
        }
        self.together.push(together);
        self.together.len() as u32 - 1
    }

    /// The position in [`Factors`] of what stretches an activity; [`NONE`] for nothing.
    pub fn together(&self, activity: usize) -> u32 {
        self.of_activity.get(activity).copied().unwrap_or(NONE)
    }

    /// By how much an activity is stretched at the most.
    pub fn most(&self, activity: usize) -> f64 {
        let together = self.together.get(self.together(activity) as usize);
        let sigmas = together.into_iter().flatten().map(|factor| self.factors[*factor].1);
        libm::exp(FARTHEST * sigmas.sum::<f64>())
    }

    pub fn shapes(&self) -> impl Iterator<Item = Shape> {
        self.factors.iter().map(|(_, sigma)| Shape::LogNormal(*sigma))
    }

    /// Draws the factors of a block of nights.
    pub fn draw(&self, seed: u64, block: u32, tables: &Tables, factors: &mut Factors) {
        factors.clear();
        factors.resize(self.together.len(), [1.0; LANES]);
        for (position, (stream, sigma)) in self.factors.iter().enumerate() {
            let words = words(seed, *stream, Purpose::Slow, 0, block);
            let mut of_night = [0.0; LANES];
            tables.values(tables.first(Shape::LogNormal(*sigma)), &words, &mut of_night);
            for (product, together) in factors.iter_mut().zip(&self.together) {
                if together.contains(&position) {
                    for lane in 0..LANES {
                        product[lane] *= of_night[lane];
                    }
                }
            }
        }
    }
}
