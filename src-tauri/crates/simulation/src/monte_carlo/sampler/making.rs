//! A sampler from a network.

use super::repeated::{MOST_DRAWN, Repeats, Special};
use super::{Arrival, Decision, Drawn, Once, Sampler, Slowed, Source, Whole};
use crate::branches::odds;
use crate::compact::{Compact, NONE, since};
use crate::monte_carlo::quantiles::{Shape, Tables};
use crate::monte_carlo::random::{Stream, below};
use crate::monte_carlo::slow::SlowNights;
use crate::patience::Patience;
use daybreak_model::duration::Estimate;
use daybreak_model::network::{Activity, Arriving, Network, Part};
use daybreak_model::time::Span;

/// A log-normal this wide spans more than twenty orders of magnitude; anything wider is taken at its median.
pub const LARGEST_SIGMA: f64 = 8.0;

impl Sampler {
    /// The sampler of a network; no sum of `longest` milliseconds may overflow a tick count.
    pub fn new(network: &Network, compact: &Compact, slow: SlowNights, seed: u64, longest: i64) -> Sampler {
        let activities = || network.activities.iter();
        let mut shapes: Vec<Shape> = activities().filter_map(|a| shape(&a.estimate)).collect();
        shapes.extend(activities().filter_map(|a| shape(a.overhead.as_ref()?)));
        shapes.extend(activities().filter_map(|a| arrival_shape(a.arrival.as_ref()?)));
        shapes.extend(slow.shapes());
        let mut sampler = Sampler {
            seed,
            tick_ms: tick(longest),
            longest: 0,
            drawn: Vec::with_capacity(compact.count()),
            tables: Tables::of(&shapes),
            measured: Vec::new(),
            slowed: Vec::new(),
            special: Vec::new(),
            decisions: Vec::new(),
            arrivals: Vec::new(),
            patience: Vec::new(),
            slow,
        };
        sampler.longest = sampler.ticks(Span::MAX.ms());
        for index in compact.order.activities() {
            let activity = &network.activities[*index];
            let kind = match activity.part {
                Part::Whole => b'w',
                Part::Open => b'o',
                Part::Close => b'c',
            };
            let source = sampler.source_of(network, compact, *index);
            sampler.drawn.push(Drawn { source, stream: Stream::of(kind, activity.node.as_str()) });
            let ticks = |ms| i64::from(sampler.ticks(ms));
            let patience = Patience::of(activity, ticks).map(|patience| (compact.order.place(*index), patience));
            sampler.patience.extend(patience);
        }
        sampler
    }

    fn source_of(&mut self, network: &Network, compact: &Compact, index: usize) -> Source {
        let activity = &network.activities[index];
        if let Some(odds) = odds(network, index) {
            return self.decision(&odds.branches);
        }
        if !activity.included || activity.does.is_instant() {
            return Source::Fixed(0);
        }
        if let Some(arriving) = &activity.arrival {
            return self.arrival(activity, arriving, compact);
        }
        let once = self.once(&activity.estimate);
        let overhead = activity.overhead.as_ref().map_or(Source::Fixed(0), |overhead| self.once(overhead));
        let slowed_by = self.slow.together(index);
        let stretch = self.slow.most(index);
        let whole = Whole::up_to(longest_work(activity, stretch) as f64 / self.tick_ms as f64);
        let fails_below = below(activity.failure_probability);
        let timeout = activity.timeout.filter(|t| t.ms() < longest_work(activity, stretch));
        let is_special = fails_below > 0 || timeout.is_some() || activity.cycle.is_some();
        if let (false, Source::Fixed(overhead)) = (is_special, overhead) {
            return self.plain(once, slowed_by, overhead, whole);
        }
        let attempts = activity.retry.attempts.clamp(1, MOST_DRAWN);
        self.special.push(Special {
            once,
            slowed_by,
            whole,
            overhead,
            attempts,
            delays: (1..attempts).map(|n| self.ticks(activity.retry.wait_after(n).unwrap_or_default().ms())).collect(),
            fails_below,
            timeout: timeout.map(|t| self.ticks(t.ms())),
            repeats: activity.cycle.as_ref().map(|c| Repeats {
                times: c.times.max(1),
                every: self.ticks(c.every.ms()),
                from: c.from,
                stops: c.stops.filter(|p| p.is_finite()).map_or(0.0, |p| p.clamp(0.0, 1.0)),
            }),
        });
        Source::Special(self.special.len() as u32 - 1)
    }

    /// Work of one attempt that cannot fail.
    fn plain(&mut self, once: Once, slowed_by: u32, overhead: i32, whole: Whole) -> Source {
        match once {
            _ if slowed_by != NONE => {
                self.slowed.push(Slowed { once, by: slowed_by, whole, overhead });
                Source::Slowed(self.slowed.len() as u32 - 1)
            }
            once if overhead == 0 => once,
            Source::Fixed(span) => Source::Fixed(span.saturating_add(overhead)),
            once => {
                self.slowed.push(Slowed { once, by: NONE, whole, overhead });
                Source::Slowed(self.slowed.len() as u32 - 1)
            }
        }
    }

