//! Changes: submitted, decided on, published.

use crate::app::{App, blocking};
use crate::extract::{Body, InPath};
use crate::failure::{Answer, Failure};
use crate::identity::actor;
use crate::judgement::{acceptable, content_hash, judge, publishable};
use crate::routes::Empty;
use crate::views::changes::{Kept, facts, head, kept, view};
use axum::extract::State;
use axum::{Extension, Json};
use daybreak_change::approval::{Actor, ChangeAction, ChangeState, Decided, Verdict, after, may};
use daybreak_model::hash::ContentHash;
use daybreak_model::id::WorkflowId;
use daybreak_store::{ChangeRow, NewChange, Reader, Revision, StoreError, Write};
use daybreak_wire::ErrorCode;
use daybreak_wire::change::{ChangeDetail, ChangeView, May, Step, StepVerdict, Submission};
use daybreak_wire::event::{EventKind, RuntimeEvent};
use daybreak_wire::person::Person;

pub async fn list(State(app): State<App>) -> Answer<Vec<ChangeView>> {
    let rows = app.engine.read(|reader| reader.changes(None, None)).await?;
    let views: Result<_, Failure> = rows.iter().map(shown).collect();
    Ok(Json(views?))
}

pub async fn show(
    State(app): State<App>,
    Extension(person): Extension<Person>,
    InPath(id): InPath<u64>,
) -> Answer<ChangeDetail> {
    let (row, revision, base) =
        app.engine.read(move |reader| with_content(reader, id)).await?.ok_or_else(|| absent(id))?;
    blocking(move || {
        let kept = kept(&row)?;
        let may = permitted(&row, &content_hash(&revision), &actor(&person));
        Ok(Json(ChangeDetail {
            change: view(&row, &kept.head),
            bundle: revision.bundle,
            base: base.map(|base| base.bundle),
            diagnostics: kept.diagnostics,
            diff: kept.diff,
            after: kept.after,
            before: kept.before,
            may,
        }))
    })
    .await
}

pub async fn submit(
    State(app): State<App>,
    Extension(person): Extension<Person>,
    Body(submission): Body<Submission>,
) -> Answer<ChangeView> {
    acceptable(&submission)?;
    let workflow = submission.bundle.root().map(|root| root.id.clone()).ok_or_else(|| Failure::absent("root", ""))?;
    let (of, title, folder) = (workflow.clone(), submission.title.trim().to_owned(), submission.folder.clone());
    let (base, open) = app.engine.read(move |reader| Ok((published(reader, &of)?, open(reader, &of)?))).await?;
    let now = app.engine.now();
    let (hash, bundle, kept) = blocking(move || {
        let (hash, bundle) = (ContentHash::of(&submission.bundle).to_string(), submission.bundle.clone());
        Ok((hash, bundle, judge(submission, base.as_ref(), now)))
    })
    .await?;
    if let Some(same) = open.iter().find(|row| row.revision == hash) {
        let message = format!("this very content is in change {} already, which is {}", same.id, same.state);
        return Err(Failure::new(ErrorCode::Conflict, message).help("decide on that one, or withdraw it"));
    }
    let detail = written(&kept)?;
    let author = person.name.clone();
    let row = app
        .engine
        .write(move |store: &Write<'_>| -> Result<ChangeRow, Failure> {
            let published = store.published(&workflow)?;
            if published.is_some_and(|published| published.hash == hash) {
                return Err(Failure::new(ErrorCode::Conflict, "this very content is what is published already"));
            }
            store.put_revision(&hash, &workflow, &bundle, &folder, &person.name, now)?;
            let change = NewChange {
                workflow,
                revision: hash.clone(),
                state: ChangeState::Submitted,
                author: person.name.clone(),
                title: title.clone(),
                at: now,
                detail,
            };
            let id = store.add_change(&change)?;
            store.audit(
                &person.name,
                "change.submit",
                &format!("change {id}"),
                &title,
                &format!("content {hash}"),
                now,
            )?;
            store.change(id)?.ok_or_else(|| absent(id))
        })
        .await?;
    tell(&app, &row, author).await;
    Ok(Json(shown(&row)?))
}

pub async fn decide(
    State(app): State<App>,
    Extension(person): Extension<Person>,
    InPath(id): InPath<u64>,
    Body(step): Body<Step>,
) -> Answer<ChangeView> {
    let hash = current_hash(&app, id).await?;
    let (now, teller) = (app.engine.now(), person.name.clone());
    let row = app
        .engine
        .write(move |store: &Write<'_>| -> Result<ChangeRow, Failure> {
            let row = store.change(id)?.ok_or_else(|| absent(id))?;
            let mut facts = facts(&row, &hash);
            let (state, verb) = match verdict(step.verdict) {
                None => {
                    may(ChangeAction::Withdraw, &facts, &actor(&person))?;
                    (ChangeState::Withdrawn, "change.withdraw")
                }
                Some(verdict) => {
                    may(ChangeAction::Decide { verdict, hash: &step.hash }, &facts, &actor(&person))?;
                    let comment = step.comment.clone();
                    let decided =
                        Decided { person: person.name.clone(), verdict, hash: hash.clone(), comment, at: now };
                    store.add_decision(id, &decided)?;
                    facts.decisions.push(decided);
                    (after(verdict, &facts), verb(verdict))
                }
            };
            store.set_change_state(id, state, now)?;
            store.audit(&person.name, verb, &format!("change {id}"), &step.comment, &format!("content {hash}"), now)?;
            store.change(id)?.ok_or_else(|| absent(id))
        })
        .await?;
    tell(&app, &row, teller).await;
    Ok(Json(shown(&row)?))
}

