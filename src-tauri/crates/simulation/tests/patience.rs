//! P29: waits that time out, and gates whose confirmation is known.

mod drafts;

use daybreak_model::network::Conditions;
use daybreak_model::node::{Arrival, Confirm, Kind, Node, Wait};
use daybreak_model::settings::{OnFailure, Retry};
use daybreak_model::time::Span;
use daybreak_run::drive::{drive, lived};
use daybreak_simulation::{Forecast, Options, monte_carlo, night_at};
use drafts::{Draft, START, uses};

const OPTIONS: Options = Options { samples: 10_000, seed: 42, threads: 2 };

fn minutes(minutes: i64) -> Span {
    Span::from_ms(minutes * 60_000)
}

fn nights(draft: &Draft) -> Forecast {
    monte_carlo(&draft.network(), START, OPTIONS, &|_| true).expect("not cancelled")
}

/// A file that comes between nine and ten, the earlier the likelier, and is waited for from nine on for so many minutes.
fn file(timeout: i64) -> Draft {
    let mut draft = Draft::new();
    let file = Wait::File { path: "/in/rates.csv".into(), stable: Span::ZERO };
    let wait = draft.node(Node::new("rates", Kind::Wait(file)));
    let time = |text: &str| text.parse().expect("a time");
    wait.arrives = Some(Arrival { earliest: time("21:00+0"), usual: time("21:00+0"), latest: time("22:00+0") });
    wait.settings.timeout = Some(minutes(timeout));
    draft.close();
    draft
}

#[test]
fn p29_a_file_that_comes_too_late_fails_its_wait() {
    // P(later than 30 of 60 minutes) of a PERT with its mode at the low end: (1 - 1/2)^5.
    let expected = 1.0 / 32.0;
    let found = nights(&file(30));
    let share = f64::from(found.unfinished) / f64::from(OPTIONS.samples);
    assert!(
        (share - expected).abs() < 4.0 * (expected * (1.0 - expected) / f64::from(OPTIONS.samples)).sqrt(),
        "{share}"
    );
    assert!(found.windows.iter().flatten().all(|window| *window <= 30 * 60_000));
    assert_eq!(nights(&file(60)).unfinished, 0);
}

#[test]
fn p29_what_follows_a_wait_in_vain_goes_on_when_it_may() {
    let mut draft = file(30);
    draft.0.nodes.iter_mut().find(|n| n.id.as_str() == "rates").expect("it").settings.on_failure =
        Some(OnFailure::Continue);
    let found = nights(&draft);
    assert_eq!((found.unfinished, found.windows.iter().flatten().max()), (0, Some(&(30 * 60_000))));
    let late = found.windows.iter().flatten().filter(|window| **window == 30 * 60_000).count();
    assert!((200..=430).contains(&late), "one night in 32: {late}");
}

#[test]
fn p29_a_further_attempt_finds_what_came_meanwhile() {
    for holds in [false, true] {
        let mut draft = file(10);
        draft.pool("db", 1);
        let wait = draft.0.nodes.iter_mut().find(|n| n.id.as_str() == "rates").expect("it");
        wait.settings.retry = Some(Retry { attempts: 3, delay: minutes(10), back_off: None });
        if holds {
            wait.uses = vec![uses("db", 1)];
        }
        let found = nights(&draft);
        // Nobody looks between the tenth and the twentieth minute, nor between the thirtieth and the fortieth.
        let within = |from: i64, to: i64| {
            found.windows.iter().flatten().filter(|w| **w > from * 60_000 && **w < to * 60_000).count()
        };
        assert_eq!((within(10, 20), within(30, 40), within(50, 600)), (0, 0, 0));
        assert!(within(0, 10) > 4000 && within(20, 30) > 500 && within(40, 50) > 5);
        assert!(found.unfinished > 0 && found.unfinished < 30, "later than the fiftieth minute: {}", found.unfinished);
        for percentile in [0.5, 0.9, 0.99, 1.0] {
            let chosen = night_at(&draft.network(), START, OPTIONS, percentile, &|_| true).expect("not cancelled");
            assert_eq!(chosen.plan.window, chosen.window, "P{percentile}");
            let rates = chosen.plan.activities.iter().map(|planned| planned.attempts).max();
            let expected = chosen.window.map_or(3, |window| 1 + window / (20 * 60_000)) as u32;
            assert_eq!(rates, Some(expected), "P{percentile}");
        }
    }
}

#[test]
fn p29_a_time_too_far_away_and_a_late_confirmation_fail_as_in_the_runtime() {
    let mut draft = Draft::new();
    draft.node(Node::new("ten", Kind::Wait(Wait::Time("22:00+0".parse().expect("a time")))));
    draft.node(Node::new("gate", Kind::Confirm(Confirm { prompt: "Go on?".into(), role: None })));
    draft.close();
    let confirmed = |at: &str| {
        let mut conditions = Conditions::default();
        conditions.confirm.insert("gate".into(), at.parse().expect("a time"));
        conditions
    };
    let window = |draft: &Draft, confirmed_at: &str| {
        let network = draft.network_under(&confirmed(confirmed_at));
        let forecast = monte_carlo(&network, START, Options { samples: 5, ..OPTIONS }, &|_| true);
        forecast.expect("not cancelled").windows[0]
    };
    assert_eq!(window(&draft, "22:30+0"), Some(90 * 60_000), "both wait as long as it takes");
    draft.0.defaults.timeout = Some(minutes(90));
    assert_eq!(window(&draft, "22:30+0"), Some(90 * 60_000), "at the last moment");
    assert_eq!(window(&draft, "22:31+0"), None);
    draft.0.defaults.timeout = Some(minutes(59));
    assert_eq!(window(&draft, "21:10+0"), None, "the wait for ten o'clock gives up");
}

#[test]
fn p29_the_runtime_gives_up_at_the_same_moments() {
    for timeout in [7, 20, 29, 30, 31, 60] {
        let mut draft = Draft::new();
        let wait = draft.node(Node::new("ten", Kind::Wait(Wait::Time("22:00+0".parse().expect("a time")))));
        wait.settings.timeout = Some(minutes(timeout));
        wait.settings.retry = Some(Retry { attempts: 3, delay: minutes(5), back_off: Some(2.0) });
        wait.settings.on_failure = Some(OnFailure::Continue);
        draft.close();
        let network = draft.network();
        let window = monte_carlo(&network, START, Options { samples: 1, ..OPTIONS }, &|_| true)
            .expect("not cancelled")
            .windows[0];
        let end = network.end;
        let run = drive(std::sync::Arc::new(network), START, |_| Span::ZERO);
        let ended = lived(&run)[end].expect("End is reached").finish;
        assert_eq!(window, Some(ended.ms() - START.ms()), "{timeout} minutes");
    }
}
