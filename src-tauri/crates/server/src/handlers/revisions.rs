//! What was published.

use crate::app::{App, blocking};
use crate::extract::InPath;
use crate::failure::{Answer, Failure};
use crate::judgement::differences;
use crate::views::changes::version;
use axum::Json;
use axum::extract::State;
use daybreak_change::approval::{ChangeState, Verdict};
use daybreak_engine::Planned;
use daybreak_model::id::WorkflowId;
use daybreak_model::time::Span;
use daybreak_store::{Reader, StoreError};
use daybreak_wire::change::DiffReport;
use daybreak_wire::revision::{NextStart, PublishedWorkflow, RevisionBundle, RevisionView};
use std::collections::BTreeSet;

/// Starts are told this far ahead.
const AHEAD: Span = Span::from_whole_ms(14 * 86_400_000);

/// At most so many starts of one workflow are told.
const MOST_STARTS: usize = 5;

pub async fn published(State(app): State<App>) -> Answer<Vec<PublishedWorkflow>> {
    let until = app.engine.now().after(AHEAD);
    // A runtime that only reads plans no starts.
    let planned = app.engine.planned(until).await.unwrap_or_default();
    Ok(Json(app.engine.read(move |reader| workflows(reader, &planned)).await?))
}

pub async fn list(State(app): State<App>, InPath(workflow): InPath<String>) -> Answer<Vec<RevisionView>> {
    let workflow = WorkflowId::new(workflow);
    let views = app.engine.read(move |reader| revisions(reader, &workflow)).await?;
    Ok(Json(views))
}

pub async fn show(State(app): State<App>, InPath(hash): InPath<String>) -> Answer<RevisionBundle> {
    Ok(Json(RevisionBundle { bundle: bundle(&app, hash).await? }))
}

pub async fn diff(State(app): State<App>, InPath((from, to)): InPath<(String, String)>) -> Answer<DiffReport> {
    let (before, after) = (bundle(&app, from).await?, bundle(&app, to).await?);
    Ok(Json(blocking(move || Ok(differences(&before, &after))).await?))
}

async fn bundle(app: &App, hash: String) -> Result<daybreak_model::bundle::Bundle, Failure> {
    let wanted = hash.clone();
    let revision = app.engine.read(move |reader| reader.revision(&wanted)).await?;
    revision.map(|revision| revision.bundle).ok_or_else(|| Failure::absent("revision", hash))
}

fn workflows(reader: &Reader, planned: &[Planned]) -> Result<Vec<PublishedWorkflow>, StoreError> {
    let mut all = Vec::new();
    for published in reader.all_published()? {
        let revision = reader.revision(&published.hash)?;
        let root = revision.as_ref().and_then(|revision| revision.bundle.root());
        let starts = planned.iter().filter(|start| start.workflow == published.workflow).take(MOST_STARTS);
        all.push(PublishedWorkflow {
            name: root.map_or_else(|| published.workflow.to_string(), |root| root.name.clone()),
            zone: root.map_or_else(|| "UTC".into(), |root| root.zone.clone()),
            version: version(published.number),
            hash: published.hash,
            published_at: published.at,
            published_by: published.person,
            next_starts: starts
                .map(|s| NextStart { trigger: s.trigger.clone(), at: s.at, business_date: s.business_date })
                .collect(),
            workflow: published.workflow,
        });
    }
    Ok(all)
}

fn revisions(reader: &Reader, workflow: &WorkflowId) -> Result<Vec<RevisionView>, StoreError> {
    let changes = reader.changes(Some(workflow), Some(ChangeState::Published))?;
    let mut told = BTreeSet::new();
    let mut all = Vec::new();
    for published in reader.publications(workflow)? {
        // Content that was published again after another is one revision, told where it was published last.
        let change = changes.iter().find(|change| change.revision == published.hash);
        let Some(change) = change.filter(|_| told.insert(published.hash.clone())) else { continue };
        let approved = change.decisions.iter().filter(|d| d.verdict == Verdict::Approve);
        all.push(RevisionView {
            workflow: workflow.clone(),
            version: version(published.number),
            hash: published.hash,
            change: change.id,
            author: change.author.clone(),
            approved_by: approved.map(|d| d.person.clone()).collect(),
            published_at: published.at,
            title: change.title.clone(),
        });
    }
    Ok(all)
}
