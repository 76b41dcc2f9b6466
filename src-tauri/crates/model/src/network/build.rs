//! Building the network: nodes become activities, edges and groups become links, and what begin does not reach goes.

mod activities;
mod drawn;
mod implied;
mod links;
mod order;
mod outages;

use super::conditions::{Conditions, Reached};
use super::demand::Resources;
use super::expand::{Placed, obstacle, placed};
use super::{Activity, Adjacency, Deadline, Index, Link, Network, Scope, Unbuildable};
use crate::bundle::Bundle;
use crate::calendar::DayClass;
use crate::diagnostic::Diagnostic;
use crate::duration::SlowNight;
use crate::id::{NodeId, SystemId};
use crate::node::{Kind, Node};
use chrono::NaiveDate;
use links::Links;
use std::collections::{BTreeMap, HashMap};

pub use order::topological_order;

/// The network of a bundle on `business_date`.
///
/// Needs exactly one begin and one end, no cycle, every reference resolved and the calendar covering the date; what is
/// wrong beyond that is for the checks. Nodes that begin does not reach are left out and named.
pub fn build(bundle: &Bundle, business_date: NaiveDate) -> Result<Network, Unbuildable> {
    build_under(bundle, business_date, &Conditions::default())
}

/// The network of a bundle on `business_date` under conditions that are not in the bundle.
///
/// # Errors
/// As [`build`]; and when the conditions name what is not there.
pub fn build_under(bundle: &Bundle, business_date: NaiveDate, conditions: &Conditions) -> Result<Network, Unbuildable> {
    let places = placed(bundle).map_err(Unbuildable)?;
    let root = places[0].definition;
    let Ok(zone) = root.zone.parse::<chrono_tz::Tz>() else {
        return Err(Unbuildable(vec![obstacle(
            None,
            format!("the time zone {:?} is not known; use an IANA name", root.zone),
        )]));
    };
    let mut builder = Builder {
        bundle,
        conditions: Reached::of(conditions, &places)?,
        date: business_date,
        zone,
        resources: Resources::of(&places, business_date, zone),
        activities: Vec::new(),
        borders: Vec::new(),
        links: Links::default(),
        deadlines: Vec::new(),
        problems: Vec::new(),
    };
    let day_class = builder.day_class(&places[0]);
    for (scope, place) in places.iter().enumerate() {
        builder.add_nodes(scope, place);
    }
    builder.links.grow(builder.activities.len());
    for scope in 0..places.len() {
        builder.draw_edges(&places, scope);
        builder.draw_implied(&places, scope);
    }
    builder.add_outages(&places);
    builder.finish(&places, day_class)
}

struct Builder<'a> {
    bundle: &'a Bundle,
    conditions: Reached<'a>,
    date: NaiveDate,
    zone: chrono_tz::Tz,
    resources: Resources,
    activities: Vec<Activity>,
    /// For each definition in its place, the first and the last activity of each node: the same one unless it has borders.
    borders: Vec<HashMap<&'a NodeId, (Index, Index)>>,
    links: Links,
    deadlines: Vec<Deadline>,
    problems: Vec<Diagnostic>,
}

