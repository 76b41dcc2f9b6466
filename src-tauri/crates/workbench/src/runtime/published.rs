//! What is published of the workflow on the desk, so that a draft can be held against it while it is drawn.

use crate::desk::{Desk, lock};
use crate::forecasts::tonight;
use daybreak_model::bundle::Bundle;
use daybreak_model::id::WorkflowId;
use daybreak_wire::forecast::PlanReport;
use daybreak_wire::{AskError, ErrorCode};

/// The planned window of a published revision.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PublishedWindow {
    pub version: u32,
    pub window_s: f64,
}

impl Desk {
    /// The window of what is published of `workflow`, as far as it is known without asking the runtime.
    pub(crate) fn published_window(&self, workflow: Option<&WorkflowId>) -> Option<PublishedWindow> {
        lock(&self.published).get(workflow?).copied()
    }

    /// Asks the runtime what is published and plans it. What cannot be asked or planned is not known, and no error.
    pub(crate) async fn refresh_published(&self) {
        let Ok(client) = self.connection.client() else { return };
        for workflow in client.published().await.unwrap_or_default() {
            let Ok(revision) = client.revision(&workflow.hash).await else { continue };
            let planned = crate::blocking(move || {
                let (network, start) = tonight(&revision.bundle, None, None)?;
                Ok(PlanReport::of(&network, &daybreak_simulation::plan(&network, start)).window_s)
            });
            if let Ok(Some(window_s)) = planned.await {
                lock(&self.published)
                    .insert(workflow.workflow, PublishedWindow { version: workflow.version, window_s });
            }
        }
    }

    /// What is published of the workflow that `bundle` is a draft of.
    pub(crate) async fn published_bundle(&self, bundle: &Bundle) -> Result<Bundle, AskError> {
        let client = self.connection.client()?;
        let id = bundle.root().map(|root| root.id.clone());
        let published = client.published().await?.into_iter().find(|p| Some(&p.workflow) == id.as_ref());
        let Some(published) = published else {
            return Err(AskError::new(ErrorCode::NotFound, "nothing of this workflow is published yet")
                .help("submit it, have it approved and publish it"));
        };
        Ok(client.revision(&published.hash).await?.bundle)
    }
}
