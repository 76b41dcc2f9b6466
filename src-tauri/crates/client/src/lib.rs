//! A typed HTTP client of the runtime.
//!
//! **Owns** finding the runtime of a data folder ([`place`]), asking it ([`Client`]), and following its events with resumption
//! ([`EventStream`]).
//!
//! **Does not** start a runtime, keep what it was told, or decide anything.
//!
//! **Invariants.** Everything that fails is an [`AskError`]; when nobody answers its code is `runtime_away`. A key is only sent to the
//! address that it was given for. No answer is read beyond [`MAX_ANSWER_BYTES`].

mod client;
mod events;
pub mod place;
mod requests;

pub use client::{Client, MAX_ANSWER_BYTES};
pub use events::{EventStream, Received};

use daybreak_wire::{AskError, ErrorCode};

/// Nobody answers.
fn away(message: impl Into<String>) -> AskError {
    AskError::new(ErrorCode::RuntimeAway, message).help("start the runtime with daybreak serve")
}
