//! The question to the advisor, and its answer.

use crate::anomaly::{is_relaxed, sentence};
use crate::conclusion::{self, conclusion};
use crate::night::{Night, Wrong};
use crate::search::{Found, cheapest, most_tried, nearest, together};
use crate::trial::{Change, MOST_CHANGES, Set, Tested, Trials, target_of};
use crate::unreachable::{Best, best, day_time};
use chrono::NaiveDate;
use daybreak_model::bundle::Bundle;
use daybreak_model::id::NodeId;
use daybreak_model::time::{DayTime, Timestamp};
use daybreak_simulation::Options;

/// "`node` finished by `target` with at least `probability`: what must change?"
pub struct Asked<'a> {
    pub bundle: &'a Bundle,
    pub date: NaiveDate,
    pub target: DayTime,
    /// End when nothing.
    pub node: Option<NodeId>,
    /// From 0 to 1.
    pub probability: f64,
    /// At most 64; every answer is made of these.
    pub changes: &'a [Change],
    pub options: Options,
    /// Hears how many sets of changes were simulated and how many may be, and says whether to go on. Any thread may call it.
    pub progress: &'a (dyn Fn(u32, u32) -> bool + Sync),
}

/// What must change, or why nothing that may be changed is enough.
#[derive(Clone, Debug)]
pub struct Advice {
    pub before: Tested,
    pub reached: bool,
    /// Those that bring most first. When the target is not reached, the set that comes nearest to it.
    pub steps: Vec<Step>,
    pub cost: f64,
    pub after: Tested,
    /// The same changes with random numbers that had no part in choosing them.
    pub check: Tested,
    /// When the target cannot be reached: the earliest moment that is possible, because not even the best night is there sooner, or
    /// because every set of changes was simulated. Nothing when the asked share of nights never gets there.
    pub bound: Option<DayTime>,
    pub anomalies: Vec<String>,
    pub tried: u32,
    pub proven: bool,
    pub conclusion: String,
}

/// One change of the answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Its position among the changes that are allowed.
    pub change: usize,
    /// With this and those before it.
    pub after: Tested,
}

/// The cheapest set of the allowed changes with which the target is met in at least the asked share of the simulated nights.
///
/// All sets are simulated with the same random numbers. Up to eight changes the answer is that of trying every set: the cheapest, of
/// those the one of fewest changes, of those the first in the order of the list. With more it may be that a cheaper set exists;
/// `proven` says whether all of them were tried.
///
/// # Errors
/// When the question makes no sense, the definition has no night, or the work was stopped.
pub fn advise(asked: &Asked<'_>) -> Result<Advice, Wrong> {
    sensible(asked)?;
    let base = Night::unnamed(asked.bundle, &[], asked.date)?;
    if target_of(&base.network, asked.node.as_ref()).is_none() {
        let node = asked.node.as_ref().map_or("", |node| node.as_str());
        return Err(Wrong::Asked(format!("there is no node {node} in this night")));
    }
    let mut trials = Trials::new(asked);
    trials.expected = most_tried(asked.changes.len());
    let Some(before) = trials.test(0)? else {
        return Err(Wrong::Asked("the target cannot be put on this night".into()));
    };
    if before.reaches {
        return answer(&mut trials, before, Found { set: Some(0), proven: true }, None, Vec::new());
    }
    let anomalies = anomalies(&mut trials, &base)?;
    let best = best(&trials)?;
    // What even the best night does not reach need not be searched for.
    let hopeless = best.is_some_and(|best| best.is_bound && best.probability < asked.probability - 1e-12);
    let found = if hopeless {
        let all = together(&trials);
        trials.test(all)?;
        Found { set: None, proven: true }
    } else {
        cheapest(&mut trials)?
    };
    answer(&mut trials, before, found, best, anomalies)
}

fn sensible(asked: &Asked<'_>) -> Result<(), Wrong> {
    let wrong = |message: String| Err(Wrong::Asked(message));
    if !(asked.probability > 0.0 && asked.probability <= 1.0) {
        return wrong(format!("the probability {} is not above 0 and at most 1", asked.probability));
    }
    if asked.target.day.is_none() {
        return wrong(format!("the target {} does not say which day; write it like 05:30+1", asked.target));
    }
    if asked.changes.len() > MOST_CHANGES {
        return wrong(format!("{} changes are too many; at most {MOST_CHANGES} are taken in", asked.changes.len()));
    }
    if let Some(change) = asked.changes.iter().find(|change| !(0.0..=1e9).contains(&change.cost)) {
        return wrong(format!("the cost {} of {:?} is not from 0 to 1000000000", change.cost, change.name));
    }
    match asked
        .changes
        .iter()
        .find_map(|change| Some((change, Night::unnamed(asked.bundle, &change.verbs, asked.date).err()?)))
    {
        Some((change, refused)) => {
            let why = refused.0.first().map_or_else(String::new, |problem| problem.message.clone());
            wrong(format!("the change {:?} cannot be made: {why}", change.name))
        }
        None => Ok(()),
    }
}

