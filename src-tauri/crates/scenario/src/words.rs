//! Verbs as people read them.

use crate::verb::{Length, Verb};
use daybreak_model::calendar::DayClass;
use daybreak_model::definition::Edge;
use daybreak_model::duration::Estimate;

impl Verb {
    /// The verb's name as files have it.
    pub fn name(&self) -> &'static str {
        match self {
            Verb::Duration { .. } => "duration",
            Verb::Capacity { .. } => "capacity",
            Verb::Concurrency { .. } => "concurrency",
            Verb::Priority { .. } => "priority",
            Verb::Critical { .. } => "critical",
            Verb::Start(_) => "start",
            Verb::NotBefore { .. } => "not_before",
            Verb::Deadline { .. } => "deadline",
            Verb::DayClass(_) => "day_class",
            Verb::AddEdge(_) => "add_edge",
            Verb::RemoveEdge(_) => "remove_edge",
            Verb::AddNode(_) => "add_node",
            Verb::RemoveNode(_) => "remove_node",
            Verb::ReplaceNode(_) => "replace_node",
            Verb::Skip(_) => "skip",
            Verb::Force(_) => "force",
            Verb::Confirm { .. } => "confirm",
            Verb::Down(_) => "down",
            Verb::Split { .. } => "split",
            Verb::Merge { .. } => "merge",
        }
    }

    /// What it does, in one sentence.
    pub fn words(&self) -> String {
        match self {
            Verb::Duration { node, to: Length::Percent(percent) } => format!("{node} takes {percent} % of its time."),
            Verb::Duration { node, to: Length::Estimate(estimate) } => format!("{node} takes {}.", length(estimate)),
            Verb::Capacity { pool, capacity, hours: None } => format!("The pool {pool} has {capacity} units."),
            Verb::Capacity { pool, capacity, hours: Some(_) } => {
                format!("The pool {pool} has {capacity} units, and other hours.")
            }
            Verb::Concurrency { system, limit: Some(limit) } => {
                format!("At most {limit} jobs of the system {system} run at once.")
            }
            Verb::Concurrency { system, limit: None } => format!("The system {system} has no limit."),
            Verb::Priority { node, priority } => format!("{node} has priority {priority}."),
            Verb::Critical { node, critical: true } => format!("{node} goes before all that is not critical."),
            Verb::Critical { node, critical: false } => format!("{node} is not critical."),
            Verb::Start(at) => format!("Begin starts at {at}."),
            Verb::NotBefore { node, at: Some(at) } => format!("{node} does not start before {at}."),
            Verb::NotBefore { node, at: None } => format!("{node} does not wait for a time of day."),
            Verb::Deadline { node, at } => {
                let what = node.as_ref().map_or("The workflow", |node| node.as_str());
                at.map_or_else(|| format!("{what} has no deadline."), |at| format!("{what} is promised by {at}."))
            }
            Verb::DayClass(class) => format!("The date is taken for {}.", class_in_words(*class)),
            Verb::AddEdge(edge) => format!("{} waits for {}.", edge.to, edge.from),
            Verb::RemoveEdge(edge) => format!("{} does not wait for {}{}.", edge.to, edge.from, of_branch(edge)),
            Verb::AddNode(node) => format!("{} is new.", node.id),
            Verb::RemoveNode(node) => format!("{node} is gone."),
            Verb::ReplaceNode(node) => format!("{} has another definition.", node.id),
            Verb::Skip(node) => format!("{node} is skipped."),
            Verb::Force(node) => format!("{node} counts as succeeded from the start."),
            Verb::Confirm { node, at } => format!("{node} is confirmed at {at}."),
            Verb::Down(down) => {
                let system = down.system.as_ref().map(|system| format!("The system {system}"));
                let what = system.unwrap_or_else(|| format!("The host {}", down.host.as_deref().unwrap_or_default()));
                format!("{what} is down from {} to {}.", down.from, down.to)
            }
            Verb::Split { node, pieces } => format!("{node} is cut into {pieces} pieces that may run side by side."),
            Verb::Merge { nodes } => {
                let names: Vec<&str> = nodes.iter().map(|node| node.as_str()).collect();
                format!("{} are one job.", names.join(", "))
            }
        }
    }
}

fn length(estimate: &Estimate) -> String {
    match estimate {
        Estimate::Fixed(span) => span.to_string(),
        Estimate::Pert { low, mode, high } => format!("{low} to {high}, mostly {mode}"),
        Estimate::LogNormal { median, .. } => format!("{median} in the median"),
        Estimate::Empirical(spans) => format!("what {} measured times say", spans.len()),
    }
}

fn of_branch(edge: &Edge) -> String {
    edge.branch.as_ref().map_or_else(String::new, |branch| format!(" when it takes {branch}"))
}

fn class_in_words(class: DayClass) -> &'static str {
    match class {
        DayClass::Normal => "a normal day",
        DayClass::MonthEnd => "a month's end",
        DayClass::QuarterEnd => "a quarter's end",
        DayClass::YearEnd => "a year's end",
        DayClass::AfterHoliday => "a day after a holiday",
    }
}
