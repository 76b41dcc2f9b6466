//! What the study of the first nights says.

use super::Setting;
use super::chosen::{night_of_rank, rank, replay};
use super::random::LANES;
use super::sampler::Sampler;
use super::slow::Factors;
use super::study::{PARTS, Study};
use crate::plan::Split;
use daybreak_run::dispatch::Resource;

/// What the window is spent on over many nights. Each adds up to its window.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SplitForecast {
    /// Over the nights that were studied.
    pub mean: MeanSplit,
    /// Of the night whose window is P50, and P95; nothing when that night does not reach End.
    pub p50: Option<Split>,
    pub p95: Option<Split>,
}

/// A mean split, in milliseconds; see [`Split`].
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct MeanSplit {
    pub work: f64,
    pub lag: f64,
    pub resource: f64,
    pub clock: f64,
    pub human: f64,
}

/// A pool or lock over many nights.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ResourceForecast {
    pub resource: Resource,
    /// The share of nights in which it is what some start on the chain of drivers back from End waited for last.
    pub drove: f64,
    /// Milliseconds that the window waits for it: the mean over all studied nights, and what 95 % of them keep. The means of all
    /// resources add up to the part of the mean split. What waited before the clock held up the chain is in it, and drove nothing.
    pub mean_wait: f64,
    pub p95_wait: f64,
}

/// What a duration's good and bad tenth mean for the window, in milliseconds.
///
/// By least squares of the window on the duration over the studied nights, read at the duration's P10 and P90: the swing of a tornado
/// chart (Eschenbach 1992) from the regression sensitivity of a risk analysis (Vose, *Risk Analysis*, 2008, 5.3).
/// What was never on the chain of drivers moves nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tornado {
    /// The duration's P10 and P90.
    pub p10: f64,
    pub p90: f64,
    /// By how much the window is then longer than its mean; less than nothing is shorter.
    pub window_at_p10: f64,
    pub window_at_p90: f64,
}

/// Blocks of nights from which the P10 and P90 of a duration are read that cannot be told without drawing.
const DRAWN_BLOCKS: u32 = 1024 / LANES as u32;

/// The factors of the slow nights from which durations are read.
pub fn drawn_factors(sampler: &Sampler) -> Vec<Factors> {
    let of_block = |block| {
        let mut factors = Factors::new();
        sampler.factors(block, &mut factors);
        factors
    };
    (0..DRAWN_BLOCKS).map(of_block).collect()
}

/// The split over many nights.
pub fn split(setting: &Setting<'_>, study: &Study, windows: &[Option<i64>]) -> SplitForecast {
    let ms = setting.sampler.tick_ms as f64 / study.windows.nights.max(1) as f64;
    let [work, lag, resource, clock, human]: [f64; PARTS] = study.parts.map(|ticks| ticks as f64 * ms);
    let of = |percentile: f64| {
        let number = night_of_rank(windows, percentile);
        let plan = replay(setting.network, setting.compact, setting.sampler, number);
        plan.window.map(|_| plan.split)
    };
    SplitForecast { mean: MeanSplit { work, lag, resource, clock, human }, p50: of(0.5), p95: of(0.95) }
}

/// Every pool and lock that something takes.
pub fn resources(setting: &Setting<'_>, study: &Study) -> Vec<ResourceForecast> {
    let Setting { network, sampler, .. } = *setting;
    let nights = study.windows.nights.max(1) as f64;
    let mut waits = vec![Vec::new(); study.drove.len()];
    for (resource, wait) in &study.waits {
        waits[*resource as usize].push(wait * sampler.tick_ms);
    }
    let pools = network.pools.len();
    let demands = || network.activities.iter().filter(|a| a.included).map(|a| &a.demand);
    let is_taken = |slot: usize| match slot.checked_sub(pools) {
        None => demands().any(|d| d.pools.iter().any(|(pool, _)| *pool == slot)),
        Some(lock) => demands().any(|d| d.locks.iter().any(|(taken, _)| *taken == lock)),
    };
    let told = waits.into_iter().enumerate().filter(|(slot, _)| is_taken(*slot)).map(|(slot, mut waits)| {
        waits.sort_unstable();
        let without = study.windows.nights as usize - waits.len();
        let p95 = rank(0.95, study.windows.nights as usize);
        ResourceForecast {
            resource: if slot < pools { Resource::Pool(slot) } else { Resource::Lock(slot - pools) },
            drove: study.drove[slot] as f64 / nights,
            mean_wait: waits.iter().sum::<i64>() as f64 / nights,
            p95_wait: p95.checked_sub(without + 1).map_or(0.0, |at| waits.get(at).copied().unwrap_or(0) as f64),
        }
    });
    told.collect()
}

/// The cruciality of an activity (the correlation of its duration and the window; Williams 1992), and what its duration does to
/// the window; nothing when it was `never_critical` or its duration never changes. `factors` are the [`drawn_factors`].
pub fn effect(
    setting: &Setting<'_>,
    study: &Study,
    factors: &[Factors],
    at: u32,
    never_critical: bool,
) -> (f64, Option<Tornado>) {
    let sampler = setting.sampler;
    let Some((cruciality, slope)) = study.regression(at) else { return (0.0, None) };
    if never_critical {
        return (cruciality, None);
    }
    let (p10, p90) = match (sampler.quantile(at, 0.1), sampler.quantile(at, 0.9)) {
        (Some(p10), Some(p90)) => (p10, p90),
        _ => drawn(sampler, factors, at),
    };
    let (mean, tick) = (study.mean(at), sampler.tick_ms as f64);
    let window = |ticks: f64| slope * (ticks - mean) * setting.sampler.tick_ms as f64;
    let tornado = Tornado { p10: p10 * tick, p90: p90 * tick, window_at_p10: window(p10), window_at_p90: window(p90) };
    (cruciality, Some(tornado))
}

/// The P10 and P90 of a duration over the first nights, in ticks.
fn drawn(sampler: &Sampler, factors: &[Factors], at: u32) -> (f64, f64) {
    let mut spans = Vec::with_capacity(factors.len() * LANES);
    for (block, factors) in (0..).zip(factors) {
        let mut of_block = [0; LANES];
        sampler.spans(at, block, factors, &mut of_block);
        spans.extend_from_slice(&of_block);
    }
    let mut quantile = |p: f64| {
        let rank = rank(p, spans.len());
        f64::from(*spans.select_nth_unstable(rank - 1).1)
    };
    (quantile(0.1), quantile(0.9))
}
