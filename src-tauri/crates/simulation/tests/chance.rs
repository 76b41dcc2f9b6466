//! P10, P21 to P24, P28: distributions, slow nights, overhead, arrivals and cyclic jobs against their closed forms.

mod drafts;

use daybreak_model::duration::{Estimate, SlowNight};
use daybreak_model::node::{Arrival, Cycle, CycleFrom, Kind, Node, Wait};
use daybreak_model::settings::Retry;
use daybreak_model::time::{DayTime, Span};
use daybreak_simulation::{Forecast, Options, monte_carlo};
use drafts::told::Told;
use drafts::{Draft, START, uses};

const NIGHTS: u32 = 40_000;

fn span(seconds: i64) -> Span {
    Span::from_ms(seconds * 1000)
}

fn time(text: &str) -> DayTime {
    text.parse().expect("a time")
}

/// In seconds, night by night.
fn windows(draft: &Draft) -> Vec<f64> {
    let options = Options { samples: NIGHTS, seed: 42, threads: 2 };
    let forecast: Forecast = monte_carlo(&draft.network(), START, options, &|_| true).expect("not cancelled");
    forecast.windows.iter().map(|w| w.expect("it ends") as f64 / 1000.0).collect()
}

fn moments(values: &[f64]) -> (f64, f64) {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    (mean, (values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / (count - 1.0)).sqrt())
}

fn quantile(values: &[f64], p: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted[(p * sorted.len() as f64) as usize]
}

/// Within five standard errors of the mean, and a half of a percent for tables and rounding.
fn assert_mean(values: &[f64], mean: f64, sd: f64) {
    let found = moments(values).0;
    assert!((found - mean).abs() < 5.0 * sd / f64::from(NIGHTS).sqrt() + 0.002 * mean, "mean {found} for {mean}");
}

fn of_one(estimate: Estimate) -> Vec<f64> {
    let mut draft = Draft::new();
    draft.job("a", estimate);
    draft.close();
    windows(&draft)
}

#[test]
fn p10_every_distribution_has_its_mean_spread_and_percentiles() {
    let fixed = of_one(Estimate::Fixed(span(70)));
    assert!(fixed.iter().all(|w| *w == 70.0));

    // With the mode at the low end the share below x is 1 - (1 - x)^5.
    let pert = of_one(Estimate::Pert { low: span(100), mode: span(100), high: span(400) });
    assert_mean(&pert, 150.0, 42.3);
    assert!((moments(&pert).1 / (300.0 * (5.0f64 / 36.0 / 7.0).sqrt()) - 1.0).abs() < 0.02);
    for p in [0.1, 0.5, 0.8, 0.95, 0.99] {
        let exact = 100.0 + 300.0 * (1.0 - (1.0f64 - p).powf(0.2));
        assert!((quantile(&pert, p) / exact - 1.0).abs() < 0.02, "P{p}: {} for {exact}", quantile(&pert, p));
    }

    let log_normal = of_one(Estimate::LogNormal { median: span(100), sigma: 0.4 });
    let (mean, sd) = (100.0 * 0.08f64.exp(), 100.0 * 0.08f64.exp() * (0.16f64.exp() - 1.0).sqrt());
    assert_mean(&log_normal, mean, sd);
    // It is cut at one night in a thousand.
    assert!((moments(&log_normal).1 / sd - 1.0).abs() < 0.03);
    for (p, z) in [(0.1, -1.281_55), (0.5, 0.0), (0.95, 1.644_85), (0.99, 2.326_35)] {
        let exact = 100.0 * (0.4f64 * z).exp();
        assert!((quantile(&log_normal, p) / exact - 1.0).abs() < 0.02, "P{p}");
    }

    let measured = of_one(Estimate::Empirical([10, 20, 20, 90].map(span).into()));
    assert_mean(&measured, 35.0, 32.0);
    assert!((moments(&measured).1 / 32.015 - 1.0).abs() < 0.02);
    let share = |of: f64| measured.iter().filter(|w| **w == of).count() as f64 / f64::from(NIGHTS);
    assert!([(10.0, 0.25), (20.0, 0.5), (90.0, 0.25)].iter().all(|(of, p)| (share(*of) - p).abs() < 0.0125));
}

