//! Which of the nodes in one column stands above which, so that few edges cross.

use crate::layers::{Layers, Neighbours};
use crate::outline::Outline;
use crate::types::Cancelled;

/// Sweeps from left to right and back. More change little.
const SWEEPS: usize = 6;

/// A number for each vertex: within a lane and a column, smaller ones stand above larger ones. Barycentre sweeps over the whole graph; after each, the nodes
/// of one lane and column are spread evenly about the middle again.
pub fn ranks(outline: &Outline, layers: &Layers, cancel: &dyn Fn() -> bool) -> Result<Vec<f64>, Cancelled> {
    let mut ranks: Vec<f64> = vec![0.0; outline.vertices()];
    for (leaf, rank) in ranks.iter_mut().enumerate().take(outline.leaves.len()) {
        *rank = outline.leaves[leaf].node as f64;
    }
    let mut columns = columns(outline, layers);
    spread(&mut columns, &mut ranks);
    for _ in 0..SWEEPS {
        if cancel() {
            return Err(Cancelled);
        }
        average(layers.order.iter(), &layers.into, &mut ranks);
        spread(&mut columns, &mut ranks);
        average(layers.order.iter().rev(), &layers.out, &mut ranks);
        spread(&mut columns, &mut ranks);
    }
    Ok(ranks)
}

/// The leaves of each lane and column.
fn columns(outline: &Outline, layers: &Layers) -> Vec<Vec<usize>> {
    let width = layers.column.iter().max().map_or(0, |last| last + 1);
    let mut columns: std::collections::BTreeMap<usize, Vec<usize>> = std::collections::BTreeMap::new();
    for (leaf, stands) in outline.leaves.iter().enumerate() {
        columns.entry(stands.lane * width + layers.column[leaf]).or_default().push(leaf);
    }
    columns.into_values().collect()
}

fn average<'a>(order: impl Iterator<Item = &'a usize>, neighbours: &Neighbours, ranks: &mut [f64]) {
    for &vertex in order {
        let near = neighbours.of(vertex);
        if !near.is_empty() {
            ranks[vertex] = near.iter().map(|n| ranks[*n]).sum::<f64>() / near.len() as f64;
        }
    }
}

fn spread(columns: &mut [Vec<usize>], ranks: &mut [f64]) {
    for column in columns {
        // Stable, so that equal ranks keep the order of the sweep before.
        column.sort_by(|a, b| ranks[*a].total_cmp(&ranks[*b]));
        let middle = (column.len() - 1) as f64 / 2.0;
        for (position, leaf) in column.iter().enumerate() {
            ranks[*leaf] = position as f64 - middle;
        }
    }
}
