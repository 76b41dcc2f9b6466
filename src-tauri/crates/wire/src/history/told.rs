//! From what the core says of history to what is told.

use super::{Accuracy, BacktestNight, BacktestReport, FitReport, FittedNode, HistorySummary};
use daybreak_history::{self as history, Backtest, Fit, History, Status};
use daybreak_model::bundle::Bundle;
use daybreak_model::id::{NodeId, WorkflowId};
use daybreak_model::network::{Network, Part};
use std::collections::{BTreeMap, BTreeSet};

/// Fewer observations than this make a distribution uncertain.
const FEW: u32 = 20;

impl HistorySummary {
    /// What `history` holds; `added` says how much of it is new.
    pub fn of(workflow: Option<&WorkflowId>, history: &History, added: Option<u32>) -> HistorySummary {
        let mut set_aside: BTreeMap<String, u32> = BTreeMap::new();
        let attempts = || history.nights.iter().flat_map(|night| &night.attempts);
        for attempt in attempts().filter(|attempt| attempt.status != Status::Succeeded) {
            *set_aside.entry(attempt.status.as_str().to_owned()).or_default() += 1;
        }
        let dates = || history.nights.iter().filter_map(|night| night.date);
        HistorySummary {
            workflow: workflow.map(|id| id.as_str().to_owned()),
            nights: history.nights.len() as u32,
            first: dates().min(),
            last: dates().max(),
            nodes: history.nodes().len() as u32,
            attempts: attempts().count() as u32,
            set_aside,
            added,
        }
    }
}

impl FitReport {
    /// What `fit` found for the definitions of `bundle`, whose night is `network`.
    pub fn of(bundle: &Bundle, network: &Network, fit: &Fit) -> FitReport {
        let mut edits = history::edits(bundle, fit);
        let of_node = |(node, fitted): (&NodeId, &history::FittedNode)| {
            let told = FittedNode {
                n: fitted.n,
                estimate: fitted.estimate.clone(),
                before: history::stated(bundle, node),
                trend: fitted.trend,
                uncertain: fitted.n < FEW,
            };
            (node.clone(), told)
        };
        let known: BTreeSet<&NodeId> = fit.nodes.keys().collect();
        let whole = network.activities.iter().filter(|a| a.part == Part::Whole && !a.does.is_instant());
        let mut without: Vec<NodeId> = whole.map(|a| a.node.clone()).filter(|node| !known.contains(node)).collect();
        without.sort_unstable();
        FitReport {
            nights: fit.nights,
            nodes: fit.nodes.iter().map(of_node).collect(),
            without_history: without,
            overhead: fit.overhead.clone(),
            slow_night_sigma: fit.slow_night.map(|slow| slow.sigma),
            notes: notes(fit),
            edits: edits.remove(&bundle.root).unwrap_or_default(),
            other_files: edits.into_keys().collect(),
        }
    }
}

fn notes(fit: &Fit) -> Vec<String> {
    let outliers: u32 = fit.nodes.values().map(|node| node.outliers).sum();
    let trends = fit.nodes.values().filter(|node| node.trend.is_some()).count();
    let classes = fit.nodes.values().filter(|node| !node.on.is_empty()).count();
    let few = fit.nodes.values().filter(|node| node.n < FEW).count();
    let mut notes = vec![
        "Only attempts that succeeded by themselves count; forced, skipped and failed ones do not.".to_owned(),
        format!(
            "{outliers} outliers were left out (modified z-score above 3.5 on the logarithm, eight observations or more)."
        ),
        format!("{trends} nodes have a trend of their own (Mann-Kendall, 1 %) and stand at their present level."),
        format!("{classes} nodes differ on days of another class (Mann-Whitney, 1 %) and have durations for them."),
        format!("{few} nodes have fewer than {FEW} observations: their far percentiles are uncertain."),
    ];
    notes.push(match &fit.overhead {
        Some(overhead) => format!(
            "Each attempt takes {} ms before its work begins: with it, the latest nights replayed last as long as they did.",
            overhead.planned().ms()
        ),
        None => "No time before the work of attempts was left unexplained.".to_owned(),
    });
    notes
}

impl BacktestReport {
    pub fn of(backtest: &Backtest) -> BacktestReport {
        let seconds = |ms: f64| (ms.round()) / 1000.0;
        let night = |night: &history::Predicted| BacktestNight {
            run: night.run.clone(),
            business_date: night.date,
            actual_s: seconds(night.actual),
            p10_s: seconds(night.quantiles.p10),
            p50_s: seconds(night.quantiles.p50),
            p80_s: seconds(night.quantiles.p80),
            p90_s: seconds(night.quantiles.p90),
            p95_s: seconds(night.quantiles.p95),
            naive_s: seconds(night.naive),
            kept: night.kept,
        };
        BacktestReport {
            nights: backtest.nights.iter().map(night).collect(),
            not_predicted: backtest.not_predicted,
            forecast: Accuracy::of(&backtest.forecast),
            naive: Accuracy::of(&backtest.naive),
            nodes: backtest.nodes.iter().map(|(node, held)| (node.clone(), Accuracy::of(held))).collect(),
        }
    }
}

impl Accuracy {
    fn of(held: &history::Accuracy) -> Accuracy {
        Accuracy {
            n: held.n,
            within_p50: held.within_p50,
            within_p80: held.within_p80,
            within_p95: held.within_p95,
            p10_to_p90: held.p10_to_p90,
            bias: held.bias,
            median_absolute_error: held.median_absolute_error,
        }
    }
}
