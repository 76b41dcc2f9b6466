//! Verbs about edges. Both ends stand in one definition: an edge into a subflow is drawn to the subflow's node.

use super::place::Place;
use super::{Draft, Refusal, refuse};
use daybreak_model::definition::{Definition, Edge};
use daybreak_model::edit::Edit;
use daybreak_model::node::Kind;

impl Draft {
    pub(super) fn add_edge(&mut self, edge: &Edge) -> Result<(), Refusal> {
        let (file, local) = self.local(edge)?;
        let Some(definition) = self.bundle().definitions.get(&file) else { return Ok(()) };
        if let Some(there) = definition.edges.iter().find(|there| there.says_the_same(&local)) {
            let lag = if there.lag == local.lag { String::new() } else { format!(", with a lag of {}", there.lag) };
            let message = format!("the edge from {} to {} is there already{lag}", edge.from, edge.to);
            return Err(refuse(Some(&edge.to), message).help("remove it before, if it is to be another"));
        }
        if local.from == local.to {
            return Err(refuse(Some(&edge.to), format!("{} cannot wait for itself", edge.to)));
        }
        if leads_to(definition, &local) {
            let message =
                format!("the edge from {} to {} closes a cycle, so nothing on it could start", edge.from, edge.to);
            return Err(refuse(Some(&edge.to), message));
        }
        let branches = definition.node(&local.from).map(|node| &node.kind);
        match (&local.branch, branches) {
            (Some(name), Some(Kind::Decision(branches))) if !branches.iter().any(|branch| branch.name == *name) => {
                return Err(refuse(Some(&edge.from), format!("{} has no branch {name:?}", edge.from)));
            }
            (Some(_), Some(Kind::Decision(_))) | (None, _) => {}
            (Some(_), _) => return Err(refuse(Some(&edge.from), format!("{} is no decision", edge.from))),
        }
        self.note_shared(&file);
        self.edit(&file, Edit::AddEdge(local));
        Ok(())
    }

    pub(super) fn remove_edge(&mut self, edge: &Edge) -> Result<(), Refusal> {
        let (file, local) = self.local(edge)?;
        let Some(definition) = self.bundle().definitions.get(&file) else { return Ok(()) };
        if !definition.edges.contains(&local) {
            let is_other = definition.edges.iter().any(|there| there.from == local.from && there.to == local.to);
            let message = match is_other {
                true => format!("the edge from {} to {} has another outcome, branch or lag", edge.from, edge.to),
                false => format!("there is no edge from {} to {}", edge.from, edge.to),
            };
            return Err(refuse(Some(&edge.to), message));
        }
        self.note_shared(&file);
        self.edit(&file, Edit::RemoveEdge(local));
        Ok(())
    }

    /// The edge as its definition has it.
    fn local(&self, edge: &Edge) -> Result<(String, Edge), Refusal> {
        let Place { file, node: from } = self.locate(&edge.from)?;
        let to = self.locate(&edge.to)?;
        let folder = |path: &str| path.rsplit_once('/').map(|(folder, _)| folder.to_owned());
        if to.file != file || folder(edge.from.as_str()) != folder(edge.to.as_str()) {
            let message = format!("{} and {} stand in different definitions", edge.from, edge.to);
            return Err(
                refuse(Some(&edge.to), message).help("an edge into or out of a subflow is drawn at the subflow's node")
            );
        }
        Ok((file, Edge { from, to: to.node, ..edge.clone() }))
    }
}

/// Whether the edges that are drawn lead from where `edge` ends to where it begins.
fn leads_to(definition: &Definition, edge: &Edge) -> bool {
    let mut seen = std::collections::HashSet::from([&edge.to]);
    let mut open = vec![&edge.to];
    while let Some(at) = open.pop() {
        if *at == edge.from {
            return true;
        }
        let onward = definition.edges.iter().filter(|there| there.from == *at).map(|there| &there.to);
        open.extend(onward.filter(|to| seen.insert(to)));
    }
    false
}
