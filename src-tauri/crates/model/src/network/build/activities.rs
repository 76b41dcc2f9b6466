//! Activities from nodes: settings inherited, times and days worked out.

use super::super::expand::{Placed, obstacle};
use super::super::{Activity, Arriving, Deadline, Demand, Does, Part, Watch};
use super::Builder;
use crate::bundle::beside;
use crate::calendar::{Calendar, DayClass, Days};
use crate::diagnostic::Diagnostic;
use crate::duration::Estimate;
use crate::id::NodeId;
use crate::inherit::{ASSUMED_DURATION, Level, Levels, Origin};
use crate::node::{Arrival, Join, Kind, Node, Wait, Work};
use crate::settings::{OnFailure, Restart, Retry};
use crate::time::Span;
use std::collections::{BTreeMap, HashMap};

impl<'a> Builder<'a> {
    pub fn add_nodes(&mut self, scope: usize, place: &Placed<'a>) {
        let calendar = self.bundle.calendar_of(place.file, place.definition);
        let class = calendar.and_then(|c| c.class_of(self.date).ok()).unwrap_or_default();
        let class = self.conditions.stated.day_class.unwrap_or(class);
        let nodes = &place.definition.nodes;
        let mut borders = HashMap::with_capacity(nodes.len());
        self.activities.reserve(nodes.len());
        for node in nodes {
            if borders.contains_key(&node.id) {
                let path = place.path(&node.id);
                self.problems.push(obstacle(Some(path.clone()), format!("two nodes have the identifier {path}")));
                continue;
            }
            match self.activity(scope, place, node, class) {
                Ok(activity) => {
                    let first = self.activities.len();
                    self.add_activity(activity);
                    let last = self.activities.len() - 1;
                    borders.insert(&node.id, (first, last));
                    if let Some(deadline) = node.deadline {
                        let at = deadline.at(self.date, self.zone);
                        self.deadlines.push(Deadline { activity: last, node: place.path(&node.id), at });
                    }
                }
                Err(problem) => self.problems.push(*problem),
            }
        }
        self.borders.push(borders);
    }

    fn add_activity(&mut self, activity: Activity) {
        let first = self.activities.len();
        let has_borders = activity.part == Part::Open;
        self.activities.push(activity);
        if has_borders {
            let mut close = self.activities[first].clone();
            close.part = Part::Close;
            close.demand = Demand::default();
            close.not_before = None;
            close.until = None;
            close.partner = Some(first);
            self.activities[first].partner = Some(first + 1);
            self.activities.push(close);
        }
    }

    fn activity(
        &mut self,
        scope: usize,
        place: &Placed<'a>,
        node: &'a Node,
        class: DayClass,
    ) -> Result<Activity, Box<Diagnostic>> {
        let levels = place.inheritance.levels(node);
        let system = levels.system.map(|(id, _)| id);
        let works = matches!(node.kind, Kind::Job(_)).then_some(system).flatten();
        let path = place.path(&node.id);
        let demand = self.resources.demand(&path, node, works)?;
        let (does, mut estimate, mut origin) = work(node, &levels, class, &demand);
        let moment = |time: crate::time::DayTime| time.at(self.date, self.zone);
        let overhead = levels.nearest(|s| s.overhead.as_ref()).map(|(overhead, _)| overhead.clone());
        let arrival = arrival(node, &does).map(|arrival| Arriving {
            earliest: moment(arrival.earliest),
            usual: moment(arrival.usual),
            latest: moment(arrival.latest),
        });
        let until = match (self.conditions.stated.confirm.get(&path), &arrival, &does) {
            (Some(confirmed), _, _) => Some(moment(*confirmed)),
            (_, Some(arriving), _) => Some(arriving.planned()),
            (_, _, Does::Wait(Wait::Time(time))) => Some(moment(*time)),
            _ => None,
        };
        // What ends at a moment takes no time of its own.
        estimate = if until.is_some() { Estimate::Fixed(Span::ZERO) } else { estimate };
        origin = if arrival.is_some() { Origin::Node } else { origin };
        // Defaults say how often work fails; a wait or a gate fails by chance only where that is stated for itself.
        let failure_probability = match does {
            Does::Work(_) => levels.nearest(|s| s.failure_probability.as_ref()).map(|(probability, _)| *probability),
            _ => node.settings.failure_probability,
        };
        Ok(Activity {
            overhead: overhead.filter(|_| matches!(does, Does::Work(_))),
            observed: levels.observed(Some(class)).filter(|_| arrival.is_none() && measured(&does, &origin)),
            arrival,
            part: if matches!(node.kind, Kind::Group(_) | Kind::Subflow(_)) { Part::Open } else { Part::Whole },
            does,
            join: if let Kind::Milestone(join) = node.kind { join } else { Join::All },
            critical: levels.nearest(|s| s.critical.as_ref()).is_some_and(|(critical, _)| *critical),
            priority: levels.nearest(|s| s.priority.as_ref()).map_or(0, |(priority, _)| *priority),
            demand,
            partner: None,
            not_before: node.not_before.map(moment),
            until,
            estimate,
            origin,
            failure_probability: failure_probability.unwrap_or(0.0).clamp(0.0, 1.0),
            retry: levels.nearest(|s| s.retry.as_ref()).map_or(Retry::NONE, |(retry, _)| retry.clone()),
            timeout: levels.nearest(|s| s.timeout.as_ref()).map(|(timeout, _)| *timeout),
            on_failure: levels.nearest(|s| s.on_failure.as_ref()).map_or(OnFailure::Stop, |(what, _)| what.clone()),
            restart: levels.nearest(|s| s.restart.as_ref()).map_or(Restart::Ask, |(restart, _)| *restart),
            system: system.cloned(),
            scope,
            environment: environment(&levels),
            directory: levels.nearest(|s| s.directory.as_ref()).map(|(directory, _)| directory.clone()),
            watch: Watch {
                late_after: levels.nearest(|s| s.late_after.as_ref()).map(|(time, _)| moment(*time)),
                longer_than: levels.nearest(|s| s.longer_than.as_ref()).map(|(threshold, _)| *threshold),
                shorter_than: levels.nearest(|s| s.shorter_than.as_ref()).map(|(threshold, _)| *threshold),
            },
            cycle: node.cycle.clone(),
            included: self.included(place, node, &path, levels.nearest(|s| s.days.as_ref()).map(|(days, _)| days)),
            node: path,
        })
    }

