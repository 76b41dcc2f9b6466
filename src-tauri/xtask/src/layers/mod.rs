//! The direction of dependency: between crates, and between the core and the world. That between the
//! folders of the user interface is held by its own tests, in `ui/src/app/layers.test.ts`.

mod crates;
mod purity;

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
    findings.sort();
    Ok(findings)
}
