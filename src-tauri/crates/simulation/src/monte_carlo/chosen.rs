//! One night out of many, told as a plan is.

use super::random::LANES;
use super::sampler::{Attempts, Lanes, Sampler};
use super::slow::Factors;
use super::{Cancelled, Options, Progress, monte_carlo, sampler_of};
use crate::compact::{Compact, Ended, LONG_AGO, start_of_begin};
use crate::plan::{Given, Plan, Try, night};
use daybreak_model::network::Network;
use daybreak_model::time::Timestamp;

/// A night by its number, as it came.
#[derive(Clone, Debug, PartialEq)]
pub struct ChosenNight {
    /// From 0, in the order of the nights.
    pub number: u32,
    /// Its window in milliseconds; nothing when the percentile lies among nights that do not reach End.
    pub window: Option<i64>,
    /// Everything as chance gave it in this night.
    pub plan: Plan,
}

/// The night whose window is the `percentile` (from 0 to 1, nearest rank) of all nights that `options` ask for: the first of several
/// that last as long.
pub fn night_at(
    network: &Network,
    start: Timestamp,
    options: Options,
    percentile: f64,
    progress: &Progress<'_>,
) -> Result<ChosenNight, Cancelled> {
    let windows = monte_carlo(network, start, options, progress)?.windows;
    let number = night_of_rank(&windows, percentile);
    let start = start_of_begin(network, start);
    let compact = Compact::of(network, start);
    let sampler = sampler_of(network, &compact, options.seed);
    let plan = replay(network, &compact, &sampler, number);
    Ok(ChosenNight { number, window: windows[number as usize], plan })
}

/// The number of the night at a percentile of the windows. Nights without an end are longer than all others.
pub fn night_of_rank(windows: &[Option<i64>], percentile: f64) -> u32 {
    let mut nights: Vec<(i64, u32)> = windows.iter().zip(0..).map(|(w, n)| (w.unwrap_or(i64::MAX), n)).collect();
    let rank = rank(percentile, nights.len());
    let (_, (window, _), _) = nights.select_nth_unstable(rank - 1);
    let wanted = *window;
    nights.iter().filter(|(window, _)| *window == wanted).map(|(_, number)| *number).min().unwrap_or(0)
}

/// The place, from 1, of a percentile among `count` (nearest rank).
pub fn rank(percentile: f64, count: usize) -> usize {
    // A share that is a whole number but for rounding is that number.
    ((percentile * count as f64 - 1e-9).ceil() as usize).clamp(1, count.max(1))
}

/// Night `number`, whole.
pub fn replay(network: &Network, compact: &Compact, sampler: &Sampler, number: u32) -> Plan {
    night(network, compact.start, &given(network, compact, sampler, number))
}

/// What chance gave to one night.
fn given(network: &Network, compact: &Compact, sampler: &Sampler, number: u32) -> Given {
    let (block, lane) = (number / LANES as u32, number as usize % LANES);
    let mut given = Given::of(network, compact.start);
    given.tick_ms = sampler.tick_ms;
    let mut factors = Factors::new();
    sampler.factors(block, &mut factors);
    for index in 0..network.activities.len() {
        let at = compact.order.place(index);
        let mut spans: Lanes = [0; LANES];
        let failed = sampler.spans(at, block, &factors, &mut spans);
        given.span[index] = i64::from(spans[lane]) * sampler.tick_ms;
        given.ended[index] = match failed >> lane & 1 {
            1 => Ended::Failed,
            _ if sampler.decides(at) => Ended::Chose(sampler.branches(at, block)[lane]),
            _ => Ended::Well,
        };
        for moment in [&mut given.not_before[index], &mut given.until[index]] {
            if *moment != LONG_AGO && sampler.tick_ms > 1 {
                *moment = i64::from(sampler.ticks(*moment)) * sampler.tick_ms;
            }
        }
        if sampler.arrives(at) {
            let mut comes: Lanes = [0; LANES];
            sampler.arrivals(at, block, &mut comes);
            given.until[index] = i64::from(comes[lane]) * sampler.tick_ms;
        }
        if let Some(patience) = sampler.patience(at) {
            given.patience.insert(index, patience.times(sampler.tick_ms));
        }
        if sampler.may_retry(at) {
            let tries = tries(sampler, at, (block, lane), &factors);
            given.attempts.insert(index, tries.len() as u32);
            if compact.activities[at as usize].takes_resources {
                given.tries.insert(index, tries);
            }
        }
    }
    given
}

/// The attempts of one night.
fn tries(sampler: &Sampler, at: u32, (block, lane): (u32, usize), factors: &Factors) -> Vec<Try> {
    let mut attempts = Attempts::default();
    sampler.attempts(at, block, factors, &mut attempts);
    let ms = |ticks: i32| i64::from(ticks) * sampler.tick_ms;
    let attempt = |number: usize| {
        let failed = attempts.failed[number] >> lane & 1 == 1;
        let delay = attempts.delays.get(number).filter(|_| failed);
        Try { span: ms(attempts.spans[number][lane]), again: delay.map(|delay| ms(*delay)) }
    };
    let before = (0..).map(attempt).take_while(|attempt| attempt.again.is_some()).count();
    (0..=before).map(attempt).collect()
}
