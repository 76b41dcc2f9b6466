//! The rule of approval, in one function.

use crate::role::{Permission, Role};
use daybreak_model::time::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;
use ts_rs::TS;

/// Where a change stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChangeState {
    /// Returned to its author; it goes on as a new change.
    Draft,
    Submitted,
    Approved,
    Rejected,
    Withdrawn,
    Published,
}

/// What a person has said about a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    Approve,
    Reject,
    Return,
}

/// One decision and what it was about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    pub person: String,
    pub verdict: Verdict,
    /// The content hash that the person had before them.
    pub hash: String,
    pub comment: String,
    pub at: Timestamp,
}

/// What somebody wants to do with a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeAction<'a> {
    /// Say something about the content with this hash.
    Decide {
        verdict: Verdict,
        hash: &'a str,
    },
    Withdraw,
    Publish,
}

/// All that the rule looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeFacts {
    pub author: String,
    pub state: ChangeState,
    /// The hash of the content as it is now, computed afresh from what is stored; never merely remembered.
    pub content_hash: String,
    pub decisions: Vec<Decided>,
    /// How many persons must approve.
    pub approvals_needed: usize,
}

/// Who wants to do it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    pub name: String,
    pub roles: BTreeSet<Role>,
}

/// Why it may not be done.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("{person} may not {permission}; that takes the role {}", permission.holders())]
    Role { person: String, permission: Permission },
    #[error("{person} wrote this change; somebody else must decide on it")]
    OwnChange { person: String },
    #[error("only {author}, who wrote this change, may withdraw it")]
    NotAuthor { author: String },
    #[error("the change is {state}; only a change that is {needed} can be {done}")]
    State { state: ChangeState, needed: &'static str, done: &'static str },
    #[error("{person} has already approved this change")]
    AlreadyDecided { person: String },
    #[error("the content is not what was looked at: its hash is {now}, not {seen}; open the change again")]
    OtherContent { now: String, seen: String },
    #[error("approved by {approvals} of {needed} persons; {} more must approve this very content", needed - approvals)]
    TooFewApprovals { approvals: usize, needed: usize },
}

/// Whether `actor` may do `action` with a change. This is the only place that decides it.
///
/// 1. The actor's roles allow it at all.
/// 2. Deciding: the change is submitted, the actor did not write it, the hash is that of the content, and the same person
///    does not approve twice.
/// 3. Withdrawing: the actor wrote it, and it is neither published, rejected nor withdrawn.
/// 4. Publishing: the change is approved, and enough persons other than the author approved exactly the content that is there now.
pub fn may(action: ChangeAction, facts: &ChangeFacts, actor: &Actor) -> Result<(), Refusal> {
    let permission = action.permission();
    if !actor.roles.iter().any(|role| role.may(permission)) {
        return Err(Refusal::Role { person: actor.name.clone(), permission });
    }
    match action {
        ChangeAction::Decide { verdict, hash } => may_decide(verdict, hash, facts, actor),
        ChangeAction::Withdraw => may_withdraw(facts, actor),
        ChangeAction::Publish => may_publish(facts),
    }
}

fn may_decide(verdict: Verdict, hash: &str, facts: &ChangeFacts, actor: &Actor) -> Result<(), Refusal> {
    if facts.state != ChangeState::Submitted {
        let done = verdict.done();
        return Err(Refusal::State { state: facts.state, needed: "submitted", done });
    }
    if facts.author == actor.name {
        return Err(Refusal::OwnChange { person: actor.name.clone() });
    }
    if hash != facts.content_hash {
        return Err(Refusal::OtherContent { now: facts.content_hash.clone(), seen: hash.to_owned() });
    }
    if verdict == Verdict::Approve && facts.approvers().contains(actor.name.as_str()) {
        return Err(Refusal::AlreadyDecided { person: actor.name.clone() });
    }
    Ok(())
}

fn may_withdraw(facts: &ChangeFacts, actor: &Actor) -> Result<(), Refusal> {
    if facts.author != actor.name {
        return Err(Refusal::NotAuthor { author: facts.author.clone() });
    }
    match facts.state {
        ChangeState::Draft | ChangeState::Submitted | ChangeState::Approved => Ok(()),
        state => Err(Refusal::State { state, needed: "draft, submitted or approved", done: "withdrawn" }),
    }
}

fn may_publish(facts: &ChangeFacts) -> Result<(), Refusal> {
    if facts.state != ChangeState::Approved {
        return Err(Refusal::State { state: facts.state, needed: "approved", done: "published" });
    }
    let (approvals, needed) = (facts.approvers().len(), facts.approvals_needed.max(1));
    if approvals >= needed {
        return Ok(());
    }
    match facts.decisions.iter().find(|d| d.verdict == Verdict::Approve && d.hash != facts.content_hash) {
        Some(other) => Err(Refusal::OtherContent { now: facts.content_hash.clone(), seen: other.hash.clone() }),
        None => Err(Refusal::TooFewApprovals { approvals, needed }),
    }
}

/// Where a change stands after `verdict` was added to `facts.decisions`.
pub fn after(verdict: Verdict, facts: &ChangeFacts) -> ChangeState {
    match verdict {
        Verdict::Approve if facts.approvers().len() >= facts.approvals_needed.max(1) => ChangeState::Approved,
        Verdict::Approve => ChangeState::Submitted,
        Verdict::Reject => ChangeState::Rejected,
        Verdict::Return => ChangeState::Draft,
    }
}

impl ChangeFacts {
    /// The persons, the author never among them, who approved exactly the content that is there now.
    pub fn approvers(&self) -> BTreeSet<&str> {
        let counts =
            |d: &&Decided| d.verdict == Verdict::Approve && d.hash == self.content_hash && d.person != self.author;
        self.decisions.iter().filter(counts).map(|d| d.person.as_str()).collect()
    }
}

impl ChangeAction<'_> {
    fn permission(self) -> Permission {
        match self {
            ChangeAction::Decide { .. } => Permission::Decide,
            ChangeAction::Withdraw => Permission::Withdraw,
            ChangeAction::Publish => Permission::Publish,
        }
    }
}

impl Verdict {
    fn done(self) -> &'static str {
        match self {
            Verdict::Approve => "approved",
            Verdict::Reject => "rejected",
            Verdict::Return => "returned",
        }
    }
}

impl fmt::Display for ChangeState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ChangeState::Draft => "draft",
            ChangeState::Submitted => "submitted",
            ChangeState::Approved => "approved",
            ChangeState::Rejected => "rejected",
            ChangeState::Withdrawn => "withdrawn",
            ChangeState::Published => "published",
        })
    }
}
