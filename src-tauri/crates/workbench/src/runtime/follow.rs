//! Telling the window what happens in the runtime, as it happens.

use crate::desk::Desk;
use crate::shapes::Push;
use daybreak_client::Received;
use daybreak_wire::event::{EventKind, RuntimeEvent};
use daybreak_wire::person::RuntimeStatus;
use std::time::Duration;

/// A runtime that is away is looked for this often.
const LOOK: Duration = Duration::from_secs(2);
/// Events that come this close together are told together.
const TOGETHER: Duration = Duration::from_millis(30);
/// No more events are told in one go.
const MOST: usize = 500;

impl Desk {
    /// Follows the runtime's events and its coming and going, and pushes both, until the desk is dropped.
    pub async fn follow(&self) {
        let mut told = None;
        loop {
            let status = self.connection.status().await;
            let connected = status.connected;
            if told.as_ref() != Some(&status) {
                self.tell_status(&status);
                told = Some(status);
                self.refresh_published().await;
            }
            if connected {
                self.follow_until_it_breaks().await;
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    async fn follow_until_it_breaks(&self) {
        let Ok(client) = self.connection.client() else { return };
        let mut stream = client.follow(None, None);
        let mut waiting: Vec<RuntimeEvent> = Vec::new();
        loop {
            let next = if waiting.is_empty() || waiting.len() >= MOST {
                self.tell_events(&mut waiting).await;
                Some(stream.next().await)
            } else {
                tokio::time::timeout(TOGETHER, stream.next()).await.ok()
            };
            match next {
                Some(Ok(Received::Event(event))) => waiting.push(event),
                Some(Ok(Received::Snapshot(_))) => {}
                Some(Err(_)) => {
                    self.tell_events(&mut waiting).await;
                    return;
                }
                None => self.tell_events(&mut waiting).await,
            }
        }
    }

    async fn tell_events(&self, events: &mut Vec<RuntimeEvent>) {
        if events.is_empty() {
            return;
        }
        if events.iter().any(|event| event.kind == EventKind::Change) {
            self.refresh_published().await;
        }
        (self.pusher())(Push::Events { events: std::mem::take(events) });
    }

    pub(crate) fn tell_status(&self, status: &RuntimeStatus) {
        (self.pusher())(Push::Status { status: status.clone() });
    }
}
