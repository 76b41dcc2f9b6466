//! P11 to P16: seeds and threads, closed forms, failures, deadlines.

mod drafts;

use daybreak_model::duration::Estimate;
use daybreak_model::node::{Branch, Kind, Node, Wait};
use daybreak_model::settings::{OnFailure, Retry};
use daybreak_model::time::Span;
use daybreak_simulation::{Cancelled, Forecast, Options, difference, monte_carlo};
use drafts::random::{Features, draft};
use drafts::told::odds;
use drafts::{Draft, START, uses};
use std::sync::atomic::{AtomicU32, Ordering};

fn span(seconds: i64) -> Span {
    Span::from_ms(seconds * 1000)
}

fn forecast(draft: &Draft, samples: u32, threads: usize) -> Forecast {
    let options = Options { samples, seed: 42, threads };
    monte_carlo(&draft.network(), START, options, &|_| true).expect("not cancelled")
}

fn criticality(draft: &Draft, forecast: &Forecast, node: &str) -> f64 {
    let (open, close) = odds(draft, forecast, node);
    open.criticality.max(close.criticality)
}

/// A die with these many faces, in seconds from 1.
fn die(faces: i64) -> Estimate {
    Estimate::Empirical((1..=faces).map(span).collect())
}

#[test]
fn p11_the_same_seed_gives_the_same_bytes_on_any_number_of_threads() {
    for (seed, resources) in [(3, true), (4, false), (9, true), (21, true), (22, false), (23, false)] {
        let draft = draft(seed, Features { resources, chance: true, fixed: false });
        let bytes = |threads| format!("{:?}", forecast(&draft, 1000, threads));
        let one = bytes(1);
        assert!([2, 7, 16].iter().all(|threads| bytes(*threads) == one));
    }
}

#[test]
fn p12_more_nights_go_on_where_fewer_ended() {
    let draft = draft(5, Features { resources: true, chance: true, fixed: false });
    let (few, many) = (forecast(&draft, 77, 1), forecast(&draft, 1000, 2));
    assert_eq!(few.windows[..], many.windows[..77]);
    let other = Options { samples: 77, seed: 43, threads: 1 };
    let other = monte_carlo(&draft.network(), START, other, &|_| true).expect("not cancelled");
    assert_ne!(few.windows, other.windows);
}

#[test]
fn p13_dice_in_series_and_in_parallel_have_their_known_distribution() {
    let mut serial = Draft::new();
    let mut parallel = Draft::new();
    for draft in [&mut serial, &mut parallel] {
        draft.job("a", die(6));
        draft.job("b", die(6));
    }
    serial.edge("a", "b");
    serial.close();
    parallel.close();
    const NIGHTS: u32 = 40_000;
    let share = |forecast: &Forecast, holds: &dyn Fn(i64) -> bool| {
        forecast.windows.iter().flatten().filter(|w| holds(**w / 1000)).count() as f64 / f64::from(NIGHTS)
    };
    // Five standard errors.
    let near = |found: f64, p: f64| (found - p).abs() < 5.0 * (p * (1.0 - p) / f64::from(NIGHTS)).sqrt();
    let sums = forecast(&serial, NIGHTS, 2);
    for sum in 2..=12i64 {
        let ways = 6 - (sum - 7).abs();
        assert!(near(share(&sums, &|w| w == sum), ways as f64 / 36.0), "the sum {sum}");
    }
    let most = forecast(&parallel, NIGHTS, 2);
    for k in 1..6i64 {
        assert!(near(share(&most, &|w| w <= k), (k * k) as f64 / 36.0), "the larger at most {k}");
    }
    assert_eq!(criticality(&serial, &sums, "a"), 1.0);
    // The larger of two is the critical one; of equals the first by id: a in 21 of 36.
    assert!(near(criticality(&parallel, &most, "a"), 21.0 / 36.0));
    assert!(near(criticality(&parallel, &most, "b"), 15.0 / 36.0));
}

