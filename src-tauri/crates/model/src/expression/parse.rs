//! Expressions from text, by recursive descent; see the grammar in the parent module.

use super::scan::{Token, Word, scan};
use super::{Expression, ExpressionError, Fact, MAX_EXPRESSION_BYTES, MAX_EXPRESSION_DEPTH};
use crate::calendar::DayClass;

/// The condition that `text` states, or the first place at which it states none.
pub fn parse(text: &str) -> Result<Expression, ExpressionError> {
    if text.len() > MAX_EXPRESSION_BYTES {
        let message = format!("the expression is longer than {MAX_EXPRESSION_BYTES} bytes");
        return Err(ExpressionError { column: 1, message });
    }
    let mut parser = Parser { tokens: scan(text)?, at: 0, depth: 0, end: text.chars().count() + 1 };
    let expression = parser.condition()?;
    if parser.at < parser.tokens.len() {
        return Err(parser.wrong("the expression has ended, but something follows; join conditions by && or ||"));
    }
    is_condition(&expression).map_err(|message| ExpressionError { column: 1, message })?;
    Ok(expression)
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
    /// The column behind the text.
    end: usize,
}

impl Parser {
    fn condition(&mut self) -> Result<Expression, ExpressionError> {
        let mut left = self.and()?;
        while let Some(column) = self.take(&Word::Or) {
            let right = self.and()?;
            left = joined(left, right, column, Expression::Or)?;
        }
        Ok(left)
    }

    fn and(&mut self) -> Result<Expression, ExpressionError> {
        let mut left = self.not()?;
        while let Some(column) = self.take(&Word::And) {
            let right = self.not()?;
            left = joined(left, right, column, Expression::And)?;
        }
        Ok(left)
    }

    fn not(&mut self) -> Result<Expression, ExpressionError> {
        let Some(column) = self.take(&Word::Not) else {
            return self.comparison();
        };
        let inner = self.deeper(Self::not)?;
        is_condition(&inner).map_err(|message| ExpressionError { column, message })?;
        Ok(Expression::Not(Box::new(inner)))
    }

    fn comparison(&mut self) -> Result<Expression, ExpressionError> {
        let left = self.operand()?;
        let Some(Token { word: Word::By(by), .. }) = self.tokens.get(self.at) else {
            return Ok(left);
        };
        let by = *by;
        self.at += 1;
        let column = self.column();
        let right = self.operand()?;
        if matches!(self.tokens.get(self.at), Some(Token { word: Word::By(_), .. })) {
            return Err(self.wrong("comparisons do not chain; join two of them by &&"));
        }
        for (this, other) in [(&left, &right), (&right, &left)] {
            is_possible(this, other).map_err(|message| ExpressionError { column, message })?;
        }
        Ok(Expression::Compare { left: Box::new(left), by, right: Box::new(right) })
    }

    fn operand(&mut self) -> Result<Expression, ExpressionError> {
        let Some(token) = self.tokens.get(self.at).cloned() else {
            return Err(self.wrong("a value or a condition is expected"));
        };
        match token.word {
            Word::Open => {
                self.at += 1;
                let inner = self.deeper(Self::condition)?;
                self.expect(&Word::Close, "a closing parenthesis is expected")?;
                Ok(inner)
            }
            Word::Text(text) => {
                self.at += 1;
                Ok(Expression::Text(text))
            }
            Word::Number(number) => {
                self.at += 1;
                Ok(Expression::Number(number))
            }
            Word::Name(name) => self.named(&name),
            _ => Err(self.wrong("a value or a condition is expected")),
        }
    }

    fn named(&mut self, name: &str) -> Result<Expression, ExpressionError> {
        let unknown = self.wrong(&format!(
            "{name:?} is not known; write day_class, business_date, param(\"NAME\"), exit(\"JOB\") or output(\"JOB\", \"NAME\"), \
             and put texts in quotes"
        ));
        self.at += 1;
        let fact = match name {
            "true" => return Ok(Expression::Bool(true)),
            "false" => return Ok(Expression::Bool(false)),
            "day_class" => Fact::DayClass,
            "business_date" => Fact::BusinessDate,
            "params" => {
                self.expect(&Word::Dot, "a dot and a parameter's name are expected")?;
                Fact::Parameter(self.name()?)
            }
            "param" => {
                let [name] = self.arguments()?;
                Fact::Parameter(name)
            }
            "exit" => {
                let [job] = self.arguments()?;
                Fact::Exit(job)
            }
            "output" => {
                let [job, name] = self.arguments()?;
                Fact::Output { job, name }
            }
            _ => return Err(unknown),
        };
        Ok(Expression::Fact(fact))
    }

