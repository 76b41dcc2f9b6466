//! How compared scenarios are told.

use super::{AgainstBase, MovedNode, ScenarioComparison, ScenarioNight, ScenarioOutcome};
use crate::forecast::{Driver, ForecastReport, PlanReport};
use daybreak_advise::{Against, Compared, Side};
use daybreak_model::id::NodeId;
use std::collections::BTreeMap;

/// What the base is called.
const BASE: &str = "base";

impl ScenarioComparison {
    /// What a comparison says; all sides were simulated alike.
    pub fn of(base: &Side, compared: &[Compared]) -> ScenarioComparison {
        let before = Told::of(base);
        ScenarioComparison {
            samples: base.forecast.samples,
            seed: base.forecast.seed,
            base: before.outcome(BASE, base, None),
            scenarios: compared.iter().map(|scenario| outcome(&before, scenario)).collect(),
        }
    }
}

/// Both reports of one side.
struct Told {
    plan: PlanReport,
    nights: ForecastReport,
}

impl Told {
    fn of(side: &Side) -> Told {
        let network = &side.night.network;
        Told { plan: PlanReport::of(network, &side.plan), nights: ForecastReport::of(network, &side.forecast) }
    }

    fn outcome(&self, name: &str, side: &Side, against_base: Option<AgainstBase>) -> ScenarioOutcome {
        let night = ScenarioNight {
            plan_window_s: side.plan.window.map(|ms| seconds(ms as f64)),
            critical_path: self.plan.critical_path.clone(),
            window_s: self.nights.window_s,
            unfinished: self.nights.unfinished,
            deadlines: self.nights.deadlines.clone(),
            histogram: self.nights.histogram.clone(),
        };
        ScenarioOutcome {
            name: name.into(),
            hash: Some(side.night.hash.clone()),
            problems: Vec::new(),
            night: Some(night),
            against_base,
        }
    }

    fn drivers(&self) -> BTreeMap<&NodeId, &Driver> {
        self.plan.nodes.iter().map(|(node, planned)| (node, &planned.driver)).collect()
    }
}

fn outcome(before: &Told, scenario: &Compared) -> ScenarioOutcome {
    match &scenario.outcome {
        Ok((side, against)) => {
            let after = Told::of(side);
            let told = against_base(before, &after, against);
            after.outcome(&scenario.name, side, Some(told))
        }
        Err(refused) => ScenarioOutcome {
            name: scenario.name.clone(),
            hash: None,
            problems: refused.0.clone(),
            night: None,
            against_base: None,
        },
    }
}

fn against_base(before: &Told, after: &Told, against: &Against) -> AgainstBase {
    let (old, new) = (before.drivers(), after.drivers());
    let moved = against.moved.iter().map(|moved| MovedNode {
        node: moved.node.clone(),
        start_s: moved.start.map(|ms| seconds(ms as f64)),
        finish_s: moved.finish.map(|ms| seconds(ms as f64)),
        before: old.get(&moved.node).map(|driver| (*driver).clone()),
        after: new.get(&moved.node).map(|driver| (*driver).clone()),
    });
    let (was, is) = (&before.nights.window_s, &after.nights.window_s);
    let less = |is: Option<f64>, was: Option<f64>| is.zip(was).map(|(is, was)| seconds((is - was) * 1000.0));
    let if_any = |ms: f64| (against.difference.nights > 0).then(|| seconds(ms));
    AgainstBase {
        plan_window_s: against.plan_window.map(|ms| seconds(ms as f64)),
        p50_s: less(is.p50, was.p50),
        p95_s: less(is.p95, was.p95),
        mean_s: if_any(against.difference.mean_ms),
        mean_error_s: if_any(against.difference.error_ms),
        deadlines: against.deadlines.clone(),
        moved: moved.collect(),
        joined_critical_path: against.joined_critical_path.clone(),
        left_critical_path: against.left_critical_path.clone(),
        anomaly: against.anomaly.clone(),
    }
}

/// To the millisecond.
fn seconds(ms: f64) -> f64 {
    ms.round() / 1000.0
}
