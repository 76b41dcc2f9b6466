//! What the store promises: all or nothing, one writer, clear errors, an unbroken audit chain.

use daybreak_change::audit::verify;
use daybreak_model::bundle::Bundle;
use daybreak_model::definition::Definition;
use daybreak_model::time::Timestamp;
use daybreak_store::{Access, AuditFilter, Limits, Store, StoreError, Write};
use std::fs;
use std::path::Path;

const NOW: Timestamp = Timestamp(1_000);

fn open(folder: &Path) -> Result<Store, StoreError> {
    Store::open(folder, NOW, Limits::default())
}

fn bundle(name: &str) -> Bundle {
    Bundle::single("w.workflow.json", Definition::empty("w", name, "UTC"))
}

fn put(w: &Write<'_>, hash: &str) -> Result<String, StoreError> {
    Ok(w.put_revision(hash, &"w".into(), &bundle(hash), "/", "anna", NOW)?.hash)
}

#[test]
fn what_was_written_is_there_after_opening_again() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = open(folder.path()).expect("a store");
    store.write(|w| ["a", "b", "a"].iter().try_for_each(|hash| put(w, hash).map(drop))).expect("written");
    store.write(|w| w.publish("b", "olga", NOW)).expect("published");
    drop(store);
    let store = open(folder.path()).expect("a store");
    assert_eq!(store.access(), &Access::Writer { token: 2 });
    let reader = store.reader().expect("a reader");
    let published = reader.published(&"w".into()).expect("read").expect("a publication");
    assert_eq!((published.hash.as_str(), published.number), ("b", 1));
    let kept = reader.revisions(&"w".into()).expect("read");
    assert_eq!(kept.len(), 2, "the same content is the same revision");
    assert_eq!(reader.revision("b").expect("read").expect("a revision").bundle, bundle("b"));
}

#[test]
fn a_write_that_fails_leaves_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = open(folder.path()).expect("a store");
    let failed = store.write(|w| {
        put(w, "a")?;
        w.audit("olga", "change.publish", "change 1", "", "", NOW)?;
        w.publish("nothing", "olga", NOW)
    });
    assert!(matches!(failed, Err(StoreError::Absent { .. })), "{failed:?}");
    let reader = store.reader().expect("a reader");
    assert_eq!(reader.revision("a").expect("read"), None);
    assert!(reader.audit(&AuditFilter::default()).expect("read").is_empty());
}

#[test]
fn the_audit_chain_holds_and_shows_what_was_altered() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = open(folder.path()).expect("a store");
    for number in 0..20 {
        let subject = format!("run {number}");
        store.write(|w| w.audit("olga", "run.hold", &subject, "late", "{}", NOW)).expect("written");
    }
    let mut entries = store.reader().expect("a reader").audit(&AuditFilter::default()).expect("read");
    assert_eq!(verify(&entries), Ok(20));
    entries[7].record.reason = "early".into();
    assert!(verify(&entries).is_err());
}

#[test]
fn only_one_may_write() {
    let folder = tempfile::tempdir().expect("a folder");
    let first = open(folder.path()).expect("a store");
    let mut second = open(folder.path()).expect("a store");
    assert!(matches!(second.access(), Access::ReadOnly { holder } if holder.pid == std::process::id()));
    assert!(matches!(second.write(|w| put(w, "a")), Err(StoreError::ReadOnly(_))));
    drop(first);
    assert_eq!(open(folder.path()).expect("a store").token(), Some(2));
}

#[test]
fn who_lost_the_lease_writes_no_more() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut first = open(folder.path()).expect("a store");
    // Somebody removed the lock file, so the operating system's lock no longer keeps others out.
    fs::remove_file(folder.path().join("daybreak.lock")).expect("removed");
    let mut second = open(folder.path()).expect("a store");
    assert!(matches!(first.write(|w| put(w, "a")), Err(StoreError::Fenced { ours: 1, found: 2 })));
    second.write(|w| put(w, "a")).expect("written");
}

#[test]
fn a_full_store_says_so_and_keeps_what_it_has() {
    let folder = tempfile::tempdir().expect("a folder");
    drop(open(folder.path()).expect("a store"));
    let size = fs::metadata(folder.path().join("daybreak.db")).expect("the file").len();
    let mut store = Store::open(folder.path(), NOW, Limits { bytes: Some(size + 16_384) }).expect("a store");
    store.write(|w| w.put_setting("small", "1")).expect("written");
    let full = store.write(|w| w.put_setting("large", &"x".repeat(100_000)));
    assert!(matches!(&full, Err(error @ StoreError::Full) if error.may_pass()), "{full:?}");
    store.write(|w| w.put_setting("small", "2")).expect("it goes on");
    let reader = store.reader().expect("a reader");
    assert_eq!(reader.setting("small").expect("read").as_deref(), Some("2"));
}

#[test]
fn a_damaged_or_newer_file_is_named_and_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("daybreak.db");
    fs::write(&file, "this is no database, and it is longer than a header".repeat(20)).expect("written");
    let before = fs::read(&file).expect("read");
    assert!(matches!(open(folder.path()).map(|_| ()), Err(StoreError::Damaged { file: named, .. }) if named == file));
    assert_eq!(fs::read(&file).expect("read"), before);
    fs::remove_file(&file).expect("removed");
    drop(open(folder.path()).expect("a store"));
    // The format version lies at byte 60 of the header, big-endian.
    let mut bytes = fs::read(&file).expect("read");
    bytes[60..64].copy_from_slice(&999_u32.to_be_bytes());
    fs::write(&file, bytes).expect("written");
    assert!(matches!(open(folder.path()).map(|_| ()), Err(StoreError::Newer { found: 999, .. })));
}
