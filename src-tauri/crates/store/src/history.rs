//! Recorded nights and the forecasts that were shown before them: a file of its own, beside the runtime's store and its lease, so that
//! nights can be recorded and read while a runtime is up, or none is.

use crate::error::StoreError;
use crate::rows::DurationRow;
use chrono::NaiveDate;
use daybreak_history::{Attempt, History, Night, Quantiles, Status};
use daybreak_model::id::{NodeId, WorkflowId};
use daybreak_model::time::Timestamp;
use daybreak_run::{RunId, RunStatus, RunSummary};
use rusqlite::{Connection, params};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

/// The file in the data folder.
const FILE: &str = "history.db";
const FORMAT: i64 = 1;
const SCHEMA: &str = include_str!("history/1.sql");
const BUSY: Duration = Duration::from_secs(5);

/// The recorded nights of one data folder.
pub struct HistoryStore {
    connection: Connection,
}

impl HistoryStore {
    /// Opens the nights of `folder`, made when it is not there.
    ///
    /// # Errors
    /// The folder cannot be used, the file is damaged, or a newer program wrote it.
    pub fn open(folder: &Path) -> Result<HistoryStore, StoreError> {
        std::fs::create_dir_all(folder).map_err(|source| StoreError::Folder { folder: folder.into(), source })?;
        let file = folder.join(FILE);
        HistoryStore::at(&file).map_err(|error| match error {
            StoreError::Damaged { why, .. } => StoreError::Damaged { file, why },
            other => other,
        })
    }

    fn at(file: &Path) -> Result<HistoryStore, StoreError> {
        let connection = Connection::open(file)?;
        connection.busy_timeout(BUSY)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        let found: i64 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        if found > FORMAT {
            return Err(StoreError::Newer { found, known: FORMAT });
        }
        if found == 0 {
            connection.execute_batch(&format!("BEGIN IMMEDIATE; {SCHEMA} PRAGMA user_version = {FORMAT}; COMMIT;"))?;
        }
        Ok(HistoryStore { connection })
    }

