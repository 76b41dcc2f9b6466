//! V005: a condition on a job that is not there, or that has not run by then.

use crate::reach::Reach;
use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use crate::subject::texts::expressions;
use daybreak_model::diagnostic::Severity;
use daybreak_model::expression::{Fact, parse};
use daybreak_model::id::NodeId;
use daybreak_model::node::Kind;

pub const RULE: Rule = Rule {
    code: "V005",
    name: "unknown-job",
    severity: Severity::Error,
    summary: "A condition asks for a job that is not there, or that need not have run by then.",
    page: "
`exit(\"JOB\")` and `output(\"JOB\", \"NAME\")` speak of a job of the same definition that comes before the decision. The condition that ends a cyclic job may speak of the job itself.

## Why it matters

The exit code is not known when the decision is due, so that it cannot be made.

## What to do

Correct the name, or connect the job so that it comes before.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let mut asked: Vec<(usize, String, String)> = Vec::new();
    expressions(subject, |node, text, pointer| {
        let Ok(expression) = parse(text) else { return };
        for fact in expression.facts() {
            if let Fact::Exit(job) | Fact::Output { job, .. } = fact {
                asked.push((node, job.clone(), pointer()));
            }
        }
    });
    let job = |name: &str| subject.find(&NodeId::new(name)).filter(|n| matches!(subject.node(*n).kind, Kind::Job(_)));
    let mut jobs: Vec<usize> = asked.iter().filter_map(|(_, name, _)| job(name)).collect();
    jobs.sort_unstable();
    jobs.dedup();
    let reach = if jobs.is_empty() { None } else { Reach::from(&subject.graph, &jobs) };
    for (node, name, pointer) in asked {
        let id = &subject.node(node).id;
        let message = match job(&name) {
            None => format!("the condition of {id} asks for {name}, which is no job of this workflow"),
            Some(job)
                if job != node && subject.graph.is_acyclic() && reach.as_ref().is_some_and(|r| !r.leads(job, node)) =>
            {
                format!("the condition of {id} asks for {name}, which does not come before it and need not have run")
            }
            Some(_) => continue,
        };
        report.say(|| {
            Finding::of(pointer, message)
                .on(Some(node))
                .help("correct the name, or connect the job so that it comes before")
        });
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow, found};
    use serde_json::json;

    #[test]
    fn jobs_that_have_not_run_by_then_are_found() {
        let of = |job: &str| {
            let when = format!("exit('{job}') == 0");
            let nodes = json!([
                {"id": "a", "kind": "job"},
                {"id": "d", "kind": "decision", "branches": [{"name": "x", "when": when}, {"name": "y"}]},
                {"id": "b", "kind": "job"},
            ]);
            found(&RULE, flow(nodes, "begin>a a>d d>b b>end"))
        };
        assert!(of("b")[0].message.contains("does not come before"));
        assert!(of("c")[0].message.contains("no job"));
        assert!(of("a").is_empty());
    }
}
