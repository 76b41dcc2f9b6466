//! P4 and P11: what holds for every network.

mod drafts;

use daybreak_model::network::{Network, Part};
use daybreak_model::node::{Kind, LockMode};
use daybreak_simulation::{Driver, Options, Plan, Taken, monte_carlo, night_at, plan};
use drafts::random::{Features, draft};
use drafts::{START, uses};
use proptest::prelude::*;

fn options(samples: u32) -> Options {
    Options { samples, seed: 11, threads: 1 }
}

/// No pool and no lock is ever used beyond what there is.
fn assert_within_capacity(network: &Network, plan: &Plan, fails: bool) {
    for usage in &plan.usage {
        for step in &usage.steps {
            assert!(step.in_use >= 0 && step.wanted >= 0);
            if let daybreak_run::dispatch::Resource::Pool(pool) = usage.resource {
                // A capacity that is lowered does not end what runs.
                let most = i64::from(network.pools[pool].peak());
                assert!(step.in_use <= most, "{:?}", usage);
            }
        }
    }
    for (lock, _) in network.locks.iter().enumerate() {
        let holders: Vec<(i64, i64, LockMode)> = network
            .activities
            .iter()
            .enumerate()
            .filter(|(at, a)| plan.activities[*at].taken == Taken::Yes && !(fails && a.retry.attempts > 1))
            .flat_map(|(at, a)| a.demand.locks.iter().filter(|(l, _)| *l == lock).map(move |(_, mode)| (at, *mode)))
            .map(|(at, mode)| {
                let close = network.activities[at].partner.unwrap_or(at);
                (plan.activities[at].start, plan.activities[close].finish, mode)
            })
            .collect();
        for (number, (start, finish, mode)) in holders.iter().enumerate() {
            for (other_start, other_finish, other_mode) in &holders[number + 1..] {
                let overlap = start < other_finish && other_start < finish;
                assert!(!overlap || (*mode == LockMode::Shared && *other_mode == LockMode::Shared));
            }
        }
    }
}

