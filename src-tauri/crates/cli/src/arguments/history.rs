//! Arguments of what works on recorded nights.

use super::local::business_date;
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct Histories {
    #[command(subcommand)]
    pub task: HistoryTask,
}

#[derive(Debug, Subcommand)]
pub enum HistoryTask {
    /// Record nights from a file. Recording the same file again adds nothing.
    Import(ImportNights),
    /// Say what is recorded.
    Show(ShowNights),
    /// Make a workflow of recorded nights and their edges, for those who have nothing else.
    ToWorkflow(ToWorkflow),
}

#[derive(Debug, Args)]
pub struct ImportNights {
    /// Columns run,business_date,node,start,end and, if they are there, status (without it all succeeded) and resource; ISO times or
    /// milliseconds.
    #[arg(value_name = "CSV")]
    pub csv: PathBuf,
    /// Record them for the workflow of this definition [default: for any workflow that has their nodes].
    #[arg(long = "for", value_name = "FILE")]
    pub of: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct ShowNights {
    /// Of the workflow of this definition [default: of all].
    #[arg(value_name = "FILE")]
    pub file: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct ToWorkflow {
    /// Recorded nights, as for import.
    #[arg(value_name = "CSV")]
    pub csv: PathBuf,
    /// Dependencies, with the columns from and to.
    #[arg(long, value_name = "CSV")]
    pub edges: Option<PathBuf>,
    /// The definition that is written; each node takes its median duration, and a unit of a pool of workers if resources are named.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

#[derive(Debug, Args)]
pub struct Fit {
    /// The definition that the durations are written into.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Nights to fit to [default: what was imported, and what the runtime has run].
    #[arg(long, value_name = "CSV")]
    pub history: Option<PathBuf>,
    /// Write this file, over what is there, and leave FILE as it is.
    #[arg(long, value_name = "FILE", conflicts_with = "dry_run")]
    pub out: Option<PathBuf>,
    /// Write over the CSV and what FILE refers to, too, and over subflows that are there already with another content.
    #[arg(long, requires = "out")]
    pub overwrite: bool,
    /// Write nothing, only tell.
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
pub struct Backtest {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Predict nights from this business date on; all are learned from.
    #[arg(long, value_name = "D", value_parser = business_date)]
    pub from: Option<NaiveDate>,
    /// Predict nights up to this business date.
    #[arg(long, value_name = "D", value_parser = business_date)]
    pub to: Option<NaiveDate>,
    /// Recorded nights [default: what was imported, and what the runtime has run].
    #[arg(long, value_name = "CSV")]
    pub history: Option<PathBuf>,
    /// How many nights each prediction simulates.
    #[arg(long, value_name = "N", default_value_t = daybreak_workbench::recorded::BACKTEST_SAMPLES, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub samples: u32,
    /// The same seed gives the same numbers.
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
}
