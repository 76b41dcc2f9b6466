//! V007: a time zone that nobody knows.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::diagnostic::Severity;

pub const RULE: Rule = Rule {
    code: "V007",
    name: "bad-zone",
    severity: Severity::Error,
    summary: "The time zone is not known, or is not that of the outer workflow.",
    page: "
The zone is written by its IANA name, `Asia/Shanghai`. A subflow takes the zone of the outermost workflow.

## Why it matters

Every time in the file depends on it. In a subflow with another zone, times would mean something else than its file says.

## What to do

Write the name of the zone's largest city with its continent; abbreviations like CST mean several zones.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let zone = &subject.definition.zone;
    if zone.parse::<chrono_tz::Tz>().is_err() {
        let message = format!("the time zone {zone:?} is not known, so no time in the file has a meaning");
        report.say(|| Finding::of("/zone", message).help("use an IANA name, like Asia/Shanghai"));
    } else if let Some(outer) = subject.bundle.root().filter(|root| root.zone != *zone && !subject.is_root()) {
        let message = format!(
            "the subflow is written for {zone}, but its times are taken in {}, the zone of {}",
            outer.zone, outer.id
        );
        report.say(|| {
            Finding::of("/zone", message).help(format!("write the times for {} and set the zone to it", outer.zone))
        });
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::Context;
    use crate::sample::{flow, flow_with, found, found_in, jobs};
    use daybreak_model::bundle::Bundle;
    use serde_json::json;

    #[test]
    fn a_zone_that_nobody_knows_is_found() {
        let of = |zone: &str| found(&RULE, flow_with(json!({"zone": zone}), jobs("a"), "begin>a a>end"));
        assert_eq!(of("China/Shanghai").len(), 1);
        assert!(of("Asia/Shanghai").is_empty());
    }

    #[test]
    fn a_subflow_in_another_zone_is_found() {
        let node = json!([{"id": "s", "kind": "subflow", "subflow": {"file": "s"}}]);
        let mut bundle = Bundle::single("r", flow(node, "begin>s s>end"));
        bundle.definitions.insert("s".into(), flow_with(json!({"zone": "Europe/London"}), jobs("a"), "begin>a a>end"));
        assert_eq!(found_in(&RULE, &bundle, &Context::default())[0].path, "s#/zone");
    }
}