/// `fails`: in this night attempts may fail, and give back what they hold before the last one has ended.
fn assert_consistent(network: &Network, plan: &Plan, fails: bool) {
    let Some(window) = plan.window else {
        assert_ne!(plan.activities[network.end].taken, Taken::Yes);
        return;
    };
    assert_eq!(plan.split.total(), window);
    let split = plan.split;
    assert!([split.work, split.lag, split.resource, split.clock, split.human].iter().all(|part| *part >= 0));
    assert_eq!(plan.critical_path.last(), Some(&network.end));
    for at in plan.activities.iter().filter(|a| a.taken == Taken::Yes) {
        assert!(at.ready <= at.start && at.start <= at.finish);
        assert_eq!(at.slack, at.latest_finish - at.finish);
        assert!(at.free_slack >= 0);
        match at.driver {
            Driver::Resource(_, by) => {
                assert!(at.start > at.ready);
                let then = |by: usize| {
                    let is_tried_again = fails && network.activities[by].retry.attempts > 1;
                    let finish = plan.activities[by].finish;
                    finish == at.start || (is_tried_again && finish > at.start)
                };
                assert!(by.is_none_or(then), "who freed it did so just then");
            }
            Driver::Edge(_) | Driver::Person(_) | Driver::Start => assert_eq!(at.start, at.ready),
            Driver::Clock(_) => {}
            Driver::NotTaken | Driver::Never => panic!("it was taken"),
        }
    }
    assert_within_capacity(network, plan, fails);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn p18_a_chosen_night_is_replayed_to_the_millisecond(seed: u64, chance: bool, resources: bool) {
        let network = draft(seed, Features { resources, chance, fixed: false }).network();
        let nights = monte_carlo(&network, START, options(75), &|_| true).expect("not cancelled");
        for percentile in [0.0, 0.1, 0.5, 0.8, 0.95, 1.0] {
            let chosen = night_at(&network, START, options(75), percentile, &|_| true).expect("not cancelled");
            prop_assert_eq!(chosen.window, nights.windows[chosen.number as usize]);
            prop_assert_eq!(chosen.plan.window, chosen.window);
            assert_consistent(&network, &chosen.plan, true);
            let rank = |night: &&Option<i64>| night.unwrap_or(i64::MAX) <= chosen.window.unwrap_or(i64::MAX);
            let within = nights.windows.iter().filter(rank).count() as f64;
            prop_assert!(within >= percentile * 75.0 - 1e-9);
            if percentile == 0.5 {
                prop_assert_eq!(chosen.window.map(|w| w as f64), nights.window.p50);
            }
        }
    }

    #[test]
    fn p4_the_parts_add_up_and_the_resources_suffice(seed: u64, chance: bool, resources: bool) {
        let network = draft(seed, Features { resources, chance, fixed: false }).network();
        assert_consistent(&network, &plan(&network, START), false);
    }

    /// The pass in topological order and the simulation of events are two ways to the same plan.
    #[test]
    fn p4_a_pool_that_never_runs_short_changes_nothing(seed: u64, chance: bool) {
        let mut with = draft(seed, Features { resources: false, chance, fixed: false });
        let without = plan(&with.network(), START);
        with.pool("plenty", 1000);
        for node in with.0.nodes.iter_mut().filter(|n| matches!(n.kind, Kind::Job(_))) {
            node.uses.push(uses("plenty", 1));
        }
        let network = with.network();
        let simulated = plan(&network, START);
        prop_assert_eq!(without.window, simulated.window);
        prop_assert_eq!(without.split, simulated.split);
        prop_assert_eq!(&without.critical_path, &simulated.critical_path);
        for (a, b) in without.activities.iter().zip(&simulated.activities) {
            prop_assert_eq!((a.taken, a.start, a.finish, a.driver), (b.taken, b.start, b.finish, b.driver));
            // Units change hands although there are plenty, so slack may only be less.
            prop_assert!(a.taken != Taken::Yes || a.slack >= b.slack);
        }
    }

    /// Late by its slack, a job harms neither the window nor a deadline; without resources, and joins that need everything.
    #[test]
    fn p4_slack_can_be_used(seed: u64) {
        let mut drawn = draft(seed, Features { resources: false, chance: false, fixed: true });
        let network = drawn.network();
        let planned = plan(&network, START);
        for job in 0..drawn.0.nodes.len() {
            let node = &drawn.0.nodes[job];
            let (Kind::Job(_), Some(estimate)) = (&node.kind, node.settings.duration.clone()) else { continue };
            let at = network.find(&node.id, Part::Whole).expect("the job");
            let slack = planned.activities[at].slack.max(0);
            let longer = daybreak_model::time::Span::from_ms(estimate.planned().ms() + slack);
            drawn.0.nodes[job].settings.duration = Some(daybreak_model::duration::Estimate::Fixed(longer));
            let later = plan(&drawn.network(), START);
            prop_assert_eq!(later.window, planned.window, "job {}", network.activities[at].node);
            for (deadline, before) in network.deadlines.iter().map(|d| (d, planned.activities[d.activity])) {
                let by = deadline.at.ms() - planned.start.ms();
                prop_assert!(before.finish > by || later.activities[deadline.activity].finish <= by);
            }
            drawn.0.nodes[job].settings.duration = Some(estimate);
        }
    }

    /// With nothing left to chance every night is the planned one.
    #[test]
    fn p11_fixed_durations_give_the_plan_every_night(seed: u64, resources: bool) {
        let network = draft(seed, Features { resources, chance: false, fixed: true }).network();
        let planned = plan(&network, START);
        let forecast = monte_carlo(&network, START, options(20), &|_| true).expect("not cancelled");
        prop_assert!(forecast.windows.iter().all(|w| *w == planned.window));
        for (at, activity) in forecast.activities.iter().enumerate() {
            let on_path = f64::from(u8::from(planned.critical_path.contains(&at)));
            // Of several that gave back at one instant the nights name the last by id, the plan the one taken over from.
            let same = activity.criticality == on_path || (resources && activity.criticality == 1.0 - on_path);
            prop_assert!(same, "{}", network.activities[at].node);
        }
    }

    /// What chance gives to a node depends on the seed and the node alone.
    #[test]
    fn p9_a_node_more_or_less_leaves_the_luck_of_the_others(seed: u64, resources: bool, before: bool) {
        let mut drawn = draft(seed, Features { resources, chance: true, fixed: false });
        let windows = |draft: &drafts::Draft| {
            monte_carlo(&draft.network(), START, options(70), &|_| true).expect("not cancelled").windows
        };
        let without = windows(&drawn);
        // It comes before or after all others in the order of the dispatch rule, and in the file.
        let id = if before { "a" } else { "z" };
        let node = drawn.fixed(id, 0).clone();
        if before {
            drawn.0.nodes.pop();
            drawn.0.nodes.insert(1, node);
        }
        drawn.edge("begin", id);
        prop_assert_eq!(windows(&drawn), without);
    }

    /// Nights side by side and one night after another are two ways to the same nights.
    #[test]
    fn p11_lanes_and_single_nights_agree(seed: u64, chance: bool) {
        assert_lanes_and_single_nights_agree(seed, chance);
    }
}

/// A job of this draft may last so long, if all chance is against it, that times are counted in more than milliseconds.
#[test]
fn p11_lanes_and_single_nights_agree_in_coarse_ticks() {
    assert_lanes_and_single_nights_agree(11_818_841_010_337_737_894, true);
}

fn assert_lanes_and_single_nights_agree(seed: u64, chance: bool) {
    let mut with = draft(seed, Features { resources: false, chance, fixed: false });
    let side_by_side = monte_carlo(&with.network(), START, options(100), &|_| true).expect("not cancelled");
    with.pool("plenty", 1000);
    for node in with.0.nodes.iter_mut().filter(|n| matches!(n.kind, Kind::Job(_))) {
        node.uses.push(uses("plenty", 1));
    }
    let one_by_one = monte_carlo(&with.network(), START, options(100), &|_| true).expect("not cancelled");
    assert_eq!(&side_by_side.windows, &one_by_one.windows);
    assert_eq!(&side_by_side.deadlines, &one_by_one.deadlines);
    assert_eq!(&side_by_side.activities, &one_by_one.activities);
    assert_eq!(&side_by_side.split, &one_by_one.split);
}
