//! The content hash: the name of a revision.
//!
//! SHA-256 over the RFC 8785 canonical JSON of `{"definition": ROOT, "files": {PATH: FILE, …}}`, where the files are every
//! subflow and calendar that the root refers to, directly or through a subflow, by their path from the root's folder (`null` for
//! one that is not there). `$schema` is left out, and so is whatever nobody refers to.

use crate::bundle::{Bundle, Reference, references};
use crate::calendar::Calendar;
use crate::definition::Definition;
use crate::file::canonical_json;
use schemars::JsonSchema;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use ts_rs::TS;

/// A SHA-256, written as 64 lower-case hex digits.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema, TS)]
#[serde(transparent)]
pub struct ContentHash(String);

/// So many bytes are hashed at a time.
const GATHERED: usize = 1 << 14;
/// How many digits of a hash people read.
const SHORT: usize = 12;

impl ContentHash {
    /// The hash of the root definition with every file it refers to.
    pub fn of(bundle: &Bundle) -> ContentHash {
        let mut hasher = Sha256::new();
        // The pieces are a few bytes each, and a hasher looks after every one.
        let mut gathered = Vec::with_capacity(2 * GATHERED);
        canonical_json(&Content::of(bundle), &mut |piece| {
            gathered.extend_from_slice(piece);
            if gathered.len() >= GATHERED {
                hasher.update(&gathered);
                gathered.clear();
            }
        });
        hasher.update(&gathered);
        ContentHash::from_digest(&hasher.finalize())
    }

    /// The hash of plain bytes: a script's, an evidence file's.
    pub fn of_bytes(bytes: &[u8]) -> ContentHash {
        ContentHash::from_digest(&Sha256::digest(bytes))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first 12 digits, for people.
    pub fn short(&self) -> &str {
        &self.0[..SHORT]
    }

    fn from_digest(digest: &[u8]) -> ContentHash {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let digit = |nibble: u8| char::from(DIGITS[usize::from(nibble)]);
        ContentHash(digest.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect())
    }
}

impl FromStr for ContentHash {
    type Err = String;

    fn from_str(text: &str) -> Result<ContentHash, String> {
        let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
        if text.len() == 64 && text.bytes().all(hex) {
            Ok(ContentHash(text.into()))
        } else {
            Err("a content hash is 64 lower-case hex digits".into())
        }
    }
}

impl<'de> Deserialize<'de> for ContentHash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<ContentHash, D::Error> {
        Cow::<'de, str>::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.short())
    }
}

/// What is hashed.
#[derive(Serialize)]
struct Content<'a> {
    definition: Option<Cow<'a, Definition>>,
    files: BTreeMap<String, File<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum File<'a> {
    Definition(Option<Box<Cow<'a, Definition>>>),
    Calendar(Option<&'a Calendar>),
}

impl<'a> Content<'a> {
    fn of(bundle: &'a Bundle) -> Content<'a> {
        let mut files = BTreeMap::new();
        let mut open = vec![bundle.root.clone()];
        while let Some(path) = open.pop() {
            let Some(definition) = bundle.definitions.get(&path) else {
                continue;
            };
            for reference in references(&path, definition) {
                match reference {
                    Reference::Calendar(path) => {
                        let calendar = bundle.calendars.get(&path);
                        files.entry(path).or_insert(File::Calendar(calendar));
                    }
                    Reference::Definition(path) if !files.contains_key(&path) => {
                        let definition = bundle.definitions.get(&path).map(|found| Box::new(without_schema(found)));
                        files.insert(path.clone(), File::Definition(definition));
                        open.push(path);
                    }
                    Reference::Definition(_) => {}
                }
            }
        }
        Content { definition: bundle.root().map(without_schema), files }
    }
}

fn without_schema(definition: &Definition) -> Cow<'_, Definition> {
    match definition.schema {
        None => Cow::Borrowed(definition),
        Some(_) => Cow::Owned(Definition { schema: None, ..definition.clone() }),
    }
}
