//! The files that ship with the project are good, canonical, and make a network.

use chrono::NaiveDate;
use daybreak_model::bundle::Bundle;
use daybreak_model::file::{read, read_calendar, write, write_calendar};
use daybreak_model::network::build;
use std::path::{Path, PathBuf};

fn workflows() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../workflows")
}

fn files(folder: &Path, suffix: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("the folder can be read").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(files(&path, suffix).into_iter().map(|(inner, text)| (format!("{name}/{inner}"), text)));
        } else if name.ends_with(suffix) {
            found.push((name, std::fs::read_to_string(&path).expect("the file can be read")));
        }
    }
    found
}

#[test]
fn every_file_is_canonical() {
    for (name, text) in files(&workflows(), ".workflow.json") {
        let definition = read(&name, &text).unwrap_or_else(|problems| panic!("{name}: {problems:#?}"));
        let canonical = write(&definition);
        let differs = canonical.lines().zip(text.lines()).position(|(a, b)| a != b).map(|line| line + 1);
        assert!(canonical == text, "{name} is not in canonical form from line {differs:?} on; write it anew");
    }
    for (name, text) in files(&workflows(), ".calendar.json") {
        let calendar = read_calendar(&name, &text).unwrap_or_else(|problems| panic!("{name}: {problems:#?}"));
        assert!(write_calendar(&calendar) == text, "{name} is not in canonical form; write it anew");
    }
}

#[test]
fn the_banks_night_makes_a_network_on_a_plain_day_and_on_a_month_end() {
    let folder = workflows().join("bank");
    let mut bundle = Bundle { root: "bank-day-end.workflow.json".into(), definitions: [].into(), calendars: [].into() };
    for (name, text) in files(&folder, ".workflow.json") {
        bundle.definitions.insert(name.clone(), read(&name, &text).expect("the file is good"));
    }
    for (name, text) in files(&folder, ".calendar.json") {
        bundle.calendars.insert(name.clone(), read_calendar(&name, &text).expect("the file is good"));
    }
    assert_eq!(bundle.missing(), [].into());
    for date in [(2026, 3, 18), (2026, 4, 30)] {
        let date = NaiveDate::from_ymd_opt(date.0, date.1, date.2).expect("the date is there");
        let network = build(&bundle, date).unwrap_or_else(|problems| panic!("{problems:#?}"));
        assert!(network.left_out.is_empty(), "begin reaches every node: {:?}", network.left_out);
        assert!((80..=300).contains(&network.activities.len()), "{}", network.activities.len());
    }
}
