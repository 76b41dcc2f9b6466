//! Where durations come from, and how far they can be trusted.

use super::{DurationOrigin, FEW, OriginKind};
use daybreak_model::inherit::Origin;
use daybreak_model::network::{Activity, Network};
use daybreak_simulation::observed;

/// Where the duration of an activity comes from; nothing for what does no work.
pub fn origin(activity: &Activity) -> Option<DurationOrigin> {
    if activity.does.is_instant() {
        return None;
    }
    let n = observed(activity);
    let (kind, from) = match &activity.origin {
        _ if n.is_some() => (OriginKind::History, None),
        Origin::Node => (OriginKind::Stated, None),
        Origin::Group(id) | Origin::Subflow(id) => (OriginKind::Inherited, Some(id.to_string())),
        Origin::System(id) => (OriginKind::Inherited, Some(id.to_string())),
        Origin::Workflow => (OriginKind::Inherited, None),
        Origin::Assumed => (OriginKind::Assumed, None),
    };
    Some(DurationOrigin { kind, from, n })
}

/// By position: whether few recorded nights are behind an activity's duration or that of anything it comes after.
pub fn uncertain(network: &Network) -> Vec<bool> {
    let mut uncertain = vec![false; network.activities.len()];
    for at in network.topological_order() {
        let is_few = observed(&network.activities[at]).is_some_and(|n| n < FEW);
        uncertain[at] = is_few || network.incoming(at).iter().any(|link| uncertain[network.links[*link].from]);
    }
    uncertain
}
