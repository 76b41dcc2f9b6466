//! From the search to changes of the definition.

use super::climb::climb;
use super::ground::{Change, Ground};
use super::hold::{Wanted, hold};
use super::reduce::reduce;
use super::searching::Search;
use daybreak_model::edit::Edit;
use daybreak_model::network::build;
use daybreak_simulation::plan;
use std::cell::Cell;

/// Changes that are made of what was found, at most; one is enough when nothing is left to chance and the search saw the whole problem.
const MOST: usize = 4;

/// The share of the time after which small steps end, and of the schedules where those are counted.
const CLIMBED: f64 = 0.15;

/// The share of the time after which no more is left out of a change, and no further one is made.
const REALISED: f64 = 0.97;

/// Changes that give a shorter window than there is now, with those windows, and the bound that was proven meanwhile.
pub fn candidates(mut search: Search<'_>) -> (Vec<(Change, i64)>, i64) {
    let (ground, watch) = (search.ground, search.watch);
    let climbed = climbed(&search);
    search.shortest = climbed.as_ref().map_or(search.window_before, |(_, window)| *window);
    let (found, bound) = search.run();
    let is_certain = search.searched >= super::SEARCHED.0 && ground.problem.is_plain();
    let most = if is_certain { 1 } else { MOST };
    let go_on = || (watch.spent)() < REALISED && !(watch.is_cancelled)();
    let mut changes: Vec<(Change, i64)> = Vec::new();
    let found = found.into_iter().map(|found| found.change(ground, &go_on));
    for made in climbed.into_iter().map(Some).chain(found) {
        if changes.len() >= most || (!changes.is_empty() && !go_on()) {
            break;
        }
        let Some((mut change, window)) = made else { continue };
        if window < search.window_before {
            reduce(ground, &mut change, window, &go_on);
            let window = verified(ground, &change).filter(|window| *window < search.window_before);
            if let Some(window) = window.filter(|_| changes.iter().all(|(there, _)| *there != change)) {
                changes.push((change, window));
            }
        }
    }
    (changes, bound)
}

/// What small steps lead to, where the search sees only part of the problem.
fn climbed(search: &Search<'_>) -> Option<(Change, i64)> {
    if search.ground.problem.is_plain() {
        return None;
    }
    let tried = Cell::new(0);
    let go_on = |window: i64| {
        tried.set(tried.get() + 1);
        let is_time = match search.options.schedules {
            Some(most) => tried.get() as f64 <= most as f64 * CLIMBED,
            None => (search.watch.spent)() < CLIMBED,
        };
        is_time && window > search.bound && !(search.watch.is_cancelled)()
    };
    climb(search.ground, search.options.allow_edges, search.window_before, &go_on)
}

/// The window that is planned for the definition with a change written into it.
fn verified(ground: &Ground<'_>, change: &Change) -> Option<i64> {
    let mut bundle = ground.bundle.clone();
    Edit::apply_all(&ground.edits(change), bundle.definitions.get_mut(&ground.bundle.root)?);
    let network = build(&bundle, ground.network.business_date).ok()?;
    plan(&network, ground.start).window
}

/// A schedule that was found.
pub struct Found {
    /// In milliseconds.
    pub length: i64,
    /// By activity.
    pub wanted: Wanted,
    /// Activities in the order of priority.
    pub order: Vec<usize>,
    /// Whether the dispatch rule gave it, so that no edges are needed.
    pub is_dispatched: bool,
}

impl Found {
    fn change(&self, ground: &Ground<'_>, go_on: &dyn Fn() -> bool) -> Option<(Change, i64)> {
        let priorities = ground.genes.ranked(self.order.iter().copied());
        if self.is_dispatched {
            let change = Change { priorities, edges: Vec::new() };
            let window = ground.window(&change)?;
            return Some((change, window));
        }
        hold(ground, &self.wanted, self.length, priorities, go_on)
    }
}