/// Ten jobs of 100 s one after another in the system `core`.
fn serial(estimate: &Estimate) -> Draft {
    let mut draft = Draft::new();
    draft.system("core");
    for job in 0..10 {
        draft.job(&format!("j{job}"), estimate.clone()).system = Some("core".into());
        if job > 0 {
            draft.edge(&format!("j{}", job - 1), &format!("j{job}"));
        }
    }
    draft.close();
    draft
}

#[test]
fn p21_a_slow_night_is_shared_by_all_work_of_a_system() {
    let sigma = 0.2f64;
    let mut shared = serial(&Estimate::Fixed(span(100)));
    shared.0.systems[0].slow_night = Some(SlowNight { sigma });
    let slow = windows(&shared);
    let spread = ((sigma * sigma).exp() - 1.0).sqrt();
    let mean = 1000.0 * (sigma * sigma / 2.0).exp();
    assert_mean(&slow, mean, mean * spread);
    assert!((moments(&slow).1 / (mean * spread) - 1.0).abs() < 0.02, "all ten are slow together");
    assert!((quantile(&slow, 0.95) / (1000.0 * (1.644_85 * sigma).exp()) - 1.0).abs() < 0.02);
    assert_eq!(Told::of(&shared).window(), 1000, "the plan reckons with the usual night");

    let independent = windows(&serial(&Estimate::LogNormal { median: span(100), sigma }));
    assert!((moments(&independent).1 / (mean * spread / 10f64.sqrt()) - 1.0).abs() < 0.03);
    assert!(quantile(&slow, 0.95) > 1.2 * quantile(&independent, 0.95), "the tail is wider");
}

#[test]
fn p21_the_whole_workflows_slow_nights_come_on_top_and_waits_are_not_slow() {
    let mut both = serial(&Estimate::Fixed(span(100)));
    both.0.systems[0].slow_night = Some(SlowNight { sigma: 0.15 });
    both.0.slow_night = Some(SlowNight { sigma: 0.2 });
    let found = moments(&windows(&both));
    let sigma = 0.25f64;
    let exact = 1000.0 * (sigma * sigma / 2.0).exp() * ((sigma * sigma).exp() - 1.0).sqrt();
    assert!((found.1 / exact - 1.0).abs() < 0.02, "{found:?} for {exact}");

    let mut waits = Draft::new();
    waits.node(Node::new("w", Kind::Wait(Wait::Time(time("21:10+0")))));
    waits.close();
    waits.0.slow_night = Some(SlowNight { sigma: 0.2 });
    assert!(windows(&waits).iter().all(|w| *w == 600.0));
}

#[test]
fn p21_a_slow_night_does_not_depend_on_the_network_around() {
    let mut one = serial(&Estimate::Fixed(span(100)));
    one.0.systems[0].slow_night = Some(SlowNight { sigma: 0.2 });
    let few = windows(&one);
    one.0.nodes.retain(|n| n.id.as_str() != "j9");
    one.0.edges.retain(|e| e.to.as_str() != "j9" && e.from.as_str() != "j9");
    one.close();
    let fewer = windows(&one);
    assert!(few.iter().zip(&fewer).all(|(ten, nine)| (ten * 0.9 - nine).abs() < 0.02));
}

#[test]
fn p22_every_attempt_pays_its_overhead_and_holds_its_resources_meanwhile() {
    let mut draft = Draft::new();
    draft.pool("db", 1);
    for id in ["a", "b"] {
        draft.fixed(id, 10).uses = vec![uses("db", 1)];
    }
    draft.close();
    draft.0.defaults.overhead = Some(Estimate::Fixed(span(3)));
    let told = Told::of(&draft);
    assert_eq!((told.window(), told.times("b").0, told.split()), (26, 13, [13, 0, 13, 0, 0]));
    assert!(windows(&draft).iter().all(|w| *w == 26.0));

    let mut retried = Draft::new();
    let node = retried.fixed("a", 10);
    node.settings.failure_probability = Some(0.5);
    node.settings.retry = Some(Retry { attempts: 2, delay: span(5), back_off: None });
    node.settings.on_failure = Some(daybreak_model::settings::OnFailure::Continue);
    node.settings.overhead = Some(Estimate::Fixed(span(3)));
    retried.close();
    let mut seen: Vec<i64> = windows(&retried).iter().map(|w| *w as i64).collect();
    seen.sort_unstable();
    seen.dedup();
    assert_eq!(seen, [13, 13 + 5 + 13]);

    let mut chance = Draft::new();
    chance.fixed("a", 100).settings.overhead = Some(Estimate::Pert { low: span(0), mode: span(0), high: span(300) });
    chance.close();
    let found = windows(&chance);
    assert_mean(&found, 150.0, 42.3);
    assert!((quantile(&found, 0.5) - (100.0 + 300.0 * (1.0 - 0.5f64.powf(0.2)))).abs() < 1.0);
    assert_eq!(Told::of(&chance).window(), 150);
}

