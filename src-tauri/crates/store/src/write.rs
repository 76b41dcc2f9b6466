//! Everything that can be written, within one transaction.

use crate::error::StoreError;
use crate::read;
use crate::rows::{AttemptRow, ChangeRow, DurationRow, NewChange, NewRun, Publication, Revision};
use crate::sql::{json, name, part_number};
use daybreak_change::approval::{ChangeState, Decided};
use daybreak_change::audit::{Chained, GENESIS, Record, link};
use daybreak_model::bundle::Bundle;
use daybreak_model::id::{NodeId, TriggerId, WorkflowId};
use daybreak_model::network::Part;
use daybreak_model::time::Timestamp;
use daybreak_run::{ActivityRecord, AttemptEnd, Counts, Happening, Head, RunEvent, RunId};
use rusqlite::{Connection, OptionalExtension, named_params, params};

/// A transaction that is open for writing. What it reads includes what it has written.
pub struct Write<'a> {
    connection: &'a Connection,
}

impl<'a> Write<'a> {
    pub(crate) fn new(connection: &'a Connection) -> Write<'a> {
        Write { connection }
    }

    /// Keeps a revision, which has no number before it is published; the one that is kept already when its content is known.
    pub fn put_revision(
        &self,
        hash: &str,
        workflow: &WorkflowId,
        bundle: &Bundle,
        folder: &str,
        author: &str,
        at: Timestamp,
    ) -> Result<Revision, StoreError> {
        if let Some(known) = self.revision(hash)? {
            return Ok(known);
        }
        self.connection.execute(
            "INSERT INTO revisions (hash, workflow, submission, author, at, folder, bundle)
             SELECT ?1, ?2, 1 + coalesce(max(submission), 0), ?3, ?4, ?5, ?6 FROM revisions WHERE workflow = ?2",
            params![hash, workflow.as_str(), author, at.ms(), folder, json(bundle)?],
        )?;
        self.revision(hash)?.ok_or_else(|| StoreError::Absent { what: "revision", name: hash.into() })
    }

    pub fn revision(&self, hash: &str) -> Result<Option<Revision>, StoreError> {
        read::revision(self.connection, hash)
    }

    /// From now on this revision is the one that runs. Its first publication gives it the next number of its workflow.
    pub fn publish(&self, hash: &str, person: &str, at: Timestamp) -> Result<Publication, StoreError> {
        let revision =
            self.revision(hash)?.ok_or_else(|| StoreError::Absent { what: "revision", name: hash.into() })?;
        self.connection.execute(
            "INSERT INTO publications (workflow, hash, number, person, at)
             SELECT ?1, ?2, coalesce(?3, 1 + max(number), 1), ?4, ?5 FROM publications WHERE workflow = ?1",
            params![revision.workflow.as_str(), hash, revision.number, person, at.ms()],
        )?;
        self.published(&revision.workflow)?.ok_or_else(|| StoreError::Absent { what: "publication", name: hash.into() })
    }

    /// The revision of `workflow` that runs.
    pub fn published(&self, workflow: &WorkflowId) -> Result<Option<Publication>, StoreError> {
        read::published(self.connection, workflow)
    }

    pub fn add_change(&self, change: &NewChange) -> Result<u64, StoreError> {
        self.connection.execute(
            "INSERT INTO changes (workflow, revision, state, author, title, created_at, updated_at, detail)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7)",
            params![
                change.workflow.as_str(),
                change.revision,
                name(&change.state)?,
                change.author,
                change.title,
                change.at.ms(),
                change.detail
            ],
        )?;
        Ok(self.connection.last_insert_rowid().unsigned_abs())
    }

    pub fn change(&self, id: u64) -> Result<Option<ChangeRow>, StoreError> {
        read::change(self.connection, id)
    }

    pub fn set_change_state(&self, id: u64, state: ChangeState, at: Timestamp) -> Result<(), StoreError> {
        self.connection.execute(
            "UPDATE changes SET state = ?2, updated_at = ?3 WHERE id = ?1",
            params![id, name(&state)?, at.ms()],
        )?;
        Ok(())
    }

    pub fn add_decision(&self, change: u64, decided: &Decided) -> Result<(), StoreError> {
        self.connection
            .execute("INSERT INTO decisions (change, decided) VALUES (?1, ?2)", params![change, json(decided)?])?;
        Ok(())
    }

    /// Adds an entry to the audit chain.
    pub fn audit(
        &self,
        person: &str,
        action: &str,
        subject: &str,
        reason: &str,
        detail: &str,
        at: Timestamp,
    ) -> Result<Chained, StoreError> {
        let last = self
            .connection
            .prepare_cached("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")?
            .query_row([], |row| Ok((row.get::<_, u64>(0)?, row.get::<_, String>(1)?)))
            .optional()?;
        let (seq, before) = last.unwrap_or((0, GENESIS.into()));
        let text = str::to_owned;
        let record = Record {
            seq: seq + 1,
            at,
            person: text(person),
            action: text(action),
            subject: text(subject),
            reason: text(reason),
            detail: text(detail),
        };
        let hash = link(&before, &record);
        self.connection
            .prepare_cached(
                "INSERT INTO audit (seq, at, person, action, subject, reason, detail, hash)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![record.seq, at.ms(), person, action, subject, reason, detail, hash])?;
        Ok(Chained { record, hash })
    }

    /// Keeps a setting of the runtime's own, as text.
    pub fn put_setting(&self, name: &str, value: &str) -> Result<(), StoreError> {
        self.connection.execute(
            "INSERT INTO settings (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            params![name, value],
        )?;
        Ok(())
    }

    pub fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        read::setting(self.connection, name)
    }

    pub fn add_run(&self, run: &NewRun) -> Result<(), StoreError> {
        self.connection.execute(
            "INSERT INTO runs (run, workflow, revision, number, business_date, started_by, parameters, started_at,
                               open, head, counts)
             VALUES (:run, :workflow, :revision, :number, :date, :by, :parameters, :at, 1, :head, :counts)",
            named_params! {
                ":run": run.run.as_str(),
                ":workflow": run.workflow.as_str(),
                ":revision": run.revision,
                ":number": run.number,
                ":date": run.business_date.to_string(),
                ":by": run.started_by,
                ":parameters": json(&run.parameters)?,
                ":at": run.head.started_at.ms(),
                ":head": json(&run.head)?,
                ":counts": json(&Counts::default())?,
            },
        )?;
        Ok(())
    }

