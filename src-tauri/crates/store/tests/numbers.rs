//! What is published is numbered without gaps, whatever else was handed in.

use daybreak_model::bundle::Bundle;
use daybreak_model::definition::Definition;
use daybreak_model::id::WorkflowId;
use daybreak_model::time::Timestamp;
use daybreak_store::{Limits, Store, StoreError, Write};

const NOW: Timestamp = Timestamp(1_795_000_000_000);

fn open(folder: &std::path::Path) -> Store {
    Store::open(folder, NOW, Limits::default()).expect("the store opens")
}

fn hand_in(write: &Write<'_>, hash: &str) -> Result<Option<u64>, StoreError> {
    let bundle = Bundle::single("night.workflow.json", Definition::empty("night", "Night", "UTC"));
    Ok(write.put_revision(hash, &"night".into(), &bundle, "/tmp", "dora", NOW)?.number)
}

fn publish(store: &mut Store, hash: &str) -> u64 {
    store.write(|write| write.publish(hash, "aaron", NOW)).expect("published").number
}

#[test]
fn what_is_never_published_uses_no_number_up() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = open(folder.path());
    for hash in ["first", "rejected", "third"] {
        let number = store.write(|write| hand_in(write, hash)).expect("kept");
        assert_eq!(number, None, "{hash} is not published yet");
    }
    assert_eq!((publish(&mut store, "first"), publish(&mut store, "third")), (1, 2));
    assert_eq!(publish(&mut store, "first"), 1, "a roll-back keeps the number");
    assert_eq!(publish(&mut store, "rejected"), 3, "it was published after all");

    let reader = store.reader().expect("a reader");
    let kept = reader.revisions(&WorkflowId::new("night")).expect("revisions");
    let numbers: Vec<_> = kept.iter().map(|revision| (revision.hash.as_str(), revision.number)).collect();
    assert_eq!(numbers, [("third", Some(2)), ("rejected", Some(3)), ("first", Some(1))], "the last handed in first");
    let published = reader.publications(&WorkflowId::new("night")).expect("publications");
    assert_eq!(published.iter().map(|publication| publication.number).collect::<Vec<_>>(), [3, 1, 2, 1]);
}

#[test]
fn what_an_older_program_numbered_keeps_its_number() {
    let folder = tempfile::tempdir().expect("a folder");
    let older = rusqlite::Connection::open(folder.path().join("daybreak.db")).expect("a file");
    older.execute_batch(include_str!("../src/schema/1.sql")).expect("the first format");
    let bundle = r#"{"root":"night.workflow.json","definitions":{},"calendars":{}}"#;
    for (hash, number) in [("first", 1), ("rejected", 2), ("third", 3)] {
        let values = rusqlite::params![hash, number, bundle];
        older.execute("INSERT INTO revisions VALUES (?1, 'night', ?2, 'dora', 0, '/tmp', ?3)", values).expect("a row");
    }
    older
        .execute_batch(
            "INSERT INTO publications (workflow, hash, person, at) VALUES ('night', 'first', 'aaron', 1), ('night', 'third', 'aaron', 2);
             PRAGMA user_version = 1;",
        )
        .expect("published");
    drop(older);

    let mut store = open(folder.path());
    let published = store.reader().expect("a reader").published(&WorkflowId::new("night")).expect("read");
    assert_eq!(published.map(|publication| publication.number), Some(3));
    store.write(|write| hand_in(write, "fourth")).expect("kept");
    assert_eq!((publish(&mut store, "fourth"), publish(&mut store, "first")), (4, 1));
}
