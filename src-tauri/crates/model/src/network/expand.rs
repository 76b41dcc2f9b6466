//! Putting subflows in place: every definition of the bundle with the path and the settings it inherits.

use crate::bundle::{Bundle, beside};
use crate::definition::Definition;
use crate::diagnostic::{Diagnostic, Severity};
use crate::id::NodeId;
use crate::inherit::{Inheritance, Origin};
use crate::node::Kind;
use crate::settings::Settings;
use std::collections::BTreeMap;

/// Subflows within subflows go no deeper.
pub const MAX_SUBFLOW_DEPTH: usize = 16;

/// All definitions together have no more nodes.
pub const MAX_NODES: usize = 200_000;

/// One definition in its place.
pub struct Placed<'a> {
    pub file: &'a str,
    pub definition: &'a Definition,
    pub inheritance: Inheritance<'a>,
    /// The subflow node it stands for; nothing for the root.
    pub prefix: Option<NodeId>,
    /// Its parameters, with what the subflow node gives in place of the defaults.
    pub parameters: BTreeMap<String, String>,
}

impl Placed<'_> {
    /// The full path of a node of this definition.
    pub fn path(&self, node: &NodeId) -> NodeId {
        self.prefix.as_ref().map_or_else(|| node.clone(), |prefix| prefix.child(node))
    }
}

/// The root and every subflow below it, the root first; or why they cannot be put in place.
pub fn placed(bundle: &Bundle) -> Result<Vec<Placed<'_>>, Vec<Diagnostic>> {
    let Some((root_file, root)) = bundle.definitions.get_key_value(&bundle.root) else {
        return Err(vec![obstacle(
            None,
            format!("the bundle names {:?} as its root but does not hold it", bundle.root),
        )]);
    };
    let mut expansion = Expansion { bundle, placed: Vec::new(), problems: Vec::new(), nodes: 0 };
    expansion.place(root_file, root, None, &[], &BTreeMap::new(), &mut vec![root_file]);
    if expansion.problems.is_empty() { Ok(expansion.placed) } else { Err(expansion.problems) }
}

/// A problem that keeps a network from being built.
pub fn obstacle(node: Option<NodeId>, message: String) -> Diagnostic {
    Diagnostic {
        code: "N001".into(),
        severity: Severity::Error,
        node,
        path: String::new(),
        message,
        help: None,
        fix: None,
        related: Vec::new(),
        place: None,
    }
}

struct Expansion<'a> {
    bundle: &'a Bundle,
    placed: Vec<Placed<'a>>,
    problems: Vec<Diagnostic>,
    nodes: usize,
}

impl<'a> Expansion<'a> {
    fn place(
        &mut self,
        file: &'a str,
        definition: &'a Definition,
        prefix: Option<NodeId>,
        above: &[(Origin, &'a Settings)],
        given: &BTreeMap<String, String>,
        open: &mut Vec<&'a str>,
    ) {
        self.nodes += definition.nodes.len();
        if self.nodes > MAX_NODES {
            self.problems
                .push(obstacle(prefix, format!("the workflow has more than {MAX_NODES} nodes with its subflows")));
            return;
        }
        let mut parameters = definition.parameters.clone();
        parameters.extend(given.clone());
        let inheritance = Inheritance::below(definition, above);
        let place = Placed { file, definition, inheritance, prefix: prefix.clone(), parameters };
        let mut below = Vec::new();
        for node in &definition.nodes {
            if let Kind::Subflow(subflow) = &node.kind {
                let chain = place
                    .inheritance
                    .chain(node)
                    .into_iter()
                    .map(|(_, settings)| (Origin::Subflow(node.id.clone()), settings));
                below.push((
                    place.path(&node.id),
                    beside(file, &subflow.file),
                    chain.collect::<Vec<_>>(),
                    &subflow.parameters,
                ));
            }
        }
        self.placed.push(place);
        for (path, target, chain, given) in below {
            match self.bundle.definitions.get_key_value(&target) {
                None => self.problems.push(obstacle(Some(path), format!("the subflow's file {target:?} is not there"))),
                Some((target, _)) if open.contains(&target.as_str()) || open.len() >= MAX_SUBFLOW_DEPTH => {
                    self.problems.push(obstacle(Some(path), format!("the subflow's file {target:?} contains itself")));
                }
                Some((target, definition)) => {
                    open.push(target);
                    self.place(target, definition, Some(path), &chain, given, open);
                    open.pop();
                }
            }
        }
    }
}
