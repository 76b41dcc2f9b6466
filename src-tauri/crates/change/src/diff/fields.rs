//! Differences between two JSON values, field by field.

use super::FieldChange;
use serde_json::Value;
use std::collections::HashMap;

/// Fields by which the members of a list are told apart, in order of preference.
const KEYS: [&str; 4] = ["id", "name", "pool", "lock"];

/// Adds to `changes` what differs between `before` and `after` at `path`; absent values are `None`.
pub fn compare(path: &str, before: Option<&Value>, after: Option<&Value>, changes: &mut Vec<FieldChange>) {
    match (before, after) {
        (before, after) if before == after => {}
        (Some(Value::Object(old)), Some(Value::Object(new))) => {
            let names = old.keys().chain(new.keys().filter(|name| !old.contains_key(*name)));
            for name in names {
                compare(&below(path, name), old.get(name), new.get(name), changes);
            }
        }
        (Some(Value::Array(old)), Some(Value::Array(new))) if keyed(old) && keyed(new) => {
            compare_keyed(path, old, new, changes);
        }
        (before, after) => {
            changes.push(FieldChange { path: path.to_owned(), before: before.map(text), after: after.map(text) });
        }
    }
}

/// A value for people: text as it is, everything else as compact JSON.
fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}

fn below(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

fn key(member: &Value) -> Option<&str> {
    KEYS.iter().find_map(|name| member.get(name)?.as_str())
}

/// Whether every member has a key and no key occurs twice.
fn keyed(list: &[Value]) -> bool {
    let mut keys: Vec<Option<&str>> = list.iter().map(key).collect();
    keys.sort_unstable();
    keys.iter().all(Option::is_some) && keys.windows(2).all(|pair| pair[0] != pair[1])
}

fn compare_keyed(path: &str, old: &[Value], new: &[Value], changes: &mut Vec<FieldChange>) {
    let by_key = |list: &[Value]| -> HashMap<String, Value> {
        list.iter().filter_map(|member| Some((key(member)?.to_owned(), member.clone()))).collect()
    };
    let (before, after) = (by_key(old), by_key(new));
    for name in old.iter().filter_map(key) {
        compare(&format!("{path}[{name}]"), before.get(name), after.get(name), changes);
    }
    for name in new.iter().filter_map(key).filter(|name| !before.contains_key(*name)) {
        compare(&format!("{path}[{name}]"), None, after.get(name), changes);
    }
    let kept = |list: &[Value], other: &HashMap<String, Value>| -> Vec<String> {
        list.iter().filter_map(key).filter(|name| other.contains_key(*name)).map(str::to_owned).collect()
    };
    let (old, new) = (kept(old, &after), kept(new, &before));
    if old != new {
        changes.push(order(path, &old, &new));
    }
}

/// That the same members come in another order.
pub fn order(path: &str, before: &[String], after: &[String]) -> FieldChange {
    FieldChange { path: below(path, "order"), before: Some(before.join(", ")), after: Some(after.join(", ")) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn changes(before: Value, after: Value) -> Vec<(String, Option<String>, Option<String>)> {
        let mut changes = Vec::new();
        compare("", Some(&before), Some(&after), &mut changes);
        changes.into_iter().map(|c| (c.path, c.before, c.after)).collect()
    }

    #[test]
    fn names_the_innermost_field() {
        let found = changes(json!({"a": {"b": 1, "c": "x"}}), json!({"a": {"b": 2, "c": "x", "d": true}}));
        assert_eq!(
            found,
            [("a.b".into(), Some("1".into()), Some("2".into())), ("a.d".into(), None, Some("true".into()))]
        );
    }

    #[test]
    fn matches_members_of_lists_by_their_key() {
        let before = json!({"pools": [{"id": "db", "capacity": 4}, {"id": "gl", "capacity": 1}]});
        let after = json!({"pools": [{"id": "gl", "capacity": 1}, {"id": "db", "capacity": 6}]});
        assert_eq!(
            changes(before, after),
            [
                ("pools[db].capacity".into(), Some("4".into()), Some("6".into())),
                ("pools.order".into(), Some("db, gl".into()), Some("gl, db".into())),
            ]
        );
    }

    #[test]
    fn shows_lists_without_keys_as_a_whole() {
        let found = changes(json!({"argv": ["a", "b"]}), json!({"argv": ["a", "c"]}));
        assert_eq!(found, [("argv".into(), Some(r#"["a","b"]"#.into()), Some(r#"["a","c"]"#.into()))]);
    }
}
