//! `daybreak logs`.

use super::Asking;
use crate::arguments::{Format, Logs};
use crate::failure::{Done, Outcome};
use crate::output::Output;
use daybreak_model::id::NodeId;
use daybreak_wire::run::{LogPart, LogText};
use std::time::Duration;

/// A growing log is looked at so often.
const LOOK_AGAIN: Duration = Duration::from_millis(500);

pub async fn logs(asking: &Asking<'_>, given: &Logs, output: &mut Output) -> Done {
    let client = asking.reader()?;
    let mut part = LogPart { node: NodeId::new(given.node.as_str()), attempt: given.attempt, offset: 0 };
    let mut whole: Option<LogText> = None;
    loop {
        let text = client.log(given.run, &part).await?;
        let grown = text.next_offset > part.offset;
        let over = !grown && (text.complete || !given.follow);
        // The same attempt is read on, even when another one begins meanwhile.
        part = LogPart { attempt: Some(text.attempt), offset: text.next_offset, ..part };
        match (output.format(), given.follow) {
            (Format::Text, _) => output.write(&text.text)?,
            (Format::Json, true) if grown || over => output.item(&text, |_| String::new())?,
            (Format::Json, true) => {}
            (Format::Json, false) => whole = Some(joined(whole, text)),
        }
        output.flush()?;
        if over || output.is_closed() {
            break;
        }
        if !grown {
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }
    if let Some(whole) = whole {
        output.answer(&whole, |whole| whole.text.clone())?;
    }
    Ok(Outcome::Fine)
}

fn joined(before: Option<LogText>, next: LogText) -> LogText {
    match before {
        None => next,
        Some(before) => LogText { text: before.text + &next.text, ..next },
    }
}