    /// Records nights, of one workflow or of any that has their nodes, all or none; says how many attempts were new.
    ///
    /// # Errors
    /// A full disk; that another process is writing for too long.
    pub fn add(&mut self, workflow: Option<&WorkflowId>, history: &History) -> Result<u32, StoreError> {
        let transaction = self.connection.transaction()?;
        let mut added = 0;
        {
            let mut statement = transaction.prepare(
                "INSERT OR IGNORE INTO attempts (workflow, run, business_date, node, started, ended, status, resource)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?;
            // As within one file: of two records of one attempt the one with the later end counts.
            let mut correction = transaction.prepare(
                "UPDATE attempts SET ended = ?5, status = ?6, resource = ?7
                 WHERE workflow = ?1 AND run = ?2 AND node = ?3 AND started = ?4 AND ended < ?5",
            )?;
            for night in &history.nights {
                let date = night.date.map(|date| date.to_string());
                for a in &night.attempts {
                    let (workflow, node, status) = (name(workflow), a.node.as_str(), a.status.as_str());
                    let is_new = statement
                        .execute(params![workflow, night.run, date, node, a.start, a.end, status, a.resource])?
                        > 0;
                    added += u32::from(is_new);
                    if !is_new {
                        correction.execute(params![workflow, night.run, node, a.start, a.end, status, a.resource])?;
                    }
                }
            }
        }
        transaction.commit()?;
        Ok(added)
    }

    /// The nights of `workflow`, and those that were recorded for none in particular; all nights when no workflow is named.
    pub fn nights(&self, workflow: Option<&WorkflowId>) -> Result<History, StoreError> {
        let mut statement = self.connection.prepare(
            "SELECT run, business_date, node, started, ended, status, resource FROM attempts
             WHERE ?1 IS NULL OR workflow = ?1 OR workflow = '' ORDER BY rowid",
        )?;
        let mut rows = statement.query([workflow.map(WorkflowId::as_str)])?;
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        let mut history = History::default();
        while let Some(row) = rows.next()? {
            let run: String = row.get("run")?;
            let date: Option<String> = row.get("business_date")?;
            let at = *places.entry(run.clone()).or_insert_with(|| {
                let date = date.and_then(|date| date.parse::<NaiveDate>().ok());
                history.nights.push(Night { run, date, ran: None, attempts: Vec::new() });
                history.nights.len() - 1
            });
            history.nights[at].attempts.push(Attempt {
                node: NodeId::new(row.get::<_, String>("node")?),
                start: row.get("started")?,
                end: row.get("ended")?,
                status: Status::of(&row.get::<_, String>("status")?),
                resource: row.get("resource")?,
            });
        }
        history.put_in_order();
        Ok(history)
    }

    /// Keeps the forecast that was shown before a run, unless one is kept already: only the first was made before the night.
    pub fn keep_forecast(
        &mut self,
        workflow: &WorkflowId,
        run: &str,
        at: Timestamp,
        shown: &Quantiles,
    ) -> Result<(), StoreError> {
        self.connection.execute(
            "INSERT OR IGNORE INTO forecasts (workflow, run, made_at, p10, p50, p80, p90, p95)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            params![workflow.as_str(), run, at.ms(), shown.p10, shown.p50, shown.p80, shown.p90, shown.p95],
        )?;
        Ok(())
    }

    /// The forecasts that were shown before runs of `workflow`, by run; in milliseconds.
    pub fn forecasts(&self, workflow: &WorkflowId) -> Result<BTreeMap<String, Quantiles>, StoreError> {
        let mut statement = self.connection.prepare("SELECT * FROM forecasts WHERE workflow = ?1")?;
        let rows = statement.query_map([workflow.as_str()], |row| {
            let quantiles = Quantiles {
                p10: row.get("p10")?,
                p50: row.get("p50")?,
                p80: row.get("p80")?,
                p90: row.get("p90")?,
                p95: row.get("p95")?,
            };
            Ok((row.get("run")?, quantiles))
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

/// The nights of a runtime, by what it keeps of attempts that succeeded by themselves. Runs that are under way, or that came to another
/// end than success, are no nights yet: how far they came says nothing of how long the night is. What is kept of runs that are not among
/// `runs` any more stands by itself.
pub fn nights_of(durations: &[DurationRow], runs: &[RunSummary]) -> History {
    let runs: BTreeMap<&RunId, &RunSummary> = runs.iter().map(|run| (&run.run, run)).collect();
    let mut nights: BTreeMap<&str, Night> = BTreeMap::new();
    for row in durations {
        let summary = runs.get(&row.run);
        if summary.is_some_and(|run| run.status != RunStatus::Succeeded) {
            continue;
        }
        let run = row.run.as_str();
        let night = nights.entry(run).or_insert_with(|| Night {
            run: run.to_owned(),
            date: Some(row.business_date),
            ran: summary.and_then(|run| Some((run.started_at.ms(), run.ended_at?.ms()))),
            attempts: Vec::new(),
        });
        night.attempts.push(Attempt {
            node: row.node.clone(),
            start: row.started_at.ms(),
            end: row.started_at.after(row.took).ms(),
            status: Status::Succeeded,
            resource: None,
        });
    }
    let mut history = History { nights: nights.into_values().collect() };
    history.put_in_order();
    history
}

fn name(workflow: Option<&WorkflowId>) -> &str {
    workflow.map_or("", WorkflowId::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn history(run: &str, node: &str) -> History {
        let attempt =
            Attempt { node: NodeId::new(node), start: 5, end: 9, status: Status::Forced, resource: Some("w1".into()) };
        History {
            nights: vec![Night {
                run: run.into(),
                date: NaiveDate::from_ymd_opt(2026, 1, 5),
                ran: None,
                attempts: vec![attempt],
            }],
        }
    }

    #[test]
    fn nights_come_back_as_they_were_and_are_taken_in_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let bank = WorkflowId::new("bank");
        let mut store = HistoryStore::open(folder.path()).expect("opened");
        assert_eq!(store.add(None, &history("r1", "a")).expect("added"), 1);
        assert_eq!(store.add(None, &history("r1", "a")).expect("added"), 0);
        assert_eq!(store.add(Some(&bank), &history("r2", "b")).expect("added"), 1);
        drop(store);
        let store = HistoryStore::open(folder.path()).expect("opened again");
        assert_eq!(store.nights(Some(&WorkflowId::new("other"))).expect("read"), history("r1", "a"));
        assert_eq!(store.nights(Some(&bank)).expect("read").nights.len(), 2);
    }

    #[test]
    fn of_two_records_of_one_attempt_the_later_end_counts_in_any_order() {
        let ended = |end: i64| {
            let mut history = history("r1", "a");
            history.nights[0].attempts[0].end = end;
            history
        };
        for ends in [[60_000, 70_000], [70_000, 60_000]] {
            let folder = tempfile::tempdir().expect("a folder");
            let mut store = HistoryStore::open(folder.path()).expect("opened");
            let added: Vec<u32> = ends.iter().map(|end| store.add(None, &ended(*end)).expect("added")).collect();
            assert_eq!(added, [1, 0]);
            assert_eq!(store.nights(None).expect("read"), ended(70_000));
        }
    }

    #[test]
    fn only_the_first_forecast_of_a_run_is_kept() {
        let folder = tempfile::tempdir().expect("a folder");
        let (bank, at) = (WorkflowId::new("bank"), Timestamp::default());
        let mut store = HistoryStore::open(folder.path()).expect("opened");
        let shown = |p50| Quantiles { p50, ..Quantiles::default() };
        store.keep_forecast(&bank, "r1", at, &shown(1.0)).expect("kept");
        store.keep_forecast(&bank, "r1", at, &shown(2.0)).expect("left");
        assert_eq!(store.forecasts(&bank).expect("read").get("r1"), Some(&shown(1.0)));
    }

    #[test]
    fn a_file_that_is_no_history_is_named() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join(FILE), "nonsense that is longer than a header of a database".repeat(9))
            .expect("written");
        let error = HistoryStore::open(folder.path()).err().expect("refused").to_string();
        assert!(error.contains(FILE), "{error}");
    }
}
