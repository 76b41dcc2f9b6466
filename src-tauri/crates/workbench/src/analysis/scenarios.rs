//! Scenarios of an open document: their files beside it, and the night with what-if edits in it.

use super::advising::date_of;
use crate::assess::broken;
use crate::desk::Desk;
use crate::disk_failed;
use crate::document::Document;
use crate::files::{read_limited, write_whole};
use crate::monte_carlo::{MAX_SAMPLES, told};
use crate::shapes::*;
use chrono::NaiveDate;
use daybreak_model::bundle::{Bundle, beside};
use daybreak_model::diagnostic::Diagnostic;
use daybreak_model::hash::ContentHash;
use daybreak_model::network::{Network, build_under};
use daybreak_model::night;
use daybreak_model::time::Timestamp;
use daybreak_scenario::{Applied, Base, ENDING, MAX_BYTES, Scenario, Verb, apply, read, write};
use daybreak_wire::forecast::{ForecastReport, PlanReport};
use daybreak_wire::{AskError, ErrorCode};
use std::path::Path;

/// No more scenario files of a folder are listed.
const MOST_FILES: usize = 1_000;
/// The longest file name that is made from a scenario's name, in characters.
const LONGEST_NAME: usize = 60;

/// The scenarios in the document's folder that are over this document, and those that are broken, by file name.
pub async fn list(desk: &Desk, request: ByDocument) -> Result<Vec<ScenarioFile>, AskError> {
    let document = desk.document(request.document)?;
    crate::blocking(move || {
        let mut names: Vec<String> = std::fs::read_dir(document.folder())
            .map(|entries| entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect())
            .unwrap_or_default();
        names.retain(|name| name.ends_with(ENDING));
        names.sort();
        names.truncate(MOST_FILES);
        let hash = document.hash();
        let files = names.into_iter().map(|name| shown(&document, name, hash.as_ref()));
        Ok(files.filter(|file| is_over(file, &document)).collect())
    })
    .await
}

fn shown(document: &Document, name: String, hash: Option<&ContentHash>) -> ScenarioFile {
    match read_file(&document.folder().join(&name), &name) {
        Ok(scenario) => {
            let is_base_changed = scenario.base.hash.as_ref().is_some_and(|base| Some(base) != hash);
            ScenarioFile { path: name, scenario: Some(scenario), problem: None, is_base_changed }
        }
        Err(problem) => ScenarioFile { path: name, scenario: None, problem: Some(problem), is_base_changed: false },
    }
}

fn is_over(file: &ScenarioFile, document: &Document) -> bool {
    let base = file.scenario.as_ref().map(|scenario| beside(&file.path, &scenario.base.path));
    base.is_none_or(|base| base == document.file_name())
}

fn read_file(path: &Path, name: &str) -> Result<Scenario, String> {
    let bytes = read_limited(path, MAX_BYTES).map_err(|error| error.to_string())?;
    let text = String::from_utf8(bytes).map_err(|_| "the file is no text in UTF-8".to_owned())?;
    read(name, &text).map_err(|problems| problems.first().map_or_else(String::new, placed))
}

fn placed(problem: &Diagnostic) -> String {
    match &problem.place {
        Some(place) => format!("{}:{}: {}", place.line, place.column, problem.message),
        None => problem.message.clone(),
    }
}

/// Writes a scenario beside the document, whole or not at all. Its base is the document as it is now.
pub async fn save(desk: &Desk, request: SaveScenario) -> Result<ScenarioFile, AskError> {
    let document = desk.document(request.document)?;
    let mut scenario = request.scenario;
    scenario.base = Base { path: document.file_name(), hash: document.hash() };
    crate::blocking(move || {
        let name = match &request.path {
            Some(path) => plain_name(path)?,
            None => free_name(document.folder(), &scenario.name),
        };
        let text = write(&scenario);
        // What cannot be read again is not written: the limits are those of reading.
        read(&name, &text).map_err(|problems| {
            let message = problems.first().map_or_else(String::new, |problem| problem.message.clone());
            AskError::new(ErrorCode::Invalid, message).at("scenario").because(problems)
        })?;
        write_whole(&document.folder().join(&name), text.as_bytes()).map_err(disk_failed)?;
        Ok(ScenarioFile { path: name, scenario: Some(scenario), problem: None, is_base_changed: false })
    })
    .await
}

/// Removes a scenario's file.
pub async fn remove(desk: &Desk, request: RemoveScenario) -> Result<(), AskError> {
    let path = desk.document(request.document)?.folder().join(plain_name(&request.path)?);
    crate::blocking(move || {
        std::fs::remove_file(&path).map_err(|error| {
            let code = match error.kind() {
                std::io::ErrorKind::NotFound => ErrorCode::NotFound,
                _ => ErrorCode::Io,
            };
            AskError::new(code, format!("the file cannot be removed: {error}")).at(path.display().to_string())
        })
    })
    .await
}

