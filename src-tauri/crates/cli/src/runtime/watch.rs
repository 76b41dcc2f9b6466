//! `daybreak watch`, and waiting for the end of a run.

use super::Asking;
use super::runs::{line, outcome, state};
use crate::arguments::Watch;
use crate::failure::{Done, Outcome};
use crate::output::Output;
use crate::table::one_line;
use crate::words;
use daybreak_client::{Client, EventStream, Received};
use daybreak_wire::event::{EventKind, RuntimeEvent};
use daybreak_wire::run::{RunState, RunView};
use daybreak_wire::{AskError, ErrorCode};
use std::time::Duration;

/// A runtime that is restarted is away for a moment: so often and so long it is tried again.
const TRIES: u32 = 20;
const BETWEEN: Duration = Duration::from_millis(500);

/// With a run, until it is over: exit code 1 when it did not succeed. Without, until it is interrupted.
pub async fn watch(asking: &Asking<'_>, given: &Watch, output: &mut Output) -> Done {
    let client = asking.reader()?;
    let mut stream = client.follow(given.after, given.run);
    if let Some(number) = given.run {
        let run = client.run(number).await?.run;
        if given.after.is_none() {
            output.item(&run, |run| format!("{}\n", line(run)))?;
        }
        if is_over(run.state) && given.after.is_none() {
            return Ok(outcome(run.state));
        }
    }
    loop {
        match next(&mut stream).await? {
            // What was open when the stream began was told above, or is of no interest.
            Received::Snapshot(snapshot) => {
                let over = given.run.filter(|number| snapshot.runs.iter().all(|run| run.run != *number));
                if let Some(number) = over {
                    return ended(&client, number, output).await;
                }
            }
            Received::Event(event) => {
                output.item(&event, text)?;
                if given.run.is_some() && event.run == given.run && ends(&event) {
                    return Ok(outcome(client.run(event.run.unwrap_or_default()).await?.run.state));
                }
            }
        }
        if output.is_closed() {
            return Ok(Outcome::Fine);
        }
    }
}

/// Waits until the run is over.
pub async fn until_over(client: &Client, number: u64) -> Result<RunView, AskError> {
    let mut stream = client.follow(None, Some(number));
    loop {
        // The stream says when to look; what is true is what the runtime says of the run.
        let received = next(&mut stream).await?;
        let matters = match received {
            Received::Snapshot(_) => true,
            Received::Event(event) => event.kind == EventKind::Run,
        };
        if matters {
            let run = client.run(number).await?.run;
            if is_over(run.state) {
                return Ok(run);
            }
        }
    }
}

async fn ended(client: &Client, number: u64, output: &mut Output) -> Done {
    let run = client.run(number).await?.run;
    output.item(&run, |run| format!("{}\n", line(run)))?;
    Ok(outcome(run.state))
}

/// What comes next, over the restart of a runtime too.
async fn next(stream: &mut EventStream) -> Result<Received, AskError> {
    let mut failed = 0;
    loop {
        match stream.next().await {
            Err(error) if error.code == ErrorCode::RuntimeAway && failed < TRIES => {
                failed += 1;
                tokio::time::sleep(BETWEEN).await;
            }
            other => return other,
        }
    }
}

fn is_over(state: RunState) -> bool {
    matches!(state, RunState::Succeeded | RunState::Failed | RunState::Cancelled)
}

fn ends(event: &RuntimeEvent) -> bool {
    let over = [RunState::Succeeded, RunState::Failed, RunState::Cancelled].map(state);
    event.kind == EventKind::Run && event.state.as_deref().is_some_and(|word| over.contains(&word))
}

fn text(event: &RuntimeEvent) -> String {
    let run = event.run.map_or_else(String::new, |run| format!("run {run}  "));
    let person = event.person.as_ref().map_or_else(String::new, |person| format!("  ({person})"));
    format!("{}  {run}{}{}\n", words::here(event.at), one_line(&event.text), one_line(&person))
}
