//! The OpenAPI 3.1 document, made from the table of routes.

use crate::routes::{Route, SchemaOf, table};
use daybreak_wire::event::EventSnapshot;
use daybreak_wire::{AskError, ErrorCode};
use schemars::generate::SchemaSettings;
use schemars::{Schema, SchemaGenerator};
use serde_json::{Map, Value, json};

/// The description of the HTTP API. The same program always makes the same one.
pub fn openapi() -> Value {
    let mut generator = SchemaSettings::draft2020_12()
        .with(|settings| {
            settings.definitions_path = "/components/schemas".into();
            settings.meta_schema = None;
        })
        .into_generator();
    let mut paths: Map<String, Value> = Map::new();
    for route in table() {
        let described = operation(&route, &mut generator);
        let path = paths.entry(format!("/v1{}", route.path)).or_insert_with(|| json!({}));
        path[route.method.as_str().to_lowercase()] = described;
    }
    let error = generator.subschema_for::<AskError>();
    generator.subschema_for::<EventSnapshot>();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Daybreak runtime",
            "version": env!("CARGO_PKG_VERSION"),
            "description": DESCRIPTION,
            "license": { "name": "Apache-2.0", "identifier": "Apache-2.0" },
        },
        "servers": [{ "url": "http://127.0.0.1:7420", "description": "the runtime of this machine" }],
        "security": [{ "key": [] }],
        "paths": paths,
        "components": {
            "securitySchemes": { "key": { "type": "http", "scheme": "bearer", "description": "The key of a person of the roster." } },
            "responses": { "Error": { "description": errors(), "content": { "application/json": { "schema": error } } } },
            "schemas": generator.take_definitions(true),
        },
    })
}

const DESCRIPTION: &str = "Changes, revisions, runs and the audit log of one Daybreak runtime. Times are milliseconds since the \
                           epoch; durations are seconds, and their names end in _s. An absent value is null.";

/// What the codes of errors mean over HTTP.
fn errors() -> String {
    let line = |code: &ErrorCode| {
        let name = serde_json::to_value(code).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
        format!("{} {name}", code.status())
    };
    let lines: Vec<String> = ErrorCode::ALL.iter().map(line).collect();
    format!("It was not done. Status and code: {}.", lines.join(", "))
}

fn operation(route: &Route, generator: &mut SchemaGenerator) -> Value {
    let mut parameters: Vec<Value> = in_path(route.path).map(path_parameter).collect();
    parameters.extend(route.query.iter().flat_map(|query| query_parameters(*query, generator)));
    let needs = match route.needs {
        None => "Anybody may ask.".to_owned(),
        Some(permission) => format!("Takes the role {}.", permission.holders()),
    };
    let answer = (route.answer)(generator);
    let mut operation = json!({
        "operationId": name(route),
        "summary": route.summary,
        "description": needs,
        "parameters": parameters,
        "responses": {
            "200": { "description": "done", "content": { route.media: { "schema": answer } } },
            "default": { "$ref": "#/components/responses/Error" },
        },
    });
    if let Some(body) = route.body {
        let schema = body(generator);
        operation["requestBody"] = json!({ "required": true, "content": { "application/json": { "schema": schema } } });
    }
    if route.needs.is_none() {
        operation["security"] = json!([]);
    }
    operation
}

/// `get_runs_log` for `GET /runs/{run}/log`.
fn name(route: &Route) -> String {
    let words = route.path.split(['/', '.']).filter(|part| !part.is_empty() && !part.starts_with('{'));
    let by = in_path(route.path).last().filter(|last| route.path.ends_with(&format!("{{{last}}}")));
    let mut name = vec![route.method.as_str().to_lowercase()];
    name.extend(words.map(str::to_owned));
    name.extend(by.map(|by| format!("by_{by}")));
    name.join("_")
}

fn in_path(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
}

fn path_parameter(name: &str) -> Value {
    let kind = if matches!(name, "id" | "run") { "integer" } else { "string" };
    json!({ "name": name, "in": "path", "required": true, "schema": { "type": kind } })
}

/// Each field of the query's type is a parameter.
fn query_parameters(query: SchemaOf, generator: &mut SchemaGenerator) -> Vec<Value> {
    let schema = query(generator);
    let target: Option<Schema> = schema
        .get("$ref")
        .and_then(Value::as_str)
        .and_then(|reference| reference.rsplit('/').next())
        .and_then(|name| generator.definitions().get(name).cloned())
        .and_then(|definition| definition.try_into().ok());
    let Some(target) = target else { return Vec::new() };
    let required = target.get("required").and_then(Value::as_array).cloned().unwrap_or_default();
    let fields = target.get("properties").and_then(Value::as_object).cloned().unwrap_or_default();
    let parameter = |(name, schema): (String, Value)| {
        let required = required.contains(&Value::String(name.clone()));
        json!({ "name": name, "in": "query", "required": required, "schema": schema })
    };
    fields.into_iter().map(parameter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_reference_leads_somewhere() {
        let document = openapi();
        let text = document.to_string();
        for reference in text.split("\"$ref\":\"#").skip(1).filter_map(|rest| rest.split('"').next()) {
            assert!(document.pointer(reference).is_some(), "{reference}");
        }
        assert_eq!(document["openapi"], "3.1.0");
    }

    #[test]
    fn every_route_is_described_once_by_a_name_of_its_own() {
        let names: BTreeSet<String> = table().iter().map(name).collect();
        assert_eq!(names.len(), table().len(), "{names:?}");
        assert!(names.contains("get_runs_log"));
        let query = &openapi()["paths"]["/v1/runs/{run}/log"]["get"]["parameters"];
        let parameters: Vec<&str> = query.as_array().unwrap().iter().filter_map(|p| p["name"].as_str()).collect();
        assert_eq!(parameters, ["run", "node", "attempt", "offset"]);
    }

    #[test]
    fn the_same_program_makes_the_same_description() {
        assert_eq!(openapi().to_string(), openapi().to_string());
    }
}
