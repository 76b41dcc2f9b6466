//! The words of an expression.

use super::{Comparison, ExpressionError};

/// One word and the character at which it begins, from 1.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    pub column: usize,
    pub word: Word,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Word {
    Name(String),
    Text(String),
    Number(f64),
    By(Comparison),
    And,
    Or,
    Not,
    Open,
    Close,
    Comma,
    Dot,
}

/// All words of `text`.
pub fn scan(text: &str) -> Result<Vec<Token>, ExpressionError> {
    let mut rest = Rest { characters: text.chars().collect(), at: 0 };
    let mut tokens = Vec::new();
    loop {
        rest.take_while(char::is_whitespace);
        let column = rest.at + 1;
        let Some(first) = rest.peek(0) else {
            return Ok(tokens);
        };
        let word = rest.word(first).map_err(|message| ExpressionError { column, message })?;
        tokens.push(Token { column, word });
    }
}

struct Rest {
    characters: Vec<char>,
    at: usize,
}

impl Rest {
    fn word(&mut self, first: char) -> Result<Word, String> {
        if first.is_alphabetic() || first == '_' {
            return Ok(Word::Name(self.take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))));
        }
        let signed = first == '-' && self.peek(1).is_some_and(|c| c.is_ascii_digit());
        if first.is_ascii_digit() || signed {
            return self.number();
        }
        if first == '"' || first == '\'' {
            return self.text(first);
        }
        let two: String = [Some(first), self.peek(1)].into_iter().flatten().collect();
        let (word, length) = match (two.as_str(), first) {
            ("==", _) => (Word::By(Comparison::Equal), 2),
            ("!=", _) => (Word::By(Comparison::Unequal), 2),
            ("<=", _) => (Word::By(Comparison::AtMost), 2),
            (">=", _) => (Word::By(Comparison::AtLeast), 2),
            ("&&", _) => (Word::And, 2),
            ("||", _) => (Word::Or, 2),
            (_, '<') => (Word::By(Comparison::Less), 1),
            (_, '>') => (Word::By(Comparison::Greater), 1),
            (_, '!') => (Word::Not, 1),
            (_, '(') => (Word::Open, 1),
            (_, ')') => (Word::Close, 1),
            (_, ',') => (Word::Comma, 1),
            (_, '.') => (Word::Dot, 1),
            (_, '=') => return Err("a single '=' stands here; write == to compare".into()),
            (_, '&') => return Err("a single '&' stands here; write && for and".into()),
            (_, '|') => return Err("a single '|' stands here; write || for or".into()),
            _ => return Err(format!("{first:?} has no meaning in an expression")),
        };
        self.at += length;
        Ok(word)
    }

    fn number(&mut self) -> Result<Word, String> {
        let start = self.at;
        self.at += 1;
        self.take_while(|c| c.is_ascii_digit() || c == '.');
        let digits: String = self.characters[start..self.at].iter().collect();
        match digits.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Word::Number(number)),
            _ => Err(format!("{digits:?} is not a number")),
        }
    }

    fn text(&mut self, quote: char) -> Result<Word, String> {
        self.at += 1;
        let mut text = String::new();
        while let Some(next) = self.peek(0) {
            self.at += 1;
            match next {
                '\\' => match self.peek(0) {
                    Some(c @ ('\\' | '"' | '\'')) => {
                        text.push(c);
                        self.at += 1;
                    }
                    _ => return Err("a backslash stands only before a quote or another backslash".into()),
                },
                c if c == quote => return Ok(Word::Text(text)),
                c => text.push(c),
            }
        }
        Err(format!("a text is not closed by {quote}"))
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.characters.get(self.at + ahead).copied()
    }

    fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> String {
        let start = self.at;
        while self.peek(0).is_some_and(&wanted) {
            self.at += 1;
        }
        self.characters[start..self.at].iter().collect()
    }
}
