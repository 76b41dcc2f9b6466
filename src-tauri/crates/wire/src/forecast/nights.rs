//! Many simulated nights as they are told.

use super::{DeadlineForecast, ForecastReport, Histogram, NodeForecast, Percentiles, WindowForecast};
use daybreak_model::id::NodeId;
use daybreak_model::network::{Network, Part};
use daybreak_model::time::{DayTime, Timestamp};
use daybreak_simulation::{Forecast, Plan, Statistics};
use std::collections::{BTreeMap, HashSet};

/// How many bars a histogram has.
const BARS: usize = 40;

impl ForecastReport {
    /// What `forecast`, made of `network`, says.
    pub fn of(network: &Network, forecast: &Forecast) -> ForecastReport {
        ForecastReport {
            samples: forecast.samples,
            seed: forecast.seed,
            unfinished: forecast.unfinished,
            window_s: window(forecast),
            deadlines: deadlines(network, forecast),
            nodes: nodes(network, forecast),
            histogram: histogram(&forecast.windows),
        }
    }
}

impl WindowForecast {
    /// What somebody who decides on a change needs of both forecasts.
    pub fn of(network: &Network, plan: &Plan, forecast: &Forecast) -> WindowForecast {
        let mut seen = HashSet::new();
        let path = plan.critical_path.iter().map(|at| network.activities[*at].node.clone());
        WindowForecast {
            plan_window_s: plan.window.map_or(0.0, |ms| seconds(ms as f64)),
            critical_path: path.filter(|node| seen.insert(node.clone())).collect(),
            window_s: window(forecast),
            deadlines: deadlines(network, forecast),
        }
    }
}

fn window(forecast: &Forecast) -> Percentiles {
    let longest = forecast.windows.iter().flatten().max().map_or(0.0, |ms| *ms as f64);
    percentiles(&forecast.window, longest)
}

/// A percentile among nights without an end is told as the longest that ended.
fn percentiles(statistics: &Statistics, longest: f64) -> Percentiles {
    let told = |ms: Option<f64>| seconds(ms.unwrap_or(longest));
    Percentiles {
        mean: told(statistics.mean),
        sd: seconds(statistics.sd.unwrap_or_default()),
        min: told(statistics.min),
        p50: told(statistics.p50),
        p80: told(statistics.p80),
        p90: told(statistics.p90),
        p95: told(statistics.p95),
        p99: told(statistics.p99),
        max: told(statistics.max),
    }
}

fn deadlines(network: &Network, forecast: &Forecast) -> Vec<DeadlineForecast> {
    let told = |deadline: &daybreak_simulation::DeadlineForecast| DeadlineForecast {
        node: deadline.node.clone(),
        at: promised(network, deadline.at),
        probability: deadline.probability,
        error: Some(deadline.error),
    };
    forecast.deadlines.iter().map(told).collect()
}

/// A moment as a definition states it: the day from the business date, and the time of day.
fn promised(network: &Network, at: Timestamp) -> DayTime {
    let local = at.utc().with_timezone(&network.zone).naive_local();
    let days = (local.date() - network.business_date).num_days();
    DayTime { day: i16::try_from(days).ok(), time: local.time() }
}

/// A group or subflow is told once: it starts with its opening and ends with its closing border.
fn nodes(network: &Network, forecast: &Forecast) -> BTreeMap<NodeId, NodeForecast> {
    let mut nodes = BTreeMap::new();
    for (at, activity) in network.activities.iter().enumerate() {
        let (open, close) = (&forecast.activities[at], &forecast.activities[activity.partner.unwrap_or(at)]);
        let (Some(start), Some(finish)) = (&open.start, &close.finish) else { continue };
        if activity.part != Part::Close {
            let longest = finish.max.unwrap_or_default();
            let told = NodeForecast {
                criticality: open.criticality.max(close.criticality),
                start_s: percentiles(start, longest),
                finish_s: percentiles(finish, longest),
            };
            nodes.insert(activity.node.clone(), told);
        }
    }
    nodes
}

/// Bars of equal width from the shortest to the longest window.
fn histogram(windows: &[Option<i64>]) -> Histogram {
    let ended: Vec<i64> = windows.iter().flatten().copied().collect();
    let (Some(from), Some(to)) = (ended.iter().min().copied(), ended.iter().max().copied()) else {
        return Histogram::default();
    };
    let width = ((to - from) / BARS as i64 + 1).max(1000);
    let mut counts = vec![0; ((to - from) / width) as usize + 1];
    for window in ended {
        counts[((window - from) / width) as usize] += 1;
    }
    Histogram { from_s: seconds(from as f64), width_s: seconds(width as f64), counts }
}

fn seconds(ms: f64) -> f64 {
    ms / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forecast::sample;
    use daybreak_simulation::{Options, monte_carlo};
    use serde_json::{json, to_value};

    #[test]
    fn p8_the_json_of_many_nights_has_the_agreed_shape() {
        let network = sample::network();
        let options = Options { samples: 100, seed: 42, threads: 1 };
        let nights = monte_carlo(&network, sample::START, options, &|_| true).unwrap();
        let told = to_value(ForecastReport::of(&network, &nights)).unwrap();
        assert_eq!((&told["samples"], &told["seed"], &told["unfinished"]), (&json!(100), &json!(42), &json!(0)));
        for field in ["mean", "min", "p50", "p80", "p90", "p95", "p99", "max"] {
            assert_eq!(told["window_s"][field], json!(1.5), "{field}");
            assert_eq!(told["nodes"]["a"]["finish_s"][field], json!(1.5), "{field}");
            assert_eq!(told["nodes"]["a"]["start_s"][field], json!(0), "{field}");
        }
        assert_eq!((&told["window_s"]["sd"], &told["nodes"]["a"]["criticality"]), (&json!(0), &json!(1.0)));
        assert_eq!(told["deadlines"], json!([{ "node": "end", "at": "22:00+0", "probability": 1.0, "error": 0.0 }]));
    }

    #[test]
    fn every_window_stands_in_one_bar() {
        let windows: Vec<Option<i64>> = (0..1000).map(|n| (n % 7 != 0).then_some(3_600_000 + n * n * 17)).collect();
        let told = histogram(&windows);
        assert_eq!(told.counts.iter().sum::<u32>() as usize, windows.iter().flatten().count());
        assert!(told.counts.len() <= BARS + 1 && told.counts.last().is_some_and(|last| *last > 0));
        assert_eq!(histogram(&[None]), Histogram::default());
        assert_eq!(histogram(&[Some(5000), Some(5000)]).counts, [2]);
    }
}
