//! The graph of a definition with what is not drawn: groups with a border to open and one to close, serial order, handlers.
//!
//! It follows the network of `model` link by link, so that what is judged here is what is later forecast and run.

use super::Subject;
use daybreak_model::definition::Outcome;
use daybreak_model::node::{Kind, Order};
use daybreak_model::settings::OnFailure;
use daybreak_model::time::Span;
use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

/// Vertices: every node by its position, then the closing border of each group.
#[derive(Default)]
pub struct Graph {
    pub links: Vec<Link>,
    /// The vertex through which each node is left: its own, or the closing border.
    pub close: Vec<usize>,
    /// The node of each vertex.
    pub owner: Vec<usize>,
    /// Groups without an edge of their own, which open with the first edge from outside to a member.
    pub opens_with_first: Vec<bool>,
    /// The vertices in an order in which every link goes forward; those on cycles, and behind them, are left out.
    pub order: Vec<usize>,
    pub from_begin: Vec<bool>,
    pub to_end: Vec<bool>,
    out: Rows,
    into: Rows,
}

#[derive(Clone, Copy, Debug)]
pub struct Link {
    pub from: usize,
    pub to: usize,
    pub on: Outcome,
    pub lag: Span,
    /// The position of the decision's branch.
    pub branch: Option<usize>,
    pub why: Why,
}

/// Where a link comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    Drawn(usize),
    /// The node's failure handler.
    Handler,
    /// The order of a group.
    Group,
    /// A link from outside to a member, which also opens the group.
    Entry,
}

impl Graph {
    pub fn of(subject: &Subject<'_>) -> Graph {
        let nodes = &subject.definition.nodes;
        let mut owner: Vec<usize> = (0..nodes.len()).collect();
        let mut close = owner.clone();
        for (index, _) in nodes.iter().enumerate().filter(|(_, n)| matches!(n.kind, Kind::Group(_))) {
            close[index] = owner.len();
            owner.push(index);
        }
        let mut growing = Growing::of(owner.len(), subject.definition.edges.len() + nodes.len());
        add_drawn(subject, &close, &mut growing);
        add_handlers(subject, &close, &mut growing);
        let opens_with_first = add_groups(subject, &close, &owner, &mut growing);
        let mut graph = Graph { links: growing.links, close, owner, opens_with_first, ..Graph::default() };
        graph.arrange();
        if !graph.is_acyclic() && graph.leave_out_entries() {
            graph.arrange();
        }
        let begins = nodes.iter().enumerate().filter(|(_, n)| n.kind == Kind::Begin).map(|(i, _)| i);
        graph.from_begin = graph.reach(begins, |g, v| g.outgoing(v), |l| l.to);
        let ends = nodes.iter().enumerate().filter(|(_, n)| n.kind == Kind::End).map(|(i, _)| i);
        graph.to_end = graph.reach(ends, |g, v| g.incoming(v), |l| l.from);
        graph
    }

    pub fn vertices(&self) -> usize {
        self.owner.len()
    }

    pub fn is_acyclic(&self) -> bool {
        self.order.len() == self.vertices()
    }

    /// The links out of a vertex.
    pub fn outgoing(&self, vertex: usize) -> impl Iterator<Item = &Link> + '_ {
        self.out.of(vertex).iter().map(|l| &self.links[*l])
    }

    /// The links into a vertex.
    pub fn incoming(&self, vertex: usize) -> impl Iterator<Item = &Link> + '_ {
        self.into.of(vertex).iter().map(|l| &self.links[*l])
    }

    fn arrange(&mut self) {
        self.out = Rows::by(self.vertices(), &self.links, |l| l.from);
        self.into = Rows::by(self.vertices(), &self.links, |l| l.to);
        self.order = self.sort();
    }

    /// A path may leave a group and come back. The edge by which it comes back cannot open the group that it started in.
    fn leave_out_entries(&mut self) -> bool {
        let mut all: DiGraph<(), ()> = DiGraph::with_capacity(self.vertices(), self.links.len());
        for _ in 0..self.vertices() {
            all.add_node(());
        }
        for link in &self.links {
            all.add_edge(NodeIndex::new(link.from), NodeIndex::new(link.to), ());
        }
        let mut set = vec![0usize; self.vertices()];
        for (number, vertices) in kosaraju_scc(&all).into_iter().enumerate() {
            vertices.into_iter().for_each(|v| set[v.index()] = number);
        }
        let before = self.links.len();
        self.links.retain(|l| l.why != Why::Entry || set[l.from] != set[l.to]);
        self.links.len() < before
    }

    /// Kahn 1962; ties by position.
    fn sort(&self) -> Vec<usize> {
        let mut waiting: Vec<usize> = (0..self.vertices()).map(|v| self.into.of(v).len()).collect();
        let mut order: Vec<usize> = Vec::with_capacity(self.vertices());
        order.extend((0..self.vertices()).filter(|v| waiting[*v] == 0));
        let mut next = 0;
        while let Some(&vertex) = order.get(next) {
            next += 1;
            for link in self.outgoing(vertex) {
                waiting[link.to] -= 1;
                if waiting[link.to] == 0 {
                    order.push(link.to);
                }
            }
        }
        order
    }

    fn reach<'g, I: Iterator<Item = &'g Link>>(
        &'g self,
        seeds: impl Iterator<Item = usize>,
        next: impl Fn(&'g Graph, usize) -> I,
        end: impl Fn(&Link) -> usize,
    ) -> Vec<bool> {
        let mut reached = vec![false; self.vertices()];
        let mut open: Vec<usize> = seeds.collect();
        while let Some(vertex) = open.pop() {
            if !std::mem::replace(&mut reached[vertex], true) {
                open.extend(next(self, vertex).map(&end).filter(|v| !reached[*v]));
            }
        }
        reached
    }
}

