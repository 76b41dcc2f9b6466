//! Which vertices are reached from some chosen ones: sets of bits swept over the order of the graph.

use crate::subject::graph::Graph;

/// Memory for one matrix at the most, in 64-bit words: 32 MB.
const MAX_WORDS: usize = 4 << 20;

/// For every vertex the set of chosen vertices from which a path leads to it.
pub struct Reach {
    words: usize,
    bits: Vec<u64>,
    column: std::collections::HashMap<usize, usize>,
}

impl Reach {
    /// Paths from each of `from`, by any links; nothing when the answer would be too large to hold.
    pub fn from(graph: &Graph, from: &[usize]) -> Option<Reach> {
        let words = from.len().div_ceil(64);
        if words.saturating_mul(graph.vertices()) > MAX_WORDS {
            return None;
        }
        let column = from.iter().enumerate().map(|(column, vertex)| (*vertex, column)).collect();
        let mut reach = Reach { words, bits: vec![0; words * graph.vertices()], column };
        for &vertex in &graph.order {
            if let Some(column) = reach.column.get(&vertex) {
                reach.bits[vertex * words + column / 64] |= 1 << (column % 64);
            }
            for link in graph.outgoing(vertex) {
                reach.spread(vertex, link.to);
            }
        }
        Some(reach)
    }

    /// Whether a path leads from `from`, one of the chosen, to `to`. A vertex reaches itself.
    pub fn leads(&self, from: usize, to: usize) -> bool {
        self.column.get(&from).is_some_and(|column| self.bits[to * self.words + column / 64] >> (column % 64) & 1 == 1)
    }

    fn spread(&mut self, from: usize, to: usize) {
        for word in 0..self.words {
            self.bits[to * self.words + word] |= self.bits[from * self.words + word];
        }
    }
}
