//! The table of rules.

mod calendar;
mod decisions;
mod graph;
mod policy;
mod resources;
mod time;
mod values;

use crate::report::Report;
use crate::subject::Subject;
use daybreak_model::diagnostic::Severity;

/// One rule. Its file holds this description, the check and both tests.
pub struct Rule {
    /// A letter for the family and three digits: `G003`. Never given to another rule.
    pub code: &'static str,
    /// A few words in kebab case: `cycle`.
    pub name: &'static str,
    pub severity: Severity,
    /// One line for lists.
    pub summary: &'static str,
    /// Markdown for the rule's page: what it looks for, why it matters, what to do.
    pub page: &'static str,
    pub(crate) check: fn(&Subject<'_>, &mut Report<'_>),
}

/// A rule's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    pub code: &'static str,
    pub title: &'static str,
    pub severity: Severity,
    pub markdown: String,
}

/// Every rule, in the order of the codes within each family.
pub const ALL: &[Rule] = &[
    graph::missing_begin::RULE,
    graph::missing_end::RULE,
    graph::cycle::RULE,
    graph::unreachable::RULE,
    graph::never_ends::RULE,
    graph::duplicate_edge::RULE,
    graph::redundant_edge::RULE,
    graph::dangling_reference::RULE,
    graph::subflow_recursion::RULE,
    graph::duplicate_id::RULE,
    graph::group_nesting::RULE,
    graph::edge_at_border::RULE,
    graph::empty_group::RULE,
    decisions::join_never_met::RULE,
    decisions::branch_never_taken::RULE,
    decisions::branch_gap::RULE,
    decisions::failure_never_fires::RULE,
    decisions::branch_without_edge::RULE,
    decisions::unknown_branch::RULE,
    decisions::edge_without_branch::RULE,
    resources::capacity_exceeded::RULE,
    resources::deadlock_in_group::RULE,
    resources::deadlock_beside_group::RULE,
    resources::deadlock_between_groups::RULE,
    resources::zero_capacity::RULE,
    resources::unused_resource::RULE,
    resources::undefined_resource::RULE,
    resources::zero_units::RULE,
    resources::repeated_use::RULE,
    time::deadline_too_early::RULE,
    time::not_before_after_deadline::RULE,
    time::timeout_below_usual::RULE,
    time::trigger_never_fires::RULE,
    time::trigger_after_deadline::RULE,
    time::day_missing::RULE,
    time::impossible_duration::RULE,
    time::assumed_duration::RULE,
    time::probability_out_of_range::RULE,
    time::impossible_figure::RULE,
    time::alert_out_of_order::RULE,
    calendar::calendar_ends_soon::RULE,
    calendar::days_never_meet::RULE,
    calendar::neighbour_does_not_run::RULE,
    calendar::calendar_contradiction::RULE,
    values::undefined_parameter::RULE,
    values::undefined_secret::RULE,
    values::bad_template::RULE,
    values::bad_expression::RULE,
    values::unknown_job::RULE,
    values::bad_cron::RULE,
    values::bad_zone::RULE,
    values::empty_command::RULE,
    values::personal_path::RULE,
    values::secret_in_arguments::RULE,
    values::name_clash::RULE,
    values::unknown_host::RULE,
    values::bad_address::RULE,
    values::bad_digest::RULE,
    policy::naming::RULE,
    policy::required_field::RULE,
    policy::priority_too_high::RULE,
    policy::not_allowed::RULE,
    policy::expired_waiver::RULE,
];

/// The page of every rule, in the order of the table.
pub fn pages() -> Vec<Page> {
    let page = |rule: &Rule| Page {
        code: rule.code,
        title: rule.name,
        severity: rule.severity,
        markdown: format!(
            "# {}: {}\n\n*{}*. {}\n\n{}\n",
            rule.code,
            rule.name.replace('-', " "),
            severity_name(rule.severity),
            rule.summary,
            rule.page.trim(),
        ),
    };
    ALL.iter().map(page).collect()
}

fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Error",
        Severity::Warning => "Warning",
        Severity::Hint => "Hint",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn codes_and_names_are_given_once() {
        let codes: BTreeSet<_> = ALL.iter().map(|r| r.code).collect();
        let names: BTreeSet<_> = ALL.iter().map(|r| r.name).collect();
        assert_eq!((codes.len(), names.len()), (ALL.len(), ALL.len()));
    }

    #[test]
    fn every_rule_has_a_page_that_says_why_and_what_to_do() {
        for page in pages() {
            assert!(page.markdown.contains("## Why it matters"), "{}", page.code);
            assert!(page.markdown.contains("## What to do"), "{}", page.code);
        }
    }
}
