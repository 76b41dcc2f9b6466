//! Columns by longest path.

use crate::outline::Outline;
use crate::types::Cancelled;
use std::collections::VecDeque;

pub struct Layers {
    /// The column of each vertex, from 0. A border stands where the next node may.
    pub column: Vec<usize>,
    /// The vertices in an order in which edges go forward, as far as there is one.
    pub order: Vec<usize>,
    pub out: Neighbours,
    pub into: Neighbours,
}

/// Neighbours of each vertex, as compressed sparse rows.
pub struct Neighbours {
    starts: Vec<usize>,
    all: Vec<usize>,
}

/// Every vertex as early as its predecessors let it be. Where edges form a ring, the first of its vertices in the file is taken for its beginning.
pub fn layers(outline: &Outline, cancel: &dyn Fn() -> bool) -> Result<Layers, Cancelled> {
    let count = outline.vertices();
    let out = Neighbours::by(count, outline.edges.iter().copied());
    let into = Neighbours::by(count, outline.edges.iter().map(|(from, to)| (*to, *from)));
    let mut waiting: Vec<usize> = (0..count).map(|v| into.of(v).len()).collect();
    let mut column = vec![0usize; count];
    let mut done = vec![false; count];
    let mut order = Vec::with_capacity(count);
    let mut ready: VecDeque<usize> = (0..count).filter(|v| waiting[*v] == 0).collect();
    let mut next_forced = 0;
    while order.len() < count {
        let vertex = match ready.pop_front() {
            Some(vertex) if done[vertex] => continue,
            Some(vertex) => vertex,
            None => {
                while done[next_forced] {
                    next_forced += 1;
                }
                next_forced
            }
        };
        if order.len() % 4096 == 0 && cancel() {
            return Err(Cancelled);
        }
        done[vertex] = true;
        order.push(vertex);
        let is_leaf = vertex < outline.leaves.len();
        let next = column[vertex] + usize::from(is_leaf);
        for &to in out.of(vertex).iter().filter(|to| !done[**to]) {
            column[to] = column[to].max(next);
            waiting[to] -= 1;
            if waiting[to] == 0 {
                ready.push_back(to);
            }
        }
    }
    Ok(Layers { column, order, out, into })
}

impl Neighbours {
    fn by(count: usize, edges: impl Iterator<Item = (usize, usize)> + Clone) -> Neighbours {
        let mut starts = vec![0; count + 1];
        for (from, _) in edges.clone() {
            starts[from + 1] += 1;
        }
        for vertex in 0..count {
            starts[vertex + 1] += starts[vertex];
        }
        let mut next = starts.clone();
        let mut all = vec![0; starts[count]];
        for (from, to) in edges {
            all[next[from]] = to;
            next[from] += 1;
        }
        Neighbours { starts, all }
    }

    pub fn of(&self, vertex: usize) -> &[usize] {
        &self.all[self.starts[vertex]..self.starts[vertex + 1]]
    }
}