#[test]
fn p13_a_chain_of_pert_jobs_has_the_sum_of_means_and_variances() {
    let mut draft = Draft::new();
    for job in 0..20 {
        let id = format!("j{job:02}");
        draft.job(&id, Estimate::Pert { low: span(60), mode: span(100), high: span(300) });
        if job > 0 {
            draft.edge(&format!("j{:02}", job - 1), &id);
        }
    }
    draft.close();
    let window = forecast(&draft, 20_000, 2).window;
    let (a, b) = (1.0 + 4.0 * 40.0 / 240.0, 5.0 - 4.0 * 40.0 / 240.0);
    let mean = 20.0 * (60.0 + 240.0 * a / 6.0) * 1000.0;
    let sd = (20.0_f64 * a * b / 36.0 / 7.0).sqrt() * 240.0 * 1000.0;
    let found = (window.mean.expect("a mean"), window.sd.expect("a deviation"));
    assert!((found.0 - mean).abs() < 5.0 * sd / 20_000f64.sqrt() + 0.0005 * mean, "{found:?} for {mean}");
    assert!((found.1 / sd - 1.0).abs() < 0.03, "{found:?} for {sd}");
    // Twenty of them are all but normal.
    let p95 = window.p95.expect("a percentile");
    assert!((p95 - (mean + 1.645 * sd)).abs() < 0.01 * mean);
}

#[test]
fn p13_a_log_normal_job_has_its_median_and_percentiles() {
    let mut draft = Draft::new();
    draft.job("a", Estimate::LogNormal { median: span(1000), sigma: 0.5 });
    draft.close();
    let window = forecast(&draft, 40_000, 2).window;
    let seconds = |ms: Option<f64>| ms.expect("a percentile") / 1000.0;
    assert!((seconds(window.p50) / 1000.0 - 1.0).abs() < 0.02);
    assert!((seconds(window.p95) / (1000.0 * (0.5 * 1.644_854_f64).exp()) - 1.0).abs() < 0.03);
}

#[test]
fn p14_failures_are_tried_again_and_then_follow_their_setting() {
    let job = |on_failure| {
        let mut draft = Draft::new();
        let node = draft.fixed("a", 10);
        node.settings.failure_probability = Some(0.5);
        node.settings.retry = Some(Retry { attempts: 3, delay: span(5), back_off: Some(2.0) });
        node.settings.on_failure = Some(on_failure);
        draft.close();
        draft
    };
    const NIGHTS: u32 = 20_000;
    let stops = forecast(&job(OnFailure::Stop), NIGHTS, 2);
    let share = f64::from(stops.unfinished) / f64::from(NIGHTS);
    assert!((share - 0.125).abs() < 0.012, "all three attempts fail in {share}");
    // 10; 10 + 5 + 10; 10 + 5 + 10 + 10 + 10.
    let mut seen: Vec<i64> = stops.windows.iter().flatten().map(|w| w / 1000).collect();
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen, [10, 25, 45]);
    assert_eq!(stops.window.p80, Some(45_000.0));
    assert_eq!((stops.window.p95, stops.window.max), (None, None));
    let goes_on = forecast(&job(OnFailure::Continue), NIGHTS, 2);
    assert_eq!(goes_on.unfinished, 0);
    assert_eq!(goes_on.window.max, Some(45_000.0));
}

#[test]
fn p14_a_handler_runs_in_the_nights_in_which_the_job_fails() {
    let mut draft = Draft::new();
    let node = draft.fixed("a", 10);
    node.settings.failure_probability = Some(0.25);
    node.settings.on_failure = Some(OnFailure::Handler("h".into()));
    draft.fixed("h", 100);
    draft.fixed("b", 20);
    draft.edge("a", "b");
    draft.edges(&[("begin", "a"), ("h", "end"), ("b", "end")]);
    let nights = forecast(&draft, 10_000, 2);
    let taken = |node: &str| odds(&draft, &nights, node).0.taken;
    assert!((taken("h") - 0.25).abs() < 0.02);
    assert!((taken("b") + taken("h") - 1.0).abs() < 1e-9);
    assert_eq!((nights.window.min, nights.window.max), (Some(30_000.0), Some(110_000.0)));
}

#[test]
fn p15_branches_are_taken_as_often_as_they_say_unless_the_day_decides() {
    let decision = |when: &str| {
        let mut draft = Draft::new();
        let branch = |name: &str, when: Option<&str>, probability| Branch {
            name: name.into(),
            when: when.map(String::from),
            probability,
        };
        let branches = vec![branch("month", Some(when), Some(0.2)), branch("day", None, None)];
        draft.node(Node::new("d", Kind::Decision(branches)));
        draft.fixed("m", 100);
        draft.fixed("n", 10);
        draft.edge("d", "m").branch = Some("month".into());
        draft.edge("d", "n").branch = Some("day".into());
        draft.close();
        let nights = forecast(&draft, 10_000, 2);
        odds(&draft, &nights, "m").0.taken
    };
    assert!((decision("output(\"x\", \"full\") == \"yes\"") - 0.2).abs() < 0.02);
    assert_eq!(decision("day_class == \"normal\""), 1.0);
    assert_eq!(decision("day_class == \"month-end\""), 0.0);
}

