//! The OpenAPI document of the runtime, for those who script against it.

use std::io;

use super::Output;

const RUNTIME: &str = "workflows/schema/runtime.openapi.json";

pub fn outputs() -> io::Result<Vec<Output>> {
    Ok(vec![Output::json(RUNTIME, &daybreak_server::openapi())?])
}
