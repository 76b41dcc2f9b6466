//! No bound is above what the dispatch rule gives.

mod projects;

use daybreak_model::network::Network;
use daybreak_optimise::bound;
use daybreak_simulation::plan;
use projects::drafts::START;
use projects::drafts::random::{Dice, Features, draft};
use projects::psplib;
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
}

#[test]
fn b1_no_best_known_schedule_is_shorter_than_the_bound() {
    for (set, step) in [("j30", 3), ("j60", 3), ("j120_odd", 3)] {
        for project in psplib(set, 1, step) {
            let found = bound(&project.network, START, &|| true);
            assert!(found.ms <= project.best_upper * 1000, "{}: {found:?}", project.name);
            assert!(found.ms >= project.critical_path * 1000, "{}: {found:?}", project.name);
        }
    }
}