#[test]
fn p16_a_deadline_is_met_as_often_as_the_nights_say() {
    let mut draft = Draft::new();
    draft.job("a", Estimate::Pert { low: span(600), mode: span(1200), high: span(3600) });
    draft.0.nodes.last_mut().expect("a node").deadline = Some("21:25+0".parse().expect("a time"));
    draft.0.deadline = Some("21:30+0".parse().expect("a time"));
    draft.close();
    let nights = forecast(&draft, 5000, 2);
    let within =
        |seconds: i64| nights.windows.iter().flatten().filter(|w| **w <= seconds * 1000).count() as f64 / 5000.0;
    assert_eq!(nights.deadlines.len(), 2);
    assert_eq!((nights.deadlines[0].probability, nights.deadlines[1].probability), (within(1500), within(1800)));
    assert!(nights.deadlines[0].probability > 0.1 && nights.deadlines[1].probability < 0.95);
    // Node percentiles come from histograms; End's are exact.
    let finish = |node: &str| odds(&draft, &nights, node).1.finish.expect("it is told of");
    assert_eq!(finish("end"), nights.window);
    let (a, end) = (finish("a"), nights.window);
    for (rough, exact) in [(a.p50, end.p50), (a.p95, end.p95), (a.mean, end.mean), (a.max, end.max)] {
        let (rough, exact) = (rough.expect("a figure"), exact.expect("a figure"));
        assert!((rough - exact).abs() < 10_000.0, "{rough} for {exact}");
    }
}

#[test]
fn it_stops_when_it_is_told_to() {
    let draft = draft(6, Features { resources: true, chance: false, fixed: false });
    let heard = AtomicU32::new(0);
    let stop_early = |done: u32| {
        heard.store(done, Ordering::Relaxed);
        done < 200
    };
    let options = Options { samples: 1_000_000, seed: 1, threads: 2 };
    assert_eq!(monte_carlo(&draft.network(), START, options, &stop_early), Err(Cancelled));
    assert!(heard.load(Ordering::Relaxed) < 1000);
}

#[test]
fn it_stops_at_once_in_a_large_network_with_pools() {
    let mut draft = Draft::new();
    draft.pool("slot", 3);
    for job in 0..600 {
        draft.job(&format!("j{job:03}"), die(6)).uses = vec![drafts::uses("slot", 1)];
    }
    draft.close();
    // It is asked after every night: within the pilot, and within a block of nights.
    for nights_until_stop in [1, 5, 70, 83] {
        let asked = AtomicU32::new(0);
        let stop = |_: u32| asked.fetch_add(1, Ordering::Relaxed) + 1 < nights_until_stop;
        let options = Options { samples: 100_000, seed: 1, threads: 1 };
        assert_eq!(monte_carlo(&draft.network(), START, options, &stop), Err(Cancelled));
        assert!(asked.load(Ordering::Relaxed) <= nights_until_stop + 2, "{nights_until_stop}");
    }
}

#[test]
fn p14_between_attempts_the_resources_are_free_for_others() {
    // a fails once for sure and waits 100 s; b takes its slot meanwhile, so that both are done at 120 and not at 130.
    let mut draft = Draft::new();
    draft.pool("slot", 1);
    let a = draft.fixed("a", 10);
    a.uses = vec![drafts::uses("slot", 1)];
    a.settings.failure_probability = Some(1.0);
    a.settings.retry = Some(Retry { attempts: 2, delay: span(100), back_off: None });
    a.settings.on_failure = Some(OnFailure::Continue);
    draft.fixed("b", 10).uses = vec![drafts::uses("slot", 1)];
    draft.close();
    let nights = forecast(&draft, 50, 1);
    assert_eq!((nights.window.min, nights.window.max), (Some(120_000.0), Some(120_000.0)));
    let finish = odds(&draft, &nights, "b").1.finish;
    assert_eq!(finish.and_then(|finish| finish.p50).map(f64::round), Some(20_000.0));
}

