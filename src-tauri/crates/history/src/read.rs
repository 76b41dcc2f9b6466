//! Reading a history from CSV (RFC 4180).

use crate::record::{Attempt, History, Night, Status, is_world};
use chrono::{DateTime, NaiveDate, NaiveDateTime};
use daybreak_model::id::{NodeId, id_problem};
use daybreak_model::time::Span;
use std::collections::BTreeMap;

/// No file has more rows.
pub const MAX_ROWS: usize = 5_000_000;

/// Why a file is no history.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {what}")]
pub struct CsvProblem {
    /// From 1, the header included.
    pub line: u64,
    pub what: String,
}

/// The columns that are read, each by its names; the first is the one that is written about.
const RUN: &[&str] = &["run", "run_id"];
const DATE: &[&str] = &["business_date", "date", "generated_at"];
const NODE: &[&str] = &["node", "job", "task"];
const START: &[&str] = &["start", "start_ms", "started_at"];
const END: &[&str] = &["end", "end_ms", "ended_at", "finished_at"];
const STATUS: &[&str] = &["status", "state"];
const RESOURCE: &[&str] = &["resource", "thread", "worker", "host"];

/// The history in a CSV file with a header: `run,business_date,node,start,end,status` and, if it is there, `resource`, in any
/// order. Times are ISO 8601 (without a zone: UTC) or whole milliseconds on one clock within a run. An empty business date is
/// that of the start; an empty status is success. What was skipped, or stated by a person, may have no times.
///
/// # Errors
/// The first row that cannot be read, by its line; nothing is taken in then.
pub fn read_csv(bytes: &[u8]) -> Result<History, CsvProblem> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(bytes);
    let header = reader.headers().map_err(|error| broken(&error))?.clone();
    let columns = Columns::of(&header)?;
    let mut runs: Vec<Run> = Vec::new();
    let mut nights: BTreeMap<String, usize> = BTreeMap::new();
    let mut history = History::default();
    for (number, row) in reader.records().enumerate() {
        let row = row.map_err(|error| broken(&error))?;
        let line = row.position().map_or(number as u64 + 2, csv::Position::line);
        if number >= MAX_ROWS {
            return Err(CsvProblem { line, what: format!("there are more than {MAX_ROWS} rows; cut the file up") });
        }
        let wrong = |what| CsvProblem { line, what };
        let Some(Row { run, stated, attempt, is_world }) = columns.row(&row).map_err(wrong)? else { continue };
        let at = *nights.entry(run.clone()).or_insert_with(|| {
            history.nights.push(Night { run, date: None, ran: None, attempts: Vec::new() });
            runs.push(Run { stated, is_world });
            history.nights.len() - 1
        });
        let night = &mut history.nights[at];
        runs[at].meet(&night.run, stated, is_world).map_err(wrong)?;
        night.date = night.date.or(stated).or_else(|| day_of(attempt.start));
        night.attempts.push(attempt);
    }
    let mut once = History::default();
    once.add(history);
    Ok(once)
}

/// What all rows of a run have in common.
struct Run {
    stated: Option<NaiveDate>,
    is_world: bool,
}

impl Run {
    fn meet(&mut self, run: &str, stated: Option<NaiveDate>, is_world: bool) -> Result<(), String> {
        if self.is_world != is_world {
            return Err(format!(
                "the run {run} has times of day here and milliseconds from its own beginning elsewhere; write one or the other"
            ));
        }
        match (self.stated, stated) {
            (Some(before), Some(now)) if before != now => {
                Err(format!("the run {run} is of {before} further up and of {now} here; a run has one business date"))
            }
            _ => {
                self.stated = self.stated.or(stated);
                Ok(())
            }
        }
    }
}

struct Row {
    run: String,
    stated: Option<NaiveDate>,
    attempt: Attempt,
    /// Its times are on the world's clock.
    is_world: bool,
}

struct Columns {
    count: usize,
    run: usize,
    date: Option<usize>,
    node: usize,
    start: usize,
    end: usize,
    status: Option<usize>,
    resource: Option<usize>,
}

impl Columns {
    fn of(header: &csv::StringRecord) -> Result<Columns, CsvProblem> {
        let find = |names: &[&str]| {
            names.iter().find_map(|name| header.iter().position(|column| column.eq_ignore_ascii_case(name)))
        };
        let wanted = |names: &[&str]| {
            find(names).ok_or_else(|| CsvProblem {
                line: 1,
                what: format!(
                    "there is no column {:?}; the first line must name run,business_date,node,start,end,status",
                    names[0]
                ),
            })
        };
        let mut names: Vec<String> =
            header.iter().map(str::to_ascii_lowercase).filter(|name| !name.is_empty()).collect();
        names.sort_unstable();
        if let Some(twice) = names.windows(2).find(|two| two[0] == two[1]) {
            return Err(CsvProblem { line: 1, what: format!("there are two columns {:?}; leave one out", twice[0]) });
        }
        Ok(Columns {
            count: header.len(),
            run: wanted(RUN)?,
            date: find(DATE),
            node: wanted(NODE)?,
            start: wanted(START)?,
            end: wanted(END)?,
            status: find(STATUS),
            resource: find(RESOURCE),
        })
    }

