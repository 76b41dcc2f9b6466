//! Building the network.

use super::demand::Resources;
use super::expand::{Placed, obstacle, placed};
use super::{Activity, Adjacency, Deadline, Demand, Does, Index, Link, Network, Part, Scope, Unbuildable, Watch};
use crate::bundle::{Bundle, beside};
use crate::calendar::{Calendar, DayClass};
use crate::definition::{Edge, Outcome};
use crate::diagnostic::Diagnostic;
use crate::duration::Estimate;
use crate::id::NodeId;
use crate::inherit::Origin;
use crate::node::{Join, Kind, Node, Order, Work};
use crate::settings::OnFailure;
use crate::time::Span;
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};

/// The network of a bundle on `business_date`.
///
/// Needs exactly one begin and one end, no cycle, every reference resolved and the calendar covering the date; what is
/// wrong beyond that is for the checks. Nodes that begin does not reach are left out and named.
pub fn build(bundle: &Bundle, business_date: NaiveDate) -> Result<Network, Unbuildable> {
    let places = placed(bundle).map_err(Unbuildable)?;
    let root = places[0].definition;
    let Ok(zone) = root.zone.parse::<chrono_tz::Tz>() else {
        return Err(Unbuildable(vec![obstacle(
            None,
            format!("the time zone {:?} is not known; use an IANA name", root.zone),
        )]));
    };
    let resources = Resources::of(&places, business_date, zone);
    let mut builder = Builder {
        bundle,
        date: business_date,
        zone,
        resources,
        activities: Vec::new(),
        links: Vec::new(),
        borders: HashMap::new(),
        deadlines: Vec::new(),
        problems: Vec::new(),
    };
    let day_class = builder.day_class(&places[0]);
    for (scope, place) in places.iter().enumerate() {
        builder.add_nodes(scope, place);
    }
    for place in &places {
        builder.add_edges(place);
    }
    builder.finish(&places, day_class)
}

/// See [`Network::topological_order`]; nothing when there is a cycle.
pub fn topological_order(count: usize, links: &[Link], outgoing: &Adjacency) -> Option<Vec<Index>> {
    let mut waiting = vec![0usize; count];
    for link in links {
        waiting[link.to] += 1;
    }
    let mut order: Vec<Index> = (0..count).filter(|i| waiting[*i] == 0).collect();
    let mut next = 0;
    while let Some(&at) = order.get(next) {
        next += 1;
        for link in outgoing.of(at) {
            let to = links[*link].to;
            waiting[to] -= 1;
            if waiting[to] == 0 {
                order.push(to);
            }
        }
    }
    (order.len() == count).then_some(order)
}

struct Builder<'a> {
    bundle: &'a Bundle,
    date: NaiveDate,
    zone: chrono_tz::Tz,
    resources: Resources,
    activities: Vec<Activity>,
    links: Vec<Link>,
    /// The first and the last activity of each node: the same one unless it has borders.
    borders: HashMap<NodeId, (Index, Index)>,
    deadlines: Vec<Deadline>,
    problems: Vec<Diagnostic>,
}

