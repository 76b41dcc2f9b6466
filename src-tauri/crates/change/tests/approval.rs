//! The rule of approval on every path. Numbers are those of `SPEC.md`.

use daybreak_change::approval::{Actor, ChangeAction, ChangeFacts, ChangeState, Decided, Refusal, Verdict, after, may};
use daybreak_change::role::{Permission, Role};
use daybreak_model::time::Timestamp;

const STATES: [ChangeState; 6] = [
    ChangeState::Draft,
    ChangeState::Submitted,
    ChangeState::Approved,
    ChangeState::Rejected,
    ChangeState::Withdrawn,
    ChangeState::Published,
];

const ACTIONS: [ChangeAction; 5] = [
    ChangeAction::Decide { verdict: Verdict::Approve, hash: "h1" },
    ChangeAction::Decide { verdict: Verdict::Reject, hash: "h1" },
    ChangeAction::Decide { verdict: Verdict::Return, hash: "h1" },
    ChangeAction::Withdraw,
    ChangeAction::Publish,
];

fn actor(name: &str, roles: &[Role]) -> Actor {
    Actor { name: name.into(), roles: roles.iter().copied().collect() }
}

fn decided(person: &str, verdict: Verdict, hash: &str) -> Decided {
    Decided { person: person.into(), verdict, hash: hash.into(), comment: String::new(), at: Timestamp(0) }
}

fn facts(state: ChangeState, decisions: Vec<Decided>) -> ChangeFacts {
    ChangeFacts { author: "dora".into(), state, content_hash: "h1".into(), decisions, approvals_needed: 1 }
}

fn approve(hash: &str) -> ChangeAction<'_> {
    ChangeAction::Decide { verdict: Verdict::Approve, hash }
}

#[test]
fn a1_the_role_comes_first() {
    for role in Role::ALL {
        for action in ACTIONS {
            let permission = match action {
                ChangeAction::Decide { .. } => Permission::Decide,
                ChangeAction::Withdraw => Permission::Withdraw,
                ChangeAction::Publish => Permission::Publish,
            };
            let refused = may(action, &facts(ChangeState::Submitted, vec![]), &actor("x", &[role]));
            let by_role = matches!(refused, Err(Refusal::Role { .. }));
            assert_eq!(by_role, !role.may(permission), "{role} {action:?}");
        }
    }
    let nobody = may(approve("h1"), &facts(ChangeState::Submitted, vec![]), &actor("x", &[]));
    assert!(nobody.unwrap_err().to_string().contains("that takes the role approver"));
}

#[test]
fn a2_nobody_decides_on_their_own_change() {
    let both = actor("dora", &[Role::Designer, Role::Approver]);
    for verdict in [Verdict::Approve, Verdict::Reject, Verdict::Return] {
        let action = ChangeAction::Decide { verdict, hash: "h1" };
        let refused = may(action, &facts(ChangeState::Submitted, vec![]), &both);
        assert_eq!(refused, Err(Refusal::OwnChange { person: "dora".into() }));
    }
    let other = actor("dan", &[Role::Designer, Role::Approver]);
    assert_eq!(may(approve("h1"), &facts(ChangeState::Submitted, vec![]), &other), Ok(()));
}

#[test]
fn a3_only_a_submitted_change_is_decided_on() {
    for state in STATES {
        let allowed = may(approve("h1"), &facts(state, vec![]), &actor("aaron", &[Role::Approver]));
        assert_eq!(allowed.is_ok(), state == ChangeState::Submitted, "{state}");
    }
}

#[test]
fn a4_what_was_looked_at_is_what_is_there() {
    for verdict in [Verdict::Approve, Verdict::Reject, Verdict::Return] {
        let action = ChangeAction::Decide { verdict, hash: "h2" };
        let refused = may(action, &facts(ChangeState::Submitted, vec![]), &actor("aaron", &[Role::Approver]));
        assert_eq!(refused, Err(Refusal::OtherContent { now: "h1".into(), seen: "h2".into() }));
    }
}

#[test]
fn a5_one_persons_approval_counts_once() {
    let mut facts = facts(ChangeState::Submitted, vec![decided("aaron", Verdict::Approve, "h1")]);
    facts.approvals_needed = 2;
    let aaron = actor("aaron", &[Role::Approver]);
    assert_eq!(may(approve("h1"), &facts, &aaron), Err(Refusal::AlreadyDecided { person: "aaron".into() }));
    assert_eq!(may(approve("h1"), &facts, &actor("abby", &[Role::Approver])), Ok(()));
    facts.decisions.push(decided("aaron", Verdict::Approve, "h1"));
    assert_eq!(after(Verdict::Approve, &facts), ChangeState::Submitted);
}

