//! Canonical writing: serde's own compact text, laid out anew.

use super::LINE;
use super::parse::parse;
use super::tree::{Tree, Value};
use serde::Serialize;

/// The canonical text of `value`, whose types decide the order of fields.
pub fn canonical(value: &impl Serialize) -> String {
    let compact = serde_json::to_string(value).expect("definitions and calendars have only texts as map keys");
    match parse(&compact) {
        Ok(tree) => {
            let mut page = Page { text: String::with_capacity(compact.len() * 3 / 2), compact: &compact };
            page.value(&tree, 0, 0, compact.len());
            page.text.push('\n');
            page.text
        }
        // What exceeds the limits of reading is still written, if only compact; reading it again says which limit.
        Err(_) => compact,
    }
}

struct Page<'a> {
    text: String,
    compact: &'a str,
}

impl Page<'_> {
    /// Writes `tree`, which ends before `end` in the compact text. Its line is indented by `indent` and `before`
    /// columns of it are taken by what precedes the value, a name or nothing.
    fn value(&mut self, tree: &Tree<'_>, indent: usize, before: usize, end: usize) {
        match &tree.value {
            Value::Array(items) if !items.is_empty() => {
                if self.fits(tree, indent, before, end) {
                    return self.one_line(tree, end);
                }
                self.text.push('[');
                for (position, item) in items.iter().enumerate() {
                    let item_end = items.get(position + 1).map_or(end - 1, |next| next.at - 1);
                    self.line(indent + 2, position > 0);
                    self.value(item, indent + 2, 0, item_end);
                }
                self.line(indent, false);
                self.text.push(']');
            }
            Value::Object(members) if !members.is_empty() => {
                if self.fits(tree, indent, before, end) {
                    return self.one_line(tree, end);
                }
                self.text.push('{');
                for (position, member) in members.iter().enumerate() {
                    let member_end = members.get(position + 1).map_or(end - 1, |next| next.at - 1);
                    self.line(indent + 2, position > 0);
                    let name = &self.compact[member.at..member.value.at];
                    self.text.push_str(name);
                    self.text.push(' ');
                    self.value(&member.value, indent + 2, name.chars().count() + 1, member_end);
                }
                self.line(indent, false);
                self.text.push('}');
            }
            _ => self.text.push_str(&self.compact[tree.at..end]),
        }
    }

    fn line(&mut self, indent: usize, comma: bool) {
        if comma {
            self.text.push(',');
        }
        self.text.push('\n');
        self.text.extend(std::iter::repeat_n(' ', indent));
    }

    /// Whether the value goes on one line: it fits, with a comma behind it, and is not the root or one of its lists.
    fn fits(&self, tree: &Tree<'_>, indent: usize, before: usize, end: usize) -> bool {
        let is_list_of_parts = matches!(&tree.value, Value::Array(items)
            if items.first().is_some_and(|item| matches!(item.value, Value::Object(_))));
        if tree.at == 0 || (indent == 2 && is_list_of_parts) {
            return false;
        }
        let room = LINE.saturating_sub(indent + before + 1);
        // Four bytes a character at the most: longer than that cannot fit, and need not be counted.
        if end - tree.at > room * 4 {
            return false;
        }
        let mut width = self.compact[tree.at..end].chars().count();
        add_spaces(tree, &mut width);
        width <= room
    }

    fn one_line(&mut self, tree: &Tree<'_>, end: usize) {
        match &tree.value {
            Value::Array(items) if !items.is_empty() => {
                self.text.push('[');
                for (position, item) in items.iter().enumerate() {
                    let item_end = items.get(position + 1).map_or(end - 1, |next| next.at - 1);
                    self.text.push_str(if position > 0 { ", " } else { "" });
                    self.one_line(item, item_end);
                }
                self.text.push(']');
            }
            Value::Object(members) if !members.is_empty() => {
                self.text.push_str("{ ");
                for (position, member) in members.iter().enumerate() {
                    let member_end = members.get(position + 1).map_or(end - 1, |next| next.at - 1);
                    self.text.push_str(if position > 0 { ", " } else { "" });
                    self.text.push_str(&self.compact[member.at..member.value.at]);
                    self.text.push(' ');
                    self.one_line(&member.value, member_end);
                }
                self.text.push_str(" }");
            }
            _ => self.text.push_str(&self.compact[tree.at..end]),
        }
    }
}

/// Adds the spaces that the one-line form has and the compact text has not.
fn add_spaces(tree: &Tree<'_>, width: &mut usize) {
    match &tree.value {
        Value::Array(items) => {
            *width += items.len().saturating_sub(1);
            items.iter().for_each(|item| add_spaces(item, width));
        }
        Value::Object(members) if !members.is_empty() => {
            // One after each colon, one after each comma, and one inside each brace.
            *width += members.len() * 2 + 1;
            members.iter().for_each(|member| add_spaces(&member.value, width));
        }
        _ => {}
    }
}
