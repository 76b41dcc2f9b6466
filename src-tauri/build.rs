//! Prepares the window's configuration and the one permission of its own that the page may use.

fn main() {
    let commands = tauri_build::AppManifest::new().commands(&["ask"]);
    let attributes = tauri_build::Attributes::new().app_manifest(commands);
    tauri_build::try_build(attributes).expect("tauri.conf.json, capabilities/ and icons/ are valid");
}
