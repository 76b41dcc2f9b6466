//! What derives from the Rust types is generated, committed, and stale when it differs.

use std::io;

use crate::{Finding, Sources};

/// One generated file.
#[derive(Debug, PartialEq, Eq)]
pub struct Output {
    /// Relative to the workspace's root.
    pub path: &'static str,
    pub text: String,
}

/// Every generated file, made afresh.
fn outputs() -> Vec<Output> {
    Vec::new()
}

/// Writes the files that differ.
///
/// # Errors
///
/// Fails when a file cannot be written.
pub fn write(sources: &Sources) -> io::Result<()> {
    for output in outputs().iter().filter(|output| is_stale(sources, output)) {
        let path = sources.root.join(output.path);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(&path, &output.text)?;
        println!("wrote {}", output.path);
    }
    Ok(())
}

/// The files that differ from what the sources say now.
///
/// # Errors
///
/// None yet: all that it reads is at hand.
pub fn stale(sources: &Sources) -> io::Result<Vec<Finding>> {
    let stale = outputs().into_iter().filter(|output| is_stale(sources, output));
    Ok(stale.map(|output| Finding::new(output.path, 0, "is stale: run `make gen` and commit it")).collect())
}

fn is_stale(sources: &Sources, output: &Output) -> bool {
    std::fs::read_to_string(sources.root.join(output.path)).ok().as_deref() != Some(&output.text)
}
