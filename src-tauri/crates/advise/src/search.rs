//! The cheapest set of changes that reaches the target.
//!
//! Nothing is assumed of what a change does: only what was simulated counts. Up to [`EXHAUSTIVE`] changes every set is tried in the
//! order of its cost until one reaches the target. With more of them a good set is built first, change by change, thinned and
//! exchanged; then every cheaper set is tried in the order of cost, for as long as the budget of trials lasts.

use crate::night::Wrong;
use crate::trial::{Change, Set, Tested, Trials};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Up to so many changes the answer is that of trying all sets.
pub const EXHAUSTIVE: usize = 8;
/// With more changes no more sets are simulated.
pub const MOST_TRIED: u32 = 400;
/// When none of them reaches the target, so many more are looked at, to come nearer to it.
const MOST_MORE: u32 = 200;

/// What the search ends with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The set; nothing when none that was tried reaches the target.
    pub set: Option<Set>,
    /// Whether every set that is cheaper (or every one, when none was found) was simulated.
    pub proven: bool,
}

/// How many sets of so many changes may be simulated until there is an answer.
pub fn most_tried(changes: usize) -> u32 {
    let sets = u32::try_from(changes).ok().and_then(|changes| 1_u32.checked_shl(changes)).unwrap_or(u32::MAX);
    sets.min(MOST_TRIED + MOST_MORE)
}

/// What sets are ordered by: cost in millionths, number of changes, their positions.
type Key = (i64, u32, Vec<usize>);

fn key(changes: &[Change], set: Set) -> Key {
    let places: Vec<usize> = (0..changes.len()).filter(|at| set >> at & 1 == 1).collect();
    (cost(changes, set), set.count_ones(), places)
}

fn cost(changes: &[Change], set: Set) -> i64 {
    let each = changes.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1);
    each.map(|(_, change)| (change.cost * 1e6).round() as i64).sum()
}

/// Searches among all sets of `trials`' changes. Single changes were tried before, so that what each does is known.
pub fn cheapest(trials: &mut Trials<'_>) -> Result<Found, Wrong> {
    let changes = trials.asked.changes;
    if changes.len() <= EXHAUSTIVE {
        let mut sets: Vec<Set> = (0..1 << changes.len()).collect();
        sets.sort_by_cached_key(|set| key(changes, *set));
        for set in sets {
            if trials.reaches(set)? {
                return Ok(Found { set: Some(set), proven: true });
            }
        }
        return Ok(Found { set: None, proven: true });
    }
    let mut best = built(trials)?;
    if let Some(set) = best {
        let thin = thinned(trials, set)?;
        best = Some(exchanged(trials, thin)?);
    }
    all_by_cost(trials, best)
}

/// Adds, one after another, the change that brings the target nearest for its cost.
fn built(trials: &mut Trials<'_>) -> Result<Option<Set>, Wrong> {
    let changes = trials.asked.changes;
    let mut set = 0;
    let Some(mut at) = trials.test(0)? else { return Ok(None) };
    while !at.reaches {
        let mut best: Option<(bool, f64, usize)> = None;
        for (position, change) in changes.iter().enumerate().filter(|(position, _)| set >> position & 1 == 0) {
            if trials.tried >= MOST_TRIED {
                return Ok(None);
            }
            let Some(with) = trials.test(set | 1 << position)? else { continue };
            let gain = if with.reaches { -change.cost } else { gained(&at, &with) / (change.cost + 1e-3) };
            let is_worth = with.reaches || with.lateness() < at.lateness();
            if is_worth && best.is_none_or(|(reaches, most, _)| (with.reaches, gain) > (reaches, most)) {
                best = Some((with.reaches, gain, position));
            }
        }
        let Some((_, _, position)) = best else { break };
        set |= 1 << position;
        at = trials.test(set)?.unwrap_or(at);
    }
    if at.reaches {
        return Ok(Some(set));
    }
    // Where no single change helps, all that can be made together may.
    let all = together(trials);
    Ok(trials.reaches(all)?.then_some(all))
}

/// By how many milliseconds nearer the target is; what gets there late instead of never has gained the more the less late it is.
fn gained(before: &Tested, after: &Tested) -> f64 {
    match (before.late, after.late) {
        (Some(before), Some(after)) => before - after,
        (None, Some(after)) => f64::MAX / after.max(1.0),
        (_, None) => 0.0,
    }
}

/// As many changes as can be made together, later ones first: those are the stronger of their kind.
pub fn together(trials: &Trials<'_>) -> Set {
    let mut set = 0;
    for position in (0..trials.asked.changes.len()).rev() {
        if trials.night(set | 1 << position).is_some() {
            set |= 1 << position;
        }
    }
    set
}

