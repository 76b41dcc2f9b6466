//! Events as they are shown.

use super::nodes::state_of;
use super::runs::{number, status_word};
use daybreak_model::id::NodeId;
use daybreak_run::{Happening, Operation, RunEvent};
use daybreak_wire::event::{EventKind, RuntimeEvent};

pub fn view(event: &RunEvent) -> RuntimeEvent {
    let base = |kind, text| RuntimeEvent {
        seq: event.number,
        at: event.at,
        run: number(&event.run),
        kind,
        node: None,
        state: None,
        text,
        person: None,
    };
    match &event.what {
        Happening::Run(summary) => {
            let state = status_word(summary.status);
            let text = format!("{} for {} is {state}", summary.workflow, summary.business_date);
            RuntimeEvent { state: Some(state.into()), ..base(EventKind::Run, text) }
        }
        Happening::Activity(activity) => {
            let state = word(&state_of(activity.state));
            let text = format!("{} is {state}", activity.node);
            RuntimeEvent { node: Some(activity.node.clone()), state: Some(state), ..base(EventKind::Node, text) }
        }
        Happening::Operated { person, reason, operation } => {
            let text = format!("{}{}: {reason}", operation.verb().replace('_', " "), on(operation));
            let node = match operation.nodes() {
                [only] => Some(only.clone()),
                _ => None,
            };
            RuntimeEvent { node, person: Some(person.clone()), ..base(EventKind::Action, text) }
        }
    }
}

fn on(operation: &Operation) -> String {
    match operation.nodes() {
        [] => String::new(),
        nodes => format!(" {}", nodes.iter().map(NodeId::as_str).collect::<Vec<_>>().join(", ")),
    }
}

/// How a state is written on the wire.
fn word(state: &impl serde::Serialize) -> String {
    serde_json::to_value(state).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