pub async fn publish(
    State(app): State<App>,
    Extension(person): Extension<Person>,
    InPath(id): InPath<u64>,
    Body(_): Body<Empty>,
) -> Answer<ChangeView> {
    let (row, revision, _) =
        app.engine.read(move |reader| with_content(reader, id)).await?.ok_or_else(|| absent(id))?;
    let (now, teller) = (app.engine.now(), person.name.clone());
    let who = actor(&person);
    let hash = blocking(move || {
        let hash = content_hash(&revision);
        // The rule comes before the checks: who may not publish is told so first.
        may(ChangeAction::Publish, &facts(&row, &hash), &who)?;
        publishable(&revision.bundle, now)?;
        Ok(hash)
    })
    .await?;
    let row = app
        .engine
        .write(move |store: &Write<'_>| -> Result<ChangeRow, Failure> {
            let row = store.change(id)?.ok_or_else(|| absent(id))?;
            may(ChangeAction::Publish, &facts(&row, &hash), &actor(&person))?;
            store.publish(&row.revision, &person.name, now)?;
            store.set_change_state(id, ChangeState::Published, now)?;
            store.audit(
                &person.name,
                "change.publish",
                &format!("change {id}"),
                &row.title,
                &format!("content {hash}"),
                now,
            )?;
            store.change(id)?.ok_or_else(|| absent(id))
        })
        .await?;
    app.engine.reload().await?;
    tell(&app, &row, teller).await;
    Ok(Json(shown(&row)?))
}

/// The change, its revision, and the revision that it was held against.
type WithContent = (ChangeRow, Revision, Option<Revision>);

fn with_content(reader: &Reader, id: u64) -> Result<Option<WithContent>, StoreError> {
    let Some(row) = reader.change(id)? else { return Ok(None) };
    let revision = reader
        .revision(&row.revision)?
        .ok_or_else(|| StoreError::Absent { what: "revision", name: row.revision.clone() })?;
    let base_hash = head(&row).ok().and_then(|head| head.base_hash);
    let base = base_hash.map(|hash| reader.revision(&hash)).transpose()?.flatten();
    Ok(Some((row, revision, base)))
}

fn published(reader: &Reader, workflow: &WorkflowId) -> Result<Option<Revision>, StoreError> {
    reader.published(workflow)?.map(|published| reader.revision(&published.hash)).transpose().map(Option::flatten)
}

/// The changes of a workflow that may still be published.
fn open(reader: &Reader, workflow: &WorkflowId) -> Result<Vec<ChangeRow>, StoreError> {
    let mut open = reader.changes(Some(workflow), Some(ChangeState::Submitted))?;
    open.extend(reader.changes(Some(workflow), Some(ChangeState::Approved))?);
    Ok(open)
}

async fn current_hash(app: &App, id: u64) -> Result<String, Failure> {
    let (_, revision, _) = app.engine.read(move |reader| with_content(reader, id)).await?.ok_or_else(|| absent(id))?;
    blocking(move || Ok(content_hash(&revision))).await
}

/// What the person may do with the change; why not, otherwise.
fn permitted(row: &ChangeRow, hash: &str, actor: &Actor) -> May {
    let facts = facts(row, hash);
    let why_not = |action| may(action, &facts, actor).err().map(|refusal| refusal.to_string());
    May {
        approve: why_not(ChangeAction::Decide { verdict: Verdict::Approve, hash }),
        reject: why_not(ChangeAction::Decide { verdict: Verdict::Reject, hash }),
        publish: why_not(ChangeAction::Publish),
        withdraw: why_not(ChangeAction::Withdraw),
    }
}

/// Tells those who watch. When nobody does, nobody needs to know.
async fn tell(app: &App, row: &ChangeRow, person: String) {
    let seq = app.engine.read(Reader::last_event).await.unwrap_or_default();
    let _ = app.notices.send(RuntimeEvent {
        seq,
        at: row.updated_at,
        run: None,
        kind: EventKind::Change,
        node: None,
        state: Some(row.state.to_string()),
        text: format!("change {} ({}) is {}", row.id, row.title, row.state),
        person: Some(person),
    });
}

fn shown(row: &ChangeRow) -> Result<ChangeView, Failure> {
    Ok(view(row, &head(row)?))
}

fn written(kept: &Kept) -> Result<String, Failure> {
    serde_json::to_string(kept)
        .map_err(|error| Failure::new(ErrorCode::Internal, format!("the change cannot be written down: {error}")))
}

fn absent(id: u64) -> Failure {
    Failure::absent("change", id)
}

fn verdict(step: StepVerdict) -> Option<Verdict> {
    match step {
        StepVerdict::Approve => Some(Verdict::Approve),
        StepVerdict::Reject => Some(Verdict::Reject),
        StepVerdict::Return => Some(Verdict::Return),
        StepVerdict::Withdraw => None,
    }
}

fn verb(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Approve => "change.approve",
        Verdict::Reject => "change.reject",
        Verdict::Return => "change.return",
    }
}
