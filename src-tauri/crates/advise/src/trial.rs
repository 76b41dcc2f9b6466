//! Simulating the night with a set of changes in it, once each.

use crate::advice::Asked;
use crate::night::{Night, Wrong};
use daybreak_model::id::NodeId;
use daybreak_model::network::{Deadline, Index, Network, Part};
use daybreak_model::time::Timestamp;
use daybreak_scenario::Verb;
use daybreak_simulation::{Forecast, Options, Statistics};
use std::collections::HashMap;

/// A change that may be made.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What people read, one sentence.
    pub name: String,
    /// Not less than nothing; in any unit, the same for all.
    pub cost: f64,
    /// All of it or nothing.
    pub verbs: Vec<Verb>,
}

/// A set of changes, by their positions: bit n is change n.
pub type Set = u64;

/// More changes are not taken in.
pub const MOST_CHANGES: usize = 64;

/// Nights of a first look; a set that can no longer reach the target, whatever its other nights are, is not looked at further.
const FIRST_LOOK: u32 = 512;

/// What many nights of one set of changes gave.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tested {
    /// The share of nights that meet the target, and its standard error.
    pub probability: f64,
    pub error: f64,
    /// Of the window, in milliseconds.
    pub window: Statistics,
    pub plan_window: Option<i64>,
    /// By how much later than the target the night is that the asked share of nights keeps, in milliseconds; less than nothing when
    /// it is earlier. Nothing when so many nights never get there.
    pub late: Option<f64>,
    /// Whether as many nights as were asked for meet the target.
    pub reaches: bool,
}

/// Everything that was simulated so far.
pub struct Trials<'a> {
    pub asked: &'a Asked<'a>,
    known: HashMap<Set, Option<Tested>>,
    /// Sets that the first look has shown not to reach the target.
    hopeless: HashMap<Set, ()>,
    /// How many sets were simulated.
    pub tried: u32,
    /// How many sets will be, as far as can be told.
    pub expected: u32,
}

impl Tested {
    /// For putting sets in order: less is nearer to the target, and what never gets there is the farthest.
    pub fn lateness(&self) -> f64 {
        self.late.unwrap_or(f64::INFINITY)
    }
}

