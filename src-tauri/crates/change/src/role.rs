//! Who may do what.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;
use ts_rs::TS;

/// A function that a person holds in the bank. One person may hold several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, TS)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Designer,
    Approver,
    Operator,
    Analyst,
    Auditor,
    Administrator,
}

/// What a person may ask of a runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Permission {
    /// See everything: changes, revisions, runs, logs, events and the audit log.
    Look,
    Submit,
    Withdraw,
    /// Approve, reject or return a change.
    Decide,
    Publish,
    StartRun,
    /// Act on a run: hold, release, skip, force, rerun, kill, confirm, priorities, capacities, pause, stop.
    Operate,
}

impl Role {
    pub const ALL: [Role; 6] =
        [Role::Designer, Role::Approver, Role::Operator, Role::Analyst, Role::Auditor, Role::Administrator];

    /// The one table of what a role may do. Administrators keep people and the runtime; they do not decide on changes.
    pub fn may(self, permission: Permission) -> bool {
        match permission {
            Permission::Look => true,
            Permission::Submit | Permission::Withdraw => self == Role::Designer,
            Permission::Decide => self == Role::Approver,
            Permission::Publish => matches!(self, Role::Approver | Role::Administrator),
            Permission::StartRun | Permission::Operate => matches!(self, Role::Operator | Role::Administrator),
        }
    }
}

impl Permission {
    pub const ALL: [Permission; 7] = [
        Permission::Look,
        Permission::Submit,
        Permission::Withdraw,
        Permission::Decide,
        Permission::Publish,
        Permission::StartRun,
        Permission::Operate,
    ];

    /// The roles that have it, for messages: `approver or administrator`.
    pub fn holders(self) -> String {
        let roles: Vec<String> = Role::ALL.iter().filter(|role| role.may(self)).map(|role| role.to_string()).collect();
        roles.join(" or ")
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Role::Designer => "designer",
            Role::Approver => "approver",
            Role::Operator => "operator",
            Role::Analyst => "analyst",
            Role::Auditor => "auditor",
            Role::Administrator => "administrator",
        })
    }
}

impl fmt::Display for Permission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Permission::Look => "look at the runtime",
            Permission::Submit => "submit a change",
            Permission::Withdraw => "withdraw a change",
            Permission::Decide => "decide on a change",
            Permission::Publish => "publish a change",
            Permission::StartRun => "start a run",
            Permission::Operate => "act on a run",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// R1: the table, written out a second time.
    #[test]
    fn r1_each_role_may_do_what_the_table_says_and_nothing_else() {
        use Permission::*;
        let table = [
            (Role::Designer, vec![Look, Submit, Withdraw]),
            (Role::Approver, vec![Look, Decide, Publish]),
            (Role::Operator, vec![Look, StartRun, Operate]),
            (Role::Analyst, vec![Look]),
            (Role::Auditor, vec![Look]),
            (Role::Administrator, vec![Look, Publish, StartRun, Operate]),
        ];
        for (role, expected) in table {
            let granted: Vec<Permission> = Permission::ALL.into_iter().filter(|p| role.may(*p)).collect();
            assert_eq!(granted, expected, "{role}");
        }
    }

    /// R2: nobody who designs decides, unless they are given both roles.
    #[test]
    fn r2_no_single_role_both_submits_and_decides() {
        assert!(!Role::ALL.iter().any(|role| role.may(Permission::Submit) && role.may(Permission::Decide)));
        assert_eq!(Permission::Publish.holders(), "approver or administrator");
    }
}
