//! From columns and rows to pixels.

use crate::outline::{Group, Outline};
use crate::pack::Packed;
use crate::types::{GroupBox, LaneBand, Layout, NodeBox};
use daybreak_model::definition::Definition;

/// The size of a node.
pub const NODE_WIDTH: i32 = 200;
pub const NODE_HEIGHT: i32 = 52;

/// Every place and size is a multiple of this.
pub const GRID: i32 = 4;

/// The strip at the top of a group's box.
pub const HEADER: i32 = 32;

/// Between the border of a group and what is in it.
pub const PAD_X: i32 = 12;
pub const PAD_Y: i32 = 8;

/// Between the border of a lane and what is in it.
pub const LANE_PAD: i32 = 16;

/// Distances that depend on how deep groups are nested, so that the borders of neighbours never touch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sizes {
    /// From one column to the next.
    pub column: i32,
    /// From one row to the next.
    pub row: i32,
}

impl Sizes {
    pub fn of(outline: &Outline) -> Sizes {
        let levels = i32::try_from(outline.levels()).unwrap_or(i32::MAX).min(100);
        Sizes { column: NODE_WIDTH + 48 + 2 * PAD_X * levels, row: NODE_HEIGHT + 16 + PAD_Y * levels.max(1) }
    }
}

/// A box around what reaches from one corner to the other.
pub fn around(group: &Group, left: i32, top: i32, right: i32, bottom: i32, id: daybreak_model::id::NodeId) -> GroupBox {
    let levels = i32::try_from(group.height).unwrap_or(1);
    let (x, y) = (left - PAD_X * levels, top - HEADER - PAD_Y);
    let (w, h) = (right + PAD_X * levels - x, bottom + PAD_Y * levels - y);
    GroupBox { id, x, y, w, h, header: HEADER, depth: u32::try_from(group.depth).unwrap_or(u32::MAX) }
}

pub fn drawn(definition: &Definition, outline: &Outline, column: &[usize], packed: &Packed, sizes: Sizes) -> Layout {
    let (lanes, tops) = lanes(definition, outline, packed, sizes);
    let at = |column: usize| pixels(column, sizes.column) + LANE_PAD;
    let row = |lane: usize, row: usize| tops[lane] + LANE_PAD + pixels(row, sizes.row);
    let id = |node: usize| definition.nodes[node].id.clone();
    let mut nodes: Vec<(usize, NodeBox)> = outline
        .leaves
        .iter()
        .enumerate()
        .map(|(leaf, stands)| {
            let (x, y) = (at(column[leaf]), row(stands.lane, packed.leaf_row[leaf]));
            (stands.node, NodeBox { id: id(stands.node), x, y, w: NODE_WIDTH, h: NODE_HEIGHT })
        })
        .collect();
    nodes.sort_by_key(|(node, _)| *node);
    let groups: Vec<GroupBox> = outline
        .boxes
        .iter()
        .enumerate()
        .map(|(index, group)| {
            let (first, behind) = packed.box_columns[index];
            let top = packed.box_row[index];
            let bottom = row(group.lane, top + packed.box_rows[index] - 1) + NODE_HEIGHT;
            let right = at(behind.saturating_sub(1)) + NODE_WIDTH;
            around(group, at(first), row(group.lane, top + 1), right, bottom, id(group.node))
        })
        .collect();
    finished(nodes.into_iter().map(|(_, node)| node).collect(), groups, lanes)
}

/// The layout with the size of the whole.
pub fn finished(nodes: Vec<NodeBox>, groups: Vec<GroupBox>, lanes: Vec<LaneBand>) -> Layout {
    let right = nodes.iter().map(|n| n.x + n.w).chain(groups.iter().map(|g| g.x + g.w)).max().unwrap_or(0);
    let bottom = lanes.last().map_or(0, |lane| lane.y + lane.height);
    Layout { nodes, groups, lanes, width: right + LANE_PAD, height: bottom }
}

/// The bands that are shown, and the top of every lane. Nodes without a system have a band only when there are any.
fn lanes(definition: &Definition, outline: &Outline, packed: &Packed, sizes: Sizes) -> (Vec<LaneBand>, Vec<i32>) {
    let mut bands = Vec::new();
    let mut tops = Vec::with_capacity(outline.lanes);
    let mut y = 0;
    for lane in 0..outline.lanes {
        tops.push(y);
        let rows = packed.lane_rows[lane];
        if lane == 0 && rows == 0 && outline.lanes > 1 {
            continue;
        }
        let height = pixels(rows.max(1), sizes.row) + LANE_PAD;
        let system = lane.checked_sub(1).map(|system| definition.systems[system].id.clone());
        bands.push(LaneBand { system, y, height });
        y = y.saturating_add(height);
    }
    (bands, tops)
}

/// Far beyond any picture the places stop growing, rather than turn round.
fn pixels(count: usize, pitch: i32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX).saturating_mul(pitch).min(1 << 29)
}
