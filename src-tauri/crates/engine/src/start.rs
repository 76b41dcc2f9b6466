//! Starting an engine: opening the store, taking up what was under way, setting the loop going.

use crate::error::EngineError;
use crate::handle::{Engine, Shared};
use crate::options::Options;
use crate::scheduler::Scheduler;
use daybreak_store::{Access, Store};
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use tokio::sync::broadcast;

/// Events that a slow reader may be behind before it loses some.
const BACKLOG: usize = 16 * 1024;

pub(crate) fn start(options: Options) -> Result<Engine, EngineError> {
    let store = Store::open(&options.folder, (options.clock)(), options.limits)?;
    let (requests, inbox) = channel();
    let (events, _) = broadcast::channel(BACKLOG);
    let shared = Arc::new(Shared {
        access: store.access().clone(),
        reader: store.reader()?,
        events: events.clone(),
        requests: Mutex::new(requests.clone()),
        options: options.clone(),
    });
    if let Access::Writer { .. } = shared.access {
        let mut scheduler = Scheduler::new(store, options, events, inbox, requests)?;
        scheduler.take_up()?;
        std::thread::Builder::new().name("scheduler".into()).spawn(move || scheduler.run())?;
    }
    Ok(Engine { shared })
}
