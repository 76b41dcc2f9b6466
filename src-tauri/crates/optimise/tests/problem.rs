//! P1: the problem is that of the planned night.

#[path = "../../simulation/tests/drafts/mod.rs"]
mod drafts;

use daybreak_model::network::{Demand, Network};
use daybreak_optimise::problem::{Join, Problem};
use daybreak_simulation::{Taken, plan};
use drafts::random::{Features, draft};
use drafts::{Draft, START, uses};
use proptest::prelude::*;

fn without_demand(mut network: Network) -> Network {
    network.activities.iter_mut().for_each(|a| a.demand = Demand::default());
    network
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// With nothing to wait for but links and the clock, the critical path method gives every time of the plan.
    #[test]
    fn p1_earliest_times_are_those_of_the_plan_without_resources(seed: u64) {
        let network = without_demand(draft(seed, Features { resources: true, chance: true, fixed: false }).network());
        let (problem, plan) = (Problem::of(&network, START), plan(&network, START));
        let earliest = problem.earliest();
        for (at, task) in problem.tasks.iter().enumerate() {
            let planned = plan.activities[task.activity];
            prop_assert_eq!(task.is_taken, planned.taken == Taken::Yes);
            prop_assert_eq!((earliest[at], problem.finish(at, earliest[at])), (planned.start, planned.finish));
            prop_assert!(problem.incoming(at).iter().all(|l| l.to == at && l.from < at));
            if let Join::First(count) = task.join {
                prop_assert!(count < problem.incoming(at).len());
            }
        }
        let is_reached = problem.tasks[problem.end].is_taken;
        prop_assert_eq!(is_reached.then(|| problem.critical_path()), plan.window);
    }

    /// Resources never make the night shorter as long as every join waits for all its links.
    #[test]
    fn p1_no_plan_is_shorter_than_the_critical_path(seed: u64) {
        let network = draft(seed, Features { resources: true, chance: false, fixed: false }).network();
        let problem = Problem::of(&network, START);
        if let Some(window) = plan(&network, START).window {
            prop_assert!(problem.critical_path() <= window);
            prop_assert!(problem.tasks[problem.end].is_possible);
        }
    }
}

#[test]
fn p1_only_the_textbook_problem_is_plain() {
    let plain = |shape: &dyn Fn(&mut Draft)| {
        let mut draft = Draft::new();
        draft.pool("db", 2);
        draft.fixed("a", 60).uses = vec![uses("db", 1)];
        draft.fixed("b", 30).uses = vec![uses("db", 2)];
        shape(&mut draft);
        draft.close();
        Problem::of(&draft.network(), START).is_plain()
    };
    assert!(plain(&|_| {}));
    assert!(!plain(&|draft| {
        draft.group("g").uses = vec![uses("db", 1)];
        draft.fixed("c", 5).parent = Some("g".into());
    }));
    assert!(!plain(&|draft| draft.fixed("c", 0).uses = vec![uses("db", 1)]));
    assert!(!plain(&|draft| draft.fixed("c", 5).uses = vec![uses("db", 3)]));
}
