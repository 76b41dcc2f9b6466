//! Inheritance: workflow, then system, then groups from outer to inner, then the node; and where each value came from.

use crate::calendar::{DayClass, Days};
use crate::definition::{Definition, System};
use crate::duration::Estimate;
use crate::id::{NodeId, SystemId};
use crate::node::Node;
use crate::settings::{OnFailure, Restart, Retry, Settings, Threshold};
use crate::time::{DayTime, Span};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use ts_rs::TS;

/// What a job is assumed to take when nothing states it; the screen says "assumed".
pub const ASSUMED_DURATION: Span = Span::from_whole_ms(5 * 60_000);

/// Groups nested deeper than this are cut off; a check says so.
pub const MAX_NESTING: usize = 64;

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Stated on the node itself.
    Node,
    Group(NodeId),
    System(SystemId),
    /// Stated on the subflow node that stands for this definition.
    Subflow(NodeId),
    Workflow,
    /// Nobody stated it: the built-in value.
    Assumed,
}

/// A value and its origin.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Sourced<T> {
    pub value: T,
    pub origin: Origin,
}

/// Every setting of one node after inheritance; `None` where nobody states one and there is no built-in value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Resolved {
    pub system: Option<Sourced<SystemId>>,
    pub owner: Option<Sourced<String>>,
    pub runbook: Option<Sourced<String>>,
    pub duration: Sourced<Estimate>,
    pub duration_on: BTreeMap<DayClass, Sourced<Estimate>>,
    /// How many past attempts are behind `duration`, where it was measured.
    pub observed: Option<u32>,
    pub overhead: Option<Sourced<Estimate>>,
    pub failure_probability: Sourced<f64>,
    pub priority: Sourced<i32>,
    pub critical: Sourced<bool>,
    pub retry: Sourced<Retry>,
    pub timeout: Option<Sourced<Span>>,
    pub late_after: Option<Sourced<DayTime>>,
    pub longer_than: Option<Sourced<Threshold>>,
    pub shorter_than: Option<Sourced<Threshold>>,
    pub on_failure: Sourced<OnFailure>,
    pub restart: Sourced<Restart>,
    pub days: Option<Sourced<Days>>,
    pub environment: BTreeMap<String, Sourced<String>>,
    pub directory: Option<Sourced<String>>,
}

/// Resolves the nodes of one definition; built once, asked for many nodes.
pub struct Inheritance<'a> {
    nodes: HashMap<&'a NodeId, &'a Node>,
    systems: HashMap<&'a SystemId, &'a System>,
    /// Settings that come from above this definition, outermost first, then the definition's own.
    base: Vec<(Origin, &'a Settings)>,
}

/// The levels that state something for one node, the nearest first. Nothing is copied until it is asked for.
pub struct Levels<'a> {
    pub system: Option<(&'a SystemId, Level<'a>)>,
    stated: Vec<(Level<'a>, &'a Settings)>,
}

