//! What is visible: leaves, open groups around them, lanes, and edges between what is visible.

use daybreak_model::definition::Definition;
use daybreak_model::id::NodeId;
use daybreak_model::node::{Kind, Order};
use daybreak_model::settings::OnFailure;
use std::collections::{BTreeSet, HashMap};

/// Vertices are leaves, then for each box the border to open and the one to close.
pub struct Outline {
    pub leaves: Vec<Leaf>,
    pub boxes: Vec<Group>,
    /// Between vertices, without repeats from a vertex to itself.
    pub edges: Vec<(usize, usize)>,
    /// How many lanes there are: one for nodes without a system, then one a system.
    pub lanes: usize,
}

/// A node, or a group shown as one.
pub struct Leaf {
    /// Its position in the file.
    pub node: usize,
    pub container: Container,
    /// The lane in which it stands: that of its outermost group, if it is in one.
    pub lane: usize,
}

/// An open group with at least one visible member.
pub struct Group {
    pub node: usize,
    pub container: Container,
    pub lane: usize,
    /// How many groups are around it.
    pub depth: usize,
    /// How many levels of groups it spans, itself included.
    pub height: usize,
    pub members: Vec<Item>,
}

/// What holds a leaf or a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Container {
    Lane(usize),
    Box(usize),
}

/// What stands in a container.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Item {
    Leaf(usize),
    Box(usize),
}

impl Outline {
    pub fn of(definition: &Definition, collapsed: &BTreeSet<NodeId>) -> Outline {
        let nodes = &definition.nodes;
        let mut ids: HashMap<&NodeId, usize> = HashMap::with_capacity(nodes.len());
        for (index, node) in nodes.iter().enumerate() {
            ids.entry(&node.id).or_insert(index);
        }
        let order = |n: usize| if let Kind::Group(order) = nodes[n].kind { Some(order) } else { None };
        let parent = parents(nodes.len(), |n| {
            let parent = *ids.get(nodes[n].parent.as_ref()?)?;
            order(parent).map(|_| parent)
        });
        let shown = shown(&parent, |n| order(n).is_some() && collapsed.contains(&nodes[n].id));
        let mut outline = Outline { leaves: Vec::new(), boxes: Vec::new(), edges: Vec::new(), lanes: 0 };
        let items = outline
            .add_items(nodes.len(), &parent, &shown, |n| order(n).is_some() && !collapsed.contains(&nodes[n].id));
        outline.set_lanes(definition, &parent);
        let both = |from: &NodeId, to: &NodeId| Some((shown[*ids.get(from)?], shown[*ids.get(to)?]));
        let mut edges: Vec<(usize, usize)> = definition.edges.iter().filter_map(|e| both(&e.from, &e.to)).collect();
        edges.extend(nodes.iter().filter_map(|n| match &n.settings.on_failure {
            Some(OnFailure::Handler(handler)) => both(&n.id, handler),
            _ => None,
        }));
        for (from, to) in edges.into_iter().filter(|(from, to)| from != to) {
            if let (Some(from), Some(to)) = (items[from], items[to]) {
                outline.edges.push((outline.exit(from), outline.entry(to)));
            }
        }
        outline.add_borders(|n| order(n) == Some(Order::Serial));
        outline
    }

    pub fn vertices(&self) -> usize {
        self.leaves.len() + 2 * self.boxes.len()
    }

    /// The vertex through which an item is entered.
    pub fn entry(&self, item: Item) -> usize {
        match item {
            Item::Leaf(leaf) => leaf,
            Item::Box(group) => self.leaves.len() + 2 * group,
        }
    }

    /// The vertex through which an item is left.
    pub fn exit(&self, item: Item) -> usize {
        match item {
            Item::Leaf(leaf) => leaf,
            Item::Box(group) => self.leaves.len() + 2 * group + 1,
        }
    }

    /// The item that a vertex belongs to.
    pub fn item(&self, vertex: usize) -> Item {
        match vertex.checked_sub(self.leaves.len()) {
            None => Item::Leaf(vertex),
            Some(border) => Item::Box(border / 2),
        }
    }

    pub fn container(&self, item: Item) -> Container {
        match item {
            Item::Leaf(leaf) => self.leaves[leaf].container,
            Item::Box(group) => self.boxes[group].container,
        }
    }

    /// The lane in which an item stands.
    pub fn lane(&self, item: Item) -> usize {
        match item {
            Item::Leaf(leaf) => self.leaves[leaf].lane,
            Item::Box(group) => self.boxes[group].lane,
        }
    }

    /// The most levels of groups, one in another.
    pub fn levels(&self) -> usize {
        self.boxes.iter().map(|b| b.height).max().unwrap_or(0)
    }

