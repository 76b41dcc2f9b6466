//! Chooses how WebKitGTK paints.
//!
//! Without a GPU, WebKitGTK's default path goes through a software OpenGL and reaches 10 to 19 frames
//! a second on a large canvas; with its DMA-BUF renderer off it reaches about 60. With a GPU the default
//! is the better one, so the switch is thrown only where no render node exists, and never over the
//! user's own setting.

use std::ffi::OsStr;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

const SWITCH: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
const RENDER_NODES: &str = "/dev/dri";

/// Starts this program again, in the same process, with the switch set, where that paints faster.
///
/// WebKitGTK reads the variable once, before the first window. Replacing the process is the safe way to
/// set it: changing the environment of a running process is not.
pub fn choose() {
    if !wants_switch(std::env::var_os(SWITCH).as_deref(), Path::new(RENDER_NODES)) {
        return;
    }
    let Ok(program) = std::env::current_exe() else {
        return;
    };
    let error = Command::new(program).args(std::env::args_os().skip(1)).env(SWITCH, "1").exec();
    eprintln!("daybreak-window: goes on with the slower renderer: {error}");
}

/// Whether the switch should be thrown, given the variable's value and the folder of the GPUs' nodes.
fn wants_switch(setting: Option<&OsStr>, nodes: &Path) -> bool {
    setting.is_none() && !has_render_node(nodes)
}

fn has_render_node(nodes: &Path) -> bool {
    let Ok(entries) = nodes.read_dir() else {
        return false;
    };
    entries.flatten().any(|entry| entry.file_name().to_string_lossy().starts_with("renderD"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn throws_the_switch_only_without_a_gpu() {
        let folder = tempfile::tempdir().unwrap();
        assert!(wants_switch(None, folder.path()));
        assert!(wants_switch(None, &folder.path().join("absent")));
        std::fs::write(folder.path().join("renderD128"), "").unwrap();
        assert!(!wants_switch(None, folder.path()));
    }

    #[test]
    fn leaves_the_users_setting_alone() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!wants_switch(Some(OsStr::new("")), folder.path()));
        assert!(!wants_switch(Some(OsStr::new("0")), folder.path()));
    }
}