/// The set that comes nearest to a target that none reaches: from the nearest of those that were simulated on, one change more or
/// less at a time, or one in the place of another, for as long as that helps.
pub fn nearest(trials: &mut Trials<'_>) -> Result<Option<(Set, Tested)>, Wrong> {
    let changes = trials.asked.changes;
    let mut left = MOST_MORE as usize;
    let Some(mut best) = trials.whole().min_by_key(|tested| nearness(changes, tested)) else { return Ok(None) };
    loop {
        let mut next = nearest_of(trials, best, one_apart(changes.len(), best.0), &mut left)?;
        if next.0 == best.0 {
            next = nearest_of(trials, best, exchanges(changes.len(), best.0), &mut left)?;
        }
        if next.0 == best.0 {
            return Ok(Some(best));
        }
        best = next;
    }
}

/// The nearest of `best` and of those of `sets` that the trials which are `left` allow.
fn nearest_of(
    trials: &mut Trials<'_>,
    mut best: (Set, Tested),
    sets: Vec<Set>,
    left: &mut usize,
) -> Result<(Set, Tested), Wrong> {
    let changes = trials.asked.changes;
    for set in sets.into_iter().take(*left) {
        *left -= 1;
        if let Some(tested) = trials.test(set)? {
            best = std::cmp::min_by_key(best, (set, tested), |tested| nearness(changes, tested));
        }
    }
    Ok(best)
}

/// Sets with one of `count` changes more or less.
fn one_apart(count: usize, set: Set) -> Vec<Set> {
    (0..count).map(|at| set ^ 1 << at).collect()
}

/// Sets with one of `count` changes in the place of another.
fn exchanges(count: usize, set: Set) -> Vec<Set> {
    let is_in = |at: &usize| set >> at & 1 == 1;
    let into = |out: usize| (0..count).filter(move |at| !is_in(at)).map(move |at| set ^ 1 << out ^ 1 << at);
    (0..count).filter(is_in).flat_map(into).collect()
}

/// Less is nearer: more nights in time; where there are none, those that miss it by less; of the same the cheapest.
fn nearness(changes: &[Change], (set, tested): &(Set, Tested)) -> (i64, i64, Key) {
    let in_time = (tested.probability * 1e9).round() as i64;
    (-in_time, if in_time == 0 { tested.lateness() as i64 } else { 0 }, key(changes, *set))
}

/// Takes away what is not needed, the dearest first.
fn thinned(trials: &mut Trials<'_>, mut set: Set) -> Result<Set, Wrong> {
    let changes = trials.asked.changes;
    let mut places: Vec<usize> = (0..changes.len()).filter(|at| set >> at & 1 == 1).collect();
    places.sort_by_key(|at| Reverse((cost(changes, 1 << at), *at)));
    for place in places {
        if trials.tried < MOST_TRIED && trials.reaches(set & !(1 << place))? {
            set &= !(1 << place);
        }
    }
    Ok(set)
}

/// Puts a cheaper change in the place of another as long as that still reaches the target.
fn exchanged(trials: &mut Trials<'_>, mut set: Set) -> Result<Set, Wrong> {
    let changes = trials.asked.changes;
    'again: loop {
        for out in (0..changes.len()).filter(|at| set >> at & 1 == 1) {
            for into in (0..changes.len()).filter(|at| set >> at & 1 == 0) {
                let other = (set & !(1 << out)) | 1 << into;
                if trials.tried >= MOST_TRIED {
                    return Ok(set);
                }
                if cost(changes, other) < cost(changes, set) && trials.reaches(other)? {
                    set = thinned(trials, other)?;
                    continue 'again;
                }
            }
        }
        return Ok(set);
    }
}

/// Tries every set cheaper than `best`, the cheapest first.
fn all_by_cost(trials: &mut Trials<'_>, best: Option<Set>) -> Result<Found, Wrong> {
    let changes = trials.asked.changes;
    let limit = best.map(|set| key(changes, set));
    // Changes from the cheapest on; a set is reached from the one without its dearest change, or with the next cheaper in its place.
    let mut order: Vec<usize> = (0..changes.len()).collect();
    order.sort_by_key(|at| (cost(changes, 1 << at), *at));
    let mut open = BinaryHeap::from([Reverse((key(changes, 0), 0, None::<usize>))]);
    while let Some(Reverse((cost_of, set, last))) = open.pop() {
        if limit.as_ref().is_some_and(|limit| cost_of >= *limit) {
            return Ok(Found { set: best, proven: true });
        }
        if trials.tried >= MOST_TRIED {
            return Ok(Found { set: best, proven: false });
        }
        if trials.reaches(set)? {
            return Ok(Found { set: Some(set), proven: true });
        }
        let next = last.map_or(0, |last| last + 1);
        if let Some(position) = order.get(next) {
            let more = set | 1 << position;
            open.push(Reverse((key(changes, more), more, Some(next))));
            if let Some(last) = last {
                let instead = (set & !(1 << order[last])) | 1 << position;
                open.push(Reverse((key(changes, instead), instead, Some(next))));
            }
        }
    }
    Ok(Found { set: best, proven: true })
}
