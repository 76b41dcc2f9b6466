//! What a change is worth on many nights, with the same luck before and after.

use super::ground::{Change, Ground};
use super::{Options, Watch};
use daybreak_model::network::Network;
use daybreak_simulation::monte_carlo;

/// Nights that tell whether anything is left to chance.
const LOOKED_AT: u32 = 64;

/// Activities times nights of one trial, at most, and the fewest nights.
const WORK: usize = 6_000_000;
const FEWEST: u32 = 200;

/// Percentiles of the window before and after, in milliseconds; nothing for one that lies among nights without an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nights {
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

/// Whether nights differ.
pub fn has_chance(ground: &Ground<'_>) -> bool {
    let options = daybreak_simulation::Options { samples: LOOKED_AT, seed: 1, threads: 1 };
    let Ok(forecast) = monte_carlo(&ground.network, ground.start, options, &|_| true) else { return true };
    let planned = ground.window(&ground.unchanged());
    forecast.windows.iter().any(|window| *window != planned)
}

/// Tries changes; what there is now is tried once.
pub struct Trial<'a> {
    ground: &'a Ground<'a>,
    options: daybreak_simulation::Options,
    watch: Watch<'a>,
    has_chance: bool,
    before: Option<(Late, Late)>,
}

impl<'a> Trial<'a> {
    pub fn new(
        ground: &'a Ground<'a>,
        options: Options,
        watch: Watch<'a>,
        has_chance: bool,
        window_before: i64,
    ) -> Trial<'a> {
        let most = u32::try_from(WORK / ground.network.activities.len().max(1)).unwrap_or(u32::MAX).max(FEWEST);
        let samples = options.samples.clamp(1, most);
        let window = Late::At(window_before);
        Trial {
            ground,
            options: daybreak_simulation::Options { samples, seed: options.seed, threads: options.threads },
            watch,
            has_chance,
            before: (!has_chance).then_some((window, window)),
        }
    }

    /// Many nights with `change` beside many nights without; nothing when the time is over.
    pub fn nights(&mut self, change: &Change, window: i64) -> Option<Nights> {
        if self.before.is_none() {
            self.before = Some(self.percentiles(&self.ground.network)?);
        }
        let (p50_before, p95_before) = self.before?;
        let (p50, p95) = if self.has_chance {
            self.percentiles(&self.ground.changed(change)?)?
        } else {
            (Late::At(window), Late::At(window))
        };
        Some(Nights { p50_before: p50_before.ms(), p50, p95_before: p95_before.ms(), p95 })
    }

    fn percentiles(&self, network: &Network) -> Option<(Late, Late)> {
        let goes_on = |_| (self.watch.spent)() < 1.0 && !(self.watch.is_cancelled)();
        let forecast = monte_carlo(network, self.ground.start, self.options, &goes_on).ok()?;
        let mut windows: Vec<Late> = forecast.windows.into_iter().map(Late::of).collect();
        windows.sort_unstable();
        // Nearest rank, as forecasts tell it.
        let at = |share: f64| windows[((windows.len() as f64 * share).ceil() as usize).clamp(1, windows.len()) - 1];
        Some((at(0.5), at(0.95)))
    }
}
