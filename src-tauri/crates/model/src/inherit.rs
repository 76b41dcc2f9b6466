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

impl<'a> Inheritance<'a> {
    pub fn of(definition: &'a Definition) -> Inheritance<'a> {
        Inheritance::below(definition, &[])
    }

    /// The same for a definition that stands in for a subflow node: `above` is that node's [`chain`](Self::chain).
    pub fn below(definition: &'a Definition, above: &[(Origin, &'a Settings)]) -> Inheritance<'a> {
        let mut base = above.to_vec();
        base.push((Origin::Workflow, &definition.defaults));
        Inheritance {
            nodes: definition.nodes.iter().map(|n| (&n.id, n)).collect(),
            systems: definition.systems.iter().map(|s| (&s.id, s)).collect(),
            base,
        }
    }

    /// The groups around `node`, outermost first. A ring of parents is cut where it closes.
    pub fn groups(&self, node: &'a Node) -> Vec<&'a Node> {
        let mut groups: Vec<&Node> = Vec::new();
        let mut at = node;
        while let Some(parent) = at.parent.as_ref().and_then(|id| self.nodes.get(id)) {
            if groups.len() >= MAX_NESTING || groups.iter().any(|g| g.id == parent.id) || parent.id == node.id {
                break;
            }
            groups.push(parent);
            at = parent;
        }
        groups.reverse();
        groups
    }

    /// The system of `node`: its own, or that of the innermost group that has one.
    pub fn system(&self, node: &'a Node) -> Option<Sourced<SystemId>> {
        if let Some(system) = &node.system {
            return Some(Sourced { value: system.clone(), origin: Origin::Node });
        }
        let groups = self.groups(node);
        let group = groups.iter().rev().find(|g| g.system.is_some())?;
        group.system.clone().map(|value| Sourced { value, origin: Origin::Group(group.id.clone()) })
    }

    /// The levels of settings that apply to `node`, weakest first.
    pub fn chain(&self, node: &'a Node) -> Vec<(Origin, &'a Settings)> {
        let mut chain = self.base.clone();
        if let Some(system) = self.system(node).and_then(|s| self.systems.get(&s.value).copied()) {
            chain.push((Origin::System(system.id.clone()), &system.defaults));
        }
        chain.extend(self.groups(node).into_iter().map(|g| (Origin::Group(g.id.clone()), &g.settings)));
        chain.push((Origin::Node, &node.settings));
        chain
    }

    /// Every setting of `node`.
    pub fn resolve(&self, node: &'a Node) -> Resolved {
        let chain = self.chain(node);
        let chain = chain.as_slice();
        let mut resolved = Resolved {
            system: self.system(node),
            owner: last(chain, |s| s.owner.clone()),
            runbook: last(chain, |s| s.runbook.clone()),
            duration: or(last(chain, |s| s.duration.clone()), Estimate::Fixed(ASSUMED_DURATION)),
            duration_on: BTreeMap::new(),
            failure_probability: or(last(chain, |s| s.failure_probability), 0.0),
            priority: or(last(chain, |s| s.priority), 0),
            critical: or(last(chain, |s| s.critical), false),
            retry: or(last(chain, |s| s.retry.clone()), Retry { attempts: 1, delay: Span::ZERO, back_off: None }),
            timeout: last(chain, |s| s.timeout),
            late_after: last(chain, |s| s.late_after),
            longer_than: last(chain, |s| s.longer_than),
            shorter_than: last(chain, |s| s.shorter_than),
            on_failure: or(last(chain, |s| s.on_failure.clone()), OnFailure::Stop),
            restart: or(last(chain, |s| s.restart), Restart::Ask),
            days: last(chain, |s| s.days.clone()),
            environment: BTreeMap::new(),
            directory: last(chain, |s| s.directory.clone()),
        };
        for (origin, settings) in chain {
            // A plain duration stated nearer to the node overrides the classes stated further out.
            if settings.duration.is_some() {
                resolved.duration_on.clear();
            }
            for (class, estimate) in &settings.duration_on {
                resolved.duration_on.insert(*class, Sourced { value: estimate.clone(), origin: origin.clone() });
            }
            for (name, value) in &settings.environment {
                resolved.environment.insert(name.clone(), Sourced { value: value.clone(), origin: origin.clone() });
            }
        }
        resolved
    }
}

impl Resolved {
    /// The duration on a day of `class`: the one stated for the class, else the usual one.
    pub fn duration_for(&self, class: DayClass) -> &Sourced<Estimate> {
        self.duration_on.get(&class).unwrap_or(&self.duration)
    }
}

fn last<T>(chain: &[(Origin, &Settings)], get: impl Fn(&Settings) -> Option<T>) -> Option<Sourced<T>> {
    chain
        .iter()
        .rev()
        .find_map(|(origin, settings)| get(settings).map(|value| Sourced { value, origin: origin.clone() }))
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
