//! The JSON Schema (draft 2020-12) of the files that people write, made from the types that read them.

use crate::calendar::Calendar;
use crate::definition::Definition;
use schemars::{Schema, schema_for};

/// Of a definition, `NAME.workflow.json`.
pub fn definition() -> Schema {
    schema_for!(Definition)
}

/// Of a calendar, `NAME.calendar.json`.
pub fn calendar() -> Schema {
    schema_for!(Calendar)
}
