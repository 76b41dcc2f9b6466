//! Following what happens, as server-sent events.

use crate::Client;
use daybreak_wire::event::{EventSnapshot, RuntimeEvent};
use daybreak_wire::{AskError, ErrorCode};
use reqwest::header::ACCEPT;
use reqwest::{Method, Response};
use std::time::Duration;

/// The longest message that is read.
const MAX_MESSAGE_BYTES: usize = 64 << 20;

/// A runtime says something at least this often, be it only that it is there.
const SILENCE: Duration = Duration::from_secs(45);

/// What a stream brings.
#[derive(Clone, Debug, PartialEq)]
pub enum Received {
    /// How things are; comes first when the stream was not resumed.
    Snapshot(EventSnapshot),
    Event(RuntimeEvent),
}

/// A stream of events that goes on where it was when the connection breaks.
pub struct EventStream {
    client: Client,
    /// The last event that was received.
    after: Option<u64>,
    run: Option<u64>,
    body: Option<Response>,
    messages: Messages,
}

impl EventStream {
    pub(crate) fn new(client: Client, after: Option<u64>, run: Option<u64>) -> EventStream {
        EventStream { client, after, run, body: None, messages: Messages::default() }
    }

    /// The number of the last event that was received.
    pub fn after(&self) -> Option<u64> {
        self.after
    }

    /// What comes next; waits for it. After an error it may be called again: it then connects anew and misses nothing.
    ///
    /// # Errors
    /// `runtime_away` when the connection cannot be made or breaks.
    pub async fn next(&mut self) -> Result<Received, AskError> {
        loop {
            while let Some(message) = self.messages.next() {
                if let Some(received) = self.understand(&message)? {
                    return Ok(received);
                }
            }
            if self.body.is_none() {
                self.body = Some(self.connect().await?);
            }
            if let Some(bytes) = self.bytes().await? {
                self.messages.take(&bytes)?;
            }
        }
    }

    /// What has come over the connection; when it has ended in any way, the next call connects anew.
    async fn bytes(&mut self) -> Result<Option<Vec<u8>>, AskError> {
        let Some(body) = &mut self.body else { return Ok(None) };
        let broken = match tokio::time::timeout(SILENCE, body.chunk()).await {
            Ok(Ok(Some(bytes))) => return Ok(Some(bytes.to_vec())),
            Ok(Ok(None)) => crate::away("the runtime ended the stream of events").at(self.client.address()),
            Ok(Err(error)) => self.client.no_answer(&error),
            Err(_) => crate::away("the runtime has gone silent").at(self.client.address()),
        };
        self.body = None;
        Err(broken)
    }

    async fn connect(&mut self) -> Result<Response, AskError> {
        self.messages = Messages::default();
        let mut query = Vec::new();
        query.extend(self.run.map(|run| ("run", run.to_string())));
        query.extend(self.after.map(|after| ("after", after.to_string())));
        let request = self.client.request(Method::GET, &["events"], &query).header(ACCEPT, "text/event-stream");
        self.client.send(request).await
    }

    fn understand(&mut self, message: &Message) -> Result<Option<Received>, AskError> {
        let wrong = |error: serde_json::Error| {
            AskError::new(ErrorCode::Internal, format!("an event of the runtime makes no sense: {error}"))
        };
        match message.event.as_str() {
            "snapshot" => {
                let snapshot: EventSnapshot = serde_json::from_str(&message.data).map_err(wrong)?;
                self.after = Some(snapshot.last_event);
                Ok(Some(Received::Snapshot(snapshot)))
            }
            "" | "message" => {
                let event: RuntimeEvent = serde_json::from_str(&message.data).map_err(wrong)?;
                self.after = Some(event.seq);
                Ok(Some(Received::Event(event)))
            }
            _ => Ok(None),
        }
    }
}

/// One message of a stream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Message {
    event: String,
    data: String,
}

/// Bytes of a `text/event-stream` made into messages (WHATWG HTML, 9.2), as far as a runtime sends them.
#[derive(Default)]
struct Messages {
    bytes: Vec<u8>,
    /// How far `bytes` have been made into messages.
    done: usize,
}

impl Messages {
    fn take(&mut self, bytes: &[u8]) -> Result<(), AskError> {
        self.bytes.drain(..self.done);
        self.done = 0;
        if self.bytes.len() + bytes.len() > MAX_MESSAGE_BYTES {
            return Err(AskError::new(ErrorCode::TooLarge, "an event of the runtime is too long to be read"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(())
    }

    /// The next whole message that says something.
    fn next(&mut self) -> Option<Message> {
        loop {
            let rest = &self.bytes[self.done..];
            let end = rest.windows(2).position(|pair| pair == b"\n\n")?;
            let text = String::from_utf8_lossy(&rest[..end]).into_owned();
            self.done += end + 2;
            let message = message(&text);
            if !message.data.is_empty() {
                return Some(message);
            }
        }
    }
}

fn message(text: &str) -> Message {
    let mut message = Message::default();
    for line in text.lines() {
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => value.clone_into(&mut message.event),
            "data" => {
                if !message.data.is_empty() {
                    message.data.push('\n');
                }
                message.data.push_str(value);
            }
            _ => {}
        }
    }
    message
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_come_whole_however_the_bytes_are_cut() {
        let stream = ": there\n\nid: 7\nevent: message\ndata: {\"a\":\ndata: 1}\n\ndata: 业务\n\ndata: cut";
        let expected = [
            Message { event: "message".into(), data: "{\"a\":\n1}".into() },
            Message { event: String::new(), data: "业务".into() },
        ];
        for size in 1..stream.len() {
            let mut messages = Messages::default();
            let mut found = Vec::new();
            for chunk in stream.as_bytes().chunks(size) {
                messages.take(chunk).unwrap();
                found.extend(std::iter::from_fn(|| messages.next()));
            }
            assert_eq!(found, expected, "in chunks of {size}");
        }
    }

    #[test]
    fn a_message_without_end_is_given_up() {
        let mut messages = Messages::default();
        let chunk = vec![b'x'; 1 << 20];
        let taken = (0..65).try_for_each(|_| messages.take(&chunk));
        assert_eq!(taken.unwrap_err().code, ErrorCode::TooLarge);
    }
}
