//! Places nodes on the canvas.
//!
//! **Owns** where nodes, the boxes of groups and the lanes of systems stand: layered by longest path from left to right, one
//! lane a system in the order of the file, groups as boxes around their members, crossings reduced by barycentre sweeps (Sugiyama, Tagawa,
//! Toda 1981), straightened by pooling adjacent violators (Ayer et al. 1955).
//!
//! **Does not** route edges or draw anything; sizes are fixed, so that it needs to know nothing of fonts. It does not know what a
//! definition means: one with cycles, dangling edges or rings of groups is placed as well as it can be.
//!
//! **Invariants.** The same input gives the same places. No two nodes overlap, no group overlaps what is not in it, every group contains
//! its members, and lanes do not touch. In a graph without a cycle, edges lead to the right. Unless a full layout is asked for, what did not
//! change does not move, save that lanes below one that grew move down together, and except where keeping it would let things overlap.

mod keep;
mod layers;
mod order;
mod outline;
mod pack;
mod place;
#[cfg(test)]
mod sample;
mod size;
mod types;

pub use place::place_new;
pub use size::{GRID, NODE_HEIGHT, NODE_WIDTH};
pub use types::{Cancelled, GroupBox, LaneBand, Layout, LayoutOptions, NodeBox, Point, Positions};

use daybreak_model::definition::Definition;
use outline::Outline;
use size::Sizes;

/// Places every visible node of `definition`.
///
/// `previous` are the places of before; see [`LayoutOptions`] for which of them are kept. `cancel` is asked every now and then, and
/// the layout given up when it says so.
pub fn layout(
    definition: &Definition,
    options: &LayoutOptions,
    previous: &Positions,
    cancel: &dyn Fn() -> bool,
) -> Result<Layout, Cancelled> {
    let outline = Outline::of(definition, &options.collapsed);
    if !options.full
        && let Some(kept) = keep::kept(definition, &outline, options, previous, cancel)?
    {
        return Ok(kept);
    }
    let layers = layers::layers(&outline, cancel)?;
    let ranks = order::ranks(&outline, &layers, cancel)?;
    let packed = pack::pack(&outline, &layers.column, &ranks, cancel)?;
    Ok(size::drawn(definition, &outline, &layers.column, &packed, Sizes::of(&outline)))
}

#[cfg(test)]
mod tests;
