//! The window.
//!
//! **Owns** the process's start, its arguments, and the bridge between page and core.
//!
//! **Does not** know workflows, runs or changes: every request of the page is one named `ask`, answered by the workbench.
//!
//! **Invariants.** Nothing that the page says reaches the operating system except through the workbench's table of asks.

mod application;
mod arguments;
mod places;
mod renderer;

use clap::Parser;

fn main() {
    renderer::choose();
    let arguments = arguments::Arguments::parse();
    let outcome = places::find(&arguments)
        .map_err(|error| error.to_string())
        .and_then(|start| application::run(start).map_err(|error| error.to_string()));
    if let Err(error) = outcome {
        eprintln!("daybreak-window: {error}");
        std::process::exit(2);
    }
}
