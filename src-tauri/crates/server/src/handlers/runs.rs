//! Runs: started, shown, acted on.

use crate::app::{App, blocking, run_of};
use crate::extract::{Body, InPath, InQuery};
use crate::failure::{Answer, Failure};
use crate::identity::may_operate;
use crate::views::facts::{Drawn, Planned, drawn, planned};
use crate::views::nodes::nodes;
use crate::views::runs::{blocked_by, view};
use axum::extract::State;
use axum::{Extension, Json};
use daybreak_engine::{Operate, StartRun};
use daybreak_model::network::build;
use daybreak_run::{Bypass, Operation, RunStatus, RunSummary, Snapshot};
use daybreak_simulation::plan as plan_of;
use daybreak_store::RunFilter;
use daybreak_wire::ErrorCode;
use daybreak_wire::forecast::PlanReport;
use daybreak_wire::person::Person;
use daybreak_wire::run::{Act, LogPart, LogText, RunAction, RunDetail, RunList, RunStart, RunView};
use std::sync::Arc;

/// At most so many runs are listed.
const MOST_RUNS: u32 = 500;

/// A piece of a log is at most so long.
const LOG_BYTES: u64 = 256 << 10;

pub async fn list(State(app): State<App>, InQuery(which): InQuery<RunList>) -> Answer<Vec<RunView>> {
    let filter = RunFilter { business_date: which.business_date, limit: Some(MOST_RUNS), ..RunFilter::default() };
    let runs = app.engine.read(move |reader| reader.runs(&filter)).await?;
    let mut views = Vec::with_capacity(runs.len());
    for run in runs {
        views.push(viewed(&app, run).await?);
    }
    Ok(Json(views))
}

pub async fn start(
    State(app): State<App>,
    Extension(person): Extension<Person>,
    Body(start): Body<RunStart>,
) -> Answer<RunView> {
    let run = StartRun {
        revision: None,
        business_date: Some(start.business_date),
        parameters: start.parameters,
        reason: start.reason,
        ..StartRun::new(start.workflow, person.name)
    };
    let run = app.engine.start_run(run).await?;
    Ok(Json(viewed(&app, run).await?))
}

pub async fn show(State(app): State<App>, InPath(run): InPath<u64>) -> Answer<RunDetail> {
    let snapshot = app.engine.snapshot(&run_of(&app, run).await?).await?;
    let drawn = drawn_of(&app, &snapshot.summary).await?;
    let planned = planned_of(&app, &snapshot.summary).await?;
    Ok(Json(RunDetail {
        nodes: nodes(&snapshot, &planned),
        bundle: drawn.revision.bundle.clone(),
        layout: drawn.layout.clone(),
        last_event: snapshot.event,
        parameters: snapshot.summary.parameters.clone(),
        run: view(&snapshot.summary, &planned, blocked_by(&snapshot)),
    }))
}

pub async fn plan(State(app): State<App>, InPath(run): InPath<u64>) -> Answer<PlanReport> {
    let summary = app.engine.snapshot(&run_of(&app, run).await?).await?.summary;
    let drawn = drawn_of(&app, &summary).await?;
    blocking(move || {
        let network = build(&drawn.revision.bundle, summary.business_date).map_err(|unbuildable| {
            Failure::new(ErrorCode::Unbuildable, format!("no plan can be made of this run: {unbuildable}"))
        })?;
        Ok(Json(PlanReport::of(&network, &plan_of(&network, summary.started_at))))
    })
    .await
}

pub async fn act(
    State(app): State<App>,
    Extension(person): Extension<Person>,
    InPath(run): InPath<u64>,
    Body(act): Body<Act>,
) -> Answer<RunView> {
    let operation = operation(&act)?;
    let run = run_of(&app, run).await?;
    let snapshot = app.engine.snapshot(&run).await?;
    let drawn = drawn_of(&app, &snapshot.summary).await?;
    may_operate(&person, &operation, &drawn.revision.bundle)?;
    if act.reason.trim().is_empty() {
        return Err(
            Failure::new(ErrorCode::Invalid, "an action needs a reason; it is kept in the audit log").at("reason")
        );
    }
    let operate = Operate { run: run.clone(), operation, person: person.name, reason: act.reason };
    app.engine.act(operate).await?;
    let snapshot = app.engine.snapshot(&run).await?;
    Ok(Json(shown(&app, &snapshot).await?))
}

