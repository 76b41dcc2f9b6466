//! The runtime half of the table: each ask is handed to the runtime, as the person who sits at the window.

mod connection;
mod follow;
mod published;

use crate::desk::Desk;
use crate::documents;
use crate::shapes::*;
use crate::{assess, embedded};
use daybreak_wire::change::*;
use daybreak_wire::event::*;
use daybreak_wire::forecast::PlanReport;
use daybreak_wire::person::{PeopleUse, RuntimeStatus};
use daybreak_wire::revision::*;
use daybreak_wire::run::*;
use daybreak_wire::{AskError, ErrorCode};
use std::time::Duration;

pub use connection::Connection;
pub use published::PublishedWindow;

/// A runtime that was started answers within this time, or something is wrong.
const START: Duration = Duration::from_secs(15);
/// How often a runtime that is starting is asked whether it is there.
const LOOK: Duration = Duration::from_millis(50);

/// Whether a runtime is there, and as whom it is asked. That none is there is an answer, not an error.
pub async fn status(desk: &Desk, _: Nothing) -> Result<RuntimeStatus, AskError> {
    Ok(desk.connection.status().await)
}

/// Starts the runtime that comes with the window, unless one is there, and waits until it answers.
pub async fn start(desk: &Desk, _: Nothing) -> Result<RuntimeStatus, AskError> {
    let mut status = desk.connection.status().await;
    if status.connected {
        return Ok(status);
    }
    embedded::start(&desk.places)?;
    let deadline = tokio::time::Instant::now() + START;
    while !status.connected {
        if tokio::time::Instant::now() > deadline {
            return Err(AskError::new(ErrorCode::RuntimeAway, "the runtime was started but does not answer")
                .at(desk.places.data.join("runtime.log").to_string_lossy())
                .help("its log says why"));
        }
        tokio::time::sleep(LOOK).await;
        status = desk.connection.status().await;
    }
    Ok(status)
}

/// Who asks from now on.
pub async fn use_person(desk: &Desk, request: PeopleUse) -> Result<RuntimeStatus, AskError> {
    desk.connection.use_person(&request.name)?;
    Ok(desk.connection.status().await)
}

pub async fn changes(desk: &Desk, _: Nothing) -> Result<Vec<ChangeView>, AskError> {
    desk.connection.client()?.changes().await
}

pub async fn change(desk: &Desk, request: ChangeById) -> Result<ChangeDetail, AskError> {
    desk.connection.client()?.change(request.id).await
}

/// Submits the document as it is on the screen, saved or not: what is approved is the content, not the file.
pub async fn submit(desk: &Desk, request: SubmitDocument) -> Result<ChangeView, AskError> {
    let document = desk.document(request.document)?;
    let bundle = document.bundle().ok_or_else(assess::broken)?;
    let folder = std::path::absolute(document.folder())
        .map_err(|error| AskError::new(ErrorCode::Io, format!("the document's folder is not known: {error}")))?;
    let submission = Submission {
        bundle: (**bundle).clone(),
        folder: folder.to_string_lossy().into_owned(),
        layout: Some(document.layout.clone()),
        title: request.title,
        why: request.why,
    };
    desk.connection.client()?.submit(&submission).await
}

pub async fn decide(desk: &Desk, request: ChangeDecide) -> Result<ChangeView, AskError> {
    desk.connection.client()?.decide(request.id, &request.step).await
}

pub async fn publish(desk: &Desk, request: ChangeById) -> Result<ChangeView, AskError> {
    let change = desk.connection.client()?.publish(request.id).await?;
    desk.refresh_published().await;
    Ok(change)
}

pub async fn published(desk: &Desk, _: Nothing) -> Result<Vec<PublishedWorkflow>, AskError> {
    desk.connection.client()?.published().await
}

pub async fn revisions(desk: &Desk, request: RevisionList) -> Result<Vec<RevisionView>, AskError> {
    desk.connection.client()?.revisions(request.workflow.as_str()).await
}

pub async fn revision(desk: &Desk, request: RevisionByHash) -> Result<RevisionBundle, AskError> {
    desk.connection.client()?.revision(&request.hash).await
}

pub async fn revision_diff(desk: &Desk, request: RevisionDiff) -> Result<DiffReport, AskError> {
    desk.connection.client()?.revision_diff(&request.from, &request.to).await
}

/// Takes a published definition back as the document's content, to be saved and submitted like any other edit.
pub async fn restore(desk: &Desk, request: RestoreRevision) -> Result<OpenDocument, AskError> {
    let bundle = desk.connection.client()?.revision(&request.hash).await?.bundle;
    let definition = bundle.root().ok_or_else(|| {
        AskError::new(ErrorCode::Internal, format!("the revision {} does not hold its own root", request.hash))
    })?;
    documents::replace(desk, request.document, definition).await
}

pub async fn start_run(desk: &Desk, request: RunStart) -> Result<RunView, AskError> {
    desk.connection.client()?.start_run(&request).await
}

pub async fn runs(desk: &Desk, request: RunList) -> Result<Vec<RunView>, AskError> {
    desk.connection.client()?.runs(request).await
}

pub async fn run(desk: &Desk, request: RunById) -> Result<RunDetail, AskError> {
    desk.connection.client()?.run(request.run).await
}

pub async fn run_plan(desk: &Desk, request: RunById) -> Result<PlanReport, AskError> {
    desk.connection.client()?.run_plan(request.run).await
}

pub async fn act(desk: &Desk, request: RunAct) -> Result<RunView, AskError> {
    desk.connection.client()?.act(request.run, &request.act).await
}

pub async fn log(desk: &Desk, request: RunLog) -> Result<LogText, AskError> {
    desk.connection.client()?.log(request.run, &request.part).await
}

pub async fn events(desk: &Desk, request: EventList) -> Result<Vec<RuntimeEvent>, AskError> {
    desk.connection.client()?.events(request).await
}

pub async fn audit(desk: &Desk, request: AuditList) -> Result<Vec<AuditEntry>, AskError> {
    desk.connection.client()?.audit(request).await
}

pub async fn verify_audit(desk: &Desk, _: Nothing) -> Result<AuditProof, AskError> {
    desk.connection.client()?.audit_proof().await
}