    /// What a row says; nothing when it is of something that never began.
    fn row(&self, row: &csv::StringRecord) -> Result<Option<Row>, String> {
        if row.len() > self.count {
            return Err(format!("there are {} fields and {} columns; put quotes around commas", row.len(), self.count));
        }
        let run = field(row, self.run, "run")?.to_owned();
        let node = field(row, self.node, "node")?;
        // A node in a subflow goes by its path.
        if let Some(problem) = node.split('/').find_map(id_problem) {
            return Err(format!("{node:?} is no node: {problem}"));
        }
        let status = Status::of(self.status.and_then(|at| row.get(at)).unwrap_or_default());
        let start = match row.get(self.start).unwrap_or_default() {
            // What never began, being skipped or stated by a person, says nothing of how long it takes.
            "" if !matches!(status, Status::Succeeded | Status::Failed) => return Ok(None),
            _ => time(field(row, self.start, "start")?)?,
        };
        // What is still under way, or never ran, has no end.
        let end = match row.get(self.end).unwrap_or_default() {
            "" if status != Status::Succeeded => start,
            text => time(if text.is_empty() { field(row, self.end, "end")? } else { text })?,
        };
        if is_world(start) != is_world(end) {
            return Err(format!(
                "{node} starts and ends on two clocks; write both as times of day, or both as milliseconds"
            ));
        }
        if end < start {
            return Err(format!("{node} ends before it starts"));
        }
        if end - start > Span::MAX.ms() {
            return Err(format!("{node} takes longer than {} days; its times are wrong", Span::MAX.ms() / 86_400_000));
        }
        let stated = date(self.date.and_then(|at| row.get(at)).unwrap_or_default())?;
        let resource = self.resource.and_then(|at| row.get(at)).filter(|name| !name.is_empty()).map(str::to_owned);
        let attempt = Attempt { node: NodeId::new(node), start, end, status, resource };
        Ok(Some(Row { run, stated, attempt, is_world: is_world(start) }))
    }
}

fn field<'a>(row: &'a csv::StringRecord, at: usize, name: &str) -> Result<&'a str, String> {
    row.get(at).filter(|text| !text.is_empty()).ok_or_else(|| format!("the column {name:?} is empty"))
}

fn date(stated: &str) -> Result<Option<NaiveDate>, String> {
    if stated.is_empty() {
        return Ok(None);
    }
    let day = stated.get(..10).and_then(|day| NaiveDate::parse_from_str(day, "%Y-%m-%d").ok());
    day.map(Some).ok_or_else(|| format!("{stated:?} is no date; write it like 2026-11-23"))
}

/// The day of a start; milliseconds that count from a run's own beginning name none.
fn day_of(start: i64) -> Option<NaiveDate> {
    DateTime::from_timestamp_millis(start).filter(|_| is_world(start)).map(|at| at.date_naive())
}

/// Milliseconds of a moment.
fn time(text: &str) -> Result<i64, String> {
    /// Some 290,000 years, and far enough from overflow.
    const MOST: u64 = 1 << 53;
    if let Ok(ms) = text.parse::<i64>() {
        return if ms.unsigned_abs() <= MOST { Ok(ms) } else { Err(format!("{text:?} is too far off for a time")) };
    }
    if let Ok(at) = DateTime::parse_from_rfc3339(text) {
        return Ok(at.timestamp_millis());
    }
    let forms = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"];
    let local = forms.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok());
    local
        .map(|at| at.and_utc().timestamp_millis())
        .ok_or_else(|| format!("{text:?} is no time; write it like 2026-11-23T21:30:00Z, or as milliseconds"))
}

