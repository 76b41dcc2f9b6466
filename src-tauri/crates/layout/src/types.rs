//! What goes in and comes out.

use daybreak_model::id::{NodeId, SystemId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

/// No node stands farther out than this, so that sums of places stay numbers.
const FARTHEST: f64 = 500_000_000.0;

/// A place in pixels; the upper left corner of what stands there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Point {
    pub x: i32,
    pub y: i32,
}

/// The places of nodes; what `NAME.layout.json` keeps. Collapsed groups have one, open ones are where their members are.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Positions(pub BTreeMap<NodeId, Point>);

/// How to lay out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct LayoutOptions {
    /// Place everything anew. Otherwise nodes keep their previous places, except those in `changed`.
    pub full: bool,
    /// Nodes to be placed anew although they have a place.
    pub changed: BTreeSet<NodeId>,
    /// Groups that are shown as one node.
    pub collapsed: BTreeSet<NodeId>,
}

/// Where everything stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Layout {
    /// Visible nodes, collapsed groups among them, in the order of the file.
    pub nodes: Vec<NodeBox>,
    /// Open groups, outer ones before those in them.
    pub groups: Vec<GroupBox>,
    /// From top to bottom.
    pub lanes: Vec<LaneBand>,
    /// The whole picture reaches from 0, or from the smallest place that was kept, to here.
    pub width: i32,
    pub height: i32,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NodeBox {
    pub id: NodeId,
    pub x: i32,
    pub y: i32,
    pub w: i32,
    pub h: i32,
}

/// The box around the members of an open group. Its name stands in the header, the topmost strip of the box.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct GroupBox {
    pub id: NodeId,
    pub x: i32,
    pub y: i32,
    pub w: i32,
    pub h: i32,
    /// The height of the header.
    pub header: i32,
    /// How many groups are around it.
    pub depth: u32,
}

/// The band of a system across the picture; nodes without a system have the first one, which has none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(optional_fields)]
pub struct LaneBand {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system: Option<SystemId>,
    pub y: i32,
    pub height: i32,
}

/// The layout was given up because it was asked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the layout was cancelled")]
pub struct Cancelled;

/// Places as a canvas has them; what is no number, or beyond any picture, is brought back into it.
impl FromIterator<(NodeId, (f64, f64))> for Positions {
    fn from_iter<I: IntoIterator<Item = (NodeId, (f64, f64))>>(places: I) -> Positions {
        let whole = |at: f64| at.clamp(-FARTHEST, FARTHEST).round() as i32;
        Positions(places.into_iter().map(|(id, (x, y))| (id, Point { x: whole(x), y: whole(y) })).collect())
    }
}

impl Layout {
    /// The places of the nodes, to be kept.
    pub fn positions(&self) -> Positions {
        Positions(self.nodes.iter().map(|n| (n.id.clone(), Point { x: n.x, y: n.y })).collect())
    }
}
