//! Conditions of decisions and cycles: a small language that always ends and touches nothing.
//!
//! ```text
//! condition  = and { "||" and }
//! and        = not { "&&" not }
//! not        = "!" not | comparison
//! comparison = operand [ ("==" | "!=" | "<" | "<=" | ">" | ">=") operand ]
//! operand    = "(" condition ")" | literal | fact
//! literal    = "text" | 'text' | number | true | false
//! fact       = day_class | business_date | param("NAME") | params.NAME | exit("JOB") | output("JOB", "NAME")
//! ```
//!
//! `day_class` is a text: `normal`, `after-holiday`, `month-end`, `quarter-end`, `year-end`. `business_date` is a text in the form
//! `2026-12-31`, so that texts compare as dates do. Parameters and outputs are texts; compared with a number, a text
//! counts as the number that it spells, and is unlike every number when it spells none. A fact that stands where a condition is
//! wanted holds when its text is `true`. Jobs are named as in the same definition.

mod constraint;
mod parse;
mod scan;

use crate::calendar::DayClass;
use chrono::NaiveDate;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;

pub use constraint::{Constraint, Values, are_exhaustive, constraint};
pub use parse::parse;

/// The longest text of an expression, in bytes.
pub const MAX_EXPRESSION_BYTES: usize = 4096;
/// The deepest nesting of parentheses and negations.
pub const MAX_EXPRESSION_DEPTH: usize = 32;

/// A parsed condition.
#[derive(Clone, Debug, PartialEq)]
pub enum Expression {
    Text(String),
    Number(f64),
    Bool(bool),
    Fact(Fact),
    Compare { left: Box<Expression>, by: Comparison, right: Box<Expression> },
    Not(Box<Expression>),
    And(Box<Expression>, Box<Expression>),
    Or(Box<Expression>, Box<Expression>),
}

/// Something that is known of a run only when it is there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fact {
    DayClass,
    BusinessDate,
    Parameter(String),
    /// The exit code of a job's last attempt.
    Exit(String),
    Output {
        job: String,
        name: String,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    Equal,
    Unequal,
    Less,
    AtMost,
    Greater,
    AtLeast,
}

/// Why a text is no expression; `column` counts characters from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message} (at character {column})")]
pub struct ExpressionError {
    pub column: usize,
    pub message: String,
}

/// Where an expression's facts come from. Nothing means: not known, now or ever in this forecast.
pub trait Facts {
    fn day_class(&self) -> Option<DayClass>;
    fn business_date(&self) -> Option<NaiveDate>;
    fn parameter(&self, name: &str) -> Option<Cow<'_, str>>;
    fn exit(&self, job: &str) -> Option<i32>;
    fn output(&self, job: &str, name: &str) -> Option<Cow<'_, str>>;
}

/// The condition turns on a fact that is not known.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0} is not known")]
pub struct Undecided(pub Fact);

impl Expression {
    /// Whether the condition holds. What does not depend on an unknown fact is decided without it: `false && exit("x") == 0` is false.
    pub fn holds(&self, facts: &impl Facts) -> Result<bool, Undecided> {
        match self {
            Expression::And(left, right) => match (left.holds(facts), right.holds(facts)) {
                (Ok(false), _) | (_, Ok(false)) => Ok(false),
                (Err(unknown), _) | (_, Err(unknown)) => Err(unknown),
                (Ok(true), Ok(true)) => Ok(true),
            },
            Expression::Or(left, right) => match (left.holds(facts), right.holds(facts)) {
                (Ok(true), _) | (_, Ok(true)) => Ok(true),
                (Err(unknown), _) | (_, Err(unknown)) => Err(unknown),
                (Ok(false), Ok(false)) => Ok(false),
            },
            Expression::Not(inner) => inner.holds(facts).map(|holds| !holds),
            Expression::Compare { left, by, right } => Ok(by.holds(&left.value(facts)?, &right.value(facts)?)),
            Expression::Bool(value) => Ok(*value),
            other => Ok(other.value(facts)?.is_true()),
        }
    }

