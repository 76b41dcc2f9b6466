//! The analyst's tools, asked of an open document.

pub mod advising;
mod bound;
pub mod night;
pub mod scenarios;
mod tune;

pub use bound::bound;
pub use tune::tune;

use crate::desk::Desk;
use crate::shapes::*;
use daybreak_wire::{AskError, ErrorCode, history};

pub async fn history(_: &Desk, _: ByDocument) -> Result<history::HistorySummary, AskError> {
    Err(absent("history"))
}

pub async fn import_history(_: &Desk, _: ImportHistory) -> Result<history::HistorySummary, AskError> {
    Err(absent("import_history"))
}

pub async fn fit(_: &Desk, _: ByDocument) -> Result<history::FitReport, AskError> {
    Err(absent("fit"))
}

pub async fn backtest(_: &Desk, _: BacktestDocument) -> Result<history::BacktestReport, AskError> {
    Err(absent("backtest"))
}

fn absent(what: &str) -> AskError {
    AskError::new(ErrorCode::Internal, format!("{what} is being built"))
}
