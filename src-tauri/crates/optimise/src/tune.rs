//! Better priorities and edges that put jobs in order, for a shorter window under the dispatch rule.
//!
//! A search over schedules finds short ones; what it finds is turned into priorities, and into edges where they are allowed, under which
//! the rule itself gives that window. Then everything that does not matter is left out again, and what is left is tried on many nights.

mod allowed;
mod candidates;
mod climb;
pub mod genes;
mod ground;
mod hold;
mod nights;
mod reduce;
mod searching;
mod taken;

pub use nights::Nights;

use crate::prove;
use candidates::candidates;
use chrono::NaiveDate;
use daybreak_model::bundle::Bundle;
use daybreak_model::edit::Edit;
use daybreak_model::id::NodeId;
use daybreak_model::network::{Unbuildable, build};
use daybreak_model::time::Timestamp;
use daybreak_simulation::plan;
use ground::{Change, Ground};
use searching::Search;
use std::collections::{BTreeMap, BTreeSet};

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    pub seed: u64,
    /// Whether edges may be drawn that put jobs in order.
    pub allow_edges: bool,
    /// Nights on which what is found is tried, at most.
    pub samples: u32,
    pub threads: usize,
    /// Each thread stops after so many schedules. Without it the clock alone decides, and what is found depends on the machine.
    pub schedules: Option<u64>,
}

/// The clock and the person at it.
#[derive(Clone, Copy)]
pub struct Watch<'a> {
    /// The share of the time that has passed; from 1 on it is over.
    pub spent: &'a (dyn Fn() -> f64 + Sync),
    pub is_cancelled: &'a (dyn Fn() -> bool + Sync),
}

/// What tuning found. Windows in milliseconds.
#[derive(Clone, Debug, PartialEq)]
pub struct Tuned {
    pub window_before: i64,
    /// With the change when it is offered, else as before.
    pub window: i64,
    pub bound: i64,
    /// New priorities, only those that differ; none when nothing is offered.
    pub priorities: BTreeMap<NodeId, i32>,
    pub edges: Vec<(NodeId, NodeId)>,
    pub edits: Vec<Edit>,
    /// Many nights before and after; nothing when the time did not suffice.
    pub nights: Option<Nights>,
    pub outcome: Outcome,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// There is a change to offer.
    Better,
    /// No window can be shorter than it is.
    Optimal,
    NothingFound,
    /// Shorter as planned, by so many milliseconds, but later on bad nights.
    OnlyAsPlanned(i64),
    /// Shorter as planned by so many milliseconds, but there was no time to try it on many nights.
    NotTried(i64),
}

/// Why nothing was tuned.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum TuneError {
    #[error(transparent)]
    Unbuildable(#[from] Unbuildable),
    #[error("the planned night never ends: {}; there is no window to make shorter", why(.0))]
    NeverEnds(Vec<String>),
    #[error("the tuning was cancelled")]
    Cancelled,
}

fn why(never: &[String]) -> String {
    match never {
        [] => "no path that it takes leads to End".into(),
        [one] => format!("{one} never starts"),
        several => format!("{} never start", several.join(", ")),
    }
}

/// The share of the time after which the search stops, for a night without chance and for one with.
const SEARCHED: (f64, f64) = (0.9, 0.65);

/// The share of the time after which what is proven is enough.
const PROVED: f64 = 0.2;

/// The share of the time that a search for a better bound has before the search for a shorter window, and the most tasks that it has a
/// look at.
const PROVED_AT_ONCE: f64 = 0.04;
const MOST_PROVEN_AT_ONCE: usize = 2000;

/// Tunes the night of `date` whose run is started at `start`.
pub fn tune(
    bundle: &Bundle,
    date: NaiveDate,
    start: Timestamp,
    options: Options,
    watch: Watch<'_>,
) -> Result<Tuned, TuneError> {
    let network = build(bundle, date)?;
    let before = plan(&network, start);
    let Some(window_before) = before.window else {
        let never = before.stuck.iter().map(|stuck| network.activities[stuck.activity].node.to_string());
        let never: BTreeSet<String> = never.collect();
        return Err(TuneError::NeverEnds(never.into_iter().take(5).collect()));
    };
    let ground = Ground::of(bundle, network, start)?;
    let in_time = || (watch.spent)() < PROVED && !(watch.is_cancelled)();
    let bound = crate::bound(&ground.network, start, &in_time).ms.min(window_before);
    let bound = proven_at_once(&ground, bound, window_before, options, watch);
    let mut trial = nights::Trial::new(&ground, options, watch, window_before);
    let searched = if trial.has_chance { SEARCHED.1 } else { SEARCHED.0 };
    trial.now();
    let (found, bound) = if bound < window_before {
        let search = Search {
            ground: &ground,
            before: &before,
            window_before,
            shortest: window_before,
            bound,
            options,
            watch,
            searched,
        };
        candidates(search)
    } else {
        (Vec::new(), bound)
    };
    let told = choose(&ground, found, window_before, &mut trial);
    if (watch.is_cancelled)() {
        return Err(TuneError::Cancelled);
    }
    let (change, nights, outcome) = told;
    let outcome = if outcome == Outcome::NothingFound && bound == window_before { Outcome::Optimal } else { outcome };
    let window = change.as_ref().map_or(window_before, |(_, window)| *window);
    let change = change.map_or_else(|| ground.unchanged(), |(change, _)| change);
    Ok(Tuned {
        window_before,
        window,
        bound,
        priorities: ground.priorities(&change),
        edges: ground.edges(&change),
        edits: ground.edits(&change),
        nights,
        outcome,
    })
}

/// The bound, raised as far as a search brings it in little time. What is proven of the night as it is holds with other priorities
/// and more edges, too.
fn proven_at_once(ground: &Ground<'_>, bound: i64, window_before: i64, options: Options, watch: Watch<'_>) -> i64 {
    if options.schedules.is_some() || ground.problem.tasks.len() > MOST_PROVEN_AT_ONCE {
        return bound;
    }
    let until = (watch.spent)() + PROVED_AT_ONCE;
    let go_on = || (watch.spent)() < until && !(watch.is_cancelled)();
    prove(&ground.problem, bound, window_before, &go_on).lower.clamp(bound, window_before)
}

type Chosen = (Option<(Change, i64)>, Option<Nights>, Outcome);

/// Of what was found, what is best on bad nights among what gives a shorter window and is no worse on them than the night is now.
fn choose(ground: &Ground<'_>, found: Vec<(Change, i64)>, window_before: i64, trial: &mut nights::Trial<'_>) -> Chosen {
    let best = found.iter().map(|(_, window)| window_before - window).max();
    let mut chosen: Option<(Change, i64)> = None;
    let mut told: Option<Nights> = None;
    let mut was_tried = true;
    for (change, window) in found {
        match trial.nights(&change, window) {
            None => was_tried = false,
            Some(nights) => {
                let is_better = told.as_ref().is_none_or(|best| (nights.p95, nights.p50) < (best.p95, best.p50));
                if nights.is_no_worse() && is_better {
                    (chosen, told) = (Some((change, window)), Some(nights));
                }
            }
        }
    }
    let outcome = match (best, &chosen) {
        (_, Some(_)) => Outcome::Better,
        (None, None) => Outcome::NothingFound,
        (Some(gain), None) if was_tried => Outcome::OnlyAsPlanned(gain),
        (Some(gain), None) => Outcome::NotTried(gain),
    };
    let told = told.or_else(|| trial.nights(&ground.unchanged(), window_before));
    (chosen, told, outcome)
}
