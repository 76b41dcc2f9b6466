//! Between Rust's types and columns.

use crate::error::StoreError;
use daybreak_model::network::Part;
use rusqlite::types::Type;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The JSON of a value that cannot fail to be written.
pub(crate) fn json(value: &impl Serialize) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|error| StoreError::Unreadable { what: "a value", why: error.to_string() })
}

/// Reads a column of JSON.
pub(crate) fn parsed<T: DeserializeOwned>(row: &rusqlite::Row<'_>, column: &str) -> rusqlite::Result<T> {
    let at = row.as_ref().column_index(column)?;
    let text = row.get_ref(at)?.as_str()?;
    serde_json::from_str(text).map_err(|e| rusqlite::Error::FromSqlConversionFailure(at, Type::Text, Box::new(e)))
}

/// Reads a column of text that is an enum's name in JSON without its quotes, or a date.
pub(crate) fn named<T: DeserializeOwned>(row: &rusqlite::Row<'_>, column: &str) -> rusqlite::Result<T> {
    let at = row.as_ref().column_index(column)?;
    let text = row.get_ref(at)?.as_str()?;
    serde_json::from_value(serde_json::Value::from(text))
        .map_err(|e| rusqlite::Error::FromSqlConversionFailure(at, Type::Text, Box::new(e)))
}

/// The text that [`named`] reads.
pub(crate) fn name(value: &impl Serialize) -> Result<String, StoreError> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(text)) => Ok(text),
        Ok(other) => Err(StoreError::Unreadable { what: "a name", why: other.to_string() }),
        Err(error) => Err(StoreError::Unreadable { what: "a name", why: error.to_string() }),
    }
}

pub(crate) fn part_number(part: Part) -> i64 {
    match part {
        Part::Whole => 0,
        Part::Open => 1,
        Part::Close => 2,
    }
}

pub(crate) fn part(number: i64) -> Part {
    match number {
        1 => Part::Open,
        2 => Part::Close,
        _ => Part::Whole,
    }
}
