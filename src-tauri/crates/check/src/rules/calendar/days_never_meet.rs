//! C002: a node whose days are none of those on which its surroundings run.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use crate::subject::days::{Calendars, RunDays};
use daybreak_model::calendar::Days;
use daybreak_model::diagnostic::Severity;

pub const RULE: Rule = Rule {
    code: "C002",
    name: "days-never-meet",
    severity: Severity::Warning,
    summary: "The node's days never fall on a day on which its group or its workflow runs.",
    page: "
Holds the days of every node that states its own against those of the groups around it and against the days on which the workflow is triggered, over all
dates that the calendar covers from today.

## Why it matters

The node looks like part of the night, but is left out of every run; or it runs only on days when the rest of its group does not.

## What to do

Correct the days of the node or of what is around it. A roll rule moves a day off to the business day next to it.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let nodes = &subject.definition.nodes;
    if nodes.iter().all(|n| n.settings.days.is_none()) {
        return;
    }
    let calendars = Calendars::of(subject);
    let run_days = RunDays::of(subject.bundle);
    let mut known: Vec<(&Days, Option<&Days>, bool)> = Vec::new();
    for (index, node) in nodes.iter().enumerate() {
        let Some(days) = &node.settings.days else { continue };
        let groups =
            subject.groups(index).filter_map(|g| Some((Some(nodes[g].settings.days.as_ref()?), nodes[g].id.as_str())));
        for (around, name) in groups.chain([(None, "the workflow")]) {
            let meet = match known.iter().find(|(a, b, _)| *a == days && *b == around) {
                Some((_, _, meet)) => *meet,
                None if known.len() >= MAX_PAIRS => true,
                None => {
                    let meet = meet(&calendars, days, around, run_days.as_ref());
                    known.push((days, around, meet));
                    meet
                }
            };
            if !meet {
                report.say(|| {
                    let message = format!(
                        "the days of {} are never days on which {name} runs, so it takes part in no night",
                        node.id
                    );
                    Finding::at(index, "/settings/days", message)
                        .help("correct the days, or let them roll to a business day")
                });
                break;
            }
        }
    }
}

/// Different pairs of days that are looked at, each over some years.
const MAX_PAIRS: usize = 200;

fn meet(calendars: &Calendars<'_>, days: &Days, around: Option<&Days>, run_days: Option<&RunDays<'_>>) -> bool {
    let mut any = false;
    for date in calendars.dates() {
        let runs = match around {
            Some(around) => calendars.chooses(around, date),
            None => run_days.map_or(Some(true), |r| r.runs_on(date)),
        };
        // A date of which nothing is known says nothing either way.
        let (Some(runs), Some(chosen)) = (runs, calendars.chooses(days, date)) else { continue };
        if runs && chosen {
            return true;
        }
        any = true;
    }
    !any
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::Context;
    use crate::sample::{calendar, date, flow_with, found_in};
    use daybreak_model::bundle::Bundle;
    use serde_json::{Value, json};

    fn count(group: Value, node: Value) -> usize {
        let header = json!({"calendar": "c", "triggers": [{"id": "t", "on": {"time": "09:30+0"}}]});
        let nodes = json!([
            {"id": "g", "kind": "group", "settings": {"days": {"on": group}}},
            {"id": "a", "kind": "job", "parent": "g", "settings": {"days": {"on": node}}},
        ]);
        let mut bundle = Bundle::single("f", flow_with(header, nodes, "begin>g g>end"));
        bundle.calendars.insert("c".into(), calendar("2026-01-01", "2027-12-31"));
        found_in(&RULE, &bundle, &Context { today: date("2026-11-20"), ..Context::default() }).len()
    }

    #[test]
    fn days_that_never_meet_are_found() {
        assert_eq!(count(json!(["business_days"]), json!([{"weekdays": ["sat"]}])), 1);
        assert_eq!(count(json!([{"classes": ["month-end"]}]), json!([{"business_days_of_month": [1]}])), 1);
    }

    #[test]
    fn days_that_meet_once_are_fine() {
        assert_eq!(count(json!(["business_days"]), json!([{"classes": ["year-end"]}])), 0);
    }
}
