//! The analyst's tools, asked of an open document.

use crate::desk::Desk;
use crate::shapes::*;
use daybreak_wire::{AskError, ErrorCode, advice, forecast, history, optimise, scenario};

pub async fn night(_: &Desk, _: NightOfForecast) -> Result<forecast::PlanReport, AskError> {
    Err(absent("night"))
}

pub async fn candidates(_: &Desk, _: ByDocument) -> Result<Vec<advice::AllowedChange>, AskError> {
    Err(absent("candidates"))
}

pub async fn bound(_: &Desk, _: BoundDocument) -> Result<optimise::BoundReport, AskError> {
    Err(absent("bound"))
}

pub async fn tune(_: &Desk, _: TuneDocument) -> Result<optimise::TuneReport, AskError> {
    Err(absent("tune"))
}

pub async fn advise(_: &Desk, _: AdviseDocument) -> Result<advice::AdviceReport, AskError> {
    Err(absent("advise"))
}

pub async fn scenarios(_: &Desk, _: ByDocument) -> Result<Vec<ScenarioFile>, AskError> {
    Err(absent("scenarios"))
}

pub async fn save_scenario(_: &Desk, _: SaveScenario) -> Result<ScenarioFile, AskError> {
    Err(absent("save_scenario"))
}

pub async fn remove_scenario(_: &Desk, _: RemoveScenario) -> Result<(), AskError> {
    Err(absent("remove_scenario"))
}

pub async fn plan_scenario(_: &Desk, _: PlanScenario) -> Result<forecast::PlanReport, AskError> {
    Err(absent("plan_scenario"))
}

pub async fn forecast_scenario(_: &Desk, _: ForecastScenario) -> Result<forecast::ForecastReport, AskError> {
    Err(absent("forecast_scenario"))
}

pub async fn compare(_: &Desk, _: CompareScenarios) -> Result<scenario::ScenarioComparison, AskError> {
    Err(absent("compare"))
}

pub async fn draft(_: &Desk, _: PlanScenario) -> Result<ScenarioDraft, AskError> {
    Err(absent("draft"))
}

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
