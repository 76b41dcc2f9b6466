//! What keeps the house one to live in: sizes, names, front pages, nothing left lying about.

mod front;
mod leftovers;
mod names;
mod sizes;
mod top;

use crate::{Finding, Sources};

/// Every rule of tidiness over the whole tree.
#[must_use]
pub fn check(sources: &Sources) -> Vec<Finding> {
    let mut findings = top::check(&sources.top);
    findings.extend(front::check(sources));
    findings.extend(leftovers::check(sources));
    findings.extend(names::check(sources));
    findings.extend(sizes::check(sources));
    findings.sort();
    findings
}