/// The name of a file in the document's folder; nothing that leads out of it.
fn plain_name(path: &str) -> Result<String, AskError> {
    let is_plain = !path.contains(['/', '\\', '\0']) && !path.starts_with('.') && path.len() <= 255;
    if is_plain && path.len() > ENDING.len() && path.ends_with(ENDING) {
        return Ok(path.to_owned());
    }
    Err(AskError::new(ErrorCode::Invalid, format!("{path:?} is no name of a scenario file beside the document"))
        .at("path")
        .help(format!("take a name without a folder that ends in {ENDING}")))
}

/// A name that no file has yet, made from what the scenario is called.
fn free_name(folder: &Path, name: &str) -> String {
    let words: String = name.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    let stem = words.split_whitespace().collect::<Vec<_>>().join("-").to_lowercase();
    let stem: String = stem.chars().take(LONGEST_NAME).collect();
    let stem = if stem.is_empty() { "scenario".to_owned() } else { stem };
    let numbered =
        |number: u32| if number == 1 { format!("{stem}{ENDING}") } else { format!("{stem}-{number}{ENDING}") };
    let is_free = |name: &String| !folder.join(name).exists();
    (1..u32::MAX).map(numbered).find(is_free).unwrap_or_else(|| format!("{stem}{ENDING}"))
}

/// The plan of the night with the edits in it.
pub async fn plan(desk: &Desk, request: PlanScenario) -> Result<PlanReport, AskError> {
    let bundle = desk.document(request.document)?.bundle().cloned().ok_or_else(broken)?;
    crate::blocking(move || {
        let (network, start) = put_on(&bundle, &request.edits, request.business_date)?;
        let report = if request.brief { PlanReport::brief } else { PlanReport::of };
        Ok(report(&network, &daybreak_simulation::plan(&network, start)))
    })
    .await
}

/// Many nights with the edits in them; tells how far it is and stops when it is cancelled.
pub async fn forecast(desk: &Desk, request: ForecastScenario) -> Result<ForecastReport, AskError> {
    if request.samples == 0 || request.samples > MAX_SAMPLES {
        let message = format!("{} samples were asked for; take 1 to {MAX_SAMPLES}", request.samples);
        return Err(AskError::new(ErrorCode::Invalid, message).at("samples"));
    }
    let bundle = desk.document(request.document)?.bundle().cloned().ok_or_else(broken)?;
    let stop = desk.stopper(request.token);
    let push = desk.pusher();
    crate::blocking(move || {
        let (network, start) = put_on(&bundle, &request.edits, request.business_date)?;
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let options = daybreak_simulation::Options { samples: request.samples, seed: request.seed, threads };
        let watch = |done: u32| {
            push(Push::Progress { token: request.token, done: done.into(), total: request.samples.into() });
            !stop.is_set()
        };
        daybreak_simulation::monte_carlo(&network, start, options, &watch)
            .map(|forecast| told(&network, &forecast, request.brief))
            .map_err(|_| AskError::new(ErrorCode::Cancelled, "the forecast was cancelled"))
    })
    .await
}

/// The scenario as edits of the document's own definition, and what of it cannot be among them.
pub async fn draft(desk: &Desk, request: PlanScenario) -> Result<ScenarioDraft, AskError> {
    let bundle = desk.document(request.document)?.bundle().cloned().ok_or_else(broken)?;
    crate::blocking(move || Ok(draft_of(put(&bundle, &request.edits)?, &request.edits))).await
}

fn draft_of(applied: Applied, verbs: &[Verb]) -> ScenarioDraft {
    let root = applied.bundle.root;
    let mut left_out: Vec<String> =
        applied.for_one_night.iter().map(|words| format!("{words} This holds for one night only.")).collect();
    let mut edits = Vec::new();
    for edit in applied.edits {
        if edit.file == root {
            edits.push(edit.edit);
            continue;
        }
        let words = verbs.get(edit.verb).map(Verb::words).unwrap_or_default();
        let sentence = format!("{words} This belongs into {}.", edit.file);
        if !left_out.contains(&sentence) {
            left_out.push(sentence);
        }
    }
    ScenarioDraft { edits, left_out }
}

/// The network of a night with what-if edits in it, and when it starts.
///
/// # Errors
/// With code `invalid` and each verb's problem when one cannot be applied; with code `unbuildable` when no network can be made.
pub fn put_on(bundle: &Bundle, verbs: &[Verb], date: Option<NaiveDate>) -> Result<(Network, Timestamp), AskError> {
    night_of(&put(bundle, verbs)?, date)
}

pub(super) fn put(bundle: &Bundle, verbs: &[Verb]) -> Result<Applied, AskError> {
    apply(bundle, verbs).map_err(|problems| {
        let message = problems.first().map_or_else(String::new, |problem| problem.message.clone());
        AskError::new(ErrorCode::Invalid, message).at("edits").because(problems)
    })
}

