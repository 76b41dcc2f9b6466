//! Older versions of the file format, made new step by step before the file is decoded.
//!
//! A step changes the parsed [`Tree`], so that what it leaves alone keeps its place in the text. To change the format:
//! raise [`crate::definition::FORMAT`] and append the step from the version before.

use super::problem::{FORMAT_VERSION, Fault, WRONG_VALUE};
use super::tree::{Tree, Value};

/// One step: from version `n` to `n + 1`, where `n` is its position counted from 1.
pub type Step = fn(&mut Tree<'_>);

/// Every step there is. Version 1 is the first that was published, so there is none yet.
pub const STEPS: &[Step] = &[];

/// Brings `tree` to the newest version, which is one more than there are steps.
pub fn migrate(tree: &mut Tree<'_>, steps: &[Step]) -> Result<(), Fault> {
    let newest = steps.len() as u64 + 1;
    let Value::Object(_) = tree.value else {
        return Err(Fault::new(WRONG_VALUE, "the file must hold one object").within(tree.at));
    };
    let Some(format) = tree.get("format") else {
        let fault = Fault::new(FORMAT_VERSION, "the field \"format\", the version of the file format, is missing");
        return Err(fault.within(tree.at).help(format!("add \"format\": {newest}")));
    };
    let at = format.at;
    let version = match format.value {
        Value::Number(digits) => digits.parse::<u64>().ok(),
        _ => None,
    };
    let unknown = |message: String, help: String| Err(Fault::new(FORMAT_VERSION, message).within(at).help(help));
    match version {
        None | Some(0) => unknown(
            format!("the format version must be a whole number from 1 to {newest}"),
            format!("write \"format\": {newest} if the file follows this version's documentation"),
        ),
        Some(version) if version > newest => unknown(
            format!("the file has format version {version}; this Daybreak knows versions up to {newest}"),
            "open it with a newer Daybreak".into(),
        ),
        Some(version) => {
            for step in &steps[version as usize - 1..] {
                step(tree);
            }
            if let Some(format) = tree.get_mut("format").filter(|_| version < newest) {
                format.value = Value::Number(NUMBERS.get(newest as usize).copied().unwrap_or("1"));
            }
            Ok(())
        }
    }
}

/// Version numbers as text, for the field that says which one a migrated file has.
const NUMBERS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

#[cfg(test)]
mod tests {
    use super::super::parse::parse;
    use super::*;

    /// As if version 2 had renamed `title` to `name`.
    fn rename_title(tree: &mut Tree<'_>) {
        if let Value::Object(members) = &mut tree.value {
            for member in members.iter_mut().filter(|m| m.name == "title") {
                member.name = "name".into();
            }
        }
    }

    #[test]
    fn an_older_file_takes_every_step_from_its_version_on() {
        let mut tree = parse(r#"{"format": 1, "title": "Bank"}"#).expect("the text is JSON");
        migrate(&mut tree, &[rename_title]).expect("version 1 is known");
        assert_eq!(tree.get("name").and_then(Tree::as_text), Some("Bank"));
        assert!(matches!(tree.get("format").map(|f| &f.value), Some(Value::Number("2"))));
    }

    #[test]
    fn a_file_of_the_newest_version_takes_none() {
        let mut tree = parse(r#"{"format": 2, "title": "Bank"}"#).expect("the text is JSON");
        migrate(&mut tree, &[rename_title]).expect("version 2 is known");
        assert!(tree.get("title").is_some());
    }

    #[test]
    fn versions_that_do_not_exist_are_refused_where_they_stand() {
        for text in [r#"{"format": 3}"#, r#"{"format": 0}"#, r#"{"format": -1}"#, r#"{"format": "1"}"#] {
            let fault = migrate(&mut parse(text).expect("the text is JSON"), &[rename_title]).expect_err(text);
            assert_eq!((fault.code, fault.at), (FORMAT_VERSION, Some(11)), "{text}");
        }
        let fault = migrate(&mut parse("{}").expect("the text is JSON"), STEPS).expect_err("there is no version");
        assert_eq!(fault.code, FORMAT_VERSION);
    }
}
