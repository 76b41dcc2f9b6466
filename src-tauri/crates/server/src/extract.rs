//! Reading requests, so that whatever is wrong with one is answered as an error of ours.

use crate::failure::Failure;
use axum::Json;
use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use daybreak_wire::ErrorCode;
use serde::de::DeserializeOwned;

/// The body, as JSON.
pub struct Body<T>(pub T);

/// What is in the path.
pub struct InPath<T>(pub T);

/// What is in the query.
pub struct InQuery<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Body<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Body<T>, Failure> {
        let read = Json::<T>::from_request(request, state).await;
        read.map(|Json(body)| Body(body)).map_err(|rejection: JsonRejection| {
            let code = match rejection.status() {
                StatusCode::PAYLOAD_TOO_LARGE => ErrorCode::TooLarge,
                _ => ErrorCode::Invalid,
            };
            Failure::new(code, format!("the body cannot be read: {}", rejection.body_text()))
        })
    }
}

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for InPath<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<InPath<T>, Failure> {
        let read: Result<_, PathRejection> = Path::<T>::from_request_parts(parts, state).await;
        read.map(|Path(path)| InPath(path)).map_err(|rejection| {
            Failure::new(ErrorCode::Invalid, format!("the address is wrong: {}", rejection.body_text()))
        })
    }
}

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for InQuery<T> {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<InQuery<T>, Failure> {
        let read: Result<_, QueryRejection> = Query::<T>::from_request_parts(parts, state).await;
        read.map(|Query(query)| InQuery(query)).map_err(|rejection| {
            Failure::new(ErrorCode::Invalid, format!("the query is wrong: {}", rejection.body_text()))
        })
    }
}
