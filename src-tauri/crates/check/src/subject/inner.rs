//! What an outer definition must know of a subflow in it.

use super::times::{ANY_TIME, Times};
use super::{Demand, Subject};
use daybreak_model::id::NodeId;

/// A subflow, seen from outside.
#[derive(Debug)]
pub struct Inner {
    /// The shortest time from begin to end, in milliseconds, clocks left out.
    pub shortest: i64,
    /// The earliest finish that its clocks allow, in milliseconds from midnight of the business date, whenever it starts.
    pub earliest: i64,
    /// The largest demand for each resource inside, with the node that has it, by its path within the subflow.
    pub needs: Vec<(Demand, NodeId)>,
}

impl Inner {
    pub fn of(subject: &Subject<'_>) -> Inner {
        let end = subject.of_kind(|k| *k == daybreak_model::node::Kind::End).next();
        let at_end = |times: &Times| end.map_or(ANY_TIME, |e| times.finish[e]);
        Inner {
            shortest: at_end(&Times::without_clocks(subject)).max(0),
            earliest: at_end(&Times::from(subject, ANY_TIME)),
            needs: needs(subject, 0..subject.definition.nodes.len()),
        }
    }
}

/// The largest demand for each resource among `nodes` and the subflows at them.
pub fn needs(subject: &Subject<'_>, nodes: impl Iterator<Item = usize>) -> Vec<(Demand, NodeId)> {
    let mut all: Vec<(Demand, NodeId)> = Vec::new();
    let mut add =
        |demand: Demand, id: &dyn Fn() -> NodeId| match all.iter_mut().find(|n| n.0.resource == demand.resource) {
            Some(there) if there.0.amount >= demand.amount => {}
            Some(there) => *there = (demand, id()),
            None => all.push((demand, id())),
        };
    for node in nodes {
        let id = &subject.node(node).id;
        for demand in subject.demand(node) {
            add(*demand, &|| id.clone());
        }
        for (demand, inner) in subject.inner.get(&node).map_or(&[][..], |i| &i.needs) {
            add(*demand, &|| id.child(inner));
        }
    }
    all
}
