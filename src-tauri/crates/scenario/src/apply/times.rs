//! Verbs about moments: the start, `not_before`, deadlines.

use super::{Draft, Refusal, refuse};
use daybreak_model::edit::{Edit, Header};
use daybreak_model::id::NodeId;
use daybreak_model::time::DayTime;
use daybreak_model::trigger::TriggerKind;

impl Draft {
    /// The first trigger at a time of day is what starts a night, so a definition that has one says the new start, too.
    pub(super) fn put_start(&mut self, at: DayTime) -> Result<(), Refusal> {
        with_day(at, None)?;
        let root = self.bundle().root.clone();
        let mut triggers = self.bundle().root().map(|root| root.triggers.clone()).unwrap_or_default();
        let first = triggers.iter_mut().find(|trigger| matches!(trigger.on, TriggerKind::Time(_)));
        match first {
            Some(trigger) => {
                trigger.on = TriggerKind::Time(at);
                self.edit(&root, Edit::SetTriggers(triggers));
            }
            None => {
                self.applied.for_one_night.push(format!("Begin starts at {at}, for no trigger names a time of day."))
            }
        }
        self.applied.start = Some(at);
        Ok(())
    }

    pub(super) fn put_not_before(&mut self, path: &NodeId, at: Option<DayTime>) -> Result<(), Refusal> {
        at.map_or(Ok(()), |at| with_day(at, Some(path)))?;
        let (place, node) = self.node(path)?;
        if node.not_before.is_none() && at.is_none() {
            return Err(refuse(Some(path), format!("{path} has no time before which it does not start")));
        }
        let mut node = node.clone();
        node.not_before = at;
        self.set(&place, node);
        Ok(())
    }

    pub(super) fn put_deadline(&mut self, path: Option<&NodeId>, at: Option<DayTime>) -> Result<(), Refusal> {
        at.map_or(Ok(()), |at| with_day(at, path))?;
        let Some(path) = path else { return self.put_deadline_of_all(at) };
        let (place, node) = self.node(path)?;
        if node.deadline.is_none() && at.is_none() {
            return Err(refuse(Some(path), format!("{path} has no deadline")));
        }
        let mut node = node.clone();
        node.deadline = at;
        self.set(&place, node);
        Ok(())
    }

    fn put_deadline_of_all(&mut self, at: Option<DayTime>) -> Result<(), Refusal> {
        let file = self.bundle().root.clone();
        let Some(root) = self.bundle().root() else {
            return Err(refuse(None, "the definition itself is not there"));
        };
        if root.deadline.is_none() && at.is_none() {
            return Err(refuse(None, "the workflow has no deadline"));
        }
        let header = Header { deadline: at, ..Header::of(root) };
        self.edit(&file, Edit::SetHeader(Box::new(header)));
        Ok(())
    }
}

/// Nothing ever guesses which day is meant.
pub(super) fn with_day(at: DayTime, node: Option<&NodeId>) -> Result<(), Refusal> {
    match at.day {
        Some(_) => Ok(()),
        None => Err(refuse(node, format!("{at} does not say which day"))
            .help("write it like 21:30+0, or 05:00+1 for the day after the business date")),
    }
}
