//! Thousands of nights with sampled durations, failures and branches.

mod chosen;
mod findings;
mod forecast;
mod lanes;
mod nights;
mod quantiles;
mod random;
mod sampler;
mod slow;
mod study;
mod tally;
mod threads;
mod vector;

pub use chosen::{ChosenNight, night_at};
pub use findings::{MeanSplit, ResourceForecast, SplitForecast, Tornado};
pub use forecast::{DeadlineForecast, Forecast, NodeForecast, Statistics, observed};

use crate::compact::{Compact, LONG_AGO, in_ticks, since, start_of_begin};
use daybreak_model::network::{Activity, Does, Network, Part};
use daybreak_model::time::Timestamp;
use forecast::Counted;
use random::LANES;
use sampler::{Mask, Sampler, longest};
use slow::SlowNights;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};
use study::Study;
use tally::Tally;
use threads::Threads;

/// How many nights, from which seed, on how many threads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// From 1 to [`MOST_SAMPLES`]; what is beyond is cut.
    pub samples: u32,
    pub seed: u64,
    /// At least one. The result does not depend on it.
    pub threads: usize,
}

/// The caller had the simulation stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cancelled;

/// Hears how many nights are done, from any thread, and says whether to go on.
pub type Progress<'a> = dyn Fn(u32) -> bool + Sync + 'a;

/// No more nights are simulated than this, whatever is asked for.
pub const MOST_SAMPLES: u32 = 10_000_000;

/// Simulates `options.samples` nights of `network`, run at `start`, under the dispatch rule.
///
/// Night number n is the same whatever the number of nights and threads. Memory grows with activities and, by a few bytes,
/// with nights, but not with their product.
pub fn monte_carlo(
    network: &Network,
    start: Timestamp,
    options: Options,
    progress: &Progress<'_>,
) -> Result<Forecast, Cancelled> {
    let start = start_of_begin(network, start);
    let compact = Compact::of(network, start);
    let sampler = sampler_of(network, &compact, options.seed);
    if has_resources(&compact) {
        let compact = compact.with_times(|ms| in_ticks(ms, sampler.tick_ms));
        let setting = Setting { network, compact: &compact, sampler: &sampler };
        let worker = || nights::Worker::new(&compact, &sampler);
        simulate(&setting, options, progress, worker, |w, block, nights, by, tally, go_on| {
            w.block(block, nights, by, tally, go_on)
        })
    } else {
        let course = lanes::Course::new(network, &compact, &sampler);
        let setting = Setting { network, compact: &compact, sampler: &sampler };
        let worker = || lanes::Worker::new(&compact, &sampler, &course);
        simulate(&setting, options, progress, worker, |w, block, nights, by, tally, _| {
            w.block(block, nights, by, tally)
        })
    }
}

fn has_resources(compact: &Compact) -> bool {
    compact.activities.iter().any(|a| a.takes_resources)
}

/// What draws the nights of a network, to the same ticks with resources and without, so that who needs one leaves the luck of others as
/// it was.
fn sampler_of(network: &Network, compact: &Compact, seed: u64) -> Sampler {
    let slow = SlowNights::of(network);
    let longest = longest_path(network, compact, &slow);
    Sampler::new(network, compact, slow, seed, longest)
}

/// What all threads share.
struct Setting<'a> {
    network: &'a Network,
    compact: &'a Compact,
    /// Says how many milliseconds a tick has, in which workers count.
    sampler: &'a Sampler,
}

/// No more milestones than this are told of all nights, for counting takes time.
const MOST_MILESTONES: usize = 256;
/// Nights whose range of starts and finishes sets up the histograms.
const PILOT: u32 = 64;

fn simulate<W>(
    setting: &Setting<'_>,
    options: Options,
    progress: &Progress<'_>,
    worker: impl Fn() -> W + Sync,
    block: impl Fn(&mut W, u32, Mask, &[(u32, i64)], &mut Tally, &dyn Fn() -> bool) -> [Option<i64>; LANES] + Sync,
) -> Result<Forecast, Cancelled> {
    let deadlines = deadlines(setting);
    let samples = options.samples.clamp(1, MOST_SAMPLES);
    let threads = Threads::new(options.threads);
    let pace = Pace { done: AtomicU32::new(0), stop: AtomicBool::new(false), progress };
    let go_on = || pace.goes_on();
    let run = |worker: &mut W, number: u32, tally: &mut Tally| {
        block(worker, number, nights_of(number, samples), &deadlines, tally, &go_on)
    };

    let follows = |at: u32| setting.sampler.fixed(at).is_some() && setting.compact.rest[at as usize].until == LONG_AGO;
    let unseen = Tally::pilot(setting.compact, follows, always(setting), deadlines.len());
    let scouts = threads.map(samples.min(PILOT).div_ceil(LANES as u32) as usize, |number| {
        let mut seen = unseen.clone();
        let windows = run(&mut worker(), number as u32, &mut seen);
        (seen, windows.into_iter().flatten().max())
    });
    if !pace.goes_on() {
        return Err(Cancelled);
    }
    let longest = scouts.iter().filter_map(|(_, longest)| *longest).max().unwrap_or(0);
    let pilot = together(scouts.into_iter().map(|(seen, _)| seen));

    let study = Study::new(setting.network, setting.compact, setting.sampler, longest);
    let (next, blocks) = (AtomicU32::new(0), samples.div_ceil(LANES as u32));
    let shares = threads.each(|| {
        let (mut worker, mut tally, mut windows) = (worker(), pilot.ranged(study.clone()), Vec::new());
        while !pace.is_stopped() {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= blocks {
                break;
            }
            windows.push((number, run(&mut worker, number, &mut tally)));
            pace.tell(nights_of(number, samples).count_ones());
        }
        (tally, windows)
    });
    if pace.is_stopped() {
        return Err(Cancelled);
    }
    let mut windows = vec![None; samples as usize];
    let tallies = shares.into_iter().map(|(tally, of_blocks)| {
        for (number, of_block) in of_blocks {
            let room = windows[number as usize * LANES..].iter_mut().zip(of_block);
            room.for_each(|(window, ticks)| *window = ticks.map(|t| t * setting.sampler.tick_ms));
        }
        tally
    });
    let counted = Counted { tally: together(tallies), windows };
    Ok(forecast::forecast(setting, options.seed, counted, &threads))
}

