//! Taking up, at the start, what an earlier engine left.

use super::Scheduler;
use crate::attempts::{folder_for_jobs, folder_of_run};
use crate::error::EngineError;
use crate::live::Live;
use daybreak_model::time::Timestamp;
use daybreak_run::{Action, Event, RunId, Stop};

impl Scheduler {
    /// Takes up every run that is not over: finds out what became of what was under way, and lets happen what has come due.
    pub fn take_up(&mut self) -> Result<(), EngineError> {
        let now = self.now();
        for row in self.reader.open_runs()? {
            let live = Live::load(&self.reader, row, now)?;
            let run = live.run().clone();
            self.take_up_attempts(&live);
            self.happened.push((run.clone(), Event::Tick));
            self.runs.insert(run, live);
        }
        self.reload()?;
        self.forget(now);
        Ok(())
    }

    /// Follows every attempt that is under way and that nobody follows yet.
    pub(super) fn take_up_attempts(&mut self, live: &Live) {
        let run = live.run();
        for action in live.state.actions_under_way() {
            if self.executors.follows(run, &action) {
                continue;
            }
            let events = self.executors.recover(live, &action);
            self.happened.extend(events.into_iter().map(|event| (run.clone(), event)));
            let Action::Start { activity, attempt } = action else {
                continue;
            };
            // The wish to end it may not have reached its supervisor.
            if live.state.record(activity).kill_asked {
                self.executors.act(live, &Action::Stop { activity, attempt, why: Stop::Asked });
            }
        }
    }

    /// Lets go what is older than it is to be kept, with its files.
    fn forget(&mut self, now: Timestamp) {
        let Some(keep) = self.options.keep else {
            return;
        };
        let before = Timestamp(now.ms() - keep.ms());
        let gone: Vec<RunId> = self.store.write(|w| w.forget(before)).unwrap_or_default();
        for run in gone {
            // What cannot be removed takes room and does no harm.
            let _ = std::fs::remove_dir_all(folder_of_run(&self.options.folder, &run));
            let _ = std::fs::remove_dir_all(folder_for_jobs(&self.options.folder, &run));
        }
    }
}
