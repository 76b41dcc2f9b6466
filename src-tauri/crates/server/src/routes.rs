//! The one table of routes.

use crate::app::App;
use crate::failure::Failure;
use crate::handlers::{audit, changes, description, events, revisions, runs, status};
use crate::identity;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::{MethodRouter, get, post};
use axum::{Router, http};
use daybreak_change::role::Permission;
use daybreak_wire::ErrorCode;
use daybreak_wire::change::{ChangeDetail, ChangeView, DiffReport, Step, Submission};
use daybreak_wire::event::{AuditEntry, AuditList, AuditProof, EventList, RuntimeEvent};
use daybreak_wire::forecast::PlanReport;
use daybreak_wire::person::{Person, RuntimeStatus};
use daybreak_wire::revision::{PublishedWorkflow, RevisionBundle, RevisionView};
use daybreak_wire::run::{Act, LogPart, LogText, RunDetail, RunList, RunStart, RunView};
use schemars::{JsonSchema, Schema, SchemaGenerator};

/// The largest body of most requests.
const BODY_BYTES: usize = 1 << 20;

/// The largest definition with everything that it refers to.
const SUBMISSION_BYTES: usize = 128 << 20;

/// Makes the schema of a type.
pub type SchemaOf = fn(&mut SchemaGenerator) -> Schema;

/// One thing that can be asked.
pub struct Route {
    pub method: http::Method,
    /// Below `/v1`.
    pub path: &'static str,
    /// What the person who asks must be allowed; nothing when anybody may ask.
    pub needs: Option<Permission>,
    pub summary: &'static str,
    pub query: Option<SchemaOf>,
    pub body: Option<SchemaOf>,
    pub answer: SchemaOf,
    /// The media type of the answer.
    pub media: &'static str,
    pub limit: usize,
    pub handler: fn() -> MethodRouter<App>,
}

/// Everything that can be asked, in the order of the description.
pub fn table() -> Vec<Route> {
    let mut all = about_the_runtime();
    all.extend(about_changes());
    all.extend(about_revisions());
    all.extend(about_runs());
    all.extend(about_what_happens());
    all
}

fn about_the_runtime() -> Vec<Route> {
    vec![
        read::<RuntimeStatus>("/status", None, "What this runtime is, and who is asking", || get(status::status)),
        read::<serde_json::Value>("/openapi.json", None, "This description", || get(description::description)),
        read::<Vec<Person>>("/people", LOOK, "The people that the runtime knows", || get(status::people)),
    ]
}

fn about_changes() -> Vec<Route> {
    use Permission::{Look, Publish, Submit};
    vec![
        read::<Vec<ChangeView>>("/changes", LOOK, "The changes, the newest first", || get(changes::list)),
        Route {
            limit: SUBMISSION_BYTES,
            ..write::<Submission, ChangeView>("/changes", Submit, "Hand in a definition", || post(changes::submit))
        },
        read::<ChangeDetail>("/changes/{id}", LOOK, "All that somebody who decides looks at", || get(changes::show)),
        // Whether this person may is for the rule of approval to say: an author withdraws, an approver decides.
        write::<Step, ChangeView>("/changes/{id}/decisions", Look, "Approve, reject, return or withdraw", || {
            post(changes::decide)
        }),
        write::<Empty, ChangeView>("/changes/{id}/publication", Publish, "Publish an approved change", || {
            post(changes::publish)
        }),
    ]
}

fn about_revisions() -> Vec<Route> {
    vec![
        read::<Vec<PublishedWorkflow>>("/workflows", LOOK, "What is published, and when it starts next", || {
            get(revisions::published)
        }),
        read::<Vec<RevisionView>>(
            "/workflows/{workflow}/revisions",
            LOOK,
            "What was published, the newest first",
            || get(revisions::list),
        ),
        read::<RevisionBundle>("/revisions/{hash}", LOOK, "A revision with all its files", || get(revisions::show)),
        read::<DiffReport>("/revisions/{from}/diff/{to}", LOOK, "What differs between two revisions", || {
            get(revisions::diff)
        }),
    ]
}

