//! Canonical JSON by RFC 8785, handed on piece by piece.

use super::parse::parse;
use super::tree::{Member, Tree, Value};
use serde::Serialize;
use std::cmp::Ordering;

/// Hands the RFC 8785 form of `value` to `out` in pieces.
///
/// Serde's compact text already has RFC 8785's texts; what is left is the order of names and the form of numbers.
pub fn canonical_json(value: &impl Serialize, out: &mut impl FnMut(&[u8])) {
    let compact = serde_json::to_string(value).expect("definitions and calendars have only texts as map keys");
    match parse(&compact) {
        Ok(tree) => emit(&tree, &compact, compact.len(), out),
        // Beyond the limits of reading: the same form, by way of copies.
        Err(_) => out(serde_json_canonicalizer::pipe(&compact).unwrap_or(compact).as_bytes()),
    }
}

/// `tree` ends before `end` in the compact text.
fn emit(tree: &Tree<'_>, compact: &str, end: usize, out: &mut impl FnMut(&[u8])) {
    match &tree.value {
        Value::Array(items) => {
            out(b"[");
            for (position, item) in items.iter().enumerate() {
                out(if position > 0 { b"," } else { b"" });
                emit(item, compact, items.get(position + 1).map_or(end - 1, |next| next.at - 1), out);
            }
            out(b"]");
        }
        Value::Object(members) => {
            let member_end = |position: usize| members.get(position + 1).map_or(end - 1, |next| next.at - 1);
            let mut sorted: Vec<(usize, &Member<'_>)> = members.iter().enumerate().collect();
            sorted.sort_by(|(_, a), (_, b)| by_code_units(&a.name, &b.name));
            out(b"{");
            for (rank, (position, member)) in sorted.into_iter().enumerate() {
                out(if rank > 0 { b"," } else { b"" });
                out(&compact.as_bytes()[member.at..member.value.at]);
                emit(&member.value, compact, member_end(position), out);
            }
            out(b"}");
        }
        Value::Number(digits) => out(number(digits).as_bytes()),
        Value::Null | Value::Bool(_) | Value::Text(_) => out(&compact.as_bytes()[tree.at..end]),
    }
}

/// In order of UTF-16 code units, as the RFC asks; of ASCII that is the order of bytes.
fn by_code_units(a: &str, b: &str) -> Ordering {
    if a.is_ascii() && b.is_ascii() { a.cmp(b) } else { a.encode_utf16().cmp(b.encode_utf16()) }
}

/// A number as ECMAScript prints it. Whole numbers of up to 15 digits are exact and print as they stand.
fn number(digits: &str) -> std::borrow::Cow<'_, str> {
    if digits.len() <= 15 && digits.bytes().all(|b| b.is_ascii_digit()) {
        return digits.into();
    }
    let value: f64 = digits.parse().unwrap_or_default();
    serde_json_canonicalizer::to_string(&value).map_or(digits.into(), Into::into)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canonical(json: &str) -> String {
        let value: serde_json::Value = serde_json::from_str(json).expect("the case is JSON");
        let mut bytes = Vec::new();
        canonical_json(&value, &mut |piece| bytes.extend_from_slice(piece));
        String::from_utf8(bytes).expect("the pieces are text")
    }

    #[test]
    fn it_agrees_with_the_library() {
        let cases = [
            r#"{"b": [1, 2.50, -0.0, 1e21, 1e-7, 333333333.33333329, 9007199254740993], "a": {"z": null, "y": true}}"#,
            r#"{"\u20ac": "Euro", "\r": "CR", "\ufb33": "d", "1": "One", "\ud83d\ude00": "smile", "\u0080": "c", "\u00f6": "o"}"#,
            r#"[[], {}, "\u0000\u001f\u007f\"\\\/", [[]], "业务日"]"#,
            "[-5, 0, 123456789012345678]",
        ];
        for json in cases {
            assert_eq!(canonical(json), serde_json_canonicalizer::pipe(json).expect("the case is JSON"), "{json}");
        }
    }
}
