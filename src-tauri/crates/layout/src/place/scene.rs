//! What stands where, while nodes are being added.

use crate::outline::{Container, Item, Outline};
use crate::size::{HEADER, LANE_PAD, NODE_HEIGHT, NODE_WIDTH, PAD_X, PAD_Y, Sizes};
use crate::types::Point;

/// A rectangle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    pub left: i32,
    pub top: i32,
    pub right: i32,
    pub bottom: i32,
}

/// The strip of a lane. One without height is not shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Band {
    pub top: i32,
    pub bottom: i32,
}

/// Everything from `below` on moves down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    pub below: i32,
    pub by: i32,
}

pub struct Scene<'a> {
    pub outline: &'a Outline,
    pub sizes: Sizes,
    /// The places of leaves, as far as they have one.
    pub at: Vec<Option<Point>>,
    /// The boxes of groups with a placed member.
    pub boxes: Vec<Option<Area>>,
    pub bands: Vec<Band>,
    /// Where the picture begins.
    pub left: i32,
}

impl Area {
    fn of(point: Point) -> Area {
        Area { left: point.x, top: point.y, right: point.x + NODE_WIDTH, bottom: point.y + NODE_HEIGHT }
    }

    fn with(self, other: Area) -> Area {
        Area {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    fn grown(self, by: i32) -> Area {
        Area { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    fn meets(self, other: Area) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}

impl<'a> Scene<'a> {
    /// `at` are the places of the leaves.
    pub fn of(outline: &'a Outline, at: Vec<Option<Point>>) -> Scene<'a> {
        let left = at.iter().flatten().map(|p| p.x).min().unwrap_or(LANE_PAD);
        let (boxes, bands) = (Vec::new(), vec![Band::default(); outline.lanes]);
        let mut scene = Scene { outline, sizes: Sizes::of(outline), at, boxes, bands, left };
        scene.boxes = scene.enclose();
        scene.stack();
        scene
    }

    /// Where an item stands, if it stands anywhere.
    pub fn area(&self, item: Item) -> Option<Area> {
        match item {
            Item::Leaf(leaf) => self.at[leaf].map(Area::of),
            Item::Box(group) => self.boxes[group],
        }
    }

    pub fn put(&mut self, leaf: usize, point: Point) {
        self.at[leaf] = Some(point);
        self.boxes = self.enclose();
        let lane = self.outline.leaves[leaf].lane;
        let lacking = self.lowest(lane).map_or(0, |lowest| lowest + LANE_PAD - self.bands[lane].bottom);
        if lacking > 0 {
            self.bands[lane].bottom += lacking;
            self.move_lanes(lane + 1, lacking);
        }
    }

    /// Moves down whatever begins at or below a height, lanes included. A lane that reaches over the height grows.
    pub fn make_room(&mut self, room: Room) {
        for point in self.at.iter_mut().flatten().filter(|p| p.y >= room.below) {
            point.y = point.y.saturating_add(room.by);
        }
        for band in &mut self.bands {
            band.top += if band.top >= room.below { room.by } else { 0 };
            band.bottom += if band.bottom >= room.below { room.by } else { 0 };
        }
        self.boxes = self.enclose();
    }

    /// Whether a leaf may stand at a place: not over or close to another, and no group about it grows over what is not in it.
    pub fn is_free(&self, leaf: usize, point: Point, clearance: i32) -> bool {
        let own = Area::of(point);
        let near = own.grown(clearance);
        let mut around = Vec::new();
        let mut grown = own;
        for group in self.groups(leaf) {
            grown = grown.with(self.framed(group, grown));
            if let Some(now) = self.boxes[group] {
                grown = grown.with(now);
            }
            around.push((group, grown));
        }
        let meets = |item: Item, area: Area| {
            near.meets(area) || around.iter().any(|(group, grown)| !self.is_in(item, *group) && grown.meets(area))
        };
        let leaves = self.at.iter().enumerate().filter(|(other, _)| *other != leaf);
        let mut leaves = leaves.filter_map(|(other, at)| Some((Item::Leaf(other), Area::of((*at)?))));
        let mut boxes = self.boxes.iter().enumerate().filter_map(|(group, area)| Some((Item::Box(group), (*area)?)));
        !leaves.any(|(item, area)| meets(item, area))
            && !boxes
                .any(|(item, area)| !around.iter().any(|(group, _)| Item::Box(*group) == item) && meets(item, area))
    }

    /// The groups about a leaf, the innermost first.
    pub fn groups(&self, leaf: usize) -> impl Iterator<Item = usize> + '_ {
        self.around(Item::Leaf(leaf))
    }

    /// Whether an item is a group about a leaf.
    pub fn is_around(&self, item: Item, leaf: usize) -> bool {
        matches!(item, Item::Box(group) if self.is_in(Item::Leaf(leaf), group))
    }

    fn around(&self, item: Item) -> impl Iterator<Item = usize> + '_ {
        let next = |container: Container| if let Container::Box(group) = container { Some(group) } else { None };
        std::iter::successors(next(self.outline.container(item)), move |g| next(self.outline.boxes[*g].container))
    }

    fn is_in(&self, item: Item, group: usize) -> bool {
        self.around(item).any(|around| around == group)
    }

    /// A group's box about an area.
    fn framed(&self, group: usize, area: Area) -> Area {
        let levels = i32::try_from(self.outline.boxes[group].height).unwrap_or(1);
        Area {
            left: area.left - PAD_X * levels,
            top: area.top - HEADER - PAD_Y,
            right: area.right + PAD_X * levels,
            bottom: area.bottom + PAD_Y * levels,
        }
    }

    /// The boxes about what is placed. The levels of padding are those of leaves, so that boxes within a box are already padded.
    fn enclose(&self) -> Vec<Option<Area>> {
        let mut leaves: Vec<Option<Area>> = vec![None; self.outline.boxes.len()];
        let mut boxes: Vec<Option<Area>> = vec![None; self.outline.boxes.len()];
        let join = |into: &mut Option<Area>, area: Area| *into = Some(into.map_or(area, |a| a.with(area)));
        for (leaf, point) in self.at.iter().enumerate() {
            if let (Container::Box(group), Some(point)) = (self.outline.leaves[leaf].container, point) {
                join(&mut leaves[group], Area::of(*point));
            }
        }
        for group in (0..boxes.len()).rev() {
            // What is inside has its own padding; one more is added about it.
            let inside = boxes[group].map(|a| Area {
                left: a.left - PAD_X,
                top: a.top - HEADER - PAD_Y,
                right: a.right + PAD_X,
                bottom: a.bottom + PAD_Y,
            });
            let whole = [leaves[group].map(|a| self.framed(group, a)), inside].into_iter().flatten().reduce(Area::with);
            boxes[group] = whole;
            if let (Container::Box(around), Some(whole)) = (self.outline.boxes[group].container, whole) {
                join(&mut boxes[around], whole);
            }
        }
        boxes
    }

    fn lowest(&self, lane: usize) -> Option<i32> {
        self.in_lane(lane).map(|a| a.bottom).max()
    }

    fn highest(&self, lane: usize) -> Option<i32> {
        self.in_lane(lane).map(|a| a.top).min()
    }

    fn in_lane(&self, lane: usize) -> impl Iterator<Item = Area> + '_ {
        let leaves = (0..self.outline.leaves.len()).map(Item::Leaf);
        let items = leaves.chain((0..self.outline.boxes.len()).map(Item::Box));
        items.filter(move |item| self.outline.lane(*item) == lane).filter_map(|item| self.area(item))
    }

    /// Lays the bands of the lanes about what stands in them, one below the other, and moves those down that have not enough room.
    fn stack(&mut self) {
        let least = self.sizes.row + LANE_PAD;
        let mut top =
            (0..self.outline.lanes).filter_map(|lane| self.highest(lane)).min().unwrap_or(LANE_PAD) - LANE_PAD;
        let has_first = self.outline.leaves.iter().any(|l| l.lane == 0) || self.outline.lanes == 1;
        for lane in 0..self.outline.lanes {
            let missing = self.highest(lane).map_or(0, |highest| top - (highest - LANE_PAD));
            if missing > 0 {
                self.move_lanes(lane, missing);
            }
            let height = if lane == 0 && !has_first { 0 } else { least };
            let lowest = self.lowest(lane).map_or(top, |lowest| lowest + LANE_PAD);
            self.bands[lane] = Band { top, bottom: lowest.max(top + height) };
            top = self.bands[lane].bottom;
        }
    }

    /// Moves what stands in the lanes from one on.
    fn move_lanes(&mut self, first: usize, by: i32) {
        for (leaf, point) in self.at.iter_mut().enumerate() {
            if let Some(point) = point.as_mut().filter(|_| self.outline.leaves[leaf].lane >= first) {
                point.y += by;
            }
        }
        for band in &mut self.bands[first..] {
            band.top += by;
            band.bottom += by;
        }
        self.boxes = self.enclose();
    }
}
