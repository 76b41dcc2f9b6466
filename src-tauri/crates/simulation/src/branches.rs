//! Which branch of a decision a forecast takes.

use daybreak_model::network::{Does, Index, Network};
use daybreak_model::node::Branch;

/// How likely each branch is, and how likely it is that none is taken; together 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Odds {
    pub branches: Vec<f64>,
    pub none: f64,
}

/// The odds of the decision at `index`; nothing for what is no decision.
///
/// A condition that the day decides is decided. Of the others each has its stated probability; those that state none
/// share what is left. An unconditional branch is taken when none before it is.
pub fn odds(network: &Network, index: Index) -> Option<Odds> {
    let activity = &network.activities[index];
    match &activity.does {
        Does::Decide(branches) if activity.included => {
            Some(weigh(branches, |condition| holds(network, index, condition)))
        }
        _ => None,
    }
}

/// Whether a condition holds on this network's day; nothing when only the night itself can tell.
fn holds(_network: &Network, _index: Index, _condition: &str) -> Option<bool> {
    None
}

fn weigh(branches: &[Branch], holds: impl Fn(&str) -> Option<bool>) -> Odds {
    let mut weights = vec![None; branches.len()];
    let mut certain = false;
    for (branch, weight) in branches.iter().zip(&mut weights) {
        let known = branch.when.as_deref().map_or(Some(true), &holds);
        if certain || known == Some(false) {
            *weight = Some(0.0);
            continue;
        }
        certain = known == Some(true);
        *weight = branch.probability.filter(|p| p.is_finite()).map(|p| p.clamp(0.0, 1.0));
    }
    let stated: f64 = weights.iter().flatten().sum();
    let unstated = weights.iter().filter(|w| w.is_none()).count();
    let share = (1.0 - stated).max(0.0) / unstated.max(1) as f64;
    let mut odds: Vec<f64> = weights.iter().map(|w| w.unwrap_or(share)).collect();
    let total: f64 = odds.iter().sum();
    if certain && total <= 0.0 {
        // Everything that may hold says it never does: the certain one is left.
        let last =
            branches.iter().zip(&odds).position(|(b, _)| b.when.as_deref().map_or(Some(true), &holds) == Some(true));
        last.into_iter().for_each(|at| odds[at] = 1.0);
    } else if certain || total > 1.0 {
        odds.iter_mut().for_each(|w| *w /= total);
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
    }

    #[test]
    fn what_is_stated_counts_and_the_rest_is_shared() {
        assert_eq!(weighed(&[branch(Some("?"), Some(0.25)), branch(None, None)]), (vec![0.25, 0.75], Some(1)));
        assert_eq!(weighed(&[branch(Some("?"), None), branch(Some("?"), None)]), (vec![0.5, 0.5], Some(0)));
        assert_eq!(weighed(&[branch(Some("?"), Some(0.25))]), (vec![0.25], None));
        assert_eq!(weighed(&[]), (vec![], None));
    }
}