    pub fn put_head(&self, run: &RunId, head: &Head, counts: &Counts) -> Result<(), StoreError> {
        self.connection
            .prepare_cached("UPDATE runs SET head = ?2, counts = ?3, open = ?4, ended_at = ?5 WHERE run = ?1")?
            .execute(params![
                run.as_str(),
                json(head)?,
                json(counts)?,
                i64::from(!head.status.is_terminal()),
                head.ended_at.map(Timestamp::ms)
            ])?;
        Ok(())
    }

    pub fn put_activity(
        &self,
        run: &RunId,
        node: &NodeId,
        part: Part,
        record: &ActivityRecord,
    ) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "INSERT INTO activities (run, node, part, record) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (run, node, part) DO UPDATE SET record = excluded.record",
            )?
            .execute(params![run.as_str(), node.as_str(), part_number(part), json(record)?])?;
        Ok(())
    }

    /// Puts the intent to start on record. Fails when this very attempt was intended before.
    pub fn intend(
        &self,
        run: &RunId,
        node: &NodeId,
        attempt: u32,
        token: u64,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "INSERT INTO attempts (run, node, attempt, token, intended_at) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![run.as_str(), node.as_str(), attempt, token, at.ms()])?;
        Ok(())
    }

    pub fn end_attempt(
        &self,
        run: &RunId,
        node: &NodeId,
        attempt: u32,
        end: &AttemptEnd,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "UPDATE attempts SET ended_at = ?4, ended = ?5 WHERE run = ?1 AND node = ?2 AND attempt = ?3",
            )?
            .execute(params![run.as_str(), node.as_str(), attempt, at.ms(), json(end)?])?;
        Ok(())
    }

    pub fn attempts(&self, run: &RunId, node: &NodeId) -> Result<Vec<AttemptRow>, StoreError> {
        read::attempts(self.connection, run, node)
    }

    /// Adds to the numbered stream.
    pub fn add_event(&self, run: &RunId, at: Timestamp, what: Happening) -> Result<RunEvent, StoreError> {
        self.connection.prepare_cached("INSERT INTO events (run, at, what) VALUES (?1, ?2, ?3)")?.execute(params![
            run.as_str(),
            at.ms(),
            json(&what)?
        ])?;
        let number = self.connection.last_insert_rowid().unsigned_abs();
        Ok(RunEvent { number, run: run.clone(), at, what })
    }

    pub fn add_duration(&self, row: &DurationRow) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "INSERT OR REPLACE INTO durations
                     (workflow, node, business_date, day_class, run, attempt, started_at, ms)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                row.workflow.as_str(),
                row.node.as_str(),
                row.business_date.to_string(),
                name(&row.day_class)?,
                row.run.as_str(),
                row.attempt,
                row.started_at.ms(),
                row.took.ms()
            ])?;
        Ok(())
    }

    /// Up to this moment the trigger's starts have been made or let go.
    pub fn mark_trigger(&self, workflow: &WorkflowId, id: &TriggerId, upto: Timestamp) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "INSERT INTO triggers (workflow, id, considered) VALUES (?1, ?2, ?3)
                 ON CONFLICT (workflow, id) DO UPDATE SET considered = excluded.considered",
            )?
            .execute(params![workflow.as_str(), id.as_str(), upto.ms()])?;
        Ok(())
    }

    /// Forgets runs that ended before `before`, and the events up to then. Audit, revisions and durations stay.
    /// Returns the runs that are gone.
    pub fn forget(&self, before: Timestamp) -> Result<Vec<RunId>, StoreError> {
        let mut gone = self.connection.prepare("SELECT run FROM runs WHERE open = 0 AND ended_at < ?1")?;
        let runs: Vec<RunId> = gone
            .query_map([before.ms()], |row| row.get::<_, String>(0))?
            .map(|run| run.map(RunId::new))
            .collect::<Result<_, _>>()?;
        for run in &runs {
            self.connection.execute("DELETE FROM events WHERE run = ?1", [run.as_str()])?;
            self.connection.execute("DELETE FROM runs WHERE run = ?1", [run.as_str()])?;
        }
        Ok(runs)
    }
}
