//! The window. It owns the process's start, its arguments and the bridge between page and core.
//!
//! It deliberately knows nothing of workflows, runs or changes: every request of the page is one named
//! `ask`, answered by the workbench. Its invariant: nothing the page says reaches the operating system
//! except through the workbench's table of asks.

mod application;
mod arguments;
mod desk;
mod renderer;

use clap::Parser;

fn main() {
    renderer::choose();
    let arguments = arguments::Arguments::parse();
    let opened = desk::places(&arguments).map_err(|error| error.to_string());
    let done = opened.and_then(|(places, file)| application::run(places, file).map_err(|error| error.to_string()));
    if let Err(error) = done {
        eprintln!("daybreak-window: {error}");
        std::process::exit(2);
    }
}