#[test]
fn a6_only_the_author_withdraws_and_only_in_time() {
    for state in STATES {
        let by_author = may(ChangeAction::Withdraw, &facts(state, vec![]), &actor("dora", &[Role::Designer]));
        let in_time = matches!(state, ChangeState::Draft | ChangeState::Submitted | ChangeState::Approved);
        assert_eq!(by_author.is_ok(), in_time, "{state}");
        let by_other = may(ChangeAction::Withdraw, &facts(state, vec![]), &actor("dan", &[Role::Designer]));
        assert_eq!(by_other, Err(Refusal::NotAuthor { author: "dora".into() }), "{state}");
    }
}

#[test]
fn a7_only_an_approved_change_is_published() {
    for state in STATES {
        let facts = facts(state, vec![decided("aaron", Verdict::Approve, "h1")]);
        let allowed = may(ChangeAction::Publish, &facts, &actor("aaron", &[Role::Approver]));
        assert_eq!(allowed.is_ok(), state == ChangeState::Approved, "{state}");
    }
}

#[test]
fn a8_publishing_takes_approvals_of_this_very_content() {
    let publish = |decisions: Vec<Decided>, needed: usize| {
        let mut facts = facts(ChangeState::Approved, decisions);
        facts.approvals_needed = needed;
        may(ChangeAction::Publish, &facts, &actor("ada", &[Role::Administrator]))
    };
    let approved = |person: &str, hash: &str| decided(person, Verdict::Approve, hash);
    assert_eq!(publish(vec![approved("aaron", "h1")], 1), Ok(()));
    let altered = publish(vec![approved("aaron", "h0")], 1);
    assert_eq!(altered, Err(Refusal::OtherContent { now: "h1".into(), seen: "h0".into() }));
    let few = |approvals, needed| Err(Refusal::TooFewApprovals { approvals, needed });
    assert_eq!(publish(vec![approved("aaron", "h1")], 2), few(1, 2));
    assert_eq!(publish(vec![approved("aaron", "h1"), approved("aaron", "h1")], 2), few(1, 2));
    assert_eq!(publish(vec![approved("aaron", "h1"), approved("abby", "h1")], 2), Ok(()));
    assert_eq!(publish(vec![approved("dora", "h1")], 1), few(0, 1));
    assert_eq!(publish(vec![decided("aaron", Verdict::Reject, "h1")], 1), few(0, 1));
    assert_eq!(publish(vec![], 0), few(0, 1));
}

/// The rule written a second time, as a formula, and held against the function on every combination.
#[test]
fn a9_nothing_else_is_allowed() {
    let people = [("dora", true), ("aaron", false)];
    let approvals =
        [vec![], vec![decided("abby", Verdict::Approve, "h1")], vec![decided("aaron", Verdict::Approve, "h1")]];
    let mut allowed = 0;
    for state in STATES {
        for decisions in &approvals {
            for (name, is_author) in people {
                for bits in 0..(1_u32 << Role::ALL.len()) {
                    let roles: Vec<Role> = Role::ALL
                        .into_iter()
                        .enumerate()
                        .filter(|(i, _)| bits & (1 << i) != 0)
                        .map(|(_, r)| r)
                        .collect();
                    let has = |p: Permission| roles.iter().any(|r| r.may(p));
                    for action in ACTIONS {
                        let expected = match action {
                            ChangeAction::Decide { verdict, .. } => {
                                let again = decisions.iter().any(|d| d.person == name);
                                has(Permission::Decide)
                                    && !is_author
                                    && state == ChangeState::Submitted
                                    && !(verdict == Verdict::Approve && again)
                            }
                            ChangeAction::Withdraw => {
                                let open = [ChangeState::Draft, ChangeState::Submitted, ChangeState::Approved];
                                has(Permission::Withdraw) && is_author && open.contains(&state)
                            }
                            ChangeAction::Publish => {
                                has(Permission::Publish) && state == ChangeState::Approved && !decisions.is_empty()
                            }
                        };
                        let verdict = may(action, &facts(state, decisions.clone()), &actor(name, &roles));
                        assert_eq!(verdict.is_ok(), expected, "{state} {name} {roles:?} {action:?} {verdict:?}");
                        allowed += u32::from(expected);
                    }
                }
            }
        }
    }
    assert!(allowed > 0);
}

#[test]
fn a10_where_a_change_stands_after_a_verdict() {
    let one = facts(ChangeState::Submitted, vec![decided("aaron", Verdict::Approve, "h1")]);
    assert_eq!(after(Verdict::Approve, &one), ChangeState::Approved);
    let two = ChangeFacts { approvals_needed: 2, ..one.clone() };
    assert_eq!(after(Verdict::Approve, &two), ChangeState::Submitted);
    assert_eq!(after(Verdict::Reject, &one), ChangeState::Rejected);
    assert_eq!(after(Verdict::Return, &one), ChangeState::Draft);
}
