//! Making the dispatch rule keep to a schedule.
//!
//! The rule starts whatever fits. Priorities by start make it start the right things first; what it would start too early besides is held
//! back by an edge from something that finishes just when it is to start (a resource flow, as in the partial-order schedules of Artigues,
//! Michelon and Reusser 2003, but only where the rule needs it).

use super::ground::{Change, Ground};
use daybreak_model::network::Index;

/// Rounds in which only the first moment that goes wrong is put right, before all of them are.
const CAREFUL: usize = 200;

/// By activity, when it is to start and to finish; nothing for what may start at any time.
pub type Wanted = Vec<Option<(i64, i64)>>;

/// A change under which the rule gives a window as near to that of `wanted` as edges can bring it, and that window. `go_on` says whether
/// there is time left.
pub fn hold(
    ground: &Ground<'_>,
    wanted: &Wanted,
    length: i64,
    priorities: Vec<i32>,
    go_on: &dyn Fn() -> bool,
) -> Option<(Change, i64)> {
    let sources = sources(ground, wanted);
    let mut change = Change { priorities, edges: Vec::new() };
    let mut best: Option<(Change, i64)> = None;
    for round in 0.. {
        let mut rehearsal = ground.rehearsal(&change)?;
        let window = rehearsal.window();
        if let Some(window) = window.filter(|window| best.as_ref().is_none_or(|(_, best)| window < best)) {
            best = Some((change.clone(), window));
        }
        if window.is_some_and(|window| window <= length) || !go_on() {
            break;
        }
        let early = |at: Index| Some((rehearsal.start(at)?, wanted[at]?.0, at)).filter(|(start, due, _)| start < due);
        let early: Vec<_> = (0..wanted.len()).filter_map(early).collect();
        let first = early.iter().map(|(start, ..)| *start).min();
        let before = change.edges.len();
        for (start, due, at) in early {
            if Some(start) == first || round >= CAREFUL {
                change.edges.extend(holder(ground, &sources, &change, (start, due, at)).map(|from| (from, at)));
            }
        }
        if change.edges.len() == before {
            break;
        }
    }
    best
}

/// What an edge may come from, by its finish.
fn sources(ground: &Ground<'_>, wanted: &Wanted) -> Vec<(i64, Index)> {
    let finish = |(at, times): (Index, &Option<(i64, i64)>)| times.map(|(_, finish)| (finish, at));
    let mut sources: Vec<_> =
        wanted.iter().enumerate().filter_map(finish).filter(|s| ground.allowed.is_end(s.1)).collect();
    sources.sort_unstable();
    sources
}

/// What is to finish last before an activity is due, and after it started; rather what uses the same resources.
fn holder(
    ground: &Ground<'_>,
    sources: &[(i64, Index)],
    change: &Change,
    (start, due, at): (i64, i64, Index),
) -> Option<Index> {
    let last = sources.partition_point(|(finish, _)| *finish <= due);
    let late = sources[..last].iter().rev().take_while(|(finish, _)| *finish > start);
    let mut chosen: Option<(i64, Index)> = None;
    for (finish, from) in late {
        if chosen.is_some_and(|(best, _)| best > *finish) {
            break;
        }
        if ground.allowed.may(*from, at) && !change.edges.contains(&(*from, at)) {
            if ground.share(*from, at) {
                return Some(*from);
            }
            chosen = chosen.or(Some((*finish, *from)));
        }
    }
    chosen.map(|(_, from)| from)
}
