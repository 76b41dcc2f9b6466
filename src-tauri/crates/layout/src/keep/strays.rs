//! Nodes that do not stand in their lane any more: their system changed, or that of their group, or they were dragged out.

use crate::outline::Outline;
use crate::types::Point;

/// Takes their places from the leaves that stand beyond the middle of a neighbouring lane. Nothing when the lanes themselves are out of order.
pub fn take_out(outline: &Outline, at: &mut [Option<Point>]) -> Option<()> {
    let mut heights: Vec<Vec<i32>> = vec![Vec::new(); outline.lanes];
    for (leaf, point) in outline.leaves.iter().zip(at.iter()) {
        heights[leaf.lane].extend(point.map(|p| p.y));
    }
    let middles: Vec<(usize, i32)> = heights
        .iter_mut()
        .enumerate()
        .filter(|(_, heights)| !heights.is_empty())
        .map(|(lane, heights)| {
            heights.sort_unstable();
            (lane, heights[heights.len() / 2])
        })
        .collect();
    if middles.windows(2).any(|pair| pair[0].1 >= pair[1].1) {
        return None;
    }
    for (leaf, place) in outline.leaves.iter().zip(at.iter_mut()) {
        let Some(y) = place.map(|p| p.y) else { continue };
        let own = middles.partition_point(|(lane, _)| *lane < leaf.lane);
        let above = own.checked_sub(1).is_some_and(|before| y <= middles[before].1);
        let below = middles.get(own + 1).is_some_and(|(_, next)| y >= *next);
        if above || below {
            *place = None;
        }
    }
    let mut reach: Option<i32> = None;
    let mut extents: Vec<Option<(i32, i32)>> = vec![None; outline.lanes];
    for (leaf, point) in outline.leaves.iter().zip(at.iter()) {
        if let Some(point) = point {
            let extent = extents[leaf.lane].get_or_insert((point.y, point.y));
            *extent = (extent.0.min(point.y), extent.1.max(point.y));
        }
    }
    for (top, bottom) in extents.into_iter().flatten() {
        if reach.is_some_and(|reach| top <= reach) {
            return None;
        }
        reach = Some(bottom);
    }
    Some(())
}
