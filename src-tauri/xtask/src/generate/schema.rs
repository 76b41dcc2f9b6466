//! The JSON Schema of the files that people write by hand, for their editors.

use std::io;

use daybreak_model::schema;
use daybreak_wire::advice::AllowedChanges;
use schemars::schema_for;

use super::Output;

pub const WORKFLOW: &str = "workflows/schema/workflow.schema.json";
const SCENARIO: &str = "workflows/schema/scenario.schema.json";
const ALLOWED: &str = "workflows/schema/allowed-changes.schema.json";
const CALENDAR: &str = "workflows/schema/calendar.schema.json";

pub fn outputs() -> io::Result<Vec<Output>> {
    Ok(vec![
        Output::json(WORKFLOW, &schema::definition())?,
        Output::json(CALENDAR, &schema::calendar())?,
        Output::json(SCENARIO, &daybreak_scenario::schema())?,
        Output::json(ALLOWED, &schema_for!(AllowedChanges))?,
    ])
}