fn add_drawn(subject: &Subject<'_>, close: &[usize], growing: &mut Growing) {
    for (index, edge, from, to) in subject.edges() {
        let branch = match (&edge.branch, &subject.node(from).kind) {
            (Some(name), Kind::Decision(branches)) => branches.iter().position(|b| b.name == *name),
            _ => None,
        };
        let why = Why::Drawn(index);
        growing.push(Link { from: close[from], to, on: edge.on, lag: edge.lag, branch, why });
    }
}

fn add_handlers(subject: &Subject<'_>, close: &[usize], growing: &mut Growing) {
    for from in subject.of_kind(|k| matches!(k, Kind::Job(_) | Kind::Wait(_))) {
        if let Some((OnFailure::Handler(handler), _)) = subject.setting(from, |s| s.on_failure.as_ref())
            && let Some(to) = subject.find(handler).filter(|to| *to != from)
        {
            let lag = Span::ZERO;
            growing.push(Link { from: close[from], to, on: Outcome::Failure, lag, branch: None, why: Why::Handler });
        }
    }
}

/// Inner groups first: what an outer group adds depends on whether an inner one already has a way in.
fn add_groups(subject: &Subject<'_>, close: &[usize], owner: &[usize], growing: &mut Growing) -> Vec<bool> {
    let nodes = &subject.definition.nodes;
    let mut opens_with_first = vec![false; nodes.len()];
    let mut groups: Vec<(usize, Order)> = Vec::new();
    for (index, node) in nodes.iter().enumerate() {
        if let Kind::Group(order) = node.kind {
            groups.push((index, order));
        }
    }
    groups.sort_by_key(|(group, _)| std::cmp::Reverse(subject.depth[*group]));
    for (group, order) in groups {
        let members = &subject.members[group];
        if members.is_empty() {
            growing.push(plain(group, close[group]));
            continue;
        }
        if order == Order::Serial {
            for pair in members.windows(2) {
                growing.push(plain(close[pair[0]], pair[1]));
            }
        }
        let leaves_member = |v: usize| close[owner[v]] == v && subject.parent[owner[v]] == Some(group);
        let enters_member = |v: usize| v < nodes.len() && subject.parent[v] == Some(group);
        let has_before: Vec<bool> =
            members.iter().map(|m| growing.incoming(*m).any(|l| leaves_member(growing.links[l].from))).collect();
        let has_after: Vec<bool> =
            members.iter().map(|m| growing.outgoing(close[*m]).any(|l| enters_member(growing.links[l].to))).collect();
        if growing.incoming(group).next().is_none() {
            let entries: Vec<Link> = members
                .iter()
                .flat_map(|m| growing.incoming(*m))
                .map(|l| growing.links[l])
                .filter(|l| !leaves_member(l.from))
                .collect();
            opens_with_first[group] = !entries.is_empty();
            for link in entries {
                growing.push(Link { to: group, why: Why::Entry, ..link });
            }
        }
        for (position, member) in members.iter().enumerate() {
            if !has_before[position] {
                growing.push(plain(group, *member));
            }
            if !has_after[position] {
                growing.push(plain(close[*member], close[group]));
            }
        }
    }
    opens_with_first
}

fn plain(from: usize, to: usize) -> Link {
    Link { from, to, on: Outcome::Success, lag: Span::ZERO, branch: None, why: Why::Group }
}

const NONE: u32 = u32::MAX;

/// Links while they are being added, chained by both ends so that adding one moves nothing.
struct Growing {
    links: Vec<Link>,
    first_out: Vec<u32>,
    first_into: Vec<u32>,
    next_out: Vec<u32>,
    next_into: Vec<u32>,
}

impl Growing {
    fn of(vertices: usize, links: usize) -> Growing {
        Growing {
            links: Vec::with_capacity(links),
            first_out: vec![NONE; vertices],
            first_into: vec![NONE; vertices],
            next_out: Vec::with_capacity(links),
            next_into: Vec::with_capacity(links),
        }
    }

    fn push(&mut self, link: Link) {
        let index = self.links.len() as u32;
        self.next_out.push(std::mem::replace(&mut self.first_out[link.from], index));
        self.next_into.push(std::mem::replace(&mut self.first_into[link.to], index));
        self.links.push(link);
    }

    fn outgoing(&self, vertex: usize) -> impl Iterator<Item = usize> + '_ {
        chain(self.first_out[vertex], &self.next_out)
    }

    fn incoming(&self, vertex: usize) -> impl Iterator<Item = usize> + '_ {
        chain(self.first_into[vertex], &self.next_into)
    }
}

fn chain(first: u32, next: &[u32]) -> impl Iterator<Item = usize> + '_ {
    let some = |link: u32| (link != NONE).then_some(link as usize);
    std::iter::successors(some(first), move |link| some(next[*link]))
}

/// Links by one of their ends, as compressed sparse rows.
#[derive(Default)]
struct Rows {
    starts: Vec<usize>,
    links: Vec<usize>,
}

impl Rows {
    fn by(vertices: usize, links: &[Link], end: impl Fn(&Link) -> usize) -> Rows {
        let mut starts = vec![0; vertices + 1];
        for link in links {
            starts[end(link) + 1] += 1;
        }
        for vertex in 0..vertices {
            starts[vertex + 1] += starts[vertex];
        }
        let mut next = starts.clone();
        let mut rows = vec![0; links.len()];
        for (index, link) in links.iter().enumerate() {
            rows[next[end(link)]] = index;
            next[end(link)] += 1;
        }
        Rows { starts, links: rows }
    }

    fn of(&self, vertex: usize) -> &[usize] {
        &self.links[self.starts[vertex]..self.starts[vertex + 1]]
    }
}
