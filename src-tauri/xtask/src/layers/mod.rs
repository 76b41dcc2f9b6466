//! The direction of dependency: between crates, between the core and the world, between the rooms of
//! the user interface.

mod crates;
mod purity;
mod rooms;

use std::io;

use crate::{Finding, Sources};

/// Every rule of direction over the whole tree.
///
/// # Errors
///
/// Fails when cargo cannot say what the crates depend on.
pub fn check(sources: &Sources) -> io::Result<Vec<Finding>> {
    let mut findings = crates::check(&crates::declared(&sources.root)?);
    findings.extend(purity::check(sources));
    findings.extend(rooms::check(sources));
    findings.sort();
    Ok(findings)
}
