//! R005: a pool that has nothing for the whole of the window.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use crate::subject::times::{ANY_TIME, DAY_MS, clock, in_day};
use chrono::Timelike;
use daybreak_model::definition::{Pool, PoolHours};
use daybreak_model::diagnostic::Severity;

pub const RULE: Rule = Rule {
    code: "R005",
    name: "zero-capacity",
    severity: Severity::Warning,
    summary: "A pool has no capacity for longer than the window.",
    page: "
Takes the window from the earliest trigger to the workflow's deadline, and looks for pools in use that have a capacity of zero at every hour of it. Without
a trigger or a deadline the window is a whole day.

## Why it matters

What takes the pool cannot start until the window is over: the deadline is lost before the night begins.

## What to do

Check the hours; a pool that opens at 22:00 is written `from` 22:00 `to` the time at which it closes.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let definition = subject.definition;
    let start = Some(subject.start).filter(|s| *s != ANY_TIME).unwrap_or(0);
    let deadline = definition.deadline.map(in_day).filter(|d| *d > start && subject.start != ANY_TIME);
    let end = deadline.unwrap_or(start + DAY_MS);
    for (index, pool) in definition.pools.iter().enumerate() {
        let used = subject.resources.pool(pool.id.as_str()).is_some_and(|i| subject.resources.used[i]);
        if used && !has_any(pool, start, end) {
            report.say(|| {
                let message = format!(
                    "the pool {} has no capacity from {} to {}, so nothing that takes it can start within the window",
                    pool.id,
                    clock(start),
                    clock(end)
                );
                Finding::of(format!("/pools/{index}/capacity"), message).help("correct the capacity or its hours")
            });
        }
    }
}

/// Whether the pool has a capacity at some moment between two times.
fn has_any(pool: &Pool, start: i64, end: i64) -> bool {
    if end - start >= DAY_MS {
        // Every hour occurs; some hours may still hide others.
        return moments(pool).chain([0]).any(|at| capacity(pool, at) > 0);
    }
    let days = start.div_euclid(DAY_MS)..=end.div_euclid(DAY_MS);
    let at_borders =
        days.flat_map(|day| moments(pool).map(move |at| day * DAY_MS + at)).filter(|at| (start..end).contains(at));
    std::iter::once(start).chain(at_borders).any(|at| capacity(pool, at.rem_euclid(DAY_MS)) > 0)
}

fn moments(pool: &Pool) -> impl Iterator<Item = i64> + '_ {
    pool.hours.iter().flat_map(|h| [in_ms(h.from.0), in_ms(h.to.0)])
}

/// The capacity at a time of day; the first hours that fit hold.
fn capacity(pool: &Pool, at: i64) -> u32 {
    pool.hours.iter().find(|h| covers(h, at)).map_or(pool.capacity, |h| h.capacity)
}

fn covers(hours: &PoolHours, at: i64) -> bool {
    let (from, to) = (in_ms(hours.from.0), in_ms(hours.to.0));
    if from < to { from <= at && at < to } else { at >= from || at < to }
}

fn in_ms(time: chrono::NaiveTime) -> i64 {
    i64::from(time.num_seconds_from_midnight()) * 1000
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow_with, found};
    use daybreak_model::definition::Definition;
    use serde_json::json;

    fn opening(from: &str, to: &str) -> Definition {
        let header = json!({
            "pools": [{"id": "db", "name": "DB", "capacity": 0, "hours": [{"from": from, "to": to, "capacity": 4}]}],
            "triggers": [{"id": "t", "on": {"time": "21:00+0"}}],
            "deadline": "05:00+1",
        });
        let nodes = json!([{"id": "a", "kind": "job", "uses": [{"pool": "db", "units": 1}]}]);
        flow_with(header, nodes, "begin>a a>end")
    }

    #[test]
    fn a_pool_that_is_closed_all_night_is_found() {
        let found = found(&RULE, opening("08:00", "20:00"));
        assert!(found[0].message.contains("from 21:00+0 to 05:00+1"), "{}", found[0].message);
    }

    #[test]
    fn a_pool_that_opens_in_the_night_is_fine() {
        assert!(found(&RULE, opening("22:00", "04:00")).is_empty());
        assert!(found(&RULE, opening("04:00", "06:00")).is_empty());
    }
}
