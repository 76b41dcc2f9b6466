//! Inheritance without copying: the nearest level that states a setting, and which level that is.

use super::Subject;
use daybreak_model::id::NodeId;
use daybreak_model::settings::Settings;

/// What a definition inherits from the subflow node that it stands for.
#[derive(Clone, Default)]
pub struct Above<'a> {
    pub prefix: Option<NodeId>,
    /// The levels above, the weakest first.
    settings: Vec<&'a Settings>,
}

/// Where a setting is stated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    Node(usize),
    Group(usize),
    System(usize),
    Workflow,
    /// On the subflow node, or above it.
    Above,
}

impl<'a> Subject<'a> {
    /// The nearest level that states a setting, and which one it is.
    pub fn setting<T>(&self, node: usize, get: impl Fn(&'a Settings) -> Option<T>) -> Option<(T, Level)> {
        self.levels(node).find_map(|(level, settings)| Some((get(settings)?, level)))
    }

    /// The settings that apply to a node, the nearest first: its own, its groups' from the inside, its system's, the
    /// workflow's, and what is above.
    pub fn levels(&self, node: usize) -> impl Iterator<Item = (Level, &'a Settings)> + '_ {
        let definition = self.definition;
        std::iter::once((Level::Node(node), &definition.nodes[node].settings))
            .chain(self.groups(node).map(|g| (Level::Group(g), &definition.nodes[g].settings)))
            .chain(self.system[node].map(|s| (Level::System(s), &definition.systems[s].defaults)))
            .chain(std::iter::once((Level::Workflow, &definition.defaults)))
            .chain(self.above.settings.iter().rev().map(|s| (Level::Above, *s)))
    }

    /// Every place of this definition where settings are stated.
    pub fn stated(&self) -> impl Iterator<Item = (Level, &'a Settings)> + '_ {
        let systems = self.definition.systems.iter().enumerate();
        let nodes = self.definition.nodes.iter().enumerate();
        std::iter::once((Level::Workflow, &self.definition.defaults))
            .chain(systems.map(|(i, s)| (Level::System(i), &s.defaults)))
            .chain(nodes.map(|(i, n)| (Level::Node(i), &n.settings)))
    }

    /// What the definition of the subflow at `node` inherits.
    pub fn above(&self, node: usize) -> Above<'a> {
        let mut settings = self.above.settings.clone();
        settings.push(&self.definition.defaults);
        settings.extend(self.system[node].map(|s| &self.definition.systems[s].defaults));
        let mut groups: Vec<usize> = self.groups(node).collect();
        groups.reverse();
        settings.extend(groups.into_iter().chain([node]).map(|g| &self.definition.nodes[g].settings));
        Above { prefix: Some(self.path(&self.definition.nodes[node].id)), settings }
    }
}

impl Level {
    /// The JSON pointer of the settings at this level; empty for what is above.
    pub fn pointer(self) -> String {
        match self {
            Level::Node(node) | Level::Group(node) => format!("/nodes/{node}/settings"),
            Level::System(system) => format!("/systems/{system}/defaults"),
            Level::Workflow => "/defaults".into(),
            Level::Above => String::new(),
        }
    }

    /// The node whose settings these are.
    pub fn node(self) -> Option<usize> {
        match self {
            Level::Node(node) | Level::Group(node) => Some(node),
            _ => None,
        }
    }
}
