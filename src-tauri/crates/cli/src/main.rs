//! The `daybreak` command line.
//!
//! **Owns** the grammar of the command line, how answers read in text and in JSON, and the exit codes: 0 fine, 1 problems
//! found, 2 could not do it.
//!
//! **Does not** decide or compute anything itself: definitions are loaded by `workbench`, judged by `check`, forecast by
//! `simulation`; what concerns a runtime is asked over its HTTP API by `client`.
//!
//! **Invariants.** No input makes it panic. Answers go to standard output, errors to standard error. A reader that closes
//! the pipe ends a command quietly.

mod arguments;
mod failure;
mod local;
mod output;
mod runtime;
mod table;
mod words;

use arguments::{Arguments, Command, Format};
use clap::Parser;
use daybreak_engine::supervisor;
use daybreak_wire::{AskError, ErrorCode};
use failure::{Done, Outcome};
use output::Output;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    // A supervisor is a small process of its own: it must not depend on anything that the rest of the program sets up.
    if let Some(folder) = supervised() {
        return supervisor::main(&folder);
    }
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return not_understood(&error),
    };
    let mut output = Output::new(arguments.format);
    let done = perform(&arguments, &mut output).and_then(|outcome| output.flush().map(|()| outcome));
    match done {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Problems) => ExitCode::from(1),
        Err(error) => {
            // What was answered before the error comes before it; a failure to write it is not the news.
            let _ = output.flush();
            output::complain(arguments.format, &error);
            ExitCode::from(2)
        }
    }
}

/// The attempt's folder, when this program was started as `daybreak supervise FOLDER`.
fn supervised() -> Option<PathBuf> {
    let mut arguments = std::env::args_os().skip(1);
    (arguments.next()? == "supervise").then(|| arguments.next().map(PathBuf::from))?
}

/// Help and version are answers; anything else is an error like any other, in the form that was asked for.
fn not_understood(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() || !asks_for_json(std::env::args_os().skip(1)) {
        // Nobody can be told that the words cannot be written.
        let _ = error.print();
    } else {
        let words = error.to_string();
        let message = words.split("\n\n").next().unwrap_or_default().trim_start_matches("error: ");
        let message = message.split_whitespace().collect::<Vec<_>>().join(" ");
        output::complain(Format::Json, &AskError::new(ErrorCode::Invalid, message).help("see daybreak --help"));
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

/// Whether a command line that could not be read asks for JSON all the same.
fn asks_for_json(words: impl Iterator<Item = OsString>) -> bool {
    let words: Vec<OsString> = words.collect();
    words.iter().any(|word| word == "--format=json")
        || words.windows(2).any(|pair| pair[0] == "--format" && pair[1] == "json")
}

fn perform(arguments: &Arguments, output: &mut Output) -> Done {
    match &arguments.command {
        Command::Check(given) => local::check(given, output),
        Command::Plan(given) => local::plan(given, output),
        Command::Bound(given) => local::bound(given, output),
        Command::Simulate(given) => local::simulate(given, output),
        Command::Tune(given) => local::tune(given, output),
        Command::Scenario(given) => local::scenario(given, output),
        Command::Advise(given) => local::advise(given, output),
        Command::History(given) => local::history(given, arguments.data.as_ref(), output),
        Command::Fit(given) => local::fit(given, arguments.data.as_ref(), output),
        Command::Backtest(given) => local::backtest(given, arguments.data.as_ref(), output),
        Command::Hash(given) => local::hash(given, output),
        Command::Diff(given) => local::diff(given, output),
        Command::Import(given) => local::import(given, output),
        _ => runtime::perform(arguments, output),
    }
}