/// Single changes that should help and make the night longer.
fn anomalies(trials: &mut Trials<'_>, base: &Night) -> Result<Vec<String>, Wrong> {
    let mut found = Vec::new();
    let Some(before) = trials.test(0)? else { return Ok(found) };
    for (position, change) in trials.asked.changes.iter().enumerate() {
        let set: Set = 1 << position;
        let Some(after) = trials.test(set)? else { continue };
        let plans = (before.plan_window, after.plan_window);
        let told = sentence(&change.name, plans, (before.window.p95, after.window.p95));
        let is_relaxed = |with: Night| with.start == base.start && is_relaxed(&base.network, &with.network);
        if let Some(told) = told.filter(|_| trials.night(set).is_some_and(is_relaxed)) {
            found.push(told);
        }
    }
    Ok(found)
}

/// The earliest moment at which the asked share of nights is there with any set of changes.
fn least(trials: &Trials<'_>) -> Option<DayTime> {
    let night = trials.night(0)?;
    let target = trials.asked.target.at(night.network.business_date, night.network.zone);
    let ms = target.ms().saturating_add(trials.least_late()? as i64);
    Some(day_time(&night, Timestamp(ms)))
}

fn answer(
    trials: &mut Trials<'_>,
    before: Tested,
    found: Found,
    best: Option<Best>,
    mut anomalies: Vec<String>,
) -> Result<Advice, Wrong> {
    let asked = trials.asked;
    let set = match found.set {
        Some(set) => set,
        None => {
            let nearest = nearest(trials)?.filter(|(_, tested)| tested.probability > before.probability);
            nearest.map_or(0, |(set, _)| set)
        }
    };
    let steps = in_order(trials, set, before, &mut anomalies)?;
    let after = trials.test(set)?.unwrap_or(before);
    let check = trials.again(set, other_seed(asked.options.seed))?.unwrap_or(after);
    let hopeless = best.filter(|best| found.set.is_none() && best.probability < asked.probability);
    let bound = match hopeless {
        Some(best) => best.at,
        None if found.set.is_none() && found.proven => least(trials),
        None => None,
    };
    let mut advice = Advice {
        before,
        reached: found.set.is_some(),
        cost: steps.iter().fold(0.0, |sum, step| sum + asked.changes[step.change].cost),
        steps,
        after,
        check,
        bound,
        anomalies,
        tried: trials.tried,
        proven: found.proven,
        conclusion: String::new(),
    };
    advice.conclusion = conclusion(&conclusion::Told { asked, advice: &advice, hopeless });
    Ok(advice)
}

/// The changes of a set, at each place the one that brings the target nearest.
fn in_order(
    trials: &mut Trials<'_>,
    set: Set,
    before: Tested,
    anomalies: &mut Vec<String>,
) -> Result<Vec<Step>, Wrong> {
    let distance = |tested: &Tested| (tested.lateness(), -tested.probability);
    let changes = trials.asked.changes;
    let mut left: Vec<usize> = (0..changes.len()).filter(|at| set >> at & 1 == 1).collect();
    let (mut made, mut at, mut steps) = (0, before, Vec::new());
    while !left.is_empty() {
        let mut nearest: Option<(Tested, usize)> = None;
        for change in &left {
            let Some(with) = trials.test(made | 1 << change)? else { continue };
            if nearest.is_none_or(|(best, _)| distance(&with) < distance(&best)) {
                nearest = Some((with, *change));
            }
        }
        // What can only be made after another of them comes last, in the order of the list.
        let (after, change) = nearest.unwrap_or((at, left[0]));
        left.retain(|other| *other != change);
        let p95 = after.window.p95.zip(at.window.p95).map(|(after, before)| after - before);
        steps.push(Step { change, after });
        if let Some(longer) = p95.filter(|longer| steps.len() > 1 && *longer >= 1000.0) {
            let (name, other) = (changes[change].name.trim_end_matches('.'), &changes[steps[0].change].name);
            let by = crate::anomaly::span(longer);
            let told =
                format!("{name}: after «{}» it makes the 95th percentile {by} longer.", other.trim_end_matches('.'));
            anomalies.push(told);
        }
        made |= 1 << change;
        at = after;
    }
    Ok(steps)
}

/// A seed that has nothing to do with the given one.
fn other_seed(seed: u64) -> u64 {
    seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(0x632B_E59B_D9B4_E019)
}
