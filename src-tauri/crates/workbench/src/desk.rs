//! The desk: the documents that a window has open, the work in progress, and the way to the runtime.

use crate::document::Document;
use crate::runtime::{Connection, PublishedWindow};
use crate::shapes::Push;
use crate::stop::{InProgress, Stop};
use daybreak_model::id::WorkflowId;
use daybreak_wire::{AskError, ErrorCode};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// In so many steps at the most the progress of a piece of work is told.
const STEPS: u128 = 200;

/// Where the desk finds things.
#[derive(Clone, Debug)]
pub struct Places {
    /// The folder of workflows that the library shows.
    pub workflows: PathBuf,
    /// The folder of templates, when there is one.
    pub templates: Option<PathBuf>,
    /// Where the runtime keeps its store, logs and keys.
    pub data: PathBuf,
    /// The `daybreak` program, which is started as the runtime.
    pub program: PathBuf,
}

/// Answers what a window asks.
pub struct Desk {
    pub places: Places,
    pub(crate) connection: Connection,
    pub(crate) published: Mutex<BTreeMap<WorkflowId, PublishedWindow>>,
    documents: Mutex<Documents>,
    work: InProgress,
    push: Arc<dyn Fn(Push) + Send + Sync>,
}

#[derive(Default)]
struct Documents {
    open: BTreeMap<u64, Document>,
    last: u64,
}

impl Desk {
    /// A desk with nothing on it. What the core says unasked goes to `push`.
    pub fn new(places: Places, push: impl Fn(Push) + Send + Sync + 'static) -> Desk {
        Desk {
            connection: Connection::new(&places),
            places,
            published: Mutex::default(),
            documents: Mutex::default(),
            work: InProgress::default(),
            push: Arc::new(push),
        }
    }

    /// Answers one ask of the table in [`crate::asks`], in JSON.
    ///
    /// # Errors
    /// As the ask's handler says; with code `invalid` when there is no such ask.
    pub async fn answer(&self, name: &str, request: Value) -> Result<String, AskError> {
        crate::asks::answer(self, name, request).await
    }

    /// The same as a value, for who looks into it.
    pub async fn ask(&self, name: &str, request: Value) -> Result<Value, AskError> {
        let answer = self.answer(name, request).await?;
        Ok(serde_json::from_str(&answer).expect("an answer is JSON"))
    }

    /// Where unasked words go, for one piece of work. Of its progress only every half per cent is told, for a night may take no more
    /// than microseconds and a window need not hear of each.
    pub fn pusher(&self) -> Arc<dyn Fn(Push) + Send + Sync> {
        let (push, last) = (Arc::clone(&self.push), AtomicU64::new(u64::MAX));
        Arc::new(move |word| {
            if let Push::Progress { done, total, .. } = &word {
                let step = u128::from(*done) * STEPS / u128::from((*total).max(1));
                if last.swap(step as u64, Ordering::Relaxed) == step as u64 {
                    return;
                }
            }
            push(word);
        })
    }

    /// Puts a document on the desk and gives it a number.
    pub(crate) fn put(&self, document: Document) -> u64 {
        let mut documents = lock(&self.documents);
        documents.last += 1;
        let number = documents.last;
        documents.open.insert(number, document);
        number
    }

    /// A copy of the document; cheap, for its content is shared.
    pub(crate) fn document(&self, number: u64) -> Result<Document, AskError> {
        lock(&self.documents).open.get(&number).cloned().ok_or_else(|| not_open(number))
    }

    /// Changes a document in place.
    pub(crate) fn change<T>(&self, number: u64, change: impl FnOnce(&mut Document) -> T) -> Result<T, AskError> {
        lock(&self.documents).open.get_mut(&number).map(change).ok_or_else(|| not_open(number))
    }

    pub(crate) fn close(&self, number: u64) {
        lock(&self.documents).open.remove(&number);
    }

    /// Tells every other document that `path` has another content on the disk.
    pub(crate) fn reload_references(&self, path: &Path) {
        for document in lock(&self.documents).open.values_mut().filter(|d| d.path != path) {
            document.reload_references();
        }
    }

    /// A path as the window names it: relative ones are under the folder of workflows.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.places.workflows.join(path)
    }

    /// Registers work in progress under the window's token.
    pub(crate) fn stopper(&self, token: u64) -> Stop {
        self.work.begin(token)
    }

    pub(crate) fn cancel(&self, token: u64) {
        self.work.cancel(token);
    }
}

/// A panic while a lock was held leaves plain data behind that is still whole.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn not_open(number: u64) -> AskError {
    AskError::new(ErrorCode::NotFound, format!("document {number} is not open")).help("open the file again")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_is_told_in_steps_and_to_the_end() {
        let heard = Arc::new(Mutex::new(Vec::new()));
        let (writes, places) = (Arc::clone(&heard), PathBuf::new());
        let places = Places { workflows: places.clone(), templates: None, data: places.clone(), program: places };
        let push = Desk::new(places, move |word| lock(&writes).push(word)).pusher();
        (0..=100_000).for_each(|done| push(Push::Progress { token: 1, done, total: 100_000 }));
        let heard = lock(&heard);
        assert_eq!(heard.len(), 201);
        assert!(matches!(heard.last(), Some(Push::Progress { done: 100_000, .. })));
    }
}