fn about_runs() -> Vec<Route> {
    use Permission::{Look, StartRun};
    vec![
        Route {
            query: Some(schema::<RunList>),
            ..read::<Vec<RunView>>("/runs", LOOK, "The runs, the newest first", || get(runs::list))
        },
        write::<RunStart, RunView>("/runs", StartRun, "Start a run", || post(runs::start)),
        read::<RunDetail>("/runs/{run}", LOOK, "A run with all its nodes", || get(runs::show)),
        read::<PlanReport>("/runs/{run}/plan", LOOK, "The plan of a run, made for its start", || get(runs::plan)),
        // Whoever holds a gate's role may open it without being an operator; see `identity::may_operate`.
        write::<Act, RunView>("/runs/{run}/actions", Look, "Act on a run or on nodes of it", || post(runs::act)),
        Route {
            query: Some(schema::<LogPart>),
            ..read::<LogText>("/runs/{run}/log", LOOK, "A piece of a node's log", || get(runs::log))
        },
    ]
}

fn about_what_happens() -> Vec<Route> {
    vec![
        Route {
            query: Some(schema::<EventList>),
            media: "text/event-stream",
            ..read::<RuntimeEvent>("/events", LOOK, STREAM, || get(events::stream))
        },
        Route {
            query: Some(schema::<EventList>),
            ..read::<Vec<RuntimeEvent>>("/events/page", LOOK, "Events that have happened, in order", || {
                get(events::page)
            })
        },
        Route {
            query: Some(schema::<AuditList>),
            ..read::<Vec<AuditEntry>>("/audit", LOOK, "The audit log, the oldest first", || get(audit::list))
        },
        read::<AuditProof>("/audit/proof", LOOK, "Whether the audit log's chain holds", || get(audit::proof)),
    ]
}

const LOOK: Option<Permission> = Some(Permission::Look);

const STREAM: &str = "Events as they happen. Resumed with `after` or `Last-Event-ID`; otherwise it begins with a message \
                      `snapshot` (EventSnapshot). Each message's id is the event's number";

/// A request without a body's content.
#[derive(serde::Deserialize, JsonSchema)]
pub struct Empty {}

fn read<T: JsonSchema>(
    path: &'static str,
    needs: Option<Permission>,
    summary: &'static str,
    handler: fn() -> MethodRouter<App>,
) -> Route {
    Route {
        method: http::Method::GET,
        path,
        needs,
        summary,
        query: None,
        body: None,
        answer: schema::<T>,
        media: "application/json",
        limit: 0,
        handler,
    }
}

fn write<B: JsonSchema, T: JsonSchema>(
    path: &'static str,
    needs: Permission,
    summary: &'static str,
    handler: fn() -> MethodRouter<App>,
) -> Route {
    let route = read::<T>(path, Some(needs), summary, handler);
    Route { method: http::Method::POST, body: Some(schema::<B>), limit: BODY_BYTES, ..route }
}

fn schema<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}

/// The router that the table describes.
pub fn router(app: App) -> Router {
    let mut below = Router::new();
    for route in table() {
        let handler = (route.handler)()
            .layer(DefaultBodyLimit::max(route.limit))
            .layer(from_fn_with_state((app.clone(), route.needs), identity::require));
        below = below.route(route.path, handler);
    }
    Router::new()
        .nest("/v1", below)
        .fallback(|| async {
            Failure::new(ErrorCode::NotFound, "there is nothing at this address")
                .help("GET /v1/openapi.json says what there is")
        })
        .method_not_allowed_fallback(|| async {
            Failure::new(ErrorCode::Invalid, "this address is not asked in this way")
                .help("GET /v1/openapi.json says how")
        })
        .with_state(app)
}
