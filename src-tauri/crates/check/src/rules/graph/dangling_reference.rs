//! G008: a name that names nothing.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::bundle::beside;
use daybreak_model::diagnostic::Severity;
use daybreak_model::edit::Edit;
use daybreak_model::node::Node;
use daybreak_model::settings::OnFailure;

pub const RULE: Rule = Rule {
    code: "G008",
    name: "dangling-reference",
    severity: Severity::Error,
    summary: "An edge, parent, system, handler or file is named that is not there.",
    page: "
Looks at both ends of every edge, at the parent and the system of every node, at failure handlers, and at the files of subflows and calendars.
Pools and locks have a rule of their own.

## Why it matters

A dependency on something that is not there would be lost without a word, or wait for ever. The run cannot be laid out.

## What to do

Correct the name, bring back what it names, or remove the reference.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    edges(subject, report);
    for (index, node) in subject.definition.nodes.iter().enumerate() {
        if let Some(parent) =
            node.parent.as_ref().filter(|p| subject.parent[index].is_none() && subject.find(p).is_none())
        {
            report.say(|| {
                let message = format!("{} is said to be in the group {parent}, which is not there", node.id);
                let edit = changed(node, |n| n.parent = None);
                Finding::at(index, "/parent", message)
                    .help("name a group of this workflow")
                    .confirm("Take it out of the group", edit)
            });
        }
        if let Some(system) = node.system.as_ref().filter(|_| subject.system[index].is_none()) {
            report.say(|| {
                let message = format!(
                    "{} belongs to the system {system}, which is not there: it has no lane, target or limit",
                    node.id
                );
                let edit = changed(node, |n| n.system = None);
                Finding::at(index, "/system", message)
                    .help("add the system or name another")
                    .confirm("Leave it without a system", edit)
            });
        }
    }
    handlers(subject, report);
    files(subject, report);
}

fn edges(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (index, edge) in subject.definition.edges.iter().enumerate() {
        if matches!(subject.ends[index], (Some(_), Some(_))) {
            continue;
        }
        let ends = [(&edge.from, &edge.to, "from"), (&edge.to, &edge.from, "to")];
        for (missing, other, direction) in ends.into_iter().filter(|(id, ..)| subject.find(id).is_none()) {
            report.say(|| {
                let message =
                    format!("an edge leads {direction} {missing}, which is not there: {other} would wait for nothing");
                Finding::edge(index, subject.find(other), message)
                    .help(format!("draw the edge {direction} the node that is meant, or remove it"))
                    .confirm("Remove the edge", vec![Edit::RemoveEdge(edge.clone())])
            });
        }
    }
}

fn handlers(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (level, settings) in subject.stated() {
        let Some(OnFailure::Handler(handler)) = &settings.on_failure else { continue };
        if subject.find(handler).is_some() {
            continue;
        }
        report.say(|| {
            let message = format!("the failure handler {handler} is not there: after a failure nothing would be run");
            let pointer = format!("{}/on_failure", level.pointer());
            let finding = Finding::of(pointer, message).on(level.node());
            let finding = finding.help("name a node of this workflow, or choose stop or continue");
            match level.node() {
                Some(node) => {
                    let edit = changed(subject.node(node), |n| n.settings.on_failure = None);
                    finding.confirm("Stop the branch on failure", edit)
                }
                None => finding,
            }
        });
    }
}

fn files(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (index, file) in subject.subflows().filter(|(_, file)| !subject.bundle.definitions.contains_key(file)) {
        let id = &subject.node(index).id;
        let message =
            format!("the subflow {id} names the file {file}, which is not there: its work cannot be laid out");
        report.say(|| {
            Finding::at(index, "/subflow/file", message).help("correct the path, which is relative to this file")
        });
    }
    let absent = |path: &Option<String>| {
        path.as_ref().map(|p| beside(subject.file, p)).filter(|p| !subject.bundle.calendars.contains_key(p))
    };
    let say = |report: &mut Report<'_>, node: Option<usize>, pointer: String, file: String| {
        let message = format!("the calendar {file} is not there: nobody knows which days are worked");
        report.say(|| Finding::of(pointer, message).on(node).help("correct the path, which is relative to this file"));
    };
    if let Some(file) = absent(&subject.definition.calendar) {
        say(report, None, "/calendar".into(), file);
    }
    for (level, settings) in subject.stated() {
        if let Some(file) = settings.days.as_ref().and_then(|d| absent(&d.calendar)) {
            say(report, level.node(), format!("{}/days/calendar", level.pointer()), file);
        }
    }
    for (index, trigger) in subject.definition.triggers.iter().enumerate() {
        if let Some(file) = trigger.days.as_ref().and_then(|d| absent(&d.calendar)) {
            say(report, None, format!("/triggers/{index}/days/calendar"), file);
        }
    }
}

fn changed(node: &Node, change: impl Fn(&mut Node)) -> Vec<Edit> {
    let mut node = node.clone();
    change(&mut node);
    vec![Edit::SetNode(Box::new(node))]
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow, flow_with, found, jobs};
    use serde_json::json;

    #[test]
    fn every_name_of_nothing_is_found() {
        let nodes = json!([
            {"id": "a", "kind": "job", "parent": "no-group", "system": "no-system", "settings": {"on_failure": {"handler": "no-one"}}},
            {"id": "s", "kind": "subflow", "subflow": {"file": "none.workflow.json"}},
        ]);
        let found = found(&RULE, flow_with(json!({"calendar": "none.calendar.json"}), nodes, "begin>a a>gone s>end"));
        let paths: Vec<&str> = found.iter().map(|d| d.path.as_str()).collect();
        let expected = [
            "/edges/1",
            "/nodes/2/parent",
            "/nodes/2/system",
            "/nodes/2/settings/on_failure",
            "/nodes/3/subflow/file",
            "/calendar",
        ];
        assert_eq!(paths, expected);
    }

    #[test]
    fn names_of_what_is_there_are_fine() {
        assert!(found(&RULE, flow(jobs("a"), "begin>a a>end")).is_empty());
    }
}