fn night_of(applied: &Applied, date: Option<NaiveDate>) -> Result<(Network, Timestamp), AskError> {
    let bundle = &applied.bundle;
    let date = date_of(bundle, date)?;
    let network = build_under(bundle, date, &applied.conditions).map_err(|unbuildable| {
        AskError::new(ErrorCode::Unbuildable, unbuildable.to_string())
            .help("open it in Design: Problems there names each, with what to do")
            .because(unbuildable.0)
    })?;
    Ok((network, night::start(bundle, date, applied.start)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use daybreak_model::definition::Definition;
    use daybreak_model::node::{Kind, Node, Work};
    use serde_json::{Value, json};
    use std::path::PathBuf;

    fn desk(folder: &Path) -> Desk {
        let mut definition = Definition::empty("bank", "Bank", "UTC");
        let mut job = Node::new("fees", Kind::Job(Work::Noop));
        job.settings.duration = Some(daybreak_model::duration::Estimate::Fixed("10m".parse().expect("a span")));
        definition.nodes.push(job);
        definition.edges = vec![
            daybreak_model::definition::Edge::new("begin", "fees"),
            daybreak_model::definition::Edge::new("fees", "end"),
        ];
        std::fs::write(folder.join("bank.workflow.json"), daybreak_model::file::write(&definition)).expect("written");
        let places = crate::Places {
            workflows: folder.into(),
            templates: None,
            data: folder.join("data"),
            program: PathBuf::from("daybreak"),
        };
        Desk::new(places, |_| {})
    }

    async fn asked(desk: &Desk, name: &str, request: Value) -> Value {
        desk.ask(name, request).await.unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    #[tokio::test]
    async fn a_scenario_is_saved_listed_planned_and_removed() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let desk = desk(folder.path());
        let document = asked(&desk, "document.open", json!({ "path": "bank.workflow.json" })).await["document"].clone();
        let edits = json!([{ "duration": { "node": "fees", "to": { "percent": 50 } } }, { "skip": "fees" }]);
        let scenario = json!({ "format": 1, "name": "Faster close", "base": { "path": "x" }, "edits": edits });
        let save = json!({ "document": document, "path": null, "scenario": scenario });
        let saved = asked(&desk, "scenario.save", save.clone()).await;
        assert_eq!(saved["path"], "faster-close.scenario.json");
        assert_eq!(saved["scenario"]["base"]["path"], "bank.workflow.json");
        assert_eq!(asked(&desk, "scenario.save", save).await["path"], "faster-close-2.scenario.json");
        let listed = asked(&desk, "scenario.list", json!({ "document": document })).await;
        assert_eq!(listed.as_array().map(Vec::len), Some(2));
        assert_eq!((&listed[0]["problem"], &listed[0]["is_base_changed"]), (&Value::Null, &json!(false)));
        let asking = |edits: &Value| json!({ "document": document, "edits": edits, "business_date": "2026-11-23" });
        let planned = asked(&desk, "scenario.plan", asking(&json!([edits[0]]))).await;
        assert_eq!(planned["window_s"], 300);
        let draft = asked(&desk, "scenario.draft", asking(&edits)).await;
        assert_eq!(draft["edits"].as_array().map(Vec::len), Some(1));
        assert_eq!(draft["left_out"], json!(["fees is skipped. This holds for one night only."]));
        let remove = |path: &str| json!({ "document": document, "path": path });
        asked(&desk, "scenario.remove", remove("faster-close.scenario.json")).await;
        assert!(!folder.path().join("faster-close.scenario.json").exists());
        for path in ["../bank.workflow.json", "bank.workflow.json", "/etc/x.scenario.json", ".scenario.json"] {
            assert!(desk.ask("scenario.remove", remove(path)).await.is_err(), "{path}");
        }
    }

    #[tokio::test]
    async fn a_verb_that_cannot_be_applied_is_told_with_its_place() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let desk = desk(folder.path());
        let document = asked(&desk, "document.open", json!({ "path": "bank.workflow.json" })).await["document"].clone();
        let edits = json!([{ "skip": "fees" }, { "capacity": { "pool": "db", "capacity": 3 } }]);
        let request = json!({ "document": document, "edits": edits, "business_date": null });
        let error = desk.ask("scenario.plan", request).await.expect_err("there is no such pool");
        assert_eq!(
            (error.code, error.message.as_str()),
            (ErrorCode::Invalid, "edits[1].capacity: there is no pool db")
        );
        assert_eq!(error.diagnostics[0].path, "/edits/1/capacity");
        std::fs::write(
            folder.path().join("odd.scenario.json"),
            r#"{ "format": 1, "name": "x", "base": { "path": "b" }, "nmae": 3 }"#,
        )
        .expect("written");
        let listed = asked(&desk, "scenario.list", json!({ "document": document })).await;
        assert!(listed[0]["problem"].as_str().expect("a problem").contains("nmae"), "{listed}");
    }
}
