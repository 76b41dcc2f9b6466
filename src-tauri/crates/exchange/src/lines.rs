//! Texts of numbers in lines, as benchmark libraries have them.

use crate::ImportError;

/// One line and its number, from 1.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    pub number: usize,
    pub text: &'a str,
}

/// The lines of a text that are not blank, in order.
pub struct Lines<'a> {
    rest: std::iter::Peekable<std::iter::Enumerate<std::str::Lines<'a>>>,
    last: usize,
}

impl<'a> Lines<'a> {
    pub fn of(text: &'a str) -> Lines<'a> {
        Lines { rest: text.lines().enumerate().peekable(), last: 1 }
    }

    /// The next line; `what` names what is expected there.
    pub fn next(&mut self, what: &str) -> Result<Line<'a>, ImportError> {
        self.find(|_| true).ok_or_else(|| ImportError {
            line: self.last,
            message: format!("the file ends here, but {what} should follow"),
        })
    }

    /// The next line that begins with `heading`.
    pub fn after(&mut self, heading: &str) -> Result<Line<'a>, ImportError> {
        let from = self.last;
        self.find(|line| line.starts_with(heading))
            .ok_or_else(|| ImportError { line: from, message: format!("no line from here on begins with {heading:?}") })
    }

    fn find(&mut self, wanted: impl Fn(&str) -> bool) -> Option<Line<'a>> {
        self.rest.by_ref().find(|(_, text)| !text.trim().is_empty() && wanted(text.trim_start())).map(
            |(index, text)| {
                self.last = index + 1;
                Line { number: index + 1, text: text.trim() }
            },
        )
    }
}

impl Line<'_> {
    /// Every number of the line.
    pub fn numbers(&self) -> Result<Vec<u32>, ImportError> {
        self.text.split_whitespace().map(|word| self.number_in(word)).collect()
    }

    /// The first number behind a colon: `jobs (incl. supersource/sink ):  32`.
    pub fn number_behind_colon(&self) -> Result<u32, ImportError> {
        let word = self.text.split_once(':').and_then(|(_, rest)| rest.split_whitespace().next());
        self.number_in(word.ok_or_else(|| self.wrong("a colon and a number are expected"))?)
    }

    pub fn wrong(&self, message: impl Into<String>) -> ImportError {
        ImportError { line: self.number, message: message.into() }
    }

    fn number_in(&self, word: &str) -> Result<u32, ImportError> {
        word.parse().map_err(|_| {
            let shown: String = word.chars().take(40).collect();
            self.wrong(format!("{shown:?} is not a whole number from 0 to {}", u32::MAX))
        })
    }
}
