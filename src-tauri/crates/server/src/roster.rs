//! The people that a runtime knows, and the keys by which it knows them.
//!
//! `people.json` in the data folder holds, for each person, the name, what others read, the roles and the SHA-256 of the key. The keys
//! themselves lie beside it, `keys/NAME.key`, for their owners to take away. Both are made at the first start.

use crate::failure::Failure;
use daybreak_change::role::Role;
use daybreak_wire::ErrorCode;
use daybreak_wire::person::Person;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;
use subtle::ConstantTimeEq;

/// Its name in the data folder.
const FILE: &str = "people.json";

/// The most bytes of a roster that are read.
const MAX_BYTES: u64 = 4 << 20;

/// Whom a new runtime knows: one person of each role.
const FIRST: [(&str, &str, Role); 6] = [
    ("dora", "Dora, designer", Role::Designer),
    ("aaron", "Aaron, approver", Role::Approver),
    ("olga", "Olga, operator", Role::Operator),
    ("anna", "Anna, analyst", Role::Analyst),
    ("udo", "Udo, auditor", Role::Auditor),
    ("ada", "Ada, administrator", Role::Administrator),
];

/// Everybody, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Roster {
    entries: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    name: String,
    display: String,
    roles: Vec<Role>,
    /// 64 hex digits.
    key_sha256: String,
}

impl Roster {
    /// The roster of the data folder `data`; made there, with keys, when there is none.
    pub fn open(data: &Path) -> Result<Roster, Failure> {
        match Roster::read(data)? {
            Some(roster) => Ok(roster),
            None => Roster::create(data).map_err(|error| {
                Failure::new(ErrorCode::Io, format!("the people's keys cannot be written: {error}"))
                    .at(data.display().to_string())
                    .help("see that the folder may be written and the disk has room")
            }),
        }
    }

    /// The roster as it is on the disk, if it is.
    pub fn read(data: &Path) -> Result<Option<Roster>, Failure> {
        let path = data.join(FILE);
        let wrong = |code, why: String| {
            Failure::new(code, why).at(path.display().to_string()).help("repair the file, or restore it from a backup")
        };
        let text = match fs::metadata(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Ok(metadata) if metadata.len() > MAX_BYTES => {
                return Err(wrong(ErrorCode::TooLarge, "it is too long".into()));
            }
            _ => fs::read_to_string(&path)
                .map_err(|error| wrong(ErrorCode::Io, format!("it cannot be read: {error}")))?,
        };
        let entries: Vec<Entry> = serde_json::from_str(&text)
            .map_err(|error| wrong(ErrorCode::BrokenFile, format!("it is no list of people: {error}")))?;
        Ok(Some(Roster { entries }))
    }

    /// Makes keys first and the roster last, so that a roster never names keys that are not there.
    fn create(data: &Path) -> io::Result<Roster> {
        let keys = data.join("keys");
        DirBuilder::new().recursive(true).mode(0o700).create(&keys)?;
        let mut entries = Vec::new();
        for (name, display, role) in FIRST {
            let key = new_key()?;
            let path = keys.join(format!("{name}.key"));
            // A start that was cut short may have left a key that no roster names.
            let _ = fs::remove_file(&path);
            let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
            file.write_all(format!("{key}\n").as_bytes())?;
            file.sync_all()?;
            entries.push(Entry {
                name: name.into(),
                display: display.into(),
                roles: vec![role],
                key_sha256: hex(&Sha256::digest(key.as_bytes())),
            });
        }
        let text = serde_json::to_string_pretty(&entries).map_err(io::Error::other)?;
        write_whole(&data.join(FILE), &format!("{text}\n"))?;
        Ok(Roster { entries })
    }

    /// Who has this key. Every entry is compared, in constant time, so that time tells nothing.
    pub fn who(&self, key: &str) -> Option<Person> {
        let hash = hex(&Sha256::digest(key.as_bytes()));
        let mut found = None;
        for entry in &self.entries {
            if bool::from(entry.key_sha256.as_bytes().ct_eq(hash.as_bytes())) {
                found = Some(entry.person());
            }
        }
        found
    }

    pub fn people(&self) -> Vec<Person> {
        self.entries.iter().map(Entry::person).collect()
    }
}

impl Entry {
    fn person(&self) -> Person {
        Person { name: self.name.clone(), display: self.display.clone(), roles: self.roles.clone() }
    }
}

/// Replaces a file by way of a synced draft that only its owner may read.
pub fn write_whole(path: &Path, text: &str) -> io::Result<()> {
    let draft = path.with_extension(format!("{}.draft", std::process::id()));
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&draft)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&draft, path)
}

/// 256 random bits, as 64 hex digits.
fn new_key() -> io::Result<String> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(hex(&bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn the_first_start_makes_people_with_keys_of_their_own() {
        let data = tempfile::tempdir().unwrap();
        let roster = Roster::open(data.path()).unwrap();
        assert_eq!(roster.people().len(), 6);
        for person in roster.people() {
            let path = data.path().join(format!("keys/{}.key", person.name));
            let key = fs::read_to_string(&path).unwrap();
            assert_eq!(roster.who(key.trim()).as_ref(), Some(&person));
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
            let kept = fs::read_to_string(data.path().join(FILE)).unwrap();
            assert!(!kept.contains(key.trim()), "only the hash is kept");
        }
        assert_eq!(roster.who(""), None);
        assert_eq!(roster.who("guess"), None);
        assert_eq!(Roster::open(data.path()).unwrap(), roster, "the second start finds the same people");
    }

    #[test]
    fn a_broken_roster_is_never_replaced() {
        let data = tempfile::tempdir().unwrap();
        fs::write(data.path().join(FILE), "[{").unwrap();
        assert_eq!(Roster::open(data.path()).unwrap_err().0.code, ErrorCode::BrokenFile);
        assert_eq!(fs::read_to_string(data.path().join(FILE)).unwrap(), "[{");
    }
}