impl Builder<'_> {
    fn day_class(&mut self, root: &Placed<'_>) -> DayClass {
        let Some(calendar) = self.bundle.calendar_of(root.file, root.definition) else {
            if let Some(path) = &root.definition.calendar {
                self.problems.push(obstacle(None, format!("the calendar's file {path:?} is not there")));
            }
            return DayClass::Normal;
        };
        calendar.class_of(self.date).unwrap_or_else(|outside| {
            self.problems.push(obstacle(None, outside.to_string()));
            DayClass::Normal
        })
    }

    fn add_nodes(&mut self, scope: usize, place: &Placed<'_>) {
        let day_class = self
            .bundle
            .calendar_of(place.file, place.definition)
            .and_then(|c| c.class_of(self.date).ok())
            .unwrap_or_default();
        for node in &place.definition.nodes {
            let path = place.path(&node.id);
            if self.borders.contains_key(&path) {
                self.problems.push(obstacle(Some(path.clone()), format!("two nodes have the identifier {path}")));
                continue;
            }
            match self.activity(scope, place, node, path.clone(), day_class) {
                Ok(activity) => {
                    self.add_activity(path.clone(), activity);
                    if let Some(deadline) = node.deadline {
                        let activity = self.activities.len() - 1;
                        self.deadlines.push(Deadline { activity, node: path, at: deadline.at(self.date, self.zone) });
                    }
                }
                Err(problem) => self.problems.push(*problem),
            }
        }
    }

    fn add_activity(&mut self, path: NodeId, activity: Activity) {
        let first = self.activities.len();
        let has_borders = activity.part == Part::Open;
        self.activities.push(activity);
        if has_borders {
            let mut close = self.activities[first].clone();
            close.part = Part::Close;
            close.demand = Demand::default();
            close.not_before = None;
            close.partner = Some(first);
            self.activities[first].partner = Some(first + 1);
            self.activities.push(close);
        }
        let last = self.activities.len() - 1;
        self.borders.insert(path, (first, last));
    }

    fn activity(
        &mut self,
        scope: usize,
        place: &Placed<'_>,
        node: &Node,
        path: NodeId,
        class: DayClass,
    ) -> Result<Activity, Box<Diagnostic>> {
        let resolved = place.inheritance.resolve(node);
        let system = resolved.system.as_ref().map(|s| s.value.clone());
        let works = matches!(node.kind, Kind::Job(_)).then_some(system.as_ref()).flatten();
        let demand = self.resources.demand(&path, node, works)?;
        let estimate = resolved.duration_for(class);
        let states_duration = estimate.origin != Origin::Assumed;
        let does = match &node.kind {
            Kind::Job(Work::Noop) if !states_duration && demand.is_empty() => Does::Pass,
            Kind::Job(work) => Does::Work(work.clone()),
            Kind::Wait(wait) => Does::Wait(wait.clone()),
            Kind::Confirm(confirm) => Does::Confirm(confirm.clone()),
            Kind::Decision(branches) => Does::Decide(branches.clone()),
            Kind::Begin | Kind::End | Kind::Milestone(_) | Kind::Group(_) | Kind::Subflow(_) => Does::Pass,
        };
        let (estimate, origin) = match &does {
            Does::Pass | Does::Decide(_) => (Estimate::Fixed(Span::ZERO), Origin::Node),
            // Nobody knows how long a wait or a person takes unless it is stated on the node itself.
            Does::Wait(_) | Does::Confirm(_) if estimate.origin != Origin::Node => {
                (Estimate::Fixed(Span::ZERO), Origin::Assumed)
            }
            _ => (estimate.value.clone(), estimate.origin.clone()),
        };
        Ok(Activity {
            part: if matches!(node.kind, Kind::Group(_) | Kind::Subflow(_)) { Part::Open } else { Part::Whole },
            does,
            join: if let Kind::Milestone(join) = node.kind { join } else { Join::All },
            included: self.included(place, node, resolved.days.map(|d| d.value)),
            critical: resolved.critical.value,
            priority: resolved.priority.value,
            demand,
            partner: None,
            not_before: node.not_before.map(|t| t.at(self.date, self.zone)),
            estimate,
            origin,
            failure_probability: resolved.failure_probability.value.clamp(0.0, 1.0),
            retry: resolved.retry.value,
            timeout: resolved.timeout.map(|t| t.value),
            on_failure: resolved.on_failure.value,
            restart: resolved.restart.value,
            system,
            scope,
            environment: resolved.environment.into_iter().map(|(name, value)| (name, value.value)).collect(),
            directory: resolved.directory.map(|d| d.value),
            watch: Watch {
                late_after: resolved.late_after.map(|t| t.value.at(self.date, self.zone)),
                longer_than: resolved.longer_than.map(|t| t.value),
                shorter_than: resolved.shorter_than.map(|t| t.value),
            },
            cycle: node.cycle.clone(),
            node: path,
        })
    }

    fn included(&mut self, place: &Placed<'_>, node: &Node, days: Option<crate::calendar::Days>) -> bool {
        let Some(days) = days.filter(|_| !matches!(node.kind, Kind::Begin | Kind::End)) else {
            return true;
        };
        let named = days.calendar.as_deref().map(|path| beside(place.file, path));
        let calendar: Option<&Calendar> = match &named {
            Some(path) => self.bundle.calendars.get(path),
            None => self.bundle.calendar_of(place.file, place.definition),
        };
        if named.is_some() && calendar.is_none() {
            self.problems.push(obstacle(Some(node.id.clone()), format!("the calendar's file {named:?} is not there")));
        }
        days.chooses(self.date, calendar).unwrap_or_else(|outside| {
            self.problems.push(obstacle(Some(node.id.clone()), outside.to_string()));
            true
        })
    }

    fn add_edges(&mut self, place: &Placed<'_>) {
        let definition = place.definition;
        let mut drawn: HashSet<(Index, Index, Outcome, Option<usize>)> = HashSet::new();
        for edge in &definition.edges {
            if let Some(link) = self.link(place, edge)
                && drawn.insert((link.from, link.to, link.on, link.branch))
            {
                self.links.push(link);
            }
        }
        let mut members: HashMap<&NodeId, Vec<&Node>> = HashMap::new();
        for node in &definition.nodes {
            if let Some(parent) = &node.parent {
                members.entry(parent).or_default().push(node);
            }
            if let OnFailure::Handler(handler) = place.inheritance.resolve(node).on_failure.value
                && matches!(node.kind, Kind::Job(_) | Kind::Wait(_))
                && handler != node.id
            {
                let edge = Edge { on: Outcome::Failure, ..Edge::new(node.id.clone(), handler) };
                if let Some(link) = self.link(place, &edge)
                    && drawn.insert((link.from, link.to, link.on, link.branch))
                {
                    self.links.push(link);
                }
            }
        }
        // Inner groups first: what an outer group adds depends on whether an inner one already has a way in.
        let mut nodes: Vec<&Node> = definition.nodes.iter().collect();
        nodes.sort_by_key(|n| std::cmp::Reverse(place.inheritance.groups(n).len()));
        for node in nodes {
            match &node.kind {
                Kind::Group(order) => {
                    let inside = members.remove(&node.id).unwrap_or_default();
                    self.add_group(place, node, *order, &inside);
                }
                Kind::Subflow(_) => self.add_subflow(place, node),
                _ => {}
            }
        }
    }

    fn link(&mut self, place: &Placed<'_>, edge: &Edge) -> Option<Link> {
        let end = |id: &NodeId| self.borders.get(&place.path(id)).copied();
        let (Some((_, from)), Some((to, _))) = (end(&edge.from), end(&edge.to)) else {
            let id = if end(&edge.from).is_none() { &edge.from } else { &edge.to };
            self.problems
                .push(obstacle(None, format!("the edge {} to {} names {id}, which is not there", edge.from, edge.to)));
            return None;
        };
        let branch = match (&edge.branch, &self.activities[from].does) {
            (Some(name), Does::Decide(branches)) => match branches.iter().position(|b| b.name == *name) {
                Some(at) => Some(at),
                None => {
                    let message =
                        format!("the edge {} to {} names the branch {name:?}, which is not there", edge.from, edge.to);
                    self.problems.push(obstacle(Some(place.path(&edge.from)), message));
                    return None;
                }
            },
            _ => None,
        };
        Some(Link { from, to, on: edge.on, lag: edge.lag, branch })
    }

    /// The implied links of a group: from its opening border to its members, in order when serial, to its closing border.
    fn add_group(&mut self, place: &Placed<'_>, group: &Node, order: Order, members: &[&Node]) {
        let Some((open, close)) = self.borders.get(&place.path(&group.id)).copied() else {
            return;
        };
        let inside: Vec<(Index, Index)> =
            members.iter().filter_map(|m| self.borders.get(&place.path(&m.id)).copied()).collect();
        if inside.is_empty() {
            self.links.push(plain(open, close));
            return;
        }
        let firsts: HashSet<Index> = inside.iter().map(|(first, _)| *first).collect();
        let lasts: HashSet<Index> = inside.iter().map(|(_, last)| *last).collect();
        if order == Order::Serial {
            let chain = inside.windows(2).map(|pair| plain(pair[0].1, pair[1].0));
            self.links.extend(chain);
        }
        let has_before: HashSet<Index> = self.links.iter().filter(|l| lasts.contains(&l.from)).map(|l| l.to).collect();
        let has_after: HashSet<Index> = self.links.iter().filter(|l| firsts.contains(&l.to)).map(|l| l.from).collect();
        // A group with no edge of its own opens when the first edge from outside to one of its members is satisfied.
        if !self.links.iter().any(|l| l.to == open) {
            let outside: Vec<Link> =
                self.links.iter().filter(|l| firsts.contains(&l.to) && !lasts.contains(&l.from)).copied().collect();
            if !outside.is_empty() {
                self.activities[open].join = Join::Any;
            }
            self.links.extend(outside.into_iter().map(|l| Link { to: open, ..l }));
        }
        for (first, last) in inside {
            if !has_before.contains(&first) {
                self.links.push(plain(open, first));
            }
            if !has_after.contains(&last) {
                self.links.push(plain(last, close));
            }
        }
    }

    fn add_subflow(&mut self, place: &Placed<'_>, node: &Node) {
        let path = place.path(&node.id);
        let Some((open, close)) = self.borders.get(&path).copied() else {
            return;
        };
        let Kind::Subflow(subflow) = &node.kind else {
            return;
        };
        let Some(definition) = self.bundle.definitions.get(&beside(place.file, &subflow.file)) else {
            return;
        };
        for inner in &definition.nodes {
            let Some((first, last)) = self.borders.get(&path.child(&inner.id)).copied() else {
                continue;
            };
            match inner.kind {
                Kind::Begin => self.links.push(plain(open, first)),
                Kind::End => self.links.push(plain(last, close)),
                _ => {}
            }
        }
        if let Some(deadline) = definition.deadline.filter(|_| node.deadline.is_none()) {
            self.deadlines.push(Deadline { activity: close, node: path, at: deadline.at(self.date, self.zone) });
        }
    }

    fn the_one(&mut self, root: &Placed<'_>, kind: &Kind, name: &str) -> Index {
        let all: Vec<&Node> = root.definition.nodes.iter().filter(|n| n.kind == *kind).collect();
        if all.len() != 1 {
            self.problems
                .push(obstacle(None, format!("a workflow has exactly one {name}; this one has {}", all.len())));
        }
        all.first().and_then(|n| self.borders.get(&n.id)).map_or(0, |(first, _)| *first)
    }

    fn finish(mut self, places: &[Placed<'_>], day_class: DayClass) -> Result<Network, Unbuildable> {
        let root = &places[0];
        let begin = self.the_one(root, &Kind::Begin, "begin");
        let end = self.the_one(root, &Kind::End, "end");
        if !self.problems.is_empty() {
            return Err(Unbuildable(self.problems));
        }
        let (kept, left_out) = self.prune(begin);
        if kept[end].is_none() {
            return Err(Unbuildable(vec![obstacle(
                None,
                "no path leads from begin to end, so there is no window to forecast".into(),
            )]));
        }
        let (begin, end) = (kept[begin].unwrap_or_default(), kept[end].unwrap_or_default());
        let count = self.activities.len();
        let outgoing = Adjacency::by(count, &self.links, |l| l.from);
        if topological_order(count, &self.links, &outgoing).is_none() {
            return Err(Unbuildable(vec![obstacle(
                None,
                "the edges form a cycle, so there is no order to run in; see the problem list".into(),
            )]));
        }
        self.add_deadlines(root, end);
        let scopes = places.iter().map(scope_of).collect();
        Ok(Network {
            business_date: self.date,
            day_class,
            zone: self.zone,
            incoming: Adjacency::by(count, &self.links, |l| l.to),
            outgoing,
            activities: self.activities,
            links: self.links,
            pools: self.resources.pools,
            locks: self.resources.locks,
            begin,
            end,
            deadlines: self.deadlines,
            scopes,
            left_out,
        })
    }

    /// Drops what begin does not reach. Returns the new position of every activity, and the nodes that went.
    fn prune(&mut self, begin: Index) -> (Vec<Option<Index>>, Vec<NodeId>) {
        let count = self.activities.len();
        let outgoing = Adjacency::by(count, &self.links, |l| l.from);
        let mut reached = vec![false; count];
        let mut open = vec![begin];
        while let Some(at) = open.pop() {
            if !std::mem::replace(&mut reached[at], true) {
                open.extend(outgoing.of(at).iter().map(|l| self.links[*l].to));
            }
        }
        let mut kept = vec![None; count];
        let mut left_out = Vec::new();
        let mut position = 0;
        for (index, activity) in self.activities.iter().enumerate() {
            if reached[index] {
                kept[index] = Some(position);
                position += 1;
            } else if activity.part != Part::Close {
                left_out.push(activity.node.clone());
            }
        }
        let mut index = 0;
        self.activities.retain(|_| {
            index += 1;
            reached[index - 1]
        });
        for activity in &mut self.activities {
            activity.partner = activity.partner.and_then(|p| kept[p]);
        }
        self.links =
            self.links.iter().filter_map(|l| Some(Link { from: kept[l.from]?, to: kept[l.to]?, ..*l })).collect();
        self.deadlines.retain_mut(|d| kept[d.activity].map(|new| d.activity = new).is_some());
        (kept, left_out)
    }

    fn add_deadlines(&mut self, root: &Placed<'_>, end: Index) {
        let (date, zone) = (self.date, self.zone);
        if let Some(deadline) = root.definition.deadline {
            let node = self.activities[end].node.clone();
            self.deadlines.push(Deadline { activity: end, node, at: deadline.at(date, zone) });
        }
        self.deadlines.sort_by(|a, b| (a.at, &a.node).cmp(&(b.at, &b.node)));
    }
}

fn scope_of(place: &Placed<'_>) -> Scope {
    let folder = place.file.rsplit_once('/').map_or("", |(folder, _)| folder);
    Scope { prefix: place.prefix.clone(), folder: folder.into(), parameters: place.parameters.clone() }
}

fn plain(from: Index, to: Index) -> Link {
    Link { from, to, on: Outcome::Success, lag: Span::ZERO, branch: None }
}
