//! Holds the whole tree to the rules of the house, within `cargo test`.

use xtask::{Finding, Sources, generate, layers, tidy};

fn sources() -> Sources {
    Sources::read(&xtask::root()).unwrap()
}

#[track_caller]
fn assert_clean(findings: &[Finding]) {
    let listed: Vec<String> = findings.iter().map(Finding::to_string).collect();
    assert!(findings.is_empty(), "{} finding(s):\n{}", listed.len(), listed.join("\n"));
}

#[test]
fn every_arrow_points_down() {
    assert_clean(&layers::check(&sources()).unwrap());
}

#[test]
fn the_tree_is_tidy() {
    assert_clean(&tidy::check(&sources()));
}

#[test]
fn what_is_generated_is_fresh() {
    assert_clean(&generate::stale(&sources()).unwrap());
}
