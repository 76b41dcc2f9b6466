//! Where answers go, and in which form.

use crate::arguments::Format;
use daybreak_wire::{AskError, ErrorCode};
use serde::Serialize;
use std::io::{self, ErrorKind, Write};

/// Standard output in the form that was asked for. When nobody reads any more, writing does nothing.
pub struct Output {
    format: Format,
    to: io::BufWriter<io::Stdout>,
    closed: bool,
}

impl Output {
    pub fn new(format: Format) -> Output {
        Output { format, to: io::BufWriter::new(io::stdout()), closed: false }
    }

    pub fn format(&self) -> Format {
        self.format
    }

    /// Whether the reader has gone away, so that following on makes no sense.
    pub fn is_closed(&self) -> bool {
        self.closed
    }

    /// Writes an answer: `text` makes the words for people, `value` is for programs.
    pub fn answer<T: Serialize>(&mut self, value: &T, text: impl FnOnce(&T) -> String) -> Result<(), AskError> {
        match self.format {
            Format::Text => self.write(&text(value)),
            Format::Json => {
                let json = serde_json::to_string_pretty(value).map_err(|e| no_json(&e))?;
                self.write(&format!("{json}\n"))
            }
        }
    }

    /// Writes one of many answers, at once: a line of words, or one object on a line.
    pub fn item<T: Serialize>(&mut self, value: &T, text: impl FnOnce(&T) -> String) -> Result<(), AskError> {
        match self.format {
            Format::Text => self.write(&text(value))?,
            Format::Json => {
                let json = serde_json::to_string(value).map_err(|e| no_json(&e))?;
                self.write(&format!("{json}\n"))?;
            }
        }
        self.flush()
    }

    /// Writes text as it is.
    pub fn write(&mut self, text: &str) -> Result<(), AskError> {
        let written = self.to.write_all(text.as_bytes());
        self.unless_closed(written)
    }

    /// Says something beside the answer to people, on standard error; programs find it in the answer.
    pub fn remark(&mut self, sentence: &str) {
        if self.format == Format::Text {
            // That it cannot be written can be told to nobody.
            let _ = writeln!(io::stderr(), "daybreak: {sentence}");
        }
    }

    pub fn flush(&mut self) -> Result<(), AskError> {
        let flushed = self.to.flush();
        self.unless_closed(flushed)
    }

    /// A reader that has enough closes the pipe; that is no failure.
    fn unless_closed(&mut self, result: io::Result<()>) -> Result<(), AskError> {
        match result {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(())
            }
            Err(error) => Err(AskError::new(ErrorCode::Io, format!("cannot write the answer: {error}"))
                .help("see that standard output is open and the disk has room")),
            Ok(()) => Ok(()),
        }
    }
}

/// Writes an error to standard error. That it cannot be written can be told to nobody.
pub fn complain(format: Format, error: &AskError) {
    let text = match format {
        Format::Text => format!("daybreak: {error}\n"),
        Format::Json => serde_json::to_string_pretty(error).unwrap_or_else(|_| error.to_string()) + "\n",
    };
    let _ = io::stderr().write_all(text.as_bytes());
}

fn no_json(error: &serde_json::Error) -> AskError {
    AskError::new(ErrorCode::Internal, format!("the answer cannot be written as JSON: {error}"))
}
