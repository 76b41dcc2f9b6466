//! Work in progress that can be told to stop.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};

/// The work in progress by the token that the window gave it.
#[derive(Clone, Debug, Default)]
pub struct InProgress(Arc<Mutex<BTreeMap<u64, Weak<AtomicBool>>>>);

/// Held by work in progress; says whether it is to stop. Work that has ended is forgotten.
#[derive(Debug)]
pub struct Stop {
    flag: Arc<AtomicBool>,
    token: u64,
    work: InProgress,
}

impl InProgress {
    /// Registers work under `token`.
    pub fn begin(&self, token: u64) -> Stop {
        let flag = Arc::new(AtomicBool::new(false));
        self.lock().insert(token, Arc::downgrade(&flag));
        Stop { flag, token, work: self.clone() }
    }

    /// Tells the work named `token` to stop, if it is still under way.
    pub fn cancel(&self, token: u64) {
        if let Some(flag) = self.lock().get(&token).and_then(Weak::upgrade) {
            flag.store(true, Ordering::Relaxed);
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<u64, Weak<AtomicBool>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Stop {
    pub fn is_set(&self) -> bool {
        self.flag.load(Ordering::Relaxed)
    }
}

impl Drop for Stop {
    fn drop(&mut self) {
        let mut work = self.work.lock();
        // A newer piece of work may have taken the same token.
        if work.get(&self.token).is_some_and(|there| there.as_ptr() == Arc::as_ptr(&self.flag)) {
            work.remove(&self.token);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_is_stopped_by_its_token_and_forgotten_at_its_end() {
        let work = InProgress::default();
        let (one, two) = (work.begin(1), work.begin(2));
        work.cancel(1);
        assert!(one.is_set() && !two.is_set());
        drop(one);
        work.cancel(1);
        assert_eq!(work.lock().len(), 1);
    }

    #[test]
    fn newer_work_under_the_same_token_is_kept() {
        let work = InProgress::default();
        let old = work.begin(1);
        let new = work.begin(1);
        drop(old);
        work.cancel(1);
        assert!(new.is_set());
    }
}