    fn included(&mut self, place: &Placed<'_>, node: &Node, path: &NodeId, days: Option<&Days>) -> bool {
        if self.conditions.skipped.contains(path) || self.conditions.forced.contains(path) {
            return false;
        }
        let Some(days) = days.filter(|_| !matches!(node.kind, Kind::Begin | Kind::End)) else {
            return true;
        };
        let named = days.calendar.as_deref().map(|path| beside(place.file, path));
        let calendar: Option<&Calendar> = match &named {
            Some(path) => self.bundle.calendars.get(path),
            None => self.bundle.calendar_of(place.file, place.definition),
        };
        if let Some(file) = named.filter(|_| calendar.is_none()) {
            self.problems.push(obstacle(Some(path.clone()), format!("the calendar's file {file:?} is not there")));
            return true;
        }
        let chosen = match self.conditions.stated.day_class {
            Some(class) => days.chooses_as(self.date, calendar, class),
            None => days.chooses(self.date, calendar),
        };
        chosen.unwrap_or_else(|outside| {
            self.problems.push(obstacle(Some(path.clone()), outside.to_string()));
            true
        })
    }
}

/// What happens in a node, how long it takes, and where that figure comes from.
fn work(node: &Node, levels: &Levels<'_>, class: DayClass, demand: &Demand) -> (Does, Estimate, Origin) {
    let stated = levels.duration_on(class);
    let does = match &node.kind {
        Kind::Job(Work::Noop) if stated.is_none() && demand.is_empty() => Does::Pass,
        Kind::Job(work) => Does::Work(work.clone()),
        Kind::Wait(wait) => Does::Wait(wait.clone()),
        Kind::Confirm(confirm) => Does::Confirm(confirm.clone()),
        Kind::Decision(branches) => Does::Decide(branches.clone()),
        Kind::Begin | Kind::End | Kind::Milestone(_) | Kind::Group(_) | Kind::Subflow(_) => Does::Pass,
    };
    let nothing = Estimate::Fixed(Span::ZERO);
    let (estimate, origin) = match (&does, stated) {
        (Does::Pass | Does::Decide(_), _) => (nothing, Origin::Node),
        // Nobody knows how long a wait or a person takes unless it is stated on the node itself.
        (Does::Wait(_) | Does::Confirm(_), stated) if stated.is_none_or(|(_, level)| level != Level::Node) => {
            (nothing, Origin::Assumed)
        }
        (_, Some((estimate, level))) => (estimate.clone(), level.origin()),
        // It passes at once, whatever it has to wait for.
        (Does::Work(Work::Noop), None) => (nothing, Origin::Assumed),
        (_, None) => (Estimate::Fixed(ASSUMED_DURATION), Origin::Assumed),
    };
    (does, estimate, origin)
}

/// When what a wait waits for comes; a wait for a time of day knows its time.
fn arrival(node: &Node, does: &Does) -> Option<Arrival> {
    let is_arrival = matches!(does, Does::Wait(Wait::File { .. } | Wait::Node { .. } | Wait::Http { .. }));
    node.arrives.filter(|_| is_arrival)
}

/// Whether the estimate is the duration that the settings state.
fn measured(does: &Does, origin: &Origin) -> bool {
    !does.is_instant() && *origin != Origin::Assumed
}

fn environment(levels: &Levels<'_>) -> BTreeMap<String, String> {
    levels.environment().into_iter().map(|(name, value)| (name, value.value)).collect()
}
