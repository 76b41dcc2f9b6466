//! What happens, page by page or as it happens.

use crate::app::{App, run_of};
use crate::extract::InQuery;
use crate::failure::{Answer, Failure};
use crate::handlers::runs::viewed;
use crate::views::events::view;
use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use daybreak_run::{RunEvent, RunId};
use daybreak_store::Reader;
use daybreak_wire::event::{EventList, EventSnapshot, RuntimeEvent};
use daybreak_wire::person::Mode;
use futures_util::stream::{self, Stream, StreamExt};
use serde::{Deserialize, Serialize};
use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, watch};

/// Events that are read at once.
const PAGE: u32 = 1_000;

/// No page is longer.
const MOST: u32 = 10_000;

/// A silent stream says so often that it is still there.
const STILL_THERE: Duration = Duration::from_secs(15);

/// A runtime that only reads looks so often for what another has written.
const LOOK_AGAIN: Duration = Duration::from_millis(500);

/// Where a stream begins.
#[derive(Debug, Deserialize)]
pub struct From {
    after: Option<u64>,
    run: Option<u64>,
}

pub async fn page(State(app): State<App>, InQuery(which): InQuery<EventList>) -> Answer<Vec<RuntimeEvent>> {
    let run = wanted(&app, which.run).await?;
    let limit = which.limit.min(MOST);
    let events = app.engine.read(move |reader| reader.events_after(which.after, run.as_ref(), limit)).await?;
    Ok(Json(events.iter().map(view).collect()))
}

pub async fn stream(
    State(app): State<App>,
    headers: HeaderMap,
    InQuery(from): InQuery<From>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Failure> {
    let run = wanted(&app, from.run).await?;
    // First subscribe, then look: nothing falls between.
    let (live, notices) = (app.engine.subscribe(), app.notices.subscribe());
    let resumed = headers.get("last-event-id").and_then(|id| id.to_str().ok()?.trim().parse().ok()).or(from.after);
    let (first, last) = match resumed {
        Some(after) => (None, after),
        None => {
            let snapshot = snapshot(&app).await?;
            let last = snapshot.last_event;
            (Some(message("snapshot", last, &snapshot)), last)
        }
    };
    let feed = Feed {
        run,
        last,
        waiting: VecDeque::new(),
        behind: true,
        polls: app.mode() == Mode::ReadOnly,
        closing: app.closing.clone(),
        live,
        notices,
        app,
    };
    let events = stream::unfold(feed, |mut feed| async move {
        let event = feed.next().await?;
        Some((message("message", event.seq, &event), feed))
    });
    let stream = stream::iter(first).chain(events).map(Ok);
    Ok(Sse::new(stream).keep_alive(KeepAlive::new().interval(STILL_THERE)))
}

async fn wanted(app: &App, run: Option<u64>) -> Result<Option<RunId>, Failure> {
    match run {
        Some(number) => run_of(app, number).await.map(Some),
        None => Ok(None),
    }
}

async fn snapshot(app: &App) -> Result<EventSnapshot, Failure> {
    let last_event = app.engine.read(Reader::last_event).await?;
    let mut runs = Vec::new();
    for run in app.engine.read(Reader::open_runs).await? {
        runs.push(viewed(app, run.summary).await?);
    }
    Ok(EventSnapshot { last_event, runs })
}

fn message(name: &str, id: u64, data: &impl Serialize) -> Event {
    let event = Event::default().id(id.to_string());
    // What is called `message` needs no name.
    let event = if name == "message" { event } else { event.event(name) };
    event.data(serde_json::to_string(data).unwrap_or_default())
}

/// One reader of the stream: what was written before from the store, what comes from the engine.
struct Feed {
    app: App,
    run: Option<RunId>,
    /// The number of the last event that was told.
    last: u64,
    waiting: VecDeque<RuntimeEvent>,
    /// The store may have events that were not told.
    behind: bool,
    /// Nobody in this process says when something happens.
    polls: bool,
    closing: watch::Receiver<bool>,
    live: broadcast::Receiver<Arc<RunEvent>>,
    notices: broadcast::Receiver<RuntimeEvent>,
}

/// Why a reader of the stream wakes up.
enum News {
    /// About a change; nothing when the reader was too slow for some.
    Notice(Option<RuntimeEvent>),
    LookAgain,
    Live(Result<Arc<RunEvent>, RecvError>),
}

impl Feed {
    /// The next event; nothing when the runtime stops or its store cannot be read any more.
    async fn next(&mut self) -> Option<RuntimeEvent> {
        loop {
            if let Some(event) = self.waiting.pop_front() {
                return Some(event);
            }
            if self.behind {
                self.catch_up().await?;
                continue;
            }
            let news = tokio::select! {
                _ = self.closing.wait_for(|closing| *closing) => return None,
                notice = self.notices.recv() => News::Notice(notice.ok()),
                () = tokio::time::sleep(LOOK_AGAIN), if self.polls => News::LookAgain,
                event = self.live.recv(), if !self.polls => News::Live(event),
            };
            match news {
                News::Notice(notice) => self.waiting.extend(notice),
                News::LookAgain => self.behind = true,
                News::Live(event) => self.take(event)?,
            }
        }
    }

    async fn catch_up(&mut self) -> Option<()> {
        let (after, run) = (self.last, self.run.clone());
        let events = self.app.engine.read(move |reader| reader.events_after(after, run.as_ref(), PAGE)).await.ok()?;
        self.behind = events.len() == PAGE as usize;
        self.last = events.last().map_or(self.last, |event| event.number);
        self.waiting.extend(events.iter().map(view));
        Some(())
    }

    /// Takes in a live event; nothing when there will be no more.
    fn take(&mut self, event: Result<Arc<RunEvent>, RecvError>) -> Option<()> {
        match event {
            Ok(event) => {
                let is_wanted = self.run.as_ref().is_none_or(|run| *run == event.run);
                if event.number > self.last && is_wanted {
                    self.last = event.number;
                    self.waiting.push_back(view(&event));
                }
            }
            Err(RecvError::Lagged(_)) => self.behind = true,
            Err(RecvError::Closed) => return None,
        }
        Some(())
    }
}
