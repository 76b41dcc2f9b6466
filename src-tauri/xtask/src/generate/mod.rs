//! What derives from the Rust types is generated, committed, and stale when it differs.

mod interface;
mod rules;
mod schema;
mod typescript;

use std::io;

use serde::Serialize;

use crate::{Finding, Source, Sources};

/// One generated file.
#[derive(Debug, PartialEq, Eq)]
struct Output {
    /// Relative to the workspace's root.
    path: String,
    text: String,
}

impl Output {
    fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), text: text.into() }
    }

    fn json(path: &str, value: &impl Serialize) -> io::Result<Self> {
        let mut text = serde_json::to_string_pretty(value)?;
        text.push('\n');
        Ok(Self::new(path, text))
    }
}

/// Every generated file, made afresh. A new kind of them is one more module and one more line here.
fn outputs() -> io::Result<Vec<Output>> {
    let mut outputs = schema::outputs()?;
    outputs.extend(interface::outputs()?);
    outputs.extend(rules::outputs());
    outputs.extend(typescript::outputs()?);
    Ok(outputs)
}

/// Writes the files that differ, removes those that nothing makes any more, and says which.
///
/// # Errors
///
/// Fails when a file cannot be made, written or removed.
pub fn write(sources: &Sources) -> io::Result<()> {
    let outputs = outputs()?;
    for output in outputs.iter().filter(|output| is_stale(sources, output)) {
        let path = sources.root.join(&output.path);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        std::fs::write(&path, &output.text)?;
        println!("wrote {}", output.path);
    }
    for orphan in orphans(sources, &outputs) {
        std::fs::remove_file(sources.root.join(&orphan.path))?;
        println!("removed {}", orphan.path);
    }
    Ok(())
}

/// The files that differ from what the Rust sources say now, and those that nothing makes any more.
///
/// # Errors
///
/// Fails when a file cannot be made.
pub fn stale(sources: &Sources) -> io::Result<Vec<Finding>> {
    let outputs = outputs()?;
    let finding = |path: &str, what: &str| Finding::new(path, 0, format!("{what}: run `make gen` and commit it"));
    let stale = outputs.iter().filter(|output| is_stale(sources, output));
    let mut findings: Vec<Finding> = stale.map(|output| finding(&output.path, "is stale")).collect();
    findings.extend(orphans(sources, &outputs).map(|orphan| finding(&orphan.path, "is made by nothing any more")));
    Ok(findings)
}

/// Files in a folder that is generated as a whole, of which no generator knows.
fn orphans<'a>(sources: &'a Sources, outputs: &'a [Output]) -> impl Iterator<Item = &'a Source> {
    let is_made = |file: &Source| outputs.iter().any(|output| output.path == file.path);
    sources.under(rules::FOLDER).filter(move |file| !is_made(file))
}

fn is_stale(sources: &Sources, output: &Output) -> bool {
    std::fs::read_to_string(sources.root.join(&output.path)).ok().as_deref() != Some(&output.text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::sample;

    #[test]
    fn tells_stale_from_fresh() {
        let folder = tempfile::tempdir().unwrap();
        let sources = Sources { root: folder.path().to_path_buf(), ..sample(&[]) };
        assert!(!stale(&sources).unwrap().is_empty());
        write(&sources).unwrap();
        assert_eq!(stale(&sources).unwrap(), []);
        std::fs::write(folder.path().join(schema::WORKFLOW), "{}").unwrap();
        assert_eq!(stale(&sources).unwrap().len(), 1);
    }

    #[test]
    fn finds_pages_of_rules_that_are_gone_and_removes_them() {
        let folder = tempfile::tempdir().unwrap();
        let old = format!("{}Z999.md", rules::FOLDER);
        let path = folder.path().join(&old);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, "").unwrap();
        let sources = Sources { root: folder.path().to_path_buf(), ..sample(&[(&old, "")]) };
        assert!(stale(&sources).unwrap().iter().any(|finding| finding.path == old));
        write(&sources).unwrap();
        assert!(!path.exists());
    }
}
