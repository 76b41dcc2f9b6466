//! The JSON Schema of the files that people write by hand, for their editors.

use std::io;

use daybreak_model::schema;

use super::Output;

pub const WORKFLOW: &str = "workflows/schema/workflow.schema.json";
const CALENDAR: &str = "workflows/schema/calendar.schema.json";

pub fn outputs() -> io::Result<Vec<Output>> {
    Ok(vec![Output::json(WORKFLOW, &schema::definition())?, Output::json(CALENDAR, &schema::calendar())?])
}
