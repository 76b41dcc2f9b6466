//! What a condition says of one fact, for conditions simple enough to tell without running anything.

use super::{Comparison, Expression, Fact};
use crate::calendar::DayClass;
use std::collections::BTreeSet;

/// A condition that turns on one fact alone and holds for exactly these values of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Constraint {
    pub fact: Fact,
    pub values: Values,
}

/// A set of values, as texts; numbers and `true`, `false` as they print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Values {
    OneOf(BTreeSet<String>),
    NoneOf(BTreeSet<String>),
}

/// The constraint that `expression` amounts to: tests of one fact for equality, joined by `&&`, `||` and `!`.
/// Nothing for every other expression.
pub fn constraint(expression: &Expression) -> Option<Constraint> {
    match expression {
        Expression::Compare { left, by, right } => compared(left, *by, right).or_else(|| compared(right, *by, left)),
        Expression::Fact(fact) => Some(Constraint { fact: fact.clone(), values: Values::only("true") }),
        Expression::Not(inner) => constraint(inner).map(|c| Constraint { values: c.values.complement(), ..c }),
        Expression::And(left, right) => both(left, right, |a, b| a.intersection(&b)),
        // By De Morgan's law.
        Expression::Or(left, right) => {
            both(left, right, |a, b| a.complement().intersection(&b.complement()).complement())
        }
        Expression::Text(_) | Expression::Number(_) | Expression::Bool(_) => None,
    }
}

/// Whether every case is in at least one of `constraints`; they must all turn on the same fact.
pub fn are_exhaustive(constraints: &[Constraint]) -> bool {
    let Some(first) = constraints.first() else {
        return false;
    };
    if constraints.iter().any(|c| c.fact != first.fact) {
        return false;
    }
    let left = constraints
        .iter()
        .map(|c| c.values.complement())
        .reduce(|a, b| a.intersection(&b))
        .unwrap_or_else(|| Values::NoneOf(BTreeSet::new()));
    left.is_empty_for(&first.fact)
}

impl Constraint {
    /// Whether some value satisfies both. Constraints on different facts always can be satisfied together.
    pub fn overlaps(&self, other: &Constraint) -> bool {
        self.fact != other.fact || !self.values.intersection(&other.values).is_empty_for(&self.fact)
    }

    /// Whether no value satisfies it.
    pub fn is_impossible(&self) -> bool {
        self.values.is_empty_for(&self.fact)
    }
}

impl Values {
    fn only(value: impl Into<String>) -> Values {
        Values::OneOf(BTreeSet::from([value.into()]))
    }

    fn complement(&self) -> Values {
        match self {
            Values::OneOf(values) => Values::NoneOf(values.clone()),
            Values::NoneOf(values) => Values::OneOf(values.clone()),
        }
    }

    fn intersection(&self, other: &Values) -> Values {
        match (self, other) {
            (Values::OneOf(a), Values::OneOf(b)) => Values::OneOf(a & b),
            (Values::OneOf(a), Values::NoneOf(b)) | (Values::NoneOf(b), Values::OneOf(a)) => Values::OneOf(a - b),
            (Values::NoneOf(a), Values::NoneOf(b)) => Values::NoneOf(a | b),
        }
    }

    /// Day classes are few; of every other fact there are always more values than can be named.
    fn is_empty_for(&self, fact: &Fact) -> bool {
        match self {
            Values::OneOf(values) => values.is_empty(),
            Values::NoneOf(values) => {
                *fact == Fact::DayClass && DayClass::ALL.iter().all(|class| values.contains(class.as_str()))
            }
        }
    }
}

fn both(left: &Expression, right: &Expression, join: fn(Values, Values) -> Values) -> Option<Constraint> {
    let (left, right) = (constraint(left)?, constraint(right)?);
    (left.fact == right.fact).then(|| Constraint { fact: left.fact, values: join(left.values, right.values) })
}

fn compared(fact: &Expression, by: Comparison, value: &Expression) -> Option<Constraint> {
    let Expression::Fact(fact) = fact else {
        return None;
    };
    // A text equals every spelling of a number, so only exit codes, which are numbers, are told apart by number.
    let value = match value {
        Expression::Text(text) => text.clone(),
        Expression::Number(number) if matches!(fact, Fact::Exit(_)) => number.to_string(),
        Expression::Bool(value) => value.to_string(),
        _ => return None,
    };
    let values = match by {
        Comparison::Equal => Values::only(value),
        Comparison::Unequal => Values::only(value).complement(),
        _ => return None,
    };
    Some(Constraint { fact: fact.clone(), values })
}
