//! Rows: every group a rectangle of columns and rows, every lane a stack of them without overlap.

use crate::outline::{Container, Item, Outline};
use crate::types::Cancelled;
use std::collections::HashMap;

mod rows;
use rows::{Link, Rectangle, rows};

/// Where everything stands in columns and rows.
pub struct Packed {
    /// The row of each leaf and box within its lane. A box's first row is its header.
    pub leaf_row: Vec<usize>,
    pub box_row: Vec<usize>,
    /// The first column of each box, and the one behind its last.
    pub box_columns: Vec<(usize, usize)>,
    /// The rows of each box, the header included.
    pub box_rows: Vec<usize>,
    /// The rows of each lane.
    pub lane_rows: Vec<usize>,
}

/// Packs the inside of groups first, then the lanes.
pub fn pack(
    outline: &Outline,
    column: &[usize],
    ranks: &[f64],
    cancel: &dyn Fn() -> bool,
) -> Result<Packed, Cancelled> {
    let mut packing = Packing {
        outline,
        column,
        ranks,
        packed: Packed {
            leaf_row: vec![0; outline.leaves.len()],
            box_row: vec![0; outline.boxes.len()],
            box_columns: vec![(0, 0); outline.boxes.len()],
            box_rows: vec![0; outline.boxes.len()],
            lane_rows: vec![0; outline.lanes],
        },
        box_ranks: vec![0.0; outline.boxes.len()],
        links: links(outline),
    };
    for group in (0..outline.boxes.len()).rev() {
        if group % 256 == 0 && cancel() {
            return Err(Cancelled);
        }
        packing.pack_box(group);
    }
    let mut lanes: Vec<Vec<Item>> = vec![Vec::new(); outline.lanes];
    let leaves = (0..outline.leaves.len()).map(Item::Leaf);
    for item in leaves.chain((0..outline.boxes.len()).map(Item::Box)) {
        if let Container::Lane(lane) = outline.container(item) {
            lanes[lane].push(item);
        }
    }
    for (lane, items) in lanes.iter().enumerate() {
        if cancel() {
            return Err(Cancelled);
        }
        packing.packed.lane_rows[lane] = packing.pack_items(Container::Lane(lane), items);
    }
    packing.settle();
    Ok(packing.packed)
}

struct Packing<'a> {
    outline: &'a Outline,
    column: &'a [usize],
    ranks: &'a [f64],
    /// Rows are within the container until they are settled.
    packed: Packed,
    box_ranks: Vec<f64>,
    /// By container: edges between different items in it, as the vertices at their ends and those items.
    links: HashMap<Container, Vec<Within>>,
}

/// An edge within a container.
#[derive(Clone, Copy)]
struct Within {
    from: usize,
    from_item: Item,
    to: usize,
    to_item: Item,
}

impl Packing<'_> {
    fn pack_box(&mut self, group: usize) {
        let members = &self.outline.boxes[group].members;
        let rows = self.pack_items(Container::Box(group), members);
        let columns = members.iter().map(|m| self.columns(*m));
        let whole = columns.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)));
        self.packed.box_columns[group] = whole.unwrap_or((0, 1));
        self.packed.box_rows[group] = rows + 1;
        self.box_ranks[group] = members.iter().map(|m| self.rank(*m)).sum::<f64>() / members.len() as f64;
    }

    /// Gives each item of a container its row. Returns how many rows there are.
    fn pack_items(&mut self, container: Container, items: &[Item]) -> usize {
        let at: HashMap<Item, usize> = items.iter().enumerate().map(|(position, item)| (*item, position)).collect();
        let rectangles: Vec<Rectangle> = items
            .iter()
            .map(|item| {
                let (first, behind) = self.columns(*item);
                Rectangle { first, behind, rows: self.height(*item), rank: self.rank(*item) }
            })
            .collect();
        let within = self.links.remove(&container).unwrap_or_default();
        let links: Vec<Link> = within
            .iter()
            .filter_map(|w| {
                let (from, to) = (*at.get(&w.from_item)?, *at.get(&w.to_item)?);
                Some(Link {
                    from,
                    from_row: self.row_in(w.from, w.from_item),
                    to,
                    to_row: self.row_in(w.to, w.to_item),
                })
            })
            .collect();
        let (placed, count) = rows(&rectangles, &links);
        for (item, row) in items.iter().zip(placed) {
            match item {
                Item::Leaf(leaf) => self.packed.leaf_row[*leaf] = row,
                Item::Box(group) => self.packed.box_row[*group] = row,
            }
        }
        count
    }

    /// The row of a vertex within one of the items around it, in rows from the item's first.
    fn row_in(&self, vertex: usize, item: Item) -> f64 {
        let mut at = self.outline.item(vertex);
        let mut row = (self.height(at) - 1) as f64 / 2.0;
        while at != item {
            row += match at {
                Item::Leaf(leaf) => self.packed.leaf_row[leaf],
                Item::Box(group) => self.packed.box_row[group],
            } as f64
                + 1.0;
            match self.outline.container(at) {
                Container::Box(group) => at = Item::Box(group),
                Container::Lane(_) => break,
            }
        }
        row
    }

    fn columns(&self, item: Item) -> (usize, usize) {
        match item {
            Item::Leaf(leaf) => (self.column[leaf], self.column[leaf] + 1),
            Item::Box(group) => self.packed.box_columns[group],
        }
    }

    fn height(&self, item: Item) -> usize {
        match item {
            Item::Leaf(_) => 1,
            Item::Box(group) => self.packed.box_rows[group].max(1),
        }
    }

    fn rank(&self, item: Item) -> f64 {
        match item {
            Item::Leaf(leaf) => self.ranks[leaf],
            Item::Box(group) => self.box_ranks[group],
        }
    }

    /// From rows within the container to rows within the lane: a box's members begin below its header.
    fn settle(&mut self) {
        for group in 0..self.outline.boxes.len() {
            if let Container::Box(around) = self.outline.boxes[group].container {
                self.packed.box_row[group] += self.packed.box_row[around] + 1;
            }
        }
        for (leaf, row) in self.packed.leaf_row.iter_mut().enumerate() {
            if let Container::Box(around) = self.outline.leaves[leaf].container {
                *row += self.packed.box_row[around] + 1;
            }
        }
    }
}

/// Edges by the innermost container that holds both ends; edges between lanes are left out.
fn links(outline: &Outline) -> HashMap<Container, Vec<Within>> {
    let mut links: HashMap<Container, Vec<Within>> = HashMap::new();
    let depth = |item: Item| match item {
        Item::Leaf(leaf) => match outline.leaves[leaf].container {
            Container::Box(group) => outline.boxes[group].depth + 1,
            Container::Lane(_) => 0,
        },
        Item::Box(group) => outline.boxes[group].depth,
    };
    let up = |item: Item| match outline.container(item) {
        Container::Box(group) => Some(Item::Box(group)),
        Container::Lane(_) => None,
    };
    for &(from, to) in &outline.edges {
        let (mut a, mut b) = (outline.item(from), outline.item(to));
        while outline.container(a) != outline.container(b) {
            let climbs_a = depth(a) >= depth(b);
            let climbs_b = depth(b) >= depth(a);
            let above = (if climbs_a { up(a) } else { Some(a) }, if climbs_b { up(b) } else { Some(b) });
            let (Some(next_a), Some(next_b)) = above else { break };
            (a, b) = (next_a, next_b);
        }
        if a != b && outline.container(a) == outline.container(b) {
            links.entry(outline.container(a)).or_default().push(Within { from, from_item: a, to, to_item: b });
        }
    }
    links
}
