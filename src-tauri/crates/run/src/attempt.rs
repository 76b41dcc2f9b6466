//! What attempts report, what the clock brings, and what follows.

use crate::event::{Action, AttemptEnd, Event, Stop};
use crate::record::NodeState;
use crate::state::RunState;
use daybreak_model::network::{Does, Index};
use daybreak_model::node::{Wait, Work};
use daybreak_model::settings::Restart;
use daybreak_model::time::{Span, Timestamp};
use std::collections::BTreeMap;

/// What an attempt's end means.
enum Verdict {
    Success {
        warning: bool,
    },
    Failure {
        may_retry: bool,
    },
    Cancelled,
    /// As if it had not been tried.
    Again,
    Unknown,
}

impl RunState {
    pub(crate) fn take(&mut self, event: &Event) {
        match event {
            Event::Tick => {}
            Event::Started { activity, attempt } => {
                if self.is_current(*activity, *attempt) && self.records[*activity].state == NodeState::Starting {
                    self.enter(*activity, NodeState::Running);
                }
            }
            Event::Ended { activity, attempt, end, outputs, at } => {
                if self.is_current(*activity, *attempt) {
                    let started = self.records[*activity].started_at.unwrap_or(self.now);
                    let at = at.unwrap_or(self.now).clamp(started.min(self.now), self.now);
                    self.end_attempt(*activity, end.clone(), outputs.clone(), at);
                }
            }
            Event::FileSeen { activity, attempt } => {
                let waits = |does: &Does| matches!(does, Does::Wait(Wait::File { .. }));
                if self.is_current(*activity, *attempt) && waits(&self.network.activities[*activity].does) {
                    self.close(*activity, NodeState::Succeeded);
                }
            }
            Event::Operator(operation) => {
                if self.refusal(operation).is_none() {
                    self.operate(operation);
                }
            }
        }
    }

    /// What the clock has brought by now.
    pub(crate) fn take_due(&mut self) {
        while let Some((at, activity)) = self.timers.first().copied().filter(|(at, _)| *at <= self.now) {
            self.set_timer(activity, None);
            let state = self.records[activity].state;
            if state.is_before_start() {
                self.work.insert(activity);
            } else if self.time_of(activity).is_some_and(|time| time <= at) {
                self.close(activity, NodeState::Succeeded);
            } else {
                self.time_out(activity);
            }
        }
    }

    fn is_current(&self, activity: Index, attempt: u32) -> bool {
        self.records.get(activity).is_some_and(|r| r.state.is_active() && r.attempt == attempt)
    }

    fn time_out(&mut self, activity: Index) {
        let attempt = self.records[activity].attempt;
        if self.action_of(activity, attempt).is_some() {
            self.actions.push(Action::Stop { activity, attempt, why: Stop::TimedOut });
        }
        if matches!(self.network.activities[activity].does, Does::Wait(_) | Does::Confirm(_)) {
            self.end_attempt(activity, AttemptEnd::TimedOut, BTreeMap::new(), self.now);
        }
    }

    fn end_attempt(&mut self, activity: Index, end: AttemptEnd, outputs: BTreeMap<String, String>, at: Timestamp) {
        let verdict = self.verdict(activity, &end);
        let record = self.touch(activity);
        record.end = Some(end);
        record.outputs = outputs;
        record.warning = matches!(verdict, Verdict::Success { warning: true });
        match verdict {
            Verdict::Success { .. } => self.close_at(activity, NodeState::Succeeded, at),
            Verdict::Cancelled => self.close_at(activity, NodeState::Cancelled, at),
            Verdict::Unknown => {
                // It may still be at work, so it keeps its pools and locks until a person has dealt with it.
                record.ended_at = Some(at);
                self.set_timer(activity, None);
                self.enter(activity, NodeState::Unknown);
            }
            Verdict::Again => {
                let record = self.touch(activity);
                record.tries = record.tries.saturating_sub(1);
                self.try_again(activity, Span::ZERO);
            }
            Verdict::Failure { may_retry } => {
                let tries = record.tries;
                record.ended_at = Some(at);
                match self.network.activities[activity].retry.wait_after(tries).filter(|_| may_retry) {
                    Some(delay) => self.try_again(activity, delay),
                    None => self.close_at(activity, NodeState::Failed, at),
                }
            }
        }
    }

    fn verdict(&self, activity: Index, end: &AttemptEnd) -> Verdict {
        let planned = &self.network.activities[activity];
        let ended_by_person = self.records[activity].kill_asked || self.head.stopping;
        match end {
            AttemptEnd::Exited { code } => {
                let (success, warning) = match &planned.does {
                    Does::Work(Work::Command(command)) => (command.success.as_slice(), command.warning.as_slice()),
                    Does::Work(Work::Ssh(ssh)) => (ssh.command.success.as_slice(), ssh.command.warning.as_slice()),
                    _ => ([].as_slice(), [].as_slice()),
                };
                let warning = warning.contains(code);
                if warning || success.contains(code) || (success.is_empty() && *code == 0) {
                    Verdict::Success { warning }
                } else if ended_by_person {
                    Verdict::Cancelled
                } else {
                    Verdict::Failure { may_retry: true }
                }
            }
            AttemptEnd::Lost { .. } if self.head.stopping => Verdict::Cancelled,
            AttemptEnd::Lost { .. } if planned.restart == Restart::Safe && !ended_by_person => Verdict::Again,
            AttemptEnd::Lost { .. } => Verdict::Unknown,
            _ if ended_by_person => Verdict::Cancelled,
            AttemptEnd::Killed => Verdict::Cancelled,
            AttemptEnd::NotStarted => Verdict::Again,
            AttemptEnd::Refused { .. } => Verdict::Failure { may_retry: false },
            AttemptEnd::Signalled { .. } | AttemptEnd::TimedOut => Verdict::Failure { may_retry: true },
        }
    }

    /// The attempt is over, and another may follow after `delay`.
    fn try_again(&mut self, activity: Index, delay: Span) {
        let at = self.now.after(delay);
        self.give_back(activity);
        self.set_timer(activity, None);
        let record = self.touch(activity);
        record.retry_at = Some(at);
        record.ready_at = None;
        self.enter(activity, NodeState::Waiting);
        self.work.insert(activity);
    }
}
