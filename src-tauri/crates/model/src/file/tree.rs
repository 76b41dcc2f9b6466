//! JSON values that remember where in the text they stand.

use std::borrow::Cow;

/// A value and the byte offset of its first character.
#[derive(Clone, Debug)]
pub struct Tree<'a> {
    pub at: usize,
    pub value: Value<'a>,
}

#[derive(Clone, Debug)]
pub enum Value<'a> {
    Null,
    Bool(bool),
    /// The digits as they stand in the text.
    Number(&'a str),
    Text(Cow<'a, str>),
    Array(Vec<Tree<'a>>),
    Object(Vec<Member<'a>>),
}

/// A name with its value; `at` is where the name stands.
#[derive(Clone, Debug)]
pub struct Member<'a> {
    pub at: usize,
    pub name: Cow<'a, str>,
    pub value: Tree<'a>,
}

impl<'a> Tree<'a> {
    /// The value of the member `name`; nothing when this is no object or has no such member.
    pub fn get(&self, name: &str) -> Option<&Tree<'a>> {
        match &self.value {
            Value::Object(members) => members.iter().find(|m| m.name == name).map(|m| &m.value),
            _ => None,
        }
    }

    pub fn get_mut(&mut self, name: &str) -> Option<&mut Tree<'a>> {
        match &mut self.value {
            Value::Object(members) => members.iter_mut().find(|m| m.name == name).map(|m| &mut m.value),
            _ => None,
        }
    }

    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The JSON pointer (RFC 6901) of the innermost value or name that begins at or before `offset`.
    pub fn pointer(&self, offset: usize) -> String {
        let mut pointer = String::new();
        let mut tree = self;
        loop {
            let inner = match &tree.value {
                Value::Array(items) => {
                    let after = items.partition_point(|item| item.at <= offset);
                    after.checked_sub(1).map(|last| (Cow::from(last.to_string()), &items[last]))
                }
                Value::Object(members) => {
                    let after = members.partition_point(|member| member.at <= offset);
                    after.checked_sub(1).map(|last| (escaped(&members[last].name), &members[last].value))
                }
                _ => None,
            };
            let Some((name, value)) = inner else {
                return pointer;
            };
            pointer.push('/');
            pointer.push_str(&name);
            if value.at > offset {
                return pointer;
            }
            tree = value;
        }
    }
}

/// A name as a part of a JSON pointer.
fn escaped(name: &str) -> Cow<'_, str> {
    if name.contains(['~', '/']) { name.replace('~', "~0").replace('/', "~1").into() } else { name.into() }
}
