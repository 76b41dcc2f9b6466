//! V013: a call that cannot be made.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::diagnostic::Severity;
use daybreak_model::node::{Http, Kind, Wait, Work};

pub const RULE: Rule = Rule {
    code: "V013",
    name: "bad-address",
    severity: Severity::Error,
    summary: "An HTTP call has no usable address, method or status.",
    page: "
Addresses begin with `http://` or `https://`; a place to fill in may stand for the whole. Methods are GET, POST, PUT, PATCH, DELETE or HEAD. Statuses are numbers from 100 to 599. A call that is
followed names what means success.

## Why it matters

The call would fail as it starts, or be followed for ever.

## What to do

Correct it.",
    check,
};

const METHODS: [&str; 6] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"];

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (index, node) in subject.definition.nodes.iter().enumerate() {
        let problem = match &node.kind {
            Kind::Job(Work::Http(http)) => in_call(http),
            Kind::Wait(Wait::Http { url, status, .. }) => {
                address_problem(url).map(|p| ("/until/http/url", p)).or_else(|| {
                    (!(100..600).contains(status))
                        .then(|| ("/until/http/status", format!("waits for the status {status}, which no answer has")))
                })
            }
            _ => None,
        };
        if let Some((field, problem)) = problem {
            report.say(|| Finding::at(index, field, format!("{} {problem}", node.id)).help("correct the call"));
        }
    }
}

fn in_call(http: &Http) -> Option<(&'static str, String)> {
    if let Some(problem) = address_problem(&http.url) {
        return Some(("/work/http/url", problem));
    }
    if !METHODS.contains(&http.method.as_str()) {
        return Some((
            "/work/http/method",
            format!("calls with the method {:?}, which is none of {}", http.method, METHODS.join(", ")),
        ));
    }
    let poll = http.poll.as_ref()?;
    if let Some(problem) = address_problem(&poll.url) {
        return Some(("/work/http/poll/url", problem));
    }
    poll.success
        .is_empty()
        .then(|| ("/work/http/poll/success", "is followed, but nothing means success: it would never end".into()))
}

fn address_problem(url: &str) -> Option<String> {
    let good =
        ["http://", "https://", "${"].iter().any(|start| url.strip_prefix(start).is_some_and(|rest| !rest.is_empty()));
    (!good).then(|| format!("calls {url:?}, which is no address: it begins with http:// or https://"))
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow, found};
    use serde_json::json;

    #[test]
    fn calls_that_cannot_be_made_are_found() {
        let of = |method: &str, url: &str| {
            let work = json!({"http": {"method": method, "url": url}});
            found(&RULE, flow(json!([{"id": "a", "kind": "job", "work": work}]), "begin>a a>end")).len()
        };
        assert_eq!(of("POST", "core.bank/start"), 1);
        assert_eq!(of("START", "https://core.bank/start"), 1);
        assert_eq!(of("POST", "https://core.bank/start"), 0);
        assert_eq!(of("POST", "${core}/start"), 0);
    }
}
