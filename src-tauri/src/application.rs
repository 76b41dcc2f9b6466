//! Builds the window, hands every request of the page to the desk, and what the core says unasked to the page.

use std::error::Error;
use std::sync::Arc;

use daybreak_wire::AskError;
use daybreak_workbench::{Desk, Places};
use serde_json::Value;
use tauri::ipc::Response;
use tauri::{App, Emitter, Manager, State, WebviewUrl, WebviewWindowBuilder};
use tauri_plugin_window_state::StateFlags;

use crate::places::Start;

/// The event under which the page hears what the core says unasked.
const PUSH: &str = "daybreak";

/// Opens the window and returns when it is closed. The runtime is started when none is there, and outlives the window.
///
/// # Errors
/// Fails when the window cannot be made, for want of a screen for example.
pub fn run(start: Start) -> tauri::Result<()> {
    tauri::Builder::default()
        .plugin(remembers_its_size())
        .plugin(tauri_plugin_dialog::init())
        .setup(|app| open(app, start))
        .invoke_handler(tauri::generate_handler![ask])
        .run(tauri::generate_context!())
}

/// The one command of the page: a name from the table of asks, and the request that goes with it.
#[tauri::command]
async fn ask(desk: State<'_, Arc<Desk>>, name: String, request: Value) -> Result<Response, AskError> {
    desk.answer(&name, request).await.map(Response::new)
}

fn open(app: &App, start: Start) -> Result<(), Box<dyn Error>> {
    set_desk_up(app, start.places);
    for window in &app.config().app.windows {
        let mut window = window.clone();
        if let Some(path) = &start.open {
            window.url = WebviewUrl::App(page(&path.to_string_lossy()).into());
        }
        WebviewWindowBuilder::from_config(app.handle(), &window)?.build()?;
    }
    Ok(())
}

fn set_desk_up(app: &App, places: Places) {
    let page = app.handle().clone();
    // It fails only when the page is gone, and then nobody listens.
    let desk = Arc::new(Desk::new(places, move |push| drop(page.emit(PUSH, push))));
    app.manage(Arc::clone(&desk));
    tauri::async_runtime::spawn(async move {
        if let Err(error) = desk.answer("runtime.start", Value::Null).await {
            eprintln!("daybreak-window: {error}");
        }
        desk.follow().await;
    });
}

/// The address of the page that opens a workflow first.
fn page(open: &str) -> String {
    let encoded: String = open.bytes().map(|byte| format!("%{byte:02X}")).collect();
    format!("index.html?open={encoded}")
}

fn remembers_its_size() -> tauri::plugin::TauriPlugin<tauri::Wry> {
    tauri_plugin_window_state::Builder::new()
        .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED)
        .build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_name_of_a_file_fits_into_the_address() {
        assert_eq!(page("a&b"), "index.html?open=%61%26%62");
    }
}
