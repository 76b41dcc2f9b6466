//! One night out of many, shown as a plan is.

use super::scenarios::put_on;
use crate::assess::broken;
use crate::desk::Desk;
use crate::monte_carlo::MAX_SAMPLES;
use crate::shapes::{NightOfForecast, Push};
use daybreak_simulation::{Options, night_at};
use daybreak_wire::forecast::PlanReport;
use daybreak_wire::{AskError, ErrorCode};

/// The night whose window is a percentile of all of them, with what-if edits in it; tells how far it is and stops when it is cancelled.
pub async fn night(desk: &Desk, request: NightOfForecast) -> Result<PlanReport, AskError> {
    if request.samples == 0 || request.samples > MAX_SAMPLES {
        let message = format!("{} samples were asked for; take 1 to {MAX_SAMPLES}", request.samples);
        return Err(AskError::new(ErrorCode::Invalid, message).at("samples"));
    }
    if !(0.0..=1.0).contains(&request.percentile) {
        let message = format!("{} is no percentile; take a share from 0 to 1, 0.95 for P95", request.percentile);
        return Err(AskError::new(ErrorCode::Invalid, message).at("percentile"));
    }
    let bundle = desk.document(request.document)?.bundle().cloned().ok_or_else(broken)?;
    let stop = desk.stopper(request.token);
    let push = desk.pusher();
    crate::blocking(move || {
        let (network, start) = put_on(&bundle, &request.edits, request.business_date)?;
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let options = Options { samples: request.samples, seed: request.seed, threads };
        let watch = |done: u32| {
            push(Push::Progress { token: request.token, done: done.into(), total: request.samples.into() });
            !stop.is_set()
        };
        night_at(&network, start, options, request.percentile, &watch)
            .map(|chosen| PlanReport::of_night(&network, &chosen, request.percentile, options))
            .map_err(|_| AskError::new(ErrorCode::Cancelled, "the search for the night was cancelled"))
    })
    .await
}

#[cfg(test)]
mod tests {
    use crate::desk::Desk;
    use daybreak_model::definition::{Definition, Edge};
    use daybreak_model::duration::Estimate;
    use daybreak_model::node::{Kind, Node, Work};
    use daybreak_wire::ErrorCode;
    use serde_json::{Value, json};
    use std::path::PathBuf;

    async fn asked(desk: &Desk, name: &str, request: Value) -> Value {
        desk.ask(name, request).await.unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    #[tokio::test]
    async fn the_night_at_a_percentile_has_the_window_that_the_forecast_tells() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut definition = Definition::empty("bank", "Bank", "UTC");
        let mut job = Node::new("fees", Kind::Job(Work::Noop));
        let span = |text: &str| text.parse().expect("a span");
        job.settings.duration = Some(Estimate::Pert { low: span("10m"), mode: span("15m"), high: span("40m") });
        definition.nodes.push(job);
        definition.edges = vec![Edge::new("begin", "fees"), Edge::new("fees", "end")];
        std::fs::write(folder.path().join("bank.workflow.json"), daybreak_model::file::write(&definition))
            .expect("written");
        let places = crate::Places {
            workflows: folder.path().into(),
            templates: None,
            data: folder.path().join("data"),
            program: PathBuf::from("daybreak"),
        };
        let desk = Desk::new(places, |_| {});
        let document = asked(&desk, "document.open", json!({ "path": "bank.workflow.json" })).await["document"].clone();
        let asking = |percentile: f64, edits: Value| {
            json!({
                "document": document, "edits": edits, "samples": 400, "seed": 3, "percentile": percentile,
                "business_date": "2026-11-23", "token": 1,
            })
        };
        let mut forecast = asking(0.5, json!([]));
        forecast.as_object_mut().expect("an object").remove("percentile");
        let told = asked(&desk, "document.forecast", forecast).await;
        for (percentile, name) in [(0.5, "p50"), (0.95, "p95"), (1.0, "max")] {
            let night = asked(&desk, "document.night", asking(percentile, json!([]))).await;
            assert_eq!(night["window_s"], told["window_s"][name]);
            assert_eq!(night["split"]["work_s"], night["window_s"]);
            assert_eq!((&night["night"]["samples"], &night["night"]["percentile"]), (&json!(400), &json!(percentile)));
        }
        let fixed = json!([{ "skip": "fees" }]);
        assert_eq!(asked(&desk, "document.night", asking(0.95, fixed)).await["window_s"], 0);
        let wrong = desk.ask("document.night", asking(95.0, json!([]))).await.expect_err("no percentile");
        assert_eq!((wrong.code, wrong.place.as_deref()), (ErrorCode::Invalid, Some("percentile")));
    }
}
