//! P19, P26, P27: what moves the window, what it is spent on, and what holds it up.

mod drafts;

use daybreak_model::duration::Estimate;
use daybreak_model::time::Span;
use daybreak_run::dispatch::Resource;
use daybreak_simulation::{Forecast, NodeForecast, Options, monte_carlo};
use drafts::random::{Features, draft};
use drafts::told::odds;
use drafts::{Draft, START, uses};
use proptest::prelude::*;

fn span(seconds: i64) -> Span {
    Span::from_ms(seconds * 1000)
}

fn forecast(draft: &Draft, samples: u32) -> Forecast {
    let options = Options { samples, seed: 7, threads: 2 };
    monte_carlo(&draft.network(), START, options, &|_| true).expect("not cancelled")
}

fn of(draft: &Draft, forecast: &Forecast, node: &str) -> NodeForecast {
    *odds(draft, forecast, node).0
}

/// A die with these many faces, in seconds from 1.
fn die(faces: i64) -> Estimate {
    Estimate::Empirical((1..=faces).map(span).collect())
}

/// The study holds 16,384 nights of so small a network; five standard errors of a correlation.
const NEAR: f64 = 5.0 / 128.0;

#[test]
fn p19_in_a_chain_every_job_moves_the_window_by_what_it_takes_longer() {
    let mut draft = Draft::new();
    let pert = |low, mode, high| Estimate::Pert { low: span(low), mode: span(mode), high: span(high) };
    draft.job("a", pert(600, 900, 2400));
    draft.job("b", pert(600, 700, 1200));
    draft.fixed("c", 300);
    draft.edge("a", "b");
    draft.edge("b", "c");
    draft.close();
    let nights = forecast(&draft, 20_000);
    // The variance of a PERT: (mean - low) (high - mean) / 7.
    let variance = |low: f64, mode: f64, high: f64| {
        let mean = (low + 4.0 * mode + high) / 6.0;
        (mean - low) * (high - mean) / 7.0
    };
    let (a, b) = (variance(600.0, 900.0, 2400.0), variance(600.0, 700.0, 1200.0));
    for (node, own) in [("a", a), ("b", b)] {
        let of_one = of(&draft, &nights, node);
        // The correlation of a part with the sum of independent parts.
        assert!((of_one.cruciality - (own / (a + b)).sqrt()).abs() < NEAR, "{node}: {of_one:?}");
        let tornado = of_one.tornado.expect("it moves the window");
        // A slope of 1: the window is longer by what the job is longer than its mean.
        let swing = (tornado.window_at_p90 - tornado.window_at_p10) / (tornado.p90 - tornado.p10);
        let error = 5.0 * ((a + b - own) / own / 16_384.0).sqrt();
        assert!((swing - 1.0).abs() < error, "{node}: {swing}, not 1 within {error}");
        assert!(tornado.window_at_p10 < 0.0 && tornado.window_at_p90 > 0.0);
    }
    let c = of(&draft, &nights, "c");
    assert_eq!((c.criticality, c.cruciality, c.tornado), (1.0, 0.0, None));
}

#[test]
fn p19_of_two_dice_in_parallel_each_moves_the_larger_as_it_must() {
    let mut draft = Draft::new();
    draft.job("a", die(6));
    draft.job("b", die(6));
    draft.close();
    let nights = forecast(&draft, 20_000);
    // Of all 36 throws: the mean and variance of the larger, and its covariance with one of them.
    let throws: Vec<(f64, f64)> =
        (1..=6).flat_map(|a| (1..=6).map(move |b| (f64::from(a), f64::from(a.max(b))))).collect();
    let mean = |of: &dyn Fn(&(f64, f64)) -> f64| throws.iter().map(of).sum::<f64>() / 36.0;
    let (one, larger) = (mean(&|t| t.0), mean(&|t| t.1));
    let covariance = mean(&|t| (t.0 - one) * (t.1 - larger));
    let (of_one, of_larger) = (mean(&|t| (t.0 - one).powi(2)), mean(&|t| (t.1 - larger).powi(2)));
    for node in ["a", "b"] {
        let found = of(&draft, &nights, node);
        assert!((found.cruciality - covariance / (of_one * of_larger).sqrt()).abs() < NEAR, "{found:?}");
        let tornado = found.tornado.expect("it moves the window");
        assert_eq!((tornado.p10, tornado.p90), (1000.0, 6000.0));
        let expected = covariance / of_one * (6.0 - one);
        assert!((tornado.window_at_p90 / 1000.0 - expected).abs() < 0.1, "{tornado:?} for {expected}");
    }
}

