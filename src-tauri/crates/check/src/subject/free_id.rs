//! Identifiers that are not taken.

use super::Subject;
use daybreak_model::id::NodeId;

impl Subject<'_> {
    /// `wanted`, or with the first number from 2 behind it that makes it free.
    pub fn free_id(&self, wanted: &str) -> NodeId {
        let numbered = (2..).map(|number| format!("{wanted}-{number}"));
        let mut names = std::iter::once(wanted.to_owned()).chain(numbered);
        NodeId::new(names.find(|name| !self.ids.contains_key(name.as_str())).unwrap_or_default())
    }
}
