//! What a change is worth on many nights, with the same luck before and after.

use super::ground::{Change, Ground};
use super::{Options, Watch};
use daybreak_model::network::Network;
use daybreak_simulation::monte_carlo;

/// Nights that tell whether anything is left to chance.
const LOOKED_AT: u32 = 64;

/// The share of the time that one trial is to take, at most, and the fewest nights of one.
const SHARE: f64 = 0.06;
const FEWEST: u32 = 200;

/// The share of the time after which trials are given up; a little beyond the end, for what was searched for is lost without them.
const GIVEN_UP: f64 = 1.1;

/// Percentiles of the window before and after, in milliseconds; nothing for one that lies among nights without an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nights {
    /// Nights before and as many after, with the same random numbers; nothing when they all go as planned and none was simulated.
    pub samples: Option<u32>,
    pub p50_before: Option<i64>,
    pub p50: Late,
    pub p95_before: Option<i64>,
    pub p95: Late,
}

/// A percentile of windows; what never ends is later than everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Late {
    At(i64),
    Never,
}

impl Late {
    fn of(told: Option<i64>) -> Late {
        told.map_or(Late::Never, Late::At)
    }

    pub fn ms(self) -> Option<i64> {
        match self {
            Late::At(ms) => Some(ms),
            Late::Never => None,
        }
    }
}

impl Nights {
    /// Whether neither an ordinary nor a bad night ends later than before.
    pub fn is_no_worse(&self) -> bool {
        self.p95 <= Late::of(self.p95_before) && self.p50 <= Late::of(self.p50_before)
    }
}

/// Tries changes; what there is now is tried once.
pub struct Trial<'a> {
    ground: &'a Ground<'a>,
    options: daybreak_simulation::Options,
    watch: Watch<'a>,
    /// Whether nights differ.
    pub has_chance: bool,
    before: Option<(Late, Late)>,
}

impl<'a> Trial<'a> {
    /// Looks at some nights to see whether they differ and how many can be tried in the time.
    pub fn new(ground: &'a Ground<'a>, options: Options, watch: Watch<'a>, window_before: i64) -> Trial<'a> {
        let (seed, threads) = (options.seed, options.threads);
        let begun = (watch.spent)();
        let few = daybreak_simulation::Options { samples: LOOKED_AT, seed, threads };
        let looked = monte_carlo(&ground.network, ground.start, few, &|_| true);
        let differs = |window: &Option<i64>| *window != Some(window_before);
        let has_chance = looked.is_ok_and(|forecast| forecast.windows.iter().any(differs));
        let cost = ((watch.spent)() - begun).max(0.0) / f64::from(LOOKED_AT);
        let most = if cost > 0.0 { (SHARE / cost).min(f64::from(u32::MAX)) as u32 } else { u32::MAX };
        let samples = options.samples.clamp(1, most.max(FEWEST));
        let options = daybreak_simulation::Options { samples, seed, threads };
        let window = Late::At(window_before);
        let before = (!has_chance).then_some((window, window));
        Trial { ground, options, watch, has_chance, before }
    }

    /// Tries what there is now.
    pub fn now(&mut self) -> Option<(Late, Late)> {
        if self.before.is_none() {
            self.before = self.percentiles(&self.ground.network);
        }
        self.before
    }

    /// Many nights with `change` beside many nights without; nothing when the time is over.
    pub fn nights(&mut self, change: &Change, window: i64) -> Option<Nights> {
        let (p50_before, p95_before) = self.now()?;
        let (p50, p95) = if self.has_chance {
            self.percentiles(&self.ground.changed(change)?)?
        } else {
            (Late::At(window), Late::At(window))
        };
        let samples = self.has_chance.then_some(self.options.samples);
        Some(Nights { samples, p50_before: p50_before.ms(), p50, p95_before: p95_before.ms(), p95 })
    }

    fn percentiles(&self, network: &Network) -> Option<(Late, Late)> {
        let goes_on = |_| (self.watch.spent)() < GIVEN_UP && !(self.watch.is_cancelled)();
        let forecast = monte_carlo(network, self.ground.start, self.options, &goes_on).ok()?;
        let mut windows: Vec<Late> = forecast.windows.into_iter().map(Late::of).collect();
        windows.sort_unstable();
        // Nearest rank, as forecasts tell it.
        let at = |share: f64| windows[((windows.len() as f64 * share).ceil() as usize).clamp(1, windows.len()) - 1];
        Some((at(0.5), at(0.95)))
    }
}
