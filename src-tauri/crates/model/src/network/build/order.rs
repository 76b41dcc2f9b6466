//! Walks over links: orders, reach, rings.

use super::super::{Adjacency, Index, Link};

/// See [`super::super::Network::topological_order`]; nothing when there is a cycle.
pub fn topological_order(count: usize, links: &[Link], outgoing: &Adjacency) -> Option<Vec<Index>> {
    let mut waiting = vec![0usize; count];
    for link in links {
        waiting[link.to] += 1;
    }
    let mut order: Vec<Index> = (0..count).filter(|i| waiting[*i] == 0).collect();
    let mut next = 0;
    while let Some(&at) = order.get(next) {
        next += 1;
        for link in outgoing.of(at) {
            let to = links[*link].to;
            waiting[to] -= 1;
            if waiting[to] == 0 {
                order.push(to);
            }
        }
    }
    (order.len() == count).then_some(order)
}

/// Which activities links lead to from `begin`.
pub fn reached(count: usize, links: &[Link], begin: Index) -> Vec<bool> {
    let outgoing = Adjacency::by(count, links, |l| l.from);
    let mut reached = vec![false; count];
    let mut open = vec![begin];
    while let Some(at) = open.pop() {
        if !std::mem::replace(&mut reached[at], true) {
            open.extend(outgoing.of(at).iter().map(|l| links[*l].to));
        }
    }
    reached
}

/// A number for each activity, the same for those that lie on a ring together (Kosaraju, as in Sharir 1981).
pub fn strong_components(count: usize, links: &[Link]) -> Vec<usize> {
    let outgoing = Adjacency::by(count, links, |l| l.from);
    let incoming = Adjacency::by(count, links, |l| l.to);
    let mut finished = Vec::with_capacity(count);
    let mut seen = vec![false; count];
    for root in 0..count {
        let mut path = vec![(root, 0)];
        if std::mem::replace(&mut seen[root], true) {
            continue;
        }
        while let Some((at, next)) = path.last_mut() {
            match outgoing.of(*at).get(*next) {
                Some(link) => {
                    *next += 1;
                    let to = links[*link].to;
                    if !std::mem::replace(&mut seen[to], true) {
                        path.push((to, 0));
                    }
                }
                None => {
                    finished.push(*at);
                    path.pop();
                }
            }
        }
    }
    let mut component = vec![usize::MAX; count];
    for root in finished.into_iter().rev() {
        let mut open = vec![root];
        while let Some(at) = open.pop() {
            if component[at] == usize::MAX {
                component[at] = root;
                open.extend(incoming.of(at).iter().map(|l| links[*l].from));
            }
        }
    }
    component
}
