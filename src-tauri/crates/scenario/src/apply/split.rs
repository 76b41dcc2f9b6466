//! Cutting a job into pieces.

use super::durations::{durations, scaled, state};
use super::nodes::handed_over;
use super::place::{Place, resolved};
use super::{Draft, Refusal, refuse};
use daybreak_model::definition::{Edge, Outcome};
use daybreak_model::edit::Edit;
use daybreak_model::id::{MAX_ID_CHARS, NodeId};
use daybreak_model::inherit::Resolved;
use daybreak_model::node::{Join, Kind, Node, Order};
use std::collections::BTreeSet;

/// A job is cut into no more pieces.
const MOST_PIECES: u32 = 1_000;

impl Draft {
    /// The pieces are `ID-1` to `ID-n`, each with its share of the duration and what else the job has; a milestone behind them keeps
    /// the identifier, the deadline and the edges out on success. Edges out on failure or completion go out of every piece. All
    /// pieces together succeed as often as the job did.
    ///
    /// In a serial group the pieces stand in a parallel group `ID-pieces` of their own.
    pub(super) fn split(&mut self, path: &NodeId, pieces: u32) -> Result<(), Refusal> {
        let (Place { file, node: id }, job) = self.node(path)?;
        if !(2..=MOST_PIECES).contains(&pieces) {
            return Err(refuse(Some(path), format!("{pieces} pieces make no sense; take 2 to {MOST_PIECES}")));
        }
        let Kind::Job(_) = job.kind else {
            return Err(refuse(Some(path), format!("{path} is a {}; only a job can be cut", job.kind.name().as_str())));
        };
        if job.cycle.is_some() {
            return Err(refuse(
                Some(path),
                format!("{path} repeats within the night; only a job that runs once can be cut"),
            ));
        }
        let definition = &self.bundle().definitions[&file];
        if let Some(other) = handed_over(definition, &BTreeSet::from([id.clone()])) {
            return Err(refuse(
                Some(path),
                format!("{} hands its failures to it, and no single piece could take them", other.id),
            ));
        }
        let serial = job.parent.as_ref().and_then(|parent| definition.node(parent));
        let is_serial = serial.is_some_and(|group| matches!(group.kind, Kind::Group(Order::Serial)));
        let box_id = NodeId::new(format!("{id}-pieces"));
        let mut ids: Vec<NodeId> = (1..=pieces).map(|piece| NodeId::new(format!("{id}-{piece}"))).collect();
        let mut new_ids: BTreeSet<&NodeId> = ids.iter().collect();
        new_ids.extend(is_serial.then_some(&box_id));
        if let Some(taken) = definition.nodes.iter().find(|node| new_ids.contains(&node.id)) {
            return Err(refuse(Some(path), format!("there is a node {} already", taken.id)));
        }
        if new_ids.iter().any(|id| id.as_str().chars().count() > MAX_ID_CHARS) {
            return Err(refuse(Some(path), "its identifier is too long for pieces to be named after it"));
        }
        let Some(resolved) = resolved(self.bundle(), path) else { return Ok(()) };
        let mut whole = job.clone();
        if is_serial {
            whole.parent = Some(box_id.clone());
        }
        let edges: Vec<Edge> = definition.edges.iter().filter(|e| e.from == id || e.to == id).cloned().collect();
        let join = join_of(job);
        let mut group = Node::new(box_id.as_str(), Kind::Group(Order::Parallel));
        group.parent = job.parent.clone();
        self.note_shared(&file);
        self.edit(&file, Edit::SetNode(Box::new(join)));
        if is_serial {
            self.edit(&file, Edit::InsertNode { node: Box::new(group), before: id.clone() });
        }
        for (number, piece) in ids.iter().enumerate() {
            let node = Box::new(piece_of(&whole, &resolved, piece, number + 1, pieces));
            self.edit(&file, Edit::InsertNode { node, before: id.clone() });
        }
        if is_serial {
            // Edges lead to and from the box, as they led to and from the job.
            self.rewire(&file, &id, &edges, std::slice::from_ref(&box_id), &ids);
            return Ok(());
        }
        self.rewire(&file, &id, &edges, &ids, &ids);
        for piece in ids.drain(..) {
            self.edit(&file, Edit::AddEdge(Edge::new(piece.as_str(), id.as_str())));
        }
        Ok(())
    }

    /// Leads edges into the job to each of `into`, and edges out of it that are not on success out of each of `out_of`.
    fn rewire(&mut self, file: &str, id: &NodeId, edges: &[Edge], into: &[NodeId], out_of: &[NodeId]) {
        for edge in edges {
            let stays = edge.from == *id && edge.on == Outcome::Success;
            if stays {
                continue;
            }
            self.edit(file, Edit::RemoveEdge(edge.clone()));
            let moved = |piece: &NodeId| match edge.to == *id {
                true => Edge { to: piece.clone(), ..edge.clone() },
                false => Edge { from: piece.clone(), ..edge.clone() },
            };
            for piece in if edge.to == *id { into } else { out_of } {
                self.edit(file, Edit::AddEdge(moved(piece)));
            }
        }
    }
}

/// What stands behind the pieces: it promises what the job promised, and takes nothing.
fn join_of(job: &Node) -> Node {
    let mut join = Node::new(job.id.as_str(), Kind::Milestone(Join::All));
    join.name.clone_from(&job.name);
    join.description.clone_from(&job.description);
    join.system.clone_from(&job.system);
    join.parent.clone_from(&job.parent);
    join.deadline = job.deadline;
    join.settings.owner.clone_from(&job.settings.owner);
    join.settings.runbook.clone_from(&job.settings.runbook);
    join.settings.days.clone_from(&job.settings.days);
    join
}

fn piece_of(job: &Node, resolved: &Resolved, id: &NodeId, number: usize, pieces: u32) -> Node {
    let mut piece = job.clone();
    piece.id = id.clone();
    piece.name = Some(format!("{} {number}/{pieces}", job.label()));
    piece.deadline = None;
    let share = 1.0 / f64::from(pieces);
    state(&mut piece.settings, &durations(resolved), |estimate| scaled(estimate, share));
    let probability = resolved.failure_probability.value.clamp(0.0, 1.0);
    if probability > 0.0 {
        let of_piece = 1.0 - (1.0 - probability).powf(share);
        // Rounded, so that every machine writes the same figure.
        piece.settings.failure_probability = Some((of_piece * 1e9).round() / 1e9);
    }
    piece
}
