//! How anything fails, over HTTP and towards the window.

use daybreak_model::diagnostic::Diagnostic;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;
use ts_rs::TS;

/// What happened, where, and what to do. Callers act on `code`, never on the words.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
pub struct AskError {
    pub code: ErrorCode,
    /// One sentence.
    pub message: String,
    /// The file, field or address that it is about.
    pub place: Option<String>,
    /// What to do.
    pub help: Option<String>,
    /// The problems of the definition, when that is why.
    #[serde(default)]
    pub diagnostics: Vec<Diagnostic>,
}

/// One code for each thing that somebody can do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// The request itself makes no sense: correct it.
    Invalid,
    /// A file cannot be read as what it should be: repair it at its place.
    BrokenFile,
    NotFound,
    /// It has changed meanwhile, or exists already: look again.
    Conflict,
    /// The person lacks the role.
    Forbidden,
    /// The person is not known: give a valid key.
    Unauthenticated,
    /// A rule of the bank says no.
    Refused,
    /// No runtime answers: start it.
    RuntimeAway,
    /// Another runtime holds the store.
    ReadOnly,
    TooLarge,
    Cancelled,
    /// No network can be made of the definition; `diagnostics` say why.
    Unbuildable,
    /// The disk or the system refused.
    Io,
    /// A defect of Daybreak: report it.
    Internal,
}

impl AskError {
    pub fn new(code: ErrorCode, message: impl Into<String>) -> AskError {
        AskError { code, message: message.into(), place: None, help: None, diagnostics: Vec::new() }
    }

    pub fn at(mut self, place: impl Into<String>) -> AskError {
        self.place = Some(place.into());
        self
    }

    pub fn help(mut self, help: impl Into<String>) -> AskError {
        self.help = Some(help.into());
        self
    }

    pub fn because(mut self, diagnostics: Vec<Diagnostic>) -> AskError {
        self.diagnostics = diagnostics;
        self
    }
}

impl ErrorCode {
    pub const ALL: [ErrorCode; 14] = [
        ErrorCode::Invalid,
        ErrorCode::BrokenFile,
        ErrorCode::NotFound,
        ErrorCode::Conflict,
        ErrorCode::Forbidden,
        ErrorCode::Unauthenticated,
        ErrorCode::Refused,
        ErrorCode::RuntimeAway,
        ErrorCode::ReadOnly,
        ErrorCode::TooLarge,
        ErrorCode::Cancelled,
        ErrorCode::Unbuildable,
        ErrorCode::Io,
        ErrorCode::Internal,
    ];

    /// The HTTP status that carries it.
    pub fn status(self) -> u16 {
        match self {
            ErrorCode::Invalid | ErrorCode::BrokenFile => 400,
            ErrorCode::Unauthenticated => 401,
            ErrorCode::Forbidden => 403,
            ErrorCode::NotFound => 404,
            ErrorCode::Conflict => 409,
            ErrorCode::TooLarge => 413,
            ErrorCode::Refused | ErrorCode::Unbuildable => 422,
            ErrorCode::Cancelled => 499,
            ErrorCode::Internal | ErrorCode::Io => 500,
            ErrorCode::RuntimeAway | ErrorCode::ReadOnly => 503,
        }
    }
}

impl fmt::Display for AskError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = &self.place {
            write!(f, "{place}: ")?;
        }
        f.write_str(&self.message)?;
        if let Some(help) = &self.help {
            write!(f, "; {help}")?;
        }
        Ok(())
    }
}

impl std::error::Error for AskError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_the_shape_that_the_window_reads() {
        let error = AskError::new(ErrorCode::RuntimeAway, "no runtime answers").help("start it with daybreak serve");
        let json = serde_json::to_value(&error).unwrap();
        assert_eq!(
            json,
            serde_json::json!({
                "code": "runtime_away", "message": "no runtime answers", "place": null,
                "help": "start it with daybreak serve", "diagnostics": []
            })
        );
        assert_eq!(error.to_string(), "no runtime answers; start it with daybreak serve");
    }

    #[test]
    fn every_code_has_a_status_of_an_error() {
        assert!(ErrorCode::ALL.iter().all(|code| (400..600).contains(&code.status())));
    }
}
