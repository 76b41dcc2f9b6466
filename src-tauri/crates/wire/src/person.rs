//! People and what a runtime says of itself.

pub use daybreak_change::role::Role;
use daybreak_model::time::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A person of the roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct Person {
    /// What they sign with: `dora`.
    pub name: String,
    /// What others read.
    pub display: String,
    pub roles: Vec<Role>,
}

/// Whether a runtime is there, which, and as whom it is asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct RuntimeStatus {
    pub connected: bool,
    /// `http://127.0.0.1:7878`.
    pub address: Option<String>,
    pub mode: Option<Mode>,
    pub version: Option<String>,
    /// As whom it is asked.
    pub person: Option<Person>,
    pub people: Vec<Person>,
    /// What is wrong, in one sentence.
    pub problem: Option<String>,
}

/// Whether a runtime may change its store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// It holds the store and runs jobs.
    Owner,
    /// Another runtime holds the store; this one only shows it.
    ReadOnly,
}

/// `DATA/runtime.json`: where the runtime of a data folder answers, for as long as it does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuntimeFile {
    /// `http://127.0.0.1:7420`.
    pub address: String,
    pub pid: u32,
    pub version: String,
    pub started_at: Timestamp,
}

impl RuntimeFile {
    /// Its name in the data folder.
    pub const NAME: &'static str = "runtime.json";
}

/// `people.use`: who is asking from now on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
pub struct PeopleUse {
    pub name: String,
}
