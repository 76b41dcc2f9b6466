//! The site's own standards, from a file that the bank owns.

use crate::context::Context;
use chrono::NaiveDate;
use daybreak_model::diagnostic::{Diagnostic, Severity};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// A policy file. Everything in it is optional; what is absent is not asked for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields, default)]
pub struct Policy {
    /// Regular expressions that whole identifiers must match, by what they identify.
    pub naming: BTreeMap<Named, String>,
    /// Fields that every job must have, its own or inherited.
    pub required: Vec<Required>,
    /// The highest priority that a node may have.
    pub max_priority: Option<i32>,
    /// The only values that a field may have.
    pub allowed: BTreeMap<Field, Vec<String>>,
    pub waivers: Vec<Waiver>,
}

/// What an identifier identifies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Named {
    Workflow,
    Job,
    Group,
    Milestone,
    Decision,
    Wait,
    Confirm,
    Subflow,
    System,
    Pool,
    Lock,
}

/// A field that a job must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Required {
    Owner,
    Runbook,
    Description,
    Duration,
    Timeout,
    System,
}

/// A field whose values may be limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    Owner,
    System,
    /// Where commands run: hosts of SSH jobs and targets of systems.
    Host,
    /// What jobs do: `noop`, `command`, `ssh`, `http`, `airflow`.
    Work,
    /// The program of commands, as written.
    Program,
}

/// An exception that was granted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Waiver {
    /// The rule that is waived: `P001`. Errors of families other than P cannot be waived.
    pub code: String,
    /// The node, by its path through the subflows; the whole workflow when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub node: Option<String>,
    /// Why.
    pub reason: String,
    /// The last day on which it holds.
    pub until: NaiveDate,
}

/// Takes out what is waived today. Without a date nothing is waived: an exception has an end.
pub(crate) fn waive(context: &Context, found: &mut Vec<Diagnostic>) {
    let (Some(policy), Some(today)) = (&context.policy, context.today) else {
        return;
    };
    let live: Vec<&Waiver> =
        policy.waivers.iter().filter(|w| w.until >= today && !w.reason.trim().is_empty()).collect();
    found.retain(|d| {
        let may = d.severity != Severity::Error || d.code.starts_with('P');
        !(may && live.iter().any(|w| w.covers(d)))
    });
}

impl Waiver {
    fn covers(&self, diagnostic: &Diagnostic) -> bool {
        let node = diagnostic.node.as_ref().map(|n| n.as_str());
        self.code == diagnostic.code && self.node.as_deref().is_none_or(|n| Some(n) == node)
    }
}
