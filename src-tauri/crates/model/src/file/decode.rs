//! Serde over a [`Tree`]: every fault learns the place of the innermost value or name that it arose in.

use super::problem::{Fault, UNKNOWN_FIELD, WRONG_VALUE};
use super::tree::{Member, Tree, Value};
use serde::de::value::BorrowedStrDeserializer;
use serde::de::{self, DeserializeSeed, Deserializer, EnumAccess, Expected, IntoDeserializer, Unexpected, Visitor};
use std::fmt;

/// Decodes a whole value.
pub fn decode<'de, T: de::Deserialize<'de>>(tree: &'de Tree<'_>) -> Result<T, Fault> {
    T::deserialize(tree).map_err(|fault| fault.within(tree.at))
}

impl<'de> Deserializer<'de> for &'de Tree<'_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match &self.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(digits) => number(digits, visitor),
            Value::Text(text) => visitor.visit_borrowed_str(text),
            Value::Array(items) => visitor.visit_seq(Items(items.iter())),
            Value::Object(members) => visitor.visit_map(Members { rest: members.iter(), value: None }),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.value {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match &self.value {
            Value::Text(text) => visitor.visit_enum(Name { at: self.at, text }),
            Value::Object(members) if members.len() == 1 => visitor.visit_enum(Variant(&members[0])),
            _ => Err(Fault::new(
                WRONG_VALUE,
                format!("expected one of {} as a text or as an object of one field", listed(variants)),
            )),
        }
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
        unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

fn number<'de, V: Visitor<'de>>(digits: &str, visitor: V) -> Result<V::Value, Fault> {
    if let Ok(value) = digits.parse::<u64>() {
        return visitor.visit_u64(value);
    }
    if let Ok(value) = digits.parse::<i64>() {
        return visitor.visit_i64(value);
    }
    match digits.parse::<f64>() {
        Ok(value) if value.is_finite() => visitor.visit_f64(value),
        _ => Err(Fault::new(WRONG_VALUE, "the number is too large to be held")),
    }
}

struct Items<'de, 'a>(std::slice::Iter<'de, Tree<'a>>);

impl<'de> de::SeqAccess<'de> for Items<'de, '_> {
    type Error = Fault;

    fn next_element_seed<T: DeserializeSeed<'de>>(&mut self, seed: T) -> Result<Option<T::Value>, Fault> {
        self.0.next().map(|item| seed.deserialize(item).map_err(|f| f.within(item.at))).transpose()
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.0.len())
    }
}

struct Members<'de, 'a> {
    rest: std::slice::Iter<'de, Member<'a>>,
    value: Option<&'de Tree<'a>>,
}

impl<'de> de::MapAccess<'de> for Members<'de, '_> {
    type Error = Fault;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, Fault> {
        let Some(member) = self.rest.next() else {
            return Ok(None);
        };
        self.value = Some(&member.value);
        seed.deserialize(Name { at: member.at, text: &member.name }).map(Some).map_err(|f| f.within(member.at))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, Fault> {
        let value = self.value.take().ok_or_else(|| Fault::new(WRONG_VALUE, "a field has no value"))?;
        seed.deserialize(value).map_err(|f| f.within(value.at))
    }
}

/// A text that is a name: of a field, of a variant, or a key of a map.
struct Name<'de> {
    at: usize,
    text: &'de str,
}

impl<'de> Deserializer<'de> for Name<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_borrowed_str(self.text)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_enum(self)
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

impl<'de> EnumAccess<'de> for Name<'de> {
    type Error = Fault;
    type Variant = Unit;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Unit), Fault> {
        let text: BorrowedStrDeserializer<'de, Fault> = BorrowedStrDeserializer::new(self.text);
        let value = seed.deserialize(text).map_err(|f| f.within(self.at))?;
        Ok((value, Unit { name: self.text.into() }))
    }
}

/// A variant written as a bare text, which has no content.
struct Unit {
    name: String,
}

impl Unit {
    fn needs_content(&self) -> Fault {
        Fault::new(WRONG_VALUE, format!("{:?} needs a value: write {{{:?}: …}}", self.name, self.name))
    }
}

impl<'de> de::VariantAccess<'de> for Unit {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, _: T) -> Result<T::Value, Fault> {
        Err(self.needs_content())
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, _: V) -> Result<V::Value, Fault> {
        Err(self.needs_content())
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], _: V) -> Result<V::Value, Fault> {
        Err(self.needs_content())
    }
}

/// A variant written as an object of one field.
struct Variant<'de, 'a>(&'de Member<'a>);