    /// Every fact that the condition asks for, in order of the text, without repeats.
    pub fn facts(&self) -> Vec<&Fact> {
        let mut found = Vec::new();
        self.collect(&mut found);
        found
    }

    fn collect<'a>(&'a self, found: &mut Vec<&'a Fact>) {
        match self {
            Expression::Fact(fact) if !found.contains(&fact) => found.push(fact),
            Expression::Fact(_) | Expression::Text(_) | Expression::Number(_) | Expression::Bool(_) => {}
            Expression::Not(inner) => inner.collect(found),
            Expression::Compare { left, right, .. } | Expression::And(left, right) | Expression::Or(left, right) => {
                left.collect(found);
                right.collect(found);
            }
        }
    }

    fn value<'a>(&'a self, facts: &'a impl Facts) -> Result<Scalar<'a>, Undecided> {
        Ok(match self {
            Expression::Text(text) => Scalar::Text(text.into()),
            Expression::Number(number) => Scalar::Number(*number),
            Expression::Fact(fact) => fact.look_up(facts).ok_or_else(|| Undecided(fact.clone()))?,
            condition => Scalar::Text(if condition.holds(facts)? { "true" } else { "false" }.into()),
        })
    }
}

impl Fact {
    fn look_up<'a>(&self, facts: &'a impl Facts) -> Option<Scalar<'a>> {
        Some(match self {
            Fact::DayClass => Scalar::Text(facts.day_class()?.as_str().into()),
            Fact::BusinessDate => Scalar::Text(facts.business_date()?.to_string().into()),
            Fact::Parameter(name) => Scalar::Text(facts.parameter(name)?),
            Fact::Exit(job) => Scalar::Number(facts.exit(job)?.into()),
            Fact::Output { job, name } => Scalar::Text(facts.output(job, name)?),
        })
    }
}

/// The facts as an expression writes them.
impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fact::DayClass => f.write_str("day_class"),
            Fact::BusinessDate => f.write_str("business_date"),
            Fact::Parameter(name) => write!(f, "param({name:?})"),
            Fact::Exit(job) => write!(f, "exit({job:?})"),
            Fact::Output { job, name } => write!(f, "output({job:?}, {name:?})"),
        }
    }
}

/// A value that is compared.
enum Scalar<'a> {
    Text(Cow<'a, str>),
    Number(f64),
}

impl Scalar<'_> {
    fn is_true(&self) -> bool {
        matches!(self, Scalar::Text(text) if text == "true")
    }

    /// Nothing when one is a number and the other spells none.
    fn order(&self, other: &Scalar<'_>) -> Option<Ordering> {
        match (self, other) {
            (Scalar::Text(a), Scalar::Text(b)) => Some(a.cmp(b)),
            (Scalar::Number(a), Scalar::Number(b)) => a.partial_cmp(b),
            (Scalar::Number(a), Scalar::Text(b)) => a.partial_cmp(&spelt(b)?),
            (Scalar::Text(a), Scalar::Number(b)) => spelt(a)?.partial_cmp(b),
        }
    }
}

fn spelt(text: &str) -> Option<f64> {
    text.trim().parse::<f64>().ok().filter(|number| number.is_finite())
}

impl Comparison {
    fn holds(self, left: &Scalar<'_>, right: &Scalar<'_>) -> bool {
        let order = left.order(right);
        match self {
            Comparison::Equal => order == Some(Ordering::Equal),
            Comparison::Unequal => order != Some(Ordering::Equal),
            Comparison::Less => order == Some(Ordering::Less),
            Comparison::AtMost => matches!(order, Some(Ordering::Less | Ordering::Equal)),
            Comparison::Greater => order == Some(Ordering::Greater),
            Comparison::AtLeast => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
        }
    }
}
