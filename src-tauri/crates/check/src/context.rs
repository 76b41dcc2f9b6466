//! What a check is told besides the definition.

use crate::policy::Policy;
use chrono::NaiveDate;
use daybreak_model::bundle::Bundle;
use std::collections::BTreeSet;

/// What the caller knows. Everything is optional: a rule that lacks what it needs says nothing.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// Today, for rules that look ahead on a calendar.
    pub today: Option<NaiveDate>,
    /// Every host that a job may run on; unknown hosts are not looked for when absent.
    pub hosts: Option<BTreeSet<String>>,
    /// The site's own standards.
    pub policy: Option<Policy>,
    /// Other workflows of the site, for dependencies across workflows.
    pub neighbours: Vec<Bundle>,
    pub limits: Limits,
}

/// How much is said at the most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Diagnostics of one rule in one definition; the rest is counted in one further diagnostic.
    pub per_rule: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { per_rule: 1000 }
    }
}
