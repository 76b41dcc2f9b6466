//! Arguments of what needs no runtime.

use chrono::{Datelike, NaiveDate};
use clap::{Args, ValueEnum};
use daybreak_model::time::ClockTime;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct Check {
    /// Definition files; subflows and calendars are found through them.
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub struct Plan {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The business date [default: the first business day from today on].
    #[arg(long, value_name = "D", value_parser = business_date)]
    pub date: Option<NaiveDate>,
    /// When Begin starts, on the business date [default: the first time trigger, else 00:00].
    #[arg(long, value_name = "HH:MM")]
    pub start: Option<ClockTime>,
}

#[derive(Debug, Args)]
pub struct Simulate {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// How many nights, 1 to 10,000,000.
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    pub samples: u32,
    /// The same seed gives the same numbers.
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
    /// How many threads work at it [default: one a processor]; the numbers do not depend on it.
    #[arg(long, value_name = "T", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// The business date [default: the first business day from today on].
    #[arg(long, value_name = "D", value_parser = business_date)]
    pub date: Option<NaiveDate>,
    /// When Begin starts, on the business date [default: the first time trigger, else 00:00].
    #[arg(long, value_name = "HH:MM")]
    pub start: Option<ClockTime>,
    /// Print one night as `plan` does: the one whose window is this percentile, as P95.
    #[arg(long, value_name = "P", value_parser = percentile)]
    pub night: Option<f64>,
}

#[derive(Debug, Args)]
pub struct Bound {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// How long to search for a better proof, 0 to 86400; 0 tells only what is worked out at once.
    #[arg(long, value_name = "S", default_value_t = 5.0, value_parser = seconds)]
    pub seconds: f64,
    /// The business date [default: the first business day from today on].
    #[arg(long, value_name = "D", value_parser = business_date)]
    pub date: Option<NaiveDate>,
    /// When Begin starts, on the business date [default: the first time trigger, else 00:00].
    #[arg(long, value_name = "HH:MM")]
    pub start: Option<ClockTime>,
}

#[derive(Debug, Args)]
pub struct Tune {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// How long it may take in all, 0 to 86400; what is found depends on it and on the machine.
    #[arg(long, value_name = "S", default_value_t = 10.0, value_parser = seconds)]
    pub seconds: f64,
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Draw edges, too, that put jobs in order.
    #[arg(long)]
    pub allow_edges: bool,
    /// Where the tuned definition is written to, over what is there, with what it refers to unless that is there; the same as
    /// before when nothing better is offered.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Write over FILE, too, and over what it refers to.
    #[arg(long, requires = "out")]
    pub overwrite: bool,
    /// The business date [default: the first business day from today on].
    #[arg(long, value_name = "D", value_parser = business_date)]
    pub date: Option<NaiveDate>,
    /// When Begin starts, on the business date [default: the first time trigger, else 00:00].
    #[arg(long, value_name = "HH:MM")]
    pub start: Option<ClockTime>,
}

#[derive(Debug, Args)]
pub struct Hash {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

#[derive(Debug, Args)]
pub struct Diff {
    #[arg(value_name = "OLD")]
    pub old: PathBuf,
    #[arg(value_name = "NEW")]
    pub new: PathBuf,
}

#[derive(Debug, Args)]
pub struct Import {
    /// The format of the file.
    #[arg(long, value_enum)]
    pub from: ImportFormat,
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The folder that the definition is written to; made when it is not there.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Units of the pool `cpu` (stg).
    #[arg(long, value_name = "M", value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub capacity: Option<u32>,
    /// Set priorities by a rule (psplib).
    #[arg(long, value_enum)]
    pub priority: Option<PriorityRule>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ImportFormat {
    /// A PSPLIB single-mode instance (.sm, .RCP).
    Psplib,
    /// A WfCommons workflow instance (WfFormat 1.5).
    Wfcommons,
    /// A Standard Task Graph.
    Stg,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PriorityRule {
    /// Earliest latest-finish time first.
    Lft,
}

/// A length of time to work, in seconds.
fn seconds(words: &str) -> Result<f64, String> {
    let seconds: f64 = words.parse().map_err(|_| "not a number of seconds")?;
    if (0.0..=86_400.0).contains(&seconds) { Ok(seconds) } else { Err("not in 0..=86400".into()) }
}

/// Years of four digits, so that whatever is counted from the date stays a date.
pub fn business_date(text: &str) -> Result<NaiveDate, String> {
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().filter(|date| (1..=9999).contains(&date.year()));
    date.ok_or_else(|| format!("{text:?} is not a date; write it like 2026-11-23"))
}

/// A percentile as a share: `P95`, `p99.5` or `50`.
pub fn percentile(text: &str) -> Result<f64, String> {
    let bare = text.strip_prefix(['P', 'p']);
    let number = bare.unwrap_or(text).parse::<f64>().ok();
    if let Some(share) = number.filter(|number| bare.is_none() && (f64::MIN_POSITIVE..1.0).contains(number)) {
        return Err(format!(
            "{text:?} is less than one per cent; write it like P{}, or P{share} if you mean that",
            share * 100.0
        ));
    }
    let share = number.filter(|number| (0.0..=100.0).contains(number)).map(|number| number / 100.0);
    share.ok_or_else(|| format!("{text:?} is no percentile; write it like P95"))
}
