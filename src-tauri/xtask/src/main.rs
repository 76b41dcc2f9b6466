//! The command line of the house's own checks. It owns the names of the tasks and their exit codes
//! (0 clean, 1 findings, 2 could not look); it does not hold a rule itself. Its invariant: each task only
//! calls the library, so that `cargo test` runs the very same rules.

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use xtask::{Finding, Sources, generate, layers, tidy};

#[derive(Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Checks the direction of dependency between crates, and that the core does not touch the world.
    Layers,
    /// Checks sizes, names, front pages and what lies at the top level.
    Tidy,
    /// Writes what is derived from the Rust types: JSON Schema, TypeScript types, rule pages, OpenAPI.
    Gen {
        /// Writes nothing; fails when a file is stale.
        #[arg(long)]
        check: bool,
    },
}

fn main() -> ExitCode {
    let findings = Sources::read(&xtask::root()).and_then(|sources| match Arguments::parse().task {
        Task::Layers => layers::check(&sources),
        Task::Tidy => Ok(tidy::check(&sources)),
        Task::Gen { check: true } => generate::stale(&sources),
        Task::Gen { check: false } => generate::write(&sources).map(|()| Vec::new()),
    });
    match findings {
        Ok(findings) => report(&findings),
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::from(2)
        }
    }
}

fn report(findings: &[Finding]) -> ExitCode {
    for finding in findings {
        println!("{finding}");
    }
    match findings.len() {
        0 => ExitCode::SUCCESS,
        count => {
            eprintln!("{count} finding(s).");
            ExitCode::FAILURE
        }
    }
}
