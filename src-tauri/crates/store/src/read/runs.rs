//! Runs, their activities and attempts, events, durations.

use super::{MOST_DURATIONS, MOST_ROWS, RunFilter};
use crate::error::StoreError;
use crate::rows::{AttemptRow, DurationRow, RunRow};
use crate::sql::{named, parsed, part};
use daybreak_model::id::{NodeId, TriggerId, WorkflowId};
use daybreak_model::network::Part;
use daybreak_model::time::{Span, Timestamp};
use daybreak_run::{ActivityRecord, Head, RunEvent, RunId, RunSummary};
use rusqlite::{Connection, OptionalExtension, Row, params};

pub(crate) fn run(connection: &Connection, run: &RunId) -> Result<Option<RunRow>, StoreError> {
    Ok(connection.query_row("SELECT * FROM runs WHERE run = ?1", [run.as_str()], run_row).optional()?)
}

pub(crate) fn runs(connection: &Connection, filter: &RunFilter) -> Result<Vec<RunSummary>, StoreError> {
    let mut statement = connection.prepare(
        "SELECT * FROM runs WHERE (?1 IS NULL OR workflow = ?1) AND (?2 IS NULL OR business_date = ?2)
             AND (?3 = 0 OR open = 1)
         ORDER BY started_at DESC, run DESC LIMIT ?4",
    )?;
    let date = filter.business_date.map(|date| date.to_string());
    let limit = filter.limit.unwrap_or(MOST_ROWS).min(MOST_ROWS);
    let rows = statement
        .query_map(params![filter.workflow.as_ref().map(WorkflowId::as_str), date, filter.open, limit], run_row)?;
    Ok(rows.map(|row| row.map(|r| r.summary)).collect::<Result<_, _>>()?)
}

pub(crate) fn open_runs(connection: &Connection) -> Result<Vec<RunRow>, StoreError> {
    let mut statement = connection.prepare("SELECT * FROM runs WHERE open = 1 ORDER BY started_at, run")?;
    Ok(statement.query_map([], run_row)?.collect::<Result<_, _>>()?)
}

pub(crate) fn activities(
    connection: &Connection,
    run: &RunId,
) -> Result<Vec<(NodeId, Part, ActivityRecord)>, StoreError> {
    let mut statement = connection.prepare("SELECT node, part, record FROM activities WHERE run = ?1")?;
    let rows = statement.query_map([run.as_str()], |row| {
        Ok((NodeId::new(row.get::<_, String>("node")?), part(row.get("part")?), parsed(row, "record")?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn attempts(connection: &Connection, run: &RunId, node: &NodeId) -> Result<Vec<AttemptRow>, StoreError> {
    let mut statement = connection.prepare("SELECT * FROM attempts WHERE run = ?1 AND node = ?2 ORDER BY attempt")?;
    let rows = statement.query_map([run.as_str(), node.as_str()], |row| {
        let ended: Option<String> = row.get("ended")?;
        Ok(AttemptRow {
            node: NodeId::new(row.get::<_, String>("node")?),
            attempt: row.get("attempt")?,
            token: row.get("token")?,
            intended_at: Timestamp(row.get("intended_at")?),
            ended_at: row.get::<_, Option<i64>>("ended_at")?.map(Timestamp),
            end: ended.map(|_| parsed(row, "ended")).transpose()?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn events_after(
    connection: &Connection,
    after: u64,
    run: Option<&RunId>,
    limit: u32,
) -> Result<Vec<RunEvent>, StoreError> {
    let condition = if run.is_some() { "run = ?3 AND" } else { "?3 IS NULL AND" };
    let sql = format!("SELECT * FROM events WHERE {condition} number > ?1 ORDER BY number LIMIT ?2");
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(params![after, limit.min(MOST_ROWS), run.map(RunId::as_str)], |row| {
        Ok(RunEvent {
            number: row.get("number")?,
            run: RunId::new(row.get::<_, String>("run")?),
            at: Timestamp(row.get("at")?),
            what: parsed(row, "what")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn last_event(connection: &Connection) -> Result<u64, StoreError> {
    let sequence = "SELECT seq FROM sqlite_sequence WHERE name = 'events'";
    Ok(connection.prepare_cached(sequence)?.query_row([], |row| row.get(0)).optional()?.unwrap_or(0))
}

pub(crate) fn durations(
    connection: &Connection,
    workflow: &WorkflowId,
    node: Option<&NodeId>,
) -> Result<Vec<DurationRow>, StoreError> {
    let mut statement = connection.prepare(
        "SELECT * FROM durations WHERE workflow = ?1 AND (?2 IS NULL OR node = ?2)
         ORDER BY business_date DESC, started_at DESC LIMIT ?3",
    )?;
    let rows = statement.query_map(params![workflow.as_str(), node.map(NodeId::as_str), MOST_DURATIONS], |row| {
        Ok(DurationRow {
            workflow: workflow.clone(),
            node: NodeId::new(row.get::<_, String>("node")?),
            business_date: named(row, "business_date")?,
            day_class: named(row, "day_class")?,
            run: RunId::new(row.get::<_, String>("run")?),
            attempt: row.get("attempt")?,
            started_at: Timestamp(row.get("started_at")?),
            took: Span::from_ms(row.get("ms")?),
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn trigger_mark(
    connection: &Connection,
    workflow: &WorkflowId,
    id: &TriggerId,
) -> Result<Option<Timestamp>, StoreError> {
    let sql = "SELECT considered FROM triggers WHERE workflow = ?1 AND id = ?2";
    let mut statement = connection.prepare_cached(sql)?;
    let mark = statement.query_row([workflow.as_str(), id.as_str()], |row| row.get(0)).optional()?;
    Ok(mark.map(Timestamp))
}

fn run_row(row: &Row<'_>) -> rusqlite::Result<RunRow> {
    let head: Head = parsed(row, "head")?;
    let summary = RunSummary {
        run: RunId::new(row.get::<_, String>("run")?),
        workflow: WorkflowId::new(row.get::<_, String>("workflow")?),
        revision: row.get("revision")?,
        number: row.get("number")?,
        business_date: named(row, "business_date")?,
        started_by: row.get("started_by")?,
        status: head.status,
        paused: head.paused,
        started_at: head.started_at,
        ended_at: head.ended_at,
        parameters: parsed(row, "parameters")?,
        counts: parsed(row, "counts")?,
    };
    Ok(RunRow { summary, head })
}
