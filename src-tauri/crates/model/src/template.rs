//! Texts with places that are filled in at start time: arguments, environment, paths, addresses.
//!
//! | written | filled in |
//! | --- | --- |
//! | `${business_date}` | the business date, `2026-12-31` |
//! | `${previous_business_date}`, `${next_business_date}` | the business day before and after |
//! | `${business_date+2}`, `${business_date-1}` | so many business days later or earlier; also of the other two |
//! | `${business_date:%Y%m%d}`, `${business_date-1:%d.%m.%Y}` | in a format of strftime |
//! | `${run_id}` | the run's identifier |
//! | `${NAME}` | the parameter NAME; what it holds is taken as it is |
//! | `${secret:NAME}` | a secret, resolved as the job starts, never stored or printed |
//! | `$${` | `${` itself |

use crate::calendar::OutsideCoverage;
use chrono::NaiveDate;
use chrono::format::{Item, StrftimeItems};
use std::borrow::Cow;
use std::fmt::Write;

/// The most business days that a date may be moved by.
pub const MAX_DATE_OFFSET: i32 = 9999;

/// A text in its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    pub parts: Vec<TemplatePart>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplatePart {
    Text(String),
    /// The day `offset` business days after the business date, in a strftime format or as `2026-12-31`.
    Date {
        offset: i32,
        format: Option<String>,
    },
    RunId,
    Parameter(String),
    Secret(String),
}

/// Why a text is no template; `column` counts characters from 1.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message} (at character {column})")]
pub struct TemplateError {
    pub column: usize,
    pub message: String,
}

/// What the places are filled with.
pub trait TemplateFacts {
    /// The day `offset` business days after the business date; 0 is the business date itself.
    fn business_day(&self, offset: i32) -> Result<NaiveDate, OutsideCoverage>;
    fn run_id(&self) -> Cow<'_, str>;
    fn parameter(&self, name: &str) -> Option<Cow<'_, str>>;
    fn secret(&self, name: &str) -> Option<Cow<'_, str>>;
}

/// A place that cannot be filled in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unfilled {
    #[error("the parameter {0:?} is not defined; define it in the workflow or give it to the run")]
    Parameter(String),
    #[error("the secret {0:?} is not known to this runtime; set it there")]
    Secret(String),
    #[error(transparent)]
    Date(#[from] OutsideCoverage),
}

impl Template {
    pub fn parse(text: &str) -> Result<Template, TemplateError> {
        let mut parts = Vec::new();
        let mut plain = String::new();
        let mut rest = text;
        while let Some(dollar) = rest.find("${") {
            if rest[..dollar].ends_with('$') {
                plain.push_str(&rest[..dollar - 1]);
                plain.push_str("${");
                rest = &rest[dollar + 2..];
                continue;
            }
            plain.push_str(&rest[..dollar]);
            let column = text[..text.len() - rest.len() + dollar].chars().count() + 1;
            let wrong = |message: String| TemplateError { column, message };
            let inside = &rest[dollar + 2..];
            let end = inside
                .find('}')
                .ok_or_else(|| wrong("\"${\" is not closed by \"}\"; write $${ for the text itself".into()))?;
            if !plain.is_empty() {
                parts.push(TemplatePart::Text(std::mem::take(&mut plain)));
            }
            parts.push(place(&inside[..end]).map_err(wrong)?);
            rest = &inside[end + 1..];
        }
        plain.push_str(rest);
        if !plain.is_empty() {
            parts.push(TemplatePart::Text(plain));
        }
        Ok(Template { parts })
    }

    /// The parameters that are asked for.
    pub fn parameters(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            TemplatePart::Parameter(name) => Some(name.as_str()),
            _ => None,
        })
    }

    /// The secrets that are asked for.
    pub fn secrets(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            TemplatePart::Secret(name) => Some(name.as_str()),
            _ => None,
        })
    }

    /// The text with every place filled in, secrets included: for the start of a job and nothing else.
    pub fn render(&self, facts: &impl TemplateFacts) -> Result<String, Unfilled> {
        self.filled(facts, |name| facts.secret(name).ok_or_else(|| Unfilled::Secret(name.into())))
    }

    /// The text as it may be shown and stored: secrets stay `${secret:NAME}`.
    pub fn render_for_show(&self, facts: &impl TemplateFacts) -> Result<String, Unfilled> {
        self.filled(facts, |name| Ok(format!("${{secret:{name}}}").into()))
    }

    fn filled<'a>(
        &'a self,
        facts: &'a impl TemplateFacts,
        secret: impl Fn(&'a str) -> Result<Cow<'a, str>, Unfilled>,
    ) -> Result<String, Unfilled> {
        let mut text = String::new();
        for part in &self.parts {
            match part {
                TemplatePart::Text(plain) => text.push_str(plain),
                TemplatePart::Date { offset, format } => {
                    let day = facts.business_day(*offset)?;
                    let format = format.as_deref().unwrap_or("%Y-%m-%d");
                    write!(text, "{}", day.format(format)).expect("the format was tried when the template was parsed");
                }
                TemplatePart::RunId => text.push_str(&facts.run_id()),
                TemplatePart::Parameter(name) => {
                    let value = facts.parameter(name).ok_or_else(|| Unfilled::Parameter(name.clone()))?;
                    text.push_str(&value);
                }
                TemplatePart::Secret(name) => text.push_str(&secret(name)?),
            }
        }
        Ok(text)
    }
}

/// What stands between the braces.
fn place(inside: &str) -> Result<TemplatePart, String> {
    if let Some(name) = inside.strip_prefix("secret:") {
        return name_problem(name).map_or_else(|| Ok(TemplatePart::Secret(name.into())), Err);
    }
    if inside == "run_id" {
        return Ok(TemplatePart::RunId);
    }
    for (name, base) in [("business_date", 0), ("previous_business_date", -1), ("next_business_date", 1)] {
        if let Some(rest) = inside.strip_prefix(name).filter(|r| r.is_empty() || r.starts_with(['+', '-', ':'])) {
            return date(base, rest);
        }
    }
    name_problem(inside).map_or_else(|| Ok(TemplatePart::Parameter(inside.into())), Err)
}

fn date(base: i32, rest: &str) -> Result<TemplatePart, String> {
    let (offset, format) = rest.split_once(':').map_or((rest, None), |(offset, format)| (offset, Some(format)));
    let offset = match offset {
        "" => 0,
        digits => digits
            .parse::<i32>()
            .ok()
            .filter(|n| n.abs() <= MAX_DATE_OFFSET)
            .ok_or_else(|| format!("{digits:?} is not a number of business days, like +2 or -1"))?,
    };
    if let Some(format) = format {
        try_format(format)?;
    }
    Ok(TemplatePart::Date { offset: base + offset, format: format.map(Into::into) })
}

/// Refuses a format that chrono does not know, or one that asks a date for the time of day or the zone.
fn try_format(format: &str) -> Result<(), String> {
    let bad = || format!("{format:?} is not a format of a date; write it like %Y%m%d");
    if format.is_empty() || StrftimeItems::new(format).any(|item| matches!(item, Item::Error)) {
        return Err(bad());
    }
    let mut tried = String::new();
    write!(tried, "{}", NaiveDate::default().format(format)).map_err(|_| bad())
}

fn name_problem(name: &str) -> Option<String> {
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    if name.is_empty() {
        return Some("a name is missing between the braces".into());
    }
    name.chars()
        .find(|c| !allowed(*c))
        .map(|c| format!("{c:?} cannot stand in a name; write $${{ if {:?} is meant as it is", format!("${{{name}}}")))
}