    /// So many texts in parentheses.
    fn arguments<const N: usize>(&mut self) -> Result<[String; N], ExpressionError> {
        self.expect(&Word::Open, "an opening parenthesis is expected")?;
        let mut texts = [const { String::new() }; N];
        for (position, text) in texts.iter_mut().enumerate() {
            if position > 0 {
                self.expect(&Word::Comma, "a comma and another name in quotes are expected")?;
            }
            match self.tokens.get(self.at) {
                Some(Token { word: Word::Text(found), .. }) => text.clone_from(found),
                _ => return Err(self.wrong("a name in quotes is expected")),
            }
            self.at += 1;
        }
        self.expect(&Word::Close, "a closing parenthesis is expected")?;
        Ok(texts)
    }

    fn name(&mut self) -> Result<String, ExpressionError> {
        match self.tokens.get(self.at) {
            Some(Token { word: Word::Name(name), .. }) => {
                let name = name.clone();
                self.at += 1;
                Ok(name)
            }
            _ => Err(self.wrong("a parameter's name is expected")),
        }
    }

    fn deeper(
        &mut self,
        inner: fn(&mut Self) -> Result<Expression, ExpressionError>,
    ) -> Result<Expression, ExpressionError> {
        if self.depth == MAX_EXPRESSION_DEPTH {
            return Err(self.wrong(&format!("the expression is nested deeper than {MAX_EXPRESSION_DEPTH} levels")));
        }
        self.depth += 1;
        let result = inner(self);
        self.depth -= 1;
        result
    }

    /// Takes `word` if it stands here; its column.
    fn take(&mut self, word: &Word) -> Option<usize> {
        let token = self.tokens.get(self.at).filter(|token| token.word == *word)?;
        self.at += 1;
        Some(token.column)
    }

    fn expect(&mut self, word: &Word, message: &str) -> Result<(), ExpressionError> {
        self.take(word).map_or_else(|| Err(self.wrong(message)), |_| Ok(()))
    }

    fn column(&self) -> usize {
        self.tokens.get(self.at).map_or(self.end, |token| token.column)
    }

    fn wrong(&self, message: &str) -> ExpressionError {
        ExpressionError { column: self.column(), message: message.into() }
    }
}

fn joined(
    left: Expression,
    right: Expression,
    column: usize,
    join: fn(Box<Expression>, Box<Expression>) -> Expression,
) -> Result<Expression, ExpressionError> {
    for side in [&left, &right] {
        is_condition(side).map_err(|message| ExpressionError { column, message })?;
    }
    Ok(join(Box::new(left), Box::new(right)))
}

/// Refuses what can never be true or false.
fn is_condition(expression: &Expression) -> Result<(), String> {
    match expression {
        Expression::Text(text) => Err(format!("{text:?} is a text, not a condition; compare it with something")),
        Expression::Number(number) => Err(format!("{number} is a number, not a condition; compare it with something")),
        Expression::Fact(fact @ (Fact::DayClass | Fact::BusinessDate | Fact::Exit(_))) => {
            Err(format!("{fact} is not a condition; compare it with something"))
        }
        _ => Ok(()),
    }
}

/// Refuses a comparison of a fact with a value that it never has.
fn is_possible(this: &Expression, other: &Expression) -> Result<(), String> {
    let Expression::Fact(fact) = this else {
        return Ok(());
    };
    match (fact, other) {
        (Fact::DayClass, Expression::Text(class)) if DayClass::ALL.iter().all(|c| c.as_str() != class) => {
            let known: Vec<&str> = DayClass::ALL.iter().map(|c| c.as_str()).collect();
            Err(format!("{class:?} is no day class; the classes are {}", known.join(", ")))
        }
        (Fact::DayClass | Fact::BusinessDate, Expression::Number(_) | Expression::Bool(_)) => {
            Err(format!("{fact} is a text; compare it with a text in quotes"))
        }
        (Fact::BusinessDate, Expression::Text(date)) if date.parse::<chrono::NaiveDate>().is_err() => {
            Err(format!("{date:?} is no date; write it like \"2026-12-31\""))
        }
        (Fact::Exit(_), Expression::Text(_) | Expression::Bool(_)) => {
            Err(format!("{fact} is a number; compare it with a number"))
        }
        _ => Ok(()),
    }
}
