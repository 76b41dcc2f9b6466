//! From text to definitions and calendars, with as many problems at once as can be told apart.

use super::decode::decode;
use super::migrate::{STEPS, Step, migrate};
use super::parse::parse;
use super::problem::{Fault, LIMIT, MAX_PROBLEMS, NOT_JSON, Source, WRONG_VALUE};
use super::tree::{Member, Tree, Value};
use super::{MAX_BYTES, MAX_EDGES, MAX_NODES, MAX_PARTS};
use crate::calendar::Calendar;
use crate::definition::{Definition, Edge, Lock, Pool, System};
use crate::diagnostic::Diagnostic;
use crate::id::{MAX_ID_CHARS, id_problem};
use crate::node::{Node, NodeText};
use crate::trigger::Trigger;
use chrono::{Datelike, NaiveDate};
use serde::de::DeserializeOwned;

/// Dates of a calendar lie within these years, so that a slip of the pen does not make a walk of a million days.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2399;

/// The text of `bytes`; other encodings than UTF-8 are named when their mark tells them.
pub fn utf8<'a>(file: &str, bytes: &'a [u8]) -> Result<&'a str, Vec<Diagnostic>> {
    std::str::from_utf8(bytes).map_err(|error| {
        let good = error.valid_up_to();
        let text = std::str::from_utf8(&bytes[..good]).unwrap_or_default();
        let message = match bytes {
            [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "the file is UTF-16, not UTF-8".to_string(),
            _ => format!("the byte {:#04x} is not UTF-8 here", bytes[good]),
        };
        let fault = Fault::new(NOT_JSON, message).within(good).help("save the file as UTF-8");
        vec![Source { file, text }.diagnostic(fault, None)]
    })
}

pub fn definition(file: &str, text: &str) -> Result<Definition, Vec<Diagnostic>> {
    let (source, tree) = opened(file, text)?;
    let mut faults = Vec::new();
    let nodes: Vec<Node> = list(&tree, "nodes", MAX_NODES, &mut faults, node);
    let edges: Vec<Edge> = list(&tree, "edges", MAX_EDGES, &mut faults, |edge| decode(edge));
    let systems: Vec<System> = list(&tree, "systems", MAX_PARTS, &mut faults, identified);
    let pools: Vec<Pool> = list(&tree, "pools", MAX_PARTS, &mut faults, identified);
    let locks: Vec<Lock> = list(&tree, "locks", MAX_PARTS, &mut faults, identified);
    let triggers: Vec<Trigger> = list(&tree, "triggers", MAX_PARTS, &mut faults, identified);
    match header(with_empty_lists(&tree), &mut faults) {
        Some(header) if faults.is_empty() => Ok(Definition { nodes, edges, systems, pools, locks, triggers, ..header }),
        _ => Err(diagnostics(&source, &tree, faults)),
    }
}

pub fn calendar(file: &str, text: &str) -> Result<Calendar, Vec<Diagnostic>> {
    let (source, tree) = opened(file, text)?;
    let mut faults = Vec::new();
    let calendar: Option<Calendar> = header(tree.clone(), &mut faults);
    if let Some(calendar) = &calendar {
        refuse_bad_dates(calendar, &tree, &mut faults);
    }
    match calendar {
        Some(calendar) if faults.is_empty() => Ok(calendar),
        _ => Err(diagnostics(&source, &tree, faults)),
    }
}

/// A value of another format, brought to its newest version by `steps` when it has versions.
pub fn other<T: DeserializeOwned>(file: &str, text: &str, steps: Option<&[Step]>) -> Result<T, Vec<Diagnostic>> {
    let (source, tree) = opened_by(file, text, steps)?;
    let mut faults = Vec::new();
    match header(tree.clone(), &mut faults) {
        Some(value) if faults.is_empty() => Ok(value),
        _ => Err(diagnostics(&source, &tree, faults)),
    }
}

/// The parsed text in the newest version of the format.
fn opened<'a>(file: &'a str, text: &'a str) -> Result<(Source<'a>, Tree<'a>), Vec<Diagnostic>> {
    opened_by(file, text, Some(STEPS))
}

fn opened_by<'a>(
    file: &'a str,
    text: &'a str,
    steps: Option<&[Step]>,
) -> Result<(Source<'a>, Tree<'a>), Vec<Diagnostic>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let source = Source { file, text };
    if text.len() > MAX_BYTES {
        let message = format!("the file has {} bytes; at most {MAX_BYTES} are read", text.len());
        return Err(vec![source.diagnostic(Fault::new(LIMIT, message), None)]);
    }
    let mut tree = parse(text).map_err(|fault| vec![source.diagnostic(fault, None)])?;
    if let Some(steps) = steps {
        migrate(&mut tree, steps).map_err(|fault| vec![source.diagnostic(fault, Some(&tree))])?;
    }
    Ok((source, tree))
}

fn diagnostics(source: &Source<'_>, tree: &Tree<'_>, mut faults: Vec<Fault>) -> Vec<Diagnostic> {
    faults.sort_by_key(|fault| fault.at);
    faults.into_iter().map(|fault| source.diagnostic(fault, Some(tree))).collect()
}

