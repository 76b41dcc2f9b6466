//! One definition made ready for the rules: positions in place of names, the graph, and what is inherited.

pub mod days;
mod free_id;
pub mod graph;
pub mod inherit;
pub mod inner;
pub mod resources;
pub mod rings;
pub mod texts;
pub mod times;

use crate::context::Context;
use daybreak_model::bundle::{Bundle, beside};
use daybreak_model::definition::{Definition, Edge};
use daybreak_model::id::NodeId;
use daybreak_model::inherit::MAX_NESTING;
use daybreak_model::node::{Kind, Node};
use foldhash::{HashMap, HashMapExt};
use graph::Graph;
use std::cell::OnceCell;
use std::rc::Rc;
use texts::Texts;
use times::Times;

pub use inherit::{Above, Level};
pub use inner::Inner;
pub use resources::{Demand, Resources};

/// A definition in its place. Nodes, systems and edges are spoken of by their position in the file.
pub struct Subject<'a> {
    pub bundle: &'a Bundle,
    pub context: &'a Context,
    pub file: &'a str,
    pub definition: &'a Definition,
    /// The subflow node it stands for; nothing for the root. One that stands in several places has the first.
    pub prefix: Option<NodeId>,
    /// The first node of each identifier.
    pub ids: HashMap<&'a str, usize>,
    /// The group around each node; nothing where the parent is missing, no group, or part of a ring.
    pub parent: Vec<Option<usize>>,
    /// How many groups are around each node.
    pub depth: Vec<usize>,
    /// The nodes directly in each group, in the order of the file.
    pub members: Vec<Vec<usize>>,
    /// The system of each node: its own, or that of the innermost group that has one.
    pub system: Vec<Option<usize>>,
    /// The nodes at both ends of each edge.
    pub ends: Vec<(Option<usize>, Option<usize>)>,
    pub graph: Graph,
    /// The texts that are filled in at start time.
    pub texts: Texts<'a>,
    pub resources: Rc<Resources<'a>>,
    /// What nodes take of the resources, node after node, and where each node's begins.
    demands: (Vec<usize>, Vec<Demand>),
    /// When begin starts at the earliest, in milliseconds from midnight of the business date.
    pub start: i64,
    /// What there is to know of the subflow at a node.
    pub inner: HashMap<usize, Rc<Inner>>,
    above: Above<'a>,
    times: OnceCell<Times>,
}

