//! Arguments of what a runtime is asked for.

use chrono::NaiveDate;
use clap::{Args, Subcommand, ValueEnum};
use std::net::SocketAddr;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct Serve {
    /// The loopback address to answer on [default: 127.0.0.1:7420, or any free port when that is taken].
    #[arg(long, value_name = "ADDR")]
    pub listen: Option<SocketAddr>,
}

#[derive(Debug, Args)]
pub struct Submit {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// What the change is, in a few words [default: the workflow's name].
    #[arg(long)]
    pub title: Option<String>,
    /// Why it is made.
    #[arg(long, default_value = "")]
    pub why: String,
}

#[derive(Debug, Args)]
pub struct Changes {
    /// Show this change.
    #[arg(value_name = "CHANGE")]
    pub change: Option<u64>,
}

#[derive(Debug, Args)]
pub struct Decide {
    #[arg(value_name = "CHANGE")]
    pub change: u64,
    #[arg(long, default_value = "")]
    pub comment: String,
    /// The content hash that was looked at [default: that of the change as the runtime shows it now].
    #[arg(long)]
    pub hash: Option<String>,
}

#[derive(Debug, Args)]
pub struct Publish {
    #[arg(value_name = "CHANGE")]
    pub change: u64,
}

#[derive(Debug, Args)]
pub struct Revisions {
    #[arg(value_name = "WORKFLOW")]
    pub workflow: String,
}

#[derive(Debug, Args)]
pub struct Run {
    #[arg(value_name = "WORKFLOW")]
    pub workflow: String,
    /// The business date [default: the first business day from today on].
    #[arg(long, value_name = "D", value_parser = super::local::business_date)]
    pub date: Option<NaiveDate>,
    /// A parameter in place of its default; may be given several times.
    #[arg(long = "param", value_name = "NAME=VALUE", value_parser = parameter)]
    pub parameters: Vec<(String, String)>,
    #[arg(long, default_value = "started by hand")]
    pub reason: String,
    /// Wait until the run is over; exit code 1 when it did not succeed.
    #[arg(long)]
    pub wait: bool,
}

#[derive(Debug, Args)]
pub struct Runs {
    /// Only runs for this business date.
    #[arg(long, value_name = "D", value_parser = super::local::business_date)]
    pub date: Option<NaiveDate>,
}

#[derive(Debug, Args)]
pub struct Show {
    #[arg(value_name = "RUN")]
    pub run: u64,
}

#[derive(Debug, Args)]
pub struct Watch {
    /// Only this run, and only until it is over.
    #[arg(value_name = "RUN")]
    pub run: Option<u64>,
    /// Go on after this event; 0 shows everything from the beginning [default: what comes from now on].
    #[arg(long, value_name = "SEQ")]
    pub after: Option<u64>,
}

#[derive(Debug, Args)]
pub struct OnNodes {
    #[arg(value_name = "RUN")]
    pub run: u64,
    #[arg(required = true, value_name = "NODE")]
    pub nodes: Vec<String>,
    /// Why; it is kept in the audit log.
    #[arg(long)]
    pub reason: String,
}

#[derive(Debug, Args)]
pub struct Confirming {
    #[arg(value_name = "RUN")]
    pub run: u64,
    #[arg(required = true, value_name = "NODE")]
    pub nodes: Vec<String>,
    /// What was looked at; it is kept in the audit log.
    #[arg(long, default_value = "confirmed")]
    pub reason: String,
}

#[derive(Debug, Args)]
pub struct Rerun {
    #[command(flatten)]
    pub on: OnNodes,
    /// Together with everything that depends on them.
    #[arg(long)]
    pub from_here: bool,
}

#[derive(Debug, Args)]
pub struct Force {
    #[command(flatten)]
    pub on: OnNodes,
    #[arg(long, value_enum)]
    pub outcome: ForcedOutcome,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ForcedOutcome {
    Success,
    Failure,
}

#[derive(Debug, Args)]
pub struct Priority {
    #[command(flatten)]
    pub on: OnNodes,
    #[arg(long, allow_negative_numbers = true)]
    pub value: i32,
}

#[derive(Debug, Args)]
pub struct Capacity {
    #[arg(value_name = "RUN")]
    pub run: u64,
    #[arg(value_name = "POOL")]
    pub pool: String,
    #[arg(value_name = "UNITS", value_parser = clap::value_parser!(i32).range(0..))]
    pub units: i32,
    /// Why; it is kept in the audit log.
    #[arg(long)]
    pub reason: String,
}

#[derive(Debug, Args)]
pub struct OnRun {
    #[arg(value_name = "RUN")]
    pub run: u64,
    /// Why; it is kept in the audit log.
    #[arg(long)]
    pub reason: String,
}

#[derive(Debug, Args)]
pub struct Logs {
    #[arg(value_name = "RUN")]
    pub run: u64,
    #[arg(value_name = "NODE")]
    pub node: String,
    /// Which attempt, from 1 [default: the last].
    #[arg(long, value_name = "N")]
    pub attempt: Option<u32>,
    /// Go on as the log grows, until the attempt is over.
    #[arg(long, short)]
    pub follow: bool,
}

#[derive(Debug, Args)]
pub struct Audit {
    #[command(subcommand)]
    pub task: AuditTask,
}

#[derive(Debug, Subcommand)]
pub enum AuditTask {
    /// List the entries.
    List {
        /// Only entries with a greater number.
        #[arg(long, value_name = "SEQ", default_value_t = 0)]
        after: u64,
        #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..=10_000))]
        limit: u32,
    },
    /// Prove that no entry was altered, removed or put in.
    Verify,
}

/// Handled before the arguments are read; here so that `--help` and completions know the word.
#[derive(Debug, Args)]
pub struct Supervise {
    #[arg(value_name = "FOLDER")]
    pub folder: PathBuf,
}

fn parameter(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or_else(|| format!("{text:?} is not NAME=VALUE"))?;
    Ok((name.to_owned(), value.to_owned()))
}
