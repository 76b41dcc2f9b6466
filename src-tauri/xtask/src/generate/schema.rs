//! The JSON Schema of the files that people write by hand, for their editors.

use std::io;

use daybreak_model::calendar::Calendar;
use daybreak_model::definition::Definition;
use schemars::{JsonSchema, schema_for};

use super::Output;

pub const WORKFLOW: &str = "workflows/schema/workflow.schema.json";
const CALENDAR: &str = "workflows/schema/calendar.schema.json";

pub fn outputs() -> io::Result<Vec<Output>> {
    Ok(vec![schema::<Definition>(WORKFLOW)?, schema::<Calendar>(CALENDAR)?])
}

fn schema<T: JsonSchema>(path: &str) -> io::Result<Output> {
    let mut text = serde_json::to_string_pretty(&schema_for!(T))?;
    text.push('\n');
    Ok(Output::new(path, text))
}