    fn decision(&mut self, branches: &[f64]) -> Source {
        let mut sum = 0.0;
        let bounds = branches.iter().map(|p| {
            sum += p;
            // The last certain branch takes what rounding has left over.
            if sum > 1.0 - 1e-9 { 1 << 32 } else { below(sum) }
        });
        self.decisions.push(Decision { bounds: bounds.collect() });
        Source::Decision(self.decisions.len() as u32 - 1)
    }

    fn arrival(&mut self, activity: &Activity, arriving: &Arriving, compact: &Compact) -> Source {
        let moment = |at| since(compact.start, at).div_euclid(self.tick_ms);
        let shape = arrival_shape(arriving);
        // Points out of order are taken at the mean, as fixed ones are.
        let earliest = moment(if shape.is_some() { arriving.earliest } else { arriving.planned() });
        self.arrivals.push(Arrival {
            earliest,
            scale: (moment(arriving.latest) - earliest) as f32,
            first: shape.map(|shape| self.tables.first(shape)),
            fails_below: below(libm::pow(activity.failure_probability, activity.retry.attempts.max(1).into())),
        });
        Source::Arrival(self.arrivals.len() as u32 - 1)
    }

    fn once(&mut self, estimate: &Estimate) -> Source {
        let tick = self.tick_ms as f64;
        let first = shape(estimate).map(|shape| self.tables.first(shape));
        match (estimate, first) {
            (Estimate::Pert { low, high, .. }, Some(first)) => {
                table(first, low.ms() as f64 / tick, (high.ms() - low.ms()) as f64 / tick, high.ms() as f64 / tick)
            }
            (Estimate::LogNormal { median, .. }, Some(first)) => {
                table(first, 0.0, median.ms() as f64 / tick, estimate.longest().ms() as f64 / tick)
            }
            (Estimate::Empirical(spans), _) if !spans.is_empty() => {
                let first = self.measured.len() as u32;
                for span in spans {
                    let ticks = self.ticks(span.ms());
                    self.measured.push(ticks);
                }
                Source::Measured { first, count: spans.len() as u32 }
            }
            _ => Source::Fixed(self.ticks(estimate.planned().ms())),
        }
    }
}

/// `offset + scale * quantile` ticks, which are never more than `most`.
fn table(first: u32, offset: f64, scale: f64, most: f64) -> Source {
    Source::Table { first, offset: offset as f32, scale: scale as f32, whole: Whole::up_to(most) }
}

/// The shape of a distribution that has a table; nothing for one that is fixed, or measured, or whose points are out of order.
fn shape(estimate: &Estimate) -> Option<Shape> {
    match estimate {
        Estimate::Pert { low, mode, high } => pert(low.ms(), mode.ms(), high.ms()),
        Estimate::LogNormal { sigma, .. } if sigma.is_finite() && *sigma > 0.0 && *sigma <= LARGEST_SIGMA => {
            Some(Shape::LogNormal(*sigma))
        }
        _ => None,
    }
}

fn arrival_shape(arriving: &Arriving) -> Option<Shape> {
    pert(arriving.earliest.ms(), arriving.usual.ms(), arriving.latest.ms())
}

fn pert(low: i64, mode: i64, high: i64) -> Option<Shape> {
    let is_in_order = low < high && low <= mode && mode <= high;
    is_in_order.then(|| Shape::Pert((mode - low) as f64 / (high - low) as f64))
}

/// The longest that the work of one attempt can take in a night that is slow by `stretch`, with all repetitions.
fn longest_work(activity: &Activity, stretch: f64) -> i64 {
    let once = Span::from_ms((activity.estimate.longest().ms() as f64 * stretch) as i64).ms();
    activity
        .cycle
        .as_ref()
        .map_or(once, |c| once.saturating_add(c.every.ms()).saturating_mul(i64::from(c.times.max(1))))
}

/// The longest an activity can take, in milliseconds, with all attempts and repetitions, when slow nights stretch its work by
/// `stretch` at the most.
pub fn longest(activity: &Activity, stretch: f64) -> i64 {
    if !activity.included || activity.does.is_instant() {
        return 0;
    }
    let overhead = activity.overhead.as_ref().map_or(0, |overhead| overhead.longest().ms());
    let whole = longest_work(activity, stretch).saturating_add(overhead);
    let attempts = activity.retry.attempts.clamp(1, MOST_DRAWN);
    let delays = (1..attempts).filter_map(|n| activity.retry.wait_after(n)).map(|d| d.ms());
    let fails = activity.failure_probability > 0.0 || activity.timeout.is_some();
    let attempts = if fails { attempts } else { 1 };
    let whole = whole.min(Span::MAX.ms()).saturating_mul(attempts.into());
    whole.saturating_add(if fails { delays.sum() } else { 0 })
}

/// Milliseconds of a tick with which `longest` milliseconds stay well within 32 bits.
fn tick(longest: i64) -> i64 {
    let mut tick = 1i64;
    while longest / tick >= 1 << 30 {
        tick = tick.saturating_mul(10);
    }
    tick
}
