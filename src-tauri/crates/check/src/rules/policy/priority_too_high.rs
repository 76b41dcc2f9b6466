//! P003: a priority above what the site allows.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::diagnostic::Severity;
use daybreak_model::edit::Edit;

pub const RULE: Rule = Rule {
    code: "P003",
    name: "priority-too-high",
    severity: Severity::Error,
    summary: "A priority is higher than the site allows.",
    page: "
The policy gives the highest priority: `\"max_priority\": 90`. Looks wherever a priority is stated.

## Why it matters

Priorities rise until none means anything. What is above the highest is kept for the night on which it is needed.

## What to do

Lower it, or have the rule waived with a reason and an end.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    let Some(highest) = subject.context.policy.as_ref().and_then(|p| p.max_priority) else { return };
    for (level, settings) in subject.stated() {
        let Some(priority) = settings.priority.filter(|p| *p > highest) else { continue };
        report.say(|| {
            let message =
                format!("a priority of {priority} is higher than {highest}, the highest that the site allows");
            let finding = Finding::of(format!("{}/priority", level.pointer()), message).on(level.node());
            let finding = finding.help(format!("set it to {highest} or lower"));
            let Some(node) = level.node() else { return finding };
            let mut fixed = subject.node(node).clone();
            fixed.settings.priority = Some(highest);
            finding.confirm(format!("Set it to {highest}"), vec![Edit::SetNode(Box::new(fixed))])
        });
    }
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::Context;
    use crate::policy::Policy;
    use crate::sample::{flow, found_in};
    use daybreak_model::bundle::Bundle;
    use serde_json::json;

    #[test]
    fn a_priority_above_the_highest_is_found() {
        let context =
            Context { policy: Some(Policy { max_priority: Some(90), ..Policy::default() }), ..Context::default() };
        let of = |priority: i32| {
            let nodes = json!([{"id": "a", "kind": "job", "settings": {"priority": priority}}]);
            found_in(&RULE, &Bundle::single("f", flow(nodes, "begin>a a>end")), &context).len()
        };
        assert_eq!(of(91), 1);
        assert_eq!(of(90), 0);
    }
}
