//! The answer as a colleague would give it.

use crate::advice::{Advice, Asked};
use crate::unreachable::Best;

pub struct Told<'a> {
    pub asked: &'a Asked<'a>,
    pub advice: &'a Advice,
    /// What would be possible at the very best, when that is not enough.
    pub hopeless: Option<Best>,
}

pub fn conclusion(told: &Told<'_>) -> String {
    let Told { asked, advice, .. } = told;
    let goal = goal(asked);
    let asked_for = percent(asked.probability);
    if advice.reached && advice.steps.is_empty() {
        return format!(
            "Nothing has to change: {goal} in {} of nights, and {asked_for} were asked for.",
            percent(advice.before.probability)
        );
    }
    if !advice.reached {
        return not_reached(told, &goal, &asked_for);
    }
    let many = match advice.steps.len() {
        1 => "One change is enough".to_owned(),
        count => format!("{count} changes together are enough"),
    };
    let proof = match advice.proven {
        true => "Every cheaper set of the allowed changes was looked at; none is enough.",
        false => "A cheaper set may exist: not all of them were tried.",
    };
    // Every night can only be said of nights that have not missed it.
    let doubt = if asked.probability < 1.0 { 2.0 * advice.check.error } else { 0.0 };
    let held = advice.check.probability + doubt >= asked.probability;
    let check = match held {
        true => format!("Other random numbers give {}.", percent(advice.check.probability)),
        false => format!(
            "Other random numbers give only {}, so take more nights before you rely on it.",
            percent(advice.check.probability)
        ),
    };
    format!(
        "{many}, at a cost of {}: {goal} in {} of nights instead of {}, and {asked_for} were asked for. {proof} {check}",
        number(advice.cost),
        percent(advice.after.probability),
        percent(advice.before.probability),
    )
}

fn not_reached(told: &Told<'_>, goal: &str, asked_for: &str) -> String {
    let Told { asked, advice, hopeless } = told;
    let nearest = match advice.steps.len() {
        0 => format!(
            "No allowed change brings it nearer than the {} of nights of now.",
            percent(advice.before.probability)
        ),
        count => format!(
            "The nearest that was found, with {}, is {} of nights instead of {}.",
            if count == 1 { "one change".into() } else { format!("{count} changes") },
            percent(advice.after.probability),
            percent(advice.before.probability)
        ),
    };
    let Some(best) = hopeless else {
        let tried = match (advice.proven, advice.bound) {
            (true, Some(bound)) => format!(
                "every set of the allowed changes was simulated, and with none of them are {asked_for} of nights there before {bound}"
            ),
            (true, None) => "every set of the allowed changes was simulated, and none is enough".to_owned(),
            (false, _) => format!("{} sets of the allowed changes were simulated, and none is enough", advice.tried),
        };
        let how = if advice.proven { "cannot be reached" } else { "was not reached" };
        return format!("That {goal} in {asked_for} of nights {how}: {tried}. {nearest}");
    };
    let Some(at) = best.at else {
        return format!(
            "It cannot be reached: {} of nights never get there, even with every allowed change made and nobody waiting for a \
             resource, and {asked_for} were asked for. {nearest}",
            percent(best.never)
        );
    };
    let kind = match best.is_bound {
        true => "That bounds every set of these changes in the nights that were simulated",
        false => "That is an estimate, for some of the changes cannot be ranked against one another",
    };
    let planned = match asked.node {
        None => format!(
            " The planned night with every change is proven to take at least {}.",
            crate::anomaly::span(best.plan_bound as f64)
        ),
        Some(_) => String::new(),
    };
    format!(
        "It cannot be reached: even with every allowed change made and nobody waiting for a resource, {asked_for} of nights are there \
         only by {at}, and by {} only {} are. {kind}.{planned} {nearest}",
        asked.target,
        percent(best.probability),
    )
}

fn goal(asked: &Asked<'_>) -> String {
    match &asked.node {
        None => format!("the night ends by {}", asked.target),
        Some(node) => format!("{node} is finished by {}", asked.target),
    }
}

/// `95 %`, `97.3 %`, `> 99.9 %`: neither always nor never is said of what is only nearly so.
pub fn percent(share: f64) -> String {
    let tenths = (share * 1000.0).round();
    if share < 1.0 && tenths >= 1000.0 {
        return "> 99.9 %".into();
    }
    if share > 0.0 && tenths < 1.0 {
        return "< 0.1 %".into();
    }
    format!("{} %", tenths / 10.0)
}

fn number(cost: f64) -> String {
    let text = format!("{cost:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn neither_always_nor_never_is_said_of_what_is_nearly_so() {
        let told = [1.0, 0.9995, 0.999, 0.95, 0.9425, 0.0004, 0.0].map(percent);
        assert_eq!(told, ["100 %", "> 99.9 %", "99.9 %", "95 %", "94.3 %", "< 0.1 %", "0 %"]);
    }
}
