//! A layout in which what did not change stays where it was.

mod strays;

use crate::layers;
use crate::outline::Outline;
use crate::place::{Scene, spot};
use crate::size::{HEADER, NODE_HEIGHT, NODE_WIDTH, finished};
use crate::types::{Cancelled, GroupBox, LaneBand, Layout, LayoutOptions, NodeBox, Point, Positions};
use daybreak_model::definition::Definition;
use daybreak_model::id::NodeId;

/// More nodes than this to be placed one by one would take longer than placing all anew.
const MAX_NEW: usize = 400;

/// Beyond this, looking through every lane would take longer than placing all anew.
const MAX_LANES_TIMES_LEAVES: usize = 5_000_000;

/// The layout with all places kept but those of nodes that changed or are new; nothing when there are none to keep or too many are new.
pub fn kept(
    definition: &Definition,
    outline: &Outline,
    options: &LayoutOptions,
    previous: &Positions,
    cancel: &dyn Fn() -> bool,
) -> Result<Option<Layout>, Cancelled> {
    if outline.lanes.saturating_mul(outline.leaves.len()) > MAX_LANES_TIMES_LEAVES {
        return Ok(None);
    }
    let known = |id: &NodeId| previous.0.get(id).filter(|_| !options.changed.contains(id)).copied();
    let at = |id: &NodeId| known(id).or_else(|| collapsed_at(definition, options, id, &known));
    let mut places: Vec<Option<Point>> = outline.leaves.iter().map(|l| at(&definition.nodes[l.node].id)).collect();
    if strays::take_out(outline, &mut places).is_none() {
        return Ok(None);
    }
    let mut scene = Scene::of(outline, places);
    let mut new: Vec<usize> = (0..outline.leaves.len()).filter(|leaf| scene.at[*leaf].is_none()).collect();
    if new.len() == outline.leaves.len() || new.len() > MAX_NEW {
        return Ok(None);
    }
    let columns = layers::layers(outline, cancel)?.column;
    new.sort_by_key(|leaf| (columns[*leaf], *leaf));
    for &leaf in &new {
        if cancel() {
            return Err(Cancelled);
        }
        let (point, room) = spot(&scene, leaf);
        if let Some(room) = room {
            scene.make_room(room);
        }
        scene.put(leaf, point);
    }
    // Where a group could not grow without running into others, all is placed anew.
    let is_clear = |leaf: &usize| scene.at[*leaf].is_some_and(|point| scene.is_free(*leaf, point, 0));
    if !new.iter().all(is_clear) {
        return Ok(None);
    }
    Ok(Some(drawn(definition, outline, &scene)))
}

/// A group that was collapsed since stands where the first of its members stood.
fn collapsed_at(
    definition: &Definition,
    options: &LayoutOptions,
    id: &NodeId,
    known: &impl Fn(&NodeId) -> Option<Point>,
) -> Option<Point> {
    if !options.collapsed.contains(id) {
        return None;
    }
    let members = definition.nodes.iter().filter(|n| n.parent.as_ref() == Some(id));
    members.filter_map(|n| known(&n.id)).min_by_key(|p| (p.x, p.y))
}

fn drawn(definition: &Definition, outline: &Outline, scene: &Scene<'_>) -> Layout {
    let id = |node: usize| definition.nodes[node].id.clone();
    let placed = outline.leaves.iter().zip(&scene.at).filter_map(|(leaf, at)| Some((leaf.node, (*at)?)));
    let mut nodes: Vec<(usize, Point)> = placed.collect();
    nodes.sort_by_key(|(node, _)| *node);
    let nodes =
        nodes.into_iter().map(|(node, at)| NodeBox { id: id(node), x: at.x, y: at.y, w: NODE_WIDTH, h: NODE_HEIGHT });
    let groups = outline.boxes.iter().zip(&scene.boxes).filter_map(|(group, area)| {
        let area = (*area)?;
        let depth = u32::try_from(group.depth).unwrap_or(u32::MAX);
        let (w, h) = (area.right - area.left, area.bottom - area.top);
        Some(GroupBox { id: id(group.node), x: area.left, y: area.top, w, h, header: HEADER, depth })
    });
    let bands = scene.bands.iter().enumerate().filter(|(_, band)| band.bottom > band.top);
    let lanes = bands.map(|(lane, band)| LaneBand {
        system: lane.checked_sub(1).map(|system| definition.systems[system].id.clone()),
        y: band.top,
        height: band.bottom - band.top,
    });
    finished(nodes.collect(), groups.collect(), lanes.collect())
}
