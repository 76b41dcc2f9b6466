//! Durations, overhead and slow nights as recorded nights have them.

mod node;
mod overhead;
mod slowness;

pub use node::FittedNode;

use crate::case::{Case, cases, planned, works};
use crate::record::History;
use crate::robust;
use chrono::NaiveDate;
use daybreak_model::bundle::Bundle;
use daybreak_model::duration::{Estimate, SlowNight};
use daybreak_model::id::NodeId;
use daybreak_model::inherit::Origin;
use daybreak_model::network::Network;
use daybreak_model::time::Span;
use slowness::Slowness;
use std::collections::BTreeMap;

/// What nights teach.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// How many nights it was fitted to.
    pub nights: u32,
    /// The first and the last of their business dates.
    pub first: Option<NaiveDate>,
    pub last: Option<NaiveDate>,
    pub nodes: BTreeMap<NodeId, FittedNode>,
    /// What each attempt takes before its work begins; nothing when no time is unexplained.
    pub overhead: Option<Estimate>,
    /// How much whole nights differ from what the nights before let expect.
    pub slow_night: Option<SlowNight>,
    /// The typical duration over all nodes, for nodes of which nothing is known.
    pub usual: Option<Span>,
}

/// Nights older than this many are forgotten: durations drift.
const MOST_NIGHTS: usize = 200;
/// The nights by which overhead and slow nights are set right.
const REPLAYED: usize = 12;
/// Slow nights are not told from fewer nights than this.
const FEWEST_NIGHTS: usize = 8;

/// Fits the definition's nodes to `history`.
///
/// - *Durations* are those of attempts that succeeded by themselves. Each night's common slowness (the median over the nodes of the
///   logarithm of duration against the node's usual one) is taken out and the present level put in, so that a drift of all nodes
///   is followed at once. What is then beyond a modified z-score of 3.5 (Iglewicz and Hoaglin 1993; eight observations or more) is
///   left out. A trend of a node's own (Mann-Kendall, 1 %) is taken out by its slope (Sen 1968). From 20 observations on the
///   latest 200 stand as they are, from 5 on they are log-normal, below that log-normal with the spread of all nodes.
/// - *Day classes* have durations of their own where the nights of the class differ (Mann-Whitney, 1 %; three nights or more).
/// - *Overhead* is the time between two pieces of work on one resource (or after the last predecessor) that nothing explains; it is scaled
///   so that the latest twelve nights, replayed with their measured durations under the dispatch rule, last as long as they did.
/// - *Slow nights*: the spread of those nights' windows around what the nights before let expect, less what independent
///   durations spread by themselves.
pub fn fit(bundle: &Bundle, history: &History) -> Fit {
    let cases = cases(bundle, history);
    of_cases(&cases.iter().collect::<Vec<_>>())
}

/// The same of nights that are already laid out, the latest last.
pub fn of_cases(cases: &[&Case]) -> Fit {
    let cases = &cases[cases.len().saturating_sub(MOST_NIGHTS)..];
    let slowness = Slowness::of(cases);
    let nodes = node::nodes(cases, &slowness);
    let mut medians: Vec<f64> = nodes.values().map(|node| node.estimate.planned().ms() as f64).collect();
    let usual = robust::quantile_of(&mut medians, 0.5).map(|ms| Span::from_ms(ms as i64));
    let latest = &cases[cases.len().saturating_sub(REPLAYED)..];
    let dates = || cases.iter().filter_map(|case| case.night.date);
    let mut fit = Fit {
        nights: cases.len() as u32,
        first: dates().min(),
        last: dates().max(),
        nodes,
        overhead: None,
        slow_night: None,
        usual,
    };
    fit.overhead = overhead::overhead(latest);
    if cases.len() >= FEWEST_NIGHTS {
        fit.slow_night = slowness::slow_night(cases, &fit);
    }
    fit
}

impl Fit {
    /// Puts what was learned on a network. What nothing is known of and nobody stated takes the usual duration.
    pub fn put_on(&self, network: &mut Network) {
        for activity in network.activities.iter_mut().filter(|activity| works(activity)) {
            if let Some(node) = self.nodes.get(&activity.node) {
                activity.estimate = node.on(network.day_class).clone();
                activity.observed = Some(node.n);
            } else if let Some(usual) = self.usual.filter(|_| activity.origin == Origin::Assumed) {
                activity.estimate = Estimate::Fixed(usual);
            }
            activity.overhead.clone_from(&self.overhead);
        }
        if let Some(root) = network.scopes.first_mut() {
            root.slow_night = self.slow_night;
        }
    }

    /// The planned window of a night with what was learned on it, in milliseconds.
    fn window(&self, case: &Case) -> Option<i64> {
        let mut network = case.network.clone();
        self.put_on(&mut network);
        planned(&network, case.start)
    }
}
