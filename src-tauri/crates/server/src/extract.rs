//! Reading requests, so that whatever is wrong with one is answered as an error of ours.

use crate::app::blocking;
use crate::failure::Failure;
use axum::body::Bytes;
use axum::extract::rejection::{PathRejection, QueryRejection};
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

/// Bodies longer than this are read off the async threads.
const SHORT: usize = 64 << 10;

impl<S: Send + Sync, T: DeserializeOwned + Send + 'static> FromRequest<S> for Body<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Body<T>, Failure> {
        let bytes = Bytes::from_request(request, state).await.map_err(|rejection| {
            let code = match rejection.status() {
                StatusCode::PAYLOAD_TOO_LARGE => ErrorCode::TooLarge,
                _ => ErrorCode::Invalid,
            };
            Failure::new(code, format!("the body cannot be read: {}", rejection.body_text()))
        })?;
        let is_short = bytes.len() <= SHORT;
        let read = move || {
            serde_json::from_slice(&bytes)
                .map(Body)
                .map_err(|error| Failure::new(ErrorCode::Invalid, format!("the body makes no sense: {error}")))
        };
        if is_short { read() } else { blocking(read).await }
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