impl<'de, 'a> EnumAccess<'de> for Variant<'de, 'a> {
    type Error = Fault;
    type Variant = Content<'de, 'a>;

    fn variant_seed<V: DeserializeSeed<'de>>(self, seed: V) -> Result<(V::Value, Content<'de, 'a>), Fault> {
        let name: &'de str = &self.0.name;
        let value =
            seed.deserialize(IntoDeserializer::<Fault>::into_deserializer(name)).map_err(|f| f.within(self.0.at))?;
        Ok((value, Content(&self.0.value)))
    }
}

struct Content<'de, 'a>(&'de Tree<'a>);

impl<'de> de::VariantAccess<'de> for Content<'de, '_> {
    type Error = Fault;

    fn unit_variant(self) -> Result<(), Fault> {
        Err(Fault::new(WRONG_VALUE, "takes no value; write its name alone as a text").within(self.0.at))
    }

    fn newtype_variant_seed<T: DeserializeSeed<'de>>(self, seed: T) -> Result<T::Value, Fault> {
        seed.deserialize(self.0).map_err(|f| f.within(self.0.at))
    }

    fn tuple_variant<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Fault> {
        self.0.deserialize_any(visitor).map_err(|f| f.within(self.0.at))
    }

    fn struct_variant<V: Visitor<'de>>(self, _: &'static [&'static str], visitor: V) -> Result<V::Value, Fault> {
        self.0.deserialize_any(visitor).map_err(|f| f.within(self.0.at))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Fault {}

impl de::Error for Fault {
    fn custom<T: fmt::Display>(message: T) -> Fault {
        Fault::new(WRONG_VALUE, message.to_string())
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Fault {
        Fault::new(WRONG_VALUE, format!("expected {}, found {}", in_words(expected), shown(found)))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Fault {
        Fault::invalid_type(found, expected)
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Fault {
        let fault = Fault::new(UNKNOWN_FIELD, format!("the field {:?} is not known here", cut(field)));
        match nearest(field, expected) {
            Some(known) => fault.help(format!("did you mean {known:?}?")),
            None => fault.help(format!("known fields are {}", listed(expected))),
        }
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Fault {
        let fault =
            Fault::new(WRONG_VALUE, format!("{:?} is not allowed here; write {}", cut(variant), listed(expected)));
        match nearest(variant, expected) {
            Some(known) => fault.help(format!("did you mean {known:?}?")),
            None => fault,
        }
    }

    fn missing_field(field: &'static str) -> Fault {
        let mut fault = Fault::new(WRONG_VALUE, format!("the field {field:?} is missing"));
        fault.missing = Some(field);
        fault
    }
}

/// What was expected, in the words of JSON in place of Rust's.
fn in_words(expected: &dyn Expected) -> String {
    let text = expected.to_string();
    match text.as_str() {
        "u8" => "a whole number from 0 to 255".into(),
        "u16" => "a whole number from 0 to 65535".into(),
        "u32" => "a whole number from 0 to 4294967295".into(),
        "i8" | "i16" | "i32" | "i64" => "a whole number".into(),
        "f64" => "a number".into(),
        "a string" => "a text".into(),
        "a boolean" => "true or false".into(),
        "a sequence" => "an array".into(),
        "a map" => "an object".into(),
        other if other.starts_with("struct ") => "an object".into(),
        _ => text,
    }
}

fn shown(found: Unexpected<'_>) -> String {
    match found {
        Unexpected::Str(text) => format!("the text {:?}", cut(text)),
        Unexpected::Bool(value) => value.to_string(),
        Unexpected::Unsigned(value) => value.to_string(),
        Unexpected::Signed(value) => value.to_string(),
        Unexpected::Float(value) => value.to_string(),
        Unexpected::Seq => "an array".into(),
        Unexpected::Map => "an object".into(),
        Unexpected::Unit => "null".into(),
        other => other.to_string(),
    }
}

/// So much of a text as a message needs.
fn cut(text: &str) -> String {
    const SHOWN: usize = 60;
    if text.chars().count() <= SHOWN { text.into() } else { text.chars().take(SHOWN).chain(['…']).collect() }
}

fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", ")
}

/// The known name that is at most two slips of the pen away.
fn nearest<'n>(name: &str, known: &[&'n str]) -> Option<&'n str> {
    if name.len() > 40 {
        return None;
    }
    let scored = known.iter().map(|k| (distance(name, k), *k)).min()?;
    (scored.0 <= 2 && scored.0 < name.chars().count()).then_some(scored.1)
}

/// The number of letters to insert, delete or replace (Levenshtein 1965), by one row of the table at a time.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, to) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(from != *to);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}