#[test]
fn p22_overhead_is_neither_stretched_by_a_slow_night_nor_counted_to_a_timeout() {
    let mut draft = Draft::new();
    draft.0.slow_night = Some(SlowNight { sigma: 0.3 });
    draft.0.defaults.overhead = Some(Estimate::Fixed(span(50)));
    draft.fixed("a", 100);
    draft.close();
    let with = windows(&draft);
    draft.0.defaults.overhead = None;
    assert!(with.iter().zip(windows(&draft)).all(|(with, without)| (with - 50.0 - without).abs() < 0.002));
    let mut timed = Draft::new();
    let node = timed.fixed("a", 100);
    (node.settings.overhead, node.settings.timeout) = (Some(Estimate::Fixed(span(50))), Some(span(120)));
    timed.close();
    assert!(windows(&timed).iter().all(|w| *w == 150.0), "it does not time out");
}

fn arrival(earliest: &str, usual: &str, latest: &str) -> Draft {
    let mut draft = Draft::new();
    let file = Wait::File { path: "/in/rates.csv".into(), stable: Span::ZERO };
    let wait = draft.node(Node::new("rates", Kind::Wait(file)));
    wait.arrives = Some(Arrival { earliest: time(earliest), usual: time(usual), latest: time(latest) });
    draft.fixed("load", 60);
    draft.edge("rates", "load");
    draft.close();
    draft
}

#[test]
fn p23_what_comes_by_the_clock_comes_when_it_comes() {
    let found = windows(&arrival("21:10+0", "21:10+0", "22:00+0"));
    // From ten minutes past nine, fifty minutes wide, the mode at the low end.
    assert_mean(&found, 600.0 + 500.0 + 60.0, 423.0);
    for p in [0.1, 0.5, 0.9] {
        let exact = 660.0 + 3000.0 * (1.0 - (1.0f64 - p).powf(0.2));
        assert!((quantile(&found, p) - exact).abs() < 20.0, "P{p}");
    }
    // It is the time by the clock: what is ready later does not wait longer.
    let mut late = arrival("21:10+0", "21:10+0", "22:00+0");
    late.fixed("before", 1800);
    late.edge("before", "rates");
    late.0.edges.retain(|e| !(e.from.as_str() == "begin" && e.to.as_str() == "rates"));
    late.close();
    let pairs = windows(&late).into_iter().zip(&found).map(|(late, early)| (late, early.max(1860.0)));
    assert!(pairs.into_iter().all(|(late, expected)| (late - expected).abs() < 0.002));
}

#[test]
fn p23_the_plan_reckons_with_the_mean_of_an_arrival_as_a_wait_for_the_clock() {
    let told = Told::of(&arrival("21:00+0", "21:10+0", "21:50+0"));
    assert_eq!((told.times("rates").1, told.split()), (900, [60, 0, 0, 900, 0]));
    assert_eq!((told.times("load").3, told.times("load").4.as_deref()), ("clock", Some("rates")));
    assert_eq!(told.path(), ["rates", "load", "end"]);
    let certain = arrival("21:10+0", "21:10+0", "21:10+0");
    assert!(windows(&certain).iter().all(|w| *w == 660.0));
    let long_there = arrival("19:00+0", "20:00+0", "20:30+0");
    assert!(windows(&long_there).iter().all(|w| *w == 60.0));
}

