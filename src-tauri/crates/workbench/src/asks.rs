//! The one table of what the window may ask: name, request, response, and what a success makes stale.
//!
//! Tauri's command, the page's types (`ui/src/generated/asks.ts`) and the tests are all made from it. Roles are not in it: the
//! runtime enforces them, by the table in `change::role`.

use crate::desk::Desk;
use crate::shapes::*;
use crate::{analysis, calendars, documents, exports, forecasts, import, layouts, library, monte_carlo, runtime};
use daybreak_wire::{
    AskError, ErrorCode, advice, change, event, forecast, history, optimise, person, revision, run, scenario,
};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use ts_rs::{Config, TS, TypeVisitor};

/// One row of the table, as far as it is data.
#[derive(Clone, Copy, Debug)]
pub struct Ask {
    pub name: &'static str,
    /// Names of the asks whose answers are stale after this one has succeeded.
    pub refreshes: &'static [&'static str],
}

macro_rules! table {
    ($($name:literal: $request:ty => $response:ty, $handler:path, [$($refreshes:literal),*];)+) => {
        /// Every ask.
        pub const TABLE: &[Ask] = &[$(Ask { name: $name, refreshes: &[$($refreshes),*] }),+];

        /// Answers the ask `name`, in JSON.
        ///
        /// # Errors
        /// With code `invalid` for a name or a request that is not in the table; otherwise as the handler says.
        pub async fn answer(desk: &Desk, name: &str, request: Value) -> Result<String, AskError> {
            match name {
                $($name => give($handler(desk, take::<$request>(name, request)?).await?),)+
                _ => Err(AskError::new(ErrorCode::Invalid, format!("there is no ask named {name:?}"))),
            }
        }

        /// Shows every type of the table, and what they are made of, to `visitor`.
        pub fn visit(visitor: &mut impl TypeVisitor) {
            $(visitor.visit::<$request>(); visitor.visit::<$response>();)+
            visitor.visit::<Push>();
            visitor.visit::<AskError>();
        }

        /// The table as a TypeScript interface.
        pub fn interface(config: &Config) -> String {
            let mut text = String::from("export interface Asks {\n");
            $(text.push_str(&format!(
                "  '{}': {{ request: {}; response: {} }}\n",
                $name, <$request as TS>::name(config), <$response as TS>::name(config),
            ));)+
            text.push_str("}\n");
            text
        }
    };
}

