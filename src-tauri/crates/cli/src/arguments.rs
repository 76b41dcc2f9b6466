//! The grammar of the command line.

mod history;
mod local;
mod runtime;
mod scenario;

pub use local::{Bound, Check, Diff, Hash, Import, ImportFormat, Plan, PriorityRule, Simulate, Tune};
pub use runtime::{
    Audit, AuditTask, Capacity, Changes, Confirming, Decide, Force, ForcedOutcome, Logs, OnNodes, OnRun, Priority,
    Publish, Rerun, Revisions, Run, Runs, Serve, Show, Submit, Supervise, Watch,
};

pub use history::{Backtest, Fit, Histories, HistoryTask, ImportNights, ShowNights, ToWorkflow};
pub use scenario::{Advise, ApplyScenario, CompareScenarios, ScenarioTask, Scenarios};

use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Draws, proves, approves, runs and watches a bank's night.
#[derive(Debug, Parser)]
#[command(name = "daybreak", version, propagate_version = true, after_help = AFTER, max_term_width = 110)]
pub struct Arguments {
    /// How answers and errors are written.
    #[arg(long, value_enum, default_value_t = Format::Text, global = true)]
    pub format: Format,
    /// Who is asking the runtime, by name; reading needs none.
    #[arg(long = "as", value_name = "NAME", env = "DAYBREAK_AS", global = true)]
    pub person: Option<String>,
    /// Where the runtime keeps its data [default: $XDG_DATA_HOME/daybreak or ~/.local/share/daybreak].
    #[arg(long, value_name = "DIR", env = "DAYBREAK_DATA_DIR", global = true)]
    pub data: Option<PathBuf>,
    #[command(subcommand)]
    pub command: Command,
}

const AFTER: &str = "\
Exit codes: 0 fine, 1 problems found, 2 could not do it.
Answers go to standard output. Errors go to standard error: one sentence, or with --format json one object
{code, message, place, help, diagnostics}. With --format json, watch and logs --follow write one object a line.";

/// How answers are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Say what is wrong with definitions.
    Check(Check),
    /// Work out the night: times, slack, critical path, what each start waits for.
    Plan(Plan),
    /// Simulate many nights: percentiles of the window, probability of each deadline.
    Simulate(Simulate),
    /// Prove how short the window can become at best, whatever the order of jobs.
    Bound(Bound),
    /// Find better priorities, and with --allow-edges an order of jobs, for a shorter window.
    Tune(Tune),
    /// Put what-if edits on a definition, or hold them against it.
    Scenario(Scenarios),
    /// Find the cheapest changes with which the night is in time.
    Advise(Advise),
    /// Record past nights, or say what is recorded.
    History(Histories),
    /// Write durations fitted to recorded nights into a definition.
    Fit(Fit),
    /// Predict each past night from those before it, and say how that would have held.
    Backtest(Backtest),
    /// Print the content hash of a definition with all that it refers to.
    Hash(Hash),
    /// Show what changed between two definitions.
    Diff(Diff),
    /// Turn another tool's file into a definition.
    Import(Import),
    /// Be the runtime: hold the store, run jobs, answer on a loopback address.
    Serve(Serve),
    /// Hand in a definition as a change.
    Submit(Submit),
    /// List the changes, or show one.
    Changes(Changes),
    /// Approve a change.
    Approve(Decide),
    /// Reject a change.
    Reject(Decide),
    /// Return a change to its author.
    Return(Decide),
    /// Take one's own change back.
    Withdraw(Decide),
    /// Publish an approved change: from now on it is what runs.
    Publish(Publish),
    /// List the published workflows and their next starts.
    Workflows,
    /// List the revisions of a workflow.
    Revisions(Revisions),
    /// Start a run.
    Run(Run),
    /// List runs.
    Runs(Runs),
    /// Show a run with all its nodes.
    Show(Show),
    /// Follow what happens; with a run, until it is over.
    Watch(Watch),
    /// Keep nodes back that have not started.
    Hold(OnNodes),
    /// Let held nodes go.
    Release(OnNodes),
    /// Run nodes again.
    Rerun(Rerun),
    /// Leave nodes out; their predecessors still count.
    Skip(OnNodes),
    /// State the result of nodes.
    Force(Force),
    /// End what is under way.
    Kill(OnNodes),
    /// Open confirm gates.
    Confirm(Confirming),
    /// Start nodes now, whatever they wait for.
    RunNow(OnNodes),
    /// Give nodes another priority for this run.
    Priority(Priority),
    /// Give a pool another capacity for this run.
    Capacity(Capacity),
    /// Start nothing new in a run.
    Pause(OnRun),
    /// Let a paused run go on.
    Resume(OnRun),
    /// End a run.
    Stop(OnRun),
    /// Print the log of a node.
    Logs(Logs),
    /// Read or prove the audit log.
    Audit(Audit),
    /// List the people that the runtime knows.
    People,
    /// Say whether a runtime is there.
    Status,
    /// Print the description of the runtime's HTTP API (OpenAPI 3.1).
    Openapi,
    #[command(hide = true)]
    Supervise(Supervise),
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_grammar_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn the_forms_of_the_contract_parse() {
        let forms = [
            "check a.json b.json",
            "plan a.json",
            "plan a.json --date 2026-11-20 --start 09:30",
            "simulate a.json --samples 1000 --seed 7 --threads 2 --date 2026-11-20",
            "simulate a.json --night P95 --format json",
            "bound a.json --seconds 2.5 --date 2026-11-20 --start 09:30",
            "tune a.json --seconds 1.5 --seed 7 --allow-edges --out b.json --date 2026-11-20 --start 09:30",
            "hash a.json",
            "scenario apply a.json b.scenario.json --out c.json",
            "scenario compare a.json b.scenario.json c.scenario.json --samples 1000 --seed 7",
            "advise a.json --target 05:30+1 --probability 0.95",
            "advise a.json --target 05:30+1 --probability 95% --allow b.json --node end --samples 100 --seed 1",
            "diff a.json b.json",
            "import --from psplib j301_1.sm --out DIR",
            "import --from psplib j301_1.sm --out DIR --priority lft",
            "import --from wfcommons a.json --out DIR",
            "import --from stg a.stg --out DIR --capacity 4",
            "serve --data DIR --listen 127.0.0.1:0",
            "submit a.json --as dora",
            "approve 1 --as aaron",
            "run bank-day-end --date 2026-11-20 --as olga",
            "hold 1 a b --reason why --format json",
            "audit verify",
        ];
        for form in forms {
            let parsed = Arguments::try_parse_from(std::iter::once("daybreak").chain(form.split(' ')));
            assert!(parsed.is_ok(), "{form}: {}", parsed.unwrap_err());
        }
    }
}
