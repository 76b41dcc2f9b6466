//! V008: a job that is to run nothing.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::diagnostic::Severity;
use daybreak_model::node::{Command, Kind, Wait, Work};

pub const RULE: Rule = Rule {
    code: "V008",
    name: "empty-command",
    severity: Severity::Error,
    summary: "A command, host, file or DAG is not named.",
    page: "
A command job names a program; an SSH job a host as well; an Airflow job a connection and a DAG; a file wait a path.

## Why it matters

The job would fail as it starts, in the middle of the night.

## What to do

Name it. A job that does nothing is of the kind `noop`.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (index, node) in subject.definition.nodes.iter().enumerate() {
        let problem = match &node.kind {
            Kind::Job(work) => in_work(work),
            Kind::Wait(Wait::File { path, .. }) if path.trim().is_empty() => {
                Some(("/until/file/path", "names no file to wait for"))
            }
            _ => None,
        };
        if let Some((field, problem)) = problem {
            let message = format!("{} {problem}: it would fail as it starts", node.id);
            report.say(|| Finding::at(index, field, message).help("name it, or make the job a noop"));
        }
    }
}

fn in_work(work: &Work) -> Option<(&'static str, &'static str)> {
    let is_empty = |command: &Command| command.argv.first().is_none_or(|program| program.trim().is_empty());
    match work {
        Work::Command(command) if is_empty(command) => Some(("/work/command/argv", "names no program to run")),
        Work::Ssh(ssh) if ssh.host.trim().is_empty() => Some(("/work/ssh/host", "names no host to run on")),
        Work::Ssh(ssh) if is_empty(&ssh.command) => Some(("/work/ssh/command/argv", "names no program to run")),
        Work::Airflow(run) if run.dag.trim().is_empty() => Some(("/work/airflow/dag", "names no DAG to run")),
        Work::Airflow(run) if run.connection.trim().is_empty() => {
            Some(("/work/airflow/connection", "names no Airflow to run on"))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow, found};
    use serde_json::json;

    #[test]
    fn a_job_that_names_no_program_is_found() {
        let of = |argv: serde_json::Value| {
            found(
                &RULE,
                flow(json!([{"id": "a", "kind": "job", "work": {"command": {"argv": argv}}}]), "begin>a a>end"),
            )
        };
        assert_eq!(of(json!([])).len(), 1);
        assert_eq!(of(json!([" "])).len(), 1);
        assert!(of(json!(["true"])).is_empty());
    }
}
