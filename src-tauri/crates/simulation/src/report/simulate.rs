//! The Monte Carlo forecast in JSON.

use super::seconds::Seconds;
use crate::monte_carlo::{Forecast, NodeForecast, Statistics};
use daybreak_model::id::NodeId;
use daybreak_model::network::{Index, Network, Part};
use daybreak_model::time::{Span, Timestamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// `daybreak simulate --format json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SimulateReport {
    pub samples: u32,
    #[ts(type = "number")]
    pub seed: u64,
    /// When Begin starts.
    pub start: Timestamp,
    pub window_s: StatisticsReport,
    /// The share of nights in which End is not reached, because a job fails for good or waits for ever.
    pub unfinished: f64,
    pub deadlines: Vec<DeadlineReport>,
    pub nodes: BTreeMap<NodeId, NodeOdds>,
    pub histogram: WindowHistogram,
}

/// Null where it lies among nights that do not come to their end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct StatisticsReport {
    pub mean: Option<Seconds>,
    pub sd: Option<Seconds>,
    pub min: Option<Seconds>,
    pub p50: Option<Seconds>,
    pub p80: Option<Seconds>,
    pub p90: Option<Seconds>,
    pub p95: Option<Seconds>,
    pub p99: Option<Seconds>,
    pub max: Option<Seconds>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct DeadlineReport {
    pub node: NodeId,
    /// The promised moment in the workflow's zone, RFC 3339.
    pub at: String,
    /// The same, from the start of Begin; negative when it has passed by then.
    pub at_s: Seconds,
    /// The share of nights in which it is met.
    pub probability: f64,
    /// The standard error of that share.
    pub error: f64,
}

/// One node over all nights. Times are over the nights in which it is taken.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct NodeOdds {
    /// The share of nights in which it is on the chain of drivers back from End.
    pub criticality: f64,
    /// The share of nights in which it is taken.
    pub taken: f64,
    pub start_s: StatisticsReport,
    pub finish_s: StatisticsReport,
}

/// How many nights have a window from `from_s` on, in steps of `width_s`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct WindowHistogram {
    pub from_s: Seconds,
    pub width_s: Seconds,
    pub counts: Vec<u32>,
}

/// Bars of the histogram.
const BARS: i64 = 60;

impl SimulateReport {
    pub fn of(network: &Network, forecast: &Forecast) -> SimulateReport {
        let mut nodes = BTreeMap::new();
        for (at, activity) in network.activities.iter().enumerate() {
            if activity.part != Part::Close {
                let close = activity.partner.unwrap_or(at);
                nodes.insert(activity.node.clone(), node_odds(forecast, at, close));
            }
        }
        SimulateReport {
            samples: forecast.samples,
            seed: forecast.seed,
            start: forecast.start,
            window_s: forecast.window.into(),
            unfinished: f64::from(forecast.unfinished) / f64::from(forecast.samples.max(1)),
            deadlines: forecast
                .deadlines
                .iter()
                .map(|deadline| DeadlineReport {
                    node: deadline.node.clone(),
                    at: local(network, deadline.at),
                    at_s: Seconds::from_ms(deadline.at.ms() - forecast.start.ms()),
                    probability: deadline.probability,
                    error: deadline.error,
                })
                .collect(),
            nodes,
            histogram: histogram(&forecast.windows),
        }
    }
}

fn node_odds(forecast: &Forecast, open: Index, close: Index) -> NodeOdds {
    let (open, close): (&NodeForecast, &NodeForecast) = (&forecast.activities[open], &forecast.activities[close]);
    NodeOdds {
        criticality: open.criticality.max(close.criticality),
        taken: open.taken,
        start_s: open.start.unwrap_or_default().into(),
        finish_s: close.finish.unwrap_or_default().into(),
    }
}

fn local(network: &Network, at: Timestamp) -> String {
    at.utc().with_timezone(&network.zone).to_rfc3339()
}

fn histogram(windows: &[Option<i64>]) -> WindowHistogram {
    let (Some(low), Some(high)) = (windows.iter().flatten().min(), windows.iter().flatten().max()) else {
        return WindowHistogram::default();
    };
    let width = ((high - low) / BARS + 1).max(1);
    let mut counts = vec![0; ((high - low) / width + 1) as usize];
    windows.iter().flatten().for_each(|w| counts[((w - low) / width) as usize] += 1);
    WindowHistogram { from_s: Seconds::from_ms(*low), width_s: Seconds::from_ms(width), counts }
}

impl From<Statistics> for StatisticsReport {
    fn from(statistics: Statistics) -> StatisticsReport {
        // Never negative: a histogram's bin may reach a little below zero.
        let limit = Span::MAX.ms() as f64 * 1e3;
        let seconds = |ms: Option<f64>| ms.map(|ms| Seconds::from_ms(ms.round().clamp(0.0, limit) as i64));
        StatisticsReport {
            mean: seconds(statistics.mean),
            sd: seconds(statistics.sd),
            min: seconds(statistics.min),
            p50: seconds(statistics.p50),
            p80: seconds(statistics.p80),
            p90: seconds(statistics.p90),
            p95: seconds(statistics.p95),
            p99: seconds(statistics.p99),
            max: seconds(statistics.max),
        }
    }
}