#[test]
fn p19_what_is_never_critical_moves_nothing() {
    let mut draft = Draft::new();
    draft.job("long", Estimate::Pert { low: span(3600), mode: span(4000), high: span(5000) });
    draft.job("short", die(6));
    draft.close();
    let short = of(&draft, &forecast(&draft, 5000), "short");
    assert_eq!((short.criticality, short.tornado), (0.0, None));
    assert!(short.cruciality.abs() < 5.0 / 5000f64.sqrt());
}

#[test]
fn p26_two_jobs_and_one_slot_wait_for_one_another() {
    let mut draft = Draft::new();
    draft.pool("slot", 1);
    draft.pool("unused", 1);
    draft.fixed("a", 100).uses = vec![uses("slot", 1)];
    draft.job("b", die(6)).uses = vec![uses("slot", 1)];
    draft.close();
    let nights = forecast(&draft, 2000);
    let [slot] = nights.resources[..] else { panic!("one pool is taken: {:?}", nights.resources) };
    // b is ready at once and waits for a to end, every night.
    assert_eq!((slot.resource, slot.drove), (Resource::Pool(0), 1.0));
    assert_eq!((slot.mean_wait, slot.p95_wait), (100_000.0, 100_000.0));
    assert_eq!(nights.split.mean.resource, 100_000.0);
    assert!((nights.split.mean.work - 3500.0).abs() < 5.0 * 1708.0 / 2000f64.sqrt());
    let p50 = nights.split.p50.expect("End is reached");
    assert_eq!((p50.resource, Some(p50.total() as f64)), (100_000, nights.window.p50));
}

#[test]
fn p26_a_resource_that_seldom_drives_has_its_share_and_percentile() {
    // b waits for the slot for 100 s in the nights in which the die of a comes later than c, one in ten.
    let mut draft = Draft::new();
    draft.pool("slot", 1);
    draft.job("a", Estimate::Empirical((1..=10).map(|n| span(if n == 10 { 200 } else { 1 })).collect())).uses =
        vec![uses("slot", 1)];
    draft.fixed("c", 100);
    draft.fixed("d", 50).uses = vec![uses("slot", 1)];
    draft.edge("c", "d");
    draft.close();
    let nights = forecast(&draft, 10_000);
    let slot = nights.resources[0];
    assert!((slot.drove - 0.1).abs() < 5.0 * 0.003, "{slot:?}");
    assert!((slot.mean_wait - 100_000.0 * slot.drove).abs() < 1e-6);
    assert_eq!(slot.p95_wait, 100_000.0);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn p26_the_mean_split_adds_up_to_the_mean_window(seed: u64, chance: bool, resources: bool) {
        let draft = draft(seed, Features { resources, chance, fixed: false });
        let nights = forecast(&draft, 200);
        let split = nights.split.mean;
        let total = split.work + split.lag + split.resource + split.clock + split.human;
        let mean = nights.window.mean.unwrap_or(0.0);
        prop_assert!((total - mean).abs() < 1e-6 * mean.max(1.0), "{total} for {mean}");
        let waits: f64 = nights.resources.iter().map(|r| r.mean_wait).sum();
        prop_assert!((waits - split.resource).abs() < 1e-6 * mean.max(1.0));
        for resource in &nights.resources {
            prop_assert!(resource.mean_wait >= 0.0 && resource.p95_wait >= 0.0);
            prop_assert!((0.0..=1.0).contains(&resource.drove));
        }
        prop_assert_eq!(nights.split.p50.map(|s| s.total() as f64), nights.window.p50);
        prop_assert_eq!(nights.split.p95.map(|s| s.total() as f64), nights.window.p95);
    }
}

#[test]
fn p27_the_weakest_history_is_of_what_was_ever_critical() {
    let mut draft = Draft::new();
    draft.job("a", die(12));
    draft.job("b", Estimate::Empirical((100..140).map(span).collect()));
    draft.job("unlikely", Estimate::Empirical(vec![span(1), span(2)]));
    draft.edge("a", "b");
    draft.close();
    assert_eq!(forecast(&draft, 500).weakest_history, Some(12));
    let mut stated = Draft::new();
    stated.fixed("a", 10);
    stated.close();
    assert_eq!(forecast(&stated, 500).weakest_history, None);
}
