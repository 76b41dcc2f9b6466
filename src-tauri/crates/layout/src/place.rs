//! A place for one node among others that stay where they are.

mod scene;

pub use scene::{Room, Scene};

use crate::outline::{Container, Item};
use crate::size::{HEADER, LANE_PAD, NODE_HEIGHT, NODE_WIDTH, PAD_X, PAD_Y};
use crate::types::{Point, Positions};
use daybreak_model::definition::Definition;
use daybreak_model::id::NodeId;
use scene::Area;

/// Columns and rows that are tried about the place that is wanted.
const COLUMNS_TRIED: i32 = 4;
const ROWS_TRIED: i32 = 40;

/// Free space left about a node that is placed among others.
const CLEARANCE: i32 = 16;

/// A sensible place for the node `id`: right of what it waits for, in its lane and group, on free ground. Nothing when there is no such node.
///
/// Nodes without a place in `positions` are not there; groups with one are collapsed.
pub fn place_new(definition: &Definition, positions: &Positions, id: &NodeId) -> Option<Point> {
    let groups = definition.nodes.iter().filter(|n| positions.0.contains_key(&n.id) && n.id != *id);
    let collapsed = groups.map(|n| n.id.clone()).collect();
    let outline = crate::outline::Outline::of(definition, &collapsed);
    let known = |leaf: &NodeId| positions.0.get(leaf).filter(|_| leaf != id).copied();
    let scene = Scene::of(&outline, outline.leaves.iter().map(|l| known(&definition.nodes[l.node].id)).collect());
    let leaf = outline.leaves.iter().position(|l| definition.nodes[l.node].id == *id)?;
    Some(spot(&scene, leaf).0)
}

/// Where `leaf` should stand, and the room that must be made for it first.
pub fn spot(scene: &Scene<'_>, leaf: usize) -> (Point, Option<Room>) {
    let range = range(scene, leaf);
    let wanted = wanted(scene, leaf, &range);
    for column in 0..COLUMNS_TRIED {
        for step in 0..=2 * ROWS_TRIED {
            // Here, one up, one down, two up …
            let rows = if step % 2 == 1 { -(step + 1) / 2 } else { step / 2 };
            let point = Point { x: wanted.x + column * scene.sizes.column, y: wanted.y + rows * scene.sizes.row };
            let within = point.y >= range.top && point.y + NODE_HEIGHT <= range.bottom;
            if within && scene.is_free(leaf, point, CLEARANCE) {
                return (point, None);
            }
        }
    }
    // Nothing is free: below everything in its container, and what is further below moves down.
    let point = Point { x: wanted.x.min(range.right).max(range.left), y: range.last_row(scene.sizes.row) };
    (point, Some(Room { below: range.bottom, by: scene.sizes.row }))
}

/// The strip of its container in which a node may stand.
struct Range {
    left: i32,
    /// Where the last node may begin without making its group wider.
    right: i32,
    top: i32,
    bottom: i32,
    /// The padding below what stands in it.
    pad: i32,
}

impl Range {
    /// The first row that is wholly below what stands in the strip now.
    fn last_row(&self, row: i32) -> i32 {
        let gap = row - NODE_HEIGHT;
        snapped((self.bottom - self.pad + gap).max(self.top))
    }
}

fn range(scene: &Scene<'_>, leaf: usize) -> Range {
    let lane = scene.outline.leaves[leaf].lane;
    let band = scene.bands[lane];
    if let Container::Box(group) = scene.outline.leaves[leaf].container
        && let Some(area) = scene.boxes[group]
    {
        let levels = i32::try_from(scene.outline.boxes[group].height).unwrap_or(1);
        let (left, right) = (area.left + PAD_X * levels, area.right - PAD_X * levels - NODE_WIDTH);
        return Range { left, right, top: area.top + HEADER + PAD_Y, bottom: area.bottom, pad: PAD_Y * levels };
    }
    // The first member of a group needs the height of the headers about it.
    let headers = i32::try_from(scene.groups(leaf).count()).unwrap_or(0) * (HEADER + PAD_Y);
    let top = band.top + LANE_PAD + headers;
    let bottom = (band.bottom - LANE_PAD).max(top + NODE_HEIGHT);
    Range { left: scene.left, right: i32::MAX, top, bottom, pad: 0 }
}

/// Right of all that it waits for, or left of what waits for it; at the height of those in its lane.
fn wanted(scene: &Scene<'_>, leaf: usize, range: &Range) -> Point {
    let lane = scene.outline.leaves[leaf].lane;
    let near = |wants_before: bool| {
        scene.outline.edges.iter().filter_map(move |(from, to)| {
            let (own, other) = if wants_before { (to, from) } else { (from, to) };
            let item = (*own == leaf).then(|| scene.outline.item(*other))?;
            Some((item, scene.area(item).filter(|_| !scene.is_around(item, leaf))?))
        })
    };
    let gap = scene.sizes.column - NODE_WIDTH;
    let first = near(true).map(|(_, area)| area.right + gap).max();
    let before = || near(false).map(|(_, area)| area.left - scene.sizes.column).min();
    let in_lane = |item: Item| scene.outline.lane(item) == lane;
    let heights: Vec<i32> =
        near(true).chain(near(false)).filter(|(item, _)| in_lane(*item)).map(|(_, a)| middle(a)).collect();
    let y = match heights.len() {
        0 => range.top,
        count => heights.iter().map(|h| i64::from(*h)).sum::<i64>() as i32 / count as i32 - NODE_HEIGHT / 2,
    };
    let y = y.min(range.bottom - NODE_HEIGHT).max(range.top);
    Point { x: snapped(first.or_else(before).unwrap_or(range.left).max(range.left)), y: snapped(y) }
}

fn middle(area: Area) -> i32 {
    (area.top + area.bottom) / 2
}

/// The next place on the grid.
fn snapped(at: i32) -> i32 {
    (at + crate::size::GRID - 1).div_euclid(crate::size::GRID) * crate::size::GRID
}
