//! The API's own description.

use axum::Json;
use serde_json::Value;

pub async fn description() -> Json<Value> {
    Json(crate::openapi())
}
