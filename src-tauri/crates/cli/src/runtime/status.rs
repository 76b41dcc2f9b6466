//! `daybreak status`, `people`, `workflows` and `revisions`.

use super::Asking;
use crate::arguments::Revisions;
use crate::failure::{Done, Outcome};
use crate::output::Output;
use crate::table::{Side, Table};
use crate::words;
use daybreak_wire::person::{Mode, Person, RuntimeStatus};
use daybreak_wire::revision::{PublishedWorkflow, RevisionView};

/// How many digits of a content hash people read.
pub const SHORT: usize = 12;

pub async fn status(asking: &Asking<'_>, output: &mut Output) -> Done {
    let status = asking.reader()?.status().await?;
    output.answer(&status, of_status)?;
    Ok(if status.problem.is_none() { Outcome::Fine } else { Outcome::Problems })
}

pub async fn people(asking: &Asking<'_>, output: &mut Output) -> Done {
    let people = asking.reader()?.people().await?;
    output.answer(&people, |people| of_people(people))?;
    Ok(Outcome::Fine)
}

pub async fn workflows(asking: &Asking<'_>, output: &mut Output) -> Done {
    let workflows = asking.reader()?.published().await?;
    output.answer(&workflows, |workflows| of_workflows(workflows))?;
    Ok(Outcome::Fine)
}

pub async fn revisions(asking: &Asking<'_>, given: &Revisions, output: &mut Output) -> Done {
    let revisions = asking.reader()?.revisions(&given.workflow).await?;
    output.answer(&revisions, |revisions| of_revisions(revisions))?;
    Ok(Outcome::Fine)
}

/// The first digits of a content hash.
pub fn short(hash: &str) -> String {
    hash.chars().take(SHORT).collect()
}

fn of_status(status: &RuntimeStatus) -> String {
    let mode = match status.mode {
        Some(Mode::Owner) => "holds the store",
        Some(Mode::ReadOnly) => "only shows the store",
        None => "of unknown mode",
    };
    let (version, address) = (status.version.as_deref(), status.address.as_deref());
    let mut text =
        format!("Runtime {} at {}, {mode}.\n", version.unwrap_or("of unknown version"), address.unwrap_or("?"));
    if let Some(problem) = &status.problem {
        text.push_str(&format!("{problem}.\n"));
    }
    text
}

fn of_people(people: &[Person]) -> String {
    let mut table = Table::new([("name", Side::Left), ("roles", Side::Left), ("", Side::Left)]);
    for person in people {
        let roles: Vec<String> = person.roles.iter().map(|role| role.to_string()).collect();
        table.row([person.name.clone(), roles.join(", "), person.display.clone()]);
    }
    table.text(0)
}

fn of_workflows(workflows: &[PublishedWorkflow]) -> String {
    if workflows.is_empty() {
        return "Nothing is published yet.\n".into();
    }
    let mut table = Table::new([
        ("workflow", Side::Left),
        ("version", Side::Right),
        ("published", Side::Left),
        ("by", Side::Left),
        ("next start", Side::Left),
        ("name", Side::Left),
    ]);
    for w in workflows {
        let next = w.next_starts.first().map_or_else(|| "none".into(), |start| words::here(start.at));
        let (version, at) = (w.version.to_string(), words::here(w.published_at));
        table.row([w.workflow.to_string(), version, at, w.published_by.clone(), next, w.name.clone()]);
    }
    table.text(0)
}

fn of_revisions(revisions: &[RevisionView]) -> String {
    if revisions.is_empty() {
        return "Nothing of this workflow is published yet.\n".into();
    }
    let mut table = Table::new([
        ("version", Side::Right),
        ("content", Side::Left),
        ("published", Side::Left),
        ("author", Side::Left),
        ("approved by", Side::Left),
        ("change", Side::Right),
        ("title", Side::Left),
    ]);
    for r in revisions {
        table.row([
            r.version.to_string(),
            short(&r.hash),
            words::here(r.published_at),
            r.author.clone(),
            r.approved_by.join(", "),
            r.change.to_string(),
            r.title.clone(),
        ]);
    }
    table.text(0)
}