    /// Boxes come after those around them. Returns the item of every visible node.
    fn add_items(
        &mut self,
        count: usize,
        parent: &[Option<usize>],
        shown: &[usize],
        is_open: impl Fn(usize) -> bool,
    ) -> Vec<Option<Item>> {
        let mut members: Vec<Vec<usize>> = vec![Vec::new(); count];
        let mut open: Vec<(usize, Container, usize)> = Vec::new();
        for node in (0..count).filter(|n| shown[*n] == *n) {
            match parent[node] {
                Some(parent) => members[parent].push(node),
                None => open.push((node, Container::Lane(0), 0)),
            }
        }
        open.reverse();
        let mut items = vec![None; count];
        while let Some((node, container, depth)) = open.pop() {
            let item = if is_open(node) && !members[node].is_empty() {
                let group = self.boxes.len();
                self.boxes.push(Group { node, container, lane: 0, depth, height: 1, members: Vec::new() });
                open.extend(members[node].iter().rev().map(|m| (*m, Container::Box(group), depth + 1)));
                Item::Box(group)
            } else {
                self.leaves.push(Leaf { node, container, lane: 0 });
                Item::Leaf(self.leaves.len() - 1)
            };
            items[node] = Some(item);
            if let Container::Box(around) = container {
                self.boxes[around].members.push(item);
            }
        }
        for group in (0..self.boxes.len()).rev() {
            if let Container::Box(around) = self.boxes[group].container {
                self.boxes[around].height = self.boxes[around].height.max(self.boxes[group].height + 1);
            }
        }
        items
    }

    /// A leaf outside groups stands in its system's lane. A group stands in the lane of its members when they share one, else in its own
    /// system's, else in that of most of them.
    fn set_lanes(&mut self, definition: &Definition, parent: &[Option<usize>]) {
        let known: HashMap<_, usize> =
            definition.systems.iter().enumerate().rev().map(|(i, s)| (&s.id, i + 1)).collect();
        let nodes = &definition.nodes;
        self.lanes = definition.systems.len() + 1;
        let own = |node: usize| {
            let mut around = std::iter::successors(Some(node), |n| parent[*n]);
            let stated = around.find_map(|n| nodes[n].system.as_ref());
            stated.and_then(|s| known.get(s).copied()).unwrap_or(0)
        };
        let mut tally: Vec<HashMap<usize, usize>> = vec![HashMap::new(); self.boxes.len()];
        let outermost: Vec<usize> = self.outermost();
        for leaf in &mut self.leaves {
            leaf.lane = own(leaf.node);
            match leaf.container {
                Container::Lane(_) => leaf.container = Container::Lane(leaf.lane),
                Container::Box(group) => *tally[outermost[group]].entry(leaf.lane).or_default() += 1,
            }
        }
        for group in 0..self.boxes.len() {
            let top = outermost[group];
            self.boxes[group].lane = if top != group {
                self.boxes[top].lane
            } else if tally[group].len() == 1 {
                tally[group].keys().copied().next().unwrap_or(0)
            } else {
                let most = || tally[group].iter().max_by_key(|(lane, count)| (**count, std::cmp::Reverse(**lane)));
                let stated = Some(own(self.boxes[group].node)).filter(|lane| *lane > 0);
                stated.or_else(|| most().map(|(lane, _)| *lane)).unwrap_or(0)
            };
            if top == group {
                self.boxes[group].container = Container::Lane(self.boxes[group].lane);
            }
        }
        for leaf in &mut self.leaves {
            if let Container::Box(group) = leaf.container {
                leaf.lane = self.boxes[group].lane;
            }
        }
    }

    fn outermost(&self) -> Vec<usize> {
        let mut outermost: Vec<usize> = (0..self.boxes.len()).collect();
        for group in 0..self.boxes.len() {
            if let Container::Box(around) = self.boxes[group].container {
                outermost[group] = outermost[around];
            }
        }
        outermost
    }

    /// Members come between the borders of their group, in a serial group one after another.
    fn add_borders(&mut self, is_serial: impl Fn(usize) -> bool) {
        for group in 0..self.boxes.len() {
            let (open, close) = (self.entry(Item::Box(group)), self.exit(Item::Box(group)));
            let members = std::mem::take(&mut self.boxes[group].members);
            for member in &members {
                self.edges.push((open, self.entry(*member)));
                self.edges.push((self.exit(*member), close));
            }
            if is_serial(self.boxes[group].node) {
                for pair in members.windows(2) {
                    self.edges.push((self.exit(pair[0]), self.entry(pair[1])));
                }
            }
            self.boxes[group].members = members;
        }
    }
}

/// The parent of each node, rings cut where they close.
fn parents(count: usize, stated: impl Fn(usize) -> Option<usize>) -> Vec<Option<usize>> {
    let mut parent: Vec<Option<usize>> = (0..count).map(stated).collect();
    // 0 is not seen, 1 is on the chain being walked, 2 is done.
    let mut state = vec![0u8; count];
    for start in 0..count {
        let mut chain = Vec::new();
        let mut at = Some(start);
        while let Some(node) = at.filter(|n| state[*n] == 0) {
            state[node] = 1;
            chain.push(node);
            at = parent[node];
        }
        if at.is_some_and(|n| state[n] == 1)
            && let Some(last) = chain.last()
        {
            parent[*last] = None;
        }
        chain.into_iter().for_each(|n| state[n] = 2);
    }
    parent
}

/// The node as which each node is seen: itself, or the outermost collapsed group around it.
fn shown(parent: &[Option<usize>], is_collapsed: impl Fn(usize) -> bool) -> Vec<usize> {
    let mut shown = vec![usize::MAX; parent.len()];
    for start in 0..parent.len() {
        let mut chain = Vec::new();
        let mut at = Some(start);
        while let Some(node) = at.filter(|n| shown[*n] == usize::MAX) {
            chain.push(node);
            at = parent[node];
        }
        for node in chain.into_iter().rev() {
            let above = parent[node].map(|p| (p, shown[p]));
            shown[node] = match above {
                Some((parent, seen)) if seen != parent || is_collapsed(seen) => seen,
                _ => node,
            };
        }
    }
    shown
}
