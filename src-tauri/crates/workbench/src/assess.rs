//! What is known of a document while it is being drawn: problems, the window, the deadlines.

use crate::desk::Desk;
use crate::document::Document;
use crate::runtime::PublishedWindow;
use crate::shapes::{Assessment, Push, Strip, StripDeadline};
use chrono::{Local, NaiveDate};
use daybreak_check::{Context, check};
use daybreak_model::bundle::Bundle;
use daybreak_model::{network, night};
use daybreak_wire::forecast::PlanReport;
use daybreak_wire::{AskError, ErrorCode};

/// Checks and plans the document as it is now. The window is pushed as soon as it is planned.
pub async fn assess(desk: &Desk, number: u64) -> Result<Assessment, AskError> {
    let document = desk.document(number)?;
    let published = desk.published_window(document.definition().map(|d| &d.id));
    let push = desk.pusher();
    crate::blocking(move || {
        let today = Local::now().date_naive();
        Ok(of(&document, today, published, |strip| {
            push(Push::Planned { document: number, version: document.version, strip: strip.clone() });
        }))
    })
    .await
}

/// The answer for a document whose text is broken.
pub fn broken() -> AskError {
    AskError::new(ErrorCode::BrokenFile, "the document's text is broken")
        .help("repair it first; the problem list says where")
}

fn of(
    document: &Document,
    today: NaiveDate,
    published: Option<PublishedWindow>,
    planned: impl Fn(&Strip) + Sync,
) -> Assessment {
    let mut assessment = Assessment {
        version: document.version,
        hash: None,
        diagnostics: document.file_problems().to_vec(),
        strip: None,
        obstacle: None,
    };
    let Some(bundle) = document.bundle() else { return assessment };
    // Somebody is waiting for the figures, so the window is planned, and told, while the rules are looked at.
    let (problems, figures) = std::thread::scope(|scope| {
        let planning = scope.spawn(|| {
            let strip = plan_strip(bundle, today, published).inspect(&planned);
            (strip, document.hash())
        });
        let problems = check(bundle, &Context { today: Some(today), ..Context::default() });
        (problems, planning.join())
    });
    assessment.diagnostics.extend(problems);
    let (strip, hash) = figures.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    assessment.hash = hash;
    match strip {
        Ok(strip) => assessment.strip = Some(strip),
        Err(why) => assessment.obstacle = Some(why),
    }
    assessment
}

fn plan_strip(bundle: &Bundle, today: NaiveDate, published: Option<PublishedWindow>) -> Result<Strip, String> {
    let date = night::business_date(bundle, today).map_err(|outside| outside.to_string())?;
    let network = network::build(bundle, date).map_err(|unbuildable| unbuildable.to_string())?;
    let plan = daybreak_simulation::plan(&network, night::start(bundle, date, None));
    let report = PlanReport::of(&network, &plan);
    Ok(Strip {
        window_s: report.window_s,
        published_window_s: published.map(|published| published.window_s),
        published_version: published.map(|published| published.version),
        critical_path: report.critical_path,
        deadlines: report
            .deadlines
            .iter()
            .map(|d| StripDeadline { node: d.node.clone(), at: d.at, finish: d.finish })
            .collect(),
    })
}