impl<'a> Subject<'a> {
    pub fn of(
        bundle: &'a Bundle,
        context: &'a Context,
        file: &'a str,
        definition: &'a Definition,
        above: Above<'a>,
    ) -> Subject<'a> {
        let nodes = &definition.nodes;
        let mut ids = HashMap::with_capacity(nodes.len());
        for (index, node) in nodes.iter().enumerate() {
            ids.entry(node.id.as_str()).or_insert(index);
        }
        let (parent, depth) = nesting(nodes, &ids);
        let mut members = vec![Vec::new(); nodes.len()];
        for (index, parent) in parent.iter().enumerate() {
            if let Some(parent) = parent {
                members[*parent].push(index);
            }
        }
        let start = times::planned_start(definition).filter(|_| above.prefix.is_none());
        let start = start.unwrap_or(times::ANY_TIME);
        let mut subject = Subject {
            bundle,
            context,
            file,
            definition,
            prefix: above.prefix.clone(),
            ids,
            parent,
            depth,
            members,
            system: Vec::new(),
            ends: Vec::new(),
            graph: Graph::default(),
            resources: Rc::new(Resources::default()),
            demands: (Vec::new(), Vec::new()),
            inner: HashMap::new(),
            start,
            above,
            times: OnceCell::new(),
            texts: Texts::default(),
        };
        subject.system = subject.systems();
        subject.ends = definition.edges.iter().map(|e| (subject.find(&e.from), subject.find(&e.to))).collect();
        subject.graph = Graph::of(&subject);
        subject.texts = Texts::of(&subject);
        subject
    }

    /// Takes the resources of the whole bundle, which are known only when every definition is.
    pub fn share(&mut self, resources: &Rc<Resources<'a>>) {
        self.resources = Rc::clone(resources);
        let (starts, all) = &mut self.demands;
        for node in &self.definition.nodes {
            starts.push(all.len());
            resources.add_demand(node, all);
        }
        starts.push(all.len());
    }

    /// What a node takes of the resources, none of them twice.
    pub fn demand(&self, node: usize) -> &[Demand] {
        let (starts, all) = &self.demands;
        starts.get(node..node + 2).map_or(&[], |ends| &all[ends[0]..ends[1]])
    }

    pub fn node(&self, index: usize) -> &'a Node {
        &self.definition.nodes[index]
    }

    /// The position of the first node of this identifier.
    pub fn find(&self, id: &NodeId) -> Option<usize> {
        self.ids.get(id.as_str()).copied()
    }

    pub fn is_root(&self) -> bool {
        self.prefix.is_none()
    }

    /// The node's path through the subflows.
    pub fn path(&self, id: &NodeId) -> NodeId {
        self.prefix.as_ref().map_or_else(|| id.clone(), |prefix| prefix.child(id))
    }

    /// A JSON pointer in this definition as a diagnostic has it: with the file before it when this is not the root.
    pub fn pointer(&self, pointer: &str) -> String {
        if self.is_root() { pointer.into() } else { format!("{}#{pointer}", self.file) }
    }

    /// Positions of the nodes of one kind.
    pub fn of_kind(&self, is: impl Fn(&Kind) -> bool + 'a) -> impl Iterator<Item = usize> + 'a {
        self.definition.nodes.iter().enumerate().filter(move |(_, n)| is(&n.kind)).map(|(i, _)| i)
    }

    /// The subflow nodes with the files that they name.
    pub fn subflows(&self) -> impl Iterator<Item = (usize, String)> + '_ {
        self.definition.nodes.iter().enumerate().filter_map(|(index, node)| match &node.kind {
            Kind::Subflow(subflow) => Some((index, beside(self.file, &subflow.file))),
            _ => None,
        })
    }

    /// Whether the node is the second of its identifier, so that nothing can name it.
    pub fn is_shadowed(&self, index: usize) -> bool {
        self.find(&self.node(index).id) != Some(index)
    }

    /// The groups around a node, the innermost first.
    pub fn groups(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.parent[node], |group| self.parent[*group])
    }

    /// Earliest times, worked out when first asked for.
    pub fn times(&self) -> &Times {
        self.times.get_or_init(|| Times::of(self))
    }

    /// The nodes at both ends of every edge whose ends are there, with the edge and its position.
    pub fn edges(&self) -> impl Iterator<Item = (usize, &'a Edge, usize, usize)> + '_ {
        let edges = self.definition.edges.iter().zip(&self.ends).enumerate();
        edges.filter_map(|(index, (edge, (from, to)))| Some((index, edge, (*from)?, (*to)?)))
    }

    fn systems(&self) -> Vec<Option<usize>> {
        let known: HashMap<&str, usize> =
            self.definition.systems.iter().enumerate().rev().map(|(i, s)| (s.id.as_str(), i)).collect();
        let own = |n: &Node| n.system.as_ref().map(|id| known.get(id.as_str()).copied());
        let nodes = &self.definition.nodes;
        let stated = |index: usize| {
            own(&nodes[index]).or_else(|| self.groups(index).find_map(|group| own(&nodes[group]))).flatten()
        };
        (0..nodes.len()).map(stated).collect()
    }
}

/// The group around each node and how many there are, rings and what is no group left out.
fn nesting(nodes: &[Node], ids: &HashMap<&str, usize>) -> (Vec<Option<usize>>, Vec<usize>) {
    let mut parent: Vec<Option<usize>> = nodes
        .iter()
        .map(|n| n.parent.as_ref().and_then(|id| ids.get(id.as_str()).copied()))
        .map(|p| p.filter(|p| matches!(nodes[*p].kind, Kind::Group(_))))
        .collect();
    // Each chain of parents is walked once: 0 is not seen, 1 is on the chain being walked, 2 is done.
    let mut state = vec![0u8; nodes.len()];
    let mut depth = vec![0usize; nodes.len()];
    let mut chain = Vec::new();
    for start in 0..nodes.len() {
        let mut at = Some(start);
        while let Some(node) = at.filter(|n| state[*n] == 0) {
            state[node] = 1;
            chain.push(node);
            at = parent[node];
        }
        if let (Some(ring), Some(last)) = (at.filter(|n| state[*n] == 1), chain.last()) {
            debug_assert_eq!(parent[*last], Some(ring));
            parent[*last] = None;
        }
        while let Some(node) = chain.pop() {
            state[node] = 2;
            depth[node] = parent[node].map_or(0, |p| depth[p] + 1);
            if depth[node] > MAX_NESTING {
                parent[node] = None;
                depth[node] = 0;
            }
        }
    }
    (parent, depth)
}
