//! Change control as pure rules.
//!
//! **Owns** the difference between two definitions ([`diff`]), the roles and what each may do ([`role`]), the one rule
//! of approval ([`approval`]), how risky a change is ([`risk`]), and the hash chain of the audit log ([`audit`]).
//! What it promises is numbered in `SPEC.md`.
//!
//! **Does not** keep changes (that is `store`), ask who somebody is (that is `server`), read a clock or touch a disk.
//!
//! **Invariants.** [`approval::may`] is the only place that decides whether a change may be approved, rejected,
//! returned, withdrawn or published. [`role::Role::may`] is the only place that says what a role may do. Nothing here panics,
//! whatever it is given.

pub mod approval;
pub mod audit;
pub mod diff;
pub mod risk;
pub mod role;