impl<'a> Trials<'a> {
    pub fn new(asked: &'a Asked<'a>) -> Trials<'a> {
        Trials { asked, known: HashMap::new(), hopeless: HashMap::new(), tried: 0, expected: 1 }
    }

    /// The night with these changes; nothing when they cannot be made together.
    pub fn night(&self, set: Set) -> Option<Night> {
        let changes = self.asked.changes.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1);
        let verbs: Vec<Verb> = changes.flat_map(|(_, change)| change.verbs.iter().cloned()).collect();
        let mut night = Night::unnamed(self.asked.bundle, &verbs, self.asked.date).ok()?;
        self.aim(&mut night.network)?;
        Some(night)
    }

    /// Adds the target as the last deadline; nothing when its node is not there.
    fn aim(&self, network: &mut Network) -> Option<()> {
        let activity = target_of(network, self.asked.node.as_ref())?;
        let at = self.asked.target.at(network.business_date, network.zone);
        network.deadlines.push(Deadline { activity, node: network.activities[activity].node.clone(), at });
        Some(())
    }

    /// What all nights of a set gave; nothing when its changes cannot be made together.
    pub fn test(&mut self, set: Set) -> Result<Option<Tested>, Wrong> {
        if let Some(known) = self.known.get(&set) {
            return Ok(*known);
        }
        let tested = match self.night(set) {
            Some(night) => {
                self.count(set)?;
                Some(self.simulate(&night, self.asked.options)?.0)
            }
            None => None,
        };
        self.known.insert(set, tested);
        Ok(tested)
    }

    /// Whether a set reaches the target; as [`test`](Self::test) would say, but mostly sooner.
    pub fn reaches(&mut self, set: Set) -> Result<bool, Wrong> {
        if let Some(known) = self.known.get(&set) {
            return Ok(known.is_some_and(|tested| tested.reaches));
        }
        if self.hopeless.contains_key(&set) {
            return Ok(false);
        }
        let samples = self.asked.options.samples;
        if samples <= FIRST_LOOK * 2 {
            return Ok(self.test(set)?.is_some_and(|tested| tested.reaches));
        }
        let Some(night) = self.night(set) else {
            self.known.insert(set, None);
            return Ok(false);
        };
        self.count(set)?;
        let (_, met) = self.simulate(&night, Options { samples: FIRST_LOOK, ..self.asked.options })?;
        if met + (samples - FIRST_LOOK) < needed(self.asked.probability, samples) {
            self.hopeless.insert(set, ());
            return Ok(false);
        }
        let tested = self.simulate(&night, self.asked.options)?.0;
        self.known.insert(set, Some(tested));
        Ok(tested.reaches)
    }

    /// The same set with other random numbers.
    pub fn again(&self, set: Set, seed: u64) -> Result<Option<Tested>, Wrong> {
        let Some(night) = self.night(set) else { return Ok(None) };
        Ok(Some(self.simulate(&night, Options { seed, ..self.asked.options })?.0))
    }

    /// All sets that were simulated whole, in no order.
    pub fn whole(&self) -> impl Iterator<Item = (Set, Tested)> {
        self.known.iter().filter_map(|(set, tested)| Some((*set, (*tested)?)))
    }

    /// By how much later than the target the asked share of nights is there at the earliest, with any of the sets, when all of them were
    /// simulated whole; nothing when so many nights never get there.
    pub fn least_late(&self) -> Option<f64> {
        let late = self.known.values().flatten().filter_map(|tested| tested.late).min_by(f64::total_cmp)?;
        self.hopeless.is_empty().then_some(late)
    }

    fn count(&mut self, set: Set) -> Result<(), Wrong> {
        if !self.hopeless.contains_key(&set) {
            self.tried += 1;
        }
        let total = self.expected.max(self.tried + 1);
        if (self.asked.progress)(self.tried, total) { Ok(()) } else { Err(Wrong::Cancelled) }
    }

    /// What the nights gave, and how many of them meet the target.
    pub fn simulate(&self, night: &Night, options: Options) -> Result<(Tested, u32), Wrong> {
        let total = self.expected.max(self.tried + 1);
        let forecast = night.forecast(options, &|_| (self.asked.progress)(self.tried, total))?;
        let Some(target) = forecast.deadlines.last() else {
            return Err(Wrong::Asked("the target is not part of the night".into()));
        };
        let met = (target.probability * f64::from(forecast.samples)).round() as u32;
        let finish = finish_at(&forecast, target.activity, night.network.end, self.asked.probability);
        let due = target.at.ms().saturating_sub(forecast.start.ms()) as f64;
        let tested = Tested {
            probability: target.probability,
            error: target.error,
            window: forecast.window,
            plan_window: night.plan().window,
            late: finish.map(|finish| finish - due),
            reaches: met >= needed(self.asked.probability, forecast.samples),
        };
        Ok((tested, met))
    }
}

/// How many of so many nights are that share of them.
pub fn needed(probability: f64, samples: u32) -> u32 {
    (probability * f64::from(samples) - 1e-9).ceil().max(0.0) as u32
}

/// The activity whose finish is the target.
pub fn target_of(network: &Network, node: Option<&NodeId>) -> Option<Index> {
    node.map_or(Some(network.end), |node| network.find(node, Part::Close))
}

/// The moment by which that share of nights has finished an activity, in milliseconds from the start of Begin; nothing when so many
/// never do.
pub fn finish_at(forecast: &Forecast, activity: Index, end: Index, share: f64) -> Option<f64> {
    if activity == end {
        let mut sorted: Vec<i64> = forecast.windows.iter().map(|window| window.unwrap_or(i64::MAX)).collect();
        sorted.sort_unstable();
        let rank = needed(share, forecast.samples).clamp(1, forecast.samples.max(1)) as usize;
        return sorted.get(rank - 1).filter(|ms| **ms != i64::MAX).map(|ms| *ms as f64);
    }
    let Some(finish) = forecast.activities[activity].finish else { return Some(0.0) };
    let points = [
        (0.0, finish.min),
        (0.5, finish.p50),
        (0.8, finish.p80),
        (0.9, finish.p90),
        (0.95, finish.p95),
        (0.99, finish.p99),
        (1.0, finish.max),
    ];
    let told: Vec<(f64, f64)> = points.into_iter().filter_map(|(share, ms)| Some((share, ms?))).collect();
    let above = told.iter().find(|(at, _)| *at >= share);
    let below = told.iter().rev().find(|(at, _)| *at <= share);
    match (below, above) {
        (Some((low, from)), Some((high, to))) if high > low => Some(from + (to - from) * (share - low) / (high - low)),
        (_, above) => above.map(|(_, ms)| *ms),
    }
}

/// A moment that many milliseconds after the start of Begin.
pub fn moment(forecast: &Forecast, ms: f64) -> Timestamp {
    Timestamp(forecast.start.ms().saturating_add(ms as i64))
}
