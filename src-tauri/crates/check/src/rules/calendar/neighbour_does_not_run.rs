//! C003: a wait for another workflow on a date on which it does not run.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use crate::subject::days::{Calendars, RunDays};
use chrono::NaiveDate;
use daybreak_model::bundle::{Bundle, beside};
use daybreak_model::diagnostic::Severity;
use daybreak_model::node::{Kind, Wait};

pub const RULE: Rule = Rule {
    code: "C003",
    name: "neighbour-does-not-run",
    severity: Severity::Warning,
    summary: "A wait names a node of another workflow that is not there, or does not run on the date that is waited for.",
    page: "
Needs to be told of the site's other workflows. Looks for the workflow and the node that a wait names, and for dates on which this workflow runs but the other one
does not, the offset in business days counted.

## Why it matters

On such a date the wait never ends, and the night stands still behind it.

## What to do

Correct the name or the offset; limit the wait to days on which the other workflow runs.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let neighbours = &subject.context.neighbours;
    if neighbours.is_empty() {
        return;
    }
    let calendars = Calendars::of(subject);
    let run_days = RunDays::of(subject.bundle);
    for index in subject.of_kind(|k| matches!(k, Kind::Wait(Wait::Node { .. }))) {
        let Kind::Wait(Wait::Node { workflow, node, day_offset }) = &subject.node(index).kind else { continue };
        let id = &subject.node(index).id;
        let Some(other) = neighbours.iter().find(|b| b.root().is_some_and(|d| d.id == *workflow)) else {
            let message = format!("{id} waits for the workflow {workflow}, which is not known: it might wait for ever");
            report.say(|| Finding::at(index, "/until/node/workflow", message).help("correct the name"));
            continue;
        };
        if !has_node(other, node.as_str()) {
            let message =
                format!("{id} waits for {node} of {workflow}, which has no such node: it would wait for ever");
            report.say(|| Finding::at(index, "/until/node/node", message).help("name a node of that workflow"));
            continue;
        }
        let missed = |date: &NaiveDate| {
            let takes_part = subject
                .setting(index, |s| s.days.as_ref())
                .is_none_or(|(d, _)| calendars.chooses(d, *date) == Some(true));
            let runs = run_days.as_ref().is_some_and(|r| r.runs_on(*date) == Some(true));
            takes_part && runs && other_runs(&calendars, other, *date, *day_offset) == Some(false)
        };
        if let Some(date) = calendars.dates().take(LOOK_AHEAD_DAYS).find(missed) {
            report.say(|| {
                let message = format!("{id} waits for {node} of {workflow}, which does not run for it on {date}: that night would stand still");
                Finding::at(index, "/until/node", message).help("correct the offset, or limit the wait's days")
            });
        }
    }
}

const LOOK_AHEAD_DAYS: usize = 400;

/// Whether the other workflow runs for the date that is waited for on `date`; nothing when that is not known.
fn other_runs(calendars: &Calendars<'_>, other: &Bundle, date: NaiveDate, offset: i16) -> Option<bool> {
    let wanted = match (offset, calendars.own) {
        (0, _) => date,
        (offset, Some(calendar)) => calendar.business_day_offset(date, offset.into()).ok()?,
        (offset, None) => date.checked_add_signed(chrono::TimeDelta::days(offset.into()))?,
    };
    RunDays::of(other)?.runs_on(wanted)
}

/// Follows a path through the subflows.
fn has_node(bundle: &Bundle, path: &str) -> bool {
    let mut file = bundle.root.clone();
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        let Some(node) = bundle.definitions.get(&file).and_then(|d| d.nodes.iter().find(|n| n.id.as_str() == part))
        else {
            return false;
        };
        match &node.kind {
            _ if parts.peek().is_none() => return true,
            Kind::Subflow(subflow) => file = beside(&file, &subflow.file),
            _ => return false,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::Context;
    use crate::sample::{calendar, date, flow_with, found_in, jobs};
    use daybreak_model::bundle::Bundle;
    use serde_json::json;

    fn said(workflow: &str, node: &str, days: &str) -> Vec<String> {
        let header = |id: &str, days: &str| json!({"id": id, "calendar": "c", "triggers": [{"id": "t", "on": {"time": "09:30+0"}, "days": {"on": [days]}}]});
        let wait = json!([{"id": "w", "kind": "wait", "until": {"node": {"workflow": workflow, "node": node}}}]);
        let with = |definition| {
            let mut bundle = Bundle::single("f", definition);
            bundle.calendars.insert("c".into(), calendar("2026-01-01", "2027-12-31"));
            bundle
        };
        let bundle = with(flow_with(header("here", "every_day"), wait, "begin>w w>end"));
        let other = with(flow_with(header("there", days), jobs("a"), "begin>a a>end"));
        let context = Context { today: date("2026-11-20"), neighbours: vec![other], ..Context::default() };
        found_in(&RULE, &bundle, &context).into_iter().map(|d| d.message).collect()
    }

    #[test]
    fn what_is_not_there_or_does_not_run_is_found() {
        assert!(said("nowhere", "a", "every_day")[0].contains("is not known"));
        assert!(said("there", "x", "every_day")[0].contains("no such node"));
        assert!(said("there", "a", "business_days")[0].contains("on 2026-11-21"));
    }

    #[test]
    fn a_neighbour_that_runs_every_day_is_fine() {
        assert!(said("there", "a", "every_day").is_empty());
    }
}
