//! Backtests on recorded nights of others.

use daybreak_history::{History, Options, Predicted, backtest, fit, read_csv, read_edges, workflow};
use daybreak_model::bundle::Bundle;
use daybreak_model::duration::Estimate;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::PathBuf;

const OPTIONS: Options = Options { from: None, to: None, samples: 100, seed: 1, threads: 1 };

fn data(name: &str) -> Option<Vec<u8>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/data/run_histories").join(name);
    let packed = std::fs::read(path).ok()?;
    if !name.ends_with(".gz") {
        return Some(packed);
    }
    let mut bytes = Vec::new();
    flate2::read::GzDecoder::new(packed.as_slice()).read_to_end(&mut bytes).expect("a whole file");
    Some(bytes)
}

/// A real graph on four threads, 100 runs.
fn threads() -> Option<(Bundle, History)> {
    let history = read_csv(&data("dwh_d_node_spans.csv.gz")?).expect("a history");
    let edges = read_edges(&data("dwh_d_dag_edges.csv.gz")?).expect("edges");
    Some((Bundle::single("dwh.workflow.json", workflow("dwh", &history, &edges)), history))
}

#[test]
fn h7_overhead_is_learned_where_replayed_durations_fall_short() {
    let Some((bundle, history)) = threads() else {
        println!("skipped: no data");
        return;
    };
    let fit = fit(&bundle, &history);
    let overhead = fit.overhead.expect("there is overhead");
    println!("overhead {overhead:?}, slow night {:?}", fit.slow_night);
    assert!((10..80).contains(&overhead.planned().ms()), "{overhead:?}");
}

#[test]
fn h8_a_real_graph_is_predicted_better_than_by_its_last_ten_windows() {
    let Some((bundle, history)) = threads() else {
        println!("skipped: no data");
        return;
    };
    let told = backtest(&bundle, &history, &BTreeMap::new(), OPTIONS, &|_, _| true).expect("nobody stops it");
    println!("forecast {:?}\nnaive {:?}", told.forecast, told.naive);
    assert!(told.forecast.median_absolute_error < told.naive.median_absolute_error);
    let between = told.forecast.p10_to_p90.expect("ranges");
    assert!((0.70..=0.90).contains(&between), "{between}");
    for late in [30, 50] {
        let median = |of: fn(&Predicted) -> f64| {
            let nights = &told.nights[told.nights.len() - late..];
            let mut errors: Vec<f64> = nights.iter().map(|night| (of(night) / night.actual - 1.0).abs()).collect();
            errors.sort_unstable_by(f64::total_cmp);
            errors[late / 2]
        };
        let (ours, naive) = (median(|night| night.quantiles.p50), median(|night| night.naive));
        println!("latest {late}: {ours} against {naive}");
        assert!(ours < naive, "latest {late}: {ours} against {naive}");
    }
}

/// Nights of one recurring pipeline, from midnight to the moment at which it was done.
fn completions(pipeline: &str) -> Option<(Bundle, History)> {
    let text = String::from_utf8(data("nightly_completions.csv")?).expect("text");
    let mut csv = String::from("run,business_date,node,start,end,status\n");
    let mut dates = BTreeSet::new();
    for line in text.lines().skip(1) {
        let mut fields = line.split(',');
        let (Some(name), Some(done)) = (fields.next(), fields.next()) else { continue };
        // Of several on one day the first one is that day's night.
        if name == pipeline && dates.insert(done[..10].to_owned()) {
            let date = &done[..10];
            csv.push_str(&format!("{date},{date},batch,{date}T00:00:00Z,{done},succeeded\n"));
        }
    }
    let history = read_csv(csv.as_bytes()).expect("a history");
    Some((Bundle::single("batch.workflow.json", workflow("batch", &history, &[])), history))
}

#[test]
fn h9_nights_that_keep_their_level_but_for_freaks_are_predicted_better_than_by_their_last_ten_windows() {
    for pipeline in ["dwh_a", "dwh_a_mdm"] {
        let Some((bundle, history)) = completions(pipeline) else {
            println!("skipped: no data");
            return;
        };
        let told = backtest(&bundle, &history, &BTreeMap::new(), OPTIONS, &|_, _| true).expect("nobody stops it");
        let (ours, naive) = (told.forecast.median_absolute_error, told.naive.median_absolute_error);
        println!("{pipeline}: {} nights, {:?} against {:?}", told.nights.len(), told.forecast, told.naive);
        assert!(told.nights.len() >= 30 && ours < naive, "{pipeline}: {ours:?} against {naive:?}");
        let between = told.forecast.p10_to_p90.expect("ranges");
        assert!((0.70..=0.90).contains(&between), "{pipeline}: {between}");
    }
}

/// Run times in milliseconds of the executables of a log in the standard workload format that ran a hundred times, in order of time.
fn executables() -> Option<BTreeMap<u32, Vec<i64>>> {
    let text = String::from_utf8(data("NASA-iPSC-1993-3.1-cln.swf.gz")?).expect("text");
    let mut runs: BTreeMap<u32, Vec<i64>> = BTreeMap::new();
    for line in text.lines().filter(|line| !line.starts_with(';')) {
        let fields: Vec<i64> = line.split_whitespace().filter_map(|field| field.parse().ok()).collect();
        let (seconds, executable) = (fields[3], fields[13]);
        if let (1.., Ok(executable)) = (seconds, u32::try_from(executable)) {
            runs.entry(executable).or_default().push(seconds * 1000);
        }
    }
    runs.retain(|_, runs| runs.len() >= 100);
    Some(runs)
}

#[test]
fn h5_durations_of_a_real_machine_keep_their_percentiles() {
    let Some(runs) = executables() else {
        println!("skipped: no data");
        return;
    };
    const LEARNED: usize = 80;
    let mut csv = String::from("run,node,start,end,status\n");
    for (executable, runs) in &runs {
        for (at, ms) in runs[..LEARNED].iter().enumerate() {
            csv.push_str(&format!("{at},e{executable},0,{ms},succeeded\n"));
        }
    }
    let history = read_csv(csv.as_bytes()).expect("a history");
    let bundle = Bundle::single("machine.workflow.json", workflow("machine", &history, &[]));
    let fit = fit(&bundle, &history);
    let (mut within, mut all) = ([0.0; 3], 0.0);
    for (executable, runs) in &runs {
        let estimate = &fit.nodes[format!("e{executable}").as_str()].estimate;
        for ms in &runs[LEARNED..100] {
            all += 1.0;
            for (share, p) in within.iter_mut().zip([0.5, 0.8, 0.95]) {
                *share += f64::from(u8::from(*ms as f64 <= quantile(estimate, p)));
            }
        }
    }
    let shares = within.map(|within| within / all);
    println!("{} executables, {all} runs held out, within P50, P80, P95: {shares:?}", runs.len());
    assert!(runs.len() >= 20 && (0.4..=0.65).contains(&shares[0]), "{shares:?}");
    assert!((0.7..=0.9).contains(&shares[1]) && (0.88..=0.99).contains(&shares[2]), "{shares:?}");
}

fn quantile(estimate: &Estimate, p: f64) -> f64 {
    match estimate {
        Estimate::Empirical(spans) => {
            let mut spans: Vec<i64> = spans.iter().map(|span| span.ms()).collect();
            spans.sort_unstable();
            spans[((p * spans.len() as f64).ceil() as usize).clamp(1, spans.len()) - 1] as f64
        }
        fixed => fixed.planned().ms() as f64,
    }
}
