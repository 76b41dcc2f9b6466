//! Nights under conditions that are not in the definition: skipped, forced, confirmed at a time, a system down.

mod drafts;

use daybreak_model::duration::Estimate;
use daybreak_model::network::{Conditions, Outage, SystemOrHost};
use daybreak_model::node::{Confirm, Kind, Node};
use daybreak_model::time::{DayTime, Span};
use daybreak_simulation::{Options, monte_carlo};
use drafts::told::Told;
use drafts::{Draft, START};

fn time(text: &str) -> DayTime {
    text.parse().expect("a time")
}

/// `a` (60 s), `b` (100 s) and `c` (10 s) one after another, from nine in the evening.
fn chain() -> Draft {
    let mut draft = Draft::new();
    draft.fixed("a", 60);
    draft.fixed("b", 100);
    draft.fixed("c", 10);
    draft.edges(&[("a", "b"), ("b", "c")]);
    draft.close();
    draft
}

#[test]
fn p20_what_is_skipped_waits_and_what_is_forced_does_not() {
    let skip = Conditions { skip: ["b".into()].into(), ..Conditions::default() };
    let told = Told::under(&chain(), &skip);
    assert_eq!((told.window(), told.times("b").0, told.times("b").1), (70, 60, 60));
    let force = Conditions { force: ["b".into()].into(), ..Conditions::default() };
    let told = Told::under(&chain(), &force);
    assert_eq!((told.window(), told.times("b").0, told.times("c").0), (10, 0, 0));
    assert_eq!(told.times("a").1, 60, "what it no longer waits for is done all the same");
}

#[test]
fn p20_a_gate_confirmed_at_a_time_is_a_persons_part_of_the_window() {
    let mut draft = Draft::new();
    let gate = Confirm { prompt: "Go on?".into(), role: None };
    draft.node(Node::new("ok", Kind::Confirm(gate))).settings.duration = Some(Estimate::Fixed(Span::from_ms(90_000)));
    draft.fixed("a", 60);
    draft.fixed("b", 10);
    draft.edges(&[("a", "ok"), ("ok", "b")]);
    draft.close();
    let confirmed = |at| Conditions { confirm: [("ok".into(), time(at))].into(), ..Conditions::default() };
    let told = Told::under(&draft, &confirmed("21:05+0"));
    assert_eq!((told.times("ok").1, told.times("b").3), (300, "person"));
    assert_eq!((told.split(), told.path()), ([70, 0, 0, 0, 240], vec!["ok", "b", "end"]));
    assert_eq!(told.times("a").2, 240, "it may be late by what the person waits");
    let early = Told::under(&draft, &confirmed("20:00+0"));
    assert_eq!((early.times("ok").1, early.window()), (60, 70), "reached later, it is confirmed at once");
}

/// `a` (60 s), then `b` (100 s) of the system `core`, `c` (10 s) beside it.
fn of_core(concurrency: Option<u32>) -> Draft {
    let mut draft = chain();
    draft.0.edges.clear();
    draft.edge("a", "b");
    draft.close();
    for id in ["b", "c"] {
        draft.0.nodes.iter_mut().find(|n| n.id.as_str() == id).expect("it is there").system = Some("core".into());
    }
    let core = draft.system("core");
    (core.concurrency, core.target) = (concurrency, Some("h".into()));
    draft
}

fn down(of: SystemOrHost, from: &str, to: &str) -> Conditions {
    Conditions { down: vec![Outage { of, from: time(from), to: time(to) }], ..Conditions::default() }
}

#[test]
fn p20_nothing_starts_on_what_is_down_and_what_runs_goes_on() {
    for of in [SystemOrHost::System("core".into()), SystemOrHost::Host("h".into())] {
        for limit in [None, Some(1), Some(9)] {
            let told = Told::under(&of_core(limit), &down(of.clone(), "21:00+0", "21:05+0"));
            assert_eq!((told.times("c").0, told.times("b").3), (300, "pool"), "{of:?} {limit:?}");
            let both = (told.times("b").0, told.times("b").4);
            // With one at a time `b` waits for `c`, which was ready earlier.
            let behind = if limit == Some(1) { (310, Some("c".to_owned())) } else { (300, None) };
            assert_eq!(both, behind, "{of:?} {limit:?}");
            // It was running when the system went down.
            let told = Told::under(&of_core(limit), &down(of.clone(), "21:01+0", "21:02+0"));
            assert_eq!((told.times("c").0, told.times("c").1, told.times("b").0), (0, 10, 120), "{of:?} {limit:?}");
            let none = Told::under(&of_core(limit), &Conditions::default());
            assert_eq!(none.times("b").0, 60);
        }
    }
}

#[test]
fn p20_many_nights_keep_to_the_conditions() {
    let draft = of_core(Some(1));
    let network = draft.network_under(&down(SystemOrHost::Host("h".into()), "21:01+0", "21:30+0"));
    let options = Options { samples: 64, seed: 1, threads: 2 };
    let forecast = monte_carlo(&network, START, options, &|_| true).expect("it is not stopped");
    assert!(forecast.windows.iter().all(|window| *window == Some((1800 + 100) * 1000)));
}
