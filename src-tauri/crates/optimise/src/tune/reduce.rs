//! Leaving out of a change what does not matter.

use super::ground::{Change, Ground};

/// The same change with fewer edges and fewer new priorities that still gives a window of at most `window` milliseconds. `go_on` says
/// whether there is time left.
pub fn reduce(ground: &Ground<'_>, change: &mut Change, window: i64, go_on: &dyn Fn() -> bool) {
    let mut at = change.edges.len();
    while at > 0 && go_on() {
        at -= 1;
        let edge = change.edges.remove(at);
        if ground.window(change).is_none_or(|without| without > window) {
            change.edges.insert(at, edge);
        }
    }
    put_back(ground, change, window, go_on);
}

/// Gives nodes their old priorities, many at once and then fewer (delta debugging, Zeller 2002).
fn put_back(ground: &Ground<'_>, change: &mut Change, window: i64, go_on: &dyn Fn() -> bool) {
    let Some(mut rehearsal) = ground.rehearsal(change) else { return };
    let genes = &ground.genes.nodes;
    let mut size = genes.len().next_power_of_two();
    while size > 0 {
        for first in (0..genes.len()).step_by(size) {
            let part = first..(first + size).min(genes.len());
            let differs: Vec<usize> = part.filter(|gene| change.priorities[*gene] != genes[*gene].now).collect();
            if differs.is_empty() {
                continue;
            }
            if !go_on() {
                return;
            }
            let mut set = |gene: usize, priority: i32| {
                genes[gene].activities.iter().for_each(|activity| rehearsal.set_priority(*activity, priority));
            };
            differs.iter().for_each(|gene| set(*gene, genes[*gene].now));
            if rehearsal.window().is_some_and(|without| without <= window) {
                differs.iter().for_each(|gene| change.priorities[*gene] = genes[*gene].now);
            } else {
                let mut set = |gene: usize, priority: i32| {
                    genes[gene].activities.iter().for_each(|activity| rehearsal.set_priority(*activity, priority));
                };
                differs.iter().for_each(|gene| set(*gene, change.priorities[*gene]));
            }
        }
        size /= 2;
    }
}
