//! The core never touches the world: no files, no network, no processes, no clock, no randomness of
//! its own. What it needs of them comes in as an argument.

use crate::syntax::{self, Place};
use crate::{Finding, Source, Sources};

const CORE: [&str; 10] =
    ["model", "layout", "check", "run", "simulation", "scenario", "optimise", "advise", "history", "change"];

/// Paths that lead out of the core, by their beginning.
const WORLD: [&str; 16] = [
    "std::fs",
    "std::net",
    "std::process",
    "std::env",
    "std::os",
    "std::io::stdin",
    "std::io::stdout",
    "std::io::stderr",
    "tokio",
    "rand",
    "getrandom",
    "rustix",
    "reqwest",
    "rusqlite",
    "uuid",
    "tempfile",
];

/// Calls that read a clock, by their end.
const CLOCKS: [&str; 4] = ["Instant::now", "SystemTime::now", "Utc::now", "Local::now"];

pub fn check(sources: &Sources) -> Vec<Finding> {
    CORE.iter().flat_map(|name| in_crate(sources, &format!("src-tauri/crates/{name}/src/"))).collect()
}

fn in_crate(sources: &Sources, folder: &str) -> Vec<Finding> {
    let read: Vec<_> = sources
        .under(folder)
        .filter(|file| file.ending() == "rs")
        .filter_map(|file| Some((file, syntax::read(&file.text)?)))
        .collect();
    let tests: Vec<String> =
        read.iter().flat_map(|(file, syntax)| syntax.test_modules.iter().map(|name| module(file, name))).collect();
    read.iter()
        .filter(|(file, _)| !tests.iter().any(|test| is_within(&file.path, test)))
        .flat_map(|(file, syntax)| leaks(file, &syntax.paths))
        .collect()
}

/// Where a module declared in `file` lies: the path without `.rs` or `/mod.rs`.
fn module(file: &Source, name: &str) -> String {
    let own = file.path.trim_end_matches(".rs");
    let folder = ["/lib", "/main", "/mod"].iter().find_map(|root| own.strip_suffix(root)).unwrap_or(own);
    format!("{folder}/{name}")
}

fn is_within(path: &str, module: &str) -> bool {
    path.strip_prefix(module).is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
}

fn leaks<'a>(file: &'a Source, paths: &'a [Place]) -> impl Iterator<Item = Finding> + 'a {
    let leads_out = |path: &str| {
        let begins =
            |world: &str| path.strip_prefix(world).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"));
        WORLD.iter().any(|world| begins(world))
    };
    let reads_clock = |path: &str| CLOCKS.iter().any(|clock| path == *clock || path.ends_with(&format!("::{clock}")));
    paths.iter().filter_map(move |place| {
        let what = match place.text.as_str() {
            path if leads_out(path) => "touches the world",
            path if reads_clock(path) => "reads a clock",
            _ => return None,
        };
        let message = format!("{} {what}: the core is told what it needs", place.text);
        Some(Finding::new(&file.path, place.line, message))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::sample;

    const FILE: &str = "src-tauri/crates/model/src/calendar.rs";

    #[test]
    fn catches_files_clocks_and_randomness() {
        for text in [
            "use std::{fs, fmt};",
            "fn a() { let _ = std::time::Instant::now(); }",
            "fn a() { assert!(before < Utc::now()); }",
            "use rand::Rng;",
        ] {
            assert_eq!(check(&sample(&[(FILE, text)])).len(), 1, "{text}");
        }
    }

    #[test]
    fn lets_the_core_compute() {
        let text = "use std::time::Duration;\nuse std::collections::BTreeMap;\nuse crate::random::Stream;";
        assert_eq!(check(&sample(&[(FILE, text)])), []);
    }

    #[test]
    fn lets_tests_read_files() {
        let files = [
            ("src-tauri/crates/model/src/lib.rs", "#[cfg(test)] mod samples;"),
            ("src-tauri/crates/model/src/samples.rs", "use std::fs;"),
            (FILE, "#[cfg(test)] mod tests { use std::fs; }"),
        ];
        assert_eq!(check(&sample(&files)), []);
    }

    #[test]
    fn leaves_other_crates_alone() {
        assert_eq!(check(&sample(&[("src-tauri/crates/store/src/lib.rs", "use std::fs;")])), []);
    }
}
