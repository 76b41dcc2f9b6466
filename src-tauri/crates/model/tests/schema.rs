//! The published schema accepts what is written and refuses what the reader refuses.

mod arbitrary;

use daybreak_model::file::{read, write};
use daybreak_model::schema;
use proptest::prelude::*;
use serde_json::{Value, json};

/// Validates the keywords of JSON Schema that our schemas use; any other keyword fails the test, so that none is passed over.
fn problem(schema: &Value, value: &Value, root: &Value) -> Option<String> {
    let Value::Object(keywords) = schema else {
        return (*schema == Value::Bool(false)).then(|| format!("{value} is not allowed"));
    };
    keywords.iter().find_map(|(keyword, rule)| keyword_problem(keyword, rule, value, root, schema))
}

fn keyword_problem(keyword: &str, rule: &Value, value: &Value, root: &Value, schema: &Value) -> Option<String> {
    let fails = |fails: bool| fails.then(|| format!("{value} against {keyword} {rule}"));
    let matches = |rules: &Value| {
        let rules = rules.as_array().expect("alternatives are a list");
        rules.iter().filter(|rule| problem(rule, value, root).is_none()).count()
    };
    match keyword {
        "$schema" | "title" | "description" | "default" | "format" | "$defs" | "pattern" | "maxLength"
        | "minLength" => None,
        "$ref" => {
            let path = rule.as_str().and_then(|r| r.strip_prefix('#')).expect("references are local");
            problem(root.pointer(path).expect("the reference leads somewhere"), value, root)
        }
        "type" => fails(!rule.as_array().map_or_else(|| is(rule, value), |types| types.iter().any(|t| is(t, value)))),
        "enum" => fails(!rule.as_array().expect("an enum is a list").contains(value)),
        "const" => fails(rule != value),
        "anyOf" => fails(matches(rule) == 0),
        "oneOf" => fails(matches(rule) != 1),
        "items" => value.as_array()?.iter().find_map(|item| problem(rule, item, root)),
        "required" => {
            let object = value.as_object()?;
            let names = rule.as_array().expect("required is a list");
            fails(names.iter().any(|n| !object.contains_key(n.as_str().expect("names are texts"))))
        }
        "properties" => {
            let object = value.as_object()?;
            let rules = rule.as_object().expect("properties are an object");
            object.iter().find_map(|(name, inner)| problem(rules.get(name)?, inner, root))
        }
        "additionalProperties" => {
            let known = schema.get("properties").and_then(Value::as_object);
            let mut rest = value.as_object()?.iter().filter(|(name, _)| known.is_none_or(|k| !k.contains_key(*name)));
            rest.find_map(|(_, inner)| problem(rule, inner, root))
        }
        "patternProperties" => None,
        "minimum" => fails(value.as_f64()? < rule.as_f64()?),
        "maximum" => fails(value.as_f64()? > rule.as_f64()?),
        other => panic!("the keyword {other} is not known to this test; teach it"),
    }
}

fn is(name: &Value, value: &Value) -> bool {
    match name.as_str().expect("a type is a text") {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("{other} is no type"),
    }
}

fn refused(value: &Value) -> Option<String> {
    let schema = schema::definition().to_value();
    problem(&schema, value, &schema)
}

fn small() -> Value {
    json!({
        "format": 1, "id": "a", "name": "A", "zone": "UTC",
        "nodes": [{ "id": "begin", "kind": "begin" }, { "id": "end", "kind": "end" }],
        "edges": [{ "from": "begin", "to": "end" }]
    })
}

#[test]
fn what_the_reader_refuses_the_schema_refuses() {
    assert_eq!(refused(&small()), None);
    let cases = [
        ("/nodes/0/kind", json!("start")),
        ("/nodes/0/id", json!(7)),
        ("/nodes/0", json!({ "id": "x", "kind": "job", "colour": 1 })),
        ("/nodes/0", json!({ "id": "x", "kind": "job", "settings": { "timeout": 5 } })),
        ("/nodes/0", json!({ "id": "x", "kind": "job", "uses": [{ "pool": "p", "units": -1 }] })),
        ("/edges/0", json!({ "from": "begin" })),
        ("/zone", json!(null)),
        ("/format", json!("1")),
    ];
    for (path, bad) in cases {
        let mut value = small();
        *value.pointer_mut(path).expect("the path leads somewhere") = bad;
        assert!(refused(&value).is_some(), "{value}");
        assert!(read("x", &value.to_string()).is_err(), "{value}");
    }
}

#[test]
fn a_calendar_is_accepted() {
    let schema = schema::calendar().to_value();
    let mut value = json!({
        "format": 1, "id": "cn", "name": "China", "covers": { "from": "2026-01-01", "to": "2026-12-31" },
        "weekend": ["sat", "sun"], "holidays": { "2026-01-01": "New Year" }
    });
    assert_eq!(problem(&schema, &value, &schema), None);
    value["weekend"] = json!(["sunday"]);
    assert!(problem(&schema, &value, &schema).is_some());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_written_is_accepted(definition in arbitrary::definition()) {
        let value: Value = serde_json::from_str(&write(&definition)).expect("what is written is JSON");
        prop_assert_eq!(refused(&value), None);
    }
}
