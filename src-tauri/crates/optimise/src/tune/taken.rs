//! In which nights an activity takes part, as far as that can be told from the network.

use daybreak_model::definition::Outcome;
use daybreak_model::network::{AfterFailure, Does, Index, Link, Network};
use std::collections::HashMap;

/// The nights in which something takes part, by number; two activities of one case always take part together.
pub type Case = u32;

/// Every night.
const ALWAYS: Case = 0;

/// What leads from one case to another: a branch that a decision took, or how a job ended whose failure is dealt with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Turn {
    Branch(usize),
    Ended(Outcome),
}

#[derive(Default)]
struct Known {
    numbers: HashMap<(Index, Turn), Case>,
    /// By number: the activity that turned, and its own case.
    turned: Vec<(Index, Case)>,
}

/// By activity, in which nights it takes part; nothing where that cannot be told.
pub fn cases(network: &Network) -> Vec<Option<Case>> {
    let mut known = Known::default();
    let mut cases = vec![None; network.activities.len()];
    for at in network.topological_order() {
        let links: Vec<&Link> = network.incoming(at).iter().map(|link| &network.links[*link]).collect();
        let through: Vec<Option<Case>> =
            links.iter().map(|link| cases[link.from].map(|case| known.after(network, link, case))).collect();
        cases[at] = known.any_of(network, &through);
    }
    cases
}

impl Known {
    /// The nights in which a link is taken whose source takes part in those of `case`.
    fn after(&mut self, network: &Network, link: &Link, case: Case) -> Case {
        let turn = match (link.branch, link.on) {
            (Some(branch), _) => Turn::Branch(branch),
            (None, Outcome::Completion) => return case,
            (None, Outcome::Success) if network.after_failure(link.from) != AfterFailure::Handled => return case,
            (None, ended) => Turn::Ended(ended),
        };
        *self.numbers.entry((link.from, turn)).or_insert_with(|| {
            self.turned.push((link.from, case));
            self.turned.len() as Case
        })
    }

    /// What takes part as soon as one of the links into it is taken.
    fn any_of(&self, network: &Network, through: &[Option<Case>]) -> Option<Case> {
        let all: Vec<Case> = match through {
            [] => return Some(ALWAYS),
            _ if through.contains(&Some(ALWAYS)) => return Some(ALWAYS),
            _ => through.iter().copied().collect::<Option<_>>()?,
        };
        let first = all[0];
        if all.iter().all(|case| *case == first) {
            return Some(first);
        }
        // All branches of a decision that takes one of them in any case.
        let (decision, whole) = self.turned[first as usize - 1];
        let Does::Decide(branches) = &network.activities[decision].does else { return None };
        let is_taken =
            |branch| self.numbers.get(&(decision, Turn::Branch(branch))).is_some_and(|case| all.contains(case));
        let are_all_of_it = all.iter().all(|case| self.turned[*case as usize - 1].0 == decision);
        let takes_one = branches.iter().any(|branch| branch.when.is_none());
        (are_all_of_it && takes_one && (0..branches.len()).all(is_taken)).then_some(whole)
    }
}
