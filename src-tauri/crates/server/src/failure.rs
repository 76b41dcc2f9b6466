//! Why a request is not done, as HTTP.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use daybreak_change::approval::Refusal;
use daybreak_engine::EngineError;
use daybreak_store::StoreError;
use daybreak_wire::{AskError, ErrorCode};

/// An [`AskError`] that can be answered.
#[derive(Debug)]
pub struct Failure(pub AskError);

/// What a handler answers.
pub type Answer<T> = Result<Json<T>, Failure>;

impl Failure {
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Failure {
        Failure(AskError::new(code, message))
    }

    pub fn absent(what: &str, name: impl std::fmt::Display) -> Failure {
        Failure::new(ErrorCode::NotFound, format!("there is no {what} {name}"))
    }

    pub fn help(self, help: impl Into<String>) -> Failure {
        Failure(self.0.help(help))
    }

    pub fn at(self, place: impl Into<String>) -> Failure {
        Failure(self.0.at(place))
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.0.code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        (status, Json(self.0)).into_response()
    }
}

impl From<AskError> for Failure {
    fn from(error: AskError) -> Failure {
        Failure(error)
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Failure {
        let code = match &error {
            StoreError::ReadOnly(_) | StoreError::Fenced { .. } => ErrorCode::ReadOnly,
            StoreError::Absent { .. } => ErrorCode::NotFound,
            StoreError::Full | StoreError::Folder { .. } | StoreError::Damaged { .. } | StoreError::Newer { .. } => {
                ErrorCode::Io
            }
            StoreError::Unreadable { .. } | StoreError::Sql(_) => ErrorCode::Internal,
        };
        Failure::new(code, error.to_string())
    }
}

impl From<EngineError> for Failure {
    fn from(error: EngineError) -> Failure {
        let code = match error {
            EngineError::Store(error) => return error.into(),
            EngineError::Unbuildable(unbuildable) => {
                let message = format!("the run cannot start: {unbuildable}");
                return Failure(AskError::new(ErrorCode::Unbuildable, message).because(unbuildable.0));
            }
            EngineError::Refused(_) | EngineError::Unsupported(_) => ErrorCode::Refused,
            EngineError::NoSuchRun(_) | EngineError::NotPublished(_) | EngineError::NoLog(_) => ErrorCode::NotFound,
            EngineError::UnknownParameter(_) => ErrorCode::Invalid,
            EngineError::ReadOnly(_) => ErrorCode::ReadOnly,
            EngineError::Io(_) | EngineError::NotCommitted(_) => ErrorCode::Io,
            EngineError::Stopped => ErrorCode::RuntimeAway,
        };
        let failure = Failure::new(code, error.to_string());
        match code {
            ErrorCode::ReadOnly => failure.help("ask the runtime that holds the store"),
            ErrorCode::RuntimeAway => failure.help("start the runtime with daybreak serve"),
            _ => failure,
        }
    }
}

/// A role that is missing is forbidden; everything else is a rule that says no.
impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Failure {
        let code = match refusal {
            Refusal::Role { .. } => ErrorCode::Forbidden,
            Refusal::State { .. } | Refusal::AlreadyDecided { .. } | Refusal::OtherContent { .. } => {
                ErrorCode::Conflict
            }
            Refusal::OwnChange { .. } | Refusal::NotAuthor { .. } | Refusal::TooFewApprovals { .. } => {
                ErrorCode::Refused
            }
        };
        Failure::new(code, refusal.to_string())
    }
}
