//! Which nodes of the root definition may be given another priority, and which activities each of them governs.

use daybreak_model::bundle::Bundle;
use daybreak_model::id::NodeId;
use daybreak_model::network::{Index, Network, Unbuildable, build};
use std::collections::HashMap;

/// Priorities that can be set in the root definition.
#[derive(Clone, Debug)]
pub struct Genes {
    pub nodes: Vec<Gene>,
    /// By activity, the position of what governs it.
    of: Vec<Option<usize>>,
    /// The highest priority that is given: the highest that there is now, so that no site's limit is crossed.
    pub(super) top: i32,
}

/// One node of the root definition.
#[derive(Clone, Debug)]
pub struct Gene {
    pub node: NodeId,
    /// Its priority now.
    pub now: i32,
    /// What takes resources and has its priority: itself, or what a subflow leaves to it.
    pub activities: Vec<Index>,
}

/// Nodes are told apart by priorities that nobody states.
const APART: i32 = i32::MIN / 2;

impl Genes {
    /// What may be set for `network`, which is that of `bundle`.
    pub fn of(bundle: &Bundle, network: &Network) -> Result<Genes, Unbuildable> {
        let mut apart = bundle.clone();
        let mut ids = Vec::new();
        if let Some(root) = apart.definitions.get_mut(&bundle.root) {
            for node in &mut root.nodes {
                node.settings.priority = Some(APART + ids.len() as i32);
                ids.push(node.id.clone());
            }
        }
        let marked = build(&apart, network.business_date)?;
        let mut position: HashMap<i32, usize> = HashMap::new();
        let mut genes = Genes { nodes: Vec::new(), of: vec![None; network.activities.len()], top: 0 };
        for (at, (activity, mark)) in network.activities.iter().zip(&marked.activities).enumerate() {
            let number = mark.priority.wrapping_sub(APART) as usize;
            let Some(node) = ids.get(number).filter(|_| activity.included && !activity.demand.is_empty()) else {
                continue;
            };
            let gene = *position.entry(mark.priority).or_insert_with(|| {
                genes.nodes.push(Gene { node: node.clone(), now: activity.priority, activities: Vec::new() });
                genes.nodes.len() - 1
            });
            genes.nodes[gene].activities.push(at);
            genes.of[at] = Some(gene);
        }
        genes.top = genes.nodes.iter().map(|gene| gene.now).max().unwrap_or(0);
        Ok(genes)
    }

    pub fn count(&self) -> usize {
        self.nodes.len()
    }

    /// Gives the priorities that put what takes resources in the order of `activities`, as far as priorities can; tells each activity's.
    /// `seen` is room for as many as there are genes.
    pub fn rank(&self, activities: impl Iterator<Item = Index>, seen: &mut [bool], mut give: impl FnMut(Index, i32)) {
        seen.fill(false);
        let mut priority = self.top;
        for gene in activities.filter_map(|activity| self.of[activity]) {
            if !std::mem::replace(&mut seen[gene], true) {
                self.nodes[gene].activities.iter().for_each(|governed| give(*governed, priority));
                priority = priority.saturating_sub(1);
            }
        }
    }

    /// The priorities of [`Genes::rank`] by gene; what is not in `activities` keeps its own.
    pub fn ranked(&self, activities: impl Iterator<Item = Index>) -> Vec<i32> {
        let mut priorities: Vec<i32> = self.nodes.iter().map(|gene| gene.now).collect();
        self.rank(activities, &mut vec![false; self.count()], |activity, priority| {
            if let Some(gene) = self.of[activity] {
                priorities[gene] = priority;
            }
        });
        priorities
    }
}
