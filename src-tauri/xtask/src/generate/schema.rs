//! The JSON Schema of the files that people write by hand, for their editors.

use std::io;

use daybreak_model::schema;
use schemars::Schema;

use super::Output;

pub const WORKFLOW: &str = "workflows/schema/workflow.schema.json";
const CALENDAR: &str = "workflows/schema/calendar.schema.json";

pub fn outputs() -> io::Result<Vec<Output>> {
    Ok(vec![output(WORKFLOW, &schema::definition())?, output(CALENDAR, &schema::calendar())?])
}

fn output(path: &str, schema: &Schema) -> io::Result<Output> {
    let mut text = serde_json::to_string_pretty(schema)?;
    text.push('\n');
    Ok(Output::new(path, text))
}
