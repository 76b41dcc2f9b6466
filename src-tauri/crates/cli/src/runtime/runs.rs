//! `daybreak run`, `runs` and `show`.

use super::Asking;
use super::watch::until_over;
use crate::arguments::{Run, Runs, Show};
use crate::failure::{Done, Outcome};
use crate::output::Output;
use crate::table::{Side, Table, one_line};
use crate::words;
use chrono::{NaiveDate, Utc};
use daybreak_client::Client;
use daybreak_model::id::WorkflowId;
use daybreak_model::night;
use daybreak_wire::run::{JobState, RunDetail, RunList, RunNode, RunStart, RunState, RunView};
use daybreak_wire::{AskError, ErrorCode};

pub async fn run(asking: &Asking<'_>, given: &Run, output: &mut Output) -> Done {
    let client = asking.client()?;
    let business_date = match given.date {
        Some(date) => date,
        None => next_date(&client, &given.workflow).await?,
    };
    let start = RunStart {
        workflow: WorkflowId::new(given.workflow.as_str()),
        business_date,
        parameters: given.parameters.iter().cloned().collect(),
        reason: given.reason.clone(),
    };
    let run = client.start_run(&start).await?;
    if !given.wait {
        output.answer(&run, |run| format!("Started. {}\n", line(run)))?;
        return Ok(Outcome::Fine);
    }
    let run = until_over(&client, run.run).await?;
    output.answer(&run, |run| format!("{}\n", line(run)))?;
    Ok(outcome(run.state))
}

pub async fn runs(asking: &Asking<'_>, given: &Runs, output: &mut Output) -> Done {
    let runs = asking.reader()?.runs(RunList { business_date: given.date }).await?;
    output.answer(&runs, |runs| list(runs))?;
    Ok(Outcome::Fine)
}

pub async fn show(asking: &Asking<'_>, given: &Show, output: &mut Output) -> Done {
    let run = asking.reader()?.run(given.run).await?;
    output.answer(&run, detail)?;
    Ok(Outcome::Fine)
}

/// A run that is over and did not succeed is a problem.
pub fn outcome(state: RunState) -> Outcome {
    match state {
        RunState::Running | RunState::Succeeded => Outcome::Fine,
        RunState::Blocked | RunState::Failed | RunState::Cancelled => Outcome::Problems,
    }
}

/// A run in one line.
pub fn line(run: &RunView) -> String {
    let mut text = format!("Run {} of {} for {} is {}", run.run, run.workflow, run.business_date, state(run.state));
    if run.paused {
        text.push_str(", paused");
    }
    if !run.blocked_by.is_empty() {
        text.push_str(&format!(", waiting for someone to deal with {}", crate::local::list(&run.blocked_by)));
    }
    one_line(&format!("{text}."))
}

/// The first business day from today on by the published workflow's calendar.
async fn next_date(client: &Client, workflow: &str) -> Result<NaiveDate, AskError> {
    let published =
        client.published().await?.into_iter().find(|p| p.workflow.as_str() == workflow).ok_or_else(|| {
            AskError::new(ErrorCode::NotFound, format!("no workflow {workflow:?} is published"))
                .help("daybreak workflows lists what is")
        })?;
    let bundle = client.revision(&published.hash).await?.bundle;
    night::business_date(&bundle, night::today(&bundle, Utc::now()))
        .map_err(|error| AskError::new(ErrorCode::Invalid, error.to_string()).help("name a date with --date"))
}

fn list(runs: &[RunView]) -> String {
    if runs.is_empty() {
        return "There are no runs.\n".into();
    }
    let mut table = Table::new([
        ("run", Side::Right),
        ("workflow", Side::Left),
        ("date", Side::Left),
        ("state", Side::Left),
        ("done", Side::Right),
        ("failed", Side::Right),
        ("started", Side::Left),
        ("finished", Side::Left),
        ("by", Side::Left),
    ]);
    for r in runs {
        let c = &r.counts;
        let done = c.succeeded + c.skipped;
        let all = done + c.waiting + c.held + c.queued + c.starting + c.running + c.failed + c.cancelled + c.unknown;
        let finished = r.finished_at.map_or_else(String::new, words::here);
        table.row([
            r.run.to_string(),
            r.workflow.to_string(),
            r.business_date.to_string(),
            if r.paused { format!("{}, paused", state(r.state)) } else { state(r.state).into() },
            format!("{done}/{all}"),
            c.failed.to_string(),
            words::here(r.started_at),
            finished,
            r.started_by.clone(),
        ]);
    }
    table.text(0)
}

fn detail(detail: &RunDetail) -> String {
    let run = &detail.run;
    let mut text = format!("{}\n", line(run));
    text.push_str(&format!("Version {}, started {} by {}", run.version, words::here(run.started_at), run.started_by));
    text.push_str(&run.finished_at.map_or_else(String::new, |at| format!(", finished {}", words::here(at))));
    text.push_str(".\n\n");
    let mut table = Table::new([
        ("node", Side::Left),
        ("state", Side::Left),
        ("started", Side::Left),
        ("finished", Side::Left),
        ("try", Side::Right),
        ("", Side::Left),
    ]);
    for node in &detail.nodes {
        let time = |at: Option<_>| at.map_or_else(String::new, words::here);
        let attempt = if node.attempt == 0 { String::new() } else { node.attempt.to_string() };
        let (started, finished) = (time(node.started_at), time(node.finished_at));
        table.row([node.node.to_string(), state_of(node), started, finished, attempt, remark(node)]);
    }
    text.push_str(&table.text(0));
    text
}

fn state_of(node: &RunNode) -> String {
    let state = job_state(node.state);
    if node.forced { format!("{state}, forced") } else { state.into() }
}

fn remark(node: &RunNode) -> String {
    let waits = (!node.waiting_for.is_empty()).then(|| format!("waits for {}", node.waiting_for.join(", ")));
    [node.message.clone(), node.reason.clone(), waits].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

pub fn state(state: RunState) -> &'static str {
    match state {
        RunState::Running => "running",
        RunState::Blocked => "blocked",
        RunState::Succeeded => "succeeded",
        RunState::Failed => "failed",
        RunState::Cancelled => "cancelled",
    }
}

fn job_state(state: JobState) -> &'static str {
    match state {
        JobState::Waiting => "waiting",
        JobState::Held => "held",
        JobState::Queued => "queued",
        JobState::Starting => "starting",
        JobState::Running => "running",
        JobState::Succeeded => "succeeded",
        JobState::Failed => "failed",
        JobState::Skipped => "skipped",
        JobState::Cancelled => "cancelled",
        JobState::Unknown => "unknown",
    }
}
