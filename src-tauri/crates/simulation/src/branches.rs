//! Which branch of a decision a forecast takes.

use chrono::NaiveDate;
use daybreak_model::calendar::DayClass;
use daybreak_model::expression::{Facts, parse};
use daybreak_model::network::{Does, Index, Network};
use daybreak_model::node::Branch;
use std::borrow::Cow;

/// How likely each branch is, and how likely it is that none is taken; together 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Odds {
    pub branches: Vec<f64>,
    pub none: f64,
}

/// The odds of the decision at `index`; nothing for what is no decision.
///
/// A condition that the day and the parameters decide is decided. Of the others each has its stated probability; those that
/// state none share what is left. The first unconditional branch is taken when no condition holds.
pub fn odds(network: &Network, index: Index) -> Option<Odds> {
    let activity = &network.activities[index];
    match &activity.does {
        Does::Decide(branches) if activity.included => {
            Some(weigh(branches, |condition| holds(network, index, condition)))
        }
        _ => None,
    }
}

/// Whether a condition holds on this network's day; nothing when only the night itself can tell, or it cannot be read.
fn holds(network: &Network, index: Index, condition: &str) -> Option<bool> {
    let scope = network.scopes.get(network.activities[index].scope);
    parse(condition).ok()?.holds(&Foreseen { network, parameters: scope.map(|s| &s.parameters) }).ok()
}

/// What is known of a night before it comes.
struct Foreseen<'a> {
    network: &'a Network,
    parameters: Option<&'a std::collections::BTreeMap<String, String>>,
}

impl Facts for Foreseen<'_> {
    fn day_class(&self) -> Option<DayClass> {
        Some(self.network.day_class)
    }

    fn business_date(&self) -> Option<NaiveDate> {
        Some(self.network.business_date)
    }

    fn parameter(&self, name: &str) -> Option<Cow<'_, str>> {
        self.parameters?.get(name).map(Cow::from)
    }

    fn exit(&self, _job: &str) -> Option<i32> {
        None
    }

    fn output(&self, _job: &str, _name: &str) -> Option<Cow<'_, str>> {
        None
    }
}

fn weigh(branches: &[Branch], holds: impl Fn(&str) -> Option<bool>) -> Odds {
    let otherwise = branches.iter().position(|b| b.when.is_none());
    // Conditions are tried in order of the file, the first unconditional branch after all of them.
    let conditional = (0..branches.len()).filter(|at| branches[*at].when.is_some());
    let mut candidates = Vec::new();
    let mut certain = None;
    for at in conditional.chain(otherwise) {
        match branches[at].when.as_deref().map_or(Some(true), &holds) {
            Some(false) => {}
            Some(true) => {
                certain = Some(at);
                candidates.push(at);
                break;
            }
            None => candidates.push(at),
        }
    }
    let stated = |at: usize| branches[at].probability.filter(|p| p.is_finite()).map(|p| p.clamp(0.0, 1.0));
    let sum: f64 = candidates.iter().filter_map(|at| stated(*at)).sum();
    let unstated = candidates.iter().filter(|at| stated(**at).is_none()).count();
    let share = (1.0 - sum).max(0.0) / unstated.max(1) as f64;
    let mut odds = vec![0.0; branches.len()];
    candidates.iter().for_each(|at| odds[*at] = stated(*at).unwrap_or(share));
    let total: f64 = odds.iter().sum();
    match certain {
        // All that may hold say they never do: the one that holds for sure is left.
        Some(at) if total <= 0.0 => odds[at] = 1.0,
        None if total <= 1.0 => {}
        _ => odds.iter_mut().for_each(|p| *p /= total),
    }
    let none = (1.0 - odds.iter().sum::<f64>()).max(0.0);
    Odds { branches: odds, none }
}

impl Odds {
    /// The most likely branch, the first of equals; nothing when it is likeliest that none is taken.
    pub fn likeliest(&self) -> Option<u32> {
        let mut best: Option<(u32, f64)> = None;
        for (branch, odds) in (0u32..).zip(&self.branches) {
            if *odds > best.map_or(0.0, |(_, most)| most) {
                best = Some((branch, *odds));
            }
        }
        best.filter(|(_, most)| *most >= self.none).map(|(branch, _)| branch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn branch(when: Option<&str>, probability: Option<f64>) -> Branch {
        Branch { name: "b".into(), when: when.map(String::from), probability }
    }

    fn weighed(branches: &[Branch]) -> (Vec<f64>, Option<u32>) {
        let odds = weigh(branches, |c| match c {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        });
        let likeliest = odds.likeliest();
        (odds.branches, likeliest)
    }

    #[test]
    fn a_branch_that_the_day_decides_is_taken() {
        assert_eq!(weighed(&[branch(Some("no"), None), branch(None, None)]), (vec![0.0, 1.0], Some(1)));
        assert_eq!(weighed(&[branch(Some("yes"), Some(0.1)), branch(None, None)]), (vec![1.0, 0.0], Some(0)));
        assert_eq!(weighed(&[branch(Some("yes"), Some(0.0)), branch(None, None)]), (vec![1.0, 0.0], Some(0)));
        assert_eq!(weighed(&[branch(None, Some(0.9)), branch(Some("yes"), None)]), (vec![0.0, 1.0], Some(1)));
    }

    #[test]
    fn what_is_stated_counts_and_the_rest_is_shared() {
        assert_eq!(weighed(&[branch(Some("?"), Some(0.25)), branch(None, None)]), (vec![0.25, 0.75], Some(1)));
        assert_eq!(weighed(&[branch(Some("?"), None), branch(Some("?"), None)]), (vec![0.5, 0.5], Some(0)));
        assert_eq!(weighed(&[branch(Some("?"), Some(0.25))]), (vec![0.25], None));
        assert_eq!(weighed(&[]), (vec![], None));
    }
}
