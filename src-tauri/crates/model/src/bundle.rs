//! A definition with every file that it refers to: what is checked, forecast, hashed, approved and run as one.

use crate::calendar::Calendar;
use crate::definition::Definition;
use crate::node::Kind;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

/// Files by their path relative to the root definition's folder, with `/` between parts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Bundle {
    /// The key of the root definition in `definitions`.
    pub root: String,
    pub definitions: BTreeMap<String, Definition>,
    #[serde(default)]
    pub calendars: BTreeMap<String, Calendar>,
}

/// A file that a definition refers to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reference {
    Definition(String),
    Calendar(String),
}

impl Bundle {
    /// A bundle of one definition; what it refers to is [`missing`](Bundle::missing).
    pub fn single(file: impl Into<String>, definition: Definition) -> Bundle {
        let root = file.into();
        Bundle { definitions: BTreeMap::from([(root.clone(), definition)]), root, calendars: BTreeMap::new() }
    }

    /// The root definition; nothing when a bundle from outside does not hold the file it names.
    pub fn root(&self) -> Option<&Definition> {
        self.definitions.get(&self.root)
    }

    /// The calendar that `definition`, read from `file`, names.
    pub fn calendar_of(&self, file: &str, definition: &Definition) -> Option<&Calendar> {
        self.calendars.get(&beside(file, definition.calendar.as_deref()?))
    }

    /// Files that are referred to and not in the bundle.
    pub fn missing(&self) -> BTreeSet<Reference> {
        let mut missing = BTreeSet::new();
        for (file, definition) in &self.definitions {
            for reference in references(file, definition) {
                let there = match &reference {
                    Reference::Definition(path) => self.definitions.contains_key(path),
                    Reference::Calendar(path) => self.calendars.contains_key(path),
                };
                if !there {
                    missing.insert(reference);
                }
            }
        }
        missing
    }
}

/// What `definition`, read from `file`, refers to.
pub fn references(file: &str, definition: &Definition) -> Vec<Reference> {
    let mut all = Vec::new();
    let mut calendar = |path: &Option<String>| {
        if let Some(path) = path {
            all.push(Reference::Calendar(beside(file, path)));
        }
    };
    calendar(&definition.calendar);
    let settings = std::iter::once(&definition.defaults)
        .chain(definition.systems.iter().map(|s| &s.defaults))
        .chain(definition.nodes.iter().map(|n| &n.settings));
    for days in settings.filter_map(|s| s.days.as_ref()) {
        calendar(&days.calendar);
    }
    for days in definition.triggers.iter().filter_map(|t| t.days.as_ref()) {
        calendar(&days.calendar);
    }
    for node in &definition.nodes {
        if let Kind::Subflow(subflow) = &node.kind {
            all.push(Reference::Definition(beside(file, &subflow.file)));
        }
    }
    all
}

/// The path `relative`, as written in `file`, from the root folder: `.` and `..` are resolved by name alone.
pub fn beside(file: &str, relative: &str) -> String {
    let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(relative.split('/')) {
        match part {
            "" | "." => {}
            ".." if parts.last().is_some_and(|last| *last != "..") => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_resolved_by_name() {
        assert_eq!(beside("bank.workflow.json", "core.workflow.json"), "core.workflow.json");
        assert_eq!(beside("sub/core.workflow.json", "../calendars/cn.calendar.json"), "calendars/cn.calendar.json");
        assert_eq!(beside("bank.workflow.json", "../shared/./x.json"), "../shared/x.json");
    }

    #[test]
    fn what_is_referred_to_and_absent_is_missing() {
        let mut definition = Definition::empty("bank", "Bank", "UTC");
        definition.calendar = Some("cn.calendar.json".into());
        let bundle = Bundle::single("bank.workflow.json", definition);
        assert_eq!(bundle.missing(), BTreeSet::from([Reference::Calendar("cn.calendar.json".into())]));
    }
}
