//! P005: a waiver that no longer holds, or never did.

use crate::report::{Finding, Report};
use crate::rules::{ALL, Rule};
use crate::subject::Subject;
use daybreak_model::diagnostic::Severity;

pub const RULE: Rule = Rule {
    code: "P005",
    name: "expired-waiver",
    severity: Severity::Warning,
    summary: "A waiver has expired, has no reason, or waives a rule that cannot be waived.",
    page: "
A waiver in the policy names a rule, a node, a reason and the last day on which it holds. Rules of the family P can be waived, and warnings and hints of every other; errors of
other families cannot, because the run depends on them.

## Why it matters

An exception that nobody ends becomes the rule.

## What to do

Remove the waiver, or have it granted anew.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let Some(policy) = subject.context.policy.as_ref().filter(|_| subject.is_root()) else { return };
    for waiver in &policy.waivers {
        let on = waiver.node.as_deref().unwrap_or("the whole workflow");
        let rule = ALL.iter().find(|r| r.code == waiver.code);
        let may = |rule: &Rule| rule.severity != Severity::Error || rule.code.starts_with('P');
        let problem = match (rule, subject.context.today) {
            (None, _) => "names no rule that there is".to_owned(),
            (Some(rule), _) if !may(rule) => "waives an error that the run depends on".into(),
            _ if waiver.reason.trim().is_empty() => "gives no reason".into(),
            (_, Some(today)) if waiver.until < today => format!("ended on {}", waiver.until),
            _ => continue,
        };
        report.say(|| {
            let message = format!("the waiver of {} on {on} {problem}, so it does not hold", waiver.code);
            Finding::of("", message).help("remove it from the policy, or have it granted anew")
        });
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::rules::policy::priority_too_high;
    use crate::sample::{date, flow, found_in};
    use crate::{Context, check};
    use daybreak_model::bundle::Bundle;
    use serde_json::{Value, json};

    fn with(waiver: Value) -> (Bundle, Context) {
        let policy = json!({"max_priority": 1, "waivers": [waiver]});
        let policy = serde_json::from_value(policy).expect("a policy");
        let nodes = json!([{"id": "a", "kind": "job", "settings": {"priority": 9}}]);
        let context = Context { policy: Some(policy), today: date("2026-11-22"), ..Context::default() };
        (Bundle::single("f", flow(nodes, "begin>a a>end")), context)
    }

    #[test]
    fn a_live_waiver_takes_the_problem_away() {
        let (bundle, context) = with(json!({"code": "P003", "node": "a", "reason": "year-end", "until": "2026-12-31"}));
        assert!(found_in(&RULE, &bundle, &context).is_empty());
        assert!(!check(&bundle, &context).iter().any(|d| d.code == priority_too_high::RULE.code));
    }

    #[test]
    fn waivers_that_do_not_hold_are_found() {
        for waiver in [
            json!({"code": "P003", "reason": "year-end", "until": "2026-11-21"}),
            json!({"code": "P003", "reason": " ", "until": "2026-12-31"}),
            json!({"code": "G003", "reason": "x", "until": "2026-12-31"}),
            json!({"code": "Z999", "reason": "x", "until": "2026-12-31"}),
        ] {
            let (bundle, context) = with(waiver);
            assert_eq!(found_in(&RULE, &bundle, &context).len(), 1);
            assert!(check(&bundle, &context).iter().any(|d| d.code == priority_too_high::RULE.code));
        }
    }
}
