//! The pure state machine of a run, and the dispatch rule.
//!
//! **Owns** what a run is: the states of its activities, which events move them, what operators may do, when the run is
//! blocked or over ([`RunState`]), and the one [`dispatch`] rule that the simulator shares.
//!
//! **Does not** do anything: it reads no clock, starts no process, writes nothing. [`RunState::step`] takes events and a
//! moment, changes the state and says what is to be done ([`Action`]); the engine commits first and acts after.
//!
//! **Invariants.** The same events at the same moments give the same state. An activity has at most one attempt under way,
//! and attempt numbers only grow. Pools and locks are never exceeded but where an operator said so. A run is over exactly
//! when none of its activities is open. `SPEC.md` numbers the promises; the tests bear the numbers.

mod attempt;
mod choose;
pub mod dispatch;
pub mod drive;
mod event;
mod links;
mod operate;
mod operation;
mod record;
mod settle;
mod start;
mod state;
mod status;
mod view;

pub use event::{Action, AttemptEnd, Event, Step, Stop};
pub use operation::{Bypass, Operation, Refusal};
pub use record::{ActivityRecord, Head, NodeState, RunId, RunStatus, SkipReason};
pub use state::RunState;
pub use view::{ActivityView, Awaits, Counts, Happening, RunEvent, RunSummary, Snapshot};
