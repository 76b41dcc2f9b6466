//! What happens to a run, and what it wants done.

use crate::operation::Operation;
use daybreak_model::network::Index;
use daybreak_model::time::{Span, Timestamp};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Something that happened. Events about an attempt that is not the activity's last, or not under way, change nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// Time has passed; what is due happens.
    Tick,
    /// The attempt's work has begun.
    Started { activity: Index, attempt: u32 },
    /// The attempt is over.
    Ended {
        activity: Index,
        attempt: u32,
        end: AttemptEnd,
        #[serde(default)]
        outputs: BTreeMap<String, String>,
        /// When, if that was before it became known.
        #[serde(default)]
        at: Option<Timestamp>,
    },
    /// The file that a wait watches for is there and stable.
    FileSeen { activity: Index, attempt: u32 },
    /// A person acts. Refused operations change nothing; ask [`crate::RunState::refusal`] first.
    Operator(Operation),
}

/// How an attempt ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum AttemptEnd {
    /// By itself. Which codes mean success is the definition's to say.
    Exited { code: i32 },
    /// By a signal that nobody of ours sent.
    Signalled { signal: i32 },
    /// It ran longer than its timeout and was ended.
    TimedOut,
    /// A person, or the end of the run, had it ended.
    Killed,
    /// It could not be started: no such program, another content than was approved, a missing secret.
    Refused { why: String },
    /// It was certainly never started, through no fault of its own; it may be started again.
    NotStarted,
    /// It was started, and its end was not seen.
    Lost { why: String },
}

/// What the engine does after it has committed the step. Doing it again does no harm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Start this attempt.
    Start { activity: Index, attempt: u32 },
    /// Watch for the file of this wait.
    Watch { activity: Index, attempt: u32 },
    /// End this attempt, or stop watching.
    Stop { activity: Index, attempt: u32, why: Stop },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stop {
    Asked,
    TimedOut,
}

/// What one step came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// The activities whose records changed, in ascending order.
    pub changed: Vec<Index>,
    /// Whether the head changed.
    pub head_changed: bool,
    pub actions: Vec<Action>,
}

/// The supervisor ends a job that runs too long; the engine steps in when it has not done so after this much longer.
pub const TIMEOUT_GRACE: Span = Span::from_whole_ms(15_000);