/// The arrays that are decoded element by element.
const LISTS: [&str; 6] = ["nodes", "edges", "systems", "pools", "locks", "triggers"];

/// Decodes each element of the array `name` by itself, so that one bad element hides no other.
fn list<T>(
    root: &Tree<'_>,
    name: &str,
    limit: usize,
    faults: &mut Vec<Fault>,
    element: fn(&Tree<'_>) -> Result<T, Fault>,
) -> Vec<T> {
    let Some(Tree { at, value: Value::Array(items) }) = root.get(name) else {
        return Vec::new();
    };
    if items.len() > limit {
        let message = format!("{} {name} are too many; at most {limit} are read", items.len());
        faults.push(Fault::new(LIMIT, message).within(*at));
        return Vec::new();
    }
    let mut list = Vec::with_capacity(items.len());
    for item in items {
        match element(item) {
            Ok(value) => list.push(value),
            Err(fault) if faults.len() < MAX_PROBLEMS => faults.push(fault.within(item.at)),
            Err(_) => break,
        }
    }
    list
}

/// A copy of `root` in which the arrays that [`list`] decodes are empty.
fn with_empty_lists<'a>(root: &Tree<'a>) -> Tree<'a> {
    let Value::Object(members) = &root.value else {
        return root.clone();
    };
    let emptied = members.iter().map(|member| match &member.value {
        Tree { at, value: Value::Array(_) } if LISTS.contains(&&*member.name) => Member {
            at: member.at,
            name: member.name.clone(),
            value: Tree { at: *at, value: Value::Array(Vec::new()) },
        },
        _ => member.clone(),
    });
    Tree { at: root.at, value: Value::Object(emptied.collect()) }
}

fn node(tree: &Tree<'_>) -> Result<Node, Fault> {
    let text: NodeText = decode(tree)?;
    Node::try_from(text).map_err(|problem| {
        let at = problem.field.and_then(|field| tree.get(field)).map_or(tree.at, |value| value.at);
        Fault::new(WRONG_VALUE, problem.message).within(at)
    })
}

/// A part with an identifier that others refer to.
fn identified<T: DeserializeOwned>(tree: &Tree<'_>) -> Result<T, Fault> {
    let part = decode(tree)?;
    refuse_bad_id(tree)?;
    Ok(part)
}

fn refuse_bad_id(tree: &Tree<'_>) -> Result<(), Fault> {
    let Some((id, text)) = tree.get("id").and_then(|id| Some((id, id.as_text()?))) else {
        return Ok(());
    };
    let code = if text.chars().nth(MAX_ID_CHARS).is_some() { LIMIT } else { WRONG_VALUE };
    id_problem(text).map_or(Ok(()), |problem| Err(Fault::new(code, problem).within(id.at)))
}

/// Decodes what is left of `root`. A bad field is noted and taken out, so that the next one is seen, too.
fn header<T: DeserializeOwned>(mut root: Tree<'_>, faults: &mut Vec<Fault>) -> Option<T> {
    if let Err(fault) = refuse_bad_id(&root) {
        faults.push(fault);
    }
    let mut taken_out: Vec<String> = Vec::new();
    loop {
        let fault = match decode(&root) {
            Ok(value) => return Some(value),
            Err(fault) => fault,
        };
        if fault.at == Some(root.at) || fault.at.is_none() {
            // A required field that was taken out is missing now; it has been reported already.
            if !fault.missing.is_some_and(|field| taken_out.iter().any(|name| name == field)) {
                faults.push(fault);
            }
            return None;
        }
        let Value::Object(members) = &mut root.value else {
            return None;
        };
        let holding = members.iter().rposition(|m| fault.at.is_some_and(|at| m.at <= at))?;
        taken_out.push(members.remove(holding).name.into());
        faults.push(fault);
        if faults.len() >= MAX_PROBLEMS {
            return None;
        }
    }
}

fn refuse_bad_dates(calendar: &Calendar, tree: &Tree<'_>, faults: &mut Vec<Fault>) {
    let place = |path: &[&str]| path.iter().try_fold(tree, |t, name| t.get(name)).map_or(tree.at, |t| t.at);
    let out_of_range = |date: &NaiveDate| !YEARS.contains(&date.year());
    let wrong = |date: NaiveDate| {
        Fault::new(WRONG_VALUE, format!("the year of {date} is not from {} to {}", YEARS.start(), YEARS.end()))
    };
    for (field, date) in [("from", calendar.covers.from), ("to", calendar.covers.to)] {
        if out_of_range(&date) {
            faults.push(wrong(date).within(place(&["covers", field])));
        }
    }
    if calendar.covers.from > calendar.covers.to {
        let message = "the calendar covers no date: \"from\" is later than \"to\"";
        faults.push(Fault::new(WRONG_VALUE, message).within(place(&["covers"])));
    }
    for (field, dates) in [("holidays", &calendar.holidays), ("working_days", &calendar.working_days)] {
        if let Some(date) = dates.keys().find(|date| out_of_range(date)) {
            faults.push(wrong(*date).within(place(&[field])));
        }
    }
}
