//! What a supervisor is told to do.

use daybreak_model::time::Span;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// What a supervisor is told to do, everything filled in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// The program, then its arguments.
    pub argv: Vec<String>,
    /// All of the job's environment.
    pub environment: BTreeMap<String, String>,
    pub directory: PathBuf,
    pub timeout: Option<Span>,
    /// How much output is kept, in bytes.
    pub log_bytes: u64,
    pub pin: Option<Pin>,
}

/// A file whose content was approved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pin {
    pub file: PathBuf,
    /// 64 hex digits.
    pub sha256: String,
}

/// Why a job is ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhyStop {
    Asked,
    TimedOut,
}