impl Builder<'_> {
    fn day_class(&mut self, root: &Placed<'_>) -> DayClass {
        let Some(calendar) = self.bundle.calendar_of(root.file, root.definition) else {
            if let Some(path) = &root.definition.calendar {
                self.problems.push(obstacle(None, format!("the calendar's file {path:?} is not there")));
            }
            return self.conditions.stated.day_class.unwrap_or_default();
        };
        let class = calendar.class_of(self.date).unwrap_or_else(|outside| {
            self.problems.push(obstacle(None, outside.to_string()));
            DayClass::Normal
        });
        self.conditions.stated.day_class.unwrap_or(class)
    }

    fn the_one(&mut self, root: &Placed<'_>, kind: &Kind, name: &str) -> Index {
        let all: Vec<&Node> = root.definition.nodes.iter().filter(|n| n.kind == *kind).collect();
        if all.len() != 1 {
            self.problems
                .push(obstacle(None, format!("a workflow has exactly one {name}; this one has {}", all.len())));
        }
        all.first().and_then(|n| self.borders[0].get(&n.id)).map_or(0, |(first, _)| *first)
    }

    fn finish(mut self, places: &[Placed<'_>], day_class: DayClass) -> Result<Network, Unbuildable> {
        let root = &places[0];
        let begin = self.the_one(root, &Kind::Begin, "begin");
        let end = self.the_one(root, &Kind::End, "end");
        if !self.problems.is_empty() {
            return Err(Unbuildable(self.problems));
        }
        let stopped = |message: &str| Err(Unbuildable(vec![obstacle(None, message.into())]));
        let mut links = std::mem::take(&mut self.links).into_list(self.activities.len());
        self.free_what_is_forced(begin, &mut links);
        let (kept, left_out) = self.prune(begin, &mut links);
        let (Some(begin), Some(end)) = (kept[begin], kept[end]) else {
            return stopped("no path leads from begin to end, so there is no window to forecast");
        };
        let count = self.activities.len();
        let outgoing = Adjacency::by(count, &links, |l| l.from);
        if topological_order(count, &links, &outgoing).is_none() {
            return stopped("the edges form a cycle, so there is no order to run in; see the problem list");
        }
        self.add_deadlines(root, end);
        Ok(Network {
            business_date: self.date,
            day_class,
            zone: self.zone,
            incoming: Adjacency::by(count, &links, |l| l.to),
            outgoing,
            activities: self.activities,
            links,
            pools: self.resources.pools,
            locks: self.resources.locks,
            begin,
            end,
            deadlines: self.deadlines,
            scopes: places.iter().map(scope_of).collect(),
            slow_systems: slow_systems(places),
            left_out,
        })
    }

    /// Drops what begin does not reach. Returns the new position of every activity, and the nodes that went.
    fn prune(&mut self, begin: Index, links: &mut Vec<Link>) -> (Vec<Option<Index>>, Vec<NodeId>) {
        let reached = order::reached(self.activities.len(), links, begin);
        let mut kept = vec![None; reached.len()];
        let mut left_out = Vec::new();
        let mut position = 0;
        for (index, activity) in self.activities.iter().enumerate() {
            if reached[index] {
                kept[index] = Some(position);
                position += 1;
            } else if activity.part != super::Part::Close {
                left_out.push(activity.node.clone());
            }
        }
        if position == reached.len() {
            return (kept, left_out);
        }
        let mut was_reached = reached.iter();
        self.activities.retain(|_| was_reached.next() == Some(&true));
        for activity in &mut self.activities {
            activity.partner = activity.partner.and_then(|p| kept[p]);
        }
        let moved = |l: &Link| Some(Link { from: kept[l.from]?, to: kept[l.to]?, ..*l });
        *links = links.iter().filter_map(moved).collect();
        self.deadlines.retain_mut(|d| kept[d.activity].map(|new| d.activity = new).is_some());
        (kept, left_out)
    }

    /// What is forced waits for the start of the night alone.
    fn free_what_is_forced(&self, begin: Index, links: &mut Vec<Link>) {
        let forced = &self.conditions.forced;
        if forced.is_empty() {
            return;
        }
        let is_forced = |at: Index| forced.contains(&self.activities[at].node);
        links.retain(|link| !is_forced(link.to));
        links.extend((0..self.activities.len()).filter(|at| is_forced(*at)).map(|to| Link::plain(begin, to)));
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
    Scope {
        prefix: place.prefix.clone(),
        folder: folder.into(),
        parameters: place.parameters.clone(),
        slow_night: place.definition.slow_night,
    }
}

fn slow_systems(places: &[Placed<'_>]) -> BTreeMap<SystemId, SlowNight> {
    let mut of_each = BTreeMap::new();
    for system in places.iter().flat_map(|place| &place.definition.systems) {
        of_each.entry(&system.id).or_insert(system.slow_night);
    }
    of_each.into_iter().filter_map(|(id, slow)| Some((id.clone(), slow?))).collect()
}
