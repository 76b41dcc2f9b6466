//! Arguments of scenarios and of the advisor.

use super::local::business_date;
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use daybreak_model::time::DayTime;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub struct Scenarios {
    #[command(subcommand)]
    pub task: ScenarioTask,
}

#[derive(Debug, Subcommand)]
pub enum ScenarioTask {
    /// Write the definition with a scenario's edits in it. What holds for one night only is named and left out.
    Apply(ApplyScenario),
    /// Hold scenarios against their base, over the same random numbers.
    Compare(CompareScenarios),
}

#[derive(Debug, Args)]
pub struct ApplyScenario {
    /// The definition.
    #[arg(value_name = "BASE")]
    pub base: PathBuf,
    #[arg(value_name = "SCENARIO")]
    pub scenario: PathBuf,
    /// The definition that is written, over what is there. In another folder than BASE's it comes with all that it refers to.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Write over BASE or SCENARIO, too, and over what the definition refers to where that is there already with another content.
    #[arg(long)]
    pub overwrite: bool,
}

#[derive(Debug, Args)]
pub struct CompareScenarios {
    /// The definition.
    #[arg(value_name = "BASE")]
    pub base: PathBuf,
    #[arg(value_name = "SCENARIO", required = true)]
    pub scenarios: Vec<PathBuf>,
    /// How many nights of each, 1 to 10,000,000.
    #[arg(long, value_name = "N", default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(1..=10_000_000))]
    pub samples: u32,
    /// The same seed gives the same numbers [default: that of the first scenario].
    #[arg(long, value_name = "S")]
    pub seed: Option<u64>,
    /// The business date [default: that of the first scenario, else the first business day from today on].
    #[arg(long, value_name = "D", value_parser = business_date)]
    pub date: Option<NaiveDate>,
}

#[derive(Debug, Args)]
pub struct Advise {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// By when, with the day counted from the business date: 05:30+1.
    #[arg(long, value_name = "HH:MM+D")]
    pub target: DayTime,
    /// In which share of the nights: 0.95 or 95%.
    #[arg(long, value_name = "P", value_parser = probability)]
    pub probability: f64,
    /// A file of the changes that may be made, with what each costs [default: changes that aim at what drives the night].
    #[arg(long, value_name = "FILE")]
    pub allow: Option<PathBuf>,
    /// The node that is to be finished [default: End].
    #[arg(long, value_name = "ID")]
    pub node: Option<String>,
    /// How many nights of each set of changes, 1 to 1,000,000.
    #[arg(long, value_name = "N", default_value_t = 2_000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub samples: u32,
    /// The same seed gives the same numbers.
    #[arg(long, value_name = "S", default_value_t = 1)]
    pub seed: u64,
    /// The business date [default: the first business day from today on].
    #[arg(long, value_name = "D", value_parser = business_date)]
    pub date: Option<NaiveDate>,
}

fn probability(words: &str) -> Result<f64, String> {
    let wrong = || format!("{words:?} is no probability above 0 and at most 1; write it like 0.95 or 95%");
    let share = match words.strip_suffix('%') {
        Some(percent) => percent.trim().parse::<f64>().map(|percent| percent / 100.0),
        None => words.parse::<f64>(),
    };
    share.ok().filter(|share| *share > 0.0 && *share <= 1.0).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_probability_is_a_share_or_a_percentage() {
        assert_eq!(probability("0.95"), Ok(0.95));
        assert_eq!(probability("95%"), Ok(0.95));
        assert_eq!(probability("99.5 %"), Ok(0.995));
        for wrong in ["0", "95", "-5%", "101%", "nan", "inf", "", "%"] {
            assert!(probability(wrong).is_err(), "{wrong}");
        }
    }
}
