//! What this runtime is, and whom it knows.

use crate::app::App;
use crate::failure::Answer;
use axum::extract::State;
use axum::{Extension, Json};
use daybreak_store::Access;
use daybreak_wire::person::{Person, RuntimeStatus};

pub async fn status(State(app): State<App>, Extension(person): Extension<Option<Person>>) -> Json<RuntimeStatus> {
    let problem = match app.engine.access() {
        Access::Writer { .. } => None,
        Access::ReadOnly { holder } => Some(format!("this runtime only shows the store; it is held by {holder}")),
    };
    Json(RuntimeStatus {
        connected: true,
        address: Some(app.address.to_string()),
        mode: Some(app.mode()),
        version: Some(env!("CARGO_PKG_VERSION").to_owned()),
        person,
        people: app.roster.people(),
        problem,
    })
}

pub async fn people(State(app): State<App>) -> Answer<Vec<Person>> {
    Ok(Json(app.roster.people()))
}
