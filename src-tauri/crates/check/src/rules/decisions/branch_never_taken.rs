//! D002: a branch that overlaps those before it so that it is never taken.

use crate::report::{Finding, Report};
use crate::rules::Rule;
use crate::subject::Subject;
use daybreak_model::diagnostic::Severity;
use daybreak_model::expression::{Constraint, Expression, are_exhaustive, constraint, parse};
use daybreak_model::node::{Branch, Kind};

pub const RULE: Rule = Rule {
    code: "D002",
    name: "branch-never-taken",
    severity: Severity::Warning,
    summary: "Branches of a decision overlap so that one of them is never taken, or hangs on the order.",
    page: "
The first branch whose condition holds is taken. A branch is never taken behind one without a condition, behind the same condition, or when those before it already
cover all cases. Two conditions on the same fact that can both hold are reported, too: which is taken hangs on their order alone.

## Why it matters

Work that is drawn is never done, and a change of the order would change the night.

## What to do

Make the conditions exclude each other, and put the branch without a condition last.",
    check,
};

fn check(subject: &Subject<'_>, report: &mut Report<'_>) {
    for (index, node) in subject.definition.nodes.iter().enumerate() {
        let Kind::Decision(branches) = &node.kind else { continue };
        for (position, problem) in problems(branches) {
            let name = &branches[position].name;
            report.say(|| {
                Finding::at(
                    index,
                    &format!("/branches/{position}"),
                    format!("the branch {name} of {} {problem}", node.id),
                )
                .help("make the conditions exclude each other; the branch without a condition comes last")
            });
        }
    }
}

fn problems(branches: &[Branch]) -> Vec<(usize, String)> {
    let conditions: Vec<Option<Expression>> = branches.iter().map(|b| parse(b.when.as_ref()?).ok()).collect();
    let constraints: Vec<Option<Constraint>> = conditions.iter().map(|c| constraint(c.as_ref()?)).collect();
    let mut found = Vec::new();
    for (position, branch) in branches.iter().enumerate() {
        let before = || branches[..position].iter().enumerate();
        let always = |at: usize, b: &Branch| b.when.is_none() || conditions[at] == Some(Expression::Bool(true));
        if let Some((_, open)) = before().find(|(at, b)| always(*at, b)) {
            found.push((position, format!("is never taken: the branch {} before it takes every case", open.name)));
            continue;
        }
        if constraints[position].as_ref().is_some_and(Constraint::is_impossible)
            || conditions[position] == Some(Expression::Bool(false))
        {
            found.push((position, "is never taken: no value meets its condition".into()));
            continue;
        }
        let same = |at: usize| conditions[at].is_some() && conditions[at] == conditions[position];
        if let Some((_, first)) = before().find(|(at, _)| same(*at)) {
            found.push((
                position,
                format!("is never taken: the branch {} before it has the same condition", first.name),
            ));
            continue;
        }
        let earlier: Vec<Constraint> = constraints[..position].iter().flatten().cloned().collect();
        let on_one_fact = earlier.windows(2).all(|pair| pair[0].fact == pair[1].fact);
        if on_one_fact && are_exhaustive(&earlier) {
            found.push((position, "is never taken: those before it cover every case".into()));
            continue;
        }
        let Some(own) = &constraints[position] else { continue };
        let overlapping =
            before().find(|(at, _)| constraints[*at].as_ref().is_some_and(|c| c.fact == own.fact && c.overlaps(own)));
        if branch.when.is_some()
            && let Some((_, other)) = overlapping
        {
            found.push((
                position,
                format!("overlaps {}: when both conditions hold, their order alone decides", other.name),
            ));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::sample::{flow, found};
    use serde_json::{Value, json};

    fn of(branches: Value) -> Vec<String> {
        let nodes = json!([{"id": "d", "kind": "decision", "branches": branches}]);
        found(&RULE, flow(nodes, "begin>d d>end")).into_iter().map(|d| d.message).collect()
    }

    fn on(name: &str, when: &str) -> Value {
        json!({"name": name, "when": when})
    }

    #[test]
    fn branches_that_are_never_taken_are_found() {
        assert!(
            of(json!([{"name": "all"}, on("x", "day_class == 'month-end'")]))[0]
                .contains("all before it takes every case")
        );
        assert!(
            of(json!([on("x", "param('a') == '1'"), on("y", "param('a') == '1'")]))[0].contains("the same condition")
        );
        assert!(
            of(json!([on("x", "day_class == 'normal'"), on("y", "day_class != 'normal'"), {"name": "z"}]))[0]
                .contains("cover every case")
        );
        assert!(
            of(json!([on("x", "day_class == 'normal' && day_class == 'year-end'"), {"name": "z"}]))[0]
                .contains("no value")
        );
    }

    #[test]
    fn branches_that_hang_on_their_order_are_found() {
        assert!(
            of(json!([on("x", "day_class != 'normal'"), on("y", "day_class == 'year-end'"), {"name": "z"}]))[0]
                .contains("overlaps x")
        );
    }

    #[test]
    fn branches_that_exclude_each_other_are_fine() {
        assert!(
            of(json!([on("x", "day_class == 'month-end'"), on("y", "day_class == 'year-end'"), {"name": "z"}]))
                .is_empty()
        );
    }
}