pub async fn log(State(app): State<App>, InPath(run): InPath<u64>, InQuery(part): InQuery<LogPart>) -> Answer<LogText> {
    let (run, node) = (run_of(&app, run).await?, part.node);
    let text = app.engine.log(&run, &node, part.attempt, part.offset, LOG_BYTES).await?;
    let attempts = app.engine.attempts(&run, &node).await?.len();
    Ok(Json(LogText {
        text: text.text,
        next_offset: text.next,
        complete: text.complete,
        attempt: text.attempt,
        attempts: u32::try_from(attempts).unwrap_or(u32::MAX),
    }))
}

/// What is asked for, as the run's state machine knows it.
fn operation(act: &Act) -> Result<Operation, Failure> {
    let nodes = act.nodes.clone();
    let needs = |what: &str| Failure::new(ErrorCode::Invalid, format!("this action needs {what}")).at("value");
    Ok(match act.action {
        RunAction::Hold => Operation::Hold { nodes },
        RunAction::Release => Operation::Release { nodes },
        RunAction::Skip => Operation::Skip { nodes },
        RunAction::ForceSuccess => Operation::ForceSuccess { nodes },
        RunAction::ForceFailure => Operation::ForceFailure { nodes },
        RunAction::Rerun => Operation::Rerun { nodes },
        RunAction::RerunFrom => Operation::RerunFrom { nodes },
        RunAction::RunNow => {
            Operation::RunNow { nodes, bypass: Bypass { dependencies: true, time: true, resources: true } }
        }
        RunAction::Kill => Operation::Kill { nodes },
        RunAction::Confirm => Operation::Confirm { nodes },
        RunAction::SetPriority => {
            Operation::SetPriority { nodes, priority: act.value.ok_or_else(|| needs("a priority"))? }
        }
        RunAction::SetCapacity => {
            let pool = act.pool.clone().ok_or_else(|| needs("a pool"))?;
            let units = act
                .value
                .and_then(|value| u32::try_from(value).ok())
                .ok_or_else(|| needs("a capacity of 0 or more"))?;
            Operation::SetCapacity { pool, capacity: Some(units) }
        }
        RunAction::Pause => Operation::Pause,
        RunAction::Resume => Operation::Resume,
        RunAction::Stop => Operation::Stop,
    })
}

/// A run as it is shown; only a blocked one is looked into.
pub async fn viewed(app: &App, run: RunSummary) -> Result<RunView, Failure> {
    if run.status == RunStatus::Blocked {
        return shown(app, &app.engine.snapshot(&run.run).await?).await;
    }
    let planned = planned_of(app, &run).await?;
    Ok(view(&run, &planned, Vec::new()))
}

async fn shown(app: &App, snapshot: &Snapshot) -> Result<RunView, Failure> {
    let planned = planned_of(app, &snapshot.summary).await?;
    Ok(view(&snapshot.summary, &planned, blocked_by(snapshot)))
}

async fn planned_of(app: &App, run: &RunSummary) -> Result<Arc<Planned>, Failure> {
    let (facts, run) = (app.facts.clone(), run.clone());
    Ok(app.engine.read(move |reader| planned(&facts, reader, &run)).await?)
}

async fn drawn_of(app: &App, run: &RunSummary) -> Result<Arc<Drawn>, Failure> {
    let (facts, hash) = (app.facts.clone(), run.revision.clone());
    let found = app.engine.read(move |reader| drawn(&facts, reader, &hash)).await?;
    found.ok_or_else(|| Failure::absent("revision", &run.revision))
}
