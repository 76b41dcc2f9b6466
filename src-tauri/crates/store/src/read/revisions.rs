//! Revisions and what was published.

use crate::error::StoreError;
use crate::rows::{Publication, Revision};
use crate::sql::parsed;
use daybreak_model::id::WorkflowId;
use daybreak_model::time::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};

const PUBLICATION: &str = "SELECT p.workflow, p.hash, p.number, p.person, p.at FROM publications p";

/// A revision that is published again keeps its number.
const REVISION: &str = "SELECT r.*,
    (SELECT max(p.number) FROM publications p WHERE p.workflow = r.workflow AND p.hash = r.hash) AS number
    FROM revisions r";

pub(crate) fn revision(connection: &Connection, hash: &str) -> Result<Option<Revision>, StoreError> {
    let mut statement = connection.prepare_cached(&format!("{REVISION} WHERE r.hash = ?1"))?;
    Ok(statement.query_row([hash], revision_row).optional()?)
}

pub(crate) fn revisions(connection: &Connection, workflow: &WorkflowId) -> Result<Vec<Revision>, StoreError> {
    let mut statement = connection.prepare(&format!("{REVISION} WHERE r.workflow = ?1 ORDER BY r.submission DESC"))?;
    Ok(statement.query_map([workflow.as_str()], revision_row)?.collect::<Result<_, _>>()?)
}

pub(crate) fn published(connection: &Connection, workflow: &WorkflowId) -> Result<Option<Publication>, StoreError> {
    let sql = format!("{PUBLICATION} WHERE p.workflow = ?1 ORDER BY p.id DESC LIMIT 1");
    let mut statement = connection.prepare_cached(&sql)?;
    Ok(statement.query_row([workflow.as_str()], publication_row).optional()?)
}

pub(crate) fn all_published(connection: &Connection) -> Result<Vec<Publication>, StoreError> {
    let sql =
        format!("{PUBLICATION} WHERE p.id IN (SELECT max(id) FROM publications GROUP BY workflow) ORDER BY p.workflow");
    let mut statement = connection.prepare(&sql)?;
    Ok(statement.query_map([], publication_row)?.collect::<Result<_, _>>()?)
}

pub(crate) fn publications(connection: &Connection, workflow: &WorkflowId) -> Result<Vec<Publication>, StoreError> {
    let mut statement = connection.prepare(&format!("{PUBLICATION} WHERE p.workflow = ?1 ORDER BY p.id DESC"))?;
    Ok(statement.query_map([workflow.as_str()], publication_row)?.collect::<Result<_, _>>()?)
}

fn revision_row(row: &Row<'_>) -> rusqlite::Result<Revision> {
    Ok(Revision {
        hash: row.get("hash")?,
        workflow: WorkflowId::new(row.get::<_, String>("workflow")?),
        number: row.get("number")?,
        author: row.get("author")?,
        at: Timestamp(row.get("at")?),
        folder: row.get("folder")?,
        bundle: parsed(row, "bundle")?,
    })
}

fn publication_row(row: &Row<'_>) -> rusqlite::Result<Publication> {
    Ok(Publication {
        workflow: WorkflowId::new(row.get::<_, String>("workflow")?),
        hash: row.get("hash")?,
        number: row.get("number")?,
        person: row.get("person")?,
        at: Timestamp(row.get("at")?),
    })
}