#[test]
fn p23_a_wait_that_may_fail_does_so_when_all_its_attempts_do() {
    for pool in [false, true] {
        let mut draft = arrival("21:10+0", "21:10+0", "22:00+0");
        let waiting = draft.0.nodes.iter_mut().find(|node| node.id.as_str() == "rates").expect("the wait");
        waiting.settings.failure_probability = Some(0.5);
        waiting.settings.retry = Some(Retry { attempts: 2, delay: span(1), back_off: None });
        if pool {
            draft.pool("any", 1);
            draft.0.nodes.iter_mut().for_each(|node| node.uses.push(uses("any", 1)));
        }
        let options = Options { samples: NIGHTS, seed: 42, threads: 2 };
        let found = monte_carlo(&draft.network(), START, options, &|_| true).expect("not cancelled");
        let lost = found.windows.iter().filter(|window| window.is_none()).count() as f64 / f64::from(NIGHTS);
        assert!((lost - 0.25).abs() < 4.0 * (0.25 * 0.75 / f64::from(NIGHTS)).sqrt(), "{lost}");
    }
}

fn cyclic(times: u32, stops: Option<f64>) -> Draft {
    let mut draft = Draft::new();
    draft.fixed("a", 10).cycle = Some(Cycle { times, every: span(5), from: CycleFrom::End, until: None, stops });
    draft.close();
    draft
}

#[test]
fn p24_a_cyclic_job_stops_after_a_geometric_number_of_times() {
    let found = windows(&cyclic(4, Some(0.25)));
    let share = |times: u32| {
        let of = 10.0 + 15.0 * f64::from(times - 1);
        found.iter().filter(|w| **w == of).count() as f64 / f64::from(NIGHTS)
    };
    let expected = [0.25, 0.1875, 0.140_625, 0.421_875];
    for (times, p) in (1..).zip(expected) {
        assert!((share(times) - p).abs() < 5.0 * (p * (1.0 - p) / f64::from(NIGHTS)).sqrt(), "{times} times");
    }
    assert_eq!(Told::of(&cyclic(4, Some(0.25))).window(), 10 + 15 + 15, "2.73 times are three");
    assert_eq!(Told::of(&cyclic(4, None)).window(), 10 + 3 * 15);
    assert!(windows(&cyclic(4, Some(1.0))).iter().all(|w| *w == 10.0));
}

#[test]
fn p24_a_cyclic_job_of_many_times_has_the_mean_of_a_geometric_number() {
    let found = windows(&cyclic(1000, Some(0.01)));
    let times = (1.0 - 0.99f64.powi(1000)) / 0.01;
    assert_mean(&found, 15.0 * times - 5.0, 15.0 * 99.5);
    assert!((moments(&found).1 / (15.0 * 99.5) - 1.0).abs() < 0.03);
    assert!(quantile(&found, 0.999) > 15.0 * 650.0 && found.iter().all(|w| *w <= 15_000.0));
}

/// A job of ten minutes that fails once in two hundred nights and is tried again five hours later.
#[test]
fn p28_what_is_rare_and_what_is_often_the_same_are_told_as_they_are() {
    let mut draft = Draft::new();
    let job = draft.fixed("a", 600);
    job.settings.failure_probability = Some(0.005);
    job.settings.retry = Some(Retry { attempts: 2, delay: span(18_000), back_off: None });
    draft.close();
    let options = Options { samples: NIGHTS, seed: 42, threads: 2 };
    let network = draft.network();
    let forecast = monte_carlo(&network, START, options, &|_| true).expect("not cancelled");
    let at = network.activities.iter().position(|a| a.node.as_str() == "a").expect("the job");
    let finish = forecast.activities[at].finish.as_ref().expect("it is told");
    let told = |ms: Option<f64>| ms.expect("a number") / 1000.0;
    assert_eq!((told(finish.min), told(finish.p50), told(finish.p99)), (600.0, 600.0, 600.0));
    // To 11 binary digits.
    assert!((told(finish.max) - 19_200.0).abs() < 10.0, "{finish:?}");
    let late = 0.005 * (1.0 - 0.005) + 0.005 * 0.005;
    let mean = 600.0 + late * 18_600.0;
    let error = 18_600.0 * (late / f64::from(NIGHTS)).sqrt();
    assert!((told(finish.mean) - mean).abs() < 5.0 * error, "{} for {mean}", told(finish.mean));
}
