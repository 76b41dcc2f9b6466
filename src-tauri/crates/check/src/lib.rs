//! Reads a definition and says what is wrong with it.
//!
//! **Owns** the rules: one rule, one file below [`rules`], one code, one page, one test that trips it and one that does
//! not; and the [`Policy`](policy::Policy), the site's own standards.
//!
//! **Does not** read files or a clock: the bundle, today's date, the policy and what is known of hosts come in through
//! [`Context`]. It does not judge the text of a file (that is the reader's part in `model`).
//!
//! **Invariants.** Any bundle that can be read can be checked: rings of groups, 100,000 nodes or all edges into one node
//! take no more than a moment and never a panic. The same input gives the same list in the same order. A definition
//! without errors can be laid out as a network. A safe fix removes its problem and brings no new error.

#[cfg(test)]
mod agreement;
pub mod context;
#[cfg(test)]
mod hostile;
pub mod policy;
pub mod rules;

mod reach;
mod report;
#[cfg(test)]
mod sample;
mod subject;
mod whole;

pub use context::{Context, Limits};
pub use rules::{ALL, Page, Rule, pages};

use daybreak_model::bundle::Bundle;
use daybreak_model::diagnostic::Diagnostic;
use whole::Whole;

/// Everything that the rules find in the root definition of `bundle` and in the subflows below it.
///
/// Errors come first, then warnings, then hints; within these by code, by definition (the root first) and by the order of
/// the nodes. A problem in a subflow names its node by the path through the subflows, and its place as
/// `FILE#POINTER`; see [`place`].
pub fn check(bundle: &Bundle, context: &Context) -> Vec<Diagnostic> {
    let whole = Whole::of(bundle, context);
    let mut found = Vec::new();
    for rule in ALL {
        found.extend(report::run(rule, &whole));
    }
    policy::waive(context, &mut found);
    report::sort(&mut found);
    found
}

/// What one rule finds, unsorted and before waivers; for benchmarks and tests of a single rule.
pub fn check_rule(rule: &Rule, prepared: &Prepared<'_>) -> Vec<Diagnostic> {
    report::run(rule, &prepared.0)
}

/// A bundle made ready for many rules.
pub struct Prepared<'a>(Whole<'a>);

impl<'a> Prepared<'a> {
    pub fn of(bundle: &'a Bundle, context: &'a Context) -> Prepared<'a> {
        Prepared(Whole::of(bundle, context))
    }
}

/// Splits a diagnostic's path into the file, when it is not the root definition's, and the JSON pointer in it.
pub fn place(path: &str) -> (Option<&str>, &str) {
    path.split_once('#').map_or((None, path), |(file, pointer)| (Some(file), pointer))
}
