//! Changes, decisions, audit, settings.

use super::{AuditFilter, MOST_ROWS};
use crate::error::StoreError;
use crate::rows::ChangeRow;
use crate::sql::{name, named, parsed};
use daybreak_change::approval::ChangeState;
use daybreak_change::audit::{Chained, Record};
use daybreak_model::id::WorkflowId;
use daybreak_model::time::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, params};

const CHANGE: &str = "SELECT c.*,
    (SELECT max(p.number) FROM publications p WHERE p.workflow = c.workflow AND p.hash = c.revision) AS number
    FROM changes c";

pub(crate) fn change(connection: &Connection, id: u64) -> Result<Option<ChangeRow>, StoreError> {
    let row = connection.query_row(&format!("{CHANGE} WHERE c.id = ?1"), [id], change_row).optional()?;
    row.map(|change| with_decisions(connection, change)).transpose()
}

pub(crate) fn changes(
    connection: &Connection,
    workflow: Option<&WorkflowId>,
    state: Option<ChangeState>,
) -> Result<Vec<ChangeRow>, StoreError> {
    let sql = format!(
        "{CHANGE} WHERE (?1 IS NULL OR c.workflow = ?1) AND (?2 IS NULL OR c.state = ?2)
         ORDER BY c.id DESC LIMIT {MOST_ROWS}"
    );
    let state = state.as_ref().map(name).transpose()?;
    let mut statement = connection.prepare(&sql)?;
    let rows = statement.query_map(params![workflow.map(WorkflowId::as_str), state], change_row)?;
    rows.map(|row| with_decisions(connection, row?)).collect()
}

pub(crate) fn audit(connection: &Connection, filter: &AuditFilter) -> Result<Vec<Chained>, StoreError> {
    let mut statement = connection.prepare(
        "SELECT * FROM audit WHERE seq > ?1 AND (?2 IS NULL OR person = ?2)
             AND (?3 IS NULL OR substr(subject, 1, length(?3)) = ?3)
         ORDER BY seq LIMIT ?4",
    )?;
    let limit = filter.limit.unwrap_or(MOST_ROWS).min(MOST_ROWS);
    let rows = statement.query_map(params![filter.after, filter.person, filter.subject, limit], |row| {
        Ok(Chained {
            record: Record {
                seq: row.get("seq")?,
                at: Timestamp(row.get("at")?),
                person: row.get("person")?,
                action: row.get("action")?,
                subject: row.get("subject")?,
                reason: row.get("reason")?,
                detail: row.get("detail")?,
            },
            hash: row.get("hash")?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn setting(connection: &Connection, name: &str) -> Result<Option<String>, StoreError> {
    Ok(connection.query_row("SELECT value FROM settings WHERE name = ?1", [name], |row| row.get(0)).optional()?)
}

fn with_decisions(connection: &Connection, mut change: ChangeRow) -> Result<ChangeRow, StoreError> {
    let mut statement = connection.prepare_cached("SELECT decided FROM decisions WHERE change = ?1 ORDER BY id")?;
    change.decisions = statement.query_map([change.id], |row| parsed(row, "decided"))?.collect::<Result<_, _>>()?;
    Ok(change)
}

fn change_row(row: &Row<'_>) -> rusqlite::Result<ChangeRow> {
    Ok(ChangeRow {
        id: row.get("id")?,
        workflow: WorkflowId::new(row.get::<_, String>("workflow")?),
        revision: row.get("revision")?,
        number: row.get("number")?,
        state: named(row, "state")?,
        author: row.get("author")?,
        title: row.get("title")?,
        created_at: Timestamp(row.get("created_at")?),
        updated_at: Timestamp(row.get("updated_at")?),
        detail: row.get("detail")?,
        decisions: Vec::new(),
    })
}
