//! Builds the window and hands every request of the page to the desk.

use std::sync::Arc;

use daybreak_wire::AskError;
use daybreak_workbench::{Desk, Places};
use serde_json::Value;
use tauri::{App, Emitter, Manager, State};
use tauri_plugin_window_state::StateFlags;

/// The event under which the page hears what it did not ask for.
const PUSHED: &str = "daybreak";

/// Opens the window and returns when it is closed. The runtime is started when none is there, and outlives the window.
pub fn run(places: Places, opened: Option<String>) -> tauri::Result<()> {
    tauri::Builder::default()
        .plugin(remembers_its_size())
        .setup(move |app| {
            set_desk_up(app, places);
            app.manage(Opened(opened));
            Ok(())
        })
        .invoke_handler(tauri::generate_handler![ask, opened_at_start])
        .run(tauri::generate_context!())
}

/// The file that the window was started with.
struct Opened(Option<String>);

/// A name from the table of asks, and the request that goes with it.
#[tauri::command]
async fn ask(desk: State<'_, Arc<Desk>>, name: String, request: Value) -> Result<Value, AskError> {
    desk.ask(&name, request).await
}

/// What to open first.
#[tauri::command]
fn opened_at_start(opened: State<'_, Opened>) -> Option<String> {
    opened.0.clone()
}

fn set_desk_up(app: &App, places: Places) {
    let handle = app.handle().clone();
    // A page that is gone hears nothing, and that is as it should be.
    let desk = Arc::new(Desk::new(places, move |push| drop(handle.emit(PUSHED, push))));
    app.manage(Arc::clone(&desk));
    tauri::async_runtime::spawn(async move {
        if let Err(error) = desk.ask("runtime.start", Value::Null).await {
            eprintln!("daybreak-window: {error}");
        }
        desk.follow().await;
    });
}

fn remembers_its_size() -> tauri::plugin::TauriPlugin<tauri::Wry> {
    tauri_plugin_window_state::Builder::new()
        .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
        .build()
}