/// How far all threads are, and whether they are to go on.
struct Pace<'a> {
    done: AtomicU32,
    stop: AtomicBool,
    progress: &'a Progress<'a>,
}

impl Pace<'_> {
    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// Asks whether to go on.
    fn goes_on(&self) -> bool {
        self.tell(0);
        !self.is_stopped()
    }

    /// Tells that so many more nights are done.
    fn tell(&self, nights: u32) {
        let done = self.done.fetch_add(nights, Ordering::Relaxed) + nights;
        if self.is_stopped() || !(self.progress)(done) {
            self.stop.store(true, Ordering::Relaxed);
        }
    }
}

/// What one or more tallies have counted, one after the other.
fn together(tallies: impl Iterator<Item = Tally>) -> Tally {
    let all = tallies.reduce(|mut all, more| {
        all.add(more);
        all
    });
    all.expect("at least one thread, and one block")
}

/// The nights of a block that are wanted.
fn nights_of(block: u32, samples: u32) -> Mask {
    let left = samples - block * LANES as u32;
    if left >= LANES as u32 { Mask::MAX } else { (1 << left) - 1 }
}

/// The promised activity of each deadline, by place, and the moment in ticks.
fn deadlines(setting: &Setting<'_>) -> Vec<(u32, i64)> {
    let network = setting.network;
    let by =
        |d: &daybreak_model::network::Deadline| since(setting.compact.start, d.at).div_euclid(setting.sampler.tick_ms);
    network.deadlines.iter().map(|d| (setting.compact.order.place(d.activity), by(d))).collect()
}

/// By place, what is told of all nights: whatever has a deadline, and milestones unless they are very many.
fn always(setting: &Setting<'_>) -> Vec<bool> {
    let (network, order) = (setting.network, &setting.compact.order);
    let is_milestone = |a: &Activity| a.part == Part::Whole && a.does == Does::Pass;
    let milestones = network.activities.iter().enumerate().filter(|(_, a)| is_milestone(a)).map(|(at, _)| at);
    let promised = network.deadlines.iter().map(|deadline| deadline.activity);
    let mut always = vec![false; network.activities.len()];
    promised.chain(milestones.take(MOST_MILESTONES)).for_each(|at| always[order.place(at) as usize] = true);
    always
}

/// The longest that a night can last in which nothing waits for a resource, in milliseconds.
fn longest_path(network: &Network, compact: &Compact, slow: &SlowNights) -> i64 {
    let mut finish = vec![0i64; network.activities.len()];
    for at in network.topological_order() {
        let rest = &compact.rest[compact.order.place(at) as usize];
        let links = network.incoming(at).iter().map(|l| &network.links[*l]);
        let linked = links.map(|l| finish[l.from].saturating_add(l.lag.ms())).max().unwrap_or(0);
        let start = linked.max(rest.not_before);
        let whole = start.saturating_add(longest(&network.activities[at], slow.most(at)));
        finish[at] = whole.max(rest.until).max(latest_arrival(network, compact, at));
    }
    finish.into_iter().max().unwrap_or(0)
}

/// The longest that an activity can take, or until what it waits for has come.
fn longest_of(network: &Network, compact: &Compact, slow: &SlowNights, at: usize) -> i64 {
    longest(&network.activities[at], slow.most(at)).max(latest_arrival(network, compact, at))
}

/// Milliseconds from the start of Begin until what an activity waits for has come for sure.
fn latest_arrival(network: &Network, compact: &Compact, at: usize) -> i64 {
    let arrival = &network.activities[at].arrival;
    arrival.map_or(0, |a| since(compact.start, a.latest.max(a.planned())))
}

/// Whether an activity is what its node's start, and its finish, is told by.
fn tells(part: Part) -> (bool, bool) {
    (part != Part::Close, part != Part::Open)
}
