//! Builds the window and hands every request of the page to the desk.

use serde_json::Value;
use tauri::State;
use tauri_plugin_window_state::StateFlags;

use crate::arguments::Arguments;
use crate::desk::{AskError, Desk};

/// Opens the window and returns when it is closed.
pub fn run(_arguments: Arguments) -> tauri::Result<()> {
    tauri::Builder::default()
        .plugin(remembers_its_size())
        .manage(Desk)
        .invoke_handler(tauri::generate_handler![ask])
        .run(tauri::generate_context!())
}

/// The one command of the page: a name from the table of asks, and the request that goes with it.
#[tauri::command]
async fn ask(desk: State<'_, Desk>, name: String, request: Value) -> Result<Value, AskError> {
    desk.ask(&name, request).await
}

fn remembers_its_size() -> tauri::plugin::TauriPlugin<tauri::Wry> {
    tauri_plugin_window_state::Builder::new()
        .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
        .build()
}
