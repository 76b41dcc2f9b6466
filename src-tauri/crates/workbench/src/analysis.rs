//! The analyst's tools, asked of an open document.

pub mod advising;
mod bound;
pub mod night;
pub mod history;
pub mod scenarios;
mod tune;

pub use bound::bound;
pub use tune::tune;

use crate::desk::Desk;
use crate::shapes::*;
use daybreak_wire::{AskError, ErrorCode, history};

fn absent(what: &str) -> AskError {
    AskError::new(ErrorCode::Internal, format!("{what} is being built"))
}
