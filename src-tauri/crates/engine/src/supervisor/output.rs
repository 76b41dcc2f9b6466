//! What a job prints: kept up to a limit, and searched for outputs.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufRead, BufReader, PipeReader, Read, Write};
use std::path::Path;

/// A line that begins so gives out a value: `::output NAME=VALUE`.
const MARK: &str = "::output ";
const MOST_OUTPUTS: usize = 200;
const LONGEST_NAME: usize = 120;
const LONGEST_VALUE: usize = 4096;
/// Lines are read in pieces of this size at most, so that one endless line does not fill the memory.
const LONGEST_LINE: u64 = 64 * 1024;
const LONGEST_OUTPUT_FILE: u64 = 1 << 20;

/// Copies what comes through the pipe into the log, up to `limit` bytes, and returns the outputs in it. Ends with the pipe.
pub(super) fn pump(pipe: PipeReader, log: &Path, limit: u64) -> BTreeMap<String, String> {
    let mut file = File::create(log).ok();
    let mut left = limit;
    let mut outputs = BTreeMap::new();
    let mut reader = BufReader::with_capacity(64 * 1024, pipe);
    let mut line = Vec::new();
    while matches!((&mut reader).take(LONGEST_LINE).read_until(b'\n', &mut line), Ok(read) if read > 0) {
        if let Some(value) = std::str::from_utf8(&line).ok().and_then(|text| text.strip_prefix(MARK)) {
            add(&mut outputs, value.trim_end_matches(['\n', '\r']));
        }
        let kept = usize::try_from(left).unwrap_or(usize::MAX).min(line.len());
        // A full disk must not stop the job: what does not fit is let go.
        if let Some(out) = &mut file
            && kept > 0
            && out.write_all(&line[..kept]).is_err()
        {
            file = None;
        }
        if kept < line.len() && left > 0 {
            left = 0;
            let _ = file.as_mut().map(|out| {
                writeln!(out, "\n[daybreak: the rest of the output is not kept; the limit is {limit} bytes]")
            });
        }
        left -= left.min(kept as u64);
        line.clear();
    }
    outputs
}

/// The outputs that the job wrote to its file, `NAME=VALUE` a line.
pub(super) fn from_file(path: &Path) -> BTreeMap<String, String> {
    let mut text = String::new();
    let mut outputs = BTreeMap::new();
    if let Ok(file) = File::open(path)
        && file.take(LONGEST_OUTPUT_FILE).read_to_string(&mut text).is_ok()
    {
        text.lines().for_each(|line| add(&mut outputs, line));
    }
    outputs
}

fn add(outputs: &mut BTreeMap<String, String>, line: &str) {
    let Some((name, value)) = line.split_once('=') else {
        return;
    };
    let fits = !name.is_empty() && name.len() <= LONGEST_NAME && value.len() <= LONGEST_VALUE;
    if fits && (outputs.len() < MOST_OUTPUTS || outputs.contains_key(name)) {
        outputs.insert(name.trim().into(), value.into());
    }
}
