//! T006: a time of day that does not say which day.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::times::{ANY_TIME, in_day};
use crate::subject::{Level, Subject};
use daybreak_model::diagnostic::Severity;
use daybreak_model::edit::{Edit, Header};
use daybreak_model::node::{Kind, Node, Wait};
use daybreak_model::time::DayTime;
use daybreak_model::trigger::TriggerKind;

pub const RULE: Rule = Rule {
    code: "T006",
    name: "day-missing",
    severity: Severity::Error,
    summary: "A time of day does not say which day it means.",
    page: "
A batch crosses midnight: `05:00` could be the morning of the business date or the one after. Every time is written with its day, counted from the business date:
`21:30+0`, `05:00+1`. Looks at deadlines, `not_before`, `late_after`, waits, arrivals and triggers.

## Why it matters

Guessing wrong moves a promise or a start by a whole day. Daybreak never guesses.

## What to do

Add the day. The fix offers the first such time that is not before the start of the run.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let definition = subject.definition;
    if let Some(time) = definition.deadline.filter(is_bare) {
        let header = Header { deadline: Some(offered(subject, time)), ..Header::of(definition) };
        say(report, subject, None, "/deadline".into(), "the deadline", time, Some(Edit::SetHeader(Box::new(header))));
    }
    for (index, trigger) in definition.triggers.iter().enumerate() {
        let TriggerKind::Time(time) = trigger.on else { continue };
        if is_bare(&time) {
            let mut triggers = definition.triggers.clone();
            triggers[index].on = TriggerKind::Time(DayTime { day: Some(0), ..time });
            let what = format!("the trigger {}", trigger.id);
            say(
                report,
                subject,
                None,
                format!("/triggers/{index}/on/time"),
                &what,
                time,
                Some(Edit::SetTriggers(triggers)),
            );
        }
    }
    for index in 0..definition.nodes.len() {
        node(subject, report, index);
    }
    for (level, settings) in subject.stated().filter(|(level, _)| !matches!(level, Level::Node(_))) {
        if let Some(time) = settings.late_after.filter(is_bare) {
            say(report, subject, None, format!("{}/late_after", level.pointer()), "late_after", time, None);
        }
    }
}

fn node(subject: &Subject<'_>, report: &mut Report<'_>, index: usize) {
    let node = subject.node(index);
    if !has_bare(node) {
        return;
    }
    let mut fixed = node.clone();
    let mut bare = Vec::new();
    let fields = [
        ("/deadline", "deadline", &mut fixed.deadline),
        ("/not_before", "not_before", &mut fixed.not_before),
        ("/settings/late_after", "late_after", &mut fixed.settings.late_after),
    ];
    for (pointer, name, field) in fields {
        if let Some(time) = field.filter(is_bare) {
            *field = Some(offered(subject, time));
            bare.push((pointer, name, time));
        }
    }
    if let Kind::Wait(Wait::Time(time)) = &mut fixed.kind
        && is_bare(time)
    {
        bare.push(("/until/time", "time to wait for", *time));
        *time = offered(subject, *time);
    }
    if let Some(arrives) = &mut fixed.arrives {
        let points = [
            ("/arrives/earliest", "earliest arrival", &mut arrives.earliest),
            ("/arrives/usual", "usual arrival", &mut arrives.usual),
            ("/arrives/latest", "latest arrival", &mut arrives.latest),
        ];
        for (pointer, name, time) in points {
            if is_bare(time) {
                bare.push((pointer, name, *time));
                *time = offered(subject, *time);
            }
        }
    }
    for (pointer, name, time) in bare {
        let what = format!("the {name} of {}", node.id);
        let edit = Edit::SetNode(Box::new(fixed.clone()));
        say(report, subject, Some(index), format!("/nodes/{index}{pointer}"), &what, time, Some(edit));
    }
}

fn say(
    report: &mut Report<'_>,
    subject: &Subject<'_>,
    node: Option<usize>,
    pointer: String,
    what: &str,
    time: DayTime,
    edit: Option<Edit>,
) {
    report.say(|| {
        let message = format!("{what} is {time} and does not say on which day: it could be a whole day off");
        let help = format!("write {time}+0 for the business date itself, {time}+1 for the day after");
        let finding = Finding::of(pointer, message).on(node).help(help);
        match edit {
            Some(edit) => finding.confirm(format!("Write {}", offered(subject, time)), vec![edit]),
            None => finding,
        }
    });
}

/// Looked at first, because nodes are many and copying one to put it right is dear.
fn has_bare(node: &Node) -> bool {
    let waits_for = if let Kind::Wait(Wait::Time(time)) = &node.kind { Some(*time) } else { None };
    let arrives = node.arrives.iter().flat_map(|a| [a.earliest, a.usual, a.latest]);
    let stated = [node.deadline, node.not_before, node.settings.late_after, waits_for];
    stated.into_iter().flatten().chain(arrives).any(|time| is_bare(&time))
}

fn is_bare(time: &DayTime) -> bool {
    time.day.is_none()
}

/// The time on the first day on which it is not before the start of the run.
fn offered(subject: &Subject<'_>, time: DayTime) -> DayTime {
    let same_day = DayTime { day: Some(0), ..time };
    let is_before_start = subject.start != ANY_TIME && in_day(same_day) < subject.start;
    DayTime { day: Some(i16::from(is_before_start)), ..time }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow_with, found};
    use serde_json::json;

    #[test]
    fn bare_times_are_found_and_offered_with_a_day() {
        let header = json!({"triggers": [{"id": "t", "on": {"time": "21:00+0"}}], "deadline": "05:00"});
        let nodes = json!([
            {"id": "a", "kind": "job", "not_before": "22:00", "deadline": "04:00"},
            {"id": "w", "kind": "wait", "until": {"time": "23:00"}},
            {"id": "f", "kind": "wait", "until": {"file": {"path": "/in"}},
             "arrives": {"earliest": "22:00+0", "usual": "23:30", "latest": "01:00+1"}},
        ]);
        let found = found(&RULE, flow_with(header, nodes, "begin>a a>w w>f f>end"));
        let titles: Vec<&str> = found.iter().filter_map(|d| Some(d.fix.as_ref()?.title.as_str())).collect();
        assert_eq!(titles, ["Write 05:00+1", "Write 04:00+1", "Write 22:00+0", "Write 23:00+0", "Write 23:30+0"]);
    }

    #[test]
    fn times_with_a_day_are_fine() {
        let nodes = json!([{"id": "a", "kind": "job", "not_before": "22:00+0"}]);
        assert!(found(&RULE, flow_with(json!({"deadline": "05:00+1"}), nodes, "begin>a a>end")).is_empty());
    }
}