table! {
    "library.list": Nothing => LibraryView, library::list, [];
    "document.open": OpenPath => OpenDocument, documents::open, [];
    "document.create": CreateDocument => OpenDocument, documents::create, ["library.list"];
    "document.edit": EditDocument => Assessment, documents::edit, [];
    "document.set_text": SetText => OpenDocument, documents::set_text, [];
    "document.text": ByDocument => DocumentText, documents::text, [];
    "document.save": SaveDocument => Saved, documents::save, ["library.list"];
    "document.close": ByDocument => (), documents::close, [];
    "document.resolved": ByNode => daybreak_model::inherit::Resolved, documents::resolved, [];
    "document.layout": LayoutDocument => Layout, layouts::layout, [];
    "document.import": ImportDocument => OpenDocument, import::document, ["library.list"];
    "document.diff": DiffDocument => change::DiffReport, documents::diff, [];
    "document.plan": PlanDocument => forecast::PlanReport, forecasts::plan, [];
    "document.forecast": ForecastDocument => forecast::ForecastReport, monte_carlo::forecast, [];
    "document.night": NightOfForecast => forecast::PlanReport, analysis::night::night, [];
    "document.candidates": ByDocument => Vec<advice::AllowedChange>, analysis::advising::candidates, [];
    "document.bound": BoundDocument => optimise::BoundReport, analysis::bound, [];
    "document.tune": TuneDocument => optimise::TuneReport, analysis::tune, [];
    "document.advise": AdviseDocument => advice::AdviceReport, analysis::advising::advise, [];
    "scenario.list": ByDocument => Vec<ScenarioFile>, analysis::scenarios::list, [];
    "scenario.save": SaveScenario => ScenarioFile, analysis::scenarios::save, ["scenario.list"];
    "scenario.remove": RemoveScenario => (), analysis::scenarios::remove, ["scenario.list"];
    "scenario.plan": PlanScenario => forecast::PlanReport, analysis::scenarios::plan, [];
    "scenario.forecast": ForecastScenario => forecast::ForecastReport, analysis::scenarios::forecast, [];
    "scenario.compare": CompareScenarios => scenario::ScenarioComparison, analysis::advising::compare, [];
    "scenario.draft": PlanScenario => ScenarioDraft, analysis::scenarios::draft, [];
    "history.show": ByDocument => history::HistorySummary, analysis::history::show, [];
    "history.import": ImportHistory => history::HistorySummary, analysis::history::import, ["history.show"];
    "history.fit": ByDocument => history::FitReport, analysis::history::fit, [];
    "history.backtest": BacktestDocument => history::BacktestReport, analysis::history::backtest, [];
    "cancel": ByToken => (), forecasts::cancel, [];
    "calendar.year": CalendarYear => CalendarDays, calendars::year, [];
    "file.export": ExportFile => Exported, exports::export, [];
    "runtime.status": Nothing => person::RuntimeStatus, runtime::status, [];
    "runtime.start": Nothing => person::RuntimeStatus, runtime::start, [];
    "people.use": person::PeopleUse => person::RuntimeStatus, runtime::use_person, ["change.show"];
    "change.list": Nothing => Vec<change::ChangeView>, runtime::changes, [];
    "change.show": change::ChangeById => change::ChangeDetail, runtime::change, [];
    "change.submit": SubmitDocument => change::ChangeView, runtime::submit, ["change.list", "change.show"];
    "change.decide": change::ChangeDecide => change::ChangeView, runtime::decide, ["change.list", "change.show"];
    "change.publish": change::ChangeById => change::ChangeView, runtime::publish,
        ["change.list", "change.show", "published.list", "revision.list"];
    "published.list": Nothing => Vec<revision::PublishedWorkflow>, runtime::published, [];
    "revision.list": revision::RevisionList => Vec<revision::RevisionView>, runtime::revisions, [];
    "revision.show": revision::RevisionByHash => revision::RevisionBundle, runtime::revision, [];
    "revision.diff": revision::RevisionDiff => change::DiffReport, runtime::revision_diff, [];
    "revision.restore": RestoreRevision => OpenDocument, runtime::restore, [];
    "run.start": run::RunStart => run::RunView, runtime::start_run, ["run.list"];
    "run.list": run::RunList => Vec<run::RunView>, runtime::runs, [];
    "run.show": run::RunById => run::RunDetail, runtime::run, [];
    "run.plan": run::RunById => forecast::PlanReport, runtime::run_plan, [];
    "run.act": run::RunAct => run::RunView, runtime::act, ["run.list", "run.show"];
    "run.log": run::RunLog => run::LogText, runtime::log, [];
    "event.list": event::EventList => Vec<event::RuntimeEvent>, runtime::events, [];
    "audit.list": event::AuditList => Vec<event::AuditEntry>, runtime::audit, [];
    "audit.verify": Nothing => event::AuditProof, runtime::verify_audit, [];
}

fn take<T: DeserializeOwned>(name: &str, request: Value) -> Result<T, AskError> {
    // A request that says nothing may come as null.
    let request = if request.is_null() { Value::Object(serde_json::Map::new()) } else { request };
    serde_json::from_value(request)
        .map_err(|error| AskError::new(ErrorCode::Invalid, format!("the request of {name:?} is wrong: {error}")))
}

fn give(response: impl Serialize) -> Result<String, AskError> {
    serde_json::to_string(&response)
        .map_err(|error| AskError::new(ErrorCode::Internal, format!("an answer cannot be written: {error}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn names_are_unique_and_what_is_refreshed_exists() {
        let names: BTreeSet<&str> = TABLE.iter().map(|ask| ask.name).collect();
        assert_eq!(names.len(), TABLE.len());
        for ask in TABLE {
            assert!(ask.refreshes.iter().all(|name| names.contains(name)), "{}", ask.name);
        }
    }
}
