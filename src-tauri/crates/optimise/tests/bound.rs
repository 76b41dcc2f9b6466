//! No bound is above what the dispatch rule gives.

#[path = "../../simulation/tests/drafts/mod.rs"]
mod drafts;

use daybreak_model::network::Network;
use daybreak_model::node::{LockMode, LockUse};
use daybreak_model::time::Span;
use daybreak_optimise::problem::Problem;
use daybreak_optimise::{bound, prove, searched_bound};
use daybreak_simulation::plan;
use drafts::random::{Dice, Features, draft};
use drafts::{Draft, START, uses};
use proptest::prelude::*;

fn reprioritised(mut network: Network, seed: u64) -> Network {
    let mut dice = Dice(seed);
    network.activities.iter_mut().for_each(|a| (a.priority, a.critical) = (dice.below(9) as i32, false));
    network
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn b1_no_plan_is_shorter_than_the_bound(seed: u64) {
        let network = draft(seed, Features { resources: true, chance: true, fixed: false }).network();
        let found = bound(&network, START, &|| true);
        for round in 0..8 {
            if let Some(window) = plan(&reprioritised(network.clone(), seed ^ round), START).window {
                prop_assert!(found.ms <= window, "{:?} is above {}", found, window);
            }
        }
        prop_assert_eq!(found.parts.iter().map(|(_, ms)| *ms).max(), Some(found.ms));
    }

    #[test]
    fn b2_no_plan_is_shorter_than_what_a_search_proves(seed: u64) {
        let network = draft(seed, Features { resources: true, chance: true, fixed: false }).network();
        let asked = std::cell::Cell::new(0);
        let go_on = || asked.replace(asked.get() + 1) < 1000;
        let found = searched_bound(&network, START, plan(&network, START).window, &go_on);
        for round in 0..8 {
            if let Some(window) = plan(&reprioritised(network.clone(), seed ^ round), START).window {
                prop_assert!(found.ms <= window, "{:?} is above {}", found, window);
            }
        }
    }
}

/// The shortest schedule of a plain problem, by starting jobs one after another in every order, each as early as it can: one of
/// these is the shortest (Kelley 1963).
fn shortest(problem: &Problem) -> i64 {
    let mut starts = vec![None; problem.tasks.len()];
    let mut best = i64::MAX;
    extend(problem, &mut starts, &mut best);
    best
}

fn extend(problem: &Problem, starts: &mut Vec<Option<i64>>, best: &mut i64) {
    if let Some(start) = starts[problem.end] {
        *best = (*best).min(problem.finish(problem.end, start));
        return;
    }
    for at in 0..starts.len() {
        let linked = problem.incoming(at).iter().map(|l| Some(problem.finish(l.from, starts[l.from]?) + l.lag));
        let Some(linked) = linked.collect::<Option<Vec<i64>>>().filter(|_| starts[at].is_none()) else { continue };
        let earliest = linked.into_iter().max().unwrap_or(0).max(problem.tasks[at].release);
        let ends = (0..starts.len()).filter_map(|o| starts[o].map(|start| problem.finish(o, start)));
        let moments = ends.filter(|end| *end > earliest).chain([earliest]);
        let start = moments.filter(|start| fits(problem, starts, at, *start)).min().expect("it fits at the end");
        starts[at] = Some(start);
        extend(problem, starts, best);
        starts[at] = None;
    }
}

fn fits(problem: &Problem, starts: &[Option<i64>], at: usize, start: i64) -> bool {
    let finish = problem.finish(at, start);
    let begins = starts.iter().flatten().copied().filter(|begin| start <= *begin && *begin < finish);
    begins.chain([start]).all(|moment| {
        problem.tasks[at].uses.iter().all(|used| {
            let taken = (0..starts.len())
                .filter(|o| starts[*o].is_some_and(|begin| begin <= moment && moment < problem.finish(*o, begin)));
            let units =
                taken.flat_map(|o| &problem.tasks[o].uses).filter(|u| u.resource == used.resource).map(|u| u.units);
            start == finish || units.sum::<u32>() + used.units <= problem.resources[used.resource].peak()
        })
    })
}

/// Up to seven jobs with links, lags, pools and locks.
fn small(seed: u64) -> Network {
    let mut dice = Dice(seed);
    let mut draft = Draft::new();
    draft.pool("db", 1 + dice.below(4) as u32);
    draft.pool("slots", 1 + dice.below(3) as u32);
    draft.lock("ledger");
    let (db, slots) = (draft.0.pools[0].capacity, draft.0.pools[1].capacity);
    for at in 0..3 + dice.below(4) {
        let mode = if dice.below(2) == 0 { LockMode::Shared } else { LockMode::Exclusive };
        let node = draft.fixed(&format!("n{at}"), 1 + dice.below(9) as i64);
        node.uses.push(uses("db", dice.below(u64::from(db) + 1) as u32));
        node.uses.push(uses("slots", dice.below(u64::from(slots) + 1) as u32));
        if dice.below(3) == 0 {
            node.locks = vec![LockUse { lock: "ledger".into(), mode }];
        }
        if dice.below(5) == 0 {
            node.not_before = Some("21:00+0".parse().expect("a time"));
        }
        for before in 0..at {
            if dice.below(5) == 0 {
                draft.edge(&format!("n{before}"), &format!("n{at}")).lag = Span::from_ms(dice.below(4) as i64 * 1000);
            }
        }
    }
    draft.close();
    draft.network()
}

/// The proof of a small window gives the length of the shortest of all schedules, and what it calls a schedule is one.
fn is_proven(seed: u64) -> Result<(), TestCaseError> {
    let network = small(seed);
    let problem = Problem::of(&network, START);
    prop_assert!(problem.is_plain());
    let window = plan(&network, START).window.expect("a window");
    let shortest = shortest(&problem);
    let proof = prove(&problem, bound(&network, START, &|| true).ms, window, &|| true);
    prop_assert_eq!((proof.lower, proof.upper), (shortest, shortest));
    if let Some(starts) = proof.starts {
        for (at, start) in starts.iter().enumerate() {
            let others: Vec<Option<i64>> = starts.iter().enumerate().map(|(o, s)| (o != at).then_some(*s)).collect();
            prop_assert!(fits(&problem, &others, at, *start));
            for link in problem.incoming(at) {
                prop_assert!(problem.finish(link.from, starts[link.from]) + link.lag <= *start);
            }
        }
    }
    Ok(())
}

/// After two conflicts nothing is left although nothing is being tried: the end of the search, not of one attempt.
#[test]
fn b3_a_search_ends_where_no_schedule_is_left() {
    is_proven(1_657_426_509_458_381_073).expect("a proof");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn b3_small_windows_are_proven_to_the_millisecond(seed: u64) {
        is_proven(seed)?;
    }
}
