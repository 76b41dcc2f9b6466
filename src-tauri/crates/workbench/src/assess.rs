//! What is known of a document while it is being drawn: problems, the window, the deadlines.

use crate::desk::Desk;
use crate::document::Document;
use crate::shapes::{Assessment, Strip, StripDeadline};
use chrono::{Local, NaiveDate};
use daybreak_check::{Context, check};
use daybreak_model::bundle::Bundle;
use daybreak_model::{network, night};
use daybreak_wire::forecast::PlanReport;
use daybreak_wire::{AskError, ErrorCode};

/// Checks and plans the document as it is now.
pub async fn assess(desk: &Desk, number: u64) -> Result<Assessment, AskError> {
    let document = desk.document(number)?;
    let published = desk.published_window(document.definition().map(|d| &d.id));
    let today = Local::now().date_naive();
    let mut assessment = crate::blocking(move || Ok(of(&document, today))).await?;
    if let (Some(strip), Some(published)) = (&mut assessment.strip, published) {
        strip.published_window_s = Some(published.window_s);
        strip.published_version = Some(published.version);
    }
    Ok(assessment)
}

/// The answer for a document whose text is broken.
pub fn broken() -> AskError {
    AskError::new(ErrorCode::BrokenFile, "the document's text is broken")
        .help("repair it first; the problem list says where")
}

fn of(document: &Document, today: NaiveDate) -> Assessment {
    let mut diagnostics = document.file_problems().to_vec();
    let (mut strip, mut obstacle) = (None, None);
    let mut hash = None;
    if let Some(bundle) = document.bundle() {
        // Somebody is waiting for the figures, so the window is planned while the rules are looked at.
        let (problems, planned) = std::thread::scope(|scope| {
            let planning = scope.spawn(|| (plan_strip(bundle, today), document.hash()));
            let problems = check(bundle, &Context { today: Some(today), ..Context::default() });
            (problems, planning.join())
        });
        diagnostics.extend(problems);
        let (planned, content) = planned.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        hash = content;
        match planned {
            Ok(planned) => strip = Some(planned),
            Err(why) => obstacle = Some(why),
        }
    }
    Assessment { version: document.version, hash, diagnostics, strip, obstacle }
}

fn plan_strip(bundle: &Bundle, today: NaiveDate) -> Result<Strip, String> {
    let date = night::business_date(bundle, today).map_err(|outside| outside.to_string())?;
    let network = network::build(bundle, date).map_err(|unbuildable| unbuildable.to_string())?;
    let plan = daybreak_simulation::plan(&network, night::start(bundle, date, None));
    let report = PlanReport::of(&network, &plan);
    Ok(Strip {
        window_s: report.window_s,
        published_window_s: None,
        published_version: None,
        critical_path: report.critical_path,
        deadlines: report
            .deadlines
            .iter()
            .map(|d| StripDeadline { node: d.node.clone(), at: d.at, finish: d.finish })
            .collect(),
    })
}
