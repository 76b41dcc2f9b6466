//! T4 and T5: tuning on PSPLIB and on the sample bank.

mod projects;

use daybreak_check::{Context, check};
use daybreak_model::bundle::Bundle;
use daybreak_model::diagnostic::Severity;
use daybreak_model::edit::Edit;
use daybreak_model::file::{read, read_calendar};
use daybreak_model::network::build;
use daybreak_model::night;
use daybreak_model::time::Timestamp;
use daybreak_optimise::tune::{Options, Outcome, Tuned, Watch, tune};
use daybreak_simulation::plan;
use projects::drafts::{START, date};
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};

const OPTIONS: Options = Options { seed: 7, allow_edges: true, samples: 300, threads: 2, schedules: Some(5_000) };
const UNHURRIED: Watch<'_> = Watch { spent: &|| 0.0, is_cancelled: &|| false };

fn assert_written(bundle: &Bundle, date: chrono::NaiveDate, start: Timestamp, tuned: &Tuned) {
    let mut written = bundle.clone();
    Edit::apply_all(&tuned.edits, written.definitions.get_mut(&bundle.root).expect("the root"));
    let network = build(&written, date).expect("a network");
    assert_eq!(plan(&network, start).window, Some(tuned.window));
    let errors = |bundle: &Bundle| {
        let found = check(bundle, &Context::default());
        found.iter().filter(|d| d.severity == Severity::Error || d.severity == Severity::Warning).count()
    };
    assert_eq!(errors(&written), errors(bundle));
}

/// Mean per cent above the critical path, and how much more than that of the best known.
fn tuned_set(set: &str, step: usize, options: Options) -> Option<f64> {
    let (mut above, mut count) = (0.0, 0.0);
    for project in projects::psplib(set, 3, step) {
        let bundle = Bundle::single("w.workflow.json", project.definition.clone());
        let tuned = tune(&bundle, date(), START, options, UNHURRIED).expect("a window");
        assert_written(&bundle, date(), START, &tuned);
        assert_eq!(Some(tuned.window_before), plan(&project.network, START).window);
        assert!(tuned.window >= project.best_lower * 1000, "{}", project.name);
        assert!(!project.is_closed || tuned.bound <= project.best_upper * 1000, "{}", project.name);
        above += (tuned.window as f64 / 1000.0 - project.best_upper as f64) / project.critical_path as f64;
        count += 1.0;
    }
    (count > 0.0).then(|| above / count * 100.0)
}

#[test]
fn t4_schedules_of_psplib_are_written_exactly_and_are_short() {
    let bars = [("j30", 60, 0.5), ("j60", 80, 1.5), ("j120_odd", 60, 6.0)];
    for (set, step, bar) in bars {
        let Some(above) = tuned_set(set, step, OPTIONS) else { return };
        println!("{set}: {above:.2} percentage points above the best known");
        assert!(above < bar, "{set}: {above}");
    }
    tuned_set("j30", 120, Options { allow_edges: false, ..OPTIONS });
}

fn bank() -> Bundle {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../workflows/bank");
    let mut bundle =
        Bundle::single("bank-day-end.workflow.json", daybreak_model::definition::Definition::empty("w", "W", "UTC"));
    let text = |file: &str| std::fs::read_to_string(folder.join(file)).expect("a file of the bank");
    for entry in std::fs::read_dir(&folder).expect("the bank") {
        let file = entry.expect("an entry").file_name().to_string_lossy().into_owned();
        if file.ends_with(".workflow.json") {
            bundle.definitions.insert(file.clone(), read(&file, &text(&file)).expect("a definition"));
        }
    }
    let calendar = "calendars/cn-bank.calendar.json";
    bundle.calendars.insert(calendar.into(), read_calendar(calendar, &text(calendar)).expect("a calendar"));
    bundle
}

#[test]
fn t5_the_bank_gets_shorter_and_no_worse_on_bad_nights() {
    let (bundle, date) = (bank(), chrono::NaiveDate::from_ymd_opt(2026, 11, 23).expect("a date"));
    let start = night::start(&bundle, date, None);
    for allow_edges in [false, true] {
        let options = Options { allow_edges, schedules: Some(400), ..OPTIONS };
        let tuned = tune(&bundle, date, start, options, UNHURRIED).expect("a window");
        assert_written(&bundle, date, start, &tuned);
        println!("{allow_edges}: {} before, {} after, {:?}", tuned.window_before, tuned.window, tuned.nights);
        assert!(tuned.outcome == Outcome::Better && tuned.window < tuned.window_before);
        assert!(tuned.nights.expect("nights").is_no_worse());
        assert_eq!(tune(&bundle, date, start, options, UNHURRIED), Ok(tuned), "the same seed, the same answer");
    }
}

/// Tuning knows as much of the best possible window as a bound that is searched for: here that what it finds is the best there is.
#[test]
fn t6_the_bank_is_tuned_to_a_window_that_is_proven_to_be_the_shortest() {
    let (bundle, date) = (bank(), chrono::NaiveDate::from_ymd_opt(2026, 11, 26).expect("a date"));
    let asked = AtomicU32::new(0);
    // Time passes with every question for it.
    let spent = || f64::from(asked.fetch_add(1, Ordering::Relaxed)) / 20_000.0;
    let watch = Watch { spent: &spent, is_cancelled: &|| false };
    let options = Options { schedules: None, ..OPTIONS };
    let tuned = tune(&bundle, date, night::start(&bundle, date, None), options, watch).expect("a window");
    assert_eq!((tuned.bound, tuned.outcome), (tuned.window, Outcome::Better));
}