/// An [`Origin`] that borrows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level<'a> {
    Node,
    Group(&'a NodeId),
    System(&'a SystemId),
    Above(&'a Origin),
}

impl<'a> Inheritance<'a> {
    pub fn of(definition: &'a Definition) -> Inheritance<'a> {
        Inheritance::below(definition, &[])
    }

    /// The same for a definition that stands in for a subflow node: `above` is that node's [`chain`](Self::chain).
    pub fn below(definition: &'a Definition, above: &[(Origin, &'a Settings)]) -> Inheritance<'a> {
        let mut base = above.to_vec();
        base.push((Origin::Workflow, &definition.defaults));
        base.retain(|(_, settings)| states_something(settings));
        Inheritance {
            nodes: definition.nodes.iter().map(|n| (&n.id, n)).collect(),
            systems: definition.systems.iter().map(|s| (&s.id, s)).collect(),
            base,
        }
    }

    /// The groups around `node`, outermost first. A ring of parents is cut where it closes.
    pub fn groups(&self, node: &'a Node) -> Vec<&'a Node> {
        let mut groups = self.groups_outward(node);
        groups.reverse();
        groups
    }

    /// The system of `node`: its own, or that of the innermost group that has one.
    pub fn system(&self, node: &'a Node) -> Option<Sourced<SystemId>> {
        let (system, level) = system_of(node, &self.groups_outward(node))?;
        Some(Sourced { value: system.clone(), origin: level.origin() })
    }

    /// The levels of settings that state something for `node`, weakest first.
    pub fn chain(&self, node: &'a Node) -> Vec<(Origin, &'a Settings)> {
        let groups = self.groups_outward(node);
        let mut chain = self.base.clone();
        let system = system_of(node, &groups).and_then(|(id, _)| self.systems.get(id));
        chain.extend(system.map(|s| (Origin::System(s.id.clone()), &s.defaults)));
        chain.extend(groups.iter().rev().map(|g| (Origin::Group(g.id.clone()), &g.settings)));
        chain.push((Origin::Node, &node.settings));
        chain.retain(|(_, settings)| states_something(settings));
        chain
    }

    /// The same, the nearest first, without copies.
    pub fn levels<'s>(&'s self, node: &'a Node) -> Levels<'s> {
        let groups = self.groups_outward(node);
        let system = system_of(node, &groups);
        let mut stated = Vec::with_capacity(self.base.len() + 2);
        stated.push((Level::Node, &node.settings));
        stated.extend(groups.iter().map(|g| (Level::Group(&g.id), &g.settings)));
        let defaults = system.and_then(|(id, _)| self.systems.get(id));
        stated.extend(defaults.map(|s| (Level::System(&s.id), &s.defaults)));
        stated.retain(|(_, settings)| states_something(settings));
        stated.extend(self.base.iter().rev().map(|(origin, settings)| (Level::Above(origin), *settings)));
        Levels { system, stated }
    }

    /// Every setting of `node`.
    pub fn resolve(&self, node: &'a Node) -> Resolved {
        let levels = self.levels(node);
        let levels = &levels;
        Resolved {
            system: levels.system.map(|(id, level)| Sourced { value: id.clone(), origin: level.origin() }),
            owner: last(levels, |s| s.owner.as_ref()),
            runbook: last(levels, |s| s.runbook.as_ref()),
            duration: or(last(levels, |s| s.duration.as_ref()), Estimate::Fixed(ASSUMED_DURATION)),
            duration_on: levels.durations_on(),
            observed: levels.observed(None),
            overhead: last(levels, |s| s.overhead.as_ref()),
            failure_probability: or(last(levels, |s| s.failure_probability.as_ref()), 0.0),
            priority: or(last(levels, |s| s.priority.as_ref()), 0),
            critical: or(last(levels, |s| s.critical.as_ref()), false),
            retry: or(last(levels, |s| s.retry.as_ref()), Retry::NONE),
            timeout: last(levels, |s| s.timeout.as_ref()),
            late_after: last(levels, |s| s.late_after.as_ref()),
            longer_than: last(levels, |s| s.longer_than.as_ref()),
            shorter_than: last(levels, |s| s.shorter_than.as_ref()),
            on_failure: or(last(levels, |s| s.on_failure.as_ref()), OnFailure::Stop),
            restart: or(last(levels, |s| s.restart.as_ref()), Restart::Ask),
            days: last(levels, |s| s.days.as_ref()),
            environment: levels.environment(),
            directory: last(levels, |s| s.directory.as_ref()),
        }
    }

    /// The innermost group first.
    fn groups_outward(&self, node: &'a Node) -> Vec<&'a Node> {
        let mut groups: Vec<&Node> = Vec::new();
        let mut at = node;
        while let Some(parent) = at.parent.as_ref().and_then(|id| self.nodes.get(id)) {
            if groups.len() >= MAX_NESTING || groups.iter().any(|g| g.id == parent.id) || parent.id == node.id {
                break;
            }
            groups.push(parent);
            at = parent;
        }
        groups
    }
}

impl<'a> Levels<'a> {
    /// What the nearest level that states it says, and which level that is.
    pub fn nearest<T>(&self, get: impl Fn(&'a Settings) -> Option<&'a T>) -> Option<(&'a T, Level<'a>)> {
        self.stated.iter().find_map(|(level, settings)| get(settings).map(|value| (value, *level)))
    }

    /// The duration on a day of `class`: the one stated for the class, else the usual one, unless that is stated nearer.
    pub fn duration_on(&self, class: DayClass) -> Option<(&'a Estimate, Level<'a>)> {
        self.nearest(|settings| settings.duration_on.get(&class).or(settings.duration.as_ref()))
    }

    /// How many past attempts are behind what [`Self::duration_on`] says of a class, or behind the usual duration when none is
    /// asked for; nothing when somebody stated it.
    pub fn observed(&self, class: Option<DayClass>) -> Option<u32> {
        let on = |settings: &'a Settings| class.filter(|class| settings.duration_on.contains_key(class));
        let is_stated = |settings: &&'a Settings| settings.duration.is_some() || on(settings).is_some();
        let settings = self.stated.iter().map(|(_, settings)| *settings).find(is_stated)?;
        let observed = settings.observed.as_ref()?;
        let n = on(settings).map_or(observed.n, |class| observed.on.get(&class).copied().unwrap_or(0));
        (n > 0).then_some(n)
    }

    fn durations_on(&self) -> BTreeMap<DayClass, Sourced<Estimate>> {
        let mut all: BTreeMap<DayClass, Sourced<Estimate>> = BTreeMap::new();
        for (level, settings) in self.stated.iter().rev() {
            // A plain duration stated nearer to the node overrides the classes stated further out.
            if settings.duration.is_some() {
                all.clear();
            }
            let stated = settings.duration_on.iter();
            all.extend(stated.map(|(class, e)| (*class, Sourced { value: e.clone(), origin: level.origin() })));
        }
        all
    }

    /// The environment merged over all levels, the inner one winning name by name.
    pub fn environment(&self) -> BTreeMap<String, Sourced<String>> {
        let mut all = BTreeMap::new();
        for (level, settings) in self.stated.iter().rev() {
            for (name, value) in &settings.environment {
                all.insert(name.clone(), Sourced { value: value.clone(), origin: level.origin() });
            }
        }
        all
    }
}

impl Level<'_> {
    pub fn origin(self) -> Origin {
        match self {
            Level::Node => Origin::Node,
            Level::Group(id) => Origin::Group(id.clone()),
            Level::System(id) => Origin::System(id.clone()),
            Level::Above(origin) => origin.clone(),
        }
    }
}

fn system_of<'a>(node: &'a Node, groups_outward: &[&'a Node]) -> Option<(&'a SystemId, Level<'a>)> {
    if let Some(system) = &node.system {
        return Some((system, Level::Node));
    }
    groups_outward.iter().find_map(|group| group.system.as_ref().map(|system| (system, Level::Group(&group.id))))
}

fn states_something(settings: &Settings) -> bool {
    *settings != Settings::default()
}

impl Resolved {
    /// The duration on a day of `class`: the one stated for the class, else the usual one.
    pub fn duration_for(&self, class: DayClass) -> &Sourced<Estimate> {
        self.duration_on.get(&class).unwrap_or(&self.duration)
    }
}

fn last<'a, T: Clone + 'a>(levels: &Levels<'a>, get: impl Fn(&'a Settings) -> Option<&'a T>) -> Option<Sourced<T>> {
    levels.nearest(get).map(|(value, level)| Sourced { value: value.clone(), origin: level.origin() })
}

fn or<T>(found: Option<Sourced<T>>, assumed: T) -> Sourced<T> {
    found.unwrap_or(Sourced { value: assumed, origin: Origin::Assumed })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::node::{Kind, Order, Work};

    #[test]
    fn the_nearest_level_wins_and_is_named() {
        let mut definition = Definition::empty("bank", "Bank", "UTC");
        definition.defaults.priority = Some(1);
        definition.defaults.owner = Some("operations".into());
        definition.systems.push(System {
            id: "core".into(),
            name: "Core".into(),
            colour: 1,
            concurrency: None,
            target: None,
            slow_night: None,
            defaults: Settings { priority: Some(2), ..Settings::default() },
        });
        let mut group = Node::new("day-end", Kind::Group(Order::Free));
        group.system = Some("core".into());
        let mut job = Node::new("fees", Kind::Job(Work::Noop));
        job.parent = Some("day-end".into());
        definition.nodes.extend([group, job]);
        let resolve = |definition: &Definition| {
            let inheritance = Inheritance::of(definition);
            inheritance.resolve(definition.nodes.last().expect("the job is there"))
        };
        let resolved = resolve(&definition);
        assert_eq!(resolved.priority, Sourced { value: 2, origin: Origin::System("core".into()) });
        assert_eq!(resolved.owner.map(|o| o.origin), Some(Origin::Workflow));
        assert_eq!(resolved.duration.origin, Origin::Assumed);
        definition.nodes.last_mut().expect("the job is there").settings.priority = Some(9);
        assert_eq!(resolve(&definition).priority, Sourced { value: 9, origin: Origin::Node });
    }

    #[test]
    fn a_ring_of_parents_ends() {
        let mut definition = Definition::empty("bank", "Bank", "UTC");
        let mut a = Node::new("a", Kind::Group(Order::Free));
        a.parent = Some("b".into());
        let mut b = Node::new("b", Kind::Group(Order::Free));
        b.parent = Some("a".into());
        definition.nodes.extend([a, b]);
        let inheritance = Inheritance::of(&definition);
        assert!(inheritance.groups(&definition.nodes[2]).len() <= 2);
    }
}
