//! Identifiers are types, so that a pool is never looked up by a node's name.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;
use ts_rs::TS;

/// The longest identifier that is accepted, in characters.
pub const MAX_ID_CHARS: usize = 120;

/// Says in one sentence what is wrong with an identifier's text, or nothing when it is fine.
///
/// Letters and digits of any script, `_`, `-` and `.` are allowed; the first is a letter or a digit.
pub fn id_problem(text: &str) -> Option<String> {
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    if text.is_empty() {
        return Some("an identifier is empty; give it at least one letter or digit".into());
    }
    if text.chars().count() > MAX_ID_CHARS {
        return Some(format!("an identifier is longer than {MAX_ID_CHARS} characters"));
    }
    if !text.starts_with(char::is_alphanumeric) {
        return Some(format!("the identifier {text:?} must start with a letter or a digit"));
    }
    text.chars()
        .find(|c| !allowed(*c))
        .map(|c| format!("the identifier {text:?} contains {c:?}; letters, digits, '_', '-' and '.' are allowed"))
}

macro_rules! identifiers {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self::new(text)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl std::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    )+};
}

identifiers! {
    /// A workflow, for as long as it lives; its revisions share it.
    WorkflowId,
    /// A node. In a definition a plain identifier; in a network and in a run the path through the subflows, `core/fees`.
    NodeId,
    /// A business system: a lane on the canvas.
    SystemId,
    /// A counted resource.
    PoolId,
    /// An exclusive or shared resource.
    LockId,
    /// A trigger of one workflow.
    TriggerId,
    /// A business calendar.
    CalendarId,
}

impl NodeId {
    /// The node `child` of the subflow that this node stands for.
    pub fn child(&self, child: &NodeId) -> NodeId {
        NodeId(format!("{}/{}", self.0, child.0))
    }

    /// Whether this is the subflow node `outer` itself, or a node somewhere inside it.
    pub fn is_within(&self, outer: &NodeId) -> bool {
        self.0.strip_prefix(outer.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}
