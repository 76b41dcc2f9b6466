//! Where the attempts' folders are.

use crate::supervisor::Folder;
use daybreak_model::id::NodeId;
use daybreak_run::RunId;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// Longer names do not fit a file system; they are told by their checksum.
const LONGEST_NAME: usize = 200;

/// The folder of everything that belongs to a run.
pub(crate) fn folder_of_run(data: &Path, run: &RunId) -> PathBuf {
    data.join("attempts").join(run.as_str())
}

/// The folder that the jobs of a run share for what they hand to one another; absolute, whatever directory a job works in.
pub(crate) fn folder_for_jobs(data: &Path, run: &RunId) -> PathBuf {
    let folder = data.join("runs").join(run.as_str());
    // Only a process whose own directory is gone has no absolute path to give.
    std::path::absolute(&folder).unwrap_or(folder)
}

/// The folder of one attempt.
pub(crate) fn folder_of(data: &Path, run: &RunId, node: &NodeId, attempt: u32) -> Folder {
    let mut name = node.as_str().replace('/', "+");
    if name.len() > LONGEST_NAME {
        name = Sha256::digest(name.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect();
    }
    Folder::new(folder_of_run(data, run).join(format!("{name}.{attempt}")))
}
