//! A JSON parser (RFC 8259) that keeps places, refuses names given twice, and holds to limits.

use super::problem::{DUPLICATE_FIELD, Fault, LIMIT, NOT_JSON};
use super::tree::{Member, Tree, Value};
use super::{MAX_DEPTH, MAX_STRING_BYTES, MAX_VALUES};
use std::borrow::Cow;
use std::collections::HashSet;

/// The value that `text` holds; nothing but white space may follow it.
pub fn parse(text: &str) -> Result<Tree<'_>, Fault> {
    let mut parser = Parser { text, bytes: text.as_bytes(), at: 0, depth: 0, values: 0 };
    parser.skip_space();
    let tree = parser.value()?;
    parser.skip_space();
    if parser.at < text.len() {
        return Err(parser.wrong("the file goes on after its value has ended"));
    }
    Ok(tree)
}

struct Parser<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    depth: usize,
    values: usize,
}

impl<'a> Parser<'a> {
    fn value(&mut self) -> Result<Tree<'a>, Fault> {
        let at = self.at;
        self.values += 1;
        if self.values > MAX_VALUES {
            return Err(Fault::new(LIMIT, format!("the file has more than {MAX_VALUES} values")).within(at));
        }
        let value = match self.peek() {
            Some(b'{') => self.nested(Self::object)?,
            Some(b'[') => self.nested(Self::array)?,
            Some(b'"') => Value::Text(self.string()?),
            Some(b'-' | b'0'..=b'9') => Value::Number(self.number()?),
            Some(_) => self.word()?,
            None => return Err(self.wrong("a value is expected")),
        };
        Ok(Tree { at, value })
    }

    fn nested(&mut self, inner: fn(&mut Self) -> Result<Value<'a>, Fault>) -> Result<Value<'a>, Fault> {
        if self.depth == MAX_DEPTH {
            let message = format!("the file is nested deeper than {MAX_DEPTH} levels");
            return Err(Fault::new(LIMIT, message).within(self.at));
        }
        self.depth += 1;
        self.at += 1;
        self.skip_space();
        let value = inner(self);
        self.depth -= 1;
        value
    }

    fn array(&mut self) -> Result<Value<'a>, Fault> {
        let mut items = Vec::new();
        if self.take(b']') {
            return Ok(Value::Array(items));
        }
        loop {
            items.push(self.value()?);
            self.skip_space();
            if self.take(b']') {
                return Ok(Value::Array(items));
            }
            self.comma(']')?;
        }
    }

    fn object(&mut self) -> Result<Value<'a>, Fault> {
        let mut members: Vec<Member<'a>> = Vec::new();
        if self.take(b'}') {
            return Ok(Value::Object(members));
        }
        loop {
            let at = self.at;
            if self.peek() != Some(b'"') {
                return Err(self.wrong("a field's name in double quotes is expected"));
            }
            let name = self.string()?;
            self.skip_space();
            if !self.take(b':') {
                return Err(self.wrong("a colon is expected after a field's name"));
            }
            self.skip_space();
            let value = self.value()?;
            members.push(Member { at, name, value });
            self.skip_space();
            if self.take(b'}') {
                refuse_duplicates(&members)?;
                return Ok(Value::Object(members));
            }
            self.comma('}')?;
        }
    }

    fn comma(&mut self, close: char) -> Result<(), Fault> {
        if !self.take(b',') {
            return Err(self.wrong(&format!("a comma or {close:?} is expected")));
        }
        self.skip_space();
        if self.peek() == Some(close as u8) {
            return Err(self.wrong(&format!("a comma stands before {close:?}; remove it")));
        }
        Ok(())
    }

    fn string(&mut self) -> Result<Cow<'a, str>, Fault> {
        let open = self.at;
        self.at += 1;
        let start = self.at;
        let mut owned: Option<String> = None;
        loop {
            let run = self.at;
            while self.peek().is_some_and(|b| b != b'"' && b != b'\\' && b >= 0x20) {
                self.at += 1;
            }
            if self.at - start > MAX_STRING_BYTES {
                let message = format!("a text is longer than {MAX_STRING_BYTES} bytes");
                return Err(Fault::new(LIMIT, message).within(open));
            }
            let plain = &self.text[run..self.at];
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(match owned {
                        Some(text) => Cow::Owned(text + plain),
                        None => Cow::Borrowed(plain),
                    });
                }
                Some(b'\\') => {
                    let text = owned.get_or_insert_default();
                    text.push_str(plain);
                    text.push(self.escape()?);
                }
                Some(_) => return Err(self.wrong("a line break or control character stands inside a text")),
                None => return Err(Fault::new(NOT_JSON, "a text is not closed by a double quote").within(open)),
            }
        }
    }

    fn escape(&mut self) -> Result<char, Fault> {
        let at = self.at;
        self.at += 1;
        let letter = self.peek();
        self.at += usize::from(letter.is_some());
        let bad = |message: &str| Fault::new(NOT_JSON, message).within(at);
        Ok(match letter {
            Some(c @ (b'"' | b'\\' | b'/')) => char::from(c),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                let unit = self.four_hex_digits().ok_or_else(|| bad("four hex digits are expected after \\u"))?;
                return self.joined(unit).ok_or_else(|| bad("half of a surrogate pair stands alone"));
            }
            _ => return Err(bad("an unknown escape stands after a backslash; write \\\\ for the backslash itself")),
        })
    }

    /// The character of a UTF-16 unit, with the second half of its pair read when it is a first half.
    fn joined(&mut self, unit: u32) -> Option<char> {
        if !(0xd800..0xdc00).contains(&unit) {
            return char::from_u32(unit);
        }
        if !(self.take(b'\\') && self.take(b'u')) {
            return None;
        }
        let low = self.four_hex_digits().filter(|low| (0xdc00..0xe000).contains(low))?;
        char::from_u32(0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00))
    }

    fn four_hex_digits(&mut self) -> Option<u32> {
        let digits = self.bytes.get(self.at..self.at + 4)?;
        let value = digits.iter().try_fold(0, |sum, d| Some(sum * 16 + char::from(*d).to_digit(16)?))?;
        self.at += 4;
        Some(value)
    }

    fn number(&mut self) -> Result<&'a str, Fault> {
        let start = self.at;
        self.take(b'-');
        let leading_zero = self.take(b'0');
        let digits = self.digits();
        if leading_zero == (digits > 0) {
            self.at = start;
            return Err(self.wrong("a number must have digits and no leading zero"));
        }
        if self.take(b'.') && self.digits() == 0 {
            return Err(self.wrong("a digit is expected after the decimal point"));
        }
        if self.take(b'e') || self.take(b'E') {
            let _ = self.take(b'+') || self.take(b'-');
            if self.digits() == 0 {
                return Err(self.wrong("a digit is expected in the exponent"));
            }
        }
        Ok(&self.text[start..self.at])
    }

    fn digits(&mut self) -> usize {
        let start = self.at;
        while self.peek().is_some_and(|b| b.is_ascii_digit()) {
            self.at += 1;
        }
        self.at - start
    }

    fn word(&mut self) -> Result<Value<'a>, Fault> {
        let rest = &self.text[self.at..];
        let word = &rest[..rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())];
        let value = match word {
            "null" => Value::Null,
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            "" => return Err(self.wrong("a value is expected")),
            "NaN" | "Infinity" => return Err(self.wrong("JSON has no NaN and no Infinity; state a number")),
            _ => {
                let shown: String = word.chars().take(40).collect();
                return Err(self.wrong(&format!("{shown:?} is no JSON value; a text stands in double quotes")));
            }
        };
        self.at += word.len();
        Ok(value)
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn take(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        self.at += usize::from(there);
        there
    }

    /// The fault of what stands here.
    fn wrong(&self, message: &str) -> Fault {
        let message = match self.text[self.at.min(self.text.len())..].chars().next() {
            Some('/' | '#') => format!("{message}; JSON has no comments"),
            Some(found) => format!("{message}, but {found:?} stands here"),
            None => format!("{message}, but the file ends here"),
        };
        Fault::new(NOT_JSON, message).within(self.at)
    }
}

fn refuse_duplicates(members: &[Member<'_>]) -> Result<(), Fault> {
    const FEW: usize = 8;
    let twice = if members.len() <= FEW {
        members.iter().enumerate().find(|(i, m)| members[..*i].iter().any(|b| b.name == m.name)).map(|(_, m)| m)
    } else {
        let mut seen = HashSet::with_capacity(members.len());
        members.iter().find(|m| !seen.insert(&*m.name))
    };
    twice.map_or(Ok(()), |member| {
        let message = format!("the field {:?} stands twice in one object; only one can hold", member.name);
        Err(Fault::new(DUPLICATE_FIELD, message).within(member.at))
    })
}
