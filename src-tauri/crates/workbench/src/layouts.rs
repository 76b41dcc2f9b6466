//! Where nodes stand on the canvas.

use crate::assess;
use crate::desk::Desk;
use crate::shapes::LayoutDocument;
use daybreak_layout::{Layout, LayoutOptions};
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
        let previous = request.layout.positions.iter().map(|(id, p)| (id.as_str().into(), (p.x, p.y))).collect();
        daybreak_layout::layout(definition, &options, &previous, &move || stop.is_set())
            .map_err(|_| AskError::new(ErrorCode::Cancelled, "the layout was cancelled"))
    })
    .await
}
