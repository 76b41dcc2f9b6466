//! Where nodes stand on the canvas.

use crate::assess;
use crate::desk::Desk;
use crate::shapes::{Area, Lane, Layout, LayoutDocument};
use daybreak_layout::{LayoutOptions, Point, Positions};
use daybreak_wire::{AskError, ErrorCode};

/// Places for all nodes, or for those that changed.
pub async fn layout(desk: &Desk, request: LayoutDocument) -> Result<Layout, AskError> {
    let document = desk.document(request.document)?;
    let bundle = document.bundle().cloned().ok_or_else(assess::broken)?;
    let stop = desk.stopper(request.token);
    crate::blocking(move || {
        let definition = bundle.root().ok_or_else(assess::broken)?;
        let options = LayoutOptions {
            collapsed: request.layout.collapsed.iter().map(|id| id.as_str().into()).collect(),
            changed: request.changed.into_iter().collect(),
            full: request.full,
        };
        let place = |p: &daybreak_wire::change::Point| Point { x: p.x.round() as i32, y: p.y.round() as i32 };
        let previous = request.layout.positions.iter().map(|(id, p)| (id.as_str().into(), place(p))).collect();
        daybreak_layout::layout(definition, &options, &Positions(previous), &|| stop.is_set())
            .map(shown)
            .map_err(|_| AskError::new(ErrorCode::Cancelled, "the layout was cancelled"))
    })
    .await
}

fn shown(layout: daybreak_layout::Layout) -> Layout {
    Layout {
        nodes: layout.nodes.into_iter().map(|n| (n.id, Area { x: n.x, y: n.y, width: n.w, height: n.h })).collect(),
        groups: layout.groups.into_iter().map(|g| (g.id, Area { x: g.x, y: g.y, width: g.w, height: g.h })).collect(),
        lanes: layout.lanes.into_iter().map(|l| Lane { system: l.system, y: l.y, height: l.height }).collect(),
    }
}