fn broken(error: &csv::Error) -> CsvProblem {
    let line = error.position().map_or(1, csv::Position::line);
    CsvProblem { line, what: format!("it cannot be read as CSV: {error}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line_of(text: &str) -> (u64, String) {
        let problem = read_csv(text.as_bytes()).expect_err("it is broken");
        (problem.line, problem.what)
    }

    #[test]
    fn h3_iso_times_and_milliseconds_in_any_order_of_columns_are_read() {
        let iso = "\u{feff}node,status,run,business_date,start,end,resource\r\n\
            \"a\",success,r1,2026-11-20,2026-11-20T21:00:00+08:00,2026-11-20T21:00:01.500+08:00,w1\r\n\
            b,forced,r1,2026-11-20,2026-11-20 13:00:02,2026-11-20 13:00:02,\r\n";
        let history = read_csv(iso.as_bytes()).expect("it is read");
        let night = &history.nights[0];
        assert_eq!((night.run.as_str(), night.date), ("r1", NaiveDate::from_ymd_opt(2026, 11, 20)));
        assert_eq!(night.attempts[0].duration(), Some(1500));
        assert_eq!(night.attempts[0].resource.as_deref(), Some("w1"));
        assert_eq!(
            (night.attempts[1].status, night.attempts[1].start),
            (Status::Forced, night.attempts[0].start + 2000)
        );
        let inside = read_csv(b"run,node,start,end\n7,core/post,0,61\n").expect("it is read");
        assert_eq!(inside.nights[0].attempts[0].node, NodeId::new("core/post"));
        let ms = "run,node,start_ms,end_ms\n7,a,0,61\n";
        let history = read_csv(ms.as_bytes()).expect("it is read");
        assert_eq!((history.nights[0].date, history.nights[0].window()), (None, Some(61)));
    }

    #[test]
    fn h2_what_never_began_needs_no_times() {
        let rows = "r,2026-01-01,a,0,5,success\nr,2026-01-01,b,,,skipped\nr,2026-01-01,c,,,forced\n";
        let history =
            read_csv(format!("run,business_date,node,start,end,status\n{rows}").as_bytes()).expect("a history");
        assert_eq!(history.nights[0].attempts.len(), 1);
        assert!(line_of("run,node,start,end,status\nr,a,,5,failed\n").1.contains("start"));
    }

    #[test]
    fn h4_what_cannot_be_read_is_named_by_its_line() {
        let head = "run,business_date,node,start,end,status\n";
        assert_eq!(line_of("run,node,start\n").0, 1);
        assert!(line_of("a,b\n1,2\n").1.contains("\"run\""));
        assert_eq!(line_of(&format!("{head}1,2026-01-01,a,0,5,success\n1,2026-01-01,a,9,5,success\n")).0, 3);
        assert!(line_of(&format!("{head}1,yesterday,a,0,5,success\n")).1.contains("date"));
        assert!(line_of(&format!("{head}1,,a,noon,5,success\n")).1.contains("time"));
        assert!(line_of(&format!("{head}1,,a,0,,success\n")).1.contains("end"));
        assert!(line_of(&format!("{head}1,,a b\u{7},0,1,success\n")).1.contains("no node"));
        assert!(line_of(&format!("{head}1,,core/,0,1,success\n")).1.contains("no node"));
        assert!(line_of(&format!("{head}1,,a,0,99999999999999999,success\n")).1.contains("far"));
        assert!(line_of(&format!("{head}1,,a,-9223372036854775808,0,success\n")).1.contains("far"));
        assert!(line_of(&format!("{head}1,,a,0,2026-01-01T00:01:00Z,success\n")).1.contains("two clocks"));
        let clocks = format!("{head}1,,a,0,5,success\n1,,b,2026-01-01T00:00:00,2026-01-01T00:01:00,success\n");
        assert_eq!(line_of(&clocks).0, 3);
        let years = format!("{head}1,,a,2001-01-01T00:00:00Z,2026-01-01T00:00:00Z,success\n");
        assert!(line_of(&years).1.contains("longer than"));
        assert_eq!(line_of(&format!("{head}1,2026-01-01,a,0,5,success\n1,2026-01-02,b,0,5,success\n")).0, 3);
        assert!(line_of("run,node,start,end,Node\n").1.contains("two columns"));
        assert!(line_of(&format!("{head}1,,a,0,5,success,more\n")).1.contains("7 fields"));
        assert_eq!(read_csv(b"run,node,start,end\n").expect("empty").nights.len(), 0);
    }

    #[test]
    fn h1_of_two_rows_for_one_attempt_the_later_end_counts_in_any_order() {
        let rows = ["1,2026-01-01,a,0,60000,success\n", "1,2026-01-01,a,0,70000,success\n"];
        let read = |rows: [&str; 2]| {
            let text = format!("run,business_date,node,start,end,status\n{}{}", rows[0], rows[1]);
            read_csv(text.as_bytes()).expect("it is read")
        };
        let history = read(rows);
        assert_eq!(history, read([rows[1], rows[0]]));
        assert_eq!(history.nights[0].attempts.len(), 1);
        assert_eq!(history.nights[0].window(), Some(70_000));
    }

    #[test]
    fn h4_no_bytes_make_it_panic() {
        proptest::proptest!(|(bytes in proptest::collection::vec(proptest::num::u8::ANY, 0..200))| {
            let _ = read_csv(&bytes);
            let rows = [b"run,business_date,node,start,end,status\n".as_slice(), &bytes].concat();
            let _ = read_csv(&rows);
        });
    }
}
