//! The audit log as a chain of hashes: no entry can be altered, left out or put in without every later hash changing.

use daybreak_model::time::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The hash before the first entry: 64 zeros.
pub const GENESIS: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// What is written down of one thing that somebody did. Times in milliseconds since the epoch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Counted from 1 without gaps.
    pub seq: u64,
    pub at: Timestamp,
    /// The person's name in the roster; `runtime` for what the runtime did by itself.
    pub person: String,
    /// A verb: `change.approve`, `run.hold`.
    pub action: String,
    /// What it was done to: `change 3`, `run 12 node core/fees`.
    pub subject: String,
    pub reason: String,
    /// What else is needed to understand it, as text.
    pub detail: String,
}

/// A record and its hash, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chained {
    #[serde(flatten)]
    pub record: Record,
    /// 64 hex digits: [`link`] of the hash before and the record.
    pub hash: String,
}

/// The first entry at which a chain does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    #[error("entry {found} stands where entry {expected} belongs: entries were removed, added or reordered")]
    Gap { expected: u64, found: u64 },
    #[error("entry {seq} does not match its hash: it, or an entry before it, was altered")]
    Altered { seq: u64 },
}

/// The hash of an entry: SHA-256 over the hash before it, a newline, and the record in RFC 8785 canonical form.
pub fn link(previous: &str, record: &Record) -> String {
    let canonical = serde_json_canonicalizer::to_vec(record).expect("a record is strings and whole numbers");
    let mut hasher = Sha256::new();
    hasher.update(previous.as_bytes());
    hasher.update(b"\n");
    hasher.update(&canonical);
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A chain that is being checked entry by entry, so that a long log needs no memory.
#[derive(Clone, Debug)]
pub struct Verifier {
    last: String,
    entries: u64,
}

impl Default for Verifier {
    fn default() -> Verifier {
        Verifier { last: GENESIS.into(), entries: 0 }
    }
}

impl Verifier {
    /// Takes the next entry.
    pub fn next(&mut self, entry: &Chained) -> Result<(), Broken> {
        let expected = self.entries + 1;
        if entry.record.seq != expected {
            return Err(Broken::Gap { expected, found: entry.record.seq });
        }
        if entry.hash != link(&self.last, &entry.record) {
            return Err(Broken::Altered { seq: expected });
        }
        self.last.clone_from(&entry.hash);
        self.entries = expected;
        Ok(())
    }

    /// How many entries have held.
    pub fn entries(&self) -> u64 {
        self.entries
    }
}

/// Checks a whole chain from its first entry; says how many entries it has, or which is the first broken one.
pub fn verify<'a>(entries: impl IntoIterator<Item = &'a Chained>) -> Result<u64, Broken> {
    let mut verifier = Verifier::default();
    for entry in entries {
        verifier.next(entry)?;
    }
    Ok(verifier.entries())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(length: u64) -> Vec<Chained> {
        let mut last = GENESIS.to_owned();
        let record = |seq| Record {
            seq,
            at: Timestamp(1_700_000_000_000 + seq as i64),
            person: "olga".into(),
            action: "run.hold".into(),
            subject: format!("run {seq} node fees"),
            reason: "waiting for the file".into(),
            detail: String::new(),
        };
        (1..=length)
            .map(|seq| {
                let record = record(seq);
                last = link(&last, &record);
                Chained { record, hash: last.clone() }
            })
            .collect()
    }

    /// U1: an untouched chain holds, the empty one too.
    #[test]
    fn u1_an_untouched_chain_holds() {
        assert_eq!(verify(&chain(0)), Ok(0));
        assert_eq!(verify(&chain(20)), Ok(20));
    }

    /// U2: the hash is the published one, so that others can verify with a tool of their own.
    #[test]
    fn u2_the_hash_is_sha256_over_previous_newline_canonical_record() {
        let text = format!(
            "{GENESIS}\n{}",
            r#"{"action":"run.hold","at":1700000000001,"detail":"","person":"olga","reason":"waiting for the file","seq":1,"subject":"run 1 node fees"}"#
        );
        let expected: String = Sha256::digest(text.as_bytes()).iter().map(|b| format!("{b:02x}")).collect();
        assert_eq!(chain(1)[0].hash, expected);
    }

    /// U3: altering any field of any entry is found at that entry.
    #[test]
    fn u3_an_altered_entry_is_named() {
        let alterations: [fn(&mut Record); 6] = [
            |r| r.at = Timestamp(r.at.ms() + 1),
            |r| r.person.push('x'),
            |r| r.action.push('x'),
            |r| r.subject.push('x'),
            |r| r.reason.clear(),
            |r| r.detail.push('x'),
        ];
        for alter in alterations {
            let mut entries = chain(9);
            alter(&mut entries[4].record);
            assert_eq!(verify(&entries), Err(Broken::Altered { seq: 5 }));
        }
    }

    /// U4: an entry altered together with its own hash is found at the next one.
    #[test]
    fn u4_a_rehashed_entry_breaks_the_next() {
        let mut entries = chain(9);
        entries[4].record.reason = "nothing to see".into();
        entries[4].hash = link(&entries[3].hash, &entries[4].record);
        assert_eq!(verify(&entries), Err(Broken::Altered { seq: 6 }));
    }

    /// U5: removed, swapped and doubled entries are found where they are missed.
    #[test]
    fn u5_removed_swapped_and_doubled_entries_are_named() {
        let mut removed = chain(9);
        removed.remove(4);
        assert_eq!(verify(&removed), Err(Broken::Gap { expected: 5, found: 6 }));
        let mut swapped = chain(9);
        swapped.swap(2, 3);
        assert_eq!(verify(&swapped), Err(Broken::Gap { expected: 3, found: 4 }));
        let mut doubled = chain(9);
        doubled.insert(5, doubled[4].clone());
        assert_eq!(verify(&doubled), Err(Broken::Gap { expected: 6, found: 5 }));
    }
}