#[test]
fn the_longest_spans_there_are_overflow_nothing() {
    for resources in [false, true] {
        let mut draft = Draft::new();
        draft.pool("slot", 1);
        for job in 0..40 {
            let id = format!("j{job:02}");
            let estimate = match job % 4 {
                0 => Estimate::Fixed(Span::MAX),
                1 => Estimate::LogNormal { median: Span::MAX, sigma: 8.0 },
                2 => Estimate::Pert { low: Span::ZERO, mode: Span::MAX, high: Span::MAX },
                _ => Estimate::LogNormal { median: span(1), sigma: f64::INFINITY },
            };
            let node = draft.job(&id, estimate);
            if resources {
                node.uses = vec![drafts::uses("slot", 1)];
            }
            if job % 5 == 0 {
                let from = daybreak_model::node::CycleFrom::End;
                node.cycle = Some(daybreak_model::node::Cycle {
                    times: u32::MAX,
                    every: Span::MAX,
                    from,
                    until: None,
                    stops: None,
                });
                node.settings.failure_probability = Some(0.9);
                node.settings.retry = Some(Retry { attempts: u32::MAX, delay: Span::MAX, back_off: Some(f64::MAX) });
            }
            if job > 0 {
                draft.edge(&format!("j{:02}", job - 1), &id).lag = Span::MAX;
            }
        }
        draft.close();
        let planned = daybreak_simulation::plan(&draft.network(), START);
        assert_eq!(Some(planned.split.total()), planned.window);
        assert!(planned.window > Some(40 * Span::MAX.ms()));
        let nights = forecast(&draft, 100, 2);
        assert_eq!(nights.windows.len(), 100);
    }
}

#[test]
fn p17_two_forecasts_differ_by_the_change_and_not_by_chance() {
    let night = |last: i64| {
        let mut draft = Draft::new();
        draft.job("a", Estimate::Pert { low: span(600), mode: span(1200), high: span(3600) });
        draft.fixed("b", last);
        draft.edge("a", "b");
        draft.close();
        forecast(&draft, 1000, 1)
    };
    let (long, short) = (night(300), night(240));
    let found = difference(&long, &short);
    assert_eq!((found.nights, found.mean_ms, found.error_ms), (1000, -60_000.0, 0.0));
    assert_eq!((found.shorter, found.longer), (1000, 0));
    assert_eq!(difference(&short, &long).mean_ms, 60_000.0);
    // Two dice of their own: the error is that of the mean of their difference.
    let die_of = |id: &str| {
        let mut draft = Draft::new();
        draft.job(id, die(6));
        draft.close();
        forecast(&draft, 20_000, 2)
    };
    let (mut one, mut other) = (die_of("a"), die_of("b"));
    one.windows.truncate(10_000);
    other.windows.drain(..10_000);
    let found = difference(&one, &other);
    let expected = (2.0f64 * 35.0 / 12.0 / 10_000.0).sqrt() * 1000.0;
    assert!((found.error_ms / expected - 1.0).abs() < 0.05, "{found:?} for {expected}");
    assert!(found.mean_ms.abs() < 5.0 * expected);
    one.windows[0] = None;
    assert_eq!(difference(&one, &other).only_second, 1);
}

#[test]
fn p16_what_the_first_nights_did_not_foresee_is_told_as_it_is() {
    let rare = |draft: &mut Draft| {
        // One time in two thousand: seldom among the first nights, and a hundred times as long.
        let mut measured = vec![Span::from_ms(60_000); 1999];
        measured.push(Span::from_ms(6_000_000));
        draft.job("rare", Estimate::Empirical(measured));
        let mut wait = Node::new("wait", Kind::Wait(Wait::Time("21:00+0".parse().expect("a time"))));
        wait.deadline = Some("23:00+0".parse().expect("a time"));
        draft.node(wait);
        draft.edge("rare", "wait");
    };
    for resource in [false, true] {
        let mut draft = Draft::new();
        rare(&mut draft);
        if resource {
            draft.pool("p", 1);
            draft.fixed("beside", 1).uses = vec![uses("p", 1)];
        }
        draft.close();
        let options = Options { samples: 40_000, seed: 3, threads: 2 };
        let forecast = monte_carlo(&draft.network(), START, options, &|_| true).expect("not cancelled");
        let longest = forecast.windows.iter().flatten().max().copied().expect("it ends") as f64;
        let finish = |node: &str| odds(&draft, &forecast, node).1.finish.expect("told");
        let rare = finish("rare");
        assert_eq!((rare.min, rare.p50), (Some(60_000.0), Some(60_000.0)), "{rare:?}");
        assert!((rare.max.expect("told") / 6_000_000.0 - 1.0).abs() < 0.001, "{rare:?}");
        let mean = 60_000.0 + 5_940_000.0 / 2000.0;
        assert!(
            (rare.mean.expect("told") - mean).abs() < 5.0 * 5_940_000.0 * (0.0005f64 / 40_000.0).sqrt(),
            "{rare:?}"
        );
        let wait = finish("wait");
        assert!((wait.max.expect("told") / longest - 1.0).abs() < 0.001, "{wait:?} and {longest}");
    }
}
